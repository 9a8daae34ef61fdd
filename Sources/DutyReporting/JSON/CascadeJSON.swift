import DutyCalendar
import DutyLedger
import DutyPorts

/// What was handed down from level to level, as JSON (M33).
package struct CascadeJSON {
  private let store: any LedgerStore
  private let zone: Zone
  /// Whether the reader may see a task; what lies below one that they may not stands in its place.
  private let isShown: (TaskRow) -> Bool

  package init(_ store: any LedgerStore, _ zone: Zone, isShown: @escaping (TaskRow) -> Bool = { _ in true }) {
    self.store = store
    self.zone = zone
    self.isShown = isShown
  }

  /// The start of a cascade.
  package func start(_ stored: Recorded<CascadeStarted>) -> JSONValue {
    [
      "cascade": .string(stored.record.cascade), "duty": .string(stored.record.duty),
      "text": .string(stored.record.text), "by": .string(stored.record.by), "at": .string(zone.rfc3339(stored.at)),
    ]
  }

  /// A cascade with every level that the reader may see; `nil` where there is none.
  package func tree(_ id: String) throws(StoreError) -> JSONValue? {
    let events = try store.records(CascadeStarted.self, topic: "cascade:" + id.uppercased())
    guard let first = events.first(where: { $0.record.parent.isEmpty }) else { return nil }
    let below = Dictionary(events.map { ($0.record.parent, $0.record.children) }) { first, _ in first }
    var fields = start(first).object ?? [:]
    fields["tasks"] = .array(try tasks(first.record.children, below))
    return .object(fields)
  }

  private func tasks(_ numbers: [String], _ below: [String: [String]]) throws(StoreError) -> [JSONValue] {
    var found: [JSONValue] = []
    for number in numbers {
      let children = try tasks(below[number] ?? [], below)
      guard let row = try store.task(number: number), isShown(row) else {
        found += children
        continue
      }
      var fields = TaskJSON.value(row, in: zone).object ?? [:]
      fields["below"] = .array(children)
      found.append(.object(fields))
    }
    return found
  }
}
