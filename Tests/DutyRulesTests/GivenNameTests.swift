import DutyBook
import DutyRules
import Testing

/// Names of flags, classes and milestones: R027, and what each form comes to.
@Suite struct GivenNameTests {
  static let path = "ladders/more.yaml"
  static let monthly = "scoring/monthly.yaml"
  static let plan = "campaigns/plan.yaml"

  static func ladder(_ flags: String...) -> Change {
    .put(
      path,
      "ladder: more\nper: unit\nwithin: 90 days\nrungs:\n"
        + flags.enumerated().map { "  - { when: vetoes \($0 + 1), do: suspend, flag: \($1) }\n" }.joined())
  }

  static func milestones(_ steps: String) -> Change {
    .replace(plan, "[ accepted: 0, built: 15 workdays, started: 60 workdays ]", steps)
  }

  /// Thirty characters: as many as pass.
  static let long = String(repeating: "文", count: 30)

  /// A score that names no class.
  static let streets =
    "score: streets\nof: { tier: district, kind: bureau }\nevery: month\nparts:\n"
    + "  - { part: 按期, weight: 100, value: on-time-rate }\n"

  static let cases: [Case] = [
    Case(
      [ladder("{ flag: civil-award, name: 文明奖 }", "{ flag: civil-award, name: 文明单位奖 }")], .nameClash,
      at: "\(path):6:69", says: "flag `civil-award` has two names: `文明奖` and `文明单位奖`", why: "which one is printed"),
    Case(
      [ladder("{ flag: civil-award, name: 文明奖 }", "{ flag: civil-unit, name: 文明奖 }")], .nameClash,
      at: "\(path):6:68", says: "flags `civil-award` and `civil-unit` are both called `文明奖`",
      why: "a decision has to say what is lost"),
    Case(
      [ladder("{ flag: civil-award, name: \" \" }")], .missingValue, at: "\(path):5:69", says: "`name` has no value",
      why: "a blank is no name"),
    Case(
      [ladder("{ name: 文明奖 }")], .missingKey, at: "\(path):5:42", says: "`flag` has no `flag`", why: "a name of what"),
    Case(
      [ladder("{ flag: civil-award, named: 文明奖 }")], .unknownKey, at: "\(path):5:63", says: "did you mean `name`",
      why: "as everywhere"),
    Case(
      [.replace(monthly, "class: bureaus", "class: { class: bureaus, name: \"\" }")], .missingValue,
      at: "\(monthly):3:32", says: "`name` has no value", why: "an empty name"),
    Case(
      [.replace(monthly, "each: relapse, points", "each: relapse, name: 反弹, points")], .badValue,
      at: "\(monthly):10:28", says: "`relapse` is an event, which has its word", why: "the product says it in two languages"),
    Case(
      [
        .replace(
          monthly, "{ each: brand-title, points: 1, cap: 6 }",
          "{ each: brand-title, name: 品牌, points: 1, cap: 3 }\n  - { each: model, name: 品牌, points: 1, cap: 3 }")
      ], .nameClash, at: "\(monthly):14:26", says: "honours `brand-title` and `model` are both called `品牌`",
      why: "what was earned"),
    Case(
      [milestones("[ accepted: 0, { milestone: built, name: 竣工, back: 15 workdays }, { milestone: started, name: 竣工, back: 60 } ]")],
      .nameClash, at: "\(plan):7:97", says: "milestones `built` and `started` are both called `竣工`",
      why: "two steps that nobody can tell apart"),
    Case(
      [milestones("[ accepted: 0, { milestone: built, name: 竣工 } ]")], .missingKey, at: "\(plan):7:33",
      says: "a milestone has no `back`", why: "when is it due"),
    Case(
      [milestones("[ { accepted: 0, built: 15 workdays } ]")], .wrongShape, at: "\(plan):7:20",
      says: "`milestone`, `name` and `back`", why: "two steps in one item"),
    Case(
      [ladder("{ flag: civil-award, name: civil-unit }", "civil-unit")], .nameClash, at: "\(path):5:69",
      says: "flag `civil-award` is called `civil-unit`, which is another flag's word", why: "a bare word is printed as it is"),
    Case(
      [.replace(monthly, "class: bureaus", "class: { class: bureaus, name: streets }"), .put("scoring/other.yaml", streets)],
      .nameClash, at: "\(monthly):3:32", says: "class `bureaus` is called `streets`, which is another class's word",
      why: "a score without a class is one by its own word"),
    Case(
      [
        .replace(monthly, "class: bureaus", "class: { class: bureaus, name: 一组 }"),
        .put(
          "scoring/other.yaml",
          streets.replacing("score: streets", with: "score: streets\nclass: { class: streets, name: 一组 }")),
      ], .nameClash, at: "scoring/other.yaml:2:32", says: "classes `bureaus` and `streets` are both called `一组`",
      why: "the plural of class"),
    Case(
      [
        .replace(
          monthly, "{ each: brand-title, points: 1, cap: 6 }",
          "{ each: brand-title, name: model, points: 1, cap: 3 }\n  - { each: model, points: 1, cap: 3 }")
      ], .nameClash, at: "\(monthly):13:32", says: "honour `brand-title` is called `model`, which is another honour's word",
      why: "what was earned"),
    Case(
      [
        milestones(
          "[ accepted: 0, { milestone: built, name: started, back: 15 }, { milestone: started, name: 开工, back: 60 } ]")
      ], .nameClash, at: "\(plan):7:46", says: "milestone `built` is called `started`, which is another milestone's word",
      why: "a step by the word of another"),
    Case(
      [ladder("{ flag: civil-award, name: \(long)字 }")], .badValue, at: "\(path):5:69", says: "`name` has 31 characters",
      why: "a column of a table"),
    Case(
      [ladder("{ flag: civil-award, name: \"文明\\n奖\" }")], .badValue, at: "\(path):5:69", says: "`name` has several lines",
      why: "a line of a document"),
    Case(
      [.replace(monthly, "class: bureaus", "class: { class: bureaus, name: \(long)字 }")], .badValue, at: "\(monthly):3:32",
      says: "`name` has 31 characters", why: "the same of a class"),
    Case(
      [.replace(monthly, "each: brand-title, points", "each: brand-title, name: \(long)字, points")], .badValue,
      at: "\(monthly):13:32", says: "`name` has 31 characters", why: "the same of an honour"),
    Case(
      [milestones("[ accepted: 0, { milestone: built, name: \(long)字, back: 15 workdays } ]")], .badValue, at: "\(plan):7:59",
      says: "`name` has 31 characters", why: "the same of a milestone"),
  ]

