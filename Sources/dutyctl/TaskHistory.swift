import DutyCalendar
import DutyLedger

/// What happened to a task, an event a line, in words.
struct TaskHistory {
  let zone: Zone
  let names: Names
  let number: String

  func text(_ event: Event) -> String {
    switch event {
    case .generated(let record):
      return "opened for \(names.person(record.roles.holder)) of \(names.unit(record.roles.lead)), due "
        + "\(zone.local(record.due))" + (record.isCaughtUp ? ", caught up after downtime" : "")
    case .dispatched(let record):
      return "dispatched in revision \(record.revision) of \(record.date)"
        + (record.reason.isEmpty ? "" : " (\(record.reason))")
    case .moved(let move): return "changed hands: \(move.reason)"
    case .rederived(let change):
      return "deadline \(zone.local(change.from)) → \(zone.local(change.to)): \(change.reason)"
    case .rung(let rung):
      return "rung \(rung.rung) of \(rung.ladder) told "
        + rung.recipients.map { names.recipient($0) }.joined(separator: ", ")
        + (rung.reason.isEmpty ? "" : " (\(rung.reason))")
    case .acted(let acted): return text(acted)
    case .fact(let fact): return text(fact)
    default: return event.kind.rawValue
    }
  }

  private static let past: [TaskAction: String] = [
    .dispatch: "dispatched", .acknowledge: "acknowledged", .report: "reported", .verify: "verified", .return: "returned",
    .extend: "extended", .transfer: "transferred", .suspend: "suspended", .resume: "resumed", .void: "voided",
    .reopen: "reopened", .reissue: "reissued",
  ]

  private func text(_ acted: TaskActed) -> String {
    var text = "\(Self.past[acted.action] ?? acted.action.rawValue) by \(names.person(acted.by))"
    if let approver = acted.approvedBy, approver != acted.by { text += ", approved by \(names.person(approver))" }
    if let closure = acted.closure { text += " as \(closure.rawValue)" }
    if !acted.whose.isEmpty { text += ", \(acted.action == .return ? "part of" : "it is") \(names.unit(acted.whose))" }
    if !acted.values.isEmpty {
      text += ", " + acted.values.sorted { $0.key < $1.key }.map { "\($0.key) \(micro($0.value))" }.joined(separator: ", ")
    }
    if !acted.failed.isEmpty { text += ", failed: \(acted.failed.joined(separator: ", "))" }
    if let minutes = acted.minutes { text += ", \(minutes) minutes" }
    if !acted.evidence.isEmpty { text += ", \(acted.evidence.count) files shown" }
    if let roles = acted.roles { text += ", now \(names.person(roles.holder)) of \(names.unit(roles.lead))" }
    if let due = acted.due { text += ", due \(zone.local(due))" }
    if !acted.note.isEmpty { text += ": \(acted.note)" }
    if !acted.via.isEmpty { text += " [\(acted.via)]" }
    return text
  }

  private func micro(_ value: Int) -> String {
    let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    var digits = String(rest + 1_000_000).dropFirst()
    while digits.hasSuffix("0") { digits = digits.dropLast() }
    return (value < 0 ? "-" : "") + "\(whole)" + (digits.isEmpty ? "" : ".\(digits)")
  }

  private func text(_ fact: Fact) -> String {
    if let evidence = fact.record(Evidence.self) {
      return "\(evidence.shows) \(evidence.name) kept by \(names.person(evidence.by)) (\(evidence.id.prefix(12)))"
    }
    if let part = fact.record(PartDone.self) {
      return "part of \(names.unit(part.unit)) closed by \(names.person(part.by)): \(part.note)"
    }
    if let sign = fact.record(SignedOff.self) {
      return "signed off by \(names.person(sign.by))" + (sign.note.isEmpty ? "" : ": \(sign.note)")
    }
    if let progress = fact.record(Progress.self) {
      return "\(progress.quantity) \(progress.total), says \(names.person(progress.by))"
        + (progress.note.isEmpty ? "" : ": \(progress.note)")
    }
    if let disowned = fact.record(Disowned.self) {
      return "\"not mine\" (\(disowned.n)) by \(names.person(disowned.by)): \(disowned.reason)"
        + (disowned.whose.isEmpty ? "" : ", it is \(names.unit(disowned.whose))'s")
        + (disowned.ruling.isEmpty ? "" : "; ruling \(disowned.ruling) opened")
    }
    if let ruling = fact.record(Ruling.self) {
      return "ruled by \(names.person(ruling.by)): \(names.person(ruling.holder)) of \(names.unit(ruling.lead)), "
        + ruling.reason
    }
    if let cascade = fact.record(CascadeStarted.self) {
      return cascade.parent == number
        ? "handed down to \(cascade.children.count) tasks" : "handed down by cascade \(cascade.cascade): \(cascade.text)"
    }
    if let summons = fact.record(Summons.self) {
      return "summoned by \(names.unit(summons.unit)), \(names.person(summons.by)): \(summons.text)"
    }
    if let contact = fact.record(Contact.self) {
      return "contact with \(names.unit(contact.authority)) by \(names.person(contact.by)): \(contact.text)"
    }
    if let finding = fact.record(Finding.self) {
      return "finding \(finding.id) (\(finding.source)): \(finding.text)"
    }
    if let joined = fact.record(FindingJoined.self) {
      return "finding \(joined.finding) joined to \(joined.into) by \(names.person(joined.by))"
        + (joined.reason.isEmpty ? "" : ": \(joined.reason)")
    }
    if let notice = fact.record(Notice.self) {
      return "\(notice.series) \(notice.year) no. \(notice.number) to "
        + notice.content.recipients.map { names.recipient($0) }.joined(separator: ", ")
    }
    return fact.kind.rawValue + " " + fact.id
  }
}
