import DutyCalendar

/// Why a stored body is not an event of its kind.
package struct CodecError: Error, Hashable, Sendable, CustomStringConvertible {
  package var kind: EventKind
  package var reason: String

  package var description: String { "a `\(kind.rawValue)` event: \(reason)" }
}

extension EventCodec {
  /// Reads a body that ``encode(_:)`` wrote.
  ///
  /// - Errors: ``CodecError`` for bytes that are not JSON, a field that is absent, unknown or of another shape, and for
  ///   a number or an identifier that does not derive from the rest.
  package static func decode(_ kind: EventKind, _ body: [UInt8]) throws(CodecError) -> Event {
    let value: JSONValue
    do { value = try JSONValue(parsing: body) } catch { throw CodecError(kind: kind, reason: error.description) }
    var reader = try FieldReader(kind, value)
    let event = try decode(kind, &reader)
    try reader.finish()
    return event
  }

  private static func decode(_ kind: EventKind, _ reader: inout FieldReader) throws(CodecError) -> Event {
    switch kind {
    case .generated: .generated(try task(&reader))
    case .entry: .entry(try entry(&reader))
    case .receipt: .receipt(try receipt(&reader))
    case .dispatched:
      .dispatched(
        DispatchRecord(
          date: try reader.date("date"), revision: try reader.integer("revision"), outcome: try reader.name("outcome"),
          reason: try reader.text("reason", or: ""), tasks: try reader.texts("tasks")))
    case .moved:
      .moved(
        TaskMove(
          task: try reader.text("task"), from: try roles("from", &reader), to: try roles("to", &reader),
          assignment: try reader.text("assignment"), reason: try reader.text("reason")))
    case .rederived:
      .rederived(
        DeadlineChange(
          task: try reader.text("task"), from: try reader.instant("from"), to: try reader.instant("to"),
          deadline: try reader.text("deadline"), reason: try reader.text("reason"),
          limit: try reader.text("limit", or: "")))
    case .rung:
      .rung(
        RungFired(
          task: try reader.text("task"), ladder: try reader.text("ladder"), rung: try reader.integer("rung"),
          nominal: try reader.instant("nominal"), recipients: try reader.texts("recipients"),
          reason: try reader.text("reason", or: "")))
    case .gap: .gap(try gap(&reader))
    case .gapClosed: .gapClosed(GapClosed(id: try reader.text("id"), reason: try reader.text("reason")))
    case .designated: .designated(try designation(&reader))
    case .designationWithdrawn:
      .designationWithdrawn(
        DesignationWithdrawn(
          id: try reader.text("id"), author: try reader.text("author"), reason: try reader.text("reason")))
    case .audited:
      .audited(
        AuditRecord(
          date: try reader.date("date"), entries: try reader.integer("entries"), tasks: try reader.integer("tasks"),
          differences: try reader.texts("differences")))
    case .acted: .acted(try acted(&reader))
    case .bookAccepted:
      .bookAccepted(
        BookAccepted(
          digest: try reader.text("digest"), previous: try reader.optionalText("previous"),
          reason: try reader.text("reason"), newStreams: try reader.texts("new-streams", or: [])))
    case .process: .process(ProcessRecord(what: try reader.text("what"), detail: try reader.text("detail")))
    default: try fact(kind, &reader)
    }
  }

  private static func fact(_ kind: EventKind, _ reader: inout FieldReader) throws(CodecError) -> Event {
    guard let fact = try FactKinds.fact(kind, &reader) else { throw reader.error("nobody reads this kind") }
    return .fact(fact)
  }

  private static func acted(_ reader: inout FieldReader) throws(CodecError) -> TaskActed {
    TaskActed(
      task: try reader.text("task"), action: try reader.name("action"), by: try reader.text("by"),
      note: try reader.text("note", or: ""), approvedBy: try reader.optionalText("approved-by"),
      values: try reader.integerMap("values"), evidence: try reader.texts("evidence", or: []),
      failed: try reader.texts("failed", or: []), minutes: try reader.optionalInteger("minutes"),
      position: try reader.position(), due: try reader.optionalInstant("due"),
      deadline: try reader.text("deadline", or: ""), roles: try reader.optionalRoles("roles"),
      assignment: try reader.text("assignment", or: ""), closure: try reader.optionalName("closure"),
      whose: try reader.text("whose", or: ""), limit: try reader.text("limit", or: ""),
      ladder: try reader.text("ladder", or: ""), book: try reader.text("book", or: ""),
      via: try reader.text("via", or: ""))
  }

  private static func task(_ reader: inout FieldReader) throws(CodecError) -> TaskRecord {
    let key = TaskKey(
      duty: try reader.text("duty"), subject: try reader.text("subject"), grain: try reader.text("grain", or: ""),
      period: try reader.text("period"), n: try reader.integer("n", or: 1))
    let record = TaskRecord(
      key: key, opens: try reader.instant("opens"), due: try reader.instant("due"), limit: try reader.text("limit"),
      roles: try roles(&reader), assignment: try reader.text("assignment"), deadline: try reader.text("deadline"),
      ladder: try reader.text("ladder", or: ""), isVeto: try reader.flag("veto"), book: try reader.text("book"),
      isCaughtUp: try reader.flag("caught-up"))
    let number = try reader.text("number")
    guard number == record.number else {
      throw reader.error("the number `\(number)` is not that of its key, `\(record.number)`")
    }
    return record
  }

  private static func roles(_ name: String, _ reader: inout FieldReader) throws(CodecError) -> TaskRoles {
    var inner = try reader.object(name)
    let roles = try roles(&inner)
    try inner.finish()
    return roles
  }

  private static func roles(_ reader: inout FieldReader) throws(CodecError) -> TaskRoles {
    TaskRoles(
      lead: try reader.text("lead"), leader: try reader.text("leader"), holder: try reader.text("holder"),
      verifier: try reader.text("verifier"), support: try reader.texts("support", or: []))
  }

  private static func entry(_ reader: inout FieldReader) throws(CodecError) -> EntryRecord {
    EntryRecord(
      stream: try reader.text("stream"), period: try reader.text("period"), n: try reader.integer("n", or: 1),
      opens: try reader.instant("opens"), outcome: try reader.name("outcome"),
      reason: try reader.text("reason", or: ""),
      count: try reader.integer("count"), digest: try reader.text("digest", or: ""), book: try reader.text("book"))
  }

  private static func receipt(_ reader: inout FieldReader) throws(CodecError) -> Receipt {
    let receipt = Receipt(kind: try reader.name("of"), body: try reader.value("body"))
    let id = try reader.text("id")
    guard id == receipt.id else { throw reader.error("the id `\(id)` is not that of its body, `\(receipt.id)`") }
    return receipt
  }

  private static func gap(_ reader: inout FieldReader) throws(CodecError) -> GapRecord {
    GapRecord(
      id: try reader.text("id"), role: try reader.text("role"), topic: try reader.text("topic"),
      witness: try reader.text("witness"), pairs: try reader.integer("pairs"), from: try reader.date("from"),
      until: try reader.date("until"), reason: try reader.text("reason"))
  }

  private static func designation(_ reader: inout FieldReader) throws(CodecError) -> DesignationRecord {
    DesignationRecord(
      id: try reader.text("id"), author: try reader.text("author"), date: try reader.date("date"),
      reason: try reader.text("reason"), duty: try reader.text("duty", or: ""),
      standard: try reader.text("standard", or: ""), subjects: try reader.texts("subjects"),
      roles: try reader.textMap("roles"), until: try reader.optionalDate("until"))
  }
}
