import DutyCalendar
import DutyDigest

/// What a rung of a ladder demands of somebody, before or after it became a numbered document.
///
/// - Shape: ``key`` names what it stands for, once: ladder, rung, case or unit, occasion.
package struct NoticeContent: Hashable, Sendable {
  /// `notice`, `bulletin`, `interview`, `referral`, `commendation`, `order`, `exposure`, `reminder`….
  package var action: String
  package var ladder: String
  /// From 1; 0 without a ladder.
  package var rung: Int
  /// The tasks it is about, or empty for a notice about a unit.
  package var tasks: [String]
  /// The unit it is about.
  package var unit: String
  /// What occasioned it: a period of a ranking, a round, a deadline.
  package var occasion: String
  package var recipients: [String]
  package var by: String
  package var answerBy: Instant?
  package var milliPoints: Int
  package var flag: String
  package var flagUntil: CivilDate?
  package var reason: String

  package init(
    action: String, ladder: String = "", rung: Int = 0, tasks: [String] = [], unit: String = "", occasion: String = "",
    recipients: [String] = [], by: String = "", answerBy: Instant? = nil, milliPoints: Int = 0, flag: String = "",
    flagUntil: CivilDate? = nil, reason: String = ""
  ) {
    self.action = action
    self.ladder = ladder
    self.rung = rung
    self.tasks = tasks
    self.unit = unit
    self.occasion = occasion
    self.recipients = recipients
    self.by = by
    self.answerBy = answerBy
    self.milliPoints = milliPoints
    self.flag = flag
    self.flagUntil = flagUntil
    self.reason = reason
  }

  /// Derived from everything that makes it this one.
  package var key: String {
    let parts = [action, ladder, String(rung), unit, occasion] + tasks + ["to"] + recipients
    return String(JSONValue.array(parts.map { .string($0) }).digest.hex.prefix(12)).uppercased()
  }

  var topics: [String] {
    (unit.isEmpty ? [] : [Topic.unit(unit)])
      + recipients.map { "to:" + $0 }
  }

  func write(_ fields: inout FactWriter) {
    fields.text("action", action)
    fields.text("ladder", ladder)
    fields.integer("rung", rung)
    fields.texts("tasks", tasks)
    fields.text("unit", unit)
    fields.text("occasion", occasion)
    fields.texts("recipients", recipients)
    fields.text("by", by)
    fields.instant("answer-by", answerBy)
    fields.integer("points", milliPoints)
    fields.text("flag", flag)
    fields.date("flag-until", flagUntil)
    fields.text("reason", reason)
  }

  init(_ fields: inout FieldReader) throws(CodecError) {
    action = try fields.text("action")
    ladder = try fields.text("ladder", or: "")
    rung = try fields.integer("rung", or: 0)
    tasks = try fields.texts("tasks", or: [])
    unit = try fields.text("unit", or: "")
    occasion = try fields.text("occasion", or: "")
    recipients = try fields.texts("recipients", or: [])
    by = try fields.text("by", or: "")
    answerBy = try fields.optionalInstant("answer-by")
    milliPoints = try fields.integer("points", or: 0)
    flag = try fields.text("flag", or: "")
    flagUntil = try fields.optionalDate("flag-until")
    reason = try fields.text("reason", or: "")
  }
}

/// A numbered document (整改通知书、通报、约谈通知、移交函、表扬通报): in a series per kind and year, without holes.
///
/// - Shape: ``id`` is `series/year/number`; ``head`` is the hash of the ledger's newest link when it was issued.
/// - Source: M41–M45, M54.
package struct Notice: FactRecord {
  package static var kind: EventKind { .notice }
  package var series: String
  package var year: Int
  /// From 1 within series and year.
  package var number: Int
  package var content: NoticeContent
  package var approvedBy: String
  package var proposal: String
  package var head: String

  package init(
    series: String, year: Int, number: Int, content: NoticeContent, approvedBy: String = "", proposal: String = "",
    head: String
  ) {
    self.series = series
    self.year = year
    self.number = number
    self.content = content
    self.approvedBy = approvedBy
    self.proposal = proposal
    self.head = head
  }

  package var id: String { "\(series)/\(year)/\(number)" }
  package var tasks: [String] { content.tasks }
  package var topics: [String] { content.topics + ["series:\(series)/\(year)", Topic.notice(id)] }

  package func write(_ fields: inout FactWriter) {
    content.write(&fields)
    fields.text("series", series)
    fields.integer("year", year)
    fields.integer("number", number)
    fields.text("approved-by", approvedBy)
    fields.text("proposal", proposal)
    fields.text("head", head)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    content = try NoticeContent(&fields)
    series = try fields.text("series")
    year = try fields.integer("year")
    number = try fields.integer("number")
    approvedBy = try fields.text("approved-by", or: "")
    proposal = try fields.text("proposal", or: "")
    head = try fields.text("head", or: "")
  }
}

