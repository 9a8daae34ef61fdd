import DutyCalendar
import DutyDocuments
import DutyLedger

/// A numbered document as pages say it.
///
/// - Shape: ``id`` is `series/year/number`; names, not identifiers; ``document`` is safe HTML, on its own page only.
package struct NoticeView: Sendable {
  package enum Standing: String, Hashable, Sendable, CaseIterable { case open, late, answered, withdrawn, unanswerable }

  package var id: String
  package var about: String
  package var to: [String]
  package var at: Instant
  package var answerBy: Instant?
  package var approvedBy: String
  package var standing: Standing
  package var tasks: [String]
  package var document = ""
  package var answers: [(at: Instant, by: String, text: String)] = []
  /// Of its tasks those that it no longer speaks of.
  package var gone: Set<String> = []
  /// How it was withdrawn; `nil` while it stands.
  package var withdrawal: (at: Instant, by: String, reason: String, appeal: PageLink)?
  /// Whether the reader is one of those who were asked and has not answered.
  package var mayAnswer = false
  /// Whether the reader may contest it, or see what became of an appeal against it.
  package var mayContest = false
  package var isContested = false

  package init(
    id: String, about: String, to: [String], at: Instant, answerBy: Instant?, approvedBy: String, standing: Standing,
    tasks: [String]
  ) {
    self.id = id
    self.about = about
    self.to = to
    self.at = at
    self.answerBy = answerBy
    self.approvedBy = approvedBy
    self.standing = standing
    self.tasks = tasks
  }

  package var href: String { noticeHref(id) }

  /// By when it is to be answered; of one that is withdrawn nothing is asked any more.
  var standingAnswerBy: Instant? { standing == .withdrawn ? nil : answerBy }
}

/// A document's page, by `series/year/number`.
package func noticeHref(_ id: String) -> String {
  "/notices/" + id.split(separator: "/").map { encoded(String($0)) }.joined(separator: "/")
}

/// The documents that somebody may read, the newest first.
package struct NoticeListView: Sendable {
  package var rows: [NoticeView]
  package var seesAll: Bool
  /// Behind which document the list goes on with older ones; `nil` where it does not.
  package var after: String?
  /// Whether newer ones stand before.
  package var isLater: Bool

  package init(rows: [NoticeView], seesAll: Bool, after: String?, isLater: Bool = false) {
    self.rows = rows
    self.seesAll = seesAll
    self.after = after
    self.isLater = isLater
  }
}

package func noticeList(_ view: NoticeListView, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.noticesTitle), lead: say(view.seesAll ? .noticesLeadAll : .noticesLead))
  page.add(
    .table(
      PageTable(
        PageHeading(say(.noticesTitle), id: "notices"),
        columns: [
          .init(say(.noticeWhat)), .init(say(.noticeAbout)), .init(say(.noticeTo)), .init(say(.noticeAt)),
          .init(say(.noticeAnswerBy)), .init(say(.state)),
        ],
        rows: view.rows.map { row in
          [
            PageCell(reader.numbered(row.id), href: row.href), PageCell(row.about), PageCell(say.list(row.to)),
            PageCell(reader.moments.short(row.at)),
            PageCell(row.standingAnswerBy.map { reader.moments.short($0) } ?? ""),
            PageCell("", badges: [reader.badge(row.standing)]),
          ]
        }, empty: say(.noticesNone), more: view.after.map { PageLink(say(.nextPage), "/notices?after=" + encoded($0)) })))
  if view.isLater { page.add(.links(PageLinks(say(.sections), [PageLink(say(.firstPage), "/notices")]))) }
  return page
}

