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

  /// A text argument; empty where there is none.
  package func text(_ key: String) -> String { arguments[key]?.string ?? "" }
  package func texts(_ key: String) -> [String] { arguments[key]?.array?.compactMap(\.string) ?? [] }
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
    "status": { (engine, call) throws(EngineError) in ControlReply(try engine.status(at: call.at)) },
    "reload": { (engine, call) throws(EngineError) in try engine.reload(call.arguments, at: call.at) },
    "designate": { (engine, call) throws(EngineError) in
      try engine.designate(call.arguments, author: call.author, at: call.at)
    },
    "designation-withdraw": { (engine, call) throws(EngineError) in
      try engine.withdraw(call.arguments, author: call.author, at: call.at)
    },
    "backfill": { (engine, call) throws(EngineError) in try engine.backfill(call.arguments, at: call.at) },
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
    defer { (self.mark, self.deed) = (nil, nil) }
    do throws(EngineError) {
      // What is due is not the request's doing.
      if deed != nil { try tick(at: now) }
      (self.mark, self.deed) = (mark, deed.map { ($0, name) })
      let reply = try body(self, OperationCall(arguments: arguments, author: author, at: now))
      (self.mark, self.deed) = (nil, nil)
      try climb(at: now)
      return reply
    } catch {
      return .error(503, error.description, help: "see the journal of dutyd; nothing was changed")
    }
  }

  private func reload(_ arguments: JSONValue, at now: Instant) throws(EngineError) -> ControlReply {
    switch try reload(confirm: arguments["confirm"]?.string, at: now) {
    case .unchanged(let digest):
      return ControlReply(["outcome": "unchanged", "book": .string(digest)])
    case .accepted(let digest, let diff, let changedHands):
      return ControlReply([
        "outcome": "accepted", "book": .string(digest), "moved": .int(Int64(diff.moved.count)),
        "gained": .int(Int64(diff.gained.count)), "lost": .int(Int64(diff.lost.count)),
        "open-tasks": .int(Int64(changedHands)), "diff": .string(diff.digest.short),
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

  /// Everything `dutyctl status` shows.
  package func status(at now: Instant) throws(EngineError) -> JSONValue {
    let head = try reading { store throws(StoreError) in try store.head() }
    let counts = try reading { store throws(StoreError) in try store.counts() }
    let books = try reading { store throws(StoreError) in try store.books() }
    let dispatch = try reading { store throws(StoreError) in try store.lastDispatch() }
    let gaps = try reading { store throws(StoreError) in try store.gaps() }
    let audit = try reading { store throws(StoreError) in try store.lastAudit() }
    let missed = try reading { store throws(StoreError) in
      try store.entries(from: now.adding(seconds: -7 * 86_400), to: now)
    }.filter { $0.outcome == .missed }
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

  private func designate(_ arguments: JSONValue, author: String, at now: Instant) throws(EngineError) -> ControlReply {
    func text(_ key: String) -> String { arguments[key]?.string ?? "" }
    var roles: [String: String] = [:]
    for role in Role.allCases {
      if let id = arguments[role.rawValue]?.string, !id.isEmpty { roles[role.rawValue] = id }
    }
    let subjects = arguments["subjects"]?.array?.compactMap(\.string) ?? []
    guard !roles.isEmpty else {
      return .error(
        400, .roleMissing, "a designation names at least one role",
        help: "give --lead, --leader, --holder or --verifier")
    }
    guard !subjects.isEmpty || !text("duty").isEmpty || !text("standard").isEmpty else {
      return .error(
        400, .subjectMissing, "a designation says what it is about", help: "give --subject, --duty or --standard")
    }
    guard !text("reason").isEmpty else {
      return .error(400, .reasonMissing, "a designation has a reason", help: "give --reason")
    }
    let until = text("until").isEmpty ? nil : CivilDate(text("until"))
    if !text("until").isEmpty, until == nil {
      return .error(
        400, .wrongTime, [.word: text("until")], "`\(text("until"))` is not a date", help: "write it as 2026-12-31")
    }
    let today = date(of: now)
    if let until, until < today {
      return .error(
        422, .overBefore, [.day: until.description],
        "it would be over before it begins: until \(until), today is \(today)", help: "give a later --until")
    }
    let content = JSONValue.array(
      [.string(author), .string(today.description), .string(text("duty")), .string(text("standard"))]
        + [.string(text("until")), .string(text("reason"))]
        + subjects.map { .string($0) } + roles.sorted { $0.key < $1.key }.map { .string($0.key + "=" + $0.value) })
    let record = DesignationRecord(
      id: "Z-" + content.digest.hex.prefix(8).uppercased(), author: author, date: today, reason: text("reason"),
      duty: text("duty"), standard: text("standard"), subjects: subjects, roles: roles, until: until)
    let existing = try reading { store throws(StoreError) in try store.designations() }
    if existing.contains(where: { $0.id == record.id }) {
      return ControlReply(["outcome": "unchanged", "id": .string(record.id)])
    }
    var trial = DesignatedRules([record], in: book)
    if let note = trial.notes.first {
      return .error(422, .namesUnknown, note, help: "see `dutyctl explain` for the names in force")
    }
    if let verifier = roles["verifier"].flatMap({ book.people.ref($0) }) {
      if roles["verifier"] == roles["holder"] {
        return .error(
          422, .verifierIsHolder, "the verifier may not be the holder", help: "closing takes two: name somebody else")
      }
      if let lead = roles["lead"].flatMap({ book.units.ref($0) }), book.people[verifier].unit == lead {
        return .error(
          422, .verifierOfLead, [.person: book.people[verifier].id, .unit: book.units[lead].id],
          "the verifier `\(book.people[verifier].id)` is of the lead unit", help: "name somebody of another unit")
      }
    }
    trial = DesignatedRules(existing + [record], in: book)
    try adopt(trial, with: .designated(record), at: now)
    return ControlReply([
      "outcome": "designated", "id": .string(record.id), "notes": .array(trial.notes.map { .string($0) }),
    ])
  }

  private func withdraw(_ arguments: JSONValue, author: String, at now: Instant) throws(EngineError) -> ControlReply {
    let id = arguments["id"]?.string ?? ""
    let existing = try reading { store throws(StoreError) in try store.designations() }
    guard existing.contains(where: { $0.id == id }) else {
      return .error(
        404, .unknownDesignation, [.word: id], "no designation `\(id)` in force", help: "see `dutyctl designation list`"
      )
    }
    let reason = arguments["reason"]?.string ?? ""
    let rest = DesignatedRules(existing.filter { $0.id != id }, in: book)
    try adopt(rest, with: .designationWithdrawn(DesignationWithdrawn(id: id, author: author, reason: reason)), at: now)
    return ControlReply(["outcome": "withdrawn", "id": .string(id)])
  }

  /// Compiles the book anew under other designations, then appends the event with all that follows from it.
  private func adopt(_ designated: DesignatedRules, with event: Event, at now: Instant) throws(EngineError) {
    try tick(at: now)
    let assignment = Assignment(book: book, designations: designated.rules)
    let proof = assignment.prove(from: date(of: now), days: book.settings.horizonDays)
    let before = current
    current.planner = Planner(assignment)
    current.proof = proof
    agenda = nil
    do {
      var events = [event]
      events += try moves(on: date(of: now), why: "designation")
      events += try gapChanges(proof, on: date(of: now))
      try append(events, at: now)
      try showMoves(events, at: now)
    } catch {
      current = before
      throw error
    }
    journal.write(JournalMessage(.designation, .notice, "designations in force: \(designated.rules.count)"))
  }

  private func backfill(_ arguments: JSONValue, at now: Instant) throws(EngineError) -> ControlReply {
    guard let duty = arguments["duty"]?.string, let period = arguments["period"]?.string else {
      return .error(400, "a backfill names a duty and a period", help: "dutyctl backfill road-patrol 2026-11-20")
    }
    let n = Int(arguments["n"]?.int ?? 1)
    try tick(at: now)
    switch try backfill(stream: duty, period: period, n: n, at: now) {
    case .generated(let count): return ControlReply(["outcome": "generated", "tasks": .int(Int64(count))])
    case .refused(let why): return .error(409, why, help: "only a missed period of a duty in force can be backfilled")
    }
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
