import DutyCalendar
import DutyDocuments
import DutyLedger

/// An appeal (申诉) as pages say it: what is contested, by whom and why, and what became of it (M46).
///
/// - Shape: ``against`` is the identifier of a finding, a document, a deduction or a flag; names elsewhere.
package struct AppealView: Sendable {
  package struct Filed: Hashable, Sendable {
    package var by: String
    package var at: Instant
    package var reason: String

    package init(by: String, at: Instant, reason: String) {
      self.by = by
      self.at = at
      self.reason = reason
    }
  }

  package struct Decided: Hashable, Sendable {
    package var isUpheld: Bool
    package var by: String
    package var at: Instant
    package var reason: String
    /// What it changed, one line each, in the reader's words.
    package var changes: [Change]

    package init(isUpheld: Bool, by: String, at: Instant, reason: String, changes: [Change]) {
      self.isUpheld = isUpheld
      self.by = by
      self.at = at
      self.reason = reason
      self.changes = changes
    }
  }

  /// One thing that a decision changed, with the way to what it is about.
  package struct Change: Hashable, Sendable {
    package var text: String
    package var href: String

    package init(_ text: String, href: String = "") {
      self.text = text
      self.href = href
    }
  }

  package var against: String
  /// What it is, in words; empty for a document, which is called by its number.
  package var title: String
  package var about: String
  /// Its own page; empty where it has none.
  package var page: String
  package var filed: Filed?
  /// The identifier of whoever filed it.
  package var filer = ""
  package var decided: Decided?
  /// Whether it is a document that was withdrawn: nothing is left to contest.
  package var isWithdrawn = false
  package var mayFile = false
  package var mayDecide = false

  package init(against: String, title: String, about: String, page: String) {
    self.against = against
    self.title = title
    self.about = about
    self.page = page
  }

  package var href: String { appealHref(against) }
}

/// Where something is contested.
package func appealHref(_ against: String) -> String { "/appeal?against=" + encoded(against) }

/// What is contested with what became of it, and the form to contest it or to decide.
///
/// - Parameter state: what was typed into the form that came back; there is never more than one.
package func appealPage(_ view: AppealView, _ state: FormState, _ reader: PageReader) -> Page {
  let say = reader.say
  let name = view.title.isEmpty ? reader.numbered(view.against) : view.title
  var page = Page(say(.appealTitle, name), over: say(.appeals), lead: view.about)
  var facts = [
    PageFact(say(.appealAgainst), PageCell(name, href: view.page, note: view.title.isEmpty ? "" : view.against)),
    PageFact(say(.state), PageCell("", badges: badges(view, reader))),
  ]
  if let filed = view.filed {
    facts += [
      PageFact(say(.appealBy), filed.by), PageFact(say(.appealAt), reader.moments.short(filed.at)),
      PageFact(say(.appealReason), filed.reason),
    ]
  }
  if let decided = view.decided {
    facts += [
      PageFact(say(.appealDecidedBy), decided.by), PageFact(say(.appealDecidedAt), reader.moments.short(decided.at)),
      PageFact(say(.appealDecidedWhy), decided.reason),
    ]
  }
  page.add(.facts(PageFacts(nil, facts)))
  if let decided = view.decided, decided.isUpheld {
    page.add(
      .table(
        PageTable(
          PageHeading(say(.appealChanges), id: "changes"), columns: [.init(say(.appealChange))],
          rows: decided.changes.map { [PageCell($0.text, href: $0.href)] }, empty: say(.appealChangesNone))))
  }
  if view.isWithdrawn, view.filed == nil { page.add(.notice(PageNotice(.plain, say(.appealWithdrawn)))) }
  if view.filed == nil, view.mayFile, !view.isWithdrawn {
    page.add(
      .form(
        PageForm(
          PageHeading(say(.appealFile), id: "file"), note: say(.appealFileNote), path: "/appeal",
          fields: [state.filled(reasonField(.appealReason, reader))], hidden: [PageHidden("against", view.against)],
          submit: say(.appealSubmit), prefix: "file")))
  }
  if view.filed != nil, view.decided == nil, view.mayDecide {
    let outcome = PageField(
      "upheld", say(.appealDecision),
      .radios([PageOption("yes", say(.appealUphold)), PageOption("no", say(.appealDismiss))]), isRequired: true)
    page.add(
      .form(
        PageForm(
          PageHeading(say(.appealDecide), id: "decide"), note: say(.appealDecideNote), path: "/appeal/decide",
          fields: [state.filled(outcome), state.filled(reasonField(.appealDecidedWhy, reader))],
          hidden: [PageHidden("against", view.against)], submit: say(.appealDecideSubmit), prefix: "decide")))
  }
  return page
}

private func reasonField(_ label: Phrase, _ reader: PageReader) -> PageField {
  PageField("reason", reader.say(label), .lines, isRequired: true, most: TextLimit.note)
}

private func badges(_ view: AppealView, _ reader: PageReader) -> [PageBadge] {
  [badge(view, reader)] + (view.isWithdrawn ? [PageBadge(reader.say(.noticeWithdrawn))] : [])
}

private func badge(_ view: AppealView, _ reader: PageReader) -> PageBadge {
  if let decided = view.decided {
    return decided.isUpheld ? PageBadge(reader.say(.appealUpheld), .good) : PageBadge(reader.say(.appealDismissed))
  }
  return view.filed == nil ? PageBadge(reader.say(.appealNot)) : PageBadge(reader.say(.appealOpen), .warning)
}

/// Checks what was sent, before it is asked of anybody.
package func checkAppeal(_ state: FormState, isDecision: Bool, _ reader: PageReader) -> FormState {
  var state = state
  state.require("reason", reader.say(.noReason))
  state.limit("reason", to: TextLimit.note, reader)
  if isDecision, !["yes", "no"].contains(state["upheld"]) { state.errors["upheld"] = reader.say(.appealNeedsDecision) }
  return state
}
