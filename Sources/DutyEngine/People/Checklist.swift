import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning

/// What the book in force asks of whoever works on one question: read from it once, asked for at every act.
final class Checklist: Sendable {
  /// `nil` where the book no longer knows the duty, the subject or the grain.
  let question: Question?
  /// The standards that the task is about and that apply to its subject: the one of its grain, else the duty's.
  let standards: [Ref<Standard>]
  /// Their identifiers.
  let lines: [String]
  /// The kinds of evidence that must be shown, as the queue says them: the duty's, else those of its standards.
  let evidence: [String]
  /// What is measured (M19, M20).
  let measures: [Line]
  /// The duty's own terms.
  let terms: Terms
  /// Where the subject is, where the register knows it.
  let position: Position?

  struct Line: Sendable {
    var standard: Ref<Standard>
    var measure: Measure
    /// `public-notices:ratio`.
    var fullName: String
    /// Whether no other is measured under the measure's own name.
    var isAlone: Bool
  }

  /// What a duty says of a report and of closing; all empty without one.
  struct Terms: Sendable {
    var id = ""
    var leastMinutes: Int?
    var mostMetres: Int?
    var quantity: DutyQuantity?
    /// Days between visits.
    var apart: Int?
    var hasParts: Bool?
    var signOff: RoleExpression?

    init(_ duty: Duty?) {
      guard let duty else { return }
      id = duty.id
      leastMinutes = duty.atLeast["minutes"]
      mostMetres = duty.atMost["metres"]
      quantity = duty.quantity
      if case .quota(_, _, let days?) = duty.timing.cadence.form { apart = days }
      hasParts = duty.hasParts
      signOff = duty.signOff
    }
  }

  init(_ question: Question?, _ assignment: Assignment) {
    let book = assignment.book
    let duty = question?.duty.map { book.duties[$0] }
    let standards = question.map { Self.standards(of: $0, duty, assignment) } ?? []
    let measures = standards.flatMap { standard in book.standards[standard].measures.map { (standard, $0) } }
    self.question = question
    self.standards = standards
    lines = standards.map { book.standards[$0].id }
    evidence = Self.evidence(duty, standards, book)
    self.measures = measures.map { standard, measure in
      Line(
        standard: standard, measure: measure, fullName: book.standards[standard].id + ":" + measure.value,
        isAlone: measures.count { $0.1.value == measure.value } == 1)
    }
    terms = Terms(duty)
    if case .place(let place)? = question?.subject {
      position = book.places.position(of: place)
    } else {
      position = nil
    }
  }

  private static func standards(of question: Question, _ duty: Duty?, _ assignment: Assignment) -> [Ref<Standard>] {
    if let standard = question.standard { return [standard] }
    guard let duty else { return [] }
    let table = assignment.book.standards
    return duty.standards.filter { ref in
      if let sector = question.sector, duty.grain == .sector, table[ref].sector != sector { return false }
      guard let selector = table[ref].appliesTo else { return true }
      return assignment.matches(selector, question.subject)
    }
  }

  private static func evidence(_ duty: Duty?, _ standards: [Ref<Standard>], _ book: Book) -> [String] {
    if let own = duty?.evidence, !own.isEmpty { return own }
    var kinds: [String] = []
    for standard in standards {
      for kind in book.standards[standard].evidence where !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }
}

extension Engine {
  /// The checklist of a task's question under the book in force.
  func checklist(of key: TaskKey) -> Checklist {
    guard let question = planner.question(of: key) else { return Checklist(nil, planner.assignment) }
    if let known = checklists[question] { return known }
    let made = Checklist(question, planner.assignment)
    checklists[question] = made
    return made
  }
}
