import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyPages
import DutyPlanning
import DutyPorts

extension PageArchive {
  /// A task's page; `nil` for an unknown number. A number may be typed with its check code after it.
  package func task(_ row: TaskRow) throws(StoreError) -> TaskView {
    let record = row.record
    let events = try store.events(of: row.number) { $0 != .receipt }
    let facts = events.compactMap { dated -> Fact? in
      if case .fact(let fact) = dated.event { fact } else { nil }
    }
    let duty = archive.book.duties[record.key.duty]
    let standards = standards(of: row)
    var view = TaskView(
      task: try tasks([row])[0], period: record.key.work == nil ? periodName(record.key.period) : "", opens: record.opens, promised: row.promised,
      leader: person(record.roles.leader), verifier: person(record.roles.verifier))
    view.support = record.roles.support.map { unit in
      let isDone = hasParts(row) ? facts.contains { $0.record(PartDone.self).map { $0.unit == unit && $0.round == row.round } ?? false } : nil
      return (archive.unitName(unit), isDone)
    }
    view.basis = duty?.basis ?? ""
    view.checklist = standards.map { archive.book.standards[$0].name }
    view.mustShow = wantedEvidence(row, standards)
    view.signatory = missingSignature(row, facts)
    if let quantity = duty?.quantity {
      let total = facts.compactMap { $0.record(Progress.self) }.last { $0.quantity == quantity.name }?.total ?? 0
      view.progress = (quantity.name, total, quantity.target)
    }
    for dated in events {
      guard case .fact(let fact) = dated.event, let evidence = fact.record(DutyLedger.Evidence.self) else { continue }
      view.evidence.append(shown(evidence, at: dated.at))
    }
    let words = TaskPast(reader, names, number: row.number)
    view.history = events.compactMap { words.line($0.event, when: reader.moments.plain($0.at)) }
    try addWhy(row, &view)
    let by = try store.deadlineHistory(events.lazy.map(\.event))
    view.deadlineBy = by
    view.campaign = archive.book.campaigns[by.limitCampaign].map { link(to: $0) }
    view.isRectification = record.key.work == .rectification
    if view.isRectification { view.finding = record.key.period }
    view.may = may(row, view, facts)
    // Who may approve a void may do it alone.
    if view.may.contains(.void), let known = archive.book.people.ref(person),
      planner.approvers(of: record, on: archive.today).contains(known)
    {
      view.alone.insert(.void)
    }
    return view
  }

  /// A file that was shown, as pages say it.
  func shown(_ evidence: DutyLedger.Evidence, at: Instant) -> ShownEvidence {
    ShownEvidence(
      id: evidence.id, isPicture: evidence.isPicture, name: evidence.name, shows: evidence.shows, by: person(evidence.by),
      at: at)
  }

  /// What waits for somebody's consent, as a task's page says it.
  package func asked(_ wishes: [ApprovalWish]) -> [AskedWish] {
    wishes.compactMap { wish in
      guard let action = wish.wish["action"]?.string.flatMap({ TaskAction(rawValue: $0) }) else { return nil }
      return AskedWish(
        id: wish.id, action: action, by: person(wish.by), approvers: wish.approvers.map { person($0) },
        mayDecide: wish.approvers.contains(person) && wish.by != person)
    }
  }

  /// The receipts that the task names, as what they say.
  private func addWhy(_ row: TaskRow, _ view: inout TaskView) throws(StoreError) {
    let roles = row.record.roles
    if let receipt = try store.receipt(id: row.record.assignment) {
      for (part, id) in [(TaskPart.lead, roles.lead), (.leader, roles.leader), (.holder, roles.holder), (.verifier, roles.verifier)] {
        guard let entry = receipt.body["roles"]?[part.rawValue] else { continue }
        view.why.append(why(part, names.person(id), entry))
      }
      for entry in receipt.body["support"]?.array ?? [] {
        view.why.append(why(.support, names.unit(entry["value"]?.string ?? ""), entry))
      }
    }
    guard let receipt = try store.receipt(id: row.record.deadline) else { return }
    func text(_ key: String) -> String { receipt.body[key]?.string ?? "" }
    let lines = (receipt.body["lines"]?.array ?? []) + (receipt.body["notes"]?.array ?? [])
    view.deadline = WhyDeadline(
      limit: text("limit"), from: moment(text("from")), due: moment(text("due")), lines: lines.compactMap(\.string))
  }

