import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts
import DutyRights

/// Appeals (申诉) and what they change (M46): everything after the contested thing is derived again without it.
extension Engine {
  func fileAppeal(_ call: OperationCall) throws(EngineError) -> ControlReply {
    let against = call.text("against")
    guard let contested = try contested(against) else {
      return .error(
        404, "nothing on record is called `\(against)`",
        help: "name a finding, a notice, a deduction or a flag by its id")
    }
    let appeal = Appeal(against: against, by: call.text("by"), reason: call.text("reason"))
    if appeal.by.isEmpty || book.people.ref(appeal.by) == nil {
      return .error(422, "no person `\(appeal.by)` in the register", help: "give --by with a person's id")
    }
    let what = "contest `\(against)`"
    if let unfit = refusal(of: .fileAppeal, what, to: appeal.by, about: contested.whose, at: call.at) {
      return unfit.reply
    }
    if let withdrawal = try reading({ store throws(StoreError) in try store.record(NoticeWithdrawal.self, id: against) })
    {
      return .error(
        409, .contestsWithdrawn, [.day: date(of: withdrawal.at).description],
        "`\(against)` was withdrawn on \(date(of: withdrawal.at)): \(withdrawal.record.reason)",
        help: "nothing is left to contest; see `dutyctl notice show \(against)`")
    }
    if appeal.reason.isEmpty { return .error(400, "an appeal has a reason", help: "give --reason") }
    if try reading({ store throws(StoreError) in try store.fact(.appeal, id: appeal.id) }) != nil {
      return .error(409, "`\(against)` is contested already", help: "there is one appeal against each")
    }
    try append([.fact(Fact(appeal))], at: call.at)
    return ControlReply(["outcome": "filed", "id": .string(appeal.id)])
  }

  /// What can be contested: the unit that it falls on, and whoever may contest it.
  private func contested(_ id: String) throws(EngineError) -> (unit: String, whose: Resource)? {
    func read<Record: FactRecord>(_ type: Record.Type) throws(EngineError) -> Record? {
      try reading { store throws(StoreError) in try store.record(type, id: id)?.record }
    }
    if let finding = try classified(id) {
      let roles = finding.roles
      return (roles?.lead ?? "", Resource(units: [roles?.lead ?? ""], people: [roles?.holder ?? ""]))
    }
    if let notice = try read(Notice.self) { return (notice.content.unit, try struck(by: notice.content)) }
    if let deduction = try read(Deduction.self) {
      return (deduction.unit, Resource(units: [deduction.unit], people: [deduction.person]))
    }
    if let flag = try read(EligibilityFlag.self) { return (flag.unit, Resource(unit: flag.unit)) }
    return nil
  }

  /// Whom a document is about, not whom it was sent to.
  private func struck(by content: NoticeContent) throws(EngineError) -> Resource {
    var (units, people) = ([content.unit], [String]())
    for number in content.tasks {
      guard let row = try reading({ store throws(StoreError) in try store.task(number: number) }) else { continue }
      people.append(row.record.roles.holder)
      if content.unit.isEmpty { units.append(row.record.roles.lead) }
    }
    return Resource(units: units, people: people)
  }

  /// A finding as it says now.
  func classified(_ id: String) throws(EngineError) -> Finding? {
    let later = try reading { store throws(StoreError) in try store.record(FindingClassified.self, id: id) }
    if let later { return later.record.now }
    return try reading { store throws(StoreError) in try store.record(Finding.self, id: id) }?.record
  }

  func decideAppeal(_ call: OperationCall) throws(EngineError) -> ControlReply {
    let id = call.text("id")
    guard let appeal = try reading({ store throws(StoreError) in try store.record(Appeal.self, id: id) })?.record else {
      return .error(404, "no appeal `\(id)`", help: "see `dutyctl appeal list`")
    }
    if try reading({ store throws(StoreError) in try store.fact(.appealDecision, id: id) }) != nil {
      return .error(409, "`\(id)` is decided already", help: "an appeal is decided once")
    }
    guard let by = book.people.ref(call.text("by")), book.people[by].unit == book.settings.office else {
      return .error(403, "only the coordination office decides appeals", help: "give --by with a person of \(officeID)")
    }
    let person = book.people[by].id
    if person == appeal.by { return .error(403, "nobody decides their own appeal", help: "closing takes two") }
    if call.text("reason").isEmpty { return .error(400, "a decision has a reason", help: "give --reason") }
    guard call.arguments["upheld"]?.bool == true else {
      let decision = AppealDecision(
        appeal: id, against: appeal.against, isUpheld: false, by: person, reason: call.text("reason"), changes: [])
      try append([.fact(Fact(decision))], at: call.at)
      return ControlReply(["outcome": "dismissed", "id": .string(id), "changes": []])
    }
    return try uphold(appeal, by: person, call)
  }

