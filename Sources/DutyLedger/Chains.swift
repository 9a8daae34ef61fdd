/// Lists of numbers by name, the lists short and the names many: the places of all of them lie in one.
///
/// - Shape: each place knows the one before it under its name; by name, the newest. A list of its own for each name
///   would be an allocation for each.
package struct Chains: Sendable {
  private var links: [(value: Int, before: Int)] = []
  private var newest: [String: Int] = [:]

  package init() {}

  package mutating func add(_ value: Int, to name: String) {
    let last = links.count
    links.append((value, newest.updateValue(last, forKey: name) ?? -1))
  }

  /// What was added under a name, the oldest first.
  package subscript(name: String) -> [Int] {
    var found: [Int] = []
    var next = newest[name] ?? -1
    while next >= 0 {
      found.append(links[next].value)
      next = links[next].before
    }
    return found.reversed()
  }

  /// Takes back what was added last of all, which was under this name.
  mutating func removeLast(of name: String) {
    guard let last = links.popLast() else { return }
    newest[name] = last.before >= 0 ? last.before : nil
  }
}
