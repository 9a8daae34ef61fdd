import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPlanning
import DutyPorts

/// One call of an operation.
package struct OperationCall: Sendable {
  package var arguments: JSONValue
  /// Who called, as the socket knows it: `uid 0`, or a name.
  package var author: String
  package var at: Instant

  /// In whose name it is done: whom the request names with `by`, else who called.
  package var actor: String { arguments["by"]?.string ?? author }

  /// A text argument; empty where there is none.
  package func text(_ key: String) -> String { arguments[key]?.string ?? "" }
  package func texts(_ key: String) -> [String] { arguments[key]?.array?.compactMap(\.string) ?? [] }
}

extension JSONValue {
  /// Arguments in which a text of nothing but blanks is empty: what has to be said is not said with a space.
  fileprivate var withoutBlanks: JSONValue {
    guard case .object(let fields) = self else { return self }
    return .object(
      fields.mapValues { value in
        guard let text = value.string, !text.isEmpty, text.allSatisfy(\.isWhitespace) else { return value }
        return ""
      })
  }
}

/// What an operation does: all of it, or nothing; a refusal is an answer, not an error.
package typealias OperationBody = @Sendable (Engine, OperationCall) throws(EngineError) -> ControlReply

extension Engine {
  /// What can be asked of a running daemon, by name; `dutyctl` has a command for each.
  package static let operations: [String: OperationBody] = [
    coreOperations,
    deliveryOperations,
    findingOperations,
    ladderOperations,
    peopleOperations,
    postOperations,
  ].reduce(into: [:]) { all, some in all.merge(some) { $1 } }

  private static let coreOperations: [String: OperationBody] = [
    "status": { (engine, call) throws(EngineError) in
      ControlReply(try engine.status(at: call.at, allMissed: call.arguments["missed"]?.bool ?? false))
    },
    "names": { (engine, call) throws(EngineError) in engine.names(call) },
    "reload": { (engine, call) throws(EngineError) in try engine.reload(call.arguments, at: call.at) },
    "designate": { (engine, call) throws(EngineError) in
      try engine.designate(call.arguments, author: call.actor, at: call.at)
    },
    "designation-withdraw": { (engine, call) throws(EngineError) in
      try engine.withdraw(call.arguments, author: call.actor, at: call.at)
    },
    "backfill": { (engine, call) throws(EngineError) in try engine.backfill(call) },
    "audit": { (engine, call) throws(EngineError) in try engine.audit(call.arguments, at: call.at) },
  ]

  /// Answers one operation at an instant; an error of the store is an answer too.
  ///
  /// - Parameters:
  ///   - mark: stands in the transaction in which the operation is written, if it writes anything; what was due before
  ///     must be in the ledger already.
  ///   - deed: the request by which it is done, for when that comes again; it stands there too.
  package func perform(
    _ name: String, _ arguments: JSONValue, author: String, at now: Instant, mark: ProcessRecord? = nil,
    deed: RequestMark? = nil
  ) -> ControlReply {
    guard let body = Self.operations[name] else {
      let known = Self.operations.keys.sorted().joined(separator: ", ")
      return .error(404, "unknown operation `\(name)`", help: "one of: \(known)")
    }
    let call = OperationCall(arguments: arguments.withoutBlanks, author: author, at: now)
    if let refusal = call.tooLong { return refusal }
    defer { (self.mark, self.deed) = (nil, nil) }
    do throws(EngineError) {
      // What is due is not the request's doing.
      if deed != nil { try tick(at: now) }
      (self.mark, self.deed) = (mark, deed.map { ($0, name) })
      let reply = try body(self, call)
      (self.mark, self.deed) = (nil, nil)
      try climb(at: now)
      return reply
    } catch {
      return .error(503, error.description, help: "see the journal of dutyd; nothing was changed")
    }
  }

  private func reload(_ arguments: JSONValue, at now: Instant) throws(EngineError) -> ControlReply {
    if let confirm = arguments["confirm"]?.string, confirm.wholeMatch(of: #/[0-9a-f]{8,64}/#) == nil {
      return .error(
        400, "`\(confirm.prefix(80))` is not the digest of a change",
        help: "give 8 to 64 of its hexadecimal digits, as `dutyctl diff` prints them")
    }
    switch try reload(confirm: arguments["confirm"]?.string, at: now) {
    case .unchanged(let digest):
      return ControlReply(["outcome": "unchanged", "book": .string(digest)])
    case .accepted(let digest, let diff, let changedHands):
      return ControlReply([
        "outcome": "accepted", "book": .string(digest), "moved": .int(Int64(diff.moved.count)),
        "gained": .int(Int64(diff.gained.count)), "lost": .int(Int64(diff.lost.count)),
        "open-tasks": .int(Int64(changedHands)), "deadlines": .int(Int64(diff.redated.count)),
        "diff": .string(diff.digest.short),
      ])
    case .refused(let refusal):
      return ControlReply(
        status: 422,
        [
          "outcome": "refused", "book": .string(book.digest),
          "error": ["code": .string(refusal.codes.first ?? "R000"), "message": .string(refusal.summary)],
          "diagnostics": .array(refusal.lines.map { .string($0) }),
          "confirm": refusal.confirm.map { .string($0) } ?? .null,
        ])
    }
  }

  /// What the registers in force have of a name: `{"items": [{"id": "p-0112", "within": "云河区环境卫生事务中心"}]}`.
  private func names(_ call: OperationCall) -> ControlReply {
    guard let kind = NameKind(rawValue: call.text("kind")) else {
      let known = NameKind.allCases.map(\.rawValue).joined(separator: ", ")
      return .error(400, "no list of names `\(call.text("kind"))`", help: "one of: \(known)")
    }
    return ControlReply([
      "items": .array(
        book.namesakes(call.text("name"), kind).map { ["id": .string($0.id), "within": .string($0.within)] })
    ])
  }

