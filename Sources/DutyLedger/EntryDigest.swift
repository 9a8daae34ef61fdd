import DutyDigest

/// The digest that a header keeps of its tasks' keys, so that a missing or added one is seen without their rows.
///
/// - Shape: the first 16 hexadecimal digits of a SHA-256 over the keys' subject, grain and n, sorted; empty for none.
package enum EntryDigest {
  package static func of(_ keys: [TaskKey]) -> String {
    guard !keys.isEmpty else { return "" }
    let hasher = Hasher256()
    var line: [UInt8] = []
    for key in keys.sorted() {
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
}
