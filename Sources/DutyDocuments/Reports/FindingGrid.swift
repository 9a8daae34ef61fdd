/// Findings by place and sector: what the heat map shows.
///
/// - Shape: ``counts`` by place, then by sector, both as many as their names; what is not given is 0.
package struct FindingGrid: Hashable, Sendable {
  package private(set) var places: [String]
  package private(set) var sectors: [String]
  package private(set) var counts: [[Int]]

  package init(places: [String] = [], sectors: [String] = [], counts: [[Int]] = []) {
    self.places = places
    self.sectors = sectors
    self.counts = places.indices.map { row in
      let given = counts.indices.contains(row) ? counts[row] : []
      return sectors.indices.map { given.indices.contains($0) ? given[$0] : 0 }
    }
  }

  /// Counts findings; places and sectors with the most come first, equal ones by name.
  package init(_ findings: some Sequence<(place: String, sector: String)>) {
    var cells: [String: [String: Int]] = [:]
    var bySector: [String: Int] = [:]
    for finding in findings {
      cells[finding.place, default: [:]][finding.sector, default: 0] += 1
      bySector[finding.sector, default: 0] += 1
    }
    let byPlace = cells.mapValues { $0.values.reduce(0, +) }
    func ordered(_ sums: [String: Int]) -> [String] {
      sums.keys.sorted { (-(sums[$0] ?? 0), $0) < (-(sums[$1] ?? 0), $1) }
    }
    let (rows, columns) = (ordered(byPlace), ordered(bySector))
    self.init(places: rows, sectors: columns, counts: rows.map { row in columns.map { cells[row]?[$0] ?? 0 } })
  }

  package var isEmpty: Bool { places.isEmpty || sectors.isEmpty }

  package var placeSums: [Int] { counts.map { $0.reduce(0, +) } }
  package var sectorSums: [Int] { sectors.indices.map { column in counts.reduce(0) { $0 + $1[column] } } }
  package var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }

  /// At most so many places and sectors; what is left over is summed under `rest`.
  func trimmed(places most: Int, sectors widest: Int, rest: String) -> FindingGrid {
    var grid = self
    if sectors.count > widest {
      grid.sectors = Array(sectors.prefix(widest - 1)) + [rest]
      grid.counts = counts.map { row in
        Array(row.prefix(widest - 1)) + [row.dropFirst(widest - 1).reduce(0, +)]
      }
    }
    if places.count > most {
      let over = grid.counts.dropFirst(most - 1)
      let sums = grid.sectors.indices.map { column in over.reduce(0) { $0 + $1[column] } }
      grid.places = Array(places.prefix(most - 1)) + [rest]
      grid.counts = Array(grid.counts.prefix(most - 1)) + [sums]
    }
    return grid
  }
}
