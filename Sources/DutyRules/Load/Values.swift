import DutyBook
import DutyCalendar

/// Values with a grammar of their own: each is read or reported.
extension Loading {
  func date(_ text: RuleText) -> CivilDate? {
    if let date = CivilDate(trimmingBlanks(text.string)) { return date }
    sink.report(.badDate, text.place, "`\(text.string)` is not a date", help: "write it as `2026-11-23`")
    return nil
  }

  /// A time of a rule test: a date, or a date and a minute.
  func localTime(_ text: RuleText, dateAlone minute: WallMinute?) -> LocalTime? {
    let parts = text.string.split(whereSeparator: { $0 == " " || $0 == "T" })
    if let first = parts.first, let date = CivilDate(String(first)) {
      if parts.count == 1, let minute { return LocalTime(date, minute) }
      if parts.count == 2, let minute = WallMinute(String(parts[1])) { return LocalTime(date, minute) }
    }
    sink.report(.badDate, text.place, "`\(text.string)` is not a time", help: "write it as `2026-11-23 09:00`")
    return nil
  }

  /// `from` and `until`, both included; reversed dates are reported and read as open.
  func span(from: RuleText?, until: RuleText?) -> DateSpan {
    let first = from.flatMap { date($0) }
    let last = until.flatMap { date($0) }
    if let first, let last, last < first {
      sink.report(
        .reversedDates, until?.place ?? SourcePlace(""), "`until` \(last) is before `from` \(first)",
        help: "both days are included; exchange them")
      return .always
    }
    return DateSpan(from: first, until: last)
  }

  func clock(_ text: RuleText) -> WallMinute? {
    if let minute = WallMinute(trimmingBlanks(text.string)) { return minute }
    sink.report(.badClock, text.place, "`\(text.string)` is not a time of day", help: "write it as `\"07:30\"`")
    return nil
  }

  func limit(_ text: RuleText) -> Limit? {
    do throws(LimitError) {
      return try Limit(parsing: trimmingBlanks(text.string))
    } catch {
      sink.report(.badLimit, text.place, "`\(shortened(text.string))`: \(error.message)", help: error.help)
      return nil
    }
  }

  func cadence(_ text: RuleText) -> Cadence? {
    let word = trimmingBlanks(text.string)
    do throws(CadenceError) {
      return try Cadence(parsing: word)
    } catch {
      let code: DiagnosticCodes =
        if let expression = try? CalendarExpression(parsing: word), !expression.isEverPossible {
          .neverElapses
        } else if word.contains(" per ") || word.contains(" apart") {
          .quotaImpossible
        } else {
          .badCadence
        }
      sink.report(code, text.place, "`\(shortened(word))`: \(error.message)", help: error.help)
      return nil
    }
  }

  /// A whole number, with an optional unit behind it (`400 days`).
  func whole(_ text: RuleText, _ range: ClosedRange<Int>, units: [String] = []) -> Int? {
    let parts = text.string.split(separator: " ")
    if let first = parts.first, first.utf8.count <= 12, let number = Int(first), range.contains(number),
      parts.count == 1 || parts.count == 2 && units.contains(String(parts[1]))
    {
      return number
    }
    let example = units.isEmpty ? "" : ", as in `\(range.lowerBound == 0 ? 3 : range.lowerBound) \(units[0])`"
    sink.report(
      .badNumber, text.place,
      "`\(shortened(text.string))` is not a whole number from \(range.lowerBound) to \(range.upperBound)",
      help: "write digits\(example)")
    return nil
  }

  /// A decimal number in units of `10^-digits`: `1.5` with three digits is 1500. A percent sign divides by 100.
  func decimal(_ text: RuleText, digits: Int, _ range: ClosedRange<Int>) -> Int? {
    if let number = fixedPoint(trimmingBlanks(text.string), digits: digits), range.contains(number) { return number }
    sink.report(
      .badNumber, text.place, "`\(shortened(text.string))` is not a number in range",
      help: "write digits with at most \(digits) decimals, as in `1.5`")
    return nil
  }

  func flag(_ text: RuleText) -> Bool? {
    switch text.string {
    case "yes", "true", "是": return true
    case "no", "false", "否": return false
    default:
      sink.report(
        .badValue, text.place, "`\(shortened(text.string))` is neither yes nor no", help: "write `yes` or `no`")
      return nil
    }
  }

  func choice<Word: RawRepresentable & CaseIterable>(_ text: RuleText, _ key: String) -> Word?
  where Word.RawValue == String {
    if let word = Word(rawValue: text.string) { return word }
    _ = oneOf(Word.allCases.map(\.rawValue), text, key)
    return nil
  }

  func oneOf(_ words: [String], _ text: RuleText, _ key: String) -> String? {
    if words.contains(text.string) { return text.string }
    sink.report(
      .badValue, text.place, "`\(shortened(text.string))` is not a value of `\(key)`",
      help: nearest.help(text.string, in: words) ?? "one of: \(words.joined(separator: ", "))")
    return nil
  }

  /// An identifier that names a new thing; `nil`, reported, where it is malformed or reserved.
  func newID(_ text: RuleText, reserved: Set<String> = []) -> String? {
    let word = text.string
    guard isIdentifier(word), word.utf8.count <= 200 else {
      sink.report(
        .malformedID, text.place, "`\(shortened(word))` is not an identifier",
        help: "use letters or digits of any script, `-` and `_`")
      return nil
    }
    guard !reserved.contains(word) else {
      sink.report(
        .reservedID, text.place, "`\(word)` is a word of the rule language", help: "choose another identifier")
      return nil
    }
    return word
  }
}

/// What fits into a message.
func shortened(_ text: String) -> String {
  let line = text.map { $0.isNewline ? " " : $0 }
  return line.count > 60 ? String(line.prefix(57)) + "…" : String(line)
}

/// Reads `-12.5` or `40%` as an integer in units of `10^-digits`; `nil` where it is not exact or too large.
func fixedPoint(_ text: String, digits: Int) -> Int? {
  var body = text[...]
  let isPercent = body.hasSuffix("%")
  if isPercent { body = body.dropLast() }
  let isNegative = body.hasPrefix("-")
  if isNegative { body = body.dropFirst() }
  let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  let scale = isPercent ? digits - 2 : digits
  guard let whole = parts.first, !whole.isEmpty, whole.utf8.count <= 9, scale >= 0 else { return nil }
  var fraction = parts.count == 2 ? String(parts[1]) : ""
  if parts.count == 2, fraction.isEmpty { return nil }
  while fraction.hasSuffix("0") { fraction.removeLast() }
  guard fraction.utf8.count <= scale else { return nil }
  fraction += String(repeating: "0", count: scale - fraction.utf8.count)
  let joined = whole + fraction
  guard joined.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int(joined) else { return nil }
  return isNegative ? -number : number
}
