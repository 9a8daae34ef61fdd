@testable import DutyRoster

/// Slower and plainer answers that the solver is held against.
enum Reference {
  /// What is wrong with an answer, whatever its merit: seats taken by strangers, twice, beyond the aim, or too soon.
  static func faults(_ solver: RosterSolver) -> [String] {
    let problem = solver.problem
    var faults: [String] = []
    var slotsOf = [[Int]](repeating: [], count: problem.people)
    for (slot, crew) in solver.crews.enumerated() {
      if Set(crew).count != crew.count { faults.append("slot \(slot): somebody twice in \(crew)") }
      if crew.count > problem.slots[slot].aim { faults.append("slot \(slot): \(crew.count) people") }
      for person in crew {
        if !problem.pools[Int(problem.slots[slot].pool)].contains(person) { faults.append("slot \(slot): stranger") }
        slotsOf[Int(person)].append(slot)
      }
    }
    for (person, slots) in slotsOf.enumerated() {
      if slots.map(Int32.init).sorted() != solver.held[person] { faults.append("person \(person): books differ") }
      for (index, a) in slots.enumerated() {
        for b in slots[(index + 1)...] {
          let (one, two) = (problem.slots[a], problem.slots[b])
          let (early, late) = one.from <= two.from ? (one, two) : (two, one)
          if late.from < early.to + max(one.rest, two.rest) { faults.append("person \(person): \(a) and \(b) clash") }
        }
      }
    }
    return faults
  }

  /// The most seats that can be taken, by trying everything.
  static func mostSeats(_ problem: RosterProblem, _ want: KeyPath<RosterProblem.Slot, Int>) -> Int {
    var held = [[Int]](repeating: [], count: problem.people)
    var best = 0
    func fits(_ person: Int32, _ slot: Int) -> Bool {
      held[Int(person)].allSatisfy { other in
        let (a, b) = (problem.slots[other], problem.slots[slot])
        let rest = max(a.rest, b.rest)
        return a.to + rest <= b.from || b.to + rest <= a.from
      }
    }
    func remaining(_ slot: Int) -> Int { problem.slots[slot...].map { $0[keyPath: want] }.reduce(0, +) }
    func go(_ slot: Int, _ crew: Int, _ next: Int, _ taken: Int) {
      best = max(best, taken)
      guard slot < problem.slots.count, taken + remaining(slot) - crew > best else { return }
      let pool = problem.pools[Int(problem.slots[slot].pool)]
      if crew < problem.slots[slot][keyPath: want] {
        for index in next..<max(next, pool.count) where fits(pool[index], slot) {
          held[Int(pool[index])].append(slot)
          go(slot, crew + 1, index + 1, taken + 1)
          held[Int(pool[index])].removeLast()
        }
      }
      go(slot + 1, 0, 0, taken)
    }
    go(0, 0, 0, 0)
    return best
  }

  /// The least sum of squares of shifts per person with which crews of these sizes can be had, where a person stands
  /// at most once in each block of slots; by cheapest augmentation in a flow network.
  static func leastSquares(_ problem: RosterProblem, sizes: [Int], block: (Int) -> Int) -> Int {
    var network = Network()
    let total = sizes.reduce(0, +)
    for person in 0..<problem.people {
      for unit in 0..<problem.slots.count { network.add("s", "p\(person)", 1, 2 * unit + 1) }
    }
    for (slot, size) in sizes.enumerated() {
      for person in problem.pools[Int(problem.slots[slot].pool)] {
        let seat = "p\(person)b\(block(slot))"
        if !network.knows(seat) { network.add("p\(person)", seat, 1, 0) }
        network.add(seat, "t\(slot)", 1, 0)
      }
      network.add("t\(slot)", "t", size, 0)
    }
    return network.cost(of: total)
  }
}

/// A flow network solved by Bellman and Ford's shortest paths, one unit at a time.
struct Network {
  private struct Edge { var to: Int, room: Int, cost: Int, back: Int }

  private var names: [String: Int] = [:]
  private var edges: [[Edge]] = []

  func knows(_ name: String) -> Bool { names[name] != nil }

  private mutating func node(_ name: String) -> Int {
    if let known = names[name] { return known }
    names[name] = edges.count
    edges.append([])
    return edges.count - 1
  }

  mutating func add(_ from: String, _ to: String, _ room: Int, _ cost: Int) {
    let (a, b) = (node(from), node(to))
    edges[a].append(Edge(to: b, room: room, cost: cost, back: edges[b].count))
    edges[b].append(Edge(to: a, room: 0, cost: -cost, back: edges[a].count - 1))
  }

  /// The cost of the cheapest flow of so many units from `s` to `t`; -1 where there is none.
  mutating func cost(of units: Int) -> Int {
    let (source, sink) = (node("s"), node("t"))
    var total = 0
    for _ in 0..<units {
      var distance = [Int](repeating: .max / 2, count: edges.count)
      var origin = [(node: Int, edge: Int)](repeating: (-1, -1), count: edges.count)
      distance[source] = 0
      var isMoving = true
      while isMoving {
        isMoving = false
        for a in edges.indices where distance[a] < .max / 2 {
          for (index, edge) in edges[a].enumerated() where edge.room > 0 && distance[a] + edge.cost < distance[edge.to]
          {
            distance[edge.to] = distance[a] + edge.cost
            origin[edge.to] = (a, index)
            isMoving = true
          }
        }
      }
      guard distance[sink] < .max / 2 else { return -1 }
      total += distance[sink]
      var current = sink
      while current != source {
        let (a, index) = origin[current]
        edges[a][index].room -= 1
        edges[current][edges[a][index].back].room += 1
        current = a
      }
    }
    return total
  }
}
