import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// What joins a finding that many have joined: its points, and when it ends.
@Suite struct FindingJoinTests {
  /// A list of rubbish at one place, each row another report.
  private func list(_ rows: Range<Int>, source: String = "patrol") -> JSONValue {
    .string("问题描述,点位,指标\n" + rows.map { "垃圾\($0),road-zs,rubbish\n" }.joined())
  }

  private func take(_ bench: Bench, _ rows: Range<Int>, source: String = "patrol") -> Told {
    bench.ask(
      "finding-import",
      ["csv": list(rows), "source": .string(source), "found-at": "2026-11-23 08:00", "by": "p-zb"])
  }

  /// M40: a source that weighs more costs what it weighs more, once; however the findings come.
  @Test func M40_pointsOfWhatJoinsAddUpToTheHeaviest() throws {
    let bench = try Bench.finding()
    func points() throws -> [Int] {
      try bench.store.records(Finding.self).compactMap { try? bench.store.finding($0.record.id)?.record.milliPoints }
    }
    _ = take(bench, 0..<3)
    _ = take(bench, 3..<6, source: "人大代表")
    try bench.restart(at: bench.now)
    _ = take(bench, 6..<8, source: "媒体曝光")
    _ = take(bench, 8..<9, source: "媒体曝光")
    #expect(try points() == [1500, 0, 0, 1500, 0, 0, 3000, 0, 0])
    #expect(Set(try bench.store.records(Finding.self).map(\.record.task)).count == 1, "all of one task")
  }

  /// By hand it costs the same as if it had joined by itself, and stands in the history of what it went into.
  @Test(arguments: [("patrol", 0), ("人大代表", 1500), ("媒体曝光", 4500)])
  func M40_joinedByHandItCostsTheSame(_ source: String, _ more: Int) throws {
    let bench = try Bench.finding()
    let first = bench.add()
    let second = bench.add("路口垃圾", place: "lane-1", ["source": .string(source)])
    let told = bench.ask(
      "finding-join",
      [
        "finding": .string(second.id), "into": .string(first.id), "by": "p-zb", "reason": "同一堆垃圾", "across": true,
      ])
    #expect(told.status == 200, "\(told.message)")
    let joined = try #require(try bench.facts(FindingJoined.self).first)
    let task = try bench.rectification(first)
    #expect(joined.milliPoints == more && joined.task == task.number)
    #expect(try bench.store.history(task: task.number).map(\.kind).contains(.findingJoined))
    let third = bench.add("第三处", ["source": "媒体曝光"])
    let points = try bench.store.finding(third.id)?.record.milliPoints
    #expect(points == 4500 - more, "what joins later costs what is left")
  }

  /// What is struck out on appeal is void by itself and its reporter hears it; the work goes on for what stands, and ends
  /// with the last.
  @Test func M46_whatIsStruckOutLeavesWhatWasJoinedWithIt() throws {
    let bench = try Bench.finding()
    let first = bench.add()
    let second = bench.add("又一处")
    let task = try bench.rectification(first)
    func uphold(_ told: Told) throws -> [String] {
      let holder = try #require(try bench.card(told).finding.roles?.holder)
      let filed = bench.ask("appeal-file", ["against": .string(told.id), "by": .string(holder), "reason": "不属实"])
      #expect(filed.status == 200, "\(filed.message)")
      let decided = bench.ask(
        "appeal-decide", ["id": .string("A-" + told.id), "upheld": true, "by": "p-cjb", "reason": "属实"])
      #expect(decided.status == 200, "\(decided.message)")
      return (decided.body["changes"]?.array ?? []).compactMap(\.string)
    }
    let lines = try uphold(first)
    #expect(lines == ["what it asks for goes on for \(second.id)"])
    #expect(try bench.store.task(number: task.number)?.state.isOpen == true)
    #expect(try (bench.card(first).standing, bench.card(second).standing) == (.void, .open))
    #expect(try bench.answers(first) == ["received", "void"] && bench.answers(second) == ["received"])
    #expect(try uphold(second) == ["task \(task.number) is voided"])
    #expect(try bench.store.task(number: task.number)?.state == .voided)
    #expect(try bench.card(second).standing == .void && bench.answers(second) == ["received", "void"])
    let newest = try #require(bench.sink.committed.last)
    #expect(newest.files.contains { $0.path.contains(task.record.roles.holder) })
    #expect(!newest.files.contains { String(decoding: $0.bytes, as: UTF8.self).contains(task.number) })
    let third = bench.add("查无此处", place: "lane-1")
    #expect(try bench.act(bench.rectification(third), .void, "p-qu", ["note": "查无此处"]).isDone)
    #expect(try uphold(third).isEmpty && bench.answers(third) == ["received", "void"], "they have heard already")
  }

