/// Why office hours could not be read.
package struct OfficeHoursError: Error, Hashable, CustomStringConvertible {
  /// Which of the given rows, from 0; `nil` where the fault is in all of them together.
  package var row: Int?
  package var message: String
  package var help: String
  package var description: String { message + "; " + help }
}

/// When offices are open: half-open windows of a day, by season.
///
/// - Shape: twelve months, each with its windows in minutes of the day, ascending and apart.
/// - Unit: minutes on the wall; `[08:30, 12:00)` holds 08:30 and not 12:00.
/// - Errors: ``OfficeHoursError`` for a window that is empty, reversed or overlaps, and for a month without hours.
/// - Source: `office-hours` of `dutyd.yaml`: a default row, and later rows with months that override it.
package struct OfficeHours: Hashable, Sendable, CustomStringConvertible {
  package struct Season: Hashable, Sendable {
    /// 1 to 12; empty for a row that holds in every month not spoken of later.
    package var months: Set<Int>
    package var windows: [Range<Int>]
  }

  package let seasons: [Season]
  private let monthly: [[Range<Int>]]

  package init(seasons rows: [(hours: String, months: String?)]) throws(OfficeHoursError) {
    var seasons: [Season] = []
    var monthly = [[Range<Int>]](repeating: [], count: 12)
    for (index, row) in rows.enumerated() {
      do throws(OfficeHoursError) {
        let windows = try Self.windows(row.hours)
        let months = try row.months.map(Self.months) ?? []
        for month in 1...12 where months.isEmpty || months.contains(month) { monthly[month - 1] = windows }
        seasons.append(Season(months: months, windows: windows))
      } catch {
        throw OfficeHoursError(row: index, message: error.message, help: error.help)
      }
    }
    if let bare = monthly.firstIndex(where: \.isEmpty) {
      throw OfficeHoursError(
        row: nil, message: "month \(bare + 1) has no office hours", help: "give one row without `months` as the default"
      )
    }
    self.seasons = seasons
    self.monthly = monthly
  }

  package func windows(on date: CivilDate) -> [Range<Int>] { monthly[date.month - 1] }

  /// Close of business, in minutes of the day. Whether the day is worked is for the calendar to say.
  package func closing(on date: CivilDate) -> Int { windows(on: date).last?.upperBound ?? 1440 }

  /// `08:30-12:00, 14:00-17:30; 6-9: 08:30-12:00, 14:30-18:00`.
  package var description: String {
    seasons.map { season in
      let hours = season.windows.map { clock($0.lowerBound) + "-" + clock($0.upperBound) }.joined(separator: ", ")
      return season.months.isEmpty ? hours : Self.print(months: season.months) + ": " + hours
    }.joined(separator: "; ")
  }

  private static func windows(_ text: String) throws(OfficeHoursError) -> [Range<Int>] {
    var windows: [Range<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { WallMinute(trimmed($0)) }
      guard ends.count == 2, let opens = ends[0], let closes = ends[1] else {
        throw OfficeHoursError(
          row: nil, message: "`\(trimmed(part))` is not a window of hours", help: "write `08:30-12:00, 14:00-17:30`")
      }
      guard opens < closes else {
        throw OfficeHoursError(
          row: nil, message: "`\(trimmed(part))` closes before it opens", help: "a window lies within one day")
      }
      if let last = windows.last, opens.minutes < last.upperBound {
        throw OfficeHoursError(
          row: nil, message: "`\(trimmed(part))` begins before the window in front of it ends",
          help: "list the windows in order, without overlap")
      }
      windows.append(opens.minutes..<closes.minutes)
    }
    return windows
  }

  private static func months(_ text: String) throws(OfficeHoursError) -> Set<Int> {
    var months: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int(trimmed($0)) ?? 0 }
      guard (1...2).contains(ends.count), ends.allSatisfy({ (1...12).contains($0) }) else {
        throw OfficeHoursError(
          row: nil, message: "`\(trimmed(part))` is not a month or a range of months",
          help: "write `6-9`, `11-2` or `7`")
      }
      var month = ends[0]
      months.insert(month)
      while month != ends[ends.count - 1] {
        month = month % 12 + 1
        months.insert(month)
      }
    }
    return months
  }

  /// Runs of months, one that passes the new year written as such: `11-2`.
  private static func print(months: Set<Int>) -> String {
    if months.count == 12 { return "1-12" }
    let starts = months.sorted().filter { !months.contains($0 == 1 ? 12 : $0 - 1) }
    return starts.map { start in
      var end = start
      while months.contains(end % 12 + 1) { end = end % 12 + 1 }
      return start == end ? "\(start)" : "\(start)-\(end)"
    }.joined(separator: ", ")
  }
}

/// `17:30`, and `24:00` for the end of a day.
func clock(_ minutes: Int) -> String { padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2) }
