/// Open tasks by age as bars; the overdue part is hatched.
struct AgePlot {
  private let bands: [AgeBand]
  private let words: Words
  private let id: String

  private let left = 1250
  private let right = 5300
  private let top = 780
  private let pitch = 380

  init(_ bands: [AgeBand], _ words: Words, _ id: String) {
    self.bands = bands
    self.words = words
    self.id = id
  }

  func drawing() -> Drawing {
    var svg = SVGWriter(id: id, width: 7200, height: top + pitch * bands.count + 120)
    let title = words(.agesPlot)
    svg.text(title, 100, 250, size: 140, isBold: true)
    let hatching = svg.hatching()
    drawLegend(&svg, hatching)
    let most = max(1, bands.map(\.open).max() ?? 1)
    for (index, band) in bands.enumerated() {
      let y = top + pitch * index
      svg.text(label(band), left - 100, y + 185, .end)
      let whole = (right - left) * band.open / most
      let overdue = (right - left) * min(band.overdue, band.open) / most
      if whole > overdue { svg.rectangle(left + overdue, y, whole - overdue, 270, fill: "#fff") }
      if overdue > 0 { svg.rectangle(left, y, overdue, 270, fill: hatching) }
      svg.text(value(band), left + whole + 90, y + 185, isBold: true)
    }
    svg.line((left, top - 80), (left, top + pitch * bands.count - 30), width: 12)
    return Drawing(title: title, description: description, svg: svg)
  }

  private func drawLegend(_ svg: inout SVGWriter, _ hatching: String) {
    svg.rectangle(left, 420, 260, 170, fill: hatching)
    svg.text(words(.overdueTasks), left + 340, 560)
    let second = left + 340 + textWidth(words(.overdueTasks)) + 300
    svg.rectangle(second, 420, 260, 170, fill: "#fff")
    svg.text(words(.notOverdue), second + 340, 560)
  }

  private func label(_ band: AgeBand) -> String {
    guard let until = band.until else { return words(.ageOver, String(max(0, band.from - 1))) }
    return words(.ageBand, String(band.from), String(until))
  }

  private func value(_ band: AgeBand) -> String {
    band.overdue > 0 ? words(.ageValue, String(band.open), String(band.overdue)) : String(band.open)
  }

  private var description: String {
    bands.map { words.labelled(label($0), value($0)) }.joined(separator: words(.itemSeparator))
  }
}
