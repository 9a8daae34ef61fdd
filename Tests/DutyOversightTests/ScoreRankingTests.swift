import DutyBook
import DutyCalendar
import DutyOversight
import DutyTestKit
import Testing

/// League tables (M50) and what ladders ask of them (M42, M47).
@Suite struct ScoreRankingTests {
  /// `"a 90 b 80"` as totals in whole points.
  static func totals(_ text: String) -> [(unit: String, milli: Int)] {
    let words = text.split(separator: " ")
    return stride(from: 0, to: words.count - 1, by: 2).map { (String(words[$0]), (Int(words[$0 + 1]) ?? 0) * 1000) }
  }

  static func table(
    _ text: String, _ period: String = "2026-11", _ ranks: RankTies = .competition, smallest: Int = 1,
    after previous: RankingPeriod? = nil
  ) -> RankingPeriod {
    RankingPeriod(
      of: score(part("a", 100), ranks: ranks, smallestClass: smallest), period: period, totals: totals(text),
      previous: previous)
  }

  struct Ranked: Sendable, CustomTestStringConvertible {
    var totals: String
    var ranks: RankTies
    var rows: [String]
    var why: String

    var testDescription: String { why }
  }

  @Test(arguments: [
    Ranked(totals: "a 70 b 90 c 80", ranks: .competition, rows: ["b 1", "c 2", "a 3"], why: "M50 the best first"),
    Ranked(
      totals: "a 90 b 80 c 80 d 70", ranks: .competition, rows: ["a 1", "b 2", "c 2", "d 4"],
      why: "M50 ties: 1, 2, 2, 4"),
    Ranked(
      totals: "a 90 b 80 c 80 d 70", ranks: .dense, rows: ["a 1", "b 2", "c 2", "d 3"], why: "M50 ties: 1, 2, 2, 3"),
    Ranked(totals: "b 80 a 80", ranks: .competition, rows: ["a 1", "b 1"], why: "M50 equals by name, both first"),
    Ranked(totals: "", ranks: .competition, rows: [], why: "M50 an empty class"),
  ])
  func ranks(_ c: Ranked) {
    #expect(Self.table(c.totals, "2026-11", c.ranks).rows.map { "\($0.unit) \($0.rank)" } == c.rows)
  }

