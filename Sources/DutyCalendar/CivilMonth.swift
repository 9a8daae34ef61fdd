/// A month of a year, counted so that months can be added.
///
/// - Shape: ``index``, months since year 0.
package struct CivilMonth: Hashable, Comparable, Sendable {
  package var index: Int

  package init(year: Int, month: Int) {
    index = year * 12 + month - 1
  }

  package init(_ date: CivilDate) {
    let (year, month, _) = date.parts
    self.init(year: year, month: month)
  }

  package var year: Int { index / 12 }
  package var month: Int { index % 12 + 1 }
  package var length: Int { CivilDate.daysIn(month: month, of: year) }
  package var first: CivilDate { CivilDate(epochDay: CivilDate.epochDay(year, month, 1)) }
  package var last: CivilDate { first.adding(days: length - 1) }

  package func adding(months: Int) -> CivilMonth {
    var month = self
    month.index += months
    return month
  }

  /// That day of the month, or the month's last where it is shorter.
  package func day(_ number: Int) -> CivilDate { first.adding(days: min(number, length) - 1) }

  package static func < (a: CivilMonth, b: CivilMonth) -> Bool { a.index < b.index }
}
