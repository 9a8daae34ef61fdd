import DutyBook
import DutyRules
import Testing

let monthly = "scoring/monthly.yaml"

/// Scores: R090–R094, and what the other codes say of them.
@Suite struct ScoringDiagnosticTests {
  static let scores: [Case] = [
    Case(
      [.replace(monthly, "weight: 60", "weight: 50")], .scoreWeights, at: "\(monthly):6:1", says: "sum to 90",
      why: "M49 weights that do not sum to 100"),
    Case(
      [.replace(monthly, "weight: 60", "weight: 70")], .scoreWeights, at: "\(monthly):6:1", says: "take 10 off",
      why: "M49 weights that sum to more"),
    Case(
      [.replace(monthly, "weight: 60", "weight: -60")], .scoreWeights, at: "\(monthly):7:25", says: "under `minus`",
      why: "M49 a negative weight would reward what is worse"),
    Case(
      [.replace(monthly, "value: on-time-rate", "value: on-time-rate, from: monthly")], .scorePart,
      at: "\(monthly):7:5", says: "exactly one", why: "two values for one part"),
    Case(
      [.replace(monthly, ", value: on-time-rate", "")], .scorePart, at: "\(monthly):7:5", says: "no value",
      why: "a part without a value"),
    Case(
      [.replace(monthly, "value: on-time-rate", "value: on-time-rate, combine: last")], .scorePart,
      at: "\(monthly):7:50", says: "belongs to `from`", why: "combining one value"),
    Case(
      [.replace("scoring/yearly.yaml", "duties: road-patrol, ", "")], .scorePart, at: "scoring/yearly.yaml:6:5",
      says: "needs `duties`", why: "M19 measured values come with the reports of named duties"),
    Case(
      [.replace(monthly, "- { each: finding, cap: 10 }", "- { each: finding, points: 1 }")], .scorePart,
      at: "\(monthly):11:22", says: "its own points", why: "M02 a finding says itself what it costs"),
    Case(
      [.replace("scoring/yearly.yaml", "from: monthly", "from: yearly")], .scoreSource, at: "scoring/yearly.yaml:5:49",
      says: "its own results", why: "M51 a score of itself"),
    Case(
      [.replace(monthly, "value: on-time-rate", "from: yearly")], .scoreSource, at: "\(monthly):7:35",
      says: "do not lie within", why: "M51 a year does not lie within a month"),
    Case(
      [.replace(monthly, "every: month", "every: year"), .replace(monthly, "value: on-time-rate", "from: yearly")],
      .scoreSource, at: "\(monthly):7:35", says: "which takes in `monthly`", why: "M51 a circle of two"),
    Case(
      [
        .replace(monthly, "every: month", "every: 2 months"),
        .replace("scoring/yearly.yaml", "every: year", "every: quarter"),
      ],
      .scoreSource, at: "scoring/yearly.yaml:5:49", says: "(2 months)", why: "M51 two months lie across a quarter"),
    Case(
      [.replace(monthly, "points: 1, cap: 6", "points: 1, cap: 6.5")], .scoreBonus, at: "\(monthly):12:1",
      says: "6.5 points", why: "M52 more than six"),
    Case(
      [.replace(monthly, "points: 1, cap: 6", "points: 1")], .scoreBonus, at: "\(monthly):13:13", says: "no `cap`",
      why: "M52 without a cap"),
    Case(
      [.replace(monthly, "good: 85", "good: 60")], .scoreMarks, at: "\(monthly):15:19", says: "not above",
      why: "M19 marks out of order"),
    Case(
      [.replace(monthly, "value: on-time-rate", "value: on-time-rate, cap: 50%, floor: 60%")], .scoreMarks,
      at: "\(monthly):7:60", says: "floor", why: "a floor above the cap"),
  ]

