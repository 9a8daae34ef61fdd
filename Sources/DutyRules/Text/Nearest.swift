/// Finds the known name nearest to a mistyped one.
///
/// - Shape: Levenshtein distance over Unicode scalars, at most 1 for words of
///   three letters, 2 up to seven, then 3.
/// - Bound: no more than ``budget`` comparisons a load, so that a register full of mistakes stays cheap.
final class NearestName {
  private var budget = 3_000_000

  func callAsFunction(_ word: String, in known: some Sequence<String>) -> String? {
    let wanted = Array(word.unicodeScalars.prefix(65))
    guard !wanted.isEmpty, wanted.count <= 64 else { return nil }
    var limit = wanted.count <= 3 ? 1 : wanted.count <= 7 ? 2 : 3
    let length = word.utf8.count
    var best: String?
    for candidate in known {
      budget -= 1
      guard budget > 0 else { break }
      guard abs(candidate.utf8.count - length) <= limit * 4, candidate != word else { continue }
      let scalars = Array(candidate.unicodeScalars.prefix(65))
      guard abs(scalars.count - wanted.count) <= limit else { continue }
      guard let distance = boundedDistance(wanted, scalars, limit), distance > 0 else { continue }
      best = candidate
      limit = distance - 1
      if limit == 0 { break }
    }
    return best
  }

  /// `did you mean …?`, where something is near.
  func help(_ word: String, in known: some Sequence<String>) -> String? {
    self(word, in: known).map { "did you mean `\($0)`?" }
  }
}

/// The edit distance of two words, an exchange of neighbours counted once; `nil` above `limit`.
///
/// - Source: optimal string alignment, after Damerau and Levenshtein.
func boundedDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], _ limit: Int) -> Int? {
  guard abs(a.count - b.count) <= limit else { return nil }
  var before: [Int] = []
  var previous = Array(0...b.count)
  for (row, left) in a.enumerated() {
    var current = [row + 1]
    for (column, right) in b.enumerated() {
      let replaced = previous[column] + (left == right ? 0 : 1)
      var least = min(replaced, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left == b[column - 1], right == a[row - 1] {
        least = min(least, before[column - 1] + 1)
      }
      current.append(least)
    }
    if (current.min() ?? 0) > limit { return nil }
    before = previous
    previous = current
  }
  return previous[b.count] <= limit ? previous[b.count] : nil
}
