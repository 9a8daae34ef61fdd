import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

extension Engine {
  /// What can be asked about notices, appeals and flags.
  package static let ladderOperations: [String: OperationBody] = [
    "notice-approve": { (engine, call) throws(EngineError) in try engine.decideNotice(call, isApproved: true) },
    "notice-reject": { (engine, call) throws(EngineError) in try engine.decideNotice(call, isApproved: false) },
    "notice-answer": { (engine, call) throws(EngineError) in try engine.answerNotice(call) },
    "appeal-file": { (engine, call) throws(EngineError) in try engine.fileAppeal(call) },
    "appeal-decide": { (engine, call) throws(EngineError) in try engine.decideAppeal(call) },
    "flag-lift": { (engine, call) throws(EngineError) in try engine.liftFlag(call) },
  ]

  /// Who acts, as a person of the register; a refusal otherwise.
  private func actor(_ call: OperationCall) -> Result<Ref<Person>, ReplyError> {
    let by = call.text("by")
    guard !by.isEmpty else {
      return .failure(.init(400, .nobodyNamed, [:], "nobody is named who does it", "give --by with a person's id"))
    }
    guard let person = book.people.ref(by) else {
      return .failure(
        .init(422, .unknownPerson, [.word: by], "no person `\(by)` in the register", nearPerson(by)))
    }
    return .success(person)
  }

  // MARK: Proposals

  private func decideNotice(_ call: OperationCall, isApproved: Bool) throws(EngineError) -> ControlReply {
    let id = call.text("id")
    guard
      let proposal = try reading({ store throws(StoreError) in try store.record(NoticeProposal.self, id: id) })?.record
    else {
      return .error(
        404, .unknownProposal, [.word: id], "no proposal `\(id)`", help: "see `dutyctl notice list --proposed`")
    }
    if let earlier = try reading({ store throws(StoreError) in try store.record(NoticeDecision.self, id: id) })?.record
    {
      let word = earlier.isApproved ? "approved" : "rejected"
      return .error(
        409, .decidedAlready, [.person: earlier.by], "`\(id)` was \(word) by \(earlier.by) already",
        help: "a proposal is decided once")
    }
    let person: Ref<Person>
    switch actor(call) {
    case .success(let known): person = known
    case .failure(let error): return error.reply
    }
    guard try mayApprove(person, proposal, on: date(of: call.at)) else {
      return .error(
        403, isApproved ? .mayNotApprove : .mayNotReject,
        [.person: book.people[person].id, .people: proposal.approver],
        "`\(book.people[person].id)` may not \(isApproved ? "approve" : "reject") it: that is for \(proposal.approver)",
        help: "the rung's `approve` says who; on leave, the acting person")
    }
    let decision = NoticeDecision(
      proposal: id, isApproved: isApproved, by: book.people[person].id, reason: call.text("reason"))
    if !isApproved {
      if decision.reason.isEmpty {
        return .error(400, .reasonMissing, "a rejection has a reason", help: "give --reason")
      }
      try append([.fact(Fact(decision))], at: call.at)
      return ControlReply(["outcome": "rejected", "id": .string(id)])
    }
    let rung = try rung(of: proposal.content).map { $0.ladder.rungs[$0.number - 1] }
    let gone = try reading { store throws(StoreError) in
      try ProposalGround(store, rung).lost(proposal.content, at: call.at)
    }
    if let gone {
      return .error(
        409, .lostGround, "`\(id)` has lost its ground: \(gone)", help: "reject it: `dutyctl notice reject \(id) --by … --reason …`")
    }
    var issue = try Issue(self, at: call.at)
    let notice = try issue.approve(proposal, id: id, by: decision.by)
    try append([.fact(Fact(decision))] + (try issue.finished()), at: call.at)
    return ControlReply(["outcome": "approved", "id": .string(id), "notice": .string(notice)])
  }

  /// The person named when it was proposed, whoever acts for that person today, and anybody of a unit that was named.
  private func mayApprove(_ person: Ref<Person>, _ proposal: NoticeProposal, on day: CivilDate) throws(EngineError)
    -> Bool
  {
    let id = book.people[person].id
    if proposal.approver == id { return true }
    if let unit = book.units.ref(proposal.approver) { return book.people[person].unit == unit }
    guard let (ladder, number) = try rung(of: proposal.content), let approve = ladder.rungs[number - 1].approve else {
      return false
    }
    let asked = try asked(about: proposal.content)
    return try resolve([approve], asked, on: day).contains(id)
  }

  /// The ladder and rung that a document came from, with the steps of the case's own book.
  func rung(of content: NoticeContent) throws(EngineError) -> (ladder: Ladder, number: Int)? {
    var ladder: Ladder?
    if let number = content.tasks.first,
      let task = try reading({ store throws(StoreError) in try store.task(number: number) })
    {
      ladder = try ladders().edition(content.ladder, book: task.record.book)?.ladder
    }
    guard let found = ladder ?? book.ladders[content.ladder], found.rungs.indices.contains(content.rung - 1) else {
      return nil
    }
    return (found, content.rung)
  }

