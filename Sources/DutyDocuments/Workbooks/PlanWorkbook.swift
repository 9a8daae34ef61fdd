import DutyBook
import DutyCalendar

/// A task that rules would generate.
package struct PlanEntry: Hashable, Sendable {
  package var number: String
  package var duty: String
  package var title: String
  package var subject: String
  package var subjectName: String
  package var period: String
  package var opens: LocalTime
  package var due: LocalTime
  package var lead: String
  package var leader: String
  package var holder: String
  package var verifier: String

  package init(
    number: String, duty: String, title: String, subject: String, subjectName: String, period: String,
    opens: LocalTime, due: LocalTime, lead: String, leader: String, holder: String, verifier: String
  ) {
    self.number = number
    self.duty = duty
    self.title = title
    self.subject = subject
    self.subjectName = subjectName
    self.period = period
    self.opens = opens
    self.due = due
    self.lead = lead
    self.leader = leader
    self.holder = holder
    self.verifier = verifier
  }
}

/// The tasks of a plan as a workbook; names stand where identifiers have one.
package func planWorkbook(_ entries: [PlanEntry], title: String, made: CivilDate, locale: Settings.Locale) -> Workbook {
  let words = Words(locale)
  let columns: [(Term, WorkbookColumn.Kind)] = [
    (.number, .code), (.dutyID, .code), (.duty, .text), (.subjectID, .code), (.subjectName, .text), (.period, .code),
    (.opens, .moment), (.due, .moment), (.lead, .text), (.leader, .text), (.holder, .text), (.verifier, .text),
  ]
  func text(_ text: String) -> WorkbookCell { text.isEmpty ? .nothing : .text(text) }
  let rows: [[WorkbookCell]] = entries.map { entry in
    [
      .text(entry.number), .text(entry.duty), text(entry.title), .text(entry.subject), text(entry.subjectName),
      .text(entry.period), .moment(entry.opens), .moment(entry.due), text(entry.lead), text(entry.leader),
      text(entry.holder), text(entry.verifier),
    ]
  }
  let sheet = WorkbookSheet(words(.planTitle), columns.map { WorkbookColumn(words($0.0), $0.1) }, rows)
  return Workbook(title: words(.planTitle) + " " + title, made: made, sheets: [sheet])
}
