/// Why a calendar expression could not be read.
///
/// - Shape: ``offset`` is a 0-based column in UTF-8 bytes of the text given.
package struct CalendarExpressionError: Error, Hashable, CustomStringConvertible {
  package var offset: Int
  package var message: String
  package var help: String
  package var description: String { "column \(offset + 1): \(message); \(help)" }
}

/// The units of a calendar expression, normalised.
struct CalendarParts: Hashable, Sendable {
  /// Monday is bit 0; 0 stands for every day.
  var weekdays: UInt8 = 0
  var year = CalendarChain.any
  var month = CalendarChain.any
  var day = CalendarChain.any
  /// Days were written after `~` and count back from the last of the month.
  var countsFromEnd = false
  var hour = CalendarChain.any
  var minute = CalendarChain.any
  var second = CalendarChain.only(0)
}

/// When something recurs, in systemd's words: `Mon..Fri *-*-* 07:30`, `*-*~01`, `quarterly`.
///
/// - Shape: weekdays, date and time as lists of components, and an optional zone; printing and reading is a fixed point.
/// - Unit: whole seconds, between the years 1970 and 2199.
/// - Errors: ``CalendarExpressionError`` with column and help; fractions of a second are refused.
/// - Source: systemd.time(7); ``next(after:in:)`` answers as systemd 252 does, around clock changes too.
package struct CalendarExpression: Hashable, Sendable, CustomStringConvertible {
  let parts: CalendarParts
  let sets: CalendarSets
  /// The zone written at the end, by name; the caller finds the ``Zone``.
  package let zoneName: String?

  package init(parsing text: String) throws(CalendarExpressionError) {
    var parser = CalendarExpressionParser(text)
    try parser.parse()
    parts = parser.parts
    sets = CalendarSets(parser.parts)
    zoneName = parser.zoneName
  }

  /// The first time after that instant, or `nil` where it never comes again.
  ///
  /// - Parameter zone: the clocks that it is read on; the caller has resolved ``zoneName``.
  package func next(after instant: Instant, in zone: Zone) -> Instant? {
    var occurrences = occurrences(after: instant, in: zone)
    return occurrences.next()
  }

  /// All times after that instant, in order.
  package func occurrences(after instant: Instant, in zone: Zone) -> Occurrences {
    Occurrences(sets, after: instant, in: zone)
  }

  /// Whether any day between 1970 and 2199 matches; false for `*-02-30`.
  package var isEverPossible: Bool { sets.matchesAnyDay }

  /// As `systemd-analyze calendar` prints the normalised form.
  package var description: String {
    var text = parts.weekdays == 0 ? "" : Self.weekdayText(parts.weekdays) + " "
    text += parts.year.text(width: 4) + "-" + parts.month.text(width: 2) + (parts.countsFromEnd ? "~" : "-")
    text += parts.day.text(width: 2) + " " + parts.hour.text(width: 2) + ":" + parts.minute.text(width: 2) + ":"
    let everySecond = [CalendarComponent(start: 0, stop: nil, step: 1)]
    text += parts.second.components == everySecond ? "*" : parts.second.text(width: 2)
    return text + (zoneName.map { " " + $0 } ?? "")
  }

  /// `Mon..Wed,Fri`: three days and more in a row are a range.
  private static func weekdayText(_ bits: UInt8) -> String {
    let names = Weekday.allCases.map { String($0.name.prefix(3)) }
    var runs: [String] = []
    var day = 0
    while day < 7 {
      guard bits >> UInt8(day) & 1 == 1 else {
        day += 1
        continue
      }
      let start = day
      while day < 7, bits >> UInt8(day) & 1 == 1 { day += 1 }
      switch day - start {
      case 1: runs.append(names[start])
      case 2: runs.append(names[start] + "," + names[start + 1])
      default: runs.append(names[start] + ".." + names[day - 1])
      }
    }
    return runs.joined(separator: ",")
  }
}