  private func uphold(_ appeal: Appeal, by person: String, _ call: OperationCall) throws(EngineError) -> ControlReply {
    let known = try struckReferences()
    let record = try sanctions(around: appeal.against)
    let (result, tables) = try derivedAnew(record, without: appeal.against, known: known, at: call.at)
    var events: [Event] = []
    var effects = result.effects + tables
    var touched: [String: [TaskRoles]] = [:]
    if let card = try reading({ store throws(StoreError) in try store.findingCard(appeal.against) }) {
      let (voided, others) = try endings(of: card, known: known)
      for row in voided {
        touched[row.number] = [row.record.roles]
        effects.append(.voided(task: row.number))
        events.append(
          .acted(
            TaskActed(
              task: row.number, action: .void, by: person, note: "the finding was struck out on appeal \(appeal.id)",
              approvedBy: person, closure: .void)))
      }
      if !others.isEmpty { effects.append(.goesOn(findings: others)) }
      // Of one that was void before the reporter has heard.
      if card.standing != .void {
        var batch = IntakeBatch()
        try answer(card.finding, stage: Closure.void.rawValue, &batch, at: call.at)
        events += batch.events
      }
    }
    let decision = AppealDecision(
      appeal: appeal.id, against: appeal.against, isUpheld: true, by: person, reason: call.text("reason"),
      changes: effects.map(\.text))
    events.insert(.fact(Fact(decision)), at: 0)
    for notice in result.notices {
      events.append(
        .fact(Fact(NoticeWithdrawal(notice: notice, appeal: appeal.id, reason: "upheld: \(appeal.against)"))))
    }
    let day = date(of: call.at)
    for flag in result.flags
    where try reading({ store throws(StoreError) in try store.fact(.flagLifted, id: flag) }) == nil {
      events.append(.fact(Fact(FlagLifted(flag: flag, date: day, by: person, reason: "upheld: \(appeal.against)"))))
    }
    for (name, points) in result.corrections.sorted(by: { $0.key < $1.key }) {
      guard let original = record.deductions.first(where: { $0.id == name }) else { continue }
      // Dated as the original, so that the period it fell into is put right.
      events.append(
        .fact(
          Fact(
            Deduction(
              id: "\(name)~\(appeal.id)", unit: original.unit, person: original.person, date: original.date,
              milliPoints: points, askedMilliPoints: points, reason: "appeal \(appeal.id) was upheld",
              reference: original.id))))
    }
    try append(events, at: call.at)
    try showTouched(touched, at: call.at)
    return ControlReply([
      "outcome": "upheld", "id": .string(appeal.id), "changes": .array(decision.changes.map { .string($0) }),
    ])
  }

  /// What falls away, the league tables included: they are computed anew without it, which may undo a rung of places,
  /// whose deductions change the tables again.
  private func derivedAnew(
    _ record: SanctionRecord, without id: String, known: Set<String>, at now: Instant
  ) throws(EngineError) -> (Rederivation, [AppealEffect]) {
    var record = record
    var result = record.without([id], known: known)
    var places: [AppealEffect] = []
    for _ in 0..<8 {
      let striking = Set([id] + result.notices + result.rungs)
      (record.tables, places) = try tables(for: record, striking: striking, at: now)
      let next = record.without([id], known: known)
      if next == result { break }
      result = next
    }
    return (result, places)
  }

