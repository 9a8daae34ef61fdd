/// The order of a forest in which parents come before their children.
///
/// - Cost: linear in the number of nodes.
struct TreeOrder {
  private(set) var topDown: [Int32] = []
  private(set) var depths: [Int32]
  /// One list per circle of parents, each starting at its smallest node.
  private(set) var cycles: [[Int32]] = []

  /// - Parameter parents: the parent of each node, -1 for a root.
  init(parents: [Int32]) {
    depths = [Int32](repeating: -1, count: parents.count)
    topDown.reserveCapacity(parents.count)
    var isOrdered = true
    for node in parents.indices where parents[node] >= Int32(node) { isOrdered = false }
    if isOrdered {
      for node in parents.indices {
        depths[node] = parents[node] < 0 ? 0 : depths[Int(parents[node])] + 1
        topDown.append(Int32(node))
      }
    } else {
      order(parents)
      if topDown.count < parents.count { findCycles(parents) }
    }
  }

  private mutating func order(_ parents: [Int32]) {
    // Children of each node, side by side, by a counting sort.
    var starts = [Int32](repeating: 0, count: parents.count + 1)
    for parent in parents where parent >= 0 { starts[Int(parent) + 1] += 1 }
    for node in parents.indices { starts[node + 1] += starts[node] }
    var next = starts
    var children = [Int32](repeating: 0, count: Int(starts[parents.count]))
    for (node, parent) in parents.enumerated() where parent >= 0 {
      children[Int(next[Int(parent)])] = Int32(node)
      next[Int(parent)] += 1
    }
    for (node, parent) in parents.enumerated() where parent < 0 {
      topDown.append(Int32(node))
      depths[node] = 0
    }
    var head = 0
    while head < topDown.count {
      let node = Int(topDown[head])
      head += 1
      for child in children[Int(starts[node])..<Int(starts[node + 1])] {
        depths[Int(child)] = depths[node] + 1
        topDown.append(child)
      }
    }
  }

  private mutating func findCycles(_ parents: [Int32]) {
    var seen = [Int32](repeating: -1, count: parents.count)
    for start in parents.indices where depths[start] < 0 && seen[start] < 0 {
      var node = start
      while seen[node] < 0 {
        seen[node] = Int32(start)
        node = Int(parents[node])
        if depths[node] >= 0 { break }
      }
      guard depths[node] < 0, seen[node] == Int32(start) else { continue }
      var cycle = [Int32(node)]
      var next = Int(parents[node])
      while next != node {
        cycle.append(Int32(next))
        next = Int(parents[next])
      }
      let least = cycle.indices.min { cycle[$0] < cycle[$1] } ?? 0
      cycles.append(Array(cycle[least...] + cycle[..<least]))
    }
  }
}
