/// A point in time, to the second.
///
/// - Shape: ``seconds`` since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
package struct Instant: Hashable, Comparable, Sendable {
  package var seconds: Int64

  package init(seconds: Int64) {
    self.seconds = seconds
  }

  package func adding(seconds more: Int64) -> Instant { Instant(seconds: seconds + more) }

  package static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }

  /// `2026-11-22T23:30:00Z`.
  package var utc: String { Zone.utc.rfc3339(self) }
}

/// What a clock on the wall shows: a civil date and a second of that day.
///
/// - Shape: ``second`` in `0..<86400`, wall seconds, not elapsed ones.
package struct LocalTime: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var date: CivilDate
  package var second: Int32

  package init(_ date: CivilDate, second: Int32 = 0) {
    self.date = date
    self.second = second
  }

  package init(_ date: CivilDate, _ minute: WallMinute) {
    // 24:00 of a day is 00:00 of the next.
    self.date = minute.minutes == 1440 ? date.adding(days: 1) : date
    self.second = minute.minutes == 1440 ? 0 : Int32(minute.minutes) * 60
  }

  package static func < (a: LocalTime, b: LocalTime) -> Bool { (a.date, a.second) < (b.date, b.second) }

  /// `2026-11-23 07:30`, with seconds only where there are any.
  package var description: String {
    let seconds = Int(second)
    let clock = padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2)
    return date.description + " " + clock + (seconds % 60 == 0 ? "" : ":" + padded(seconds % 60, 2))
  }
}

/// A minute of a local day, as a rule file writes it: `06:30`.
///
/// - Shape: ``minutes``, one `Int` in `0...1440`; 1440 is `24:00`, which may close a window, never open one.
/// - Unit: minutes on the wall, not elapsed time.
/// - Errors: `nil` where the text is not `HH:MM` within that range.
/// - Source: RFC 3339 §5.6; `24:00` is our addition.
package struct WallMinute: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var minutes: Int

  package init?(minutes: Int) {
    guard (0...1440).contains(minutes) else { return nil }
    self.minutes = minutes
  }

  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == 58, [0, 1, 3, 4].allSatisfy({ bytes[$0] >= 48 && bytes[$0] <= 57 }) else {
      return nil
    }
    let hour = Int(bytes[0] - 48) * 10 + Int(bytes[1] - 48)
    let minute = Int(bytes[3] - 48) * 10 + Int(bytes[4] - 48)
    guard minute < 60 else { return nil }
    self.init(minutes: hour * 60 + minute)
  }

  package static func < (a: WallMinute, b: WallMinute) -> Bool { a.minutes < b.minutes }
  package var description: String { padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2) }
}
