extension Instant {
  /// Reads RFC 3339: `2026-11-23T07:30:00+08:00`, `…Z`. A fraction of a second is read and dropped.
  package init?(rfc3339 text: String) {
    var cursor = TextCursor(text)
    guard let wall = wallSeconds(&cursor, secondsRequired: true, separators: [84, 116]),
      let offset = utcOffset(&cursor), cursor.isAtEnd
    else { return nil }
    self.init(seconds: wall - offset)
  }
}

/// Reads a moment as a person types it after `--at`.
///
/// - Shape: `2026-11-23`, `2026-11-23 09:00[:ss]`, `2026-11-23T09:00[:ss]`, the same with an offset or `Z`,
///   or `@1795392000`.
/// - Parameter zone: the zone of a text that names none; a skipped or doubled time is read as ``Zone/instant(_:)`` says.
/// - Errors: `nil` for anything else.
package func parseInstant(_ text: String, in zone: Zone) -> Instant? {
  let text = trimmed(text)
  if text.hasPrefix("@") {
    let digits = text.dropFirst()
    guard digits.utf8.count <= 12, let seconds = Int64(digits) else { return nil }
    return Instant(seconds: seconds)
  }
  if let date = CivilDate(text) { return zone.instant(LocalTime(date)) }
  var cursor = TextCursor(text)
  guard let wall = wallSeconds(&cursor, secondsRequired: false, separators: [32, 84, 116]) else { return nil }
  if cursor.isAtEnd {
    let (day, second) = floorDivide(wall, by: 86_400)
    return zone.instant(LocalTime(CivilDate(epochDay: Int32(clamping: day)), second: Int32(second)))
  }
  guard let offset = utcOffset(&cursor), cursor.isAtEnd else { return nil }
  return Instant(seconds: wall - offset)
}

/// Date, separator and clock, as seconds of the wall clock.
private func wallSeconds(_ cursor: inout TextCursor, secondsRequired: Bool, separators: [UInt8]) -> Int64? {
  guard cursor.bytes.count >= 16, let date = CivilDate(String(decoding: cursor.bytes[..<10], as: UTF8.self)) else {
    return nil
  }
  cursor.position = 10
  guard let separator = cursor.peek, separators.contains(separator) else { return nil }
  cursor.position += 1
  guard let hour = cursor.number(width: 2), hour < 24, cursor.take(":"), let minute = cursor.number(width: 2),
    minute < 60
  else { return nil }
  var second = 0
  if cursor.take(":") {
    // 60 is a leap second, which POSIX time counts as the next second.
    guard let value = cursor.number(width: 2), value <= 60 else { return nil }
    second = value
    if cursor.take(".") {
      guard let digit = cursor.peek, isDigit(digit) else { return nil }
      while let digit = cursor.peek, isDigit(digit) { cursor.position += 1 }
    }
  } else if secondsRequired {
    return nil
  }
  return Int64(date.epochDay) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
}

/// `Z` or `±hh:mm`, in seconds east of UTC.
private func utcOffset(_ cursor: inout TextCursor) -> Int64? {
  if cursor.take("Z") || cursor.take("z") { return 0 }
  let west = cursor.take("-")
  guard west || cursor.take("+"), let hours = cursor.number(width: 2), hours < 24, cursor.take(":"),
    let minutes = cursor.number(width: 2), minutes < 60
  else { return nil }
  let size = Int64(hours * 3600 + minutes * 60)
  return west ? -size : size
}
