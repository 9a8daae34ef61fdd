/// A roster to be made, in numbers: seats in time, and who may take them.
///
/// - Shape: ``slots`` by start, then in the order given; people and pools are indices.
/// - Unit: seconds.
struct RosterProblem {
  /// One shift at one place.
  struct Slot: Hashable {
    var from: Int64
    var to: Int64
    /// Least time between this and another shift of a person.
    var rest: Int64
    var least: Int
    var aim: Int
    /// Index into ``pools``: who can stand here.
    var pool: Int32
    /// Slots of one kind have times, rest and pool in common: whoever can take one can take the other.
    var kind: Int32
  }

  private struct KindKey: Hashable { var from: Int64, to: Int64, rest: Int64, pool: Int32 }

  private(set) var slots: [Slot] = []
  private(set) var pools: [[Int32]] = []
  private(set) var kindCount = 0
  let people: Int
  private(set) var longest: Int64 = 0
  private(set) var mostRest: Int64 = 0
  private var poolNumbers: [[Int32]: Int32] = [:]
  private var kindNumbers: [KindKey: Int32] = [:]

  init(people: Int) { self.people = people }

  mutating func pool(_ people: [Int32]) -> Int32 {
    if let known = poolNumbers[people] { return known }
    let number = Int32(pools.count)
    poolNumbers[people] = number
    pools.append(people)
    return number
  }

  /// Adds a slot; starts must not decrease.
  mutating func add(from: Int64, to: Int64, rest: Int64, least: Int, aim: Int, pool: Int32) {
    let key = KindKey(from: from, to: to, rest: rest, pool: pool)
    let kind = kindNumbers[key] ?? Int32(kindCount)
    if Int(kind) == kindCount {
      kindNumbers[key] = kind
      kindCount += 1
    }
    longest = max(longest, to - from)
    mostRest = max(mostRest, rest)
    slots.append(Slot(from: from, to: to, rest: rest, least: least, aim: aim, pool: pool, kind: kind))
  }

  /// Whether one person cannot take both.
  func clash(_ a: Int, _ b: Int) -> Bool {
    let rest = max(slots[a].rest, slots[b].rest)
    return slots[a].from < slots[b].to + rest && slots[b].from < slots[a].to + rest
  }
}
