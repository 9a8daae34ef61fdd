/// Why a cadence could not be read.
package struct CadenceError: Error, Hashable, CustomStringConvertible {
  package var message: String
  package var help: String
  package var description: String { message + "; " + help }
}

/// How often a duty falls due, as a rule says it.
///
/// - Shape: ``form``; printing and reading is a fixed point.
/// - Errors: ``CadenceError`` with what to write instead.
/// - Source: design "When"; M26 to M30.
package struct Cadence: Hashable, Sendable, CustomStringConvertible {
  package enum Form: Hashable, Sendable {
    /// Every day that the calendar works.
    case workday
    /// Once in every period, on its first day or as ``Place`` says. A fortnight has an anchor, its first Monday.
    case every(PeriodKind, from: CivilDate?, on: Place?)
    /// The times of a systemd calendar expression, without a zone of its own.
    case expression(CalendarExpression)
    /// `count` times within a period: from its first day, or spread when they have to lie apart.
    case quota(count: Int, per: PeriodKind, daysApart: Int?)
    /// Never by itself: only when somebody asks for it (a summons, a cascade, a re-inspection).
    case onDemand
  }

  /// The day of a period that is meant.
  package enum Place: Hashable, Sendable {
    /// `friday`, of a week.
    case weekday(Weekday)
    /// `day 25`: of the period's last month, or of its nth; of a half month, counted from its start.
    case day(Int, month: Int?)
    /// `12-20`, of a year.
    case date(month: Int, day: Int)
    /// `2nd friday`, `last workday`, `first day`: counted within the period, -1 for the last.
    case ordinal(Int, Counted)
  }

  package enum Counted: Hashable, Sendable {
    case day
    case workday
    case weekday(Weekday)
  }

  package let form: Form

  /// The most times a day that an expression may come, so that a year of a duty stays countable.
  package static let mostPerDay = 96

  package init(parsing text: String) throws(CadenceError) {
    form = try CadenceParser.form(text)
  }

  package init(_ form: Form) {
    self.form = form
  }

  package var description: String {
    switch form {
    case .workday: return "workday"
    case .onDemand: return "on demand"
    case .expression(let expression): return expression.description
    case .every(let kind, let anchor, let place):
      return kind.word + (anchor.map { " from \($0)" } ?? "") + (place.map { ", on \($0)" } ?? "")
    case .quota(let count, let kind, let apart):
      return "\(count) per \(kind.word)" + (apart.map { ", \(counted($0, "day")) apart" } ?? "")
    }
  }

  /// What kind of period its occurrences are named by.
  package var kind: PeriodKind {
    switch form {
    case .workday: .day
    case .expression, .onDemand: .instant
    case .every(let kind, _, _), .quota(_, let kind, _): kind
    }
  }
}

extension Cadence.Place: CustomStringConvertible {
  package var description: String {
    switch self {
    case .weekday(let weekday): weekday.name.lowercased()
    case .day(let day, let month): "day \(day)" + (month.map { " of month \($0)" } ?? "")
    case .date(let month, let day): padded(month, 2) + "-" + padded(day, 2)
    case .ordinal(let number, let what): Self.ordinal(number) + " \(what)"
    }
  }

  static func ordinal(_ number: Int) -> String {
    switch number {
    case -1: "last"
    case 1: "first"
    case 2: "2nd"
    case 3: "3rd"
    case 21, 31: "\(number)st"
    case 22: "22nd"
    case 23: "23rd"
    default: "\(number)th"
    }
  }
}

extension Cadence.Counted: CustomStringConvertible {
  package var description: String {
    switch self {
    case .day: "day"
    case .workday: "workday"
    case .weekday(let weekday): weekday.name.lowercased()
    }
  }
}

extension PeriodKind {
  /// As a cadence writes it.
  var word: String {
    switch self {
    case .day: "day"
    case .week: "week"
    case .fortnight: "2 weeks"
    case .halfMonth: "half-month"
    case .month: "month"
    case .twoMonths: "2 months"
    case .quarter: "quarter"
    case .halfYear: "half-year"
    case .year: "year"
    case .instant: "instant"
    }
  }

  /// The fewest days that a period of this kind has.
  var leastDays: Int {
    switch self {
    case .day, .instant: 1
    case .week: 7
    case .fortnight: 14
    case .halfMonth: 13
    case .month: 28
    case .twoMonths: 59
    case .quarter: 90
    case .halfYear: 181
    case .year: 365
    }
  }
}
