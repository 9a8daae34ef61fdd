import DutyCalendar
import DutyLedger
import DutyPorts

extension StoreLaw {
  static let appending: [StoreLaw] = [
    StoreLaw("an empty ledger", why: "every question has an answer before the first event") { probe in
      let snapshot = try Snapshot(probe.store)
      probe.equal(snapshot.head, .genesis, "head")
      probe.equal(
        snapshot.counts, LedgerCounts(transactions: 0, events: 0, tasks: 0, open: 0, missedEntries: 0), "counts")
      probe.expect(snapshot.tasks.isEmpty && snapshot.entries.isEmpty && snapshot.books.isEmpty, "not empty")
      probe.equal(try probe.store.lastDispatch(), nil, "the last dispatch")
      probe.equal(try probe.store.task(number: "00000-00000"), nil, "a task")
      probe.equal(try probe.store.receipt(id: "x"), nil, "a receipt")
      probe.equal(try probe.store.bookFiles(digest: "x"), nil, "a book")
      probe.equal(try probe.store.history(task: "00000-00000"), [], "a history")
      probe.equal(try probe.store.openDeadlines(ladder: "overdue", after: nil, upTo: Fixture.future), [], "deadlines")
    },
    StoreLaw("one link a transaction", why: "the chain is what makes the ledger evidence") { probe in
      var previous = String(repeating: "0", count: 64)
      for number in 1...3 {
        let events: [Event] = [
          .generated(Fixture.task("road-\(number)")), .entry(Fixture.entry("road-patrol", "2026-11-2\(number)")),
        ]
        let at = Fixture.instant(Int64(number))
        let link = try probe.store.append(events, at: at, recordedAt: Fixture.instant(100))
        let envelopes = events.map { Chain.envelope(at: at, kind: $0.kind, body: EventCodec.encode($0)) }
        probe.equal(link.number, Int64(number), "number")
        probe.equal(link.at, at, "instant")
        probe.equal(link.hash, Chain.link(previous: previous, events: envelopes) ?? "", "hash")
        probe.equal(try probe.store.head(), link, "head")
        previous = link.hash
      }
      let verification = try LedgerVerification.run(probe.store)
      probe.equal(verification.broken, nil, "verification")
      probe.equal([verification.transactions, verification.events], [3, 6], "verified")
    },
    StoreLaw("transactions as they were written", why: "export, verify and rebuild read nothing else") { probe in
      for number in 0..<5 {
        try probe.append(
          .entry(Fixture.entry("s", "p\(number)")), .process(ProcessRecord(what: "start", detail: "次\(number)")),
          at: Int64(number))
      }
      let all = try probe.store.transactions(after: 0, limit: .max)
      probe.equal(all.map(\.link.number), [1, 2, 3, 4, 5], "numbers")
      probe.equal(all.map(\.recordedAt), (1...5).map { Fixture.instant($0) }, "recorded at")
      probe.equal(all.dropFirst().map(\.previous), all.dropLast().map(\.link.hash), "previous")
      probe.equal(all.flatMap(\.events).map(\.sequence), Array(1...10), "sequences")
      probe.equal(all.flatMap(\.events).map(\.transaction), [1, 1, 2, 2, 3, 3, 4, 4, 5, 5], "transactions of events")
      probe.equal(all[4].events[1].kind, .process, "kind")
      probe.equal(
        try all[4].events[1].event(), .process(ProcessRecord(what: "start", detail: "次4")), "the event")
      probe.equal(try probe.store.transactions(after: 2, limit: 2).map(\.link.number), [3, 4], "a page")
      probe.equal(try probe.store.transactions(after: 5, limit: 2), [], "the page after the last")
      probe.equal(try probe.store.transactions(after: 0, limit: 0), [], "an empty page")
    },
    StoreLaw("no events, no transaction", why: "a reload that changes nothing writes nothing") { probe in
      try probe.append(.entry(Fixture.entry("s")))
      let before = try Snapshot(probe.store)
      let link = try probe.append()
      probe.equal(link, before.head, "link")
      probe.expect(try Snapshot(probe.store) == before, "something was written")
    },
    StoreLaw("all or nothing", why: "half of a tick must never be seen") { probe in
      let held = Fixture.task("road-held")
      try probe.append(.generated(held), .dispatched(Fixture.dispatch(0, 1)), .designated(Fixture.designation("d")))
      let good: [Event] = [
        .generated(Fixture.task("road-new", roles: Fixture.roles(support: ["u-donghu"]))),
        .entry(Fixture.entry("new")), .receipt(Receipt(kind: .assignment, body: ["why": "because"])),
        .dispatched(Fixture.dispatch(0, 2, [held.number])), .rung(Fixture.rung(held.number, 1)),
        Fixture.move(held, to: Fixture.roles("p-other")), .gap(Fixture.gap("g")), .designated(Fixture.designation("e")),
        .designationWithdrawn(DesignationWithdrawn(id: "d", author: "p-0001", reason: "")),
        .rederived(
          DeadlineChange(
            task: held.number, from: held.due, to: Fixture.instant(7200), deadline: "d", reason: "")),
        Fixture.acted(held.number, .acknowledge),
        .bookAccepted(BookAccepted(digest: "b", previous: nil, reason: "start", newStreams: [])),
        .audited(AuditRecord(date: Fixture.day(0), entries: 1, tasks: 1, differences: [])),
      ]
      let bad: Event = .generated(held)
      for place in 0...good.count {
        let events = good[..<place] + [bad] + good[place...]
        try probe.refuses(Array(events), .duplicate, held.number, "failing at event \(place)")
        probe.equal(try probe.store.tasks(supporting("u-donghu")), [], "support after failing at \(place)")
        probe.equal(try probe.store.receipt(id: receiptID), nil, "receipt after failing at \(place)")
      }
      try probe.store.append(good, at: Fixture.instant(5), recordedAt: Fixture.instant(5))
      probe.equal(try probe.store.head().number, 2, "the numbers have no hole")
      probe.equal(try LedgerVerification.run(probe.store).broken, nil, "verification")
    },
  ]

  private static var receiptID: String { Receipt(kind: .assignment, body: ["why": "because"]).id }

  private static func supporting(_ unit: String) -> TaskFilter {
    var filter = TaskFilter()
    filter.supporter = unit
    return filter
  }
}
