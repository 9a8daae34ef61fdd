import DutyBook
import DutyCalendar
import DutyLedger

/// A task that must exist, with everything that was decided about it.
package struct PlannedTask: Sendable {
  package var key: TaskKey
  package var question: Question
  package var decision: Decision
  package var roles: EffectiveRoles
  package var opens: Instant
  package var deadline: DeadlineReceipt
  package var isVeto: Bool
  package var stream: Int
  /// Receipts are shared by tasks of one class and one (limit, start).
  package var assignmentReceipt: Receipt
  package var deadlineReceipt: Receipt

  /// The task as the ledger keeps it.
  package func record(in book: Book, ladder: String, isCaughtUp: Bool = false) -> TaskRecord {
    TaskRecord(
      key: key, opens: opens, due: deadline.due, limit: deadline.limit.description,
      roles: book.taskRoles(roles), assignment: assignmentReceipt.id, deadline: deadlineReceipt.id, ladder: ladder,
      isVeto: isVeto, book: book.digest, isCaughtUp: isCaughtUp)
  }
}

extension Book {
  /// Roles as identifiers; what nobody holds is empty.
  package func taskRoles(_ roles: EffectiveRoles) -> TaskRoles {
    func id(_ person: Ref<Person>?) -> String { person.map { people[$0].id } ?? "" }
    return TaskRoles(
      lead: units[roles.lead].id, leader: id(roles.leader), holder: id(roles.holder), verifier: id(roles.verifier),
      support: roles.support.map { units[$0].id })
  }

  /// The ladder that tasks get: `overdue`, or the first there is; empty without one.
  package var defaultLadder: String { ladders["overdue"]?.id ?? ladders.rows.first?.id ?? "" }
}

extension Planner {
  /// The tasks of an entry, in the order of their keys' subjects.
  ///
  /// - Parameter start: where limits begin: the opening, or the moment of catching up when the deadline from the
  ///   opening is already past (design §3 What).
  package func tasks(of entry: PlannedEntry, start: Instant? = nil) -> [PlannedTask] {
    guard entry.outcome == .generate else { return [] }
    let stream = streams[entry.stream]
    let duty = book.duties[stream.duty]
    let limit = self.limit(of: stream, on: entry.date)
    let receipt = deadline(limit, of: entry, start: start)
    let deadlineReceipt = Receipt(kind: .deadline, body: ReceiptText.deadline(receipt, notes: entry.notes, in: book))
    var cache = DecisionCache()
    var tasks: [PlannedTask] = []
    for subject in subjects[entry.stream] where exists(subject, on: entry.date) {
      for question in questions(of: stream, on: subject) {
        let decided = decide(question, on: entry.date, &cache)
        tasks.append(
          PlannedTask(
            key: TaskKey(
              duty: duty.id, subject: book.id(of: subject), grain: grain(of: question, duty, entry),
              period: entry.period.name, n: entry.n),
            question: question, decision: decided.decision, roles: decided.roles, opens: entry.opens,
            deadline: receipt, isVeto: isVeto(question, duty), stream: entry.stream,
            assignmentReceipt: decided.receipt, deadlineReceipt: deadlineReceipt))
      }
    }
    return tasks
  }

  private func questions(of stream: Stream, on subject: Subject) -> [Question] {
    if case .milestones = stream.kind { return [Question(duty: stream.duty, subject: subject)] }
    return assignment.questions(of: stream.duty, on: subject)
  }

  private func grain(of question: Question, _ duty: Duty, _ entry: PlannedEntry) -> String {
    if let milestone = entry.milestone { return milestone.name }
    switch duty.grain {
    case .subject: return ""
    case .sector: return question.sector.map { book.sectors[$0].id } ?? ""
    case .standard: return question.standard.map { book.standards[$0].id } ?? ""
    }
  }