  /// Everything `dutyctl status` shows.
  ///
  /// - Parameter allMissed: name every missed period that the ledger has, not those of the last seven days alone.
  package func status(at now: Instant, allMissed: Bool = false) throws(EngineError) -> JSONValue {
    let head = try reading { store throws(StoreError) in try store.head() }
    let counts = try reading { store throws(StoreError) in try store.counts() }
    let books = try reading { store throws(StoreError) in try store.books() }
    let dispatch = try reading { store throws(StoreError) in try store.lastDispatch() }
    let gaps = try reading { store throws(StoreError) in try store.gaps() }
    let audit = try reading { store throws(StoreError) in try store.lastAudit() }
    let missed = try reading { store throws(StoreError) in
      try store.entries(from: allMissed ? Instant(seconds: 0) : now.adding(seconds: -7 * 86_400), to: now)
    }.filter { $0.outcome == .missed }
    let unopened = try unopened(at: now)
    let next = try self.next(after: now)
    let problem = self.problem
    let state = problem != nil ? "failing" : degraded != nil ? "degraded" : "running"
    return .object([
      "state": .string(state),
      "problem": problem.map { .string($0) } ?? .null,
      "refused": degraded.map { .array($0.lines.map { .string($0) }) } ?? .null,
      "now": .string(zone.rfc3339(now)),
      "next": ["at": .string(zone.rfc3339(next.at)), "what": .string(next.what)],
      "district": .string(book.settings.district),
      "book": [
        "digest": .string(book.digest), "since": .string(books.last.map { zone.rfc3339($0.since) } ?? ""),
        "rules": .int(Int64(book.rules.count)), "duties": .int(Int64(book.duties.count)),
        "places": .int(Int64(book.places.count)), "units": .int(Int64(book.units.count)),
        "people": .int(Int64(book.people.count)),
      ],
      "reload": lastReload.map { ["at": .string(zone.rfc3339($0.at)), "accepted": .bool($0.accepted)] } ?? .null,
      "ledger": [
        "transactions": .int(head.number), "head": .string(head.hash), "events": .int(Int64(counts.events)),
        "tasks": .int(Int64(counts.tasks)), "open": .int(Int64(counts.open)),
      ],
      "missed": .array(
        missed.map {
          [
            "duty": .string($0.stream), "period": .string($0.period), "n": .int(Int64($0.n)),
            "reason": .string($0.reason),
          ]
        }),
      "missed-total": .int(Int64(counts.missedEntries)),
      "unopened": .array(
        unopened.map {
          [
            "duty": .string(planner.streams[$0.stream].id), "period": .string($0.period.name), "n": .int(Int64($0.n)),
            "opened": .string(zone.rfc3339($0.opens)),
          ]
        }),
      "dispatch": dispatch.map {
        [
          "date": .string($0.record.date.description), "revision": .int(Int64($0.record.revision)),
          "outcome": .string($0.record.outcome.rawValue), "at": .string(zone.rfc3339($0.at)),
        ]
      } ?? .null,
      "deliveries": try deliveryStatus() ?? .null,
      "designations-wanted": .int(Int64(gaps.count)),
      "audit": audit.map {
        [
          "date": .string($0.date.description), "differences": .array($0.differences.map { .string($0) }),
        ]
      } ?? .null,
    ])
  }

  private func audit(_ arguments: JSONValue, at now: Instant) throws(EngineError) -> ControlReply {
    let today = date(of: now)
    let from = arguments["from"]?.string.flatMap { CivilDate($0) } ?? today.adding(days: -1)
    let to = arguments["to"]?.string.flatMap { CivilDate($0) } ?? from
    guard from <= to, from <= today else {
      return .error(
        400, from <= to ? "\(from) has not come" : "\(from) is after \(to)",
        help: "an audit looks at days that are there: give --from and --to, \(today) at the latest")
    }
    // A day costs a good part of a second, and nothing else is done meanwhile.
    guard Int(min(to, today).epochDay - from.epochDay) < 400 else {
      return .error(400, "\(from) to \(to) is more than 400 days", help: "ask for them a year at a time")
    }
    var days: [JSONValue] = []
    var day = from
    while day <= min(to, today) {
      if let record = try audit(of: day) {
        days.append([
          "date": .string(record.date.description), "entries": .int(Int64(record.entries)),
          "tasks": .int(Int64(record.tasks)), "differences": .array(record.differences.map { .string($0) }),
        ])
      }
      day = day.adding(days: 1)
    }
    return ControlReply(["days": .array(days)])
  }
}

extension ControlReply {
  /// A refusal whose cause pages say in their reader's language.
  static func error(
    _ status: Int, _ code: RefusalCode, _ facts: [RefusalFact: String], _ message: String, help: String
  ) -> ControlReply {
    ControlReply(
      status: status,
      [
        "error": [
          "code": .int(Int64(status)), "message": .string(message), "help": .string(help),
          "reason": Refusal(code, facts).json,
        ]
      ])
  }

  static func error(_ status: Int, _ code: RefusalCode, _ message: String, help: String) -> ControlReply {
    error(status, code, [:], message, help: help)
  }

  static func error(_ status: Int, _ message: String, help: String) -> ControlReply {
    ControlReply(
      status: status, ["error": ["code": .int(Int64(status)), "message": .string(message), "help": .string(help)]])
  }
}
