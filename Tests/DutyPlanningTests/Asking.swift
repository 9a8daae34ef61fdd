import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit

/// A question as a person would put it: a duty or a standard, a subject, a day.
struct Asking: Sendable {
  var duty: String?
  var standard: String?
  var subject: String
  var on: String

  init(duty: String? = nil, standard: String? = nil, _ subject: String, on: String = "2026-11-23") {
    self.duty = duty
    self.standard = standard
    self.subject = subject
    self.on = on
  }

  func question(_ book: Book) throws -> Question {
    guard let subject = book.subject(subject) else { throw DistrictError(description: "no subject \(subject)") }
    let standard = standard.flatMap { book.standards.ref($0) }
    let duty = duty.flatMap { book.duties.ref($0) }
    let sector = standard.map { book.standards[$0].sector } ?? duty.flatMap { book.duties[$0].sector }
    return Question(duty: duty, standard: standard, sector: sector, subject: subject)
  }
}

extension Planner {
  /// A role as text: an identifier, `nobody`, `tie`, or `outside p-…`.
  func who(_ role: Role, _ asking: Asking) throws -> String {
    let decision = assignment.decide(try asking.question(book), on: day(asking.on))
    let result = decision[role]
    let name = assignment.name(result, as: role) ?? "nobody"
    switch result.kind {
    case .decided: return name
    case .gap: return "nobody"
    case .tie: return "tie"
    case .outside: return "outside \(name)"
    }
  }

  func roles(_ asking: Asking) throws -> EffectiveRoles {
    let question = try asking.question(book)
    return assignment.effective(question, assignment.decide(question, on: day(asking.on)), on: day(asking.on))
  }

  func support(_ asking: Asking) throws -> [String] {
    try roles(asking).support.map { book.units[$0].id }
  }
}
