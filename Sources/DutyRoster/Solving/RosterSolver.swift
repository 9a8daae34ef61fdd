/// Fills the seats of a problem.
///
/// First in time order, each seat going to whoever has stood least; then chains of hand-overs fill what is left open,
/// and chains even the numbers out (``RosterSolver/repair(_:)``, ``RosterSolver/level()``).
///
/// - Guarantee: see ``Roster``. Chains are sought over kinds of slots, so that the search is complete and takes time
///   that grows with kinds times pool size, not with seats.
/// - Source: augmenting paths, Kuhn 1955; even loads by shortest exchange chains, Harvey, Ladner, Lovász, Tamir 2003
///   (semi-matchings), here with rest as a further constraint.
struct RosterSolver {
  let problem: RosterProblem
  /// By slot: who stands there.
  private(set) var crews: [[Int32]]
  /// By person: their slots, ascending.
  private(set) var held: [[Int32]]
  /// By slot: whether its crew stays as it is.
  private(set) var isFixed: [Bool]
  /// By person: seconds they stand.
  private(set) var seconds: [Int64]
  /// By kind: the number of the search that last saw it, and the slot it stands for in that search.
  private var seen: [Int32]
  private var search: Int32 = 0
  private var origin: [Link]
  /// Kinds that a failed search has closed: nothing can be had through them.
  private var isClosed: [Bool]

  /// How a search came to a kind: this person would give up this slot.
  private struct Link {
    var person: Int32 = -1
    var slot: Int32 = -1
    /// The kind of the slot that the person would take instead; -1 where the chain begins.
    var next: Int32 = -1
  }

  init(_ problem: RosterProblem) {
    self.problem = problem
    crews = [[Int32]](repeating: [], count: problem.slots.count)
    held = [[Int32]](repeating: [], count: problem.people)
    isFixed = [Bool](repeating: false, count: problem.slots.count)
    seconds = [Int64](repeating: 0, count: problem.people)
    seen = [Int32](repeating: 0, count: problem.kindCount)
    origin = [Link](repeating: Link(), count: problem.kindCount)
    isClosed = [Bool](repeating: false, count: problem.kindCount)
  }

  mutating func solve() {
    fill(\.least)
    repair(\.least)
    dig(\.least)
    if problem.slots.contains(where: { $0.aim > $0.least }) {
      fill(\.aim)
      repair(\.aim)
    }
    level()
  }

  // MARK: Seats

  /// Seats a crew for good: nobody joins it, nobody leaves it.
  mutating func fix(_ people: [Int32], in slot: Int) {
    for person in people where !crews[slot].contains(person) { seat(person, slot) }
    isFixed[slot] = true
  }

  /// Seats those of a former crew who can still stand there.
  mutating func keep(_ people: [Int32], in slot: Int) {
    let pool = problem.pools[Int(problem.slots[slot].pool)]
    for person in people where crews[slot].count < problem.slots[slot].aim {
      if pool.contains(person), clashes(person, slot).count == 0 { seat(person, slot) }
    }
  }

  /// How many of a person's slots clash with one, up to two, and the first of them; a fixed one counts as two.
  private func clashes(_ person: Int32, _ slot: Int) -> (count: Int, slot: Int32) {
    var count = 0
    var first: Int32 = -1
    eachClash(person, slot) { other in
      count += isFixed[Int(other)] ? 2 : 1
      first = other
      return count < 2
    }
    return (min(count, 2), first)
  }

  /// All of a person's slots that clash with one.
  func allClashes(_ person: Int32, _ slot: Int) -> [Int] {
    var all: [Int] = []
    eachClash(person, slot) { other in
      all.append(Int(other))
      return true
    }
    return all
  }

  /// Visits a person's slots that clash with one, those before it first; `visit` returns false to stop.
  @inline(__always)
  private func eachClash(_ person: Int32, _ slot: Int, _ visit: (Int32) -> Bool) {
    let mine = held[Int(person)]
    let start = problem.slots[slot].from
    var low = 0
    var high = mine.count
    while low < high {
      let middle = (low + high) / 2
      if problem.slots[Int(mine[middle])].from < start { low = middle + 1 } else { high = middle }
    }
    var index = low - 1
    while index >= 0, problem.slots[Int(mine[index])].from > start - problem.longest - problem.mostRest {
      if problem.clash(Int(mine[index]), slot), !visit(mine[index]) { return }
      index -= 1
    }
    index = low
    let end = problem.slots[slot].to + problem.mostRest
    while index < mine.count, problem.slots[Int(mine[index])].from < end {
      if problem.clash(Int(mine[index]), slot), !visit(mine[index]) { return }
      index += 1
    }
  }

  mutating func seat(_ person: Int32, _ slot: Int) {
    crews[slot].append(person)
    let position = held[Int(person)].firstIndex { $0 > Int32(slot) } ?? held[Int(person)].count
    held[Int(person)].insert(Int32(slot), at: position)
    seconds[Int(person)] += problem.slots[slot].to - problem.slots[slot].from
  }

