import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight

/// What an upheld appeal did to a notice that is out: it stands at its head from then on (M46).
package struct NoticeMark: Hashable, Sendable {
  package var date: CivilDate
  /// The appeal that was upheld.
  package var appeal: String
  /// Who decided, and why.
  package var by: String
  package var reason: String
  /// The tasks that it no longer speaks of; `nil` where all of it is withdrawn.
  package var gone: [String]?

  package init(date: CivilDate, appeal: String, by: String = "", reason: String = "", gone: [String]? = nil) {
    self.date = date
    self.appeal = appeal
    self.by = by
    self.reason = reason
    self.gone = gone
  }
}

extension NoticeDocument {
  /// Whether an upheld appeal has undone all of it.
  package var isWithdrawn: Bool { marks.contains { $0.gone == nil } }

  /// By when it is to be answered; `nil` where nobody is asked, or asked any more.
  var standingAnswerBy: Instant? { isWithdrawn ? nil : answerBy }

  /// Since when it no longer speaks of a task; `nil` while it does.
  func goneSince(_ task: String) -> CivilDate? {
    marks.first { $0.gone?.contains(task) ?? false }?.date
  }

  /// The cases that it still speaks of: what its text tells and counts. One that is withdrawn stays as it was issued.
  var standingCases: [NoticeCase] { isWithdrawn ? cases : cases.filter { goneSince($0.task) == nil } }

  /// The points that it takes, as its text and its table tell them. Those of one that is withdrawn as it was issued.
  var deductedMilli: Int { deductions.reduce(0) { $0 + (isWithdrawn ? $1.milliPoints : $1.standingMilli) } }
}

/// The marks at a notice's head, one line each, as they stand in its text.
package func noticeMarks(_ notice: NoticeDocument, locale: Settings.Locale) -> [String] {
  let words = Words(locale)
  let dates = DateWords(zone: notice.zone, words: words)
  let lapsed = notice.lapsed.map { [words(.noticeLapsed, lostGround($0, words))] } ?? []
  return lapsed + notice.marks.map { mark in
    // A reason may have lines of its own; a mark has one.
    let reason = mark.reason.split(whereSeparator: \.isNewline).joined(separator: " ")
    let who = [mark.by, reason].filter { !$0.isEmpty }.joined(separator: words(.colon))
    let decision = who.isEmpty ? mark.appeal : mark.appeal + words.parenthesised(who)
    if let gone = mark.gone { return words(.noticeAmended, dates.date(mark.date), decision, words.list(gone)) }
    return words(.noticeWithdrawn, dates.date(mark.date), decision)
  }
}

private func lostGround(_ ground: LostGround, _ words: Words) -> String {
  switch ground {
  case .void(let task): words(.lapsedVoid, task)
  case .noCase(let task, .notFound): words(.lapsedNotFound, task)
  case .noCase(let task, .notOurs): words(.lapsedNotOurs, task)
  case .noCase(let task, _): words(.lapsedJoined, task)
  case .struck(let task): words(.lapsedStruck, task)
  case .tooFew(let left, let wanted): words(.lapsedTooFew, String(left), String(wanted))
  }
}
