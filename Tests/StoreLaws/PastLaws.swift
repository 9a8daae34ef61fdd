import DutyCalendar
import DutyLedger
import DutyPorts

extension StoreLaw {
  static let past: [StoreLaw] = [
    StoreLaw("the ledger as of an instant", why: "a report made again says what it said") { probe in
      let (one, two) = (Fixture.task("road-1"), Fixture.task("road-2"))
      probe.expect(try Snapshot(probe.store.asOf(Fixture.instant(0))) == Snapshot(probe.store), "of an empty ledger")
      let none = try Snapshot(probe.store)
      try probe.store.keepBook(digest: "b1", files: [StoredFile(path: "dutyd.yaml", bytes: [1])])
      let book = BookAccepted(digest: "b1", previous: nil, reason: "start", newStreams: [])
      try probe.append(.bookAccepted(book), .generated(one), .entry(Fixture.entry("s")))
      try probe.append(.dispatched(Fixture.dispatch(0, 1, [one.number])), at: 10)
      let then = try Snapshot(probe.store)
      try probe.append(.generated(two), Fixture.acted(one.number, .report), at: 11)
      try probe.append(.rung(Fixture.rung(two.number, 1)), .gap(Fixture.gap("road-3")), at: 20)
      let now = try Snapshot(probe.store)

      let past = try probe.store.asOf(Fixture.instant(10))
      probe.expect(try Snapshot(past) == then, "at its last second, what came after is not there")
      probe.equal(try past.bookFiles(digest: "b1")?.count, 1, "the files of its book")
      probe.equal(try past.history(task: one.number).map(\.kind), [.generated, .dispatched], "a task's history")
      probe.expect(try Snapshot(probe.store.asOf(Fixture.instant(-1))) == none, "before everything")
      probe.expect(try Snapshot(probe.store.asOf(Fixture.instant(99))) == now, "after everything")
      probe.expect(
        try Snapshot(probe.store.past { $0.link.number < 3 }) == then, "up to the first that is not of the past")

      try past.append([.generated(two)], at: Fixture.instant(30), recordedAt: Fixture.instant(30))
      probe.expect(try Snapshot(probe.store) == now, "what is done to the past changes nothing")
    }
  ]
}
