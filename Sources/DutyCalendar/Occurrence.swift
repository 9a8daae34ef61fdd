/// What becomes of an occurrence whose day is off.
package enum OffDay: String, Hashable, Sendable, CaseIterable {
  /// The workday before.
  case previous
  /// The workday after.
  case next
  /// It stays.
  case keep
  /// It does not take place, and the ledger says so.
  case skip
}

/// One time that a duty opens, or would have.
///
/// - Shape: ``nominal`` is the day its cadence names, ``date`` the day after shifting; ``n`` counts a quota from 1.
package struct Occurrence: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    case opens
    case skipped(String)
    /// It falls together with the period of that name, which opens.
    case merged(into: String)
  }

  package var period: Period
  package var n: Int
  package var nominal: CivilDate
  package var date: CivilDate
  package var opens: Instant
  package var outcome: Outcome
  /// What a reader of the receipt should know: a short month, a shift and its reason.
  package var notes: [String]

  package init(
    period: Period, n: Int, nominal: CivilDate, date: CivilDate, opens: Instant, outcome: Outcome, notes: [String]
  ) {
    self.period = period
    self.n = n
    self.nominal = nominal
    self.date = date
    self.opens = opens
    self.outcome = outcome
    self.notes = notes
  }
}
