/// Reads the forms of ``Cadence``.
enum CadenceParser {
  static func form(_ text: String) throws(CadenceError) -> Cadence.Form {
    let text = trimmed(text)
    let lower = text.lowercased()
    let clauses = lower.split(separator: ",", omittingEmptySubsequences: false).map { trimmed($0) }
    let head = clauses[0].split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = head.first else {
      throw CadenceError(message: "an empty cadence", help: help)
    }
    if let meant = shorthand(first), head.count == 1, clauses.count == 1 {
      throw CadenceError(
        message: "`\(lower)` is systemd's word for midnight",
        help: "write `\(meant)`, or the full expression, for instance `\(expanded(lower))`")
    }
    if ["on demand", "on-demand", "按需"].contains(lower) { return .onDemand }
    if head.count >= 3, head[1] == "per" { return try quota(head, clauses) }
    guard let (kind, anchor) = try unit(head) else { return try expression(text) }
    let on = try place(Array(clauses.dropFirst()), kind)
    guard let kind else {
      guard on == nil else {
        throw CadenceError(message: "`workday` takes no `on`", help: "write `week, on friday` for one day a week")
      }
      return .workday
    }
    return .every(kind, from: anchor, on: on)
  }

  static let help =
    "write `day`, `workday`, `week, on friday`, `2 weeks from 2026-01-05`, `half-month`, `month, on day 25`, "
    + "`2 months`, `quarter`, `half-year`, `year, on 12-20`, `2 per month, 4 days apart`, "
    + "or a systemd expression like `Mon *-*-* 08:00`"

  // MARK: - Units

  private static let kinds: [String: PeriodKind] = [
    "day": .day, "每天": .day, "每日": .day, "week": .week, "每周": .week, "half-month": .halfMonth, "每半月": .halfMonth,
    "month": .month, "每月": .month, "2 months": .twoMonths, "双月": .twoMonths, "每两月": .twoMonths, "每两个月": .twoMonths,
    "quarter": .quarter, "每季": .quarter, "每季度": .quarter, "half-year": .halfYear, "每半年": .halfYear,
    "year": .year, "每年": .year,
  ]

  /// The unit at the head of a cadence, `nil` inside for `workday`, or `nil` where it is none at all.
  private static func unit(_ head: [String]) throws(CadenceError) -> (PeriodKind?, CivilDate?)? {
    let text = head.joined(separator: " ")
    if text == "workday" || text == "每个工作日" || text == "工作日" { return (nil, nil) }
    if let kind = kinds[text] { return (kind, nil) }
    if head.count >= 2, head[0] == "2", head[1] == "weeks" {
      guard head.count == 4, head[2] == "from", let date = CivilDate(head[3]) else {
        throw CadenceError(message: "`2 weeks` needs its first Monday", help: "write `2 weeks from 2026-01-05`")
      }
      guard date.weekday == .monday else {
        let monday = date.adding(days: 1 - date.weekday.rawValue)
        throw CadenceError(
          message: "\(date) is a \(date.weekday.name)", help: "two weeks start on a Monday: write \(monday)")
      }
      return (.fortnight, date)
    }
    let looksLikeWords = head[0].utf8.allSatisfy(isDigit) && head.count >= 2
    guard looksLikeWords, !["week", "weeks", "months", "month"].allSatisfy({ $0 != head[1] }) else { return nil }
    throw CadenceError(
      message: "`\(text)` is not a cadence", help: "there are `2 weeks from …`, `2 months`, `quarter` and `half-year`")
  }

  private static func shorthand(_ word: String) -> String? {
    switch word {
    case "daily": "day"
    case "weekly": "week"
    case "monthly": "month"
    case "quarterly": "quarter"
    case "semiannually", "semi-annually", "biannually", "bi-annually": "half-year"
    case "yearly", "annually", "anually": "year"
    default: nil
    }
  }

  private static func expanded(_ word: String) -> String { CalendarExpressionParser.shorthands[word] ?? word }

  private static func expression(_ text: String) throws(CadenceError) -> Cadence.Form {
    let expression: CalendarExpression
    do throws(CalendarExpressionError) {
      expression = try CalendarExpression(parsing: text)
    } catch {
      let isExpression = text.contains("*") || text.contains(":")
      throw CadenceError(
        message: isExpression
          ? "`\(text)`: \(error.message) at column \(error.offset + 1)" : "`\(text)` is not a cadence",
        help: isExpression ? error.help : help)
    }
    guard expression.zoneName == nil else {
      throw CadenceError(
        message: "`\(text)` names a time zone", help: "a cadence goes by the zone of `dutyd.yaml`; drop the zone")
    }
    guard expression.isEverPossible else {
      throw CadenceError(message: "`\(text)` never comes", help: "no year from 1970 to 2199 has such a day")
    }
    guard expression.sets.timesPerDay <= Cadence.mostPerDay else {
      throw CadenceError(
        message: "`\(text)` comes \(expression.sets.timesPerDay) times a day",
        help: "a duty opens at most \(Cadence.mostPerDay) times a day")
    }
    return .expression(expression)
  }

  // MARK: - Quotas