  /// What comes later is weighed against what still stands.
  @Test func M46_whatJoinsLaterIsWeighedAgainstWhatStands() throws {
    let bench = try Bench.finding()
    let heavy = bench.add("垃圾成堆", ["source": "媒体曝光"])
    let light = bench.add("又一处")
    func points(_ told: Told) throws -> [Int?] {
      let finding = try bench.store.finding(told.id)?.record
      return [finding?.milliPoints, finding?.aloneMilliPoints]
    }
    #expect(try points(heavy) == [6000, 6000] && points(light) == [0, 1500])
    #expect(try points(bench.add("第三处", ["source": "人大代表"])) == [0, 3000])
    let holder = try #require(try bench.card(heavy).finding.roles?.holder)
    #expect(
      bench.ask("appeal-file", ["against": .string(heavy.id), "by": .string(holder), "reason": "不属实"]).status == 200)
    #expect(
      bench.ask("appeal-decide", ["id": .string("A-" + heavy.id), "upheld": true, "by": "p-cjb", "reason": "属实"]).status
        == 200)
    #expect(try points(bench.add("第四处", ["source": "媒体曝光"])) == [3000, 6000], "3000 still stand")
    try bench.restart(at: bench.now)
    #expect(try points(bench.add("第五处", ["source": "媒体曝光"])) == [0, 6000])
  }

  /// What is struck off leaves the queues of the day at once: theirs who had it, and nobody else's.
  @Test func whatIsJoinedAwayOrVoidLeavesTheQueues() throws {
    let bench = try Bench.finding()
    let first = bench.add()
    let second = bench.add("路口垃圾", place: "lane-1")
    let (kept, gone) = (try bench.rectification(first), try bench.rectification(second))
    func newest() throws -> QueuePublication { try #require(bench.sink.committed.last) }
    #expect(try newest().files.contains { String(decoding: $0.bytes, as: UTF8.self).contains(gone.number) })
    let told = bench.ask(
      "finding-join",
      ["finding": .string(second.id), "into": .string(first.id), "by": "p-zb", "reason": "同一堆垃圾", "across": true])
    #expect(told.status == 200, "\(told.message)")
    let joined = try newest()
    #expect(joined.revision == (try bench.dispatches().last?.record.revision))
    #expect(joined.files.contains { $0.path.contains(gone.record.roles.holder) })
    #expect(!joined.files.contains { String(decoding: $0.bytes, as: UTF8.self).contains(gone.number) })
    #expect(try bench.act(kept, .void, "p-qu", ["note": "查无此处"]).isDone)
    #expect(try newest().revision == joined.revision + 1)
    #expect(try !newest().files.contains { String(decoding: $0.bytes, as: UTF8.self).contains(kept.number) })
  }

  /// Joined by hand, a finding keeps the task that it had itself: the join voided it, and it is shown.
  @Test func itsOwnTaskIsShownBesideThatOfTheOtherOne() throws {
    let bench = try Bench.finding()
    let first = bench.add()
    let second = bench.add("路口垃圾", place: "lane-1")
    let (kept, gone) = (try bench.rectification(first), try bench.rectification(second))
    #expect(try bench.card(second).ownRows.isEmpty, "it stands alone")
    let told = bench.ask(
      "finding-join",
      ["finding": .string(second.id), "into": .string(first.id), "by": "p-zb", "reason": "同一堆垃圾", "across": true])
    #expect(told.status == 200, "\(told.message)")
    let card = try bench.card(second)
    #expect(card.rows.map(\.number) == [kept.number] && card.ownRows.map(\.number) == [gone.number])
    #expect(card.ownRows.map(\.state) == [.voided] && card.ownRows.map(\.closure) == [.joined])
    let json = FindingJSON.value(card, in: bench.engine.current.book.settings.zone)
    #expect(json["own-tasks"]?.array?.first?["number"]?.string == gone.number)
    #expect(try bench.card(first).ownRows.isEmpty)
    let joinedAtOnce = bench.add("第三处")
    #expect(try joinedAtOnce.outcome == "joined" && bench.card(joinedAtOnce).ownRows.isEmpty, "it never had one")
  }

  @Test func M39_whatIsClosedIsJoinedNoMore() throws {
    let bench = try Bench.finding()
    let first = bench.add()
    #expect(bench.add("又一处").outcome == "joined")
    try bench.close(try bench.rectification(first))
    #expect(bench.add("第三处").outcome == "opened", "the one that was known is closed")
    #expect(bench.add("第四处").outcome == "joined")
  }
}
