import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight

/// What an upheld appeal did to a notice that is out: it stands at its head from then on (M46).
package struct NoticeMark: Hashable, Sendable {
  package var date: CivilDate
  /// The appeal that was upheld.
  package var appeal: String
  /// Who decided.
  package var by: String
  /// The tasks that it no longer speaks of; `nil` where all of it is withdrawn.
  package var gone: [String]?

  package init(date: CivilDate, appeal: String, by: String = "", gone: [String]? = nil) {
    self.date = date
    self.appeal = appeal
    self.by = by
    self.gone = gone
  }
}

/// The marks at a notice's head, one line each, as they stand in its text.
package func noticeMarks(_ notice: NoticeDocument, locale: Settings.Locale) -> [String] {
  let words = Words(locale)
  let dates = DateWords(zone: notice.zone, words: words)
  let lapsed = notice.lapsed.map { [words(.noticeLapsed, lostGround($0, words))] } ?? []
  return lapsed + notice.marks.map { mark in
    let decision = mark.by.isEmpty ? mark.appeal : mark.appeal + words.parenthesised(mark.by)
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

/// Whether a notice's Markdown, as it was written some time, bears all of its marks.
package func hasMarks(_ notice: NoticeDocument, page: String, locale: Settings.Locale) -> Bool {
  noticeMarks(notice, locale: locale).allSatisfy { page.contains(Markup.escaped($0)) }
}