/// A document with its answers, and the form to answer it.
package func noticePage(_ view: NoticeView, _ state: FormState, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(reader.numbered(view.id), over: say(.noticesTitle), lead: view.about)
  var facts = [
    PageFact(say(.state), PageCell("", badges: [reader.badge(view.standing)])),
    PageFact(say(.noticeTo), say.list(view.to)), PageFact(say(.noticeAt), reader.moments.short(view.at)),
    PageFact(say(.noticeAnswerBy), view.standingAnswerBy.map { reader.moments.short($0) } ?? ""),
    PageFact(say(.noticeApprovedBy), view.approvedBy),
  ]
  if let withdrawal = view.withdrawal {
    facts += [
      PageFact(say(.noticeWithdrawnAt), reader.moments.short(withdrawal.at)),
      PageFact(say(.noticeWithdrawnBy), withdrawal.by),
      PageFact(
        say(.noticeWithdrawnWhy),
        PageCell(withdrawal.appeal.text, href: withdrawal.appeal.href, note: withdrawal.reason)),
    ]
  }
  facts += view.tasks.map { task in
    let isGone = view.gone.contains(task)
    let badges = isGone ? [PageBadge(say(.noticeTaskGone))] : []
    return PageFact(say(.foundTasks), PageCell(task, href: "/tasks/" + task, badges: badges))
  }
  page.add(.facts(PageFacts(nil, facts)))
  if view.isContested || view.mayContest {
    page.add(
      .text(
        PageText(nil, [], links: [PageLink(say(view.isContested ? .appealSee : .appealLink), appealHref(view.id))])))
  }
  if view.mayAnswer { page.add(.form(answerForm(view, state, reader))) }
  page.add(.document(PageDocument(html: view.document)))
  if view.answers.isEmpty, view.standingAnswerBy == nil { return page }
  page.add(
    .history(
      PageHistory(
        PageHeading(say(.noticeAnswers), id: "answers"),
        lines: view.answers.map { .init(when: reader.moments.short($0.at), who: $0.by, what: say(.noticeAnswered), note: $0.text) },
        empty: say(.noticeNoAnswers))))
  return page
}

private func answerForm(_ view: NoticeView, _ state: FormState, _ reader: PageReader) -> PageForm {
  let say = reader.say
  let field = PageField("text", say(.noticeAnswerText), .lines, help: say(.noticeAnswerNeeded), isRequired: true,
    most: TextLimit.statement)
  return PageForm(
    PageHeading(say(.noticeAnswerTitle), id: "answer"), note: say(.noticeAnswerNote), path: view.href + "/answer",
    fields: [state.filled(field)], submit: say(.noticeAnswerSubmit), isFolded: view.answerBy == nil, prefix: "answer",
    isOpen: state.isSent)
}

/// Checks an answer before it is sent on.
package func checkAnswer(_ state: FormState, _ reader: PageReader) -> FormState {
  var state = state
  state.require("text", reader.say(.noticeAnswerNeeded))
  state.limit("text", to: TextLimit.statement, reader)
  return state
}

extension PageReader {
  func badge(_ standing: NoticeView.Standing) -> PageBadge {
    switch standing {
    case .open: PageBadge(say(.noticeOpen), .warning)
    case .late: PageBadge(say(.noticeLate), .bad)
    case .answered: PageBadge(say(.noticeAnswered), .good)
    case .withdrawn: PageBadge(say(.noticeWithdrawn))
    case .unanswerable: PageBadge(say(.noticeUnanswerable))
    }
  }

  /// That so many documents wait for the reader's answer; `nil` where none does.
  package func unansweredNotice(_ count: Int) -> PageNotice? {
    guard count > 0 else { return nil }
    return PageNotice(.warning, say(.noticesWait, String(count)), link: PageLink(say(.noticesTitle), "/notices"))
  }

  /// The identifiers that a document's number may mean, as it is printed or as it is called: `整改通知书〔2026〕3 号`,
  /// `notice/2026/3`. Without a name any series may be meant.
  package func noticeIDs(_ text: String) -> [String] {
    let parts = text.split(separator: "/").map(String.init)
    if parts.count == 3, Int(parts[1]) != nil, Int(parts[2]) != nil { return [parts.joined(separator: "/")] }
    let runs = text.split { !("0"..."9").contains($0) }.map(String.init)
    guard runs.count == 2, runs[0].count == 4, runs[1].count <= 6, let year = Int(runs[0]), let number = Int(runs[1]),
      text.contains(where: { "〔[（(【 ".contains($0) })
    else { return [] }
    let name = text.prefix { !"〔[（(【 0123456789".contains($0) }
    let named = Self.series.filter { name.isEmpty || noticeName($0) == name }
    let wanted = named.isEmpty ? [String(name)] + Self.series : named
    return wanted.map { "\($0)/\(year)/\(number)" }
  }

  private static let series = [
    "notice", "rectification", "reminder", "bulletin", "interview", "referral", "commendation", "exposure", "deduct",
    "deduction", "suspend", "suspension", "revoke", "revocation", "order",
  ]

  package var noticesText: String { say(.noticesTitle) }
}
