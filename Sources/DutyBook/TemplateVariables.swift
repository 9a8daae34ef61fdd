/// A name that a template may use.
package struct TemplateVariable: Hashable, Sendable {
  package enum Shape: Hashable, Sendable {
    /// Text; a section on it stands where the text is not empty.
    case text
    /// A number; a section on it stands where the number is not zero.
    case count
    /// Rows; a section on it stands once for each, with these names in it.
    case rows([TemplateVariable])
    /// Lines of text; a section on it stands once for each, which is `{{.}}` in it.
    case lines
  }

  package var name: String
  package var shape: Shape
  /// What it is, for the reference.
  package var note: String

  package init(_ name: String, _ shape: Shape = .text, _ note: String) {
    self.name = name
    self.shape = shape
    self.note = note
  }
}

extension TemplateForm {
  /// Every name that a template of this form may use; what builds the document gives each of them.
  package var variables: [TemplateVariable] {
    switch self {
    case .notice: TemplateVariables.notice
    case .report: TemplateVariables.report
    }
  }
}

extension Channel {
  /// Every name that a robot's own template may use; values are escaped for JSON.
  package static let templateVariables: [TemplateVariable] = [
    TemplateVariable("id", "the message's identifier, the same at each attempt"),
    TemplateVariable("kind", "what it is about: queue, immediate, notice, rung, report, digest, test"),
    TemplateVariable("recipient", "the unit's or person's identifier"),
    TemplateVariable("recipient-name", "their name"),
    TemplateVariable("district", "the district's name"),
    TemplateVariable("title", "one line"),
    TemplateVariable("text", "the message as plain text"),
    TemplateVariable("markdown", "the message as Markdown"),
    TemplateVariable("link", "where it leads; empty without `links`"),
    TemplateVariable("timestamp", "seconds since 1970, as the signature has them"),
    TemplateVariable("sign", "the signature; empty without `secret`"),
    TemplateVariable("count", .count, "how many tasks it speaks of"),
    TemplateVariable(
      "items",
      .rows([
        TemplateVariable("task", "the task's number"), TemplateVariable("title", "what is to be done"),
        TemplateVariable("place", "where"), TemplateVariable("due", "by when"),
        TemplateVariable("link", "where it is acknowledged"),
      ]), "the tasks, the first of many"),
  ]
}

/// The names of the two families of documents.
private enum TemplateVariables {
  static let common: [TemplateVariable] = [
    TemplateVariable("district", "the district's name"),
    TemplateVariable("office", "the office that issues the document"),
    TemplateVariable("date", "the day of issue, written out"),
    TemplateVariable("form", "the document's form, 整改通知书"),
  ]

  /// What a notice says of one case.
  static let cases: [TemplateVariable] = [
    TemplateVariable("task", "the task's number"),
    TemplateVariable("finding", "the finding's number"),
    TemplateVariable("title", "the duty's or the standard's name"),
    TemplateVariable("standard", "the standard's name"),
    TemplateVariable("place", "the place or unit it is owed for"),
    TemplateVariable("path", "what the place lies in"),
    TemplateVariable("found-on", "the day of the finding, written out"),
    TemplateVariable("found-by", "the finding's source, by its name"),
    TemplateVariable("deadline", "the deadline, day and time"),
    TemplateVariable("overdue", "how long overdue; empty when it is not"),
    TemplateVariable("what", "what happened"),
    TemplateVariable("failed", .count, "how many times a rectification failed"),
    TemplateVariable("holder", "the person responsible (责任人)"),
    TemplateVariable("since", "what became of it since it was put forward; empty where nothing was to be approved"),
  ]