  /// The published tables that units' rungs on record rest on, as they would be without some findings and notices.
  private func tables(
    for record: SanctionRecord, striking: Set<String>, at now: Instant
  ) throws(EngineError) -> ([RankingPeriod], [AppealEffect]) {
    let names = Set(record.unitRungs.compactMap { record.ladders[$0.ladder]?.ranking?.score })
    guard !names.isEmpty else { return ([], []) }
    let book = book
    return try reading { store throws(StoreError) in
      let board = try ScoreBoard(store, book, now: now, striking: striking)
      // What came late, or what earlier appeals struck out, has moved places already: that is not this one's doing.
      let present = try ScoreBoard(store, book, now: now)
      var tables: [RankingPeriod] = []
      var places: [AppealEffect] = []
      for name in names.sorted() {
        guard let score = book.scores[name] else { continue }
        for published in try store.rankings(of: name) {
          guard let period = Period(named: published.period) else { continue }
          let table = try board.ranking(of: score, in: period)
          tables.append(table)
          let standing = try present.ranking(of: score, in: period)
          for row in table.rows {
            guard let before = published.row(row.unit), before.rank != row.rank,
              standing.rows.first(where: { $0.unit == row.unit })?.rank != row.rank
            else { continue }
            places.append(
              .rank(
                score: name, period: published.period, unit: row.unit, now: row.rank, published: before.rank))
          }
        }
      }
      return (tables, places)
    }
  }

  /// The open tasks that end with a finding that is struck out; none where others that were joined with it stand, whom
  /// they go on for.
  private func endings(
    of card: FindingCard, known: Set<String>
  ) throws(EngineError) -> (voided: [TaskRow], others: [String]) {
    let open = card.rows.filter(\.state.isOpen)
    guard !open.isEmpty else { return ([], []) }
    let all = try reading { store throws(StoreError) in [card.main] + (try store.findingsJoined(to: card.main)) }
    let others = all.map(\.id).filter { $0 != card.finding.id && !known.contains($0) }
    return (others.isEmpty ? open : [], others)
  }

  /// Everything that hangs together with what is contested: the unit's cases, and those that relapsed from it.
  func sanctions(around id: String) throws(EngineError) -> SanctionRecord {
    let unit = try contested(id)?.unit ?? ""
    let topic = Topic.unit(unit)
    let findings = try reading { store throws(StoreError) in
      try store.facts(FactQuery(.finding, .findingClassified, topic: topic))
        + (try store.facts(FactQuery(.finding, .findingClassified, topic: Topic.finding(id))))
    }
    let notices = try reading { store throws(StoreError) in try store.records(Notice.self, topic: topic) }
    var numbers = Set(findings.flatMap(\.fact.tasks) + notices.flatMap(\.record.tasks))
    if let counted = climbs.countedTasks[unit] { numbers.formUnion(counted.keys) }
    if let notice = try reading({ store throws(StoreError) in try store.record(Notice.self, id: id) }) {
      numbers.formUnion(notice.record.tasks)
    }
    var record = SanctionRecord()
    let deductions = try reading { store throws(StoreError) in try store.records(Deduction.self, topic: topic) }
    for deduction in deductions {
      // `ladder/rung/task` of a case.
      let parts = deduction.record.id.split(separator: "/").map(String.init)
      if parts.count == 3, try reading({ store throws(StoreError) in try store.task(number: parts[2]) }) != nil {
        numbers.insert(parts[2])
      }
    }
    var known: [String: (notice: Notice, at: Instant)] = [:]
    for notice in notices { known[notice.record.id] = (notice.record, notice.at) }
    for number in numbers.sorted() {
      guard let found = try caseRecord(number) else { continue }
      record.cases.append(.init(record: found, ladder: try ladders().edition(of: found.task)?.ladder))
      for document in found.documents where known[document.id] == nil {
        let stored = try reading { store throws(StoreError) in try store.record(Notice.self, id: document.id) }
        if let stored { known[document.id] = (stored.record, stored.at) }
      }
    }
    record.notices = known.sorted { $0.key < $1.key }.map(\.value)
    record.deductions = deductions.map(\.record)
    record.unitRungs = try reading { store throws(StoreError) in try store.records(UnitRung.self, topic: topic) }.map(
      \.record)
    record.flags = try reading { store throws(StoreError) in try store.records(EligibilityFlag.self, topic: topic) }
      .map(\.record)
    for ladder in book.ladders.rows { record.ladders[ladder.id] = ladder }
    record.answers = try strikes(of: record.cases.map(\.record)).answers
    return record
  }
}
