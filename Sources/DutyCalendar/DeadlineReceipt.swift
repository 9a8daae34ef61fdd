/// What a deadline is reckoned against: the clocks, the workdays and the hours of a district.
package struct LimitContext: Sendable {
  package var zone: Zone
  package var calendar: WorkCalendar
  package var hours: OfficeHours

  package init(zone: Zone, calendar: WorkCalendar, hours: OfficeHours) {
    self.zone = zone
    self.calendar = calendar
    self.hours = hours
  }
}

/// One line of a receipt: what a day did to the count, and why.
package struct ReceiptLine: Hashable, Sendable, CustomStringConvertible {
  package enum Kind: String, Hashable, Sendable {
    /// The day, or part of it, was counted.
    case counted
    /// The day was passed over.
    case skipped
    /// The deadline moved from this day to another.
    case shifted
    /// Said for the reader; nothing was counted.
    case note
  }

  package var date: CivilDate
  package var kind: Kind
  /// `1 workday`, `3:00 h`; empty where nothing is counted.
  package var amount: String
  package var why: String

  package init(date: CivilDate, kind: Kind, amount: String, why: String) {
    self.date = date
    self.kind = kind
    self.amount = amount
    self.why = why
  }

  /// `2026-10-01 skipped off: 国庆节 (calendar/2026.csv:31)`.
  package var description: String {
    ([date.description, kind.rawValue] + [amount, why].filter { !$0.isEmpty }).joined(separator: " ")
  }
}

/// How a deadline came about.
package struct DeadlineReceipt: Hashable, Sendable {
  package var limit: Limit
  package var from: Instant
  package var due: Instant
  /// Whether a day of a year without an official calendar had a say.
  package var isProvisional: Bool
  package var lines: [ReceiptLine]

  package init(limit: Limit, from: Instant, due: Instant, isProvisional: Bool, lines: [ReceiptLine]) {
    self.limit = limit
    self.from = from
    self.due = due
    self.isProvisional = isProvisional
    self.lines = lines
  }
}