  static let names: [Case] = [
    Case(
      [.replace(monthly, "on-time-rate", "on-time-rat")], .badValue, at: "\(monthly):7:36", says: "`on-time-rate`",
      why: "a measure mistyped"),
    Case(
      [.replace("scoring/yearly.yaml", "from: monthly", "from: montly")], .unknownID, at: "scoring/yearly.yaml:5:49",
      says: "`monthly`", why: "a score mistyped"),
    Case(
      [.replace(monthly, "kind: bureau", "kind: burau")], .unknownID, at: "\(monthly):4:29", says: "`bureau`",
      why: "a class that no unit is of"),
    Case(
      [.replace(monthly, "tier: district", "tier: subdistrict")], .matchesNothing, at: "\(monthly):4:5",
      says: "score `monthly`", why: "a class without units"),
    Case(
      [.replace("scoring/yearly.yaml", "kind: bureau", "kind: subdistrict")], .matchesNothing,
      at: "scoring/yearly.yaml:5:49", says: "no unit has both", why: "M51 months of other units"),
    Case(
      [.replace(monthly, "each: relapse", "each: relaps")], .badValue, at: "\(monthly):10:13", says: "`relapse`",
      why: "an event mistyped"),
    Case(
      [.replace(monthly, "each: brand-title", "each: relapse")], .badValue, at: "\(monthly):13:13", says: "minus",
      why: "M52 no bonus for a relapse"),
    Case(
      [.replace(monthly, "- { each: relapse, points: 0.5", "- { each: relapse")], .missingKey, at: "\(monthly):10:5",
      says: "`points`", why: "an event without points"),
    Case(
      [.replace(monthly, "part: 整改", "part: 按期")], .duplicateID, at: "\(monthly):8:13", says: "7:13",
      why: "two parts of one name"),
    Case(
      [.replace(monthly, "part: 整改", "part: score")], .reservedID, at: "\(monthly):8:13", why: "a word of the tests"),
    Case(
      [.append("scoring/again.yaml", String(decoding: Array((smallDistrict[monthly] ?? "").utf8), as: UTF8.self))],
      .duplicateID, at: "\(monthly):1:8", says: "scoring/again.yaml:1:8", why: "two scores of one name"),
    Case(
      [.replace(monthly, "按期: 9/10", "按时: 9/10")], .unknownID, at: "\(monthly):19:14", says: "part or event",
      why: "a test of a part that is not there"),
    Case(
      [.replace(monthly, "按期: 9/10", "按期: 11/10")], .badNumber, at: "\(monthly):19:18", says: "9/10",
      why: "more done than owed"),
    Case(
      [.replace(monthly, "按期: 9/10", "按期: [9/10, 1/1]")], .wrongShape, at: "\(monthly):19:18",
      says: "takes 1 value, this has 2",
      why: "two ratios for one measure"),
  ]

  @Test(arguments: scores + names) func reports(_ c: Case) { c.check() }

  @Test func readsEveryKey() throws {
    let book = try #require(load().book)
    let score = try #require(book.scores["monthly"])
    #expect(score.every == .month)
    #expect(score.league == "bureaus")
    #expect(score.parts.map(\.weightMilli) == [60_000, 40_000])
    #expect(score.parts.map(\.value) == [.measure(.onTime), .least([.rectified, .rectifiedOnTime])])
    #expect(score.parts[1].capMicro == 950_000)
    #expect(score.parts[1].duties == [try #require(book.duties.ref("road-patrol"))])
    #expect(score.minus.map(\.capMilli) == [5000, 10_000])
    #expect(score.bonusMilli == 6000)
    #expect(score.vetoZeroes)
    #expect(score.marks == PassMarks(passMilli: 60_000, goodMilli: 85_000))
    #expect(score.smallestClass == 2)
    #expect(score.tests.count == 1)
    #expect(book.scores["yearly"]?.parts[1].atLeastMicro == 700_000)
    #expect(book.scores["yearly"]?.parts[1].fullMicro == 100_000_000)
    #expect(book.units(of: score.of, on: book.settings.start).map { book.units[$0].id } == ["u-jt", "u-hw"])
  }

  @Test func whatIsNotSaidIsTheWidest() throws {
    let plain =
      "score: plain\nof: { kind: bureau }\nevery: month\nparts: [ { part: all, weight: 100%, value: closure-rate } ]\n"
    let score = try #require(load(.put("scoring/plain.yaml", plain)).book?.scores["plain"])
    #expect(score.league == "plain")
    #expect(score.empty == .leftOut)
    #expect(score.ranks == .competition)
    #expect(score.smallestClass == 1)
    #expect(score.marks == nil)
    #expect(!score.vetoZeroes)
  }
}
