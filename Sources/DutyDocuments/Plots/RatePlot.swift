import DutyCalendar
import DutyOversight

/// Rates over time as lines: rectified (整改率) and on time (按期率).
///
/// - Shape: a period without anything to rate breaks the line; each line has a mark and a dash of its own and its name
///   at its end.
struct RatePlot {
  private struct Series {
    var name: String
    var permille: [Int?]
    var dash: String
    var isCircle: Bool
  }

  private let points: [RatePoint]
  private let dates: DateWords
  private let words: Words
  private let id: String
  private let series: [Series]
  /// The lowest value of the axis, in per cent.
  private let floor: Int

  private let left = 560
  private let right = 5800
  private let top = 520
  private let bottom = 2600

  init(_ points: [RatePoint], _ dates: DateWords, _ id: String) {
    self.points = points
    self.dates = dates
    words = dates.words
    self.id = id
    series = [
      Series(
        name: words(.rectificationRate),
        permille: points.map { Share($0.tally.rectified, of: $0.tally.rectifications).permille }, dash: "",
        isCircle: true),
      Series(
        name: words(.onTimeRate), permille: points.map { Share($0.tally.onTime, of: $0.tally.due).permille },
        dash: "6 4", isCircle: false),
    ]
    let least = series.flatMap { $0.permille.compactMap { $0 } }.min() ?? 0
    floor = [60, 40, 20].first { least >= $0 * 10 + 50 } ?? 0
  }

  func drawing() -> Drawing {
    var svg = SVGWriter(id: id, width: 7200, height: 3050)
    let title = words(.ratesPlot)
    svg.text(title, 100, 250, size: 140, isBold: true)
    drawAxes(&svg)
    for line in series { draw(line, &svg) }
    drawValues(&svg)
    drawNames(&svg)
    return Drawing(title: title, description: description, svg: svg)
  }

  private func x(_ index: Int) -> Int {
    points.count < 2 ? (left + right) / 2 : left + 200 + (right - left - 400) * index / (points.count - 1)
  }

  private func y(_ permille: Int) -> Int {
    bottom - (bottom - top) * (min(permille, 1000) - floor * 10) / (1000 - floor * 10)
  }

  private func drawAxes(_ svg: inout SVGWriter) {
    let step = floor >= 40 ? 10 : 20
    for percent in stride(from: floor, through: 100, by: step) {
      let height = y(percent * 10)
      svg.line((left, height), (right, height), width: 6, stroke: percent == floor ? "#000" : "#bbb")
      svg.text(String(percent) + "%", left - 60, height + 40, .end, size: 110)
    }
    // Labels that would touch are left out, the last one never.
    let widest = points.map { textWidth(dates.shortPeriod($0.period), size: 110) }.max() ?? 0
    let every = max(1, (widest + 120) * max(1, points.count - 1) / max(1, right - left - 400) + 1)
    for (index, point) in points.enumerated() where (points.count - 1 - index) % every == 0 {
      svg.line((x(index), bottom), (x(index), bottom + 50), width: 8)
      svg.text(dates.shortPeriod(point.period), x(index), bottom + 200, .middle, size: 110)
    }
  }

  private func draw(_ line: Series, _ svg: inout SVGWriter) {
    var run: [(x: Int, y: Int)] = []
    for (index, permille) in line.permille.enumerated() {
      if let permille {
        run.append((x(index), y(permille)))
      } else {
        svg.polyline(run, dash: line.dash)
        run = []
      }
    }
    svg.polyline(run, dash: line.dash)
    for (index, permille) in line.permille.enumerated() {
      guard let permille else { continue }
      let point = (x(index), y(permille))
      if line.isCircle { svg.circle(point, 38, isFilled: true) } else { svg.square(point, 35, isFilled: false) }
    }
  }

  /// The rectification rate beside each mark, on the side away from the other line.
  private func drawValues(_ svg: inout SVGWriter) {
    guard points.count <= 13 else { return }
    for (index, permille) in series[0].permille.enumerated() {
      guard let permille, index < points.count - 1 else { continue }
      let isAbove = (series[1].permille[index] ?? 0) <= permille
      svg.text(decimal(permille, 1), x(index), y(permille) + (isAbove ? -90 : 180), .middle, size: 105, hasHalo: true)
    }
  }

  /// Each line's name and latest value at its end, moved apart where they would touch.
  private func drawNames(_ svg: inout SVGWriter) {
    var labels: [(y: Int, text: String)] = []
    for line in series {
      guard let permille = line.permille.last(where: { $0 != nil }) ?? nil else { continue }
      labels.append((y(permille), line.name + " " + decimal(permille, 1) + "%"))
    }
    labels.sort { $0.y < $1.y }
    if labels.count == 2, labels[1].y - labels[0].y < 190 {
      let middle = min((labels[0].y + labels[1].y) / 2, bottom - 95)
      labels[0].y = middle - 95
      labels[1].y = middle + 95
    }
    for label in labels { svg.text(label.text, right + 20, label.y + 42, size: 120, isBold: true) }
  }

  private var description: String {
    let parts = points.enumerated().map { index, point in
      let rates = series.map { $0.name + " " + ($0.permille[index].map { decimal($0, 1) + "%" } ?? "–") }
      return words.labelled(dates.shortPeriod(point.period), words.list(rates))
    }
    return parts.joined(separator: words(.itemSeparator))
  }
}
