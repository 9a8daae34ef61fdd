import DutyLedger

extension TaskFilter {
  /// Whether a task passes; ``limit`` is not looked at.
  package func passes(_ row: TaskRow) -> Bool {
    if let states, !states.contains(row.state) { return false }
    if let holder, row.record.roles.holder != holder { return false }
    if let leader, row.record.roles.leader != leader { return false }
    if let lead, row.record.roles.lead != lead { return false }
    if let supporter, !row.record.roles.support.contains(supporter) { return false }
    if let verifier, row.record.roles.verifier != verifier { return false }
    if let duty, row.record.key.duty != duty { return false }
    if let subject, row.record.key.subject != subject { return false }
    if let period, row.record.key.period != period { return false }
    if let dueBefore, row.record.due >= dueBefore { return false }
    if let due, row.record.due != due { return false }
    if let ladder, row.record.ladder != ladder { return false }
    if let opensFrom, row.record.opens < opensFrom { return false }
    if let opensBefore, row.record.opens >= opensBefore { return false }
    if let after, TaskPlace(row) <= after { return false }
    if let before, TaskPlace(row) >= before { return false }
    return true
  }
}