  private func why(_ part: TaskPart, _ who: String, _ entry: JSONValue) -> WhyRole {
    func text(_ key: String) -> String { entry[key]?.string ?? "" }
    var role = WhyRole(
      part: part, who: who, rule: text("rule"), source: text("source"), basis: text("basis"),
      expression: text("expression"), rows: entry["rows"]?.array?.compactMap(\.string) ?? [],
      actingFor: text("acting-for").isEmpty ? "" : person(text("acting-for")), fallback: text("reason"))
    role.isRule = role.rule.isEmpty || planner.assignment.rules.contains { $0.id == role.rule }
    if !role.isRule { role.basis = said(role.basis) }
    return role
  }

  /// What somebody decided, `换人 (p-0157, approved by p-0017)`, with the people's names.
  private func said(_ basis: String) -> String {
    guard basis.hasSuffix(")"), let open = basis.lastIndex(of: "(") else { return basis }
    let inside = basis[basis.index(after: open)...].dropLast()
    let note = String(basis[..<open].reversed().drop { $0 == " " }.reversed())
    guard let asked = inside.firstRange(of: ", approved by ") else {
      return archive.book.people[String(inside)] == nil ? basis : reader.whySaid(note, person(String(inside)))
    }
    return reader.whyAsked(note, person(String(inside[..<asked.lowerBound])), person(String(inside[asked.upperBound...])))
  }

  /// A receipt's instant without its offset, `2026-11-23 17:30`.
  private func moment(_ text: String) -> String {
    guard text.utf8.count >= 16 else { return text }
    return text.prefix(16).split(separator: "T").joined(separator: " ")
  }

  // MARK: What it needs

  /// The standards that a task is about and that apply to its subject.
  func standards(of row: TaskRow) -> [Ref<Standard>] {
    guard let question = planner.question(of: row.record.key) else { return [] }
    if let standard = question.standard { return [standard] }
    guard let duty = archive.book.duties[row.record.key.duty] else { return [] }
    return duty.standards.filter { ref in
      let standard = archive.book.standards[ref]
      if let sector = question.sector, duty.grain == .sector, standard.sector != sector { return false }
      return standard.appliesTo.map { planner.assignment.matches($0, question.subject) } ?? true
    }
  }

