import DutyCalendar
import DutyDocuments
import DutyLedger

/// Names of what a ledger calls by identifiers; an unknown one is its identifier.
package struct PageNames: Sendable {
  package var person: @Sendable (String) -> String
  package var unit: @Sendable (String) -> String
  package var standard: @Sendable (String) -> String
  package var ladder: @Sendable (String) -> String
  /// A place or a unit.
  package var place: @Sendable (String) -> String
  package var duty: @Sendable (String) -> String
  package var score: @Sendable (String) -> String
  /// What a unit is barred from or has lost.
  package var flag: @Sendable (String) -> String

  package init(
    person: @escaping @Sendable (String) -> String, unit: @escaping @Sendable (String) -> String,
    standard: @escaping @Sendable (String) -> String, ladder: @escaping @Sendable (String) -> String = { $0 },
    place: @escaping @Sendable (String) -> String = { $0 }, duty: @escaping @Sendable (String) -> String = { $0 },
    score: @escaping @Sendable (String) -> String = { $0 }, flag: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.person = person
    self.unit = unit
    self.standard = standard
    self.ladder = ladder
    self.place = place
    self.duty = duty
    self.score = score
    self.flag = flag
  }
}

/// What happened to a task, an event a line, in the reader's words.
package struct TaskPast {
  let reader: PageReader
  let names: PageNames
  let number: String
  private var say: PageWords { reader.say }

  package init(_ reader: PageReader, _ names: PageNames, number: String) {
    self.reader = reader
    self.names = names
    self.number = number
  }

  /// A line; `nil` for what is of no use to people: receipts, chain marks.
  package func line(_ event: Event, when: String) -> PageHistory.Line? {
    func line(_ who: String, _ what: String, _ note: String = "") -> PageHistory.Line {
      PageHistory.Line(when: when, who: who, what: what, note: note)
    }
    switch event {
    case .generated(let record):
      return line(
        names.person(record.roles.holder),
        say(record.isCaughtUp ? .hGeneratedLate : .hGenerated, reader.moments.short(record.due)))
    case .dispatched(let record): return line("", say(.hDispatched, record.date.description, String(record.revision)))
    case .moved(let move): return line(names.person(move.to.holder), say(.hMoved), "")
    case .rederived(let change):
      return line("", say(change.cause.phrase, reader.moments.short(change.from), reader.moments.short(change.to)), "")
    case .rung(let rung):
      let told = say.list(rung.recipients.map { names.person($0) })
      return line("", say(.hRung, names.ladder(rung.ladder), String(rung.rung), told))
    case .acted(let acted): return acting(acted, when)
    case .fact(let fact): return said(fact, when)
    default: return nil
    }
  }

  private func acting(_ acted: TaskActed, _ when: String) -> PageHistory.Line {
    var parts = [say(acted.action.pastPhrase)]
    if let closure = acted.closure { parts.append(say(closure.phrase)) }
    if !acted.whose.isEmpty { parts.append(say(acted.action == .return ? .hPartOf : .hWhose, names.unit(acted.whose))) }
    for (name, micro) in acted.values.sorted(by: { $0.key < $1.key }) { parts.append(valueText(name, micro)) }
    if !acted.failed.isEmpty { parts.append(say(.hFailed, say.list(acted.failed.map { names.standard($0) }))) }
    if let minutes = acted.minutes { parts.append(say(.hMinutes, String(minutes))) }
    if !acted.evidence.isEmpty { parts.append(say(.hFiles, String(acted.evidence.count))) }
    if acted.position != nil { parts.append(say(.hCheckedIn)) }
    if let roles = acted.roles { parts.append(say(.hNow, names.person(roles.holder), names.unit(roles.lead))) }
    if let due = acted.due { parts.append(say(.dueAt, reader.moments.short(due))) }
    if let approver = acted.approvedBy, approver != acted.by { parts.append(say(.hApproved, names.person(approver))) }
    return PageHistory.Line(
      when: when, who: acted.by.isEmpty ? "" : names.person(acted.by), what: parts.joined(separator: say(.hSeparator)),
      note: acted.note)
  }

  private func valueText(_ name: String, _ micro: Int) -> String {
    let value = String(name.split(separator: ":").last ?? "")
    let standard = name.split(separator: ":").first.map(String.init) ?? ""
    let isRatio = value == "ratio"
    var digits = decimal(isRatio ? micro * 100 : micro, 6)
    while digits.hasSuffix("0") { digits.removeLast() }
    if digits.hasSuffix(".") { digits.removeLast() }
    let label = name.contains(":") ? names.standard(standard) : Vocabulary.word(value, reader.words)
    return label + " " + digits + (isRatio ? "%" : "")
  }

  private func said(_ fact: Fact, _ when: String) -> PageHistory.Line? {
    func line(_ who: String, _ what: String, _ note: String = "") -> PageHistory.Line {
      PageHistory.Line(when: when, who: who.isEmpty ? "" : names.person(who), what: what, note: note)
    }
    if let evidence = fact.record(Evidence.self) {
      return line(evidence.by, say(.hEvidence, Vocabulary.word(evidence.shows, reader.words), evidence.name))
    }
    if let part = fact.record(PartDone.self) { return line(part.by, say(.hPart, names.unit(part.unit)), part.note) }
    if let sign = fact.record(SignedOff.self) { return line(sign.by, say(.hSigned), sign.note) }
    if let progress = fact.record(Progress.self) {
      return line(
        progress.by, say(.hProgress, Vocabulary.word(progress.quantity, reader.words), String(progress.total)),
        progress.note)
    }
    if let disowned = fact.record(Disowned.self) {
      return line(disowned.by, say(.hDisowned, String(disowned.n)), disowned.reason)
    }
    if let ruling = fact.record(Ruling.self) {
      return line(ruling.by, say(.hRuled, names.person(ruling.holder), names.unit(ruling.lead)), ruling.reason)
    }
    if let cascade = fact.record(CascadeStarted.self) {
      return line(
        cascade.by, cascade.parent == number ? say(.hCascadeDown, String(cascade.children.count)) : say(.hCascade),
        cascade.text)
    }
    if let summons = fact.record(Summons.self) { return line(summons.by, say(.hSummons, names.unit(summons.unit)), summons.text) }
    if let contact = fact.record(Contact.self) {
      return line(contact.by, say(.hContact, names.unit(contact.authority)), contact.text)
    }
    if let finding = fact.record(Finding.self) { return line("", say(.hFinding, finding.id), finding.text) }
    if let joined = fact.record(FindingJoined.self) { return line(joined.by, say(.hJoined, joined.finding), joined.reason) }
    if let notice = fact.record(Notice.self) {
      let told = say.list(notice.content.recipients.map { names.person($0) })
      return line("", say(.hNotice, reader.noticeName(notice.series), String(notice.year), String(notice.number), told))
    }
    if let answer = fact.record(NoticeAnswer.self) { return line(answer.by, say(.hAnswered), answer.text) }
    return nil
  }
}

