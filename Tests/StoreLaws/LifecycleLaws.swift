import DutyCalendar
import DutyLedger
import DutyPorts

extension StoreLaw {
  static let lifecycles: [StoreLaw] = [
    StoreLaw("actions follow the table", why: "the state machine is one table, in no store") { probe in
      for state in TaskState.allCases {
        for action in TaskAction.allCases {
          let task = Fixture.task("\(state.rawValue)-\(action.rawValue)")
          try probe.append(.generated(task))
          for step in Fixture.way(to: state) { try probe.append(Fixture.acted(task.number, step)) }
          probe.equal(try probe.store.task(number: task.number)?.state, state, "the way to \(state)")
          switch action.next(from: state) {
          case .success(let next):
            try probe.append(Fixture.acted(task.number, action))
            probe.equal(try probe.store.task(number: task.number)?.state, next, "\(state) \(action)")
          case .failure:
            let text = "cannot \(action.rawValue)"
            try probe.refuses([Fixture.acted(task.number, action)], .refused, text, "\(state) \(action)")
          }
        }
      }
      try probe.refuses([Fixture.acted("00000-00000", .report)], .refused, "no task 00000-00000", "an unknown task")
    },
    StoreLaw("dispatching", why: "a task is sent once, and knows when") { probe in
      let (one, two) = (Fixture.task("road-1"), Fixture.task("road-2"))
      try probe.append(.generated(one), .generated(two))
      try probe.append(.dispatched(Fixture.dispatch(0, 1, [one.number])), at: 50)
      let row = try probe.store.task(number: one.number)
      probe.equal(row?.state, .dispatched, "state")
      probe.equal(row?.dispatchedAt, Fixture.instant(50), "dispatched at")
      probe.equal(try probe.store.task(number: two.number)?.state, .generated, "the other")
      try probe.refuses([.dispatched(Fixture.dispatch(0, 2, [one.number]))], .refused, "cannot dispatch", "again")
      try probe.refuses(
        [.dispatched(Fixture.dispatch(0, 2, [two.number, two.number]))], .refused, "cannot dispatch", "twice in one")
      try probe.refuses([.dispatched(Fixture.dispatch(0, 2, ["00000-00000"]))], .refused, "no task", "unknown")
      try probe.append(Fixture.acted(two.number, .dispatch), at: 60)
      probe.equal(try probe.store.task(number: two.number)?.dispatchedAt, Fixture.instant(60), "by hand")
    },
    StoreLaw("changing hands", why: "a rule edit or a departure moves open tasks") { probe in
      let task = Fixture.task("road-1", roles: Fixture.roles(support: ["u-a", "u-b"]))
      try probe.append(.generated(task))
      let roles = TaskRoles(lead: "u-new", leader: "p-1", holder: "p-2", verifier: "p-3", support: ["u-b", "u-c"])
      try probe.append(Fixture.move(task, to: roles))
      let row = try probe.store.task(number: task.number)
      probe.equal(row?.record.roles, roles, "roles")
      probe.equal(row?.record.assignment, "a-new", "receipt")
      probe.equal(row?.record.due, task.due, "the deadline stays")
      for (unit, isThere) in [("u-a", false), ("u-b", true), ("u-c", true)] {
        var filter = TaskFilter()
        filter.supporter = unit
        probe.equal(try probe.store.tasks(filter).count, isThere ? 1 : 0, "support of \(unit)")
      }
      var filter = TaskFilter.open
      filter.holder = "p-0112"
      probe.equal(try probe.store.tasks(filter), [], "the former holder's queue")
      filter.holder = "p-2"
      probe.equal(try probe.store.tasks(filter).count, 1, "the new holder's queue")
      try probe.append(Fixture.acted(task.number, .void))
      try probe.refuses([Fixture.move(task, to: Fixture.roles())], .refused, "is voided", "a closed task")
    },
    StoreLaw("a new deadline", why: "the official calendar changes") { probe in
      let task = Fixture.task("road-1", due: 100)
      try probe.append(.generated(task))
      let change = DeadlineChange(
        task: task.number, from: task.due, to: Fixture.instant(500), deadline: "d-new", reason: "调休")
      try probe.append(.rederived(change))
      let row = try probe.store.task(number: task.number)
      probe.equal(row?.record.due, Fixture.instant(500), "due")
      probe.equal(row?.record.deadline, "d-new", "receipt")
      probe.equal(row?.promised, Fixture.instant(500), "on time is measured by it")
      probe.equal(
        try probe.store.openDeadlines(ladder: "overdue", after: nil, upTo: Fixture.future), [Fixture.instant(500)], "deadlines")
      try probe.append(Fixture.acted(task.number, .void))
      try probe.refuses([.rederived(change)], .refused, "is voided", "a closed task")
    },
    StoreLaw("another limit", why: "a campaign tightens what is open, limit and deadline together") { probe in
      let task = Fixture.task("road-1", due: 500)
      try probe.append(.generated(task))
      func change(_ to: Int64, _ limit: String) -> Event {
        .rederived(
          DeadlineChange(
            task: task.number, from: task.due, to: Fixture.instant(to), deadline: "d-\(to)", reason: "", limit: limit))
      }
      try probe.append(change(400, ""))
      probe.equal(try probe.store.task(number: task.number)?.record.limit, task.limit, "its own, where none is named")
      try probe.append(change(300, "4 urgent-hours"))
      probe.equal(try probe.store.task(number: task.number)?.record.limit, "4 urgent-hours", "the one named")
      probe.equal(try probe.store.tasks(.open).map(\.record.limit), ["4 urgent-hours"], "in lists too")
    },
    StoreLaw("a new deadline of another round", why: "a second chance is not more time") { probe in
      let task = Fixture.task("road-1", due: 100)
      try probe.append(.generated(task), Fixture.acted(task.number, .dispatch), Fixture.acted(task.number, .report))
      var back = TaskActed(task: task.number, action: .return, by: "p-1", note: "again")
      back.due = Fixture.instant(300)
      try probe.append(.acted(back))
      try probe.append(
        .rederived(
          DeadlineChange(
            task: task.number, from: Fixture.instant(300), to: Fixture.instant(500), deadline: "d-new", reason: "调休")))
      let row = try probe.store.task(number: task.number)
      probe.equal(row?.record.due, Fixture.instant(500), "due")
      probe.equal(row?.promised, Fixture.instant(100), "what was promised stays")
    },
    StoreLaw("climbing", why: "escalation reads what fired, it keeps no state of its own") { probe in
      let (one, two) = (Fixture.task("road-1"), Fixture.task("road-2"))
      try probe.append(.generated(one), .generated(two))
      try probe.append(.rung(Fixture.rung(one.number, 2)), .rung(Fixture.rung(two.number, 1)))
      try probe.append(.rung(Fixture.rung(one.number, 1)))
      probe.equal(try probe.store.task(number: one.number)?.rung, 2, "the highest rung counts")
      probe.equal(try probe.store.rungs(task: one.number), [1, 2].map { Fixture.rung(one.number, $0) }, "by rung")
      probe.equal(try probe.store.openRungs().count, 3, "open")
      try probe.append(Fixture.acted(one.number, .void))
      probe.equal(try probe.store.openRungs(), [Fixture.rung(two.number, 1)], "a closed task's rungs are not open")
      probe.equal(try probe.store.rungs(task: one.number).count, 2, "but not forgotten")
      let counts = try probe.store.rungCounts()
      probe.equal(counts.map(\.count), [2, 1], "how many fired, by rung")
      probe.equal(counts.map(\.rung), [1, 2], "the rungs")
      try probe.refuses([.rung(Fixture.rung(one.number, 3))], .refused, "is voided", "a closed task")
      try probe.refuses([.rung(Fixture.rung("00000-00000", 1))], .refused, "no task", "an unknown task")
    },
    StoreLaw("gaps", why: "what no rule covers stays on the list until it is closed (M11)") { probe in
      try probe.append(.gap(Fixture.gap("b")), .gap(Fixture.gap("a")))
      probe.equal(try probe.store.gaps(), [Fixture.gap("a"), Fixture.gap("b")], "open")
      try probe.append(.gap(Fixture.gap("b", pairs: 99)))
      probe.equal(try probe.store.gaps(), [Fixture.gap("a"), Fixture.gap("b", pairs: 99)], "seen again")
      try probe.append(.gapClosed(GapClosed(id: "a", reason: "a rule covers it")))
      probe.equal(try probe.store.gaps().map(\.id), ["b"], "closed")
      try probe.refuses([.gapClosed(GapClosed(id: "a", reason: ""))], .refused, "no open gap `a`", "closed twice")
      try probe.append(.gap(Fixture.gap("a")))
      probe.equal(try probe.store.gaps().map(\.id), ["a", "b"], "opened again")
    },
    StoreLaw("designations", why: "a decision binds until it is withdrawn (M11)") { probe in
      try probe.append(.designated(Fixture.designation("b")))
      try probe.append(.designated(Fixture.designation("a")))
      probe.equal(try probe.store.designations().map(\.id), ["b", "a"], "the oldest decision first")
      try probe.refuses([.designated(Fixture.designation("a"))], .duplicate, "`a`", "in force already")
      let withdrawn = Event.designationWithdrawn(DesignationWithdrawn(id: "b", author: "p-0001", reason: "有规则了"))
      try probe.append(withdrawn)
      probe.equal(try probe.store.designations(), [Fixture.designation("a")], "withdrawn")
      try probe.refuses([withdrawn], .refused, "no designation `b`", "withdrawn twice")
      try probe.append(.designated(Fixture.designation("b")))
      probe.equal(try probe.store.designations().map(\.id), ["a", "b"], "decided again")
    },
  ]
}
