import DutyCalendar
import DutyLedger
import DutyPorts

extension StoreLaw {
  static let reading: [StoreLaw] = [
    StoreLaw("entries by span", why: "spans are half-open and ordered, whatever order they were written in") { probe in
      for (stream, period, opens) in [("b", "3", 30), ("a", "2", 20), ("b", "2", 20), ("a", "1", 10), ("路", "1", 20)] {
        try probe.append(.entry(Fixture.entry(stream, period, opens: Int64(opens))))
      }
      func names(_ entries: [EntryRecord]) -> [String] { entries.map { "\($0.stream)\($0.period)" } }
      let (ten, twenty, thirty) = (Fixture.instant(10), Fixture.instant(20), Fixture.instant(30))
      let all = try probe.store.entries(from: Fixture.past, to: Fixture.future)
      probe.equal(names(all), ["a1", "a2", "b2", "路1", "b3"], "by opening, stream, period")
      probe.equal(
        names(try probe.store.entries(from: twenty, to: thirty)), ["a2", "b2", "路1"], "from is in, to is not")
      probe.equal(names(try probe.store.entries(stream: "b", from: ten, to: thirty)), ["b2"], "of a stream")
      probe.equal(names(try probe.store.entries(stream: "none", from: ten, to: thirty)), [], "of no stream")
      probe.equal(names(try probe.store.entries(from: thirty, to: ten)), [], "a span that ends before it begins")
      probe.equal(try probe.store.lastOpenings(), ["a": twenty, "b": thirty, "路": twenty], "the newest openings")
    },
    StoreLaw("dispatches by day", why: "days are inclusive at both ends") { probe in
      for (day, revision) in [(2, 1), (0, 1), (1, 2), (1, 1)] {
        try probe.append(.dispatched(Fixture.dispatch(day, revision)), at: Int64(day))
      }
      let found = try probe.store.dispatches(from: Fixture.day(0), to: Fixture.day(1))
      probe.equal(found.map(\.record), [(0, 1), (1, 1), (1, 2)].map { Fixture.dispatch($0, $1) }, "two days")
      probe.equal(found.map(\.at), [0, 1, 1].map { Fixture.instant($0) }, "when")
      probe.equal(try probe.store.lastDispatch()?.record, Fixture.dispatch(2, 1), "the last day's")
    },
    StoreLaw("filters", why: "every part of a filter must hold, whichever index answers") { probe in
      var rows: [TaskRow] = []
      for number in 0..<48 {
        let roles = TaskRoles(
          lead: "u-\(number % 3)", leader: "l-\(number % 2)", holder: "p-\(number % 4)", verifier: "v-\(number % 5)",
          support: number % 6 == 0 ? ["u-\(number % 4)", "s"] : [])
        let task = Fixture.task(
          "subject-\(number % 12)", duty: "duty-\(number % 4)", period: "period-\(number % 3)", n: number,
          opens: Int64(number % 8), due: Int64(number * 7 % 10) * 10, ladder: number % 2 == 0 ? "x" : "", roles: roles)
        try probe.append(.generated(task))
        let steps = Fixture.way(to: TaskState.allCases[number % TaskState.allCases.count])
        for step in steps { try probe.append(Fixture.acted(task.number, step)) }
        if let row = try probe.store.task(number: task.number) { rows.append(row) }
      }
      probe.equal(rows.count, 48, "tasks")
      rows.sort { ($0.record.due, $0.number) < ($1.record.due, $1.number) }
      for (name, filter) in filters {
        let passing = rows.filter { filter.passes($0) }
        let most = filter.limit ?? .max
        let wanted = filter.before == nil ? passing.prefix(most) : passing.suffix(most)
        probe.expect(name == "nothing" || !wanted.isEmpty, "the filter `\(name)` finds nothing, so it proves nothing")
        probe.equal(try probe.store.tasks(filter), Array(wanted), name)
        var seen: [TaskRow] = []
        try probe.store.forEachTask(filter) { seen.append($0) }
        probe.equal(seen, Array(wanted), "\(name), one by one")
        probe.equal(try probe.store.count(filter), wanted.count, "\(name), counted")
      }
      let open = rows.filter { $0.state.isOpen && $0.record.ladder == "x" && $0.record.due <= Fixture.instant(60) }
      probe.equal(
        try probe.store.openDeadlines(ladder: "x", after: nil, upTo: Fixture.instant(60)), Set(open.map(\.record.due)).sorted(),
        "open deadlines")
      probe.equal(
        try probe.store.openDeadlines(ladder: "x", after: Fixture.instant(20), upTo: Fixture.instant(60)),
        Set(open.map(\.record.due)).filter { $0 > Fixture.instant(20) }.sorted(), "open deadlines after another")
      probe.equal(try probe.store.counts().open, rows.filter(\.state.isOpen).count, "open tasks")
      let bounds = [Fixture.instant(5), Fixture.instant(2)]
      var ages: [OpenAge: Int] = [:]
      for row in rows where row.state.isOpen {
        let age = bounds.count { row.record.opens <= $0 }
        let isOverdue = row.record.due < Fixture.instant(40)
        ages[OpenAge(state: row.state, age: age, isOverdue: isOverdue, count: 0), default: 0] += 1
      }
      probe.equal(
        try probe.store.openAges(openedAfter: bounds, at: Fixture.instant(40)),
        ages.map { OpenAge(state: $0.key.state, age: $0.key.age, isOverdue: $0.key.isOverdue, count: $0.value) }.sorted(),
        "open tasks by state and age")
    },
    StoreLaw("asking while asked", why: "whoever walks over tasks wants their receipts too") { probe in
      for number in 0..<3 { try probe.append(.generated(Fixture.task("road-\(number)"))) }
      var inner: [Int] = []
      try probe.store.forEachTask(.open) { row in
        let again = try? probe.store.tasks(.open).count
        var count = 0
        try? probe.store.forEachTask(.open) { _ in count += 1 }
        let same = try? probe.store.task(number: row.number)
        inner.append((again ?? 0) + count + (same == row ? 1 : 0))
      }
      probe.equal(inner, [7, 7, 7], "answers within")
    },
    StoreLaw("a task's history", why: "M35: every task can say what became of it") { probe in
      let (one, two) = (Fixture.task("road-1"), Fixture.task("road-2"))
      try probe.append(.generated(two), .generated(one), .entry(Fixture.entry("s")))
      try probe.append(.dispatched(Fixture.dispatch(0, 1, [one.number, two.number])), at: 1)
      try probe.append(.rung(Fixture.rung(one.number, 1)), Fixture.acted(two.number, .report), at: 2)
      try probe.append(Fixture.move(one, to: Fixture.roles("p-9")), Fixture.acted(one.number, .report), at: 3)
      let history = try probe.store.history(task: one.number)
      probe.equal(history.map(\.kind), [.generated, .dispatched, .rung, .moved, .acted], "kinds")
      probe.equal(history.map(\.sequence), [2, 4, 5, 7, 8], "sequences")
      probe.equal(history.map(\.transaction), [1, 2, 3, 4, 4], "transactions")
      probe.equal(history.map(\.at), [0, 1, 2, 3, 3].map { Fixture.instant($0) }, "instants")
      probe.equal(try history.first?.event(), .generated(one), "the first event")
    },
    StoreLaw("what happened, read", why: "M35: whoever follows the ledger sees each event once, in its order") { probe in
      let (one, two) = (Fixture.task("road-1"), Fixture.task("road-2"))
      try probe.append(.generated(one), .generated(two))
      try probe.append(.dispatched(Fixture.dispatch(0, 1, [one.number, two.number])), at: 1)
      try probe.append(.rung(Fixture.rung(one.number, 1)), Fixture.acted(two.number, .report), at: 2)
      func dated(_ event: Event, _ second: Int64) -> DatedEvent { DatedEvent(event, at: Fixture.instant(second)) }
      probe.equal(
        try probe.store.events(of: two.number) { _ in true },
        [dated(.generated(two), 0), dated(.dispatched(two.number), 1), dated(Fixture.acted(two.number, .report), 2)],
        "of one task")
      probe.equal(
        try probe.store.events(of: one.number) { $0 == .rung }, [dated(.rung(Fixture.rung(one.number, 1)), 2)],
        "of the kinds that are wanted")
      probe.equal(try probe.store.events(of: "none") { _ in true }, [], "of a task that is not there")
      let later = try probe.store.events(after: 1, limit: 1) { _ in true }
      probe.equal(later.last, 2, "how far it came")
      probe.equal(
        later.events, [dated(.dispatched(Fixture.dispatch(0, 1, [one.number, two.number])), 1)], "one transaction")
      let acts = try probe.store.events(after: 0, limit: 10) { $0 == .acted }
      probe.equal(acts.last, 3, "to the end, whatever is wanted of it")
      probe.equal(acts.events, [dated(Fixture.acted(two.number, .report), 2)], "the acts")
      probe.equal(try probe.store.events(after: 3, limit: 10) { _ in true }.last, 3, "nothing after the last")
    },
    StoreLaw("texts of every kind", why: "names may be Chinese, and people type quotes") { probe in
      let texts = ["东湖街道", "a'b\"c", "😀", "%_[]", "line\nbreak\ttab", "back\\slash", "é", "A", "a", " ", "NULL", "0"]
      for text in texts {
        let roles = TaskRoles(lead: text, leader: text, holder: text, verifier: text, support: [text, "u-2"])
        let task = Fixture.task(text, duty: text, grain: text, period: text, ladder: text, roles: roles)
        try probe.append(.generated(task), .entry(Fixture.entry(text, text)), .gap(Fixture.gap(text)))
        probe.equal(try probe.store.task(key: task.key)?.record, task, text)
        var filter = TaskFilter.open
        filter.holder = text
        probe.equal(try probe.store.tasks(filter).map(\.record), [task], "held by \(text)")
        filter = TaskFilter()
        filter.supporter = text
        probe.equal(try probe.store.tasks(filter).map(\.record), [task], "supported by \(text)")
      }
      probe.equal(try probe.store.gaps().count, texts.count, "gaps")
    },
  ]

