import DutyBook
import DutyCalendar

/// What a notice's template may say; every name of ``DutyBook/TemplateForm/variables`` has a value.
func noticeScope(_ notice: NoticeDocument, _ words: Words) -> TemplateScope {
  let dates = DateWords(zone: notice.zone, words: words)
  var scope = caseScope(notice.standingCases.first, dates)
  scope.set("district", notice.district)
  scope.set("office", notice.office)
  scope.set("date", dates.date(notice.date))
  scope.set("form", words(notice.form.term))
  let number = words(.noticeNumber, String(notice.year), String(notice.number))
  scope.set("number", notice.number == 0 ? words(.noticeDraft) : number)
  scope.set("unit", notice.unit)
  scope.set("recipients", words.list(notice.recipients.map { party($0, words) }))
  scope.set("cc", words.list(notice.cc.map { party($0, words) }))
  scope.set("basis", notice.basis)
  scope.set("demand", notice.demand)
  scope.set("answer-by", notice.standingAnswerBy.map { dates.moment($0) } ?? "")
  scope.set("deduction", notice.deductedMilli == 0 ? "" : points(notice.deductedMilli))
  scope.set("approver", notice.approver)
  scope.set("by", notice.conductedBy)
  scope.set("ranking", notice.ranking.map { dates.period($0.period) + " " + $0.className } ?? "")
  scope.set("rank", notice.ranking?.rank ?? 0)
  scope.set("of", notice.ranking?.of ?? 0)
  scope.set("running", notice.ranking?.running ?? 0)
  scope.set("relapses", notice.relapses)
  scope.set("flag", notice.flag.map { Vocabulary.word($0.name, words) } ?? "")
  scope.set("flag-until", notice.flag?.until.map { dates.date($0) } ?? "")
  scope.set("note", notice.note)
  let cases = notice.standingCases
  scope.set("case-count", cases.count)
  scope.set("late-count", cases.count { overdue($0, words) != nil })
  scope.set("failed-count", cases.count { $0.failed > 0 })
  scope["cases"] = .rows(cases.map { caseScope($0, dates) })
  scope.set("previous-count", notice.previous.count { !$0.isWithdrawn })
  scope.set("dossier-count", notice.dossier.count)
  return scope
}

private func caseScope(_ item: NoticeCase?, _ dates: DateWords) -> TemplateScope {
  var scope = TemplateScope()
  scope.set("task", item?.task ?? "")
  scope.set("finding", item?.finding ?? "")
  scope.set("title", item?.title ?? "")
  scope.set("standard", item?.standard ?? "")
  scope.set("place", item?.place ?? "")
  scope.set("path", item?.path.joined(separator: " › ") ?? "")
  scope.set("found-on", item?.foundOn.map { dates.date($0) } ?? "")
  scope.set("found-by", item?.foundBy ?? "")
  scope.set("deadline", item?.deadline.map { dates.moment($0) } ?? "")
  scope.set("overdue", item.flatMap { overdue($0, dates.words) } ?? "")
  scope.set("what", item?.what ?? "")
  scope.set("failed", item?.failed ?? 0)
  scope.set("holder", item?.holder ?? "")
  scope.set("since", item?.since.map { became($0, dates) } ?? "")
  return scope
}
