import DutyCalendar

/// Reads when something was found, as people and spreadsheets write it.
///
/// - Shape: what ``parseInstant(_:in:)`` takes, `2026/11/23 9:05`, `2026.11.23`, `2026年11月23日 9时5分`, `20261123`, or a
///   spreadsheet's serial number of days since 1899-12-30, `46349.375`. A date alone is its midnight.
/// - Errors: `nil` for anything else.
enum FoundTime {
  static func parse(_ text: String, in zone: Zone) -> Instant? {
    let plain = trimmed(text)
    if let instant = parseInstant(plain, in: zone) { return instant }
    if let serial = serial(plain) { return zone.instant(serial) }
    let numbers = numbers(in: plain)
    guard let numbers, (3...6).contains(numbers.count),
      let date = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2])
    else { return nil }
    let clock = Array(numbers.dropFirst(3)) + [0, 0, 0]
    guard clock[0] < 24, clock[1] < 60, clock[2] < 60 else { return nil }
    return zone.instant(LocalTime(date, second: Int32(clock[0] * 3600 + clock[1] * 60 + clock[2])))
  }

  /// The days of a spreadsheet: 25569 is 1970-01-01; only the years 1982 to 2173 are taken for one.
  private static func serial(_ text: String) -> LocalTime? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int(parts[0]), (30_000..<100_000).contains(whole), parts[0].utf8.count == 5
    else { return nil }
    let fraction = parts.count == 2 ? parts[1].prefix(9) : ""
    guard fraction.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    let scale = fraction.reduce(1) { scale, _ in scale * 10 }
    // To the nearest minute: what a sheet shows as 9:00 is stored as 0.37499999.
    let minutes = ((Int(fraction) ?? 0) * 1440 + scale / 2) / scale
    return LocalTime(CivilDate(epochDay: Int32(whole - 25_569 + minutes / 1440)), second: Int32(minutes % 1440 * 60))
  }

  /// The numbers of a text whose other signs only part them; `nil` where there is anything else.
  private static func numbers(in text: String) -> [Int]? {
    if text.utf8.count == 8, let all = Int(text), all > 19_000_000 {
      return [all / 10_000, all / 100 % 100, all % 100]
    }
    var numbers: [Int] = []
    for part in text.split(whereSeparator: { "年月日时点分秒/.-: TＴ：\u{3000}".contains($0) }) {
      guard part.utf8.count <= 4, part.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let number = Int(part) else {
        return nil
      }
      numbers.append(number)
    }
    return numbers
  }

  /// Without blanks around it, and without what would steer a terminal or break a line.
  static func trimmed(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    let text = isPlain ? text : String(String.UnicodeScalarView(text.unicodeScalars.map(plain)))
    var body = text[...]
    while let first = body.first, first.isWhitespace { body = body.dropFirst() }
    while let last = body.last, last.isWhitespace { body = body.dropLast() }
    return String(body)
  }

  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.properties.generalCategory == .control ? " " : scalar
  }
}

/// Reads degrees as millionths: `118.123456`.
///
/// - Errors: `nil` for what is no decimal number, or lies outside -`bound`…`bound` degrees.
func microDegrees(_ text: String, bound: Int) -> Int? {
  var body = Substring(FoundTime.trimmed(text))
  let isNegative = body.hasPrefix("-")
  if isNegative { body = body.dropFirst() }
  let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  let fraction = parts.count == 2 ? String(parts[1].prefix(6)) : ""
  guard let first = parts.first, (1...3).contains(first.utf8.count),
    (first + fraction).utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }), let whole = Int(first), whole <= bound,
    let part = Int(fraction + String(repeating: "0", count: 6 - fraction.utf8.count))
  else { return nil }
  let micro = whole * 1_000_000 + part
  guard micro <= bound * 1_000_000 else { return nil }
  return isNegative ? -micro : micro
}
