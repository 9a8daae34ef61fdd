import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

/// A rung about to fire for a case.
struct Firing {
  var task: TaskRow
  var ladder: Ladder
  /// From 1.
  var number: Int
  var nominal: Instant
  var counted: [String] = []

  var rung: Rung { ladder.rungs[number - 1] }
  var reference: String { rungReference(ladder: ladder.id, rung: number, subject: task.number) }

  /// What it counted, and who was told in whose place.
  func reason(_ told: Told, on day: CivilDate) -> String {
    let counts = counted.isEmpty ? "" : "\(ladder.text(ofTrigger: number)): \(counted.joined(separator: ", "))"
    return [counts, told.reason(on: day)].filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

/// Whom a rung tells, and why those where its own recipients are nobody.
struct Told {
  var recipients: [String]
  /// What its `to` said in vain; empty where it named somebody.
  var vacant = ""
  /// The rung whose recipients were told instead; `nil` for the office.
  var instead: Int?

  /// For the ledger and the journal; empty where nothing is odd.
  func reason(on day: CivilDate) -> String {
    guard !vacant.isEmpty else { return "" }
    let told = instead.map { "those of rung \($0)" } ?? "the office"
    return "nobody holds \(vacant) on \(day): told \(told)"
  }

  /// For the document.
  func note(_ locale: Settings.Locale, on day: CivilDate) -> String {
    guard locale == .chinese, !vacant.isEmpty else { return reason(on: day) }
    let told = instead.map { "改送第 \($0) 级收件人" } ?? "改送创建办"
    return "\(day) “\(vacant)”无人在岗，\(told)"
  }
}

extension Engine {
  /// Fires rungs, in the order given, with everything that follows from them; one transaction.
  ///
  /// Documents that are late, because the daemon was down when they were due, are put together: one for each set of
  /// recipients, which names them all.
  func fire(_ firings: [Firing], at: Instant) throws(EngineError) {
    guard !firings.isEmpty else { return }
    var events: [Event] = []
    var issue = try Issue(self, at: at)
    let day = date(of: at)
    var memo = ToldMemo(on: day)
    for firing in firings {
      let told = try memo.told(firing, by: self)
      events.append(
        .rung(
          RungFired(
            task: firing.task.number, ladder: firing.ladder.id, rung: firing.number, nominal: firing.nominal,
            recipients: told.recipients, reason: firing.reason(told, on: day))))
      try issue.take(firing, told)
    }
    events += try issue.finished()
    try append(events, at: at)
    try tell(firings)
  }

  /// Fires one rung for the open tasks of one deadline.
  func fire(_ rung: DeadlineRung, nominal: Instant, now: Instant) throws(EngineError) {
    let at = effective(nominal, now)
    if rung.onlyTells { return try tellAlike(rung, nominal: nominal, at: at) }
    try fire(try firings(rung, nominal: nominal), at: at)
  }

  /// Takes out what is late and puts out documents: after a downtime these fire together.
  func split(_ steps: [(Instant, Step)], _ now: Instant) -> (timely: [(Instant, Step)], late: [(Instant, DeadlineRung)])
  {
    var timely: [(Instant, Step)] = []
    var late: [(Instant, DeadlineRung)] = []
    for (instant, step) in steps {
      if case .rung(let rung) = step, rung.edition.hasDocuments, effective(instant, now) != instant {
        late.append((instant, rung))
      } else {
        timely.append((instant, step))
      }
    }
    return (timely, late)
  }

  /// Fires what a downtime left, each rung once and in order, in one transaction.
  func fireLate(_ late: [(Instant, DeadlineRung)], now: Instant) throws(EngineError) {
    var all: [Firing] = []
    for (instant, rung) in late { all += try firings(rung, nominal: instant) }
    // A rung that has just fired for a case is not in the ledger yet when the next is looked for: each is asked once.
    var seen: Set<String> = []
    all = all.filter { seen.insert($0.reference).inserted }
    all.sort { ($0.nominal, $0.task.number, $0.number) < ($1.nominal, $1.task.number, $1.number) }
    try fire(all, at: now)
    if let first = all.first?.nominal { climbs.unaudited = min(climbs.unaudited ?? first, first) }
  }

  /// Whom a rung tells; for one that reaches nobody the next rung's recipients, else the office.
  func recipients(
    of ladder: Ladder, _ number: Int, asked: (question: Question, roles: EffectiveRoles)?, on day: CivilDate
  ) throws(EngineError) -> Told {
    let office = book.units[book.settings.office].id
    let own = ladder.rungs[number - 1]
    let named = try resolve(own.to, asked, on: day)
    if !named.isEmpty { return Told(recipients: named) }
    if own.to.isEmpty {
      // A sanction that names nobody tells the unit that it falls on.
      return Told(recipients: asked.map { [book.units[$0.roles.lead].id] } ?? [office])
    }
    let vacant = own.to.map(\.text).joined(separator: ", ")
    for higher in ladder.rungs.indices.dropFirst(number) {
      let found = try resolve(ladder.rungs[higher].to, asked, on: day)
      if !found.isEmpty { return Told(recipients: found, vacant: vacant, instead: higher + 1) }
    }
    return Told(recipients: [office], vacant: vacant)
  }

  /// People and units that expressions name for a case, without repetition.
  func resolve(
    _ expressions: [RoleExpression], _ asked: (question: Question, roles: EffectiveRoles)?, on day: CivilDate
  ) throws(EngineError) -> [String] {
    guard let asked else { return [] }
    var found: [String] = []
    for written in expressions {
      guard let expression = try expression(written.text) else { continue }
      for recipient in planner.assignment.recipients(expression, of: asked.question, roles: asked.roles, on: day)
      where !found.contains(recipient) {
        found.append(recipient)
      }
    }
    return found
  }

  /// What a task asks, and who has it now; where its subject is in no register any more, it asks of the lead unit.
  func asked(by record: TaskRecord) -> (question: Question, roles: EffectiveRoles) {
    let roles = EffectiveRoles(
      lead: book.units.ref(record.roles.lead) ?? book.settings.office, leader: book.people.ref(record.roles.leader),
      holder: book.people.ref(record.roles.holder), verifier: book.people.ref(record.roles.verifier), approver: nil,
      support: [], fromOffice: [])
    let subject = book.subject(record.key.subject) ?? .unit(roles.lead)
    return (planner.question(of: record.key) ?? Question(subject: subject), roles)
  }

  /// What a ladder of units asks of one.
  func asked(of unit: String) -> (question: Question, roles: EffectiveRoles)? {
    guard let ref = book.units.ref(unit) else { return nil }
    let roles = EffectiveRoles(
      lead: ref, leader: nil, holder: nil, verifier: nil, approver: nil, support: [], fromOffice: [])
    return (Question(subject: .unit(ref)), roles)
  }
}
