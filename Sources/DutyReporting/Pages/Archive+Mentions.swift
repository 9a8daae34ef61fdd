import DutyEngine
import DutyLedger
import DutyPages
import DutyPorts

/// A task that a written queue names to somebody who does not do it.
package struct QueueMention: Hashable, Sendable {
  package var number: String
  /// Whether a rung told them, and nothing else.
  package var isTold: Bool

  package init(number: String, isTold: Bool) {
    self.number = number
    self.isTold = isTold
  }
}

extension PageArchive {
  /// Puts what somebody has to see to on the first page of their queue: those mentioned that are open still and are not
  /// on it anyway, as they stand now.
  package func add(_ mentions: [QueueMention], to view: inout QueueView) throws(StoreError) {
    guard view.span.previous.isEmpty else { return }
    let listed = Set(view.tasks.map(\.number))
    var told: Set<String> = []
    var rows: [TaskRow] = []
    for mention in mentions where !listed.contains(mention.number) {
      guard let row = try store.task(number: mention.number), row.state.isOpen else { continue }
      guard rows.count < Self.mostInQueue else {
        view.cutsWatched = true
        break
      }
      rows.append(row)
      if mention.isTold { told.insert(mention.number) }
    }
    view.watched = try tasks(rows).map { task in
      var task = task
      if told.contains(task.number), [.office, .reader, .lead].contains(task.part) { task.part = .told }
      return task
    }
  }

  /// What a unit supports and others lead, on the first page of its queue.
  package func addSupported(by unit: String, to view: inout QueueView) throws(StoreError) {
    guard view.span.previous.isEmpty else { return }
    var filter = TaskFilter.open
    filter.supporter = unit
    filter.limit = Self.mostInQueue
    let rows = try store.tasks(filter).filter { $0.state != .generated && $0.record.roles.lead != unit }
    view.supported = try tasks(rows)
  }
}
