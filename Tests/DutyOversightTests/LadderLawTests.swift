import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyTestKit
import Testing

/// When a rung is due: a table, and laws over random histories.
@Suite struct LadderLawTests {
  static let context = LimitContext(
    zone: .utc, calendar: WorkCalendar(days: []),
    hours: (try? OfficeHours(seasons: [(hours: "08:30-12:00, 14:00-17:30", months: nil)])) ?? hours())

  private static func hours() -> OfficeHours { preconditionFailure("these hours can be read") }

  static func at(_ text: String) -> Instant {
    let parts = text.split(separator: " ")
    guard let date = CivilDate(String(parts[0])), let minute = WallMinute(String(parts[1])) else {
      preconditionFailure("\(text) is no time")
    }
    return Zone.utc.instant(LocalTime(date, minute))
  }

  static func rung(_ trigger: RungTrigger, _ action: RungAction = .reminder) -> Rung {
    Rung(trigger: trigger, action: action, to: [], source: SourcePlace("test"))
  }

  static let task = TaskRecord(
    key: TaskKey(duty: "rectification", subject: "road-zs", grain: "road-clean", period: "F-1"),
    opens: at("2026-11-23 08:00"), due: at("2026-11-23 17:30"), limit: "17:30",
    roles: TaskRoles(lead: "u-jt", leader: "p-1", holder: "p-2", verifier: "p-3"), assignment: "", deadline: "",
    ladder: "l", isVeto: true, book: "b")

  static func acted(_ action: TaskAction, _ time: String, due: String? = nil) -> (event: Event, at: Instant) {
    (.acted(TaskActed(task: task.number, action: action, by: "p", due: due.map { at($0) })), at(time))
  }

  static func finding(_ id: String, _ time: String, relapseOf: String = "") -> (event: Event, at: Instant) {
    var finding = Finding(
      source: "patrol", standard: "road-clean", place: "road-zs", text: id, by: "p", foundAt: at(time),
      outcome: .opened,
      task: task.number, relapseOf: relapseOf)
    finding.id = id
    return (.fact(Fact(finding)), at(time))
  }

  static func notice(_ number: Int, rung: Int, _ time: String, answerBy: String? = nil) -> (event: Event, at: Instant) {
    let content = NoticeContent(
      action: "notice", ladder: "l", rung: rung, tasks: [task.number], unit: "u-jt", recipients: ["p-2"],
      answerBy: answerBy.map { at($0) })
    return (.fact(Fact(Notice(series: "n", year: 2026, number: number, content: content, head: ""))), at(time))
  }

  static let born: (event: Event, at: Instant) = (.generated(task), at("2026-11-23 08:00"))
  static let sent = acted(.dispatch, "2026-11-23 08:10")

  struct Case: Sendable, CustomTestStringConvertible {
    var trigger: RungTrigger
    var history: [(event: Event, at: Instant)]
    var now: String
    /// When it came to be due; `nil` where it is not.
    var due: String?
    var why: String
    var testDescription: String { "\(trigger): \(why)" }
  }

