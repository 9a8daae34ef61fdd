import DutyCalendar
import DutyLedger
import DutyPorts

extension StoreLaw {
  /// The law above the others: whatever is appended, a store answers as the pure fold of the same events does,
  /// refusals and their words included.
  static let foldLaw = StoreLaw("tables are the fold", why: "projections can be dropped and built again") { probe in
    var walk = RandomWalk(seed: 2026)
    var projection = Projection()
    var (accepted, refused) = (0, 0)
    for step in 0..<1500 {
      let event = walk.event()
      let at = Fixture.instant(Int64(step))
      var failure: StoreError?
      do throws(StoreError) {
        try probe.store.append([event], at: at, recordedAt: at)
      } catch { failure = error }
      do throws(FoldError) {
        try projection.apply(event, at: at)
        probe.equal(failure, nil, "step \(step), \(event)")
        accepted += 1
      } catch {
        let wanted: StoreError =
          switch error {
          case .duplicate(let key): .duplicate(key)
          case .refused(let reason): .refused(reason)
          }
        probe.equal(failure, wanted, "step \(step), \(event)")
        refused += 1
      }
    }
    probe.expect(accepted > 500 && refused > 200, "the walk is one-sided: \(accepted) accepted, \(refused) refused")
    probe.findings += try differences(probe.store, projection)
    probe.expect(try probe.store.refolded() == projection, "the store's own events fold to something else")
    probe.equal(try LedgerVerification.run(probe.store).broken, nil, "verification")
  }

  /// Where a store's answers differ from a projection.
  package static func differences(_ store: any LedgerStore, _ projection: Projection) throws -> [String] {
    var probe = Probe(store: store, reopen: { $0 })
    let rows = try store.tasks(TaskFilter())
    probe.equal(rows.count, projection.tasks.count, "the number of tasks")
    for row in rows { probe.equal(row, projection.tasks[row.number] ?? row, "task") }
    let entries = try store.entries(from: Fixture.past, to: Fixture.future)
    probe.equal(entries.count, projection.entries.count, "the number of entries")
    for entry in entries { probe.equal(projection.entries[entry.stream, entry.period, entry.n], entry, "entry") }
    probe.equal(try store.lastOpenings(), projection.entries.lastOpenings, "openings")
    for row in rows { probe.equal(try store.rungs(task: row.number), projection.rungs[row.number] ?? [], "rungs") }
    for receipt in projection.receipts.values { probe.equal(try store.receipt(id: receipt.id), receipt, "receipt") }
    let dispatches = projection.dispatches(from: Fixture.day(-9999), to: Fixture.day(9999))
    probe.equal(
      try store.dispatches(from: Fixture.day(-9999), to: Fixture.day(9999)),
      dispatches.map { StoredDispatch(record: $0.record, at: $0.at) }, "dispatches")
    probe.equal(try store.designations(), projection.designations, "designations")
    probe.equal(try store.gaps(), projection.gaps, "gaps")
    probe.equal(
      try store.books(), projection.books.map { BookInForce(accepted: $0.accepted, since: $0.since) }, "books")
    probe.equal(try store.lastAudit(), projection.lastAudit, "the last audit")
    let open = rows.filter(\.state.isOpen).count
    probe.equal(try store.counts().open, open, "open tasks")
    probe.equal(try store.counts().missedEntries, projection.entries.missed, "missed entries")
    return probe.findings
  }

  static let reopening = StoreLaw("opened again", why: "a restart changes nothing (invariant 1)") { probe in
    var walk = RandomWalk(seed: 7)
    for step in 0..<200 {
      let at = Fixture.instant(Int64(step))
      _ = try? probe.store.append([walk.event()], at: at, recordedAt: at)
    }
    try probe.store.keepBook(digest: "b", files: [StoredFile(path: "a", bytes: [1])])
    let before = try Snapshot(probe.store)
    probe.store = try probe.reopen(probe.store)
    probe.expect(try Snapshot(probe.store) == before, "it answers otherwise")
    probe.equal(try probe.store.bookFiles(digest: "b"), [StoredFile(path: "a", bytes: [1])], "the book")
    let link = try probe.append(.entry(Fixture.entry("after", "reopening")))
    probe.equal(link.number, before.head.number + 1, "it goes on where it was")
    probe.equal(try LedgerVerification.run(probe.store).broken, nil, "verification")
  }
}

/// Events about a few tasks, periods and names, so that many of them collide.
struct RandomWalk {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func pick(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }

  private mutating func task() -> TaskRecord {
    let support = (0..<pick(3)).map { "u-\($0 + pick(2) * 2)" }
    return Fixture.task(
      "road-\(pick(60))", n: pick(2) + 1, opens: Int64(pick(5)), due: Int64(pick(20)) * 60,
      ladder: ["overdue", "", "迎检"][pick(3)],
      roles: Fixture.roles("p-\(pick(5))", lead: "u-\(pick(4))", support: support))
  }

  /// Any event; every kind comes up.
  mutating func event() -> Event {
    let task = task()
    let number = self.task().number
    switch pick(22) {
    case 0...4: return .generated(task)
    case 5, 6:
      let outcome = EntryOutcome.allCases[pick(EntryOutcome.allCases.count)]
      return .entry(Fixture.entry("s\(pick(4))", "p\(pick(20))", opens: Int64(pick(50)), outcome))
    case 7: return .receipt(Receipt(kind: .assignment, body: ["n": .int(Int64(pick(9)))]))
    case 8: return .dispatched(Fixture.dispatch(pick(30), pick(4), pick(2) == 0 ? [number] : []))
    case 9: return Fixture.move(task, to: Fixture.roles("p-\(pick(5))", support: ["u-\(pick(4))"]))
    case 10:
      let to = Fixture.instant(Int64(pick(40)) * 60)
      return .rederived(DeadlineChange(task: number, from: task.due, to: to, deadline: "d", reason: "calendar"))
    case 11, 12: return .rung(Fixture.rung(number, pick(3) + 1, ladder: ["overdue", "迎检"][pick(2)]))
    case 13: return .gap(Fixture.gap("g\(pick(4))", pairs: pick(9)))
    case 14: return .gapClosed(GapClosed(id: "g\(pick(4))", reason: "covered"))
    case 15: return .designated(Fixture.designation("d\(pick(4))"))
    case 16:
      return .designationWithdrawn(DesignationWithdrawn(id: "d\(pick(4))", author: "p-0001", reason: "withdrawn"))
    case 17:
      return .bookAccepted(BookAccepted(digest: "b\(pick(3))", previous: nil, reason: "reload", newStreams: []))
    case 18: return .audited(AuditRecord(date: Fixture.day(pick(9)), entries: pick(9), tasks: 0, differences: []))
    case 19: return .process(ProcessRecord(what: "start", detail: ""))
    default: return Fixture.acted(number, TaskAction.allCases[pick(TaskAction.allCases.count)])
    }
  }
}
