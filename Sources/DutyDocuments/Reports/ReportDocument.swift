import DutyBook
import DutyCalendar

/// A report as sections of paragraphs, tables and plots, before it has words.
///
/// - Shape: made by ``report(of:)``; words come with the rendering, so that one report reads in every language.
package struct ReportDocument: Hashable, Sendable {
  package var form: ReportForm
  package var period: Period
  /// The day it is made for.
  package var date: CivilDate
  package var zone: Zone
  package var district: String
  package var office: String
  /// The unit of a list; empty otherwise.
  package var unit: String
  package var sections: [ReportSection]
  package var head: String
  package var book: String
  /// What its template may say.
  let scope: ReportFigures

  /// Its files, before the extension: `digest-2026-W47`, `lists-u-huanwei-2026-11-23`.
  package var fileStem: String {
    let parts = [form.rawValue, unitID, period.name].filter { !$0.isEmpty }
    return FileNames.stem(parts.joined(separator: "-"))
  }

  /// The unit of a list, by its identifier.
  let unitID: String
}

/// One section: a heading and what stands below it.
package struct ReportSection: Hashable, Sendable {
  package var id: String
  let heading: Term
  package var parts: [ReportPart]
}

/// A paragraph, a table or a plot.
package enum ReportPart: Hashable, Sendable {
  case paragraph(ReportSentence)
  case table(ReportTable)
  case plot(ReportPlot)
}

/// A sentence of the report's own, with what is filled in.
package struct ReportSentence: Hashable, Sendable {
  let term: Term
  let values: [ReportCell]

  init(_ term: Term, _ values: ReportCell...) {
    self.term = term
    self.values = values
  }
}

/// A table: typed cells under named columns.
package struct ReportTable: Hashable, Sendable {
  /// Stable, for programs and file names.
  package var id: String
  /// What it is of, where the section has several: a league's class.
  var name = ""
  let columns: [ReportColumn]
  package var rows: [[ReportCell]]
  /// Whether the last row sums up the others.
  var hasSum = false
}

/// A column of a table.
struct ReportColumn: Hashable, Sendable {
  /// The key in JSON.
  var id: String
  var term: Term
  var isNumeric: Bool
  /// Numbers of tasks and the like, which are not broken over lines.
  var isCode: Bool { id == "number" }
  /// Names of people and units, which are broken only where they must be.
  var isName: Bool {
    [.unit, .holder, .leader, .verifier, .deductedPerson, .commander, .campaignLead, .role, .closer].contains(term)
  }

  init(_ id: String, _ term: Term, isNumeric: Bool = false) {
    self.id = id
    self.term = term
    self.isNumeric = isNumeric
  }
}

/// What stands in a cell.
package enum ReportCell: Hashable, Sendable {
  case text(String)
  case texts([String])
  /// With a note in parentheses.
  case noted(String, String)
  case count(Int)
  case share(Share)
  /// Of two counts.
  case difference(Int)
  /// In tenths of a percentage point; `nil` where there is nothing to compare with.
  case change(Int?)
  /// Of a rank: positive is up; `nil` is new.
  case movement(Int?)
  /// Thousandths of a point.
  case points(Int)
  /// Thousandths of a point, shown to two places.
  case score(Int)
  case date(CivilDate)
  case moment(Instant)
  /// A word of the documents' own.
  case word(ReportWord)
  /// A notice by its form and number.
  case notice(NoticeForm, series: String, year: Int, number: Int)
  /// Limits in their canonical text.
  case limits([String])
  /// Limits of several standards.
  case limitGroups([LimitGroup])
  /// A cadence in its canonical text.
  case cadence(String)
  /// A code of the vocabulary: `bureau`.
  case code(String)
  /// A word of the rule book's own, and what the book calls it: `civil-award`, 文明奖.
  case called(String, name: String)
  /// Codes of the vocabulary: `photo`.
  case codes([String])
  /// The first names of many, and how many there are.
  case many([String], count: Int)
  case nothing
}

/// A code that stands in a cell, with its word.
package struct ReportWord: Hashable, Sendable {
  package var code: String
  let term: Term

  init(_ code: String, _ term: Term) {
    self.code = code
    self.term = term
  }
}

/// The headline figures.
struct ReportFigures: Hashable, Sendable {
  var counts: [String: Int] = [:]
  var onTime = Share(0, of: 0)
  var onTimeChange: Int?
  var rectification = Share(0, of: 0)
  var rectificationChange: Int?
  var documents = Share(0, of: 0)
  var campaign: CampaignRow?
  var top: [Place] = []
  var bottom: [Place] = []

  struct Place: Hashable, Sendable {
    var name: String
    var milliScore: Int
    var unitClass: String
  }
}
