import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyPlanning
import DutyRules

/// What the proofs of a rule directory came to, and who answers for each standard on a day.
///
/// - Returns: `nil` where the directory has errors, so that nothing could be proved.
package func coverageInput(_ examination: Examination, on date: CivilDate) -> CoverageInput? {
  guard let assignment = examination.assignment, let proof = examination.proof else { return nil }
  let book = assignment.book
  let questions = proof.findings.compactMap { finding -> CoverageInput.Question? in
    let kind: CoverageInput.Question.Kind
    switch finding.kind {
    case .decided: return nil
    case .gap: kind = .gap
    case .tie: kind = .tie
    case .outside: kind = .outside
    }
    return CoverageInput.Question(
      kind: kind, role: finding.role, topic: ProofText.topic(finding.witness, in: book),
      subject: book.id(of: finding.witness.subject), subjectName: book.name(of: finding.witness.subject),
      from: finding.from, until: finding.until, pairs: finding.pairs,
      rules: finding.rules.map { assignment.rules[$0].id })
  }
  let messages = examination.diagnostics.map {
    CoverageInput.Message(
      severity: $0.severity.rawValue, code: $0.code, file: $0.place.file, line: $0.place.line, text: $0.message,
      help: $0.help ?? "")
  }
  return CoverageInput(
    district: book.settings.district, book: book.digest, date: date, from: proof.from, until: proof.until,
    pairs: proof.pairs, questions: questions,
    unreached: proof.unreached.map { open in
      let standard = book.standards[open.standard]
      return (standard.id, standard.name, book.name(of: open.witness), open.subjects)
    }, standards: standardCoverage(assignment, on: max(date, book.settings.start)), messages: messages)
}

/// Every standard with the units that lead it, counted over its subjects.
private func standardCoverage(_ assignment: Assignment, on date: CivilDate) -> [CoverageInput.Standard] {
  let book = assignment.book
  var duties: [Ref<Standard>: [String]] = [:]
  for duty in book.duties.rows {
    for standard in duty.standards { duties[standard, default: []].append(duty.name.isEmpty ? duty.id : duty.name) }
  }
  return book.standards.refs.map { ref in
    let standard = book.standards[ref]
    let subjects = assignment.subjects(of: standard.appliesTo ?? .places(PlaceSelector()))
    var leads: [Int32: Int] = [:]
    var office = 0
    for subject in subjects {
      let question = Question(standard: ref, sector: standard.sector, subject: subject)
      let decision = assignment.decide(question, on: date)
      if decision.lead.usable == nil {
        office += 1
      } else {
        leads[assignment.effective(question, decision, on: date).lead.raw, default: 0] += 1
      }
    }
    let sorted = leads.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return CoverageInput.Standard(
      id: standard.id, name: standard.name, sector: book.sectors[standard.sector].name, subjects: subjects.count,
      leads: sorted.map { (name: book.units[Ref($0.key)].name, count: $0.value) }, office: office,
      duties: duties[ref] ?? [])
  }
}