  static let table: [Case] = [
    Case(trigger: .overdue(nil), history: [born, sent], now: "2026-11-23 17:30", due: nil, why: "at the deadline is in time"),
    Case(
      trigger: .overdue(nil), history: [born, sent], now: "2026-11-23 17:31", due: "2026-11-23 17:30+1",
      why: "a second later is late"),
    Case(
      trigger: .overdue(nil), history: [born], now: "2026-11-24 12:00", due: nil,
      why: "nobody is late with what was not dispatched"),
    Case(
      trigger: .before(.workingHours(minutes: 120)), history: [born, sent], now: "2026-11-23 15:30",
      due: "2026-11-23 15:30", why: "two working hours ahead"),
    Case(
      trigger: .before(.workingHours(minutes: 300)), history: [born, sent], now: "2026-11-23 11:00",
      due: "2026-11-23 10:30", why: "over the noon break"),
    Case(
      trigger: .before(.workdays(1)), history: [born, sent], now: "2026-11-23 17:00", due: nil,
      why: "a reminder from before the case opened is none"),
    Case(
      trigger: .before(.workingHours(minutes: 300)), history: [born, acted(.dispatch, "2026-11-23 10:30")],
      now: "2026-11-23 11:00", due: nil, why: "nor one from before it was dispatched"),
    Case(
      trigger: .before(.workingHours(minutes: 300)), history: [born], now: "2026-11-23 11:00", due: nil,
      why: "nor one of what was not dispatched"),
    Case(
      trigger: .overdue(nil),
      history: [
        born, acted(.dispatch, "2026-11-23 08:10"), acted(.extend, "2026-11-23 10:00", due: "2026-11-25 17:30"),
      ],
      now: "2026-11-24 12:00", due: nil, why: "more time was given"),
    Case(
      trigger: .overdue(nil),
      history: [born, acted(.dispatch, "2026-11-23 08:10"), acted(.suspend, "2026-11-23 10:00")],
      now: "2026-11-24 12:00", due: nil, why: "nothing is due while it is suspended"),
    Case(
      trigger: .unacknowledged(.workingHours(minutes: 120)), history: [born, acted(.dispatch, "2026-11-23 08:30")],
      now: "2026-11-23 11:00", due: "2026-11-23 10:30+1", why: "two hours of silence"),
    Case(
      trigger: .unacknowledged(.workingHours(minutes: 120)),
      history: [born, acted(.dispatch, "2026-11-23 08:30"), acted(.acknowledge, "2026-11-23 10:30")],
      now: "2026-11-23 11:00", due: nil, why: "noted in the last minute"),
    Case(
      trigger: .unacknowledged(.workingHours(minutes: 120)),
      history: [
        born, acted(.dispatch, "2026-11-23 08:30"), acted(.suspend, "2026-11-23 09:00"),
        acted(.resume, "2026-11-23 10:00"),
      ], now: "2026-11-23 12:00", due: "2026-11-23 11:30+1", why: "an hour's suspension moves it by an hour"),
    Case(
      trigger: .failedNotices(2),
      history: [
        born, acted(.dispatch, "2026-11-23 08:10"), acted(.report, "2026-11-23 09:00"),
        acted(.return, "2026-11-23 10:00"),
        acted(.report, "2026-11-23 11:00"), acted(.return, "2026-11-23 12:00"),
      ], now: "2026-11-23 12:00", due: "2026-11-23 12:00", why: "the second return"),
    Case(
      trigger: .failedNotices(1),
      history: [born, notice(1, rung: 1, "2026-11-23 09:00", answerBy: "2026-11-23 12:00")],
      now: "2026-11-23 12:00", due: nil, why: "the limit has not passed yet"),
    Case(
      trigger: .failedNotices(1),
      history: [born, notice(1, rung: 1, "2026-11-23 09:00", answerBy: "2026-11-23 12:00")],
      now: "2026-11-23 12:01", due: "2026-11-23 12:00+1", why: "a notice that nobody followed"),
    Case(
      trigger: .failedNotices(1),
      history: [
        born, acted(.dispatch, "2026-11-23 08:10"),
        notice(1, rung: 1, "2026-11-23 09:00", answerBy: "2026-11-23 12:00"),
        acted(.report, "2026-11-23 12:00"),
      ], now: "2026-11-23 16:00", due: nil, why: "reported in time"),
    Case(
      trigger: .vetoes(1), history: [born, finding("F-1", "2026-11-23 08:00")], now: "2026-11-23 08:00",
      due: "2026-11-23 08:00", why: "a veto item fails: at once (M25)"),
    Case(
      trigger: .vetoes(1), history: [born], now: "2026-11-23 12:00", due: nil,
      why: "a veto item that nobody found wanting"),
    Case(
      trigger: .relapses(1), history: [born, finding("F-1", "2026-11-23 08:00")], now: "2026-11-23 12:00", due: nil,
      why: "the first time is no relapse"),
    Case(
      trigger: .relapses(1), history: [born, finding("F-2", "2026-11-23 08:00", relapseOf: "F-1")],
      now: "2026-11-23 12:00",
      due: "2026-11-23 08:00", why: "the same again (M36)"),
    Case(
      trigger: .overdue(nil),
      history: [
        born, acted(.dispatch, "2026-11-23 08:10"), acted(.report, "2026-11-23 09:00"),
        acted(.verify, "2026-11-23 10:00"),
      ],
      now: "2026-11-25 12:00", due: nil, why: "closed"),
  ]

  @Test(arguments: table) func isDue(_ c: Case) throws {
    let record = try #require(CaseRecord(c.history))
    let ladder = Ladder(id: "l", rungs: [Self.rung(c.trigger)], source: SourcePlace("test"))
    let due = ladder.dueRungs(of: record, at: Self.at(c.now), in: Self.context)
    let wanted = c.due.map { text in
      let parts = text.split(separator: "+")
      return Self.at(String(parts[0])).adding(seconds: parts.count > 1 ? 1 : 0)
    }
    #expect(due.first?.nominal == wanted)
  }