/// A notice that somebody has to approve before it is one.
package struct NoticeProposal: FactRecord {
  package static var kind: EventKind { .noticeProposal }
  package var content: NoticeContent
  package var series: String
  /// Who may approve it: a person or a unit.
  package var approver: String

  package init(content: NoticeContent, series: String, approver: String) {
    self.content = content
    self.series = series
    self.approver = approver
  }

  package var id: String { "P-" + content.key }
  package var tasks: [String] { content.tasks }
  package var topics: [String] { content.topics + ["approver:" + approver] }

  package func write(_ fields: inout FactWriter) {
    content.write(&fields)
    fields.text("series", series)
    fields.text("approver", approver)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    content = try NoticeContent(&fields)
    series = try fields.text("series")
    approver = try fields.text("approver", or: "")
  }
}

/// A proposal was approved or rejected; once.
package struct NoticeDecision: FactRecord {
  package static var kind: EventKind { .noticeDecision }
  package var proposal: String
  package var isApproved: Bool
  package var by: String
  package var reason: String

  package init(proposal: String, isApproved: Bool, by: String, reason: String) {
    self.proposal = proposal
    self.isApproved = isApproved
    self.by = by
    self.reason = reason
  }

  package var id: String { proposal }
  package var topics: [String] { ["proposal:" + proposal] }

  package func write(_ fields: inout FactWriter) {
    fields.text("proposal", proposal)
    fields.flag("approved", isApproved)
    fields.text("by", by)
    fields.text("reason", reason)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    proposal = try fields.text("proposal")
    isApproved = try fields.flag("approved")
    by = try fields.text("by", or: "")
    reason = try fields.text("reason", or: "")
  }
}

/// A recipient answered a notice; once per recipient.
package struct NoticeAnswer: FactRecord {
  package static var kind: EventKind { .noticeAnswer }
  package var notice: String
  package var by: String
  package var text: String

  package init(notice: String, by: String, text: String) {
    self.notice = notice
    self.by = by
    self.text = text
  }

  package var id: String { "\(notice)/\(by)" }
  package var topics: [String] { [Topic.notice(notice)] }

  package func write(_ fields: inout FactWriter) {
    fields.text("notice", notice)
    fields.text("by", by)
    fields.text("text", text)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    notice = try fields.text("notice")
    by = try fields.text("by")
    text = try fields.text("text", or: "")
  }
}

/// A notice would not have been but for what an appeal struck out; its number stays taken.
package struct NoticeWithdrawal: FactRecord {
  package static var kind: EventKind { .noticeWithdrawal }
  package var notice: String
  package var appeal: String
  package var reason: String

  package init(notice: String, appeal: String, reason: String) {
    self.notice = notice
    self.appeal = appeal
    self.reason = reason
  }

  package var id: String { notice }
  package var topics: [String] { [Topic.notice(notice), "appeal:" + appeal] }

  package func write(_ fields: inout FactWriter) {
    fields.text("notice", notice)
    fields.text("appeal", appeal)
    fields.text("reason", reason)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    notice = try fields.text("notice")
    appeal = try fields.text("appeal", or: "")
    reason = try fields.text("reason", or: "")
  }
}

/// A document reached a recipient: `queue`, `file`, `webhook`…; once per document, recipient and way.
package struct Delivery: FactRecord {
  package static var kind: EventKind { .delivery }
  package var document: String
  package var recipient: String
  package var way: String

  package init(document: String, recipient: String, way: String) {
    self.document = document
    self.recipient = recipient
    self.way = way
  }

  package var id: String { "\(document)/\(recipient)/\(way)" }
  package var topics: [String] { [Topic.notice(document), "to:" + recipient] }

  package func write(_ fields: inout FactWriter) {
    fields.text("document", document)
    fields.text("recipient", recipient)
    fields.text("way", way)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    document = try fields.text("document")
    recipient = try fields.text("recipient")
    way = try fields.text("way")
  }
}
