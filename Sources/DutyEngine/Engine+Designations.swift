import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights

/// What the office decides where no rule does (指定, M11): it binds until it is withdrawn, and passes the proofs first.
extension Engine {
  /// - Parameter author: who decides, a person of the register whom the table of rights lets designate.
  func designate(_ arguments: JSONValue, author: String, at now: Instant) throws(EngineError) -> ControlReply {
    try tick(at: now)
    if let unfit = refusal(of: .designate, "designate", to: author, at: now) { return unfit.reply }
    func text(_ key: String) -> String { arguments[key]?.string ?? "" }
    var roles: [String: String] = [:]
    for role in Role.allCases {
      if let id = arguments[role.rawValue]?.string, !id.isEmpty { roles[role.rawValue] = id }
    }
    let subjects = arguments["subjects"]?.array?.compactMap(\.string) ?? []
    guard !roles.isEmpty else {
      return .error(
        400, .roleMissing, "a designation names at least one role",
        help: "give --lead, --leader, --holder, --verifier or --approver")
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
    if let unfit = unknownName(in: record) ?? neverAsked(record) { return unfit.reply }
    let existing = try reading { store throws(StoreError) in try store.designations() }
    if let same = sameInForce(as: record, among: existing, on: today) {
      if same.id == record.id { return ControlReply(["outcome": "unchanged", "id": .string(record.id)]) }
      return .error(
        409, .designatedAlready, [.word: same.id], "the same is designated already: `\(same.id)`, on \(same.date)",
        help: "nothing is left to do; `dutyctl designation withdraw \(same.id)` ends it")
    }
    // What a later one outranks is not said anew by repeating it: it has its number for the day already.
    if existing.contains(where: { $0.id == record.id }) {
      return .error(
        409, .designatedAlready, [.word: record.id],
        "it was designated today as `\(record.id)`, and a later one outranks it",
        help: "withdraw the later one: see `dutyctl designation list`")
    }
    if let unfit = unfit(roles, on: today) { return unfit.reply }
    let trial = DesignatedRules(existing + [record], in: book)
    let proven = prove(trial, on: today)
    if let unfit = verifiesOwn(record, existing, proven.assignment) ?? opensGap(proven) { return unfit.reply }
    let standIns = standIns(of: record)
    var notes = standIns.map { standIn in
      DesignationNote(
        .actsFor, [
          .role: standIn.role.rawValue, .person: book.people[standIn.person].id,
          .people: book.people[standIn.acting].id, .day: today.description,
        ])
    }
    if let rule = proven.assignment.designation(record.id) {
      notes += proven.assignment.silentRoles(of: rule, on: today).map { role in
        DesignationNote(.decidesNothing, [.role: role.rawValue, .day: today.description])
      }
      notes += proven.assignment.outsiders(of: rule, on: today).map { outsiderNote($0, record) }
    }
    let outranked = outranked(by: record, existing, proven.assignment)
    let moves = try adopt(trial, proven, with: .designated(record), at: now)
    notes += try self.notes(on: outranked, moving: moves)
    return ControlReply([
      "outcome": "designated", "id": .string(record.id),
      "notes": .array(notes.map { .string($0.text) }), "effects": .array(notes.map(\.json)),
      "acting": .array(
        standIns.map { standIn in
          [
            "role": .string(standIn.role.rawValue), "person": .string(book.people[standIn.person].id),
            "acting": .string(book.people[standIn.acting].id),
          ]
        }),
    ])
  }

  /// What is in force of the same roles, topic, places, people and last day, and outranked by no later one.
  private func sameInForce(
    as record: DesignationRecord, among existing: [DesignationRecord], on day: CivilDate
  ) -> DesignationRecord? {
    let same = DesignationStanding.all(existing, in: planner.assignment, on: day).last { standing in
      let known = standing.record
      return standing.ended == nil && known.roles == record.roles && known.duty == record.duty
        && known.standard == record.standard && Set(known.subjects) == Set(record.subjects)
        && known.until == record.until
    }
    return same.flatMap { $0.outranked.isEmpty ? $0.record : nil }
  }

  /// Who of those named is away on the first day, and who acts for them then; somebody for whom nobody acts is refused.
  private func standIns(
    of record: DesignationRecord
  ) -> [(role: Role, person: Ref<Person>, acting: Ref<Person>)] {
    Role.allCases.compactMap { role in
      guard !role.isUnit, let person = record.roles[role.rawValue].flatMap({ book.people.ref($0) }),
        let acting = planner.assignment.present(person, on: record.date), acting != person
      else { return nil }
      return (role, person, acting)
    }
  }

  /// - Parameter author: as of ``designate(_:author:at:)``.
  func withdraw(_ arguments: JSONValue, author: String, at now: Instant) throws(EngineError) -> ControlReply {
    try tick(at: now)
    if let unfit = refusal(of: .designate, "withdraw a designation", to: author, at: now) { return unfit.reply }
    let id = arguments["id"]?.string ?? ""
    let existing = try reading { store throws(StoreError) in try store.designations() }
    guard existing.contains(where: { $0.id == id }) else {
      return .error(
        404, .unknownDesignation, [.word: id], "no designation `\(id)` in force", help: "see `dutyctl designation list`"
      )
    }
    let reason = arguments["reason"]?.string ?? ""
    if reason.isEmpty { return .error(400, .reasonMissing, "a withdrawal has a reason", help: "give --reason") }
    let today = date(of: now)
    let remaining = existing.filter { $0.id != id }
    let rest = DesignatedRules(remaining, in: book)
    let proven = prove(rest, on: today)
    if let unfit = uncoversOwnVerifier(id, remaining, proven.assignment, on: today) { return unfit.reply }
    let notes = speakAgain(without: id, existing, proven.assignment, on: today)
    let event = DesignationWithdrawn(id: id, author: author, reason: reason)
    _ = try adopt(rest, proven, with: .designationWithdrawn(event), at: now)
    return ControlReply([
      "outcome": "withdrawn", "id": .string(id), "notes": .array(notes.map { .string($0.text) }),
      "effects": .array(notes.map(\.json)),
    ])
  }

  /// Takes other designations into force: appends the event with all that follows from it.
  ///
  /// - Returns: the tasks that change hands.
  private func adopt(
    _ designated: DesignatedRules, _ proven: (assignment: Assignment, proof: Proof), with event: Event, at now: Instant
  ) throws(EngineError) -> [TaskMove] {
    let before = current
    var events = [event]
    current.planner = Planner(proven.assignment)
    current.proof = proven.proof
    agenda = nil
    do {
      events += try moves(on: date(of: now), why: "designation")
      events += try gapChanges(proven.proof, on: date(of: now))
      try append(events, at: now)
      try showMoves(events, at: now)
    } catch {
      current = before
      throw error
    }
    journal.write(JournalMessage(.designation, .notice, "designations in force: \(designated.rules.count)"))
    return events.compactMap { event in
      guard case .moved(let move) = event else { return nil }
      return move
    }
  }
}
