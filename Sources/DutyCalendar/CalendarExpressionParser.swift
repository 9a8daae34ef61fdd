/// Reads a calendar expression into its normalised parts.
struct CalendarExpressionParser {
  var cursor: TextCursor
  var parts = CalendarParts()
  var zoneName: String?

  static let shape = "write it as `Mon..Fri *-*-* 07:30`, with weekdays, date, time and zone each optional"

  init(_ text: String) {
    cursor = TextCursor(text)
  }

  mutating func parse() throws(CalendarExpressionError) {
    cursor.skipSpaces()
    try takeZone()
    guard !cursor.isAtEnd else { throw problem("nothing to read", Self.shape) }
    if try shorthand() { return }
    try weekdays()
    if cursor.peek == 64 {
      try timestamp()
    } else {
      try date()
      try time()
    }
    guard cursor.isAtEnd else { throw problem("unexpected text after the expression", Self.shape) }
  }

  func problem(_ message: String, _ help: String, at offset: Int? = nil) -> CalendarExpressionError {
    CalendarExpressionError(offset: offset ?? cursor.position, message: message, help: help)
  }

  // MARK: - Zone

  /// Cuts a zone off the end: the last word, where it starts with a letter and another word stands before it.
  private mutating func takeZone() throws(CalendarExpressionError) {
    var bytes = cursor.bytes
    while bytes.count > cursor.position, bytes.last == 32 || bytes.last == 9 { bytes.removeLast() }
    let start = (bytes.lastIndex(of: 32) ?? -1) + 1
    if start > cursor.position, isLetter(bytes[start]) {
      let word = String(decoding: bytes[start...], as: UTF8.self)
      if word.lowercased() == "utc" {
        zoneName = "UTC"
      } else {
        guard Self.isZoneName(bytes[start...]) else {
          throw problem("`\(word)` is not a time zone", "write `UTC` or a name like `Asia/Shanghai`", at: start)
        }
        zoneName = word
      }
      bytes.removeSubrange((start - 1)...)
      while bytes.last == 32 { bytes.removeLast() }
    }
    let position = cursor.position
    cursor = TextCursor(bytes)
    cursor.position = position
  }

  /// A name that can be looked up safely: letters, digits and `_+-`, in parts between slashes, and no weekday.
  private static func isZoneName(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 64 else { return false }
    let name = String(decoding: bytes, as: UTF8.self)
    let words = name.split { !$0.isLetter }
    if words.allSatisfy({ Weekday(named: String($0)) != nil }) || shorthands[name.lowercased()] != nil { return false }
    return bytes.split(separator: 47, omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy { isLetter($0) || isDigit($0) || $0 == 95 || $0 == 43 || $0 == 45 }
    }
  }

  // MARK: - Shorthands and timestamps

  /// What a shorthand stands for, as weekdays, months and the units that are 0 or 1.
  static let shorthands: [String: String] = [
    "minutely": "*-*-* *:*:00", "hourly": "*-*-* *:00:00", "daily": "*-*-* 00:00:00", "weekly": "Mon *-*-* 00:00:00",
    "monthly": "*-*-01 00:00:00", "quarterly": "*-01,04,07,10-01 00:00:00", "semiannually": "*-01,07-01 00:00:00",
    "semi-annually": "*-01,07-01 00:00:00", "biannually": "*-01,07-01 00:00:00", "bi-annually": "*-01,07-01 00:00:00",
    "yearly": "*-01-01 00:00:00", "annually": "*-01-01 00:00:00", "anually": "*-01-01 00:00:00",
  ]

  private mutating func shorthand() throws(CalendarExpressionError) -> Bool {
    let word = String(decoding: cursor.bytes[cursor.position...], as: UTF8.self).lowercased()
    guard let meaning = Self.shorthands[word] else { return false }
    var inner = CalendarExpressionParser(meaning)
    try inner.parse()
    parts = inner.parts
    return true
  }

  /// `@1700000000`: one second, in UTC.
  private mutating func timestamp() throws(CalendarExpressionError) {
    let start = cursor.position
    cursor.position += 1
    let digits = cursor.bytes[cursor.position...].prefix(while: isDigit)
    guard !digits.isEmpty, digits.count <= 12, let seconds = Int64(String(decoding: digits, as: UTF8.self)) else {
      throw problem("`@` is followed by seconds since 1970", "write `@1795392000`")
    }
    cursor.position += digits.count
    let (day, second) = floorDivide(seconds, by: 86_400)
    let (year, month, dayOfMonth) = CivilDate(epochDay: Int32(clamping: day)).parts
    guard CalendarSets.years.contains(year) else {
      throw problem("the time lies after the year 2199", "write a time between 1970 and 2199", at: start)
    }
    parts.year = .only(year)
    parts.month = .only(month)
    parts.day = .only(dayOfMonth)
    parts.hour = .only(Int(second) / 3600)
    parts.minute = .only(Int(second) / 60 % 60)
    parts.second = .only(Int(second) % 60)
    zoneName = "UTC"
  }

  // MARK: - Weekdays

  private mutating func weekdays() throws(CalendarExpressionError) {
    guard let first = cursor.peek, isLetter(first) else { return }
    var rangeStart: Int?
    repeat {
      let column = cursor.position
      let day = try weekday()
      if let start = rangeStart {
        guard start <= day else {
          throw problem(
            "the range of weekdays runs backwards", "a week runs from Mon to Sun; list the days instead", at: column)
        }
        for bit in start...day { parts.weekdays |= 1 << UInt8(bit) }
        rangeStart = nil
      } else {
        parts.weekdays |= 1 << UInt8(day)
      }
      let isRange = cursor.takeWord("..") || cursor.take("-")
      if isRange {
        guard !chained(column, day) else {
          throw problem("a range of weekdays has two ends", "write `Mon..Fri`", at: cursor.position - 1)
        }
        rangeStart = day
      } else if !cursor.take(",") {
        break
      }
      if cursor.isAtEnd || cursor.peek == 32 {
        guard rangeStart == nil else { throw problem("the range of weekdays has no end", "write `Mon..Fri`") }
        break
      }
    } while true
    guard cursor.isAtEnd || cursor.peek == 32 else {
      throw problem("unexpected text after the weekdays", "put a space between weekdays and date")
    }
    skipSpaces()
    if parts.weekdays == 0x7f { parts.weekdays = 0 }
  }

  /// Whether the day just read already closed a range: `Mon..Wed..Fri`.
  private func chained(_ column: Int, _ day: Int) -> Bool {
    column > 0 && (cursor.bytes[column - 1] == 46 || cursor.bytes[column - 1] == 45)
  }

  private mutating func weekday() throws(CalendarExpressionError) -> Int {
    let start = cursor.position
    let word = cursor.bytes[start...].prefix(while: isLetter)
    guard let day = Weekday(named: String(decoding: word, as: UTF8.self)) else {
      throw problem(
        "`\(String(decoding: word, as: UTF8.self))` is not a weekday", "weekdays are Mon, Tue, Wed, Thu, Fri, Sat, Sun")
    }
    cursor.position += word.count
    return day.rawValue - 1
  }

  /// Spaces only: the grammar knows no tabs.
  mutating func skipSpaces() {
    while cursor.peek == 32 { cursor.position += 1 }
  }
}
