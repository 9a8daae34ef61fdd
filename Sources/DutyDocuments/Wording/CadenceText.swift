import DutyCalendar

/// A cadence's canonical text in the reader's words: `workday` becomes 每个工作日.
///
/// What is not recognised, a calendar expression of many parts for one, stays as it is.
package func cadenceText(_ cadence: String, _ words: Words) -> String {
  guard let form = try? Cadence(parsing: cadence).form else { return cadence }
  switch form {
  case .workday: return words(.everyWorkday)
  case .onDemand: return words(.onDemand)
  case .expression(let expression): return expressionText(expression.description, words)
  case .every(.week, _, .weekday(let weekday)): return words(.everyWeekday, words(weekday.term))
  case .every(.fortnight, let from, .weekday(let weekday)):
    let text = words(.everyOtherWeekday, words(weekday.term))
    return from.map { words(.cadenceFrom, text, $0.description) } ?? text
  case .every(let kind, let from, let place):
    guard let base = kind.term else { return cadence }
    let text = words(base) + (place.map { words(.listSeparator) + placeText($0, words) } ?? "")
    return from.map { words(.cadenceFrom, text, $0.description) } ?? text
  case .quota(let count, let kind, let apart):
    guard let base = kind.term else { return cadence }
    let text = words(.timesPer, words(base), String(count))
    return text + (apart.map { words(.listSeparator) + words(.daysApart, String($0)) } ?? "")
  }
}

private func placeText(_ place: Cadence.Place, _ words: Words) -> String {
  switch place {
  case .weekday(let weekday): words(weekday.term)
  case .day(let day, nil): words(.onDay, String(day))
  case .day(let day, let month?): words(.onDayOfMonth, String(day), String(month))
  case .date(let month, let day): words(.monthDay, words(month: month), String(day))
  case .ordinal(-1, .workday): words(.onLastWorkday)
  case .ordinal(-1, .day): words(.onLastDay)
  case .ordinal(-1, .weekday(let weekday)): words(.onLastWeekday, words(weekday.term))
  case .ordinal(let number, .workday): words(.onNthWorkday, String(number))
  case .ordinal(let number, .day): words(.onNthDay, String(number))
  case .ordinal(let number, .weekday(let weekday)): words(.onNthWeekday, String(number), words(weekday.term))
  }
}

/// `Mon..Fri *-*-* 07:30:00` as 周一至周五 07:30; anything with dates stays as it is.
private func expressionText(_ text: String, _ words: Words) -> String {
  var parts = text.split(separator: " ").map(String.init)
  guard let time = parts.popLast(), parts.popLast() == "*-*-*", time.hasSuffix(":00"), time.count == 8,
    time.allSatisfy({ $0.isNumber || $0 == ":" })
  else { return text }
  let clock = String(time.dropLast(3))
  guard let days = parts.popLast() else { return words(.everyDay) + " " + clock }
  let spans = days.split(separator: ",").map { span -> String? in
    let ends = span.split(separator: ".").map { Weekday(short: String($0))?.term }
    guard let first = ends.first, let from = first, let last = ends.last, let until = last else { return nil }
    return ends.count == 1 ? words(from) : words(.daySpan, words(from), words(until))
  }
  guard parts.isEmpty, !spans.contains(nil) else { return text }
  return words.list(spans.compactMap { $0 }) + " " + clock
}

extension PeriodKind {
  fileprivate var term: Term? {
    switch self {
    case .day: .everyDay
    case .week: .everyWeek
    case .fortnight: .everyTwoWeeks
    case .halfMonth: .everyHalfMonth
    case .month: .everyMonth
    case .twoMonths: .everyTwoMonths
    case .quarter: .everyQuarter
    case .halfYear: .everyHalfYear
    case .year: .everyYear
    case .instant: nil
    }
  }
}

extension Weekday {
  var term: Term {
    switch self {
    case .monday: .monday
    case .tuesday: .tuesday
    case .wednesday: .wednesday
    case .thursday: .thursday
    case .friday: .friday
    case .saturday: .saturday
    case .sunday: .sunday
    }
  }

  /// As a calendar expression writes it: `Mon`.
  fileprivate init?(short name: String) {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    guard let index = names.firstIndex(of: name), let weekday = Weekday(rawValue: index + 1) else { return nil }
    self = weekday
  }
}
