import DutyCalendar
import DutyLedger
import DutyPorts

extension StoreLaw {
  static let tallies: [StoreLaw] = [
    StoreLaw("tallies", why: "a score is made of counts that every store must count alike") { probe in
      func act(_ task: TaskRecord, _ action: TaskAction, at second: Int64, _ closure: Closure? = nil) throws {
        try probe.append(.acted(TaskActed(task: task.number, action: action, by: "p", closure: closure)), at: second)
      }
      let names = ["late", "fixed", "returned", "open", "suspended", "void", "joined", "unfixed", "elsewhere", "before", "at", "unsent"]
      let tasks = names.map { name in
        Fixture.task(
          name, duty: name == "elsewhere" ? "rectification" : "road-patrol",
          due: name == "before" ? 999 : name == "at" ? 2000 : 1500,
          roles: Fixture.roles(lead: name == "elsewhere" ? "u-2" : "u-1"))
      }
      for task in tasks { try probe.append(.generated(task), at: 1) }
      for task in tasks where !["void", "unsent"].contains(task.key.subject) { try act(task, .dispatch, at: 2) }
      let (late, fixed, returned) = (tasks[0], tasks[1], tasks[2])
      try act(late, .report, at: 1501)
      try act(fixed, .report, at: 1500)
      try act(fixed, .verify, at: 1700, .fixed)
      try act(returned, .report, at: 1200)
      try act(returned, .return, at: 1300)
      try act(tasks[4], .suspend, at: 1300)
      try act(tasks[5], .void, at: 1300)
      try act(tasks[6], .report, at: 1300)
      try act(tasks[6], .verify, at: 1300, .joined)
      try act(tasks[7], .report, at: 1600)
      try act(tasks[7], .verify, at: 1600, .notFound)
      try act(tasks[8], .report, at: 1400)
      var one = TaskTally(lead: "u-1", duty: "road-patrol")
      (one.due, one.onTime, one.closed, one.fixed, one.fixedOnTime, one.reports, one.returned) = (5, 1, 2, 1, 1, 4, 1)
      var two = TaskTally(lead: "u-2", duty: "rectification")
      (two.due, two.onTime, two.reports) = (1, 1, 1)
      let found = try probe.store.tallies(promisedFrom: Fixture.instant(1000), before: Fixture.instant(2000))
      probe.equal(found, [one, two], "by lead and duty; from its first second, up to the last before the end")
      var all = TaskTallies()
      try probe.store.forEachTask(TaskFilter()) { all.count($0) }
      probe.equal(
        try probe.store.tallies(promisedFrom: Fixture.past, before: Fixture.future), all.sorted, "as task by task")
      probe.equal(try probe.store.tallies(promisedFrom: Fixture.instant(3000), before: Fixture.future), [], "none")
    },
    StoreLaw("changes of hands", why: "who had a task at its deadline answers for it, whoever has it since") { probe in
      let task = Fixture.task("road", duty: "road-patrol", due: 1500, roles: Fixture.roles(lead: "u-1"))
      try probe.append(.generated(task), at: 1)
      func move(_ from: String, _ to: String) -> Event {
        .moved(
          TaskMove(
            task: task.number, from: Fixture.roles(lead: from), to: Fixture.roles(lead: to), assignment: task.assignment,
            reason: "handed over"))
      }
      try probe.append(move("u-1", "u-2"), at: 1400)
      try probe.append(move("u-2", "u-3"), at: 1600)
      func leads(_ second: Int64) throws -> [String] {
        try probe.store.moves(from: Fixture.instant(second)).map { one in
          "\(one.move.from.lead) \(one.move.to.lead) \(one.at.seconds - Fixture.instant(0).seconds)"
        }
      }
      let told = ["u-1 u-2 1400", "u-2 u-3 1600"]
      probe.equal(try leads(0), told, "in the order of their events")
      probe.equal(try leads(1400), told, "from their instant on")
      probe.equal(try leads(1401), [told[1]], "what is earlier is not asked for")
      probe.equal(try leads(1601), [], "none")
    },
  ]
}
