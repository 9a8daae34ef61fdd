import DutyCalendar

/// Instants and dates as the ledger writes them, without a zone table.
///
/// - Shape: `"2026-11-22T23:30:00Z"` and `"2026-11-23"`, quotes included when written; an instant outside the years
///   1–9999 is its number of seconds, so that every instant has a text.
/// - Source: RFC 3339, always `Z`, always whole seconds.
package enum InstantText {
  /// 0001-01-01T00:00:00Z and the second after 9999-12-31T23:59:59Z.
  private static let span: Range<Int64> = -62_135_596_800..<253_402_300_800

  /// The text between the quotes; the seconds for an instant without one.
  package static func text(_ instant: Instant) -> String {
    var bytes: [UInt8] = []
    write(instant, into: &bytes)
    return String(decoding: bytes.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }

  package static func write(_ instant: Instant, into bytes: inout [UInt8]) {
    guard span.contains(instant.seconds) else {
      bytes.append(contentsOf: String(instant.seconds).utf8)
      return
    }
    // Seconds are counted from year 1, so that no division meets a negative number.
    let shifted = instant.seconds - span.lowerBound
    let date = CivilDate(epochDay: Int32(shifted / 86_400 - 719_162))
    let second = Int(shifted % 86_400)
    bytes.append(UInt8(ascii: "\""))
    digits(of: date, into: &bytes)
    bytes.append(UInt8(ascii: "T"))
    pair(second / 3600, into: &bytes)
    bytes.append(UInt8(ascii: ":"))
    pair(second / 60 % 60, into: &bytes)
    bytes.append(UInt8(ascii: ":"))
    pair(second % 60, into: &bytes)
    bytes.append(UInt8(ascii: "Z"))
    bytes.append(UInt8(ascii: "\""))
  }

  package static func write(_ date: CivilDate, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    digits(of: date, into: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  private static func digits(of date: CivilDate, into bytes: inout [UInt8]) {
    let (year, month, day) = date.parts
    pair(year / 100, into: &bytes)
    pair(year % 100, into: &bytes)
    bytes.append(UInt8(ascii: "-"))
    pair(month, into: &bytes)
    bytes.append(UInt8(ascii: "-"))
    pair(day, into: &bytes)
  }

  private static func pair(_ value: Int, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / 10))
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
  }

  /// Reads what ``write(_:into:)`` wrote; `nil` for anything else.
  package static func instant(_ value: JSONValue) -> Instant? {
    switch value {
    case .int(let seconds): span.contains(seconds) ? nil : Instant(seconds: seconds)
    case .string(let text): instant(text)
    default: nil
    }
  }

  /// Reads `2026-11-22T23:30:00Z`, exactly twenty ASCII characters.
  package static func instant(_ text: String) -> Instant? {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
      let date = CivilDate(String(decoding: bytes[0..<10], as: UTF8.self)),
      let hour = number(bytes, 11), let minute = number(bytes, 14), let second = number(bytes, 17),
      hour < 24, minute < 60, second < 60
    else { return nil }
    return Instant(seconds: Int64(date.epochDay) * 86_400 + hour * 3600 + minute * 60 + second)
  }

  private static func number(_ bytes: [UInt8], _ index: Int) -> Int64? {
    let tens = bytes[index] &- UInt8(ascii: "0")
    let ones = bytes[index + 1] &- UInt8(ascii: "0")
    return tens < 10 && ones < 10 ? Int64(tens) * 10 + Int64(ones) : nil
  }
}