  /// The duty's kinds of evidence, else those of its standards.
  func wantedEvidence(_ row: TaskRow, _ standards: [Ref<Standard>]) -> [String] {
    if let duty = archive.book.duties[row.record.key.duty], !duty.evidence.isEmpty { return duty.evidence }
    var kinds: [String] = []
    for standard in standards {
      for kind in archive.book.standards[standard].evidence where !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }

  /// Whether supporting units close their own parts of it (M15).
  func hasParts(_ row: TaskRow) -> Bool {
    if row.record.roles.support.isEmpty { return false }
    if let said = archive.book.duties[row.record.key.duty]?.hasParts { return said }
    switch archive.book.settings.people.parts {
    case .all: return true
    case .none: return false
    case .cases: return row.record.key.work != nil
    }
  }

  /// Who signs the document off, where somebody has to and has not.
  private func missingSignature(_ row: TaskRow, _ facts: [Fact]) -> String {
    guard archive.book.duties[row.record.key.duty]?.signOff != nil, row.state == .reported else { return "" }
    let isSigned = facts.contains { $0.record(SignedOff.self).map { $0.round == row.round } ?? false }
    guard !isSigned, let lead = archive.book.units.ref(row.record.roles.lead),
      let head = planner.assignment.postHolder("head", of: lead, on: archive.today)
    else { return "" }
    return archive.book.people[head].name
  }

  /// What a report on a task has to carry.
  package func report(_ row: TaskRow) throws(StoreError) -> ReportView {
    let standards = standards(of: row)
    let all = standards.flatMap { standard in archive.book.standards[standard].measures.map { (standard, $0) } }
    let measures = all.map { standard, measure in
      let isAlone = all.count { $0.1.value == measure.value } == 1
      let row = archive.book.standards[standard]
      return ReportView.Measured(
        name: isAlone ? measure.value : row.id + ":" + measure.value, standard: row.name, value: measure.value,
        atLeastMicro: measure.atLeastMicro, atMostMicro: measure.atMostMicro)
    }
    var position = ""
    if case .place(let place)? = planner.question(of: row.record.key)?.subject,
      let at = archive.book.places.coordinates[place]
    {
      position = FixedPoint.text(Int(at.latitude)) + ", " + FixedPoint.text(Int(at.longitude))
    }
    let lastReturn = row.state == .returned ? try lastReturn(of: row.number) : ""
    return ReportView(
      task: try tasks([row], part: .holder)[0], verifier: person(row.record.roles.verifier),
      evidence: wantedEvidence(row, standards), measures: measures,
      minutes: archive.book.duties[row.record.key.duty]?.atLeast["minutes"], position: position,
      checklist: standards.count > 1 || row.record.key.work == nil
        ? standards.map { (archive.book.standards[$0].id, archive.book.standards[$0].name) } : [],
      lastReturn: lastReturn, mostBytes: archive.book.settings.people.evidence.maxBytes,
      isRectification: row.record.key.work == .rectification)
  }

  /// Why the work on a task came back last.
  func lastReturn(of number: String) throws(StoreError) -> String {
    var note = ""
    for dated in try store.events(of: number, { $0 == .acted }) {
      if case .acted(let acted) = dated.event, acted.action == .return || acted.action == .reopen { note = acted.note }
    }
    return note
  }

  // MARK: What this reader may do

  /// What the engine would let this person do to a task as it stands; it says the last word itself.
  private func may(_ row: TaskRow, _ view: TaskView, _ facts: [Fact]) -> Set<TaskWish> {
    guard !person.isEmpty, let known = archive.book.people.ref(person) else { return [] }
    var may: Set<TaskWish> = []
    let roles = row.record.roles
    let isGoing = row.state == .dispatched || row.state == .acknowledged || row.state == .returned
    if roles.holder == person {
      if row.state == .dispatched { may.insert(.acknowledge) }
      if isGoing { may.insert(.report) }
      if isGoing, row.record.key.work != .ruling { may.insert(.disown) }
      if isGoing, archive.book.duties[row.record.key.duty]?.quantity != nil { may.insert(.progress) }
    }
    if row.state == .reported, isActing(roles.verifier, known) { may.formUnion([.verify, .return]) }
    if row.state.isOpen, row.state != .generated, row.state != .suspended, hasParts(row) {
      let own = roles.support.filter { id in
        archive.book.units.ref(id).map { planner.assignment.belongs(known, to: $0) } ?? false
      }
      let isOpen = own.contains { unit in
        !facts.contains { $0.record(PartDone.self).map { $0.unit == unit && $0.round == row.round } ?? false }
      }
      if isOpen { may.insert(.part) }
    }
    for wish in TaskWish.changes {
      guard let action = wish.action, planner.mayWish(action, known, row, on: archive.today) else { continue }
      may.insert(wish)
    }
    if !view.signatory.isEmpty, view.signatory == archive.book.people[known].name { may.insert(.sign) }
    return may
  }

  /// Whether this reader is a person or stands in for them today.
  private func isActing(_ id: String, _ known: Ref<Person>) -> Bool {
    if id == person { return true }
    guard let absent = archive.book.people.ref(id) else { return false }
    return archive.book.absences.contains { $0.person == absent && $0.acting == known && $0.span.contains(archive.today) }
  }
}
