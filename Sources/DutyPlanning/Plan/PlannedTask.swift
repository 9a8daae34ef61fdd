import DutyBook
import DutyCalendar
import DutyLedger
import Synchronization

/// A task that must exist, with everything that was decided about it.
package struct PlannedTask: Sendable {
  package var key: TaskKey
  package var question: Question
  package var decision: Decision
  package var roles: EffectiveRoles
  /// The roles as identifiers, as the ledger keeps them.
  package var named: TaskRoles
  package var opens: Instant
  package var deadline: DeadlineReceipt
  /// The limit that the deadline was derived from, as text.
  package var limit: String
  package var isVeto: Bool
  package var stream: Int
  /// Receipts are shared by tasks of one class and one (limit, start).
  package var assignmentReceipt: Receipt
  package var deadlineReceipt: Receipt

  /// The task as the ledger keeps it.
  package func record(in book: Book, ladder: String, isCaughtUp: Bool = false) -> TaskRecord {
    TaskRecord(
      key: key, opens: opens, due: deadline.due, limit: limit, roles: named, assignment: assignmentReceipt.id,
      deadline: deadlineReceipt.id, ladder: ladder, isVeto: isVeto, book: book.digest, isCaughtUp: isCaughtUp)
  }
}

extension Book {
  /// Roles as identifiers; what nobody holds is empty.
  package func taskRoles(_ roles: EffectiveRoles) -> TaskRoles {
    func id(_ person: Ref<Person>?) -> String { person.map { people.rows[$0.index].id } ?? "" }
    return TaskRoles(
      lead: units.rows[roles.lead.index].id, leader: id(roles.leader), holder: id(roles.holder),
      verifier: id(roles.verifier), support: roles.support.map { units.rows[$0.index].id })
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
    let (limit, whose) = limitInForce(of: stream, on: entry.date)
    // A milestone is the campaign's own.
    let campaign = entry.milestone == nil ? whose : nil
    let receipt = deadline(limit, of: entry, start: start)
    let deadlineReceipt = Receipt(
      kind: .deadline, body: ReceiptText.deadline(receipt, notes: entry.notes, campaign: campaign, in: book))
    let limitText = receipt.limit.description
    let stretch = stretches.number(of: entry.date)
    var cache = kept.withLock { $0.take(stream: entry.stream, stretch: stretch) }
    var tasks: [PlannedTask] = []
    tasks.reserveCapacity(subjects[entry.stream].count)
    for subject in subjects[entry.stream] where exists(subject, on: entry.date) {
      for question in questions(of: stream, on: subject) {
        let decided = decide(question, on: entry.date, &cache)
        tasks.append(
          PlannedTask(
            key: key(of: question, duty, entry), question: question, decision: decided.decision, roles: decided.roles,
            named: decided.named, opens: entry.opens, deadline: receipt, limit: limitText,
            isVeto: isVeto(question, duty), stream: entry.stream,
            assignmentReceipt: self.receipt(of: decided, on: entry.date, &cache), deadlineReceipt: deadlineReceipt))
      }
    }
    kept.withLock { [cache] in $0.keep(cache, stream: entry.stream, stretch: stretch) }
    return tasks
  }

  /// The keys of the tasks of an entry, in the same order: all that an audit compares.
  package func keys(of entry: PlannedEntry) -> [TaskKey] {
    guard entry.outcome == .generate else { return [] }
    let stream = streams[entry.stream]
    let duty = book.duties[stream.duty]
    var keys: [TaskKey] = []
    for subject in subjects[entry.stream] where exists(subject, on: entry.date) {
      for question in questions(of: stream, on: subject) { keys.append(key(of: question, duty, entry)) }
    }
    return keys
  }

  private func key(of question: Question, _ duty: Duty, _ entry: PlannedEntry) -> TaskKey {
    TaskKey(
      duty: duty.id, subject: book.id(of: question.subject), grain: grain(of: question, duty, entry),
      period: entry.period.name, n: entry.n)
  }

  private func questions(of stream: Stream, on subject: Subject) -> [Question] {
    if case .milestones = stream.kind { return [Question(duty: stream.duty, subject: subject)] }
    return assignment.questions(of: stream.duty, on: subject)
  }

  private func grain(of question: Question, _ duty: Duty, _ entry: PlannedEntry) -> String {
    if let milestone = entry.milestone { return milestone.id }
    switch duty.grain {
    case .subject: return ""
    case .sector: return question.sector.map { book.sectors[$0].id } ?? ""
    case .standard: return question.standard.map { book.standards[$0].id } ?? ""
    }
  }

  private func isVeto(_ question: Question, _ duty: Duty) -> Bool {
    if let standard = question.standard { return book.standards.rows[standard.index].isVeto }
    return !duty.standards.isEmpty && duty.standards.allSatisfy { book.standards.rows[$0.index].isVeto }
  }

  /// Whether a subject is in the register on a day.
  func exists(_ subject: Subject, on date: CivilDate) -> Bool {
    switch subject {
    case .place(let place): book.places.spans[place.index].contains(date)
    case .unit(let unit): book.units.rows[unit.index].span.contains(date)
    }
  }

  /// Of the limits of overlapping campaigns, the one that ends first (design §3 Campaigns).
  func strictest(_ limits: [Limit], from start: Instant, period: Period?) -> Limit? {
    limits.min {
      $0.deadline(from: start, period: period, in: book.limitContext).due
        < $1.deadline(from: start, period: period, in: book.limitContext).due
    }
  }

  private func deadline(_ limit: Limit, of entry: PlannedEntry, start: Instant?) -> DeadlineReceipt {
    let nominal = limit.deadline(from: entry.opens, period: entry.period, in: book.limitContext)
    guard let start, nominal.due < start else { return nominal }
    return limit.deadline(handedOutLate: start, in: book.limitContext)
  }
}

extension Planner {
  /// The question that a task answers, in this book; nil when the book no longer has its duty, subject or grain.
  package func question(of key: TaskKey) -> Question? {
    if key.work != nil, book.duties.ref(key.duty) == nil { return caseQuestion(of: key) }
    guard let duty = book.duties.ref(key.duty) ?? book.duties.ref(formerNames.duty(key.duty)),
      let subject = book.subject(key.subject) ?? book.subject(formerNames.subject(key.subject))
    else { return nil }
    let isMilestone = isPlan[duty.index]
    if key.grain.isEmpty || isMilestone {
      return Question(duty: duty, sector: isMilestone ? nil : book.duties.rows[duty.index].sector, subject: subject)
    }
    switch book.duties.rows[duty.index].grain {
    case .subject: return nil
    case .sector:
      return (book.sectors.ref(key.grain) ?? book.sectors.ref(formerNames.topic(key.grain))).map {
        Question(duty: duty, sector: $0, subject: subject)
      }
    case .standard:
      return (book.standards.ref(key.grain) ?? book.standards.ref(formerNames.topic(key.grain))).map {
        Question(duty: duty, standard: $0, sector: book.standards[$0].sector, subject: subject)
      }
    }
  }
}