extension PageReader {
  /// A series of numbered documents by the name of its form, else by its own.
  func noticeName(_ series: String) -> String {
    switch series {
    case "reminder": words(.formReminder)
    case "notice", "rectification": words(.formRectification)
    case "bulletin": words(.formBulletin)
    case "interview": words(.formInterview)
    case "referral": words(.formReferral)
    case "commendation": words(.formCommendation)
    case "exposure": words(.formExposure)
    case "deduct", "deduction": words(.formDeduction)
    case "suspend", "suspension": words(.formSuspension)
    case "revoke", "revocation": words(.formRevocation)
    case "order": words(.formFirstOrder)
    default: series
    }
  }
}

extension DeadlineChange.Cause? {
  var phrase: Phrase {
    switch self {
    case .calendar: .hRederivedCalendar
    case .campaign: .hRederivedCampaign
    case .dispatch: .hRederivedDispatch
    case nil: .hRederived
    }
  }
}

extension TaskAction {
  var pastPhrase: Phrase {
    switch self {
    case .dispatch: .hSent
    case .acknowledge: .hAcknowledged
    case .report: .hReported
    case .verify: .hVerified
    case .return: .hReturned
    case .extend: .hExtended
    case .transfer: .hTransferred
    case .suspend: .hSuspended
    case .resume: .hResumed
    case .void: .hVoided
    case .reopen: .hReopened
    case .reissue: .hReissued
    }
  }
}

extension Closure {
  var phrase: Phrase {
    switch self {
    case .done: .closureDone
    case .fixed: .closureFixed
    case .notFound: .closureNotFound
    case .notOurs: .closureNotOurs
    case .joined: .closureJoined
    case .void: .closureVoid
    }
  }
}
