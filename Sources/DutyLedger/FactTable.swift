import DutyCalendar

/// Facts in memory: in the order in which they came, by kind and identifier, and by topic.
package struct FactTable: Sendable {
  package struct Kept: Hashable, Sendable {
    package var fact: Fact
    package var at: Instant
  }

  private struct Key: Hashable, Sendable {
    var kind: EventKind
    var id: String
  }

  package private(set) var rows: [Kept] = []
  private var slotByKey: [Key: Int] = [:]
  private var slotsByTopic: [String: [Int]] = [:]
  private var slotsByKind: [EventKind: [Int]] = [:]

  package init() {}

  package subscript(kind: EventKind, id: String) -> Int? { slotByKey[Key(kind: kind, id: id)] }

  /// The slots of what is kept under a topic, in order.
  package func slots(topic: String) -> [Int] { slotsByTopic[topic] ?? [] }
  package func slots(kind: EventKind) -> [Int] { slotsByKind[kind] ?? [] }

  /// False where there is one of its kind and identifier.
  mutating func insert(_ fact: Fact, at instant: Instant) -> Bool {
    let key = Key(kind: fact.kind, id: fact.id)
    guard slotByKey[key] == nil else { return false }
    let slot = rows.count
    slotByKey[key] = slot
    rows.append(Kept(fact: fact, at: instant))
    for topic in Set(fact.topics) { slotsByTopic[topic, default: []].append(slot) }
    slotsByKind[fact.kind, default: []].append(slot)
    return true
  }

  /// Takes back the newest.
  mutating func removeLast() {
    guard let last = rows.popLast() else { return }
    slotByKey[Key(kind: last.fact.kind, id: last.fact.id)] = nil
    for topic in Set(last.fact.topics) {
      _ = slotsByTopic[topic]?.popLast()
      if slotsByTopic[topic]?.isEmpty == true { slotsByTopic[topic] = nil }
    }
    _ = slotsByKind[last.fact.kind]?.popLast()
    if slotsByKind[last.fact.kind]?.isEmpty == true { slotsByKind[last.fact.kind] = nil }
  }
}

extension FactTable: Equatable {
  package static func == (a: FactTable, b: FactTable) -> Bool { a.rows == b.rows }
}
