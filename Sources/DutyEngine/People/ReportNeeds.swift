import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// What a report on a task has to carry, and what closing it waits for: what a form asks before it is sent.
package struct ReportNeeds: Hashable, Sendable {
  /// Kinds of evidence; `note` and `check-in` are said, the others are files.
  package var evidence: [String]
  /// What is measured, as a report calls it, with its bounds.
  package var measures: [NamedMeasure]
  package var minutes: Int?
  /// How many of the duty's quantity there must be.
  package var quantity: Int?
  /// Where a check-in has to be near, where the register knows it.
  package var position: Position?
  /// Supporting units whose part is open.
  package var openParts: [String]
  /// Who signs it off before it is checked, where nobody has.
  package var signatory: String?

  package struct NamedMeasure: Hashable, Sendable {
    package var name: String
    package var atLeastMicro: Int?
    package var atMostMicro: Int?
  }
}

extension Engine {
  /// What a report on a task needs as it stands.
  package func reportNeeds(of row: TaskRow, at now: Instant) throws(EngineError) -> ReportNeeds {
    let matter: TaskCase
    do throws(ActError) {
      matter = try TaskCase(self, row, ActBatch(now: now, via: ""))
    } catch {
      if case .failed(let error) = error { throw error }
      throw .store(.failed("task \(row.number) cannot be read"))
    }
    let checklist = matter.checklist
    let measures = checklist.measures.map { line in
      ReportNeeds.NamedMeasure(
        name: line.isAlone ? line.measure.value : line.fullName, atLeastMicro: line.measure.atLeastMicro,
        atMostMicro: line.measure.atMostMicro)
    }
    return ReportNeeds(
      evidence: checklist.evidence, measures: measures, minutes: matter.terms.leastMinutes,
      quantity: matter.terms.quantity?.target, position: checklist.position, openParts: matter.openParts,
      signatory: matter.missingSignature())
  }

  /// What closing a task waits for besides its verifier; `nil` where it cannot wait for anything.
  package func closingNeeds(of row: TaskRow, at now: Instant) throws(EngineError) -> ReportNeeds? {
    let signs = book.duties[row.record.key.duty]?.signOff != nil
    return signs || !row.record.roles.support.isEmpty ? try reportNeeds(of: row, at: now) : nil
  }

  /// Somebody of a unit who is there on a day, its liaison first.
  package func somebody(of unit: String, at now: Instant) -> String? {
    guard let ref = book.units.ref(unit) else { return nil }
    for post in ["liaison", "head"] {
      if let person = planner.assignment.postHolder(post, of: ref, on: date(of: now)) { return book.people[person].id }
    }
    return book.people.rows.first { $0.unit == ref && $0.span.contains(date(of: now)) }?.id
  }

  /// Keeps facts that a rehearsal makes up; evidence among them has no file.
  package func rehearse(_ facts: [Fact], at now: Instant) throws(EngineError) {
    try append(facts.map { .fact($0) }, at: now)
  }
}