  mutating func unseat(_ person: Int32, _ slot: Int) {
    crews[slot].removeAll { $0 == person }
    held[Int(person)].removeAll { $0 == Int32(slot) }
    seconds[Int(person)] -= problem.slots[slot].to - problem.slots[slot].from
  }

  // MARK: In time order

  /// Gives each seat that is open to whoever can take it and has stood least, then least long, then is named first.
  private mutating func fill(_ want: KeyPath<RosterProblem.Slot, Int>) {
    for slot in problem.slots.indices where !isFixed[slot] {
      while crews[slot].count < problem.slots[slot][keyPath: want], let person = leastLoaded(for: slot) {
        seat(person, slot)
      }
    }
  }

  private func leastLoaded(for slot: Int) -> Int32? {
    var best: Int32 = -1
    var bestCount = Int.max
    var bestSeconds = Int64.max
    for person in problem.pools[Int(problem.slots[slot].pool)] {
      let count = held[Int(person)].count
      guard count < bestCount || count == bestCount && seconds[Int(person)] < bestSeconds else { continue }
      guard clashes(person, slot).count == 0 else { continue }
      (best, bestCount, bestSeconds) = (person, count, seconds[Int(person)])
    }
    return best < 0 ? nil : best
  }

  // MARK: Chains

  /// Fills open seats through chains, until no chain is left.
  mutating func repair(_ want: KeyPath<RosterProblem.Slot, Int>) {
    var isFruitful = true
    while isFruitful {
      isFruitful = false
      isClosed = [Bool](repeating: false, count: problem.kindCount)
      for slot in problem.slots.indices where !isFixed[slot] {
        while crews[slot].count < problem.slots[slot][keyPath: want], fillByChain(slot) { isFruitful = true }
      }
    }
  }

  private mutating func fillByChain(_ slot: Int) -> Bool {
    let kind = problem.slots[slot].kind
    guard !isClosed[Int(kind)] else { return false }
    search += 1
    visit(kind, Link(person: -1, slot: Int32(slot), next: -1))
    return run([kind], below: .max)
  }

  /// Moves shifts from those who have most to those who have at least two fewer, until no chain is left.
  mutating func level() {
    var isFruitful = true
    while isFruitful {
      isFruitful = false
      isClosed = [Bool](repeating: false, count: problem.kindCount)
      var top = held.map(\.count).max() ?? 0
      while top >= 2 {
        if relieve(top) { isFruitful = true } else { top -= 1 }
      }
    }
  }

  /// One chain from anybody with `top` shifts; false where there is none.
  private mutating func relieve(_ top: Int) -> Bool {
    search += 1
    var queue: [Int32] = []
    for person in held.indices where held[person].count == top {
      for slot in held[person] where !isFixed[Int(slot)] {
        let kind = problem.slots[Int(slot)].kind
        if !isClosed[Int(kind)], seen[Int(kind)] != search {
          visit(kind, Link(person: Int32(person), slot: slot, next: -1))
          queue.append(kind)
        }
      }
    }
    return run(queue, below: top - 1)
  }

  private mutating func visit(_ kind: Int32, _ link: Link) {
    seen[Int(kind)] = search
    origin[Int(kind)] = link
  }

  /// Walks from the kinds in the queue to somebody who has fewer shifts than `limit` and is free; carries the chain
  /// out.
  private mutating func run(_ start: [Int32], below limit: Int) -> Bool {
    var queue = start
    var next = 0
    while next < queue.count {
      let kind = queue[next]
      next += 1
      let slot = Int(origin[Int(kind)].slot)
      for person in problem.pools[Int(problem.slots[slot].pool)] {
        let (count, other) = clashes(person, slot)
        if count == 0 {
          if held[Int(person)].count < limit, carryOut(person, kind) { return true }
        } else if count == 1, other != Int32(slot) {
          let through = problem.slots[Int(other)].kind
          guard seen[Int(through)] != search, !isClosed[Int(through)] else { continue }
          visit(through, Link(person: person, slot: other, next: kind))
          queue.append(through)
        }
      }
    }
    for kind in queue { isClosed[Int(kind)] = true }
    return false
  }

  /// Hands the shifts over along a chain; takes all of it back where somebody stands in it twice and cannot do both.
  private mutating func carryOut(_ last: Int32, _ kind: Int32) -> Bool {
    var moves: [(person: Int32, slot: Int)] = []
    var leaves: [(person: Int32, slot: Int)] = []
    var taker = last
    var current = kind
    while current >= 0 {
      let link = origin[Int(current)]
      moves.append((taker, Int(link.slot)))
      if link.person >= 0 { leaves.append((link.person, Int(link.slot))) }
      taker = link.person
      current = link.next
    }
    for leave in leaves { unseat(leave.person, leave.slot) }
    for (index, move) in moves.enumerated() {
      if clashes(move.person, move.slot).count == 0 {
        seat(move.person, move.slot)
        continue
      }
      for done in moves[..<index] { unseat(done.person, done.slot) }
      for leave in leaves { seat(leave.person, leave.slot) }
      return false
    }
    return true
  }
}
