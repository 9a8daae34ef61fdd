import DutyCalendar
import DutyLedger
import DutyPorts

extension StoreLaw {
  static let uniqueness: [StoreLaw] = [
    StoreLaw("one task an obligation", why: "invariant 2: by unique keys, not by leadership") { probe in
      let task = Fixture.task("road-1", grain: "sanitation")
      try probe.append(.generated(task))
      let other = task.with(RecordChange(due: Fixture.instant(1), roles: Fixture.roles("p-other")))
      try probe.refuses([.generated(other)], .duplicate, task.number, "the same key again")
      try probe.refuses(
        [.generated(Fixture.task("road-2")), .generated(Fixture.task("road-2"))], .duplicate, "road-2", "twice at once")
      try probe.append(
        .generated(Fixture.task("road-1", grain: "order")),
        .generated(Fixture.task("road-1", grain: "sanitation", n: 2)),
        .generated(Fixture.task("road-1", grain: "sanitation", period: "2026-11-24")))
      probe.equal(try probe.store.counts().tasks, 4, "tasks that differ in a part of the key")
      probe.equal(try probe.store.task(key: task.key)?.record, task, "by key")
      probe.equal(try probe.store.task(number: task.number)?.record, task, "by number")
    },
    StoreLaw("one entry a period", why: "there is no silent absence, and no second record") { probe in
      for old in EntryOutcome.allCases {
        for new in EntryOutcome.allCases {
          let period = "\(old.rawValue)-\(new.rawValue)"
          try probe.append(.entry(Fixture.entry("s", period, old)))
          if old == .missed && new == .generated {
            try probe.append(.entry(Fixture.entry("s", period, opens: 5, new)))
            probe.equal(
              try probe.store.entry(stream: "s", period: period, n: 1), Fixture.entry("s", period, opens: 5, new),
              "a backfill takes the place of a missed entry")
          } else {
            try probe.refuses([.entry(Fixture.entry("s", period, new))], .duplicate, period, period)
          }
        }
      }
      try probe.append(.entry(Fixture.entry("s", "p", n: 2)), .entry(Fixture.entry("t", "p", n: 1)))
      probe.equal(try probe.store.entry(stream: "s", period: "p", n: 1), nil, "another number is another entry")
      probe.equal(try probe.store.counts().missedEntries, 4, "a backfilled entry is no longer missed")
    },
    StoreLaw("one dispatch a revision", why: "a restart must not send twice") { probe in
      try probe.append(.dispatched(Fixture.dispatch(0, 1)))
      try probe.refuses([.dispatched(Fixture.dispatch(0, 1))], .duplicate, "revision 1", "again")
      try probe.append(.dispatched(Fixture.dispatch(0, 2)), .dispatched(Fixture.dispatch(1, 1)))
      probe.equal(try probe.store.lastDispatch()?.record, Fixture.dispatch(1, 1), "the last")
    },
    StoreLaw("one firing a rung", why: "nobody is told twice for one step") { probe in
      let task = Fixture.task("road-1")
      try probe.append(.generated(task), .rung(Fixture.rung(task.number, 1)))
      try probe.refuses([.rung(Fixture.rung(task.number, 1))], .duplicate, task.number, "again")
      try probe.append(.rung(Fixture.rung(task.number, 1, ladder: "other")), .rung(Fixture.rung(task.number, 2)))
      probe.equal(try probe.store.rungs(task: task.number).count, 3, "rungs")
    },
    StoreLaw("receipts are kept once", why: "tasks refer to them by their digest") { probe in
      let receipt = Receipt(kind: .deadline, body: ["days": ["2026-11-24"], "why": "三个工作日"])
      try probe.append(.receipt(receipt))
      try probe.append(.receipt(receipt))
      probe.equal(try probe.store.receipt(id: receipt.id), receipt, "the receipt")
      probe.equal(try probe.store.counts().events, 2, "the second event is kept all the same")
    },
  ]
}
