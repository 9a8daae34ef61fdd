/// Why a limit could not be read.
package struct LimitError: Error, Hashable, CustomStringConvertible {
  package var message: String
  package var help: String
  package var description: String { message + "; " + help }
}

/// A deadline as a rule says it.
///
/// - Shape: one of the forms below; printing and reading is a fixed point.
/// - Unit: workdays, minutes or calendar days, as the case names.
/// - Errors: ``LimitError`` from the initialiser, for nonsense and for more than ``most`` of anything.
/// - Source: design "By when"; 工作日 workdays, 工作时 working hours, 紧急工作时 urgent hours.
package enum Limit: Hashable, Sendable {
  /// `17:30`: that minute of the opening day.
  case clock(WallMinute)
  /// `3 workdays`, 3个工作日.
  case workdays(Int)
  /// `4 working-hours`, `1.5 working-hours`, `100 working-minutes`, 4个工作时.
  case workingHours(minutes: Int)
  /// `2 urgent-hours`, round the clock, 2个紧急工作时.
  case urgentHours(minutes: Int)
  /// `5 days`, `5 days exact`, 5天.
  case days(Int, exact: Bool)
  /// `day 25` of the period's last month, `day 10 of next month`, `day 10 in 2 months`.
  case dayOfPeriod(Int, months: Int)
  /// `last workday` of the period, 最后一个工作日.
  case lastWorkday
  /// `end of period`, 期末.
  case endOfPeriod

  /// The most days or hours that a limit may count.
  package static let most = 10_000

  package init(parsing text: String) throws(LimitError) {
    self = try LimitParser.limit(text)
  }
}

extension Limit: CustomStringConvertible {
  package var description: String {
    switch self {
    case .clock(let minute): minute.description
    case .workdays(let count): counted(count, "workday")
    case .workingHours(let minutes): Self.hours(minutes, "working")
    case .urgentHours(let minutes): Self.hours(minutes, "urgent")
    case .days(let count, let exact): counted(count, "day") + (exact ? " exact" : "")
    case .dayOfPeriod(let day, 0): "day \(day)"
    case .dayOfPeriod(let day, 1): "day \(day) of next month"
    case .dayOfPeriod(let day, let months): "day \(day) in \(months) months"
    case .lastWorkday: "last workday"
    case .endOfPeriod: "end of period"
    }
  }

  private static func hours(_ minutes: Int, _ kind: String) -> String {
    if minutes % 60 == 0 { return counted(minutes / 60, kind + "-hour") }
    if minutes % 30 == 0 { return "\(minutes / 60).5 \(kind)-hours" }
    return counted(minutes, kind + "-minute")
  }
}

/// Reads the forms of ``Limit``, English and Chinese.
enum LimitParser {
  static func limit(_ text: String) throws(LimitError) -> Limit {
    let text = trimmed(text).lowercased()
    if let fixed = fixed[text] { return fixed }
    if let minute = WallMinute(text) { return .clock(minute) }
    if let limit = try chinese(text) { return limit }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    if words.first == "day" { return try dayOfPeriod(words, text) }
    guard words.count >= 2 else { throw unreadable(text) }
    switch words.dropFirst().joined(separator: " ") {
    case "workday", "workdays": return .workdays(try whole(words[0]))
    case "day", "days": return .days(try whole(words[0]), exact: false)
    case "day exact", "days exact": return .days(try whole(words[0]), exact: true)
    case "working-hour", "working-hours": return .workingHours(minutes: try minutes(words[0]))
    case "working-minute", "working-minutes": return .workingHours(minutes: try whole(words[0], Limit.most * 60))
    case "urgent-hour", "urgent-hours": return .urgentHours(minutes: try minutes(words[0]))
    case "urgent-minute", "urgent-minutes": return .urgentHours(minutes: try whole(words[0], Limit.most * 60))
    default: throw unreadable(text)
    }
  }

  private static let fixed: [String: Limit] = [
    "last workday": .lastWorkday, "最后一个工作日": .lastWorkday, "end of period": .endOfPeriod, "期末": .endOfPeriod,
  ]

  private static func unreadable(_ text: String) -> LimitError {
    LimitError(
      message: "`\(text)` is not a limit",
      help: "write `17:30`, `3 workdays`, `4 working-hours`, `2 urgent-hours`, `5 days`, `5 days exact`, `day 25`, "
        + "`day 10 of next month`, `last workday` or `end of period`")
  }

  /// 3个工作日, 4个工作时, 2个紧急工作时, 5天: a number and one of these units.
  private static func chinese(_ text: String) throws(LimitError) -> Limit? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard !digits.isEmpty else { return nil }
    let number = String(digits)
    var unit = trimmed(text.dropFirst(digits.count))
    if unit.hasPrefix("个") { unit.removeFirst() }
    switch unit {
    case "工作日": return .workdays(try whole(number))
    case "工作时", "工作小时": return .workingHours(minutes: try minutes(number))
    case "紧急工作时", "紧急小时": return .urgentHours(minutes: try minutes(number))
    case "天", "自然日": return .days(try whole(number), exact: false)
    default: return nil
    }
  }

  private static func dayOfPeriod(_ words: [String], _ text: String) throws(LimitError) -> Limit {
    guard words.count >= 2, let day = Int(words[1]) else { throw unreadable(text) }
    guard (1...31).contains(day) else {
      throw LimitError(message: "`\(text)` names a day that no month has", help: "a day of the month is 1 to 31")
    }
    switch words.dropFirst(2).joined(separator: " ") {
    case "": return .dayOfPeriod(day, months: 0)
    case "of next month": return .dayOfPeriod(day, months: 1)
    default:
      guard words.count == 5, words[2] == "in", words[4] == "months" || words[4] == "month", let months = Int(words[3]),
        (0...120).contains(months)
      else { throw unreadable(text) }
      return .dayOfPeriod(day, months: months)
    }
  }

  private static func whole(_ text: String, _ most: Int = Limit.most) throws(LimitError) -> Int {
    guard text.utf8.allSatisfy(isDigit), let value = Int(text) else {
      throw LimitError(message: "`\(text)` is not a whole number", help: "only hours may have a fraction")
    }
    return try bounded(value, text, most)
  }

  /// Hours with at most two decimals that come to whole minutes: `4`, `1.5`, `0.25`.
  private static func minutes(_ text: String) throws(LimitError) -> Int {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }),
      let hours = Int(parts[0])
    else {
      throw LimitError(message: "`\(text)` is not a number of hours", help: "write `4` or `1.5`")
    }
    guard hours <= Limit.most else { return try bounded(hours, text, Limit.most) }
    var minutes = hours * 60
    if parts.count == 2 {
      guard parts[1].count <= 2, let digits = Int(parts[1]) else {
        throw LimitError(message: "`\(text)` hours are not whole minutes", help: "use at most two decimals")
      }
      let hundredths = parts[1].count == 1 ? digits * 10 : digits
      guard hundredths * 60 % 100 == 0 else {
        throw LimitError(
          message: "`\(text)` hours are not whole minutes", help: "write the minutes: `100 working-minutes`")
      }
      minutes += hundredths * 60 / 100
    }
    return try bounded(minutes, text, Limit.most * 60)
  }

  private static func bounded(_ value: Int, _ text: String, _ most: Int) throws(LimitError) -> Int {
    guard value >= 1 else {
      throw LimitError(message: "a limit of `\(text)` leaves no time", help: "a limit counts at least 1")
    }
    guard value <= most else {
      throw LimitError(message: "a limit of `\(text)` is too long", help: "a limit counts at most \(most)")
    }
    return value
  }
}
