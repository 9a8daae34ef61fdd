/// How a league moved from the period before to this one: a line for each unit.
///
/// - Shape: who rises has a thick line and full marks, who falls a dashed line and empty marks, who stays a thin line.
struct LeaguePlot {
  private struct Unit {
    var row: LeagueRow
    var from: Int?
    var to: Int
  }

  private let league: ReportLeague
  private let words: Words
  private let id: String
  private let units: [Unit]
  private let count: Int

  private let left = 2350
  private let right = 4600
  private let top = 760
  private let pitch = 235

  init(_ league: ReportLeague, _ words: Words, _ id: String) {
    self.league = league
    self.words = words
    self.id = id
    let now = league.rows.sorted { ($0.rank, $0.name, $0.id) < ($1.rank, $1.name, $1.id) }
    let then = now.filter { $0.before != nil }.sorted { a, b in
      (a.before ?? 0, a.name, a.id) < (b.before ?? 0, b.name, b.id)
    }
    units = now.enumerated().map { index, row in
      Unit(row: row, from: row.before == nil ? nil : then.firstIndex { $0.id == row.id }, to: index)
    }
    count = now.count
  }

  func drawing() -> Drawing {
    let height = top + pitch * max(1, count) + 330
    var svg = SVGWriter(id: id, width: 7200, height: height)
    let title = words.labelled(words(.leaguePlot), league.name)
    svg.text(title, 100, 250, size: 140, isBold: true)
    svg.text(words(.periodBefore), left, 560, .end, isBold: true)
    svg.text(words(.thisPeriod), right, 560, isBold: true)
    svg.line((left, top - 110), (left, top + pitch * count - 60), width: 8, stroke: "#888")
    svg.line((right, top - 110), (right, top + pitch * count - 60), width: 8, stroke: "#888")
    // Thick lines last, so that they lie on top.
    for unit in units.sorted(by: { (weight($0), $0.to) < (weight($1), $1.to) }) { drawLine(unit, &svg) }
    for unit in units { drawLabels(unit, &svg) }
    svg.text(words(.leagueLegend), 100, height - 120, size: 110)
    return Drawing(title: title, description: description, svg: svg)
  }

  private func y(_ index: Int) -> Int { top + pitch * index }

  /// 0 stays, 1 falls, 2 rises.
  private func weight(_ unit: Unit) -> Int {
    guard let before = unit.row.before else { return 0 }
    return before == unit.row.rank ? 0 : before < unit.row.rank ? 1 : 2
  }

  private func drawLine(_ unit: Unit, _ svg: inout SVGWriter) {
    let end = (x: right, y: y(unit.to))
    if let from = unit.from {
      let start = (x: left, y: y(from))
      switch weight(unit) {
      case 2: svg.line(start, end, width: 26)
      case 1: svg.line(start, end, width: 14, dash: "6 4")
      default: svg.line(start, end, width: 8, stroke: "#555")
      }
      svg.circle(start, 36, isFilled: weight(unit) == 2)
    }
    svg.circle(end, 36, isFilled: weight(unit) == 2)
  }

  private func drawLabels(_ unit: Unit, _ svg: inout SVGWriter) {
    let name = fitted(unit.row.name, 1700)
    if let from = unit.from, let before = unit.row.before {
      svg.text(name + " " + String(before), left - 100, y(from) + 42, .end)
    }
    svg.text(String(unit.row.rank), right + 100, y(unit.to) + 42, isBold: true)
    svg.text(name, right + 340, y(unit.to) + 42)
    let score = scoreText(unit.row.milliScore)
    svg.text(score, 6650, y(unit.to) + 42, .end)
    svg.text(movementText(unit.row.before.map { $0 - unit.row.rank }, words), 6750, y(unit.to) + 42)
  }

  private var description: String {
    units.map { unit in
      let row = unit.row
      return words.labelled(
        row.name,
        (row.before.map(String.init) ?? words(.newInLeague)) + " → " + String(row.rank))
    }.joined(separator: words(.itemSeparator))
  }
}

/// `▲2`, `▼1`, `＝`, `新`.
func movementText(_ movement: Int?, _ words: Words) -> String {
  guard let movement else { return words(.newInLeague) }
  return movement == 0 ? "=" : movement > 0 ? "▲" + String(movement) : "▼" + String(-movement)
}