  private func asked(about content: NoticeContent) throws(EngineError) -> (question: Question, roles: EffectiveRoles)? {
    guard let number = content.tasks.first else { return asked(of: content.unit) }
    let task = try reading { store throws(StoreError) in try store.task(number: number) }
    return task.flatMap { asked(by: $0.record) }
  }

  // MARK: Answers

  private func answerNotice(_ call: OperationCall) throws(EngineError) -> ControlReply {
    let id = call.text("id")
    guard let notice = try reading({ store throws(StoreError) in try store.record(Notice.self, id: id) })?.record else {
      return .error(404, "no notice `\(id)`", help: "see `dutyctl notice list`; an id is series/year/number")
    }
    let person: Ref<Person>
    switch actor(call) {
    case .success(let known): person = known
    case .failure(let error): return error.reply
    }
    let by = book.people[person].id
    let unit = book.units[book.people[person].unit].id
    guard
      notice.content.recipients.contains(by) || notice.content.recipients.contains(unit) || notice.content.unit == unit
    else {
      return .error(
        403, "`\(by)` is not of those who were asked: \(notice.content.recipients.joined(separator: ", "))",
        help: "a recipient answers, or somebody of a unit that received it")
    }
    if let withdrawal = try reading({ store throws(StoreError) in try store.record(NoticeWithdrawal.self, id: id) }) {
      return .error(
        409, .noticeWithdrawn, [.day: date(of: withdrawal.at).description],
        "`\(id)` was withdrawn on \(date(of: withdrawal.at)): \(withdrawal.record.reason)",
        help: "nothing is left to answer; see `dutyctl notice show \(id)`")
    }
    if call.text("text").isEmpty { return .error(400, .textMissing, "an answer says something", help: "give --text") }
    let answer = NoticeAnswer(notice: id, by: by, text: call.text("text"))
    if try reading({ store throws(StoreError) in try store.fact(.noticeAnswer, id: answer.id) }) != nil {
      return .error(409, "`\(by)` has answered `\(id)` already", help: "one answer each")
    }
    try append([.fact(Fact(answer))], at: call.at)
    let isLate = notice.content.answerBy.map { call.at > $0 } ?? false
    return ControlReply(["outcome": "answered", "id": .string(id), "late": .bool(isLate)])
  }

  // MARK: Flags

  private func liftFlag(_ call: OperationCall) throws(EngineError) -> ControlReply {
    let id = call.text("id")
    guard try reading({ store throws(StoreError) in try store.fact(.flag, id: id) }) != nil else {
      return .error(404, "no flag `\(id)`", help: "see `dutyctl flag list`; an id is flag/unit/date")
    }
    if try reading({ store throws(StoreError) in try store.fact(.flagLifted, id: id) }) != nil {
      return .error(409, "`\(id)` was lifted already", help: "see `dutyctl flag list --all`")
    }
    let person: Ref<Person>
    switch actor(call) {
    case .success(let known): person = known
    case .failure(let error): return error.reply
    }
    guard book.people[person].unit == book.settings.office else {
      return .error(403, "only the coordination office lifts a flag", help: "give --by with a person of \(officeID)")
    }
    if call.text("reason").isEmpty { return .error(400, "a flag is lifted for a reason", help: "give --reason") }
    let lifted = FlagLifted(
      flag: id, date: date(of: call.at), by: book.people[person].id, reason: call.text("reason"))
    try append([.fact(Fact(lifted))], at: call.at)
    return ControlReply(["outcome": "lifted", "id": .string(id)])
  }
}

/// A refusal as a value.
struct ReplyError: Error {
  var reply: ControlReply

  init(_ status: Int, _ code: RefusalCode, _ facts: [RefusalFact: String], _ message: String, _ help: String) {
    reply = .error(status, code, facts, message, help: help)
  }
}

extension Issue {
  /// Puts out what was proposed, with everything that follows from its rung; returns the document's identifier.
  mutating func approve(_ proposal: NoticeProposal, id: String, by: String) throws(EngineError) -> String {
    let content = proposal.content
    guard let (ladder, number) = try engine.rung(of: content) else {
      // The ladder is gone: the document goes out as it was proposed, and nothing else follows from it.
      let source = engine.book.units[engine.book.settings.office].source
      let plain = Rung(
        trigger: .overdue(nil), action: RungAction(rawValue: content.action) ?? .notice, to: [],
        series: proposal.series,
        source: source)
      return try put(content, plain, approvedBy: by, proposal: id)
    }
    let rung = ladder.rungs[number - 1]
    let notice = try put(content, rung, approvedBy: by, proposal: id)
    let task = content.tasks.first
    let row =
      try task.map { number throws(EngineError) in
        try engine.reading { store throws(StoreError) in try store.task(number: number) }
      } ?? nil
    let subject = task ?? "\(content.unit)/\(content.occasion)"
    let reference = rungReference(ladder: ladder.id, rung: number, subject: subject)
    try effects(of: rung, ladder: ladder, unit: content.unit, case: row, reference: reference, notice: notice)
    return notice
  }
}
