import DutyCalendar
import DutyLedger
import DutyPorts

extension StoreLaw {
  static let facts: [StoreLaw] = [
    StoreLaw("one fact an identifier", why: "a number of a series, a photo, a check-in is there once") { probe in
      let flag = Fact(EligibilityFlag(unit: "u-a", flag: "award", from: Fixture.day(0), until: nil, notice: "", reason: "x"))
      let lifted = Fact(FlagLifted(flag: flag.id, date: Fixture.day(1), by: "p", reason: ""))
      try probe.append(.fact(flag), at: 3)
      var again = EligibilityFlag(unit: "u-a", flag: "award", from: Fixture.day(0), until: nil, notice: "", reason: "another")
      again.until = Fixture.day(9)
      try probe.refuses([.fact(Fact(again))], .duplicate, "the flag `award/u-a/", "the same flag again")
      try probe.refuses([.fact(lifted), .fact(lifted)], .duplicate, "flag-lifted", "twice at once")
      try probe.append(.fact(lifted), at: 4)
      probe.equal(
        try probe.store.fact(.flag, id: flag.id), StoredFact(fact: flag, at: Fixture.instant(3)), "by identifier")
      probe.equal(try probe.store.fact(.flagLifted, id: flag.id)?.fact, lifted, "another kind of the same identifier")
      probe.equal(try probe.store.fact(.flag, id: "nobody"), nil, "an unknown one")
    },
    StoreLaw("facts by topic, kind and time", why: "what is derived reads only what it needs, in order") { probe in
      func evidence(_ id: String, _ task: String) -> Fact {
        Fact(Evidence(id: id, name: "", shows: "photo", type: "image/jpeg", size: 3, task: task, by: "p"))
      }
      let (one, two, three) = (evidence("c", "T1"), evidence("b", "T2"), evidence("a", "T1"))
      let note = Fact(Disowned(task: "T1", n: 1, by: "p", reason: "不是我的"))
      try probe.append(.fact(one), .fact(note), at: 10)
      try probe.append(.fact(two), at: 20)
      try probe.append(.fact(three), at: 30)
      func found(_ query: FactQuery) throws -> [Fact] { try probe.store.facts(query).map(\.fact) }
      probe.equal(try found(FactQuery()), [one, note, two, three], "all, in the order in which they came")
      probe.equal(try found(FactQuery(.evidence)), [one, two, three], "of a kind")
      probe.equal(try found(FactQuery(.evidence, .disowned, topic: Topic.task("T1"))), [one, note, three], "a topic")
      probe.equal(try found(FactQuery(topic: Topic.task("T2"))), [two], "a topic of any kind")
      probe.equal(
        try found(FactQuery(.evidence, from: Fixture.instant(20), before: Fixture.instant(30))), [two], "a span")
      probe.equal(try found(FactQuery(topic: "task:T")), [], "a topic that begins another")
      var newest = FactQuery(.evidence)
      newest.newest = 2
      probe.equal(try found(newest), [two, three], "the newest, in the order in which they came")
      newest.beforeID = two.id
      probe.equal(try found(newest), [one], "those before one of them")
      newest.beforeID = "nobody"
      probe.equal(try found(newest), [], "before one that is not there: none")
      let task = Fixture.task("road-1")
      try probe.append(.generated(task), .fact(evidence("d", task.number)), at: 40)
      try probe.append(Fixture.acted(task.number, .dispatch), at: 50)
      probe.equal(
        try probe.store.history(task: task.number).map(\.kind), [.generated, .evidence, .acted],
        "a task's history has its facts, in order")
    },
    StoreLaw("answers", why: "rounds, reports and closures are what rates and scores count") { probe in
      let task = Fixture.task("road-1")
      func acted(_ action: TaskAction, _ change: (inout TaskActed) -> Void = { _ in }) -> Event {
        var acted = TaskActed(task: task.number, action: action, by: "p")
        change(&acted)
        return .acted(acted)
      }
      try probe.append(.generated(task), acted(.dispatch), at: 1)
      try probe.append(acted(.extend) { ($0.due, $0.deadline) = (Fixture.instant(7200), "d-2") }, at: 2)
      try probe.append(acted(.report), at: 5000)
      try probe.append(acted(.return) { $0.due = Fixture.instant(9000) }, at: 5001)
      var row = try probe.store.task(number: task.number)
      probe.equal(row?.round, 1, "a return is a round")
      probe.equal(row?.record.due, Fixture.instant(9000), "with a deadline of its own")
      probe.equal(row?.promised, Fixture.instant(7200), "on time is what was promised, extensions included")
      probe.equal(row?.reportedAt, Fixture.instant(5000), "reported at")
      let roles = TaskRoles(lead: "u-2", leader: "p-1", holder: "p-2", verifier: "p-3", support: ["u-s"])
      try probe.append(acted(.transfer) { ($0.roles, $0.assignment) = (roles, "a-2") }, at: 6000)
      try probe.append(acted(.report), at: 8000)
      try probe.append(acted(.verify) { $0.closure = .fixed }, at: 8500)
      row = try probe.store.task(number: task.number)
      probe.equal(row?.record.roles, roles, "a transfer")
      probe.equal(row?.record.assignment, "a-2", "and its receipt")
      probe.equal(row?.closure, .fixed, "how it ended")
      probe.equal(row?.closedAt, Fixture.instant(8500), "and when")
      probe.equal(row?.isOnTime, false, "late for what was promised")
      var filter = TaskFilter()
      filter.supporter = "u-s"
      probe.equal(try probe.store.tasks(filter).count, 1, "its new supporter")
      try probe.append(acted(.reopen) { $0.due = Fixture.instant(99_000) }, at: 9000)
      row = try probe.store.task(number: task.number)
      probe.equal(row?.closure, nil, "opened again it has not ended")
      probe.equal(row?.closedAt, nil, "nor when")
      probe.equal(row?.round, 2, "and is in its next round")
    },
  ]
}
