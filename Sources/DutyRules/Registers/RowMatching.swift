/// Finds which row of a register each row of a sheet was.
///
/// First the rows that say the same, wherever they stand; then, among those about the same thing (the first column), the
/// one that shares most cells. What is left is new, or gone.
struct RowMatching {
  /// For each new row the old one; `nil` for an added row.
  private(set) var matches: [Int?]

  init(old: RegisterText, new rows: [[String]], columns: [String]) {
    matches = [Int?](repeating: nil, count: rows.count)
    func key(_ cell: (Int) -> String) -> String {
      columns.indices.map { index in
        let text = cell(index)
        return RegisterColumns.isNumber(columns[index]) ? Double(text).map { String($0) } ?? text : text
      }.joined(separator: "\u{1F}")
    }
    var same: [String: [Int]] = [:]
    // The last first, so that the first is taken from the end.
    for index in old.rows.indices.reversed() { same[key { old.rows[index][$0] }, default: []].append(index) }
    var isTaken = [Bool](repeating: false, count: old.rows.count)
    for (index, row) in rows.enumerated() {
      guard let found = same[key { row[$0] }]?.popLast() else { continue }
      matches[index] = found
      isTaken[found] = true
    }
    var rest: [String: [Int]] = [:]
    for index in old.rows.indices where !isTaken[index] { rest[old.rows[index][0], default: []].append(index) }
    for (index, row) in rows.enumerated() where matches[index] == nil {
      guard let first = row.first, let candidates = rest[first], !candidates.isEmpty else { continue }
      func shared(_ candidate: Int) -> Int {
        columns.indices.count { isSame(old.rows[candidate][$0], row[$0], in: columns[$0]) }
      }
      // The first of those that share most.
      var best = candidates[0]
      var most = shared(best)
      for candidate in candidates.dropFirst().prefix(200) where shared(candidate) > most {
        best = candidate
        most = shared(candidate)
      }
      matches[index] = best
      rest[first] = candidates.filter { $0 != best }
    }
  }
}
