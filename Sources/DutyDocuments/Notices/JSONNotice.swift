import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight

/// A notice for programs: codes, identifiers and RFC 3339 times.
///
/// - Shape: canonical JSON and a newline; `format` names the shape and its version.
struct JSONNotice {
  private let notice: NoticeDocument
  private let text: NoticeText

  init(_ text: NoticeText) {
    notice = text.notice
    self.text = text
  }

  func bytes() -> [UInt8] {
    var value: [String: JSONValue] = [
      "format": "dutyd.notice/1", "form": .string(notice.form.rawValue), "year": number(notice.year),
      "number": number(notice.number), "reference": .string(text.reference), "date": day(notice.date),
      "district": .string(notice.district), "office": .string(notice.office), "unit": .string(notice.unit),
      "recipients": .array(notice.recipients.map(party)), "cc": .array(notice.cc.map(party)),
      "cases": .array(notice.cases.map(item)), "basis": .string(notice.basis), "demand": .string(notice.demand),
      "answer-by": notice.standingAnswerBy.map(moment) ?? .null, "approver": .string(notice.approver),
      "conducted-by": .string(notice.conductedBy), "note": .string(notice.note), "head": .string(notice.head),
      "book": .string(notice.book), "draft": .bool(text.isDraft), "body": .string(text.wording.body),
    ]
    value["series"] = .string(notice.series.isEmpty ? notice.form.rawValue : notice.series)
    value["variant"] = notice.variant.map { .string($0) } ?? .null
    value["deductions"] = .array(notice.deductions.map(deduction))
    value["previous"] = .array(notice.previous.map(reference))
    value["dossier"] = .array(notice.dossier.map(entry))
    value["ranking"] = notice.ranking.map(ranking) ?? .null
    value["flag"] = notice.flag.map(flag) ?? .null
    if let lapsed = notice.lapsed { value["lapsed"] = .string(lapsed.description) }
    if !notice.marks.isEmpty { value["marks"] = .array(notice.marks.map(mark)) }
    return JSONValue.object(value).canonical + [10]
  }

  private func number(_ number: Int) -> JSONValue { .int(Int64(number)) }
  private func day(_ date: CivilDate) -> JSONValue { .string(date.description) }
  private func moment(_ instant: Instant) -> JSONValue { .string(notice.zone.rfc3339(instant)) }

  private func party(_ party: NoticeParty) -> JSONValue {
    [
      "id": .string(party.id), "name": .string(party.name), "unit": .string(party.unit), "post": .string(party.post),
    ]
  }

  private func item(_ item: NoticeCase) -> JSONValue {
    var fields: [String: JSONValue] = [
      "task": .string(item.task), "finding": .string(item.finding), "title": .string(item.title),
      "standard": .string(item.standard), "place": .string(item.place),
      "path": .array(item.path.map { .string($0) }), "found-on": item.foundOn.map(day) ?? .null,
      "found-by": .string(item.foundBy), "deadline": item.deadline.map(moment) ?? .null,
      "what": .string(item.what), "failed": number(item.failed), "holder": .string(item.holder),
    ]
    if let since = item.since { fields["since"] = became(since) }
    if let gone = notice.goneSince(item.task) { fields["gone"] = day(gone) }
    return .object(fields)
  }

  private func became(_ since: NoticeCase.Since) -> JSONValue {
    switch since {
    case .open: ["state": "open"]
    case .reported(let date): ["state": "reported", "on": day(date)]
    case .closed(let date): ["state": "closed", "on": day(date)]
    case .withdrawn(let date): ["state": "withdrawn", "on": day(date)]
    case .struck(let date): ["state": "struck", "on": day(date)]
    }
  }

  private func deduction(_ item: NoticeDeduction) -> JSONValue {
    var fields: [String: JSONValue] = [
      "unit": .string(item.unit), "person": .string(item.person), "milli-points": number(item.milliPoints),
      "reason": .string(item.reason), "reference": .string(item.reference),
    ]
    if item.correctedMilli != 0 { fields["standing-milli-points"] = number(item.standingMilli) }
    return .object(fields)
  }

  private func reference(_ item: NoticeReference) -> JSONValue {
    [
      "form": .string(item.form.rawValue), "series": .string(item.series.isEmpty ? item.form.rawValue : item.series),
      "year": number(item.year), "number": number(item.number),
      "date": day(item.date), "answered": item.answeredOn.map(day) ?? .null,
      "withdrawn": .bool(item.isWithdrawn),
    ]
  }

  private func entry(_ line: DossierLine) -> JSONValue {
    [
      "at": moment(line.at), "what": .string(line.what), "who": .string(line.who), "reference": .string(line.reference),
    ]
  }

  private func ranking(_ ranking: NoticeRanking) -> JSONValue {
    [
      "period": .string(ranking.period.name), "class": .string(ranking.unitClass),
      "class-name": .string(ranking.className), "rank": number(ranking.rank), "of": number(ranking.of), "running": number(ranking.running),
    ]
  }

  private func mark(_ mark: NoticeMark) -> JSONValue {
    [
      "date": day(mark.date), "appeal": .string(mark.appeal), "by": .string(mark.by), "reason": .string(mark.reason),
      "withdrawn": .bool(mark.gone == nil), "no-longer": .array((mark.gone ?? []).map { .string($0) }),
    ]
  }

  private func flag(_ flag: NoticeFlag) -> JSONValue {
    ["id": .string(flag.id), "name": .string(flag.name), "from": day(flag.from), "until": flag.until.map(day) ?? .null]
  }
}
