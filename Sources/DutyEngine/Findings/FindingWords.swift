import DutyBook
import DutyCalendar
import DutyLedger

/// What reporters and duty officers read of findings, in the district's language.
struct FindingWords {
  private let book: Book
  private var isChinese: Bool { book.settings.locale == .chinese }

  init(_ book: Book) {
    self.book = book
  }

  func reportedStandard(_ text: String) -> String {
    isChinese ? "（所报指标：\(text)）" : " (reported as: \(text))"
  }

  /// A line of a checklist that failed: what failed leads, for one report may say it of several.
  func failed(_ standard: String, note: String) -> String {
    let text = isChinese ? "检查不合格：\(standard)" : "failed when checked: \(standard)"
    return note.isEmpty ? text : text + (isChinese ? "。" : ". ") + note
  }

  /// An answer to a reporter (M35).
  ///
  /// - Parameters:
  ///   - stage: `received`, `progress`, or the closure.
  ///   - number: the finding's, by which the reporter can ask again.
  func answer(_ finding: Finding, stage: String, whose: String, deadline: Instant?, number: String) -> String {
    let by = deadline.map { readable(book.settings.zone.local($0)) } ?? ""
    let unit = finding.roles.map { unitName($0.lead) } ?? unitName(book.units[book.settings.office].id)
    let text = isChinese ? chinese(finding, stage, unit, by, whose) : english(finding, stage, unit, by, whose)
    return isChinese ? "【\(number)】\(text)" : "[\(number)] \(text)"
  }

  /// A deadline as a letter says it: to the minute.
  private func readable(_ time: LocalTime) -> String {
    let (year, month, day) = time.date.parts
    let (hour, minute) = (time.second / 3600, time.second / 60 % 60)
    if isChinese { return "\(year)年\(month)月\(day)日\(hour)时" + (minute == 0 ? "" : "\(minute)分") }
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(time.date) \(two(hour)):\(two(minute))"
  }

  private func unitName(_ id: String) -> String {
    guard let unit = book.units[id] else { return id }
    return unit.name.isEmpty ? id : unit.name
  }

  private func chinese(_ finding: Finding, _ stage: String, _ unit: String, _ by: String, _ whose: String) -> String {
    switch (stage, finding.outcome) {
    case ("received", .unclassified): "您反映的问题已受理，正由\(unit)核定所属指标和点位。"
    case ("received", .joined): "您反映的问题已受理，与在办问题\(finding.joinedTo)为同一问题，已合并由\(unit)办理，时限\(by)。"
    case ("received", _): "您反映的问题已受理，由\(unit)办理，时限\(by)。"
    case ("progress", .unclassified): "您反映的问题仍在核定，由\(unit)负责。"
    case ("progress", _): "您反映的问题仍在办理，由\(unit)负责，时限\(by)。"
    case ("fixed", _): "您反映的问题已整改，并经核查属实。"
    case ("not-found", _): "经现场核查，未发现您反映的问题。"
    case ("not-ours", _): whose.isEmpty ? "您反映的问题不属本区职责范围。" : "您反映的问题不属承办单位职责，由\(unitName(whose))负责。"
    case ("joined", _): "您反映的问题与另一在办问题相同，已合并办理。"
    case ("void", _): "您反映的问题经审核已作废。"
    default: "您反映的问题已办结。"
    }
  }

  private func english(_ finding: Finding, _ stage: String, _ unit: String, _ by: String, _ whose: String) -> String {
    switch (stage, finding.outcome) {
    case ("received", .unclassified): "received; \(unit) is finding out what and where it is"
    case ("received", .joined):
      "received; it is the same as \(finding.joinedTo), which \(unit) is working on until \(by)"
    case ("received", _): "received; \(unit) is to mend it by \(by)"
    case ("progress", .unclassified): "\(unit) is still finding out what and where it is"
    case ("progress", _): "\(unit) is still working on it, until \(by)"
    case ("fixed", _): "mended, and somebody else has looked"
    case ("not-found", _): "somebody went there and did not find it"
    case ("not-ours", _):
      whose.isEmpty ? "it is not this district's" : "it is not theirs; \(unitName(whose)) answers for it"
    case ("joined", _): "it is the same as another that is being worked on"
    case ("void", _): "struck off after a look"
    default: "closed"
    }
  }
}
