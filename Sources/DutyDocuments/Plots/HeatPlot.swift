/// Findings by place and sector: shades of grey with the number in each cell.
struct HeatPlot {
  private let grid: FindingGrid
  private let words: Words
  private let id: String

  private let left = 1650
  /// Lower where a sector's name takes two lines.
  private let top: Int
  private let rowHeight = 260
  private let cellWidth: Int

  /// Most places and sectors that are drawn; the others are summed.
  static let mostPlaces = 16
  static let mostSectors = 9

  init(_ grid: FindingGrid, _ words: Words, _ id: String) {
    let rest = words(.others)
    self.grid = grid.trimmed(places: Self.mostPlaces, sectors: Self.mostSectors, rest: rest)
    self.words = words
    self.id = id
    let width = min(700, (7100 - left) / max(1, self.grid.sectors.count + 1))
    cellWidth = width
    top = self.grid.sectors.allSatisfy { textWidth($0, size: 110) <= width - 40 } ? 640 : 780
  }

  func drawing() -> Drawing {
    let height = top + rowHeight * (grid.places.count + 1) + 420
    var svg = SVGWriter(id: id, width: 7200, height: height)
    let title = words(.heatPlot)
    svg.text(title, 100, 250, size: 140, isBold: true)
    for (column, name) in (grid.sectors + [words(.total)]).enumerated() {
      drawHead(name, left + cellWidth * column + cellWidth / 2, &svg)
    }
    let most = max(1, grid.counts.flatMap { $0 }.max() ?? 1)
    for (row, name) in grid.places.enumerated() {
      let y = top + rowHeight * row
      svg.text(fitted(name, left - 250), left - 80, y + 175, .end)
      for (column, count) in grid.counts[row].enumerated() { drawCell(count, most, column, y, &svg) }
      svg.text(
        String(grid.placeSums[row]), left + cellWidth * grid.sectors.count + cellWidth / 2, y + 175, .middle,
        isBold: true)
    }
    let foot = top + rowHeight * grid.places.count
    svg.text(words(.total), left - 80, foot + 185, .end, isBold: true)
    for (column, sum) in (grid.sectorSums + [grid.total]).enumerated() {
      svg.text(String(sum), left + cellWidth * column + cellWidth / 2, foot + 185, .middle, isBold: true)
    }
    drawLegend(most, foot + rowHeight + 100, &svg)
    return Drawing(title: title, description: description, svg: svg)
  }

  /// A sector's name above its column, in two lines where one is too narrow.
  private func drawHead(_ name: String, _ x: Int, _ svg: inout SVGWriter) {
    let room = cellWidth - 40
    guard textWidth(name, size: 110) > room else { return svg.text(name, x, top - 80, .middle, size: 110) }
    let (first, second) = broken(name, room)
    svg.text(first, x, top - 210, .middle, size: 110)
    svg.text(fitted(second, room, size: 110), x, top - 80, .middle, size: 110)
  }

  /// As much as fits, up to the last blank where there is one, and the rest.
  private func broken(_ name: String, _ room: Int) -> (String, String) {
    var first = ""
    for character in name {
      guard textWidth(first + String(character), size: 110) <= room else { break }
      first.append(character)
    }
    if let blank = first.lastIndex(of: " ") { first = String(first[..<blank]) }
    let rest = name.dropFirst(first.count)
    return (first, String(rest.first == " " ? rest.dropFirst() : rest))
  }

  private static let shades = ["#fff", "#e4e4e4", "#c2c2c2", "#969696", "#404040"]

  /// 0 for nothing, then quarters of the most.
  private func level(_ count: Int, _ most: Int) -> Int { count == 0 ? 0 : min(4, (4 * count + most - 1) / most) }

  private func drawCell(_ count: Int, _ most: Int, _ column: Int, _ y: Int, _ svg: inout SVGWriter) {
    let level = level(count, most)
    let x = left + cellWidth * column
    svg.rectangle(x, y, cellWidth, rowHeight, fill: Self.shades[level], stroke: "#777", line: 6)
    svg.text(
      count == 0 ? "·" : String(count), x + cellWidth / 2, y + 175, .middle, fill: level == 4 ? "#fff" : "#000")
  }

  /// What each shade stands for.
  private func drawLegend(_ most: Int, _ y: Int, _ svg: inout SVGWriter) {
    var x = left
    for level in 1...4 {
      let from = most * (level - 1) / 4 + 1
      let until = most * level / 4
      guard from <= until else { continue }
      svg.rectangle(x, y, 260, 180, fill: Self.shades[level], stroke: "#777", line: 6)
      let label = from == until ? String(from) : String(from) + "–" + String(until)
      svg.text(label, x + 330, y + 140, size: 110)
      x += 330 + textWidth(label, size: 110) + 260
    }
  }

  private var description: String {
    grid.places.enumerated().map { row, place in
      let counts = grid.sectors.enumerated().filter { grid.counts[row][$0.offset] > 0 }.map { column, sector in
        sector + " " + String(grid.counts[row][column])
      }
      return words.labelled(place, words.list(counts))
    }.joined(separator: words(.itemSeparator))
  }
}
