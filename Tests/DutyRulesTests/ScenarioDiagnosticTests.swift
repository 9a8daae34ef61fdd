import DutyBook
import DutyCalendar
import DutyRules
import Testing

/// Scenarios: R087–R089, and what each word comes to.
@Suite struct ScenarioDiagnosticTests {
  static let path = "scenarios/one.yaml"

  static func file(_ lines: String...) -> [Change] {
    [.put(path, "scenario: one\nfrom: 2026-11-23\nto: 2026-11-25\n" + lines.map { $0 + "\n" }.joined())]
  }

  static func script(_ deeds: String...) -> [Change] {
    [.put(path, "scenario: one\nfrom: 2026-11-23\nto: 2026-11-25\nscript:\n" + deeds.map { "  - { \($0) }\n" }.joined())]
  }

  static func expect(_ rows: String...) -> [Change] {
    [.put(path, "scenario: one\nexpect:\n" + rows.map { "  - { \($0) }\n" }.joined())]
  }

  static let cases: [Case] = [
    Case(
      script("at: 2026-11-26 09:00, do: finding-add"), .scenarioDay, at: "\(path):5:11", says: "from 2026-11-23 to 2026-11-25",
      why: "a deed after the last day"),
    Case(
      [.put(path, "scenario: one\nfrom: 2026-11-25\nto: 2026-11-23\n")], .reversedDates, at: "\(path):3:5",
      why: "days that run backwards"),
    Case(
      script("at: 2026-11-24 09:00, do: finding-ad"), .unknownID, at: "\(path):5:33", says: "finding-add",
      why: "an operation that there is not"),
    Case(
      script("at: 2026-11-24 09:00, do: task-act, on: $found.task"), .scenarioName, at: "\(path):5:47", says: "`found`",
      why: "a name that nothing gives"),
    Case(
      script(
        "at: 2026-11-24 09:00, do: task-act, with: { by: $found.by }",
        "at: 2026-11-24 10:00, do: finding-add, as: found"),
      .scenarioName, at: "\(path):5:55", says: "`found`", why: "a name that is given later only"),
    Case(
      script("at: 2026-11-24 09:00, do: task-act, with: { rows: [{ by: $task.holder }] }"), .scenarioName,
      at: "\(path):5:64", says: "`task`", why: "the own task of a deed that is about none"),
    Case(
      script("at: 2026-11-24 09:00, do: summon, as: a", "at: 2026-11-24 09:05, do: summon, as: a"), .duplicateID,
      at: "\(path):6:41", why: "two deeds of one name"),
    Case(
      script("at: 2026-11-24 09:00, do: summon, as: task"), .reservedID, at: "\(path):5:45", why: "`task` is the deed's own"),
    Case(
      script("at: 2026-11-24 09:00, do: task-act, on: { dutty: x }"), .unknownKey, at: "\(path):5:49", says: "duty",
      why: "a slip in a selector"),
    Case(
      script("at: 2026-11-24, do: summon"), .badDate, at: "\(path):5:11", why: "a deed without an hour"),
    Case(expect("name: M14 x, count: 1"), .scenarioExpectation, at: "\(path):3:5", says: "nothing", why: "counts nothing"),
    Case(
      expect("name: M14 x, events: finding, report: digest"), .scenarioExpectation, at: "\(path):3:5",
      says: "give `events`, or `report`", why: "counts two things"),
    Case(
      expect("name: M14 x, events: finding"), .scenarioExpectation, at: "\(path):3:5", says: "`at-least`", why: "how many"),
    Case(
      expect("name: M14 x, events: finding, count: 1, at-least: 1"), .scenarioExpectation, at: "\(path):3:5",
      why: "how many, twice"),
    Case(
      expect("name: M14 x, events: findings, count: 1"), .unknownID, at: "\(path):3:28", says: "finding",
      why: "a kind that there is not"),
    Case(
      expect("name: M14 x, events: finding, count: 1, says: y"), .scenarioExpectation, at: "\(path):3:47",
      says: "`says` does not go with `events`", why: "keys of the other sort"),
    Case(
      expect("name: M14 x, report: digest, says: y"), .scenarioExpectation, at: "\(path):3:5", says: "`period`",
      why: "which week"),
    Case(
      expect("name: M14 x, report: lists, says: y"), .scenarioExpectation, at: "\(path):3:5", says: "`unit`",
      why: "whose lists"),
    Case(
      expect("name: M14 x, report: digest, period: 2026-W60, says: y"), .badDate, at: "\(path):3:44",
      why: "a week that there is not"),
    Case(
      expect("name: M14 x, events: finding, where: { id: $f }, count: 1"), .scenarioName, at: "\(path):3:50",
      why: "a name that no deed gives"),
    Case(
      expect("name: M14 x, events: finding, count: 1", "name: M14 x, events: finding, count: 2"), .duplicateID,
      at: "\(path):4:13", why: "two of one name"),
    Case(
      expect("name: M14 x, events: finding, count: -1"), .badNumber, at: "\(path):3:44", why: "fewer than none"),
  ]

  @Test(arguments: cases) func reports(_ c: Case) { c.check() }

  @Test func readsAScript() throws {
    let changes: [Change] = [
      .put(
        Self.path,
        """
        scenario: one
        from: 2026-11-23
        to: 2026-11-25
        script:
          - { at: 2026-11-24 10:00, do: task-act, on: $f.task, with: { action: report, n: 3, flag: true, text: "3" } }
          - { at: 2026-11-24 09:00, do: finding-add, as: f, refused: no }
        expect:
          - { name: M14 x, events: finding, where: { a.b: 3 }, on: { duty: d }, at-least: 2, from: 2026-11-24, by: 2026-11-24 10:00 }
          - { name: M16 y, report: lists, unit: u-jt, says: [a, b] }

        """)
    ]
    let result = loader.load(sources(changes))
    #expect(result.diagnostics.filter { $0.place.file == Self.path }.map(\.description) == [])
    let scenario = try #require(result.book?.scenarios["one"])
    #expect(scenario.script.map(\.operation) == ["finding-add", "task-act"], "by time")
    #expect(scenario.script[0].label == "f" && scenario.script[0].refused == "no")
    #expect(scenario.script[1].on == "\"$f.task\"")
    #expect(scenario.script[1].arguments == #"{"action":"report","n":3,"flag":true,"text":"3"}"#)
    #expect(scenario.behaviours.isEmpty, "nobody acts but the script")
    guard case .events("finding", let conditions, let on, 2, nil) = scenario.expectations[0].subject else {
      Issue.record("\(scenario.expectations[0].subject)")
      return
    }
    #expect(conditions == [.init(path: "a.b", value: "3")] && on == #"{"duty":"d"}"#)
    #expect(scenario.expectations[0].from?.second == 0)
    #expect(scenario.expectations[1].subject == .report(form: "lists", period: "", unit: "u-jt", says: ["a", "b"]))
  }
}