  @Test(arguments: cases) func reports(_ c: Case) { c.check() }

  @Test func aFlagIsNamedOnceForAllWhoUseItsWord() throws {
    let book = try #require(load(Self.ladder("civil-award", "{ flag: civil-award, name: 文明奖 }", "civil-unit")).book)
    #expect(book.ladders["more"]?.rungs.map { $0.flag?.name } == ["civil-award", "civil-award", "civil-unit"])
    #expect(book.name(ofFlag: "civil-award") == "文明奖")
    #expect(book.name(ofFlag: "civil-unit") == nil, "a bare word is all there is")
  }

  @Test func aNameSaidTwiceIsOneName() {
    let same = load(Self.ladder("{ flag: civil-award, name: 文明奖 }", "{ flag: civil-award, name: 文明奖 }"))
    #expect(same.diagnostics.isEmpty, "\(same.diagnostics)")
  }

  @Test func aClassKeepsItsWordBesideItsName() throws {
    let plain = try #require(load().book)
    #expect(plain.scores["monthly"]?.league == "bureaus")
    #expect(plain.name(ofLeague: "bureaus") == "bureaus", "where nobody named it")
    let named = try #require(
      load(.replace(Self.monthly, "class: bureaus", "class: { class: bureaus, name: 区直单位 }")).book)
    #expect(named.scores["monthly"]?.league == "bureaus")
    #expect(named.name(ofLeague: "bureaus") == "区直单位")
  }

  @Test func milestonesMayBeNamedEachForItself() throws {
    let book = try #require(
      load(Self.milestones("[ accepted: 0, { milestone: built, name: 完成改造, back: 15 workdays }, milestone: 60 workdays ]"))
        .book)
    let steps = try #require(book.campaigns["compounds-2026"]?.plan?.milestones)
    #expect(steps.map(\.id) == ["accepted", "built", "milestone"])
    #expect(steps.map(\.name) == ["accepted", "完成改造", "milestone"])
    #expect(steps.map(\.workdaysBack) == [0, 15, 60])
    #expect(book.name(ofGrain: "built", duty: "compounds-2026") == "完成改造")
    #expect(book.name(ofGrain: "built", duty: "road-patrol") == nil, "another duty's grain")
  }

  @Test func thirtyCharactersAreAName() throws {
    let book = try #require(load(Self.ladder("{ flag: civil-award, name: \" \(Self.long) \" }")).book)
    #expect(book.name(ofFlag: "civil-award") == Self.long, "without the blanks around it")
  }
}