  /// A finding that an appeal struck out takes its veto, its relapse and its rungs along.
  @Test func whatIsStruckOutDoesNotCount() throws {
    let record = try #require(CaseRecord([Self.born, Self.finding("F-2", "2026-11-23 08:00", relapseOf: "F-1")]))
    for (struck, count) in [("F-2", 0), ("F-1", 1), ("F-9", 2)] {
      let strikes = Strikes(references: [struck])
      #expect(record.counted(upTo: Self.at("2026-11-24 08:00"), strikes).count == count, "\(struck)")
    }
  }

  // MARK: Laws

  static let ladder = Ladder(
    id: "l", stops: [.closed, .reported],
    rungs: [
      rung(.before(.workingHours(minutes: 60))), rung(.overdue(nil)), rung(.unacknowledged(.workingHours(minutes: 90))),
      rung(.overdue(.workdays(1))), rung(.failedNotices(2)), rung(.failedNotices(3)),
      rung(.overdue(.days(5, exact: true))),
      rung(.vetoes(1)),
    ], source: SourcePlace("test"))

  /// Random histories that the table of actions allows, over two weeks.
  static func history(_ dice: inout Dice) -> [(event: Event, at: Instant)] {
    var history = [born, finding("F-1", "2026-11-23 08:00")]
    var row = TaskRow(record: task)
    var now = born.at
    for _ in 0..<dice.below(14) {
      now = now.adding(seconds: Int64(1 + dice.below(100_000)))
      let allowed = TaskAction.allCases.filter { action in
        if case .success = action.next(from: row.state) { action != .void } else { false }
      }
      guard !allowed.isEmpty else { break }
      let action = allowed[dice.below(allowed.count)]
      let due = [.extend, .resume, .return].contains(action) ? now.adding(seconds: Int64(dice.below(200_000))) : nil
      let acted = TaskActed(task: task.number, action: action, by: "p", due: due)
      guard (try? row.take(acted, at: now)) != nil else { break }
      history.append((.acted(acted), now))
    }
    return history
  }

  /// However often one looks, each rung fires once, none while suspended, reported or closed, and none too early.
  @Test(arguments: 0..<200) func firesEachRungOnce(_ seed: Int) throws {
    var dice = Dice(UInt64(seed))
    let history = Self.history(&dice)
    var seen: [(event: Event, at: Instant)] = []
    var fired: [Int: Instant] = [:]
    var next = 0
    var now = Self.born.at
    while now < Self.born.at.adding(seconds: 20 * 86_400) {
      while next < history.count, history[next].at <= now {
        seen.append(history[next])
        next += 1
      }
      if let record = CaseRecord(seen) {
        let due = Self.ladder.dueRungs(of: record, at: now, in: Self.context)
        #expect(due == due.sorted { ($0.nominal, $0.number) < ($1.nominal, $1.number) })
        if [.suspended, .reported, .closed].contains(record.state) { #expect(due.isEmpty) }
        for rung in due {
          #expect(rung.nominal <= now)
          #expect(fired.updateValue(now, forKey: rung.number) == nil, "rung \(rung.number) twice")
          seen.append(
            (
              .rung(
                RungFired(task: Self.task.number, ladder: "l", rung: rung.number, nominal: rung.nominal, recipients: [])
              ),
              now
            ))
        }
      }
      now = now.adding(seconds: Int64(600 + dice.below(20_000)))
    }
  }

  /// Looking once at the end finds the time rungs that looking all along found, for a case to which nothing happens.
  @Test func lookingLateFindsTheSame() throws {
    let record = try #require(CaseRecord([Self.born, Self.sent]))
    let end = Self.at("2026-12-10 08:00")
    let late = Self.ladder.dueRungs(of: record, at: end, in: Self.context).map(\.number)
    #expect(late == [3, 1, 2, 4, 7])
    var next: [Instant] = []
    var now = Self.born.at
    while let instant = Self.ladder.nextInstant(of: record, after: now, in: Self.context), instant < end {
      next.append(instant)
      now = instant
    }
    #expect(next == Self.ladder.dueRungs(of: record, at: end, in: Self.context).map(\.nominal))
  }
}
