/// A plot of a report: the data it is drawn from.
package enum ReportPlot: Hashable, Sendable {
  /// Rates over time (整改率、按期率).
  case rates([RatePoint])
  /// Open tasks by age.
  case ages([AgeBand])
  /// How a league moved.
  case league(ReportLeague)
  /// Findings by place and sector.
  case heat(FindingGrid)

  /// For file names and element ids.
  var id: String {
    switch self {
    case .rates: "rates"
    case .ages: "ages"
    case .league: "league"
    case .heat: "heat"
    }
  }
}

/// A plot as a picture.
///
/// - Shape: SVG 1.1 in UTF-8 without script, style sheet or reference to anything outside; black, white and greys only, each
///   meaning also told by form or number. The same data gives the same bytes.
/// - Parameter id: unique among the plots of one page.
struct Drawing {
  var title: String
  var description: String
  var svg: SVGWriter

  init(_ plot: ReportPlot, _ dates: DateWords, id: String) {
    switch plot {
    case .rates(let points): self = RatePlot(points, dates, id).drawing()
    case .ages(let bands): self = AgePlot(bands, dates.words, id).drawing()
    case .league(let league): self = LeaguePlot(league, dates.words, id).drawing()
    case .heat(let grid): self = HeatPlot(grid, dates.words, id).drawing()
    }
  }

  init(title: String, description: String, svg: SVGWriter) {
    self.title = title
    self.description = description
    self.svg = svg
  }

  /// The whole file, or the element inside a page.
  func bytes(standalone: Bool) -> [UInt8] {
    svg.finished(title: title, description: description, standalone: standalone)
  }
}
