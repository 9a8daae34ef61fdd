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

    /// Facts of two kinds seldom share an identifier.
    func hash(into hasher: inout Hasher) { hasher.combine(id) }
  }

  package private(set) var rows: [Kept] = []
  /// By slot: what most questions ask of a row first.
  private var kinds: [EventKind] = []
  private var instants: [Instant] = []
  /// Whether no row is older than the one before it, so that a question for what came since an instant finds its place.
  private var isAscending = true
  private var slotByKey: [Key: Int] = [:]
  private var slotsByTopic = Chains()
  private var slotsByKind: [EventKind: [Int]] = [:]

  package init() {}

  package subscript(kind: EventKind, id: String) -> Int? { slotByKey[Key(kind: kind, id: id)] }

  /// The slots of what is kept under a topic, in order.
  package func slots(topic: String) -> [Int] { slotsByTopic[topic] }
  package func kind(_ slot: Int) -> EventKind { kinds[slot] }
  package func at(_ slot: Int) -> Instant { instants[slot] }

  /// The slots of a kind in order; of those recorded before an instant some or all are left out.
  package func slots(kind: EventKind, from: Instant? = nil) -> ArraySlice<Int> {
    let slots = slotsByKind[kind] ?? []
    return slots[place(in: slots, from)...]
  }

  /// All slots; of those recorded before an instant some or all are left out.
  package func slots(from: Instant?) -> Range<Int> {
    place(in: rows.indices, from)..<rows.count
  }

  /// The first place whose row is as late as an instant.
  private func place(in slots: some RandomAccessCollection<Int>, _ from: Instant?) -> Int {
    guard isAscending, let from else { return 0 }
    var (low, high) = (0, slots.count)
    while low < high {
      let middle = (low + high) / 2
      let slot = slots[slots.index(slots.startIndex, offsetBy: middle)]
      if instants[slot] < from { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// False where there is one of its kind and identifier.
  mutating func insert(_ fact: Fact, at instant: Instant) -> Bool {
    let key = Key(kind: fact.kind, id: fact.id)
    let slot = rows.count
    if let known = slotByKey.updateValue(slot, forKey: key) {
      slotByKey[key] = known
      return false
    }
    rows.append(Kept(fact: fact, at: instant))
    kinds.append(fact.kind)
    if let last = instants.last, instant < last { isAscending = false }
    instants.append(instant)
    for topic in topics(fact) {
      slotsByTopic.add(slot, to: topic)
    }
    slotsByKind[fact.kind, default: []].append(slot)
    return true
  }

  /// Each once, in an order that is the same every time within a run.
  private func topics(_ fact: Fact) -> [String] {
    fact.topics.mayRepeat ? Set(fact.topics).sorted() : fact.topics
  }

  /// Takes back the newest.
  mutating func removeLast() {
    guard let last = rows.popLast() else { return }
    kinds.removeLast()
    instants.removeLast()
    slotByKey[Key(kind: last.fact.kind, id: last.fact.id)] = nil
    for topic in topics(last.fact).reversed() { slotsByTopic.removeLast(of: topic) }
    _ = slotsByKind[last.fact.kind]?.popLast()
    if slotsByKind[last.fact.kind]?.isEmpty == true { slotsByKind[last.fact.kind] = nil }
  }
}

extension [String] {
  /// Whether a text may be in it twice: a few are compared, many are not.
  fileprivate var mayRepeat: Bool {
    count > 8 || indices.contains { index in self[..<index].contains(self[index]) }
  }
}

extension FactTable: Equatable {
  package static func == (a: FactTable, b: FactTable) -> Bool { a.rows == b.rows }
}
