import DutyBook
import DutyCalendar
import DutyOversight
import Foundation
import FoundationXML
import DutyTestKit
import Testing

@testable import DutyDocuments

/// Plots as SVG: black on white, readable without colour, the same bytes for the same data.
@Suite struct PlotTests {
  private func dates(_ locale: Settings.Locale = .chinese) throws -> DateWords {
    DateWords(zone: try SampleQueues().zone, words: Words(locale))
  }

  private func svg(_ plot: ReportPlot, _ locale: Settings.Locale = .chinese) throws -> String {
    text(Drawing(plot, try dates(locale), id: "p").bytes(standalone: true))
  }

  static func plots() throws -> [ReportPlot] {
    let sample = try SampleReports()
    return [
      .rates(Array(sample.history(.month).suffix(4))),
      .ages([AgeBand(from: 0, until: 3, open: 12, overdue: 2), AgeBand(from: 4, until: nil, open: 5, overdue: 5)]),
      .league(
        ReportLeague(
          name: "街道",
          rows: [
            LeagueRow(id: "a", name: "东湖街道", rank: 1, before: 2, milliScore: 91_250),
            LeagueRow(id: "b", name: "北湖街道", rank: 2, before: 1, milliScore: 88_000),
            LeagueRow(id: "c", name: "西园街道", rank: 3, before: 3, milliScore: 70_005),
            LeagueRow(id: "d", name: "新港街道", rank: 4, milliScore: 66_000),
          ])),
      .heat(FindingGrid(places: ["中山路", "人民路"], sectors: ["环境卫生", "交通秩序"], counts: [[8, 0], [2, 5]])),
    ]
  }

  @Test(arguments: 0..<4) func golden(_ index: Int) throws {
    let plot = try Self.plots()[index]
    try expectGolden("plot.\(plot.id).svg", Drawing(plot, try dates(), id: "p").bytes(standalone: true))
  }

  /// Small, large and hostile data.
  static func oddPlots() throws -> [ReportPlot] {
    let month = Period.containing(try SampleQueues().date, .month)
    let hostile = "<b>&\"'\u{1}\u{FFFE} 很长很长很长很长很长很长很长很长很长很长的名称"
    let names = (0..<40).map { "单位\($0)" }
    return try plots() + [
      .rates([]), .rates([RatePoint(period: month, tally: Tally())]),
      .rates(SampleReports().history(.week) + SampleReports().history(.week) + SampleReports().history(.week)),
      .ages([]), .ages([AgeBand(from: 0, until: nil)]), .ages([AgeBand(from: 0, until: 1, open: 2, overdue: 9)]),
      .league(ReportLeague(name: hostile, rows: [])),
      .league(ReportLeague(name: hostile, rows: [LeagueRow(id: "a", name: hostile, rank: 1, milliScore: 0)])),
      .league(
        ReportLeague(
          name: "",
          rows: names.enumerated().map { LeagueRow(id: $1, name: $1, rank: $0 + 1, before: 40 - $0, milliScore: -5) })),
      .heat(FindingGrid()), .heat(FindingGrid(places: [hostile], sectors: [hostile], counts: [[1]])),
      .heat(FindingGrid(places: names, sectors: names, counts: names.indices.map { row in names.map { _ in row } })),
    ]
  }

  @Test(arguments: Settings.Locale.allCases) func everyPictureIsWellFormedAndGrey(_ locale: Settings.Locale) throws {
    for plot in try Self.oddPlots() {
      let picture = try svg(plot, locale)
      let parser = XMLParser(data: Data(picture.utf8))
      #expect(parser.parse(), "\(plot)")
      #expect(onlyGreys(picture))
      #expect(picture.contains("<title id=\"p-title\">") && picture.contains("<desc id=\"p-desc\">"))
      #expect(picture.contains("role=\"img\""))
      for fetching in ["href", "<script", "<style", "<image", "@import"] { #expect(!picture.contains(fetching)) }
      let inside = text(Drawing(plot, try dates(locale), id: "p").bytes(standalone: false))
      #expect(!inside.contains("http:") && !inside.contains("<?xml"))
    }
  }

  /// Nothing is drawn outside the picture.
  @Test func everythingLiesWithin() throws {
    for plot in try Self.oddPlots() {
      let picture = try svg(plot)
      let size = try #require(picture.firstMatch(of: /viewBox="0 0 ([0-9.]+) ([0-9.]+)"/))
      let (width, height) = (try #require(Double(size.1)), try #require(Double(size.2)))
      for match in picture.matches(of: /\ (x|x1|x2|cx)="(-?[0-9.]+)"/) {
        #expect((0...width).contains(Double(match.2) ?? -1), "\(match.0) of \(width)")
      }
      for match in picture.matches(of: /\ (y|y1|y2|cy)="(-?[0-9.]+)"/) {
        #expect((0...height).contains(Double(match.2) ?? -1), "\(match.0) of \(height)")
      }
    }
  }

  /// Each value stands in the picture as a number, so that nothing needs a ruler.
  @Test func numbersStandBesideTheirMarks() throws {
    let plots = try Self.plots()
    #expect(try svg(plots[0]).contains(">整改率 82.0%</text>"))
    #expect(try svg(plots[1]).contains(">12，其中逾期 2</text>"))
    #expect(try svg(plots[2]).contains(">70.01</text>"), "rounded, halves up")
    #expect(try svg(plots[2]).contains(">▲1</text>") && svg(plots[2]).contains(">新</text>"))
    #expect(try svg(plots[3]).contains(">15</text>"), "the total")
  }

  @Test func aGridSumsWhatItDoesNotShow() {
    let names = (0..<20).map { String($0) }
    let grid = FindingGrid(places: names, sectors: names, counts: names.map { _ in names.map { _ in 1 } })
    let small = grid.trimmed(places: 5, sectors: 4, rest: "其余")
    #expect(small.places == ["0", "1", "2", "3", "其余"])
    #expect(small.sectors == ["0", "1", "2", "其余"])
    #expect(small.total == grid.total)
    #expect(small.counts[4] == [16, 16, 16, 272])
  }

  @Test func aGridCountsFindings() {
    let grid = FindingGrid(
      [("b", "x"), ("a", "x"), ("a", "y"), ("a", "x"), ("c", "y")].map { (place: $0, sector: $1) })
    #expect(grid.places == ["a", "b", "c"], "the most first, then by name")
    #expect(grid.sectors == ["x", "y"])
    #expect(grid.counts == [[2, 1], [1, 0], [0, 1]])
    #expect(FindingGrid(places: ["a"], sectors: ["x", "y"], counts: []).counts == [[0, 0]], "what is not given is 0")
  }

  @Test(arguments: [("中山路", 360), ("ab1", 201), ("", 0)]) func widths(_ text: String, _ width: Int) {
    #expect(textWidth(text) == width)
  }

  @Test func longNamesAreCutWhereTheyEnd() {
    #expect(fitted("中山路", 360) == "中山路")
    #expect(fitted("中山路北段", 480) == "中山路…")
    #expect(textWidth(fitted("很长很长很长的名称", 500)) <= 500)
  }
}
