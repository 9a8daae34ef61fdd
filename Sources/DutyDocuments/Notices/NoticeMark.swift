import DutyBook
import DutyCalendar

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
  return notice.marks.map { mark in
    let decision = mark.by.isEmpty ? mark.appeal : mark.appeal + words.parenthesised(mark.by)
    if let gone = mark.gone { return words(.noticeAmended, dates.date(mark.date), decision, words.list(gone)) }
    return words(.noticeWithdrawn, dates.date(mark.date), decision)
  }
}

/// Whether a notice's Markdown, as it was written some time, bears all of its marks.
package func hasMarks(_ notice: NoticeDocument, page: String, locale: Settings.Locale) -> Bool {
  noticeMarks(notice, locale: locale).allSatisfy { page.contains(Markup.escaped($0)) }
}
