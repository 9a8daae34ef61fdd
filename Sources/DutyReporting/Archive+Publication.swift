import DutyBook
import DutyCalendar
import DutyDocuments
import DutyLedger
import DutyPorts

extension Archive {
  /// The archive as it stood when the report of a period was put out.
  ///
  /// - Shape: the instant recorded with its delivery where that is the end of the period, as the daemon does it; for one
  ///   that was put out later, or never, the end of the period, so that nothing that a late start opened is in it; for a
  ///   period that is not over, the present.
  /// - Parameters:
  ///   - earlier: a publication before this one: what it read is not read again where nothing came between.
  ///   - most: the past is read again into memory, which takes about a kilobyte an event; of a ledger of more events than
  ///     this the present is given instead.
  package func publication(
    of form: ReportForm, _ period: Period, after earlier: Archive? = nil, most: Int64 = .max
  ) throws(StoreError) -> Archive {
    if most < .max {
      let last = try store.transactions(after: store.head().number - 1, limit: 1).last?.events.last?.sequence ?? 0
      if last > most { return self }
    }
    let end = midnight(period.last.adding(days: 1))
    func isTimely(_ at: Instant) -> Bool { at.seconds - end.seconds < 60 }
    if let at = try given(form, period), isTimely(at) {
      // All reports of an instant are made before the first of them is recorded as given.
      let past = try store.past { $0.link.at < at || $0.link.at == at && !$0.givesReport }
      return Archive(past, planner, now: at)
    }
    guard !isTimely(now) else { return self }
    if let earlier, earlier.now <= end,
      try store.transactions(after: earlier.store.head().number, limit: 1).allSatisfy({ $0.link.at > end })
    {
      return Archive(earlier.store, planner, now: end)
    }
    return Archive(try store.asOf(end), planner, now: end)
  }

  /// The archive as of another instant, which nothing that happened later is known to.
  package func asOf(_ instant: Instant) throws(StoreError) -> Archive {
    Archive(try store.asOf(instant), planner, now: instant)
  }

  /// When the report of a period was first given to somebody; `nil` where it was not.
  package func given(_ form: ReportForm, _ period: Period) throws(StoreError) -> Instant? {
    try store.facts(FactQuery(.delivery, topic: Topic.notice("\(form.rawValue)/\(period.name)"))).first?.at
  }
}

extension StoredTransaction {
  /// Whether it records that a report was given to somebody: `digest/2026-W47`.
  fileprivate var givesReport: Bool {
    events.contains { stored in
      guard stored.kind == .delivery, case .fact(let fact)? = try? stored.event(),
        let form = fact.record(Delivery.self)?.document.split(separator: "/").first
      else { return false }
      return ReportForm(rawValue: String(form)) != nil
    }
  }
}