  private static var filters: [(String, TaskFilter)] {
    var list: [(String, TaskFilter)] = [("all", TaskFilter()), ("open", .open)]
    func add(_ name: String, isOpen: Bool = false, _ change: (inout TaskFilter) -> Void) {
      var filter = isOpen ? TaskFilter.open : TaskFilter()
      change(&filter)
      list.append((name, filter))
    }
    add("holder") { $0.holder = "p-1" }
    add("holder, open", isOpen: true) { $0.holder = "p-1" }
    add("leader") { $0.leader = "l-1" }
    add("lead") { $0.lead = "u-2" }
    add("lead, open", isOpen: true) { $0.lead = "u-2" }
    add("supporter") { $0.supporter = "s" }
    add("supporter, open", isOpen: true) { $0.supporter = "u-2" }
    add("verifier") { $0.verifier = "v-3" }
    add("duty") { $0.duty = "duty-2" }
    add("subject") { $0.subject = "subject-7" }
    add("period") { $0.period = "period-1" }
    add("duty and period") { ($0.duty, $0.period) = ("duty-2", "period-1") }
    add("due before") { $0.dueBefore = Fixture.instant(30) }
    add("due before, open", isOpen: true) { $0.dueBefore = Fixture.instant(30) }
    add("due") { $0.due = Fixture.instant(40) }
    add("due, open", isOpen: true) { $0.due = Fixture.instant(40) }
    add("opens from") { $0.opensFrom = Fixture.instant(5) }
    add("opens before") { $0.opensBefore = Fixture.instant(2) }
    add("opens within") { ($0.opensFrom, $0.opensBefore) = (Fixture.instant(2), Fixture.instant(4)) }
    add("closed") { $0.states = [.closed, .voided] }
    add("one open state") { $0.states = [.dispatched] }
    add("never dispatched") { $0.states = [.generated] }
    add("open and closed") { $0.states = [.generated, .voided] }
    add("limit") { $0.limit = 5 }
    add("a page") { ($0.after, $0.limit) = (TaskPlace(due: Fixture.instant(30), number: "K"), 4) }
    add("the page before") { ($0.before, $0.limit) = (TaskPlace(due: Fixture.instant(60), number: "K"), 4) }
    add("all before") { $0.before = TaskPlace(due: Fixture.instant(60), number: "K") }
    add("between") {
      $0.after = TaskPlace(due: Fixture.instant(20), number: "K")
      ($0.before, $0.limit) = (TaskPlace(due: Fixture.instant(60), number: "K"), 3)
    }
    add("the page before, open", isOpen: true) {
      ($0.before, $0.limit, $0.holder) = (TaskPlace(due: Fixture.instant(80), number: "K"), 3, "p-1")
    }
    add("limit, open", isOpen: true) { $0.limit = 7 }
    add("nothing") { $0.states = [] }
    add("nothing") { $0.limit = 0 }
    add("nothing") { $0.holder = "nobody" }
    return list
  }
}
