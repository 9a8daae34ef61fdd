import DutyLedger

/// Whose queues a set of new tasks and rungs changes: the recipients of an immediate revision (立即就办).
///
/// - Shape: identifiers of people and units: who holds, leads and supports a task; its leader where it is a veto
///   item, which a leader reads at once; whom a rung tells. Counts alone do
///   not touch a queue: a leader's numbers are renewed with the leader's next queue.
package func touched(by tasks: [TaskRecord], rungs: [RungFired] = []) -> Set<String> {
  var ids: Set<String> = []
  for task in tasks {
    ids.insert(task.roles.holder)
    ids.insert(task.roles.lead)
    ids.formUnion(task.roles.support)
    if task.isVeto { ids.insert(task.roles.leader) }
  }
  for rung in rungs { ids.formUnion(rung.recipients) }
  return ids
}