  static let notice: [TemplateVariable] =
    common + cases + [
      TemplateVariable("number", "the number in its series, 〔2026〕3号"),
      TemplateVariable("unit", "the unit concerned"),
      TemplateVariable("recipients", "who receives it (主送)"),
      TemplateVariable("cc", "who receives a copy (抄送)"),
      TemplateVariable("basis", "the clause it rests on"),
      TemplateVariable("demand", "what is demanded"),
      TemplateVariable("answer-by", "until when an answer is owed, day and time"),
      TemplateVariable("deduction", "the points deducted in all"),
      TemplateVariable("approver", "who approved it"),
      TemplateVariable("by", "who conducts the interview"),
      TemplateVariable("ranking", "the ranking's period and class"),
      TemplateVariable("rank", .count, "the unit's rank"),
      TemplateVariable("of", .count, "how many were ranked"),
      TemplateVariable("running", .count, "how many periods running"),
      TemplateVariable("relapses", .count, "how many relapses brought it; 0 where it is about something else"),
      TemplateVariable("flag", "the eligibility it touches"),
      TemplateVariable("flag-until", "until when; empty where there is no end"),
      TemplateVariable("note", "why it was issued this way, where that needs saying"),
      TemplateVariable("case-count", .count, "how many cases"),
      TemplateVariable("late-count", .count, "how many of them were not reported by their deadline"),
      TemplateVariable("failed-count", .count, "how many of them were returned"),
      TemplateVariable("cases", .rows(cases), "the cases, each with the names above"),
      TemplateVariable("previous-count", .count, "how many notices went before and were not withdrawn"),
      TemplateVariable("dossier-count", .count, "how many entries the dossier has"),
    ]

  static let report: [TemplateVariable] =
    common + counts + [
      TemplateVariable("unit", "the unit of a list"),
      TemplateVariable("period", "the period, written out"),
      TemplateVariable("from", "its first day"),
      TemplateVariable("until", "its last day"),
      TemplateVariable("on-time-rate", "tasks on time, in per cent"),
      TemplateVariable("on-time-change", "against the period before, in percentage points"),
      TemplateVariable("rectification-rate", "findings rectified, in per cent (整改率)"),
      TemplateVariable("rectification-change", "against the period before, in percentage points"),
      TemplateVariable("documents-rate", "documents accepted, in per cent"),
      TemplateVariable("campaign", "the campaign nearest its end"),
      TemplateVariable("commander", "its commander"),
      TemplateVariable("campaign-lead", "its lead unit"),
      TemplateVariable("campaign-end", "its last day, written out"),
      TemplateVariable("days-left", .count, "days until then"),
      TemplateVariable(
        "top",
        .rows([
          TemplateVariable("name", "a unit"), TemplateVariable("score", "its score"),
          TemplateVariable("class", "its class"),
        ]), "who came out first in each class"),
      TemplateVariable(
        "bottom",
        .rows([
          TemplateVariable("name", "a unit"), TemplateVariable("score", "its score"),
          TemplateVariable("class", "its class"),
        ]), "who came out last in each class"),
    ]

  private static let counts: [TemplateVariable] = [
    TemplateVariable("due", .count, "tasks due in the period"),
    TemplateVariable("on-time", .count, "of these, reported on time"),
    TemplateVariable("closed", .count, "of these, closed"),
    TemplateVariable("findings", .count, "findings due for rectification"),
    TemplateVariable("rectified", .count, "of these, rectified"),
    TemplateVariable("returned", .count, "reports returned"),
    TemplateVariable("relapses", .count, "relapses"),
    TemplateVariable("vetoes", .count, "veto items that failed"),
    TemplateVariable("documents", .count, "documents due"),
    TemplateVariable("documents-accepted", .count, "of these, accepted"),
    TemplateVariable("open", .count, "tasks open at the report's date"),
    TemplateVariable("overdue", .count, "of these, overdue"),
    TemplateVariable("stuck", .count, "items on the agenda"),
    TemplateVariable("unanswered", .count, "units that have not answered"),
    TemplateVariable("notices", .count, "notices issued"),
    TemplateVariable("tasks", .count, "rows of a list"),
  ]
}

extension TemplateVariable {
  /// A text.
  init(_ name: String, _ note: String) { self.init(name, .text, note) }
}
