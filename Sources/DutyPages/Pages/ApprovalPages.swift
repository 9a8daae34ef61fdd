import DutyCalendar
import DutyDocuments
import DutyLedger

/// Something that somebody wants done to a task and somebody else has to consent to.
package struct WishItem: Sendable {
  package enum Outcome: String, Hashable, Sendable, CaseIterable { case open, approved, rejected, withdrawn, lapsed }

  package var id: String
  package var action: TaskAction
  package var task: PageTask
  package var by: String
  package var at: Instant
  package var note: String
  /// What it says besides: until when, to whom.
  package var until: String
  package var lead: String
  package var holder: String
  package var approvers: [String]
  package var outcome: Outcome
  package var decidedBy: String
  package var reason: String
  package var mayDecide: Bool
  package var mayWithdraw: Bool

  package init(
    id: String, action: TaskAction, task: PageTask, by: String, at: Instant, note: String, until: String = "",
    lead: String = "", holder: String = "", approvers: [String], outcome: Outcome = .open, decidedBy: String = "",
    reason: String = "", mayDecide: Bool = false, mayWithdraw: Bool = false
  ) {
    self.id = id
    self.action = action
    self.task = task
    self.by = by
    self.at = at
    self.note = note
    self.until = until
    self.lead = lead
    self.holder = holder
    self.approvers = approvers
    self.outcome = outcome
    self.decidedBy = decidedBy
    self.reason = reason
    self.mayDecide = mayDecide
    self.mayWithdraw = mayWithdraw
  }
}

/// What waits for somebody, for others where the reader sees those too, and what the reader asked for.
package struct ApprovalsView: Sendable {
  package var waiting: [WishItem]
  package var others: [WishItem]
  package var mine: [WishItem]
  /// Whether a list was cut.
  package var hasMore: Bool

  package init(waiting: [WishItem], others: [WishItem] = [], mine: [WishItem] = [], hasMore: Bool = false) {
    self.waiting = waiting
    self.others = others
    self.mine = mine
    self.hasMore = hasMore
  }
}

extension PageReader {
  /// That so many requests wait for the reader; `nil` where none does.
  package func waitingNotice(_ count: Int) -> PageNotice? {
    guard count > 0 else { return nil }
    return PageNotice(
      .warning, say(.wishesWait, String(count)), link: PageLink(say(.approvalsTitle), "/approvals"))
  }
}

package func approvalsPage(_ view: ApprovalsView, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.approvalsTitle))
  page.add(
    .cards(
      PageCards(
        PageHeading(say(.approvalsWaiting), id: "waiting"), count: view.waiting.count,
        cards: view.waiting.map { card($0, reader) }, empty: say(.approvalsNone))))
  if !view.others.isEmpty {
    page.add(
      .cards(
        PageCards(
          PageHeading(say(.approvalsOthers), id: "others"), count: view.others.count,
          cards: view.others.map { card($0, reader) }, empty: "")))
  }
  page.add(
    .cards(
      PageCards(
        PageHeading(say(.approvalsMine), id: "mine"), cards: view.mine.map { card($0, reader) },
        empty: say(.approvalsMineNone))))
  if view.hasMore {
    page.add(.text(PageText(nil, [say(.firstOf, String(max(view.waiting.count, view.others.count, view.mine.count)))])))
  }
  return page
}

private func card(_ item: WishItem, _ reader: PageReader) -> PageCard {
  let say = reader.say
  var card = PageCard(
    id: item.id, title: title(item, reader), href: "/approvals/" + encoded(item.id),
    badges: item.outcome == .open ? [] : [badge(item.outcome, reader)], place: item.task.subject,
    path: item.task.path.joined(separator: " › "), text: item.note,
    due: say(.dueAt, reader.moments.short(item.task.due)),
    small: [item.task.number, item.by, reader.moments.short(item.at)])
  let wanted = wanted(item, reader)
  if !wanted.isEmpty { card.small.insert(wanted, at: 0) }
  return card
}

/// What is wanted of which task.
func title(_ item: WishItem, _ reader: PageReader) -> String {
  reader.say(item.action.wishPhrase) + reader.say(.colon) + item.task.title
}

/// `延期到 2026-11-25`, `责任人 李强`.
func wanted(_ item: WishItem, _ reader: PageReader) -> String {
  let say = reader.say
  let said: [(Phrase, String)] = [(.extendUntil, item.until), (.leadUnit, item.lead), (.holder, item.holder)]
  return say.list(said.filter { !$0.1.isEmpty }.map { say($0.0) + " " + $0.1 })
}

private func badge(_ outcome: WishItem.Outcome, _ reader: PageReader) -> PageBadge {
  switch outcome {
  case .open: PageBadge(reader.say(.approvalOpen), .warning)
  case .approved: PageBadge(reader.say(.approvalApproved), .good)
  case .rejected: PageBadge(reader.say(.approvalRejected), .bad)
  case .withdrawn: PageBadge(reader.say(.approvalWithdrawn))
  case .lapsed: PageBadge(reader.say(.approvalLapsed))
  }
}

/// Why it ended: the reason that was given, or what took its ground.
private func why(_ item: WishItem, _ say: PageWords) -> String {
  guard item.outcome == .lapsed else { return item.reason }
  return switch item.reason {
  case "closed": say(.lapseClosed)
  case "changed-hands": say(.lapseChangedHands)
  case "replaced": say(.lapseReplaced)
  default: item.reason
  }
}

/// One of them, with what can be done about it.
///
/// - Parameter state: what was typed into the form of a rejection that came back.
package func approvalPage(_ item: WishItem, _ state: FormState, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(title(item, reader), over: say(.approvalsTitle), lead: item.task.subject)
  page.add(
    .facts(
      PageFacts(
        nil,
        [
          PageFact(say(.state), PageCell("", badges: [badge(item.outcome, reader)])),
          PageFact(say(.approvalBy), item.by), PageFact(say(.approvalAt), reader.moments.short(item.at)),
          PageFact(say(.reason), item.note), PageFact(say(.extendUntil), item.until),
          PageFact(say(.leadUnit), item.lead), PageFact(say(.holder), item.holder),
          PageFact(say(.due), reader.moments.short(item.task.due)),
          PageFact(say(.proposalApprover), say.list(item.approvers)),
          PageFact(
            badge(item.outcome, reader).text,
            item.outcome == .open
              ? "" : [item.decidedBy, why(item, say)].filter { !$0.isEmpty }.joined(separator: " · ")),
          PageFact(say(.foundTasks), PageCell(item.task.number, href: item.task.href)),
        ])))
  let path = "/approvals/" + encoded(item.id)
  if item.mayWithdraw, item.outcome == .open {
    page.add(
      .form(
        PageForm(
          PageHeading(say(.approvalWithdraw), id: "withdraw"), path: path + "/withdraw", fields: [],
          submit: say(.approvalWithdraw), prefix: "withdraw")))
  }
  guard item.mayDecide, item.outcome == .open else { return page }
  page.add(
    .form(
      PageForm(
        PageHeading(say(.approve), id: "approve"), note: say(.consentNote), path: path + "/approve", fields: [],
        submit: say(.approve), prefix: "approve")))
  page.add(
    .form(
      PageForm(
        PageHeading(say(.reject), id: "reject"), path: path + "/reject",
        fields: [state.filled(PageField("reason", say(.reason), .lines, isRequired: true, most: TextLimit.note))],
        submit: say(.reject), isFolded: true, prefix: "reject", isOpen: state.isSent)))
  return page
}
