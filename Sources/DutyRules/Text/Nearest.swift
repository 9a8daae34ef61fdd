/// Finds the known name nearest to a mistyped one.
///
/// - Shape: Levenshtein distance over Unicode scalars, at most a third of the word's length and at most 3.
/// - Bound: no more than ``budget`` comparisons a load, so that a register full of mistakes stays cheap.
final class NearestName {
  private var budget = 3_000_000

  func callAsFunction(_ word: String, in known: some Sequence<String>) -> String? {
    let wanted = Array(word.unicodeScalars.prefix(65))
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var limit = Swift.max(1, Swift.min(3, wanted.count / 3))
    let length = word.utf8.count
    var best: String?
    for candidate in known {
      budget -= 1
      guard budget > 0 else { break }
      guard abs(candidate.utf8.count - length) <= limit * 4, candidate != word else { continue }
      let scalars = Array(candidate.unicodeScalars.prefix(65))
      guard abs(scalars.count - wanted.count) <= limit else { continue }
      if let distance = boundedDistance(wanted, scalars, limit), best == nil || distance < limit + 1 {
        if distance == 0 { continue }
        best = candidate
        limit = distance - 1
        if limit == 0 { break }
      }
    }
    return best
  }

  /// `did you mean …?`, where something is near.
  func help(_ word: String, in known: some Sequence<String>) -> String? {
    self(word, in: known).map { "did you mean `\($0)`?" }
  }
}

/// The edit distance of two words, `nil` above `limit`.
func boundedDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], _ limit: Int) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  var previous = Array(0...b.count)
  var current = previous
  for (row, left) in a.enumerated() {
    current[0] = row + 1
    var least = current[0]
    for (column, right) in b.enumerated() {
      let replaced = previous[column] + (left == right ? 0 : 1)
      current[column + 1] = min(replaced, previous[column + 1] + 1, current[column] + 1)
      least = min(least, current[column + 1])
    }
    if least > limit { return nil }
    swap(&previous, &current)
  }
  return previous[b.count] <= limit ? previous[b.count] : nil
}