  private func isVeto(_ question: Question, _ duty: Duty) -> Bool {
    if let standard = question.standard { return book.standards[standard].isVeto }
    return !duty.standards.isEmpty && duty.standards.allSatisfy { book.standards[$0].isVeto }
  }

  /// Whether a subject is in the register on a day.
  func exists(_ subject: Subject, on date: CivilDate) -> Bool {
    switch subject {
    case .place(let place): book.places.spans[place.index].contains(date)
    case .unit(let unit): book.units[unit].span.contains(date)
    }
  }

  /// The limit of a stream's tasks that open on a day: a campaign's that only shortens comes first.
  package func limit(of stream: Stream, on date: CivilDate) -> Limit {
    if case .milestones = stream.kind { return .endOfPeriod }
    if case .overlay = stream.kind { return stream.timing.due }
    let shortening = overlays[stream.duty.index].first { $0.stream == nil && $0.window.contains(date) }
    return shortening?.overlay.due ?? stream.timing.due
  }

  private func deadline(_ limit: Limit, of entry: PlannedEntry, start: Instant?) -> DeadlineReceipt {
    let nominal = limit.deadline(from: entry.opens, period: entry.period, in: book.limitContext)
    guard let start, nominal.due < start else { return nominal }
    return limit.deadline(from: start, period: nil, in: book.limitContext)
  }
}

/// Decisions of one day by class, so that a class is decided once.
struct DecisionCache {
  struct Key: Hashable {
    var isPlace: Bool
    var subject: Int32
    var duty: Int32
    var topic: Int32
  }

  struct Decided {
    var decision: Decision
    var roles: EffectiveRoles
    var receipt: Receipt
    /// Whether another subject of the class may come to other people.
    var spreads: Bool
  }

  var known: [Key: Decided] = [:]
}

extension Planner {
  func decide(_ question: Question, on date: CivilDate, _ cache: inout DecisionCache) -> DecisionCache.Decided {
    let key: DecisionCache.Key
    let topic = question.standard.map { assignment.standardClassOf[$0.index] } ?? question.sector.map { -2 - $0.raw } ?? -1
    switch question.subject {
    case .place(let place):
      key = .init(
        isPlace: true, subject: assignment.classes.classOf[place.index], duty: question.duty?.raw ?? -1, topic: topic)
    case .unit(let unit):
      key = .init(isPlace: false, subject: unit.raw, duty: question.duty?.raw ?? -1, topic: topic)
    }
    if var known = cache.known[key] {
      guard known.spreads else { return known }
      known.decision = assignment.decide(question, on: date)
      known.roles = assignment.effective(question, known.decision, on: date)
      return known
    }
    let decision = assignment.decide(question, on: date)
    let roles = assignment.effective(question, decision, on: date)
    let spread = Role.allCases.contains { decision[$0].rule >= 0 && spreads[Int(decision[$0].rule)] }
    let decided = DecisionCache.Decided(
      decision: decision, roles: roles,
      receipt: Receipt(kind: .assignment, body: ReceiptText.assignment(question, decision, roles, on: date, in: assignment)),
      spreads: spread || !roles.fromOffice.isEmpty)
    cache.known[key] = decided
    return decided
  }

  /// The question that a task answers, in this book; nil when the book no longer has its duty, subject or grain.
  package func question(of key: TaskKey) -> Question? {
    guard let duty = book.duties.ref(key.duty), let subject = book.subject(key.subject) else { return nil }
    let isMilestone = book.campaigns[key.duty]?.plan != nil
    if key.grain.isEmpty || isMilestone {
      return Question(duty: duty, sector: isMilestone ? nil : book.duties[duty].sector, subject: subject)
    }
    switch book.duties[duty].grain {
    case .subject: return nil
    case .sector:
      return book.sectors.ref(key.grain).map { Question(duty: duty, sector: $0, subject: subject) }
    case .standard:
      return book.standards.ref(key.grain).map {
        Question(duty: duty, standard: $0, sector: book.standards[$0].sector, subject: subject)
      }
    }
  }
}
