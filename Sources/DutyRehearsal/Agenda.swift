import DutyCalendar

/// What somebody in a rehearsal is about to do.
enum Deed: Hashable, Sendable {
  case acknowledge(String)
  case report(String)
  /// The verifier looks.
  case look(String)
  case find(Discovery)
  /// A row of the scenario's script, by its index.
  case script(Int)
  /// Quantities of campaigns are counted, once a day.
  case count(CivilDate)
}

/// Deeds by instant; those of one instant in the order in which they were put down.
struct Agenda {
  private var deeds: [Instant: [Deed]] = [:]
  /// A binary heap of the instants, the earliest first.
  private var heap: [Instant] = []

  var first: Instant? { heap.first }

  mutating func add(_ deed: Deed, at instant: Instant) {
    if deeds[instant, default: []].isEmpty { push(instant) }
    deeds[instant, default: []].append(deed)
  }

  /// Takes the deeds up to an instant, the earliest first.
  mutating func take(upTo end: Instant) -> [(at: Instant, deeds: [Deed])] {
    var taken: [(Instant, [Deed])] = []
    while let first = heap.first, first <= end {
      pop()
      taken.append((first, deeds.removeValue(forKey: first) ?? []))
    }
    return taken
  }

  private mutating func push(_ instant: Instant) {
    heap.append(instant)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func pop() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
        least = child
      }
      if least == parent { return }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}
