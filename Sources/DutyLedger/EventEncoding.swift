/// Events as canonical JSON bodies, and back.
///
/// - Shape: one object a body; keys in UTF-8 order; a field that has its usual value (no grain, `n` 1, no reason …)
///   is left out. ``EventCodec/encode(_:)`` then ``EventCodec/decode(_:_:)`` gives the same event, and the reverse
///   the same bytes.
package enum EventCodec {
  /// The body of an event.
  package static func encode(_ event: Event) -> [UInt8] {
    var writer = CanonicalWriter(reserving: 256)
    write(event, into: &writer)
    return writer.bytes
  }

  /// Appends the body of an event to a writer's buffer.
  package static func write(_ event: Event, into writer: inout CanonicalWriter) {
    if case .fact(let fact) = event { return writer.value(fact.body) }
    writer.open()
    switch event {
    case .generated(let task): fields(task, &writer)
    case .entry(let entry): fields(entry, &writer)
    case .receipt(let receipt): fields(receipt, &writer)
    case .dispatched(let record): fields(record, &writer)
    case .moved(let move): fields(move, &writer)
    case .rederived(let change): fields(change, &writer)
    case .rung(let rung): fields(rung, &writer)
    case .gap(let gap): fields(gap, &writer)
    case .gapClosed(let closed):
      writer.field("id", closed.id)
      writer.field("reason", closed.reason)
    case .designated(let record): fields(record, &writer)
    case .designationWithdrawn(let withdrawn):
      writer.field("author", withdrawn.author)
      writer.field("id", withdrawn.id)
      writer.field("reason", withdrawn.reason)
    case .audited(let audit): fields(audit, &writer)
    case .acted(let acted): fields(acted, &writer)
    case .bookAccepted(let accepted): fields(accepted, &writer)
    case .fact: break
    case .process(let record):
      writer.field("detail", record.detail)
      writer.field("what", record.what)
    }
    writer.close()
  }

  private static func fields(_ task: TaskRecord, _ writer: inout CanonicalWriter) {
    writer.field("assignment", task.assignment)
    writer.field("book", task.book)
    writer.flag("caught-up", task.isCaughtUp)
    writer.field("deadline", task.deadline)
    writer.field("due", task.due)
    writer.field("duty", task.key.duty)
    writer.text("grain", task.key.grain)
    writer.field("holder", task.roles.holder)
    writer.text("ladder", task.ladder)
    writer.field("lead", task.roles.lead)
    writer.field("leader", task.roles.leader)
    writer.field("limit", task.limit)
    if task.key.n != 1 { writer.field("n", task.key.n) }
    writer.field("number", task.number)
    writer.field("opens", task.opens)
    writer.field("period", task.key.period)
    writer.field("subject", task.key.subject)
    if !task.roles.support.isEmpty { writer.field("support", task.roles.support) }
    writer.field("verifier", task.roles.verifier)
    writer.flag("veto", task.isVeto)
  }

  private static func fields(_ entry: EntryRecord, _ writer: inout CanonicalWriter) {
    writer.field("book", entry.book)
    writer.field("count", entry.count)
    writer.text("digest", entry.digest)
    if entry.n != 1 { writer.field("n", entry.n) }
    writer.field("opens", entry.opens)
    writer.field("outcome", entry.outcome.rawValue)
    writer.field("period", entry.period)
    writer.text("reason", entry.reason)
    writer.field("stream", entry.stream)
  }

  private static func fields(_ receipt: Receipt, _ writer: inout CanonicalWriter) {
    writer.field("body", receipt.body)
    writer.field("id", receipt.id)
    writer.field("of", receipt.kind.rawValue)
  }

  private static func fields(_ record: DispatchRecord, _ writer: inout CanonicalWriter) {
    writer.field("date", record.date)
    writer.field("outcome", record.outcome.rawValue)
    writer.text("reason", record.reason)
    writer.field("revision", record.revision)
    writer.field("tasks", record.tasks)
  }

  private static func fields(_ move: TaskMove, _ writer: inout CanonicalWriter) {
    writer.field("assignment", move.assignment)
    writer.key("from")
    roles(move.from, &writer)
    writer.field("reason", move.reason)
    writer.field("task", move.task)
    writer.key("to")
    roles(move.to, &writer)
  }

  private static func roles(_ roles: TaskRoles, _ writer: inout CanonicalWriter) {
    writer.open()
    writer.field("holder", roles.holder)
    writer.field("lead", roles.lead)
    writer.field("leader", roles.leader)
    if !roles.support.isEmpty { writer.field("support", roles.support) }
    writer.field("verifier", roles.verifier)
    writer.close()
  }

  private static func fields(_ change: DeadlineChange, _ writer: inout CanonicalWriter) {
    writer.field("deadline", change.deadline)
    writer.field("from", change.from)
    writer.text("limit", change.limit)
    writer.field("reason", change.reason)
    writer.field("task", change.task)
    writer.field("to", change.to)
  }

  private static func fields(_ rung: RungFired, _ writer: inout CanonicalWriter) {
    writer.field("ladder", rung.ladder)
    writer.field("nominal", rung.nominal)
    writer.text("reason", rung.reason)
    writer.field("recipients", rung.recipients)
    writer.field("rung", rung.rung)
    writer.field("task", rung.task)
  }

  private static func fields(_ gap: GapRecord, _ writer: inout CanonicalWriter) {
    writer.field("from", gap.from)
    writer.field("id", gap.id)
    writer.field("pairs", gap.pairs)
    writer.field("reason", gap.reason)
    writer.field("role", gap.role)
    writer.field("topic", gap.topic)
    writer.field("until", gap.until)
    writer.field("witness", gap.witness)
  }

  private static func fields(_ record: DesignationRecord, _ writer: inout CanonicalWriter) {
    writer.field("author", record.author)
    writer.field("date", record.date)
    writer.text("duty", record.duty)
    writer.field("id", record.id)
    writer.field("reason", record.reason)
    writer.field("roles", .object(record.roles.mapValues { .string($0) }))
    writer.text("standard", record.standard)
    writer.field("subjects", record.subjects)
    if let until = record.until { writer.field("until", until) }
  }

  private static func fields(_ audit: AuditRecord, _ writer: inout CanonicalWriter) {
    writer.field("date", audit.date)
    writer.field("differences", audit.differences)
    writer.field("entries", audit.entries)
    writer.field("tasks", audit.tasks)
  }

  private static func fields(_ acted: TaskActed, _ writer: inout CanonicalWriter) {
    writer.field("action", acted.action.rawValue)
    if let approver = acted.approvedBy { writer.field("approved-by", approver) }
    writer.text("assignment", acted.assignment)
    writer.text("book", acted.book)
    writer.field("by", acted.by)
    if let closure = acted.closure { writer.field("closure", closure.rawValue) }
    writer.text("deadline", acted.deadline)
    if let due = acted.due { writer.field("due", due) }
    if !acted.evidence.isEmpty { writer.field("evidence", acted.evidence) }
    if !acted.failed.isEmpty { writer.field("failed", acted.failed) }
    writer.text("ladder", acted.ladder)
    if let position = acted.position {
      writer.field("lat", position.latitudeMicro)
    }
    writer.text("limit", acted.limit)
    if let position = acted.position { writer.field("lon", position.longitudeMicro) }
    if let minutes = acted.minutes { writer.field("minutes", minutes) }
    writer.text("note", acted.note)
    if let roles = acted.roles {
      writer.key("roles")
      self.roles(roles, &writer)
    }
    writer.field("task", acted.task)
    if !acted.values.isEmpty { writer.field("values", .object(acted.values.mapValues { .int(Int64($0)) })) }
    writer.text("via", acted.via)
    writer.text("whose", acted.whose)
  }

  private static func fields(_ accepted: BookAccepted, _ writer: inout CanonicalWriter) {
    writer.field("digest", accepted.digest)
    if !accepted.newStreams.isEmpty { writer.field("new-streams", accepted.newStreams) }
    if let previous = accepted.previous { writer.field("previous", previous) }
    writer.field("reason", accepted.reason)
  }
}

extension CanonicalWriter {
  /// A text that is left out when empty.
  fileprivate mutating func text(_ name: StaticString, _ text: String) {
    if !text.isEmpty { field(name, text) }
  }

  /// A flag that is left out when false.
  fileprivate mutating func flag(_ name: StaticString, _ isSet: Bool) {
    guard isSet else { return }
    key(name)
    raw("true")
  }
}