  @Test("M50 movement is places gained since the period before") func moves() {
    let october = Self.table("a 90 b 80 c 70", "2026-10")
    let november = Self.table("c 90 a 80 b 80 d 10", "2026-11", after: october)
    #expect(
      november.rows.map { "\($0.unit) \($0.movement.map(String.init) ?? "new")" } == ["c 2", "a -1", "b 0", "d new"])
  }

  @Test("M50 a class below the smallest size has scores and no ranks") func smallClass() {
    let table = Self.table("a 90 b 80", smallest: 3)
    #expect(table.rows.map(\.rank) == [0, 0])
    #expect(table.rows.map(\.milliScore) == [90_000, 80_000])
  }

  struct Cut: Sendable, CustomTestStringConvertible {
    var totals: String
    var count: Int
    var ties: CutTies
    var smallest = 1
    var bottom: [String]
    var top: [String]
    var why: String

    var testDescription: String { why }
  }

  @Test(arguments: [
    Cut(totals: "a 90 b 80 c 70 d 60", count: 2, ties: .in, bottom: ["c", "d"], top: ["a", "b"], why: "M42 no ties"),
    Cut(
      totals: "a 90 b 70 c 70 d 60", count: 2, ties: .in, bottom: ["b", "c", "d"], top: ["a", "b", "c"],
      why: "M42 whoever is level with the cut is in"),
    Cut(
      totals: "a 90 b 70 c 70 d 60", count: 2, ties: .out, bottom: ["d"], top: ["a"],
      why: "M42 or the level group stays out as a whole"),
    Cut(
      totals: "a 90 b 70 c 70 d 60", count: 3, ties: .out, bottom: ["b", "c", "d"], top: ["a", "b", "c"],
      why: "M42 a group that fits is in either way"),
    Cut(totals: "a 90 b 90 c 90", count: 1, ties: .out, bottom: [], top: [], why: "M42 all level: nobody is last"),
    Cut(
      totals: "a 90 b 90 c 90", count: 1, ties: .in, bottom: ["a", "b", "c"], top: ["a", "b", "c"],
      why: "M42 all level: everybody is last and first"),
    Cut(
      totals: "a 90 b 80 c 70", count: 3, ties: .in, smallest: 4, bottom: [], top: [],
      why: "M42 too small a class for it"),
    Cut(
      totals: "a 90 b 80", count: 5, ties: .out, bottom: ["a", "b"], top: ["a", "b"], why: "M42 fewer than the cut"),
    Cut(totals: "a 90", count: 0, ties: .in, bottom: [], top: [], why: "M42 the last nobody"),
  ])
  func cuts(_ c: Cut) {
    let table = Self.table(c.totals)
    #expect(table.units(.bottom, c.count, ties: c.ties, smallestClass: c.smallest) == c.bottom)
    #expect(table.units(.top, c.count, ties: c.ties, smallestClass: c.smallest) == c.top)
    for unit in ["a", "b", "c", "d", "e"] {
      let isLow = table.isInBottom(c.count, unit: unit, ties: c.ties, smallestClass: c.smallest)
      let isHigh = table.isInTop(c.count, unit: unit, ties: c.ties, smallestClass: c.smallest)
      #expect(isLow == c.bottom.contains(unit))
      #expect(isHigh == c.top.contains(unit))
    }
  }

  @Test(arguments: 0..<30) func tiesInTakesAtLeastSoManyTiesOutAtMost(_ seed: Int) {
    var dice = Dice(UInt64(seed))
    let totals = (0..<(1 + dice.below(12))).map { (unit: "u\($0)", milli: dice.below(4) * 1000) }
    let table = RankingPeriod(of: score(part("a", 100)), period: "2026-11", totals: totals)
    for count in 1...5 {
      for end in TableEnd.allCases {
        #expect(table.units(end, count, ties: .in).count >= min(count, totals.count))
        #expect(table.units(end, count, ties: .out).count <= count)
        #expect(Set(table.units(end, count, ties: .out)).isSubset(of: table.units(end, count, ties: .in)))
      }
    }
  }

  struct Run: Sendable, CustomTestStringConvertible {
    var tables: [String: String]
    var streak: Int
    var why: String

    var testDescription: String { why }
  }

  @Test(arguments: [
    Run(tables: [:], streak: 0, why: "M42 no table, no run"),
    Run(tables: ["2026-11": "a 90 z 10"], streak: 1, why: "M42 once"),
    Run(tables: ["2026-10": "a 90 z 10", "2026-11": "a 90 z 10"], streak: 2, why: "M42 twice running"),
    Run(
      tables: ["2025-12": "a 90 z 10", "2026-01": "a 90 z 10", "2026-02": "a 9 z 1"], streak: 3,
      why: "M42 across the new year"),
    Run(
      tables: ["2026-09": "a 90 z 10", "2026-10": "a 10 z 90", "2026-11": "a 90 z 10"], streak: 1,
      why: "M42 a good month ends it"),
    Run(
      tables: ["2026-09": "a 90 z 10", "2026-11": "a 90 z 10"], streak: 1, why: "M42 a month without a table ends it"),
    Run(
      tables: ["2026-09": "a 90 z 10", "2026-10": "a 90", "2026-11": "a 90 z 10"], streak: 1,
      why: "M42 a month without a rank ends it"),
    Run(tables: ["2026-10": "a 90 z 10", "2026-11": "a 10 z 90"], streak: 0, why: "M42 the newest counts"),
    Run(tables: ["2026-Q2": "a 9 z 1", "2026-Q3": "a 9 z 1"], streak: 2, why: "M42 quarters run too"),
  ])
  func runs(_ c: Run) {
    let tables = c.tables.map { Self.table($0.value, $0.key) }
    #expect(tables.streak(.bottom, 1, unit: "z", ties: .out) == c.streak)
    #expect(tables.run(.bottom, 1, unit: "z", ties: .out) == c.tables.keys.sorted().suffix(c.streak))
  }

  @Test("M47 the first three running are known by the same machinery") func runsAtTheTop() {
    let tables = ["2026-09", "2026-10", "2026-11"].map { Self.table("a 90 b 80 c 70", $0) }
    #expect(tables.streak(.top, 1, unit: "a", ties: .in) == 3)
    #expect(tables.streak(.top, 1, unit: "b", ties: .in) == 0)
  }

  @Test func periodsNestAndGoBack() throws {
    let year = try #require(Period(named: "2026"))
    #expect(ScorePeriod.month.periods(within: year).map(\.name).suffix(2) == ["2026-11", "2026-12"])
    #expect(ScorePeriod.quarter.periods(within: year).map(\.name) == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"])
    #expect(ScorePeriod.twoMonths.periods(within: year).count == 6)
    #expect(ScorePeriod.year.back(2, from: year).name == "2024")
    let quarter = try #require(Period(named: "2026-Q1"))
    #expect(ScorePeriod.quarter.back(1, from: quarter).name == "2025-Q1")
    #expect(ScorePeriod.quarter.before(quarter).name == "2025-Q4")
  }
}
