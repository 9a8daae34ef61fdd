import DutyLedger

extension TaskFilter {
  /// Whether a task passes; ``limit`` is not looked at.
  package func passes(_ row: TaskRow) -> Bool {
    let record = row.record
    if let states, !states.contains(row.state) { return false }
    if let holder, record.roles.holder != holder { return false }
    if let leader, record.roles.leader != leader { return false }
    if let lead, record.roles.lead != lead { return false }
    if let supporter, !record.roles.support.contains(supporter) { return false }
    if let verifier, record.roles.verifier != verifier { return false }
    if let duty, record.key.duty != duty { return false }
    if let subject, record.key.subject != subject { return false }
    if let period, record.key.period != period { return false }
    if let dueBefore, record.due >= dueBefore { return false }
    if let due, record.due != due { return false }
    if let ladder, record.ladder != ladder { return false }
    if let opensFrom, record.opens < opensFrom { return false }
    if let opensBefore, record.opens >= opensBefore { return false }
    return true
  }
}
