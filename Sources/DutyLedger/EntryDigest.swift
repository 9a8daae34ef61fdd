import DutyDigest

/// The digest that a header keeps of its tasks' keys, so that a missing or added one is seen without their rows.
///
/// - Shape: the first 16 hexadecimal digits of a SHA-256 over the keys' subject, grain and n, sorted; empty for none.
package enum EntryDigest {
  package static func of(_ keys: [TaskKey]) -> String {
    guard !keys.isEmpty else { return "" }
    let hasher = Hasher256()
    var line: [UInt8] = []
    for key in sorted(keys) {
      line.removeAll(keepingCapacity: true)
      line.append(contentsOf: key.subject.utf8)
      line.append(0x1F)
      line.append(contentsOf: key.grain.utf8)
      line.append(0x1F)
      line.append(contentsOf: String(key.n).utf8)
      line.append(0x1E)
      hasher.update(line)
    }
    return String(hasher.finish().hex.prefix(16))
  }

  /// The keys of an entry have its duty and period in common: what differs is compared alone.
  private static func sorted(_ keys: [TaskKey]) -> [TaskKey] {
    guard let first = keys.first, keys.allSatisfy({ $0.duty == first.duty && $0.period == first.period }) else {
      return keys.sorted()
    }
    func precedes(_ a: Int, _ b: Int) -> Bool {
      if keys[a].subject != keys[b].subject { return keys[a].subject < keys[b].subject }
      return keys[a].grain == keys[b].grain ? keys[a].n < keys[b].n : keys[a].grain < keys[b].grain
    }
    return keys.indices.sorted(by: precedes).map { keys[$0] }
  }
}