  private static func quota(_ head: [String], _ clauses: [String]) throws(CadenceError) -> Cadence.Form {
    let unitText = head.dropFirst(2).joined(separator: " ")
    guard let count = Int(head[0]), (1...366).contains(count) else {
      throw CadenceError(message: "`\(head[0])` is not a number of times", help: "write `2 per month`, from 1 to 366")
    }
    guard let kind = kinds[unitText] else {
      throw CadenceError(
        message: "`\(unitText)` is not a period", help: "write `2 per month`, `3 per week` or `4 per quarter`")
    }
    guard clauses.count > 1 else { return .quota(count: count, per: kind, daysApart: nil) }
    let words = clauses[1].split(whereSeparator: \.isWhitespace).map(String.init)
    guard clauses.count == 2, words.count == 3, let apart = Int(words[0]), apart >= 1,
      words[1] == "days" || words[1] == "day", words[2] == "apart"
    else {
      throw CadenceError(message: "`\(clauses[1])` is not a spacing", help: "write `2 per month, 4 days apart`")
    }
    guard apart <= 366, (count - 1) * apart < kind.leastDays else {
      throw CadenceError(
        message: "\(count) times, \(apart) days apart, do not fit into a \(kind.word) of \(kind.leastDays) days",
        help: "a spacing of at most \((kind.leastDays - 1) / max(count - 1, 1)) days fits")
    }
    return .quota(count: count, per: kind, daysApart: apart)
  }

  // MARK: - Places

  private static func place(_ clauses: [String], _ kind: PeriodKind?) throws(CadenceError) -> Cadence.Place? {
    guard let clause = clauses.first else { return nil }
    let words = clause.split(whereSeparator: \.isWhitespace).map(String.init)
    guard clauses.count == 1, words.first == "on", words.count >= 2 else {
      throw CadenceError(
        message: "`\(clauses.joined(separator: ", "))` is not understood after the comma",
        help: "write `, on day 25`, `, on friday` or `, on last workday`")
    }
    let place = try place(words.dropFirst().joined(separator: " "), Array(words.dropFirst()))
    guard let kind else { return place }
    return try fitting(place, kind)
  }

  private static func place(_ text: String, _ words: [String]) throws(CadenceError) -> Cadence.Place {
    if words.count == 1, let weekday = weekday(words[0]) { return .weekday(weekday) }
    if words[0] == "day", words.count >= 2, let day = Int(words[1]), (1...31).contains(day) {
      if words.count == 2 { return .day(day, month: nil) }
      if words.count == 5, words[2] == "of", words[3] == "month", let month = Int(words[4]), month >= 1 {
        return .day(day, month: month)
      }
    }
    if words.count == 1, let date = monthAndDay(words[0]) { return date }
    if words.count == 2, let number = ordinal(words[0]) {
      if words[1] == "day" { return .ordinal(number, .day) }
      if words[1] == "workday" { return .ordinal(number, .workday) }
      if let weekday = weekday(words[1]) { return .ordinal(number, .weekday(weekday)) }
    }
    throw CadenceError(
      message: "`on \(text)` is not a day of a period",
      help: "write `on day 25`, `on friday`, `on 2nd friday`, `on first workday`, `on last day` or `on 12-20`")
  }

  /// Refuses a place that its period cannot have.
  private static func fitting(_ place: Cadence.Place, _ kind: PeriodKind) throws(CadenceError) -> Cadence.Place {
    let isWeekly = kind == .week || kind == .fortnight
    switch place {
    case .weekday(let weekday) where !isWeekly:
      throw CadenceError(
        message: "a \(kind.word) has more than one \(weekday.name)",
        help: "write `\(kind.word), on first \(weekday.name.lowercased())`")
    case .date where kind != .year:
      throw CadenceError(message: "a date without a year belongs to `year`", help: "write `month, on day 25`")
    case .day(let day, let month):
      let most = kind == .halfMonth ? 16 : (kind.months == nil ? 0 : 31)
      guard day <= most, month ?? 1 <= kind.months ?? 0 || (kind == .halfMonth && month == nil) else {
        throw CadenceError(
          message: "a \(kind.word) has no `\(place)`",
          help: isWeekly ? "write `\(kind.word), on friday`" : "write a day that every such period has")
      }
    case .ordinal(let number, let what):
      let most = what == .day || what == .workday ? kind.leastDays : max(kind.leastDays / 7 + (isWeekly ? 0 : 1), 0)
      guard kind != .day, number <= most else {
        throw CadenceError(message: "a \(kind.word) has no `\(place)`", help: "it has at most \(max(most, 1))")
      }
    default: break
    }
    return place
  }

  private static func monthAndDay(_ text: String) -> Cadence.Place? {
    // A leap year has every date that a year can have.
    guard text.utf8.count == 5, let date = CivilDate("2024-" + text) else { return nil }
    return .date(month: date.month, day: date.day)
  }

  private static func ordinal(_ text: String) -> Int? {
    let words = ["last": -1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5]
    if let number = words[text] { return number }
    let digits = text.utf8.prefix(while: isDigit)
    let ending = text.utf8.dropFirst(digits.count)
    guard ["st", "nd", "rd", "th"].contains(String(decoding: ending, as: UTF8.self)) else { return nil }
    guard let number = Int(String(decoding: digits, as: UTF8.self)), (1...366).contains(number) else { return nil }
    return number
  }

  private static func weekday(_ text: String) -> Weekday? {
    if let weekday = Weekday(named: text) { return weekday }
    guard text.hasPrefix("周") || text.hasPrefix("星期"), let last = text.last else { return nil }
    let names: [Character] = ["一", "二", "三", "四", "五", "六", "日"]
    return (last == "天" ? 7 : names.firstIndex(of: last).map { $0 + 1 }).flatMap(Weekday.init(rawValue:))
  }
}
