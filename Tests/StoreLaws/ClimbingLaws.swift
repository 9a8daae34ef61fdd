import DutyCalendar
import DutyLedger
import DutyPorts

/// What a rung sees of the tasks of a deadline.
extension StoreLaw {
  static let climbing: [StoreLaw] = [
    StoreLaw("cases of a deadline", why: "what is decided for a kind of cases holds for each of them (M47)") { probe in
      let rows = try climbers(probe)
      let wanted = rows.filter {
        $0.state.isOpen && $0.record.due == Fixture.instant(100) && $0.record.ladder == "x" && $0.rung < 2
      }
      for traits in [[], [.leader], [.lead, .holder], [.duty, .grain], [.subject], [.dispatched]] as [Set<CaseTrait>] {
        let found = try probe.store.climbingCases(due: Fixture.instant(100), ladder: "x", below: 2, traits: traits)
        probe.equal(found.cases.map(\.number), wanted.map(\.number), "cases by number, \(traits)")
        probe.equal(Set(found.kinds.map { alike($0, traits) }).count, found.kinds.count, "kinds that differ, \(traits)")
        for (one, row) in zip(found.cases, wanted) {
          guard found.kinds.indices.contains(one.kind) else {
            probe.expect(false, "\(one.number) is of no kind")
            continue
          }
          probe.equal(alike(found.kinds[one.kind], traits), alike(row, traits), "\(one.number) by \(traits)")
          probe.expect(rows.contains(found.kinds[one.kind]), "a kind is shown by a whole task")
        }
      }
      let none = try probe.store.climbingCases(due: Fixture.instant(101), ladder: "x", below: 9, traits: [])
      probe.equal(none, ClimbingCases(), "no deadline there")
    },
    StoreLaw("cases that moved on", why: "what was read for a rung may be over when it fires") { probe in
      let (one, two) = (Fixture.task("road-1", ladder: "x"), Fixture.task("road-2", ladder: "x"))
      try probe.append(.generated(one), .generated(two))
      let due = one.due
      probe.equal(
        try probe.store.climbingCases(due: due, ladder: "x", below: 1, traits: []).cases.count, 2, "both are open")
      try probe.append(Fixture.acted(one.number, .void))
      try probe.refuses([.rung(Fixture.rung(one.number, 1, ladder: "x"))], .refused, "is voided", "closed since")
      _ = try probe.store.climbingCases(due: due, ladder: "x", below: 1, traits: [])
      try probe.refuses(
        [Fixture.acted(two.number, .void), .rung(Fixture.rung(two.number, 1, ladder: "x"))], .refused, "is voided",
        "closed in the same transaction")
      _ = try probe.store.climbingCases(due: due, ladder: "x", below: 1, traits: [])
      try probe.append(.rung(Fixture.rung(two.number, 1, ladder: "x")))
      try probe.refuses([.rung(Fixture.rung(two.number, 1, ladder: "x"))], .duplicate, "rung", "fired already")
      probe.equal(
        try probe.store.climbingCases(due: due, ladder: "x", below: 1, traits: []), ClimbingCases(), "none is left")
    },
  ]

  /// Tasks of some deadlines, ladders, states and heights.
  private static func climbers(_ probe: Probe) throws -> [TaskRow] {
    for number in 0..<40 {
      var roles = Fixture.roles("p-h\(number % 3)", lead: "u-\(number % 2)")
      roles.leader = "p-l\(number % 4)"
      let task = Fixture.task(
        "road-\(number)", duty: "d-\(number % 2)", grain: number % 5 == 0 ? "g" : "", opens: Int64(number % 3),
        due: number % 7 == 0 ? 101 + Int64(number) : 100, ladder: number % 6 == 0 ? "y" : "x", roles: roles)
      try probe.append(.generated(task))
      for rung in 0..<(number % 4) { try probe.append(.rung(Fixture.rung(task.number, rung + 1, ladder: "x"))) }
      if number % 8 == 3 { try probe.append(Fixture.acted(task.number, .dispatch)) }
      if number % 9 == 4 { try probe.append(Fixture.acted(task.number, .void)) }
    }
    return try probe.store.tasks(TaskFilter()).sorted { $0.number < $1.number }
  }

  private static func alike(_ row: TaskRow, _ traits: Set<CaseTrait>) -> [String] {
    let record = row.record
    let all: [(CaseTrait, String)] = [
      (.lead, record.roles.lead), (.leader, record.roles.leader), (.holder, record.roles.holder),
      (.duty, record.key.duty), (.grain, record.key.grain), (.subject, record.key.subject),
      (.dispatched, row.dispatchedAt.map { "\($0.seconds)" } ?? ""),
    ]
    return [row.state.rawValue, record.book] + all.filter { traits.contains($0.0) }.map(\.1)
  }
}
