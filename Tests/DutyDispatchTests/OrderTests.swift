import DutyBook
import DutyCalendar
import DutyDispatch
import DutyLedger
import Testing

@Suite struct OrderTests {
  @Test func vetoesThenRungsThenDeadlines() throws {
    let district = try SmallDistrict()
    let rows = [
      try district.task(period: "1", due: district.clock("17:30", 2)),
      try district.task(period: "2", due: district.clock("17:30", 0)),
      try district.task(period: "3", due: district.clock("17:30", -2), rung: 1),
      try district.task(period: "4", due: district.clock("17:30", -1), rung: 2),
      try district.task(period: "5", due: district.clock("17:30", 9), veto: true),
      try district.task(period: "6", due: district.clock("17:30", -1)),
      try district.task(period: "7", due: district.clock("12:00", 0)),
      try district.task(subject: "road-b", period: "8", due: district.clock("12:00", 0)),
      try district.task(period: "9", due: district.clock("17:30", 9), state: .generated, dispatched: .some(nil)),
    ]
    for shuffled in [rows, rows.reversed(), rows.shuffled()] {
      let set = dispatchQueues(
        QueueInput(book: district.book, date: district.date, revision: 1, at: district.at, tasks: shuffled))
      #expect(set["p-chief"]?.lines.map(\.task.period) == ["5", "4", "3", "6", "7", "8", "2", "9", "1"])
    }
  }

  @Test func sectionsAreRunsOfLines() throws {
    let district = try SmallDistrict()
    let rows = try (0..<40).map {
      try district.task(period: "\($0)", due: district.clock("17:30", $0 % 8 - 3), rung: $0 % 5 == 0 ? 1 : 0)
    }
    let queue = try #require(
      dispatchQueues(
        QueueInput(book: district.book, date: district.date, revision: 1, at: district.at, tasks: rows))["p-chief"])
    let joined = QueueSection.allCases.flatMap { queue.lines(in: $0) }
    #expect(joined == queue.lines)
    for section in QueueSection.listed { #expect(queue.lines(in: section).count == queue.counts[section]) }
  }

  @Test func nothingIsLostAtScale() throws {
    let district = try SmallDistrict()
    var book = district.book
    for index in 0..<300 {
      _ = book.people.add(
        Person(id: "q-\(index)", name: "人员\(index)", unit: Ref(1), source: SmallDistrict.source))
    }
    let states = TaskState.allCases.filter(\.isOpen)
    let rows = try (0..<3000).map { index in
      var roles = SmallDistrict.roles
      roles.holder = "q-\(index % 300)"
      roles.leader = "q-\(index % 7)"
      return try district.task(
        period: "\(index)", due: district.clock("17:30", index % 40 - 10), roles: roles,
        veto: index % 50 == 0, state: states[index % states.count], rung: index % 11 == 0 ? 1 : 0)
    }
    let set = dispatchQueues(
      QueueInput(book: book, date: district.date, revision: 1, at: district.at, tasks: rows))
    #expect(set.totals.total == 3000)
    #expect(set["u-road"]?.counts.total == 3000, "the lead unit has every task, listed or counted")
    #expect(set["u-east"]?.counts.total == 3000, "and so has the one that supports")
    for queue in set.queues {
      #expect(Set(queue.lines.map(\.number)).count == queue.lines.count, "no task twice for \(queue.recipient.id)")
      for section in QueueSection.listed {
        #expect(queue.lines(in: section).count <= queue.counts[section])
      }
    }
    let owners = set.queues.filter { $0.recipient.id.hasPrefix("q-") }
    let held = owners.reduce(0) { $0 + $1.lines.filter { $0.role == .holder }.count }
    let listed = QueueSection.listed.reduce(0) { $0 + set.totals[$1] }
    #expect(held == listed, "every task that is to be listed is listed for its holder")
  }

  /// A revision for some: their queues come out as in the whole, though the others' tasks are only counted.
  @Test(arguments: [["q-3"], ["u-road"], ["u-office", "q-5"], []])
  func wantedQueuesAreThoseOfTheWhole(_ wanted: Set<String>) throws {
    let district = try SmallDistrict()
    var book = district.book
    for index in 0..<20 {
      _ = book.people.add(
        Person(id: "q-\(index)", name: "人员\(index)", unit: Ref(1), source: SmallDistrict.source))
    }
    let states = TaskState.allCases.filter(\.isOpen)
    let rows = try (0..<400).map { index in
      var roles = SmallDistrict.roles
      roles.holder = index % 13 == 0 ? "nobody" : "q-\(index % 20)"
      roles.verifier = "q-\(index % 6)"
      roles.leader = "q-\(index % 7)"
      return try district.task(
        period: "\(index)", due: district.clock("17:30", index % 40 - 10), roles: roles,
        veto: index % 50 == 0, state: states[index % states.count], rung: index % 11 == 0 ? 1 : 0)
    }
    var told: [String: [RungFired]] = [:]
    for (index, row) in rows.enumerated() where row.rung > 0 {
      told[row.number] = [
        RungFired(
          task: row.number, ladder: "overdue", rung: 1, nominal: row.record.due, recipients: ["q-\(index % 9)"])
      ]
    }
    let input = QueueInput(
      book: book, date: district.date, revision: 1, at: district.at, tasks: rows, rungs: told.values.flatMap(\.self))
    let whole = dispatchQueues(input)
    #expect(whole["q-3"]?.lines.contains { $0.role == .escalation } == true, "a rung tells somebody who is asked for")
    var desk = DispatchDesk(input, only: wanted)
    for row in rows { desk.place(row, matter: nil, fired: told[row.number] ?? []) }
    let part = desk.finish()
    #expect(part.totals == whole.totals && part.readers == whole.readers)
    for (mine, theirs) in zip(part.queues, whole.queues) {
      #expect(mine.counts == theirs.counts, "everybody's tasks are counted")
      #expect(mine.lines == (wanted.contains(mine.recipient.id) ? theirs.lines : []))
    }
    // A task that is said not to concern them is in none of their queues.
    for row in rows where !desk.concerns(row) {
      #expect(!whole.queues.contains { wanted.contains($0.recipient.id) && $0.lines.contains { $0.number == row.number } })
    }
    #expect(wanted.contains("u-road") || rows.contains { !desk.concerns($0) })
  }
}
