import DutyBook
import DutyCalendar
import DutyRules
import Testing

private let settings = "dutyd.yaml"
private let counted = "duties/counted.yaml"

/// What the files say of work between dispatch and closure: read, or told where it is wrong.
@Suite struct PeopleDiagnosticTests {
  private static func duty(_ lines: String) -> Change {
    .put(counted, "duties:\n  - duty: counted\n    of: { units: { id: u-jt } }\n\(lines)\n")
  }

  private static func measured(_ line: String) -> Change { .replace(street, "sector: transport\n", "sector: transport\n    \(line)\n") }

  @Test(arguments: [
    Case(
      [.append(settings, "ruling: soon\n")], .badLimit, at: "dutyd.yaml:13:9", says: "soon", why: "M11 a limit that is none"),
    Case(
      [.append(settings, "evidence: { max-megabytes: 11 }\n")], .badNumber, at: "dutyd.yaml:13:28", says: "1 to 10",
      why: "a file that no request can carry"),
    Case(
      [.append(settings, "evidence: { types: [jpg] }\n")], .badValue, at: "dutyd.yaml:13:21", says: "`jpg`",
      why: "a type that is not told by its bytes"),
    Case([.append(settings, "parts: maybe\n")], .badValue, at: "dutyd.yaml:13:8", says: "cases, all, none", why: "M15 none of the three"),
    Case(
      [duty("    every: month\n    quantity: { name: x }")], .missingKey, at: "\(counted):5:15", says: "`target`",
      why: "M24 a quantity without a target"),
    Case(
      [duty("    every: month\n    quantity: { name: x, target: 0 }")], .badNumber, at: "\(counted):5:34",
      why: "M24 nothing is no target"),
    Case(
      [duty("    every: month\n    cascade: [ { to: road, due: 2 working-hours } ]")], .badValue, at: "\(counted):5:14",
      says: "every: on demand", why: "M33 a cascade does not open by itself"),
    Case(
      [duty("    every: on demand\n    cascade: [ { to: rod, due: 2 working-hours } ]")], .unknownID,
      at: "\(counted):5:22", says: "`road`", why: "M33 a level that is no kind of place"),
    Case(
      [duty("    every: on demand\n    cascade: [ { to: road } ]")], .missingKey, at: "\(counted):5:16", says: "`due`",
      why: "M33 every hop has its own limit"),
    Case(
      [measured("measure: [ { value: a, at-least: 1 }, { value: a, at-least: 2 } ]")], .badValue, at: "\(street):5:43",
      says: "twice", why: "M19 two values of one name"),
    Case(
      [measured("measure: { at-least: 0.8, good: 0.7 }")], .badNumber, at: "\(street):2:15", says: "`good`",
      why: "M19 a good value that fails"),
  ])
  func tellsWhatIsWrong(_ c: Case) { c.check() }

  @Test func readsWhatIsRight() throws {
    let result = loader.load(
      sources([
        .append(
          settings,
          "ruling: 2 workdays\nanomaly: 1 working-hours\nparts: none\nevidence: { max-megabytes: 2, types: [jpeg, pdf] }\n"),
        Self.measured("measure: [ { value: score, at-least: 80, good: 90 }, { value: awareness, at-least: 70% } ]"),
        Self.duty("    every: month\n    quantity: { name: homes, target: 200 }\n    parts: yes\n    at-most: { metres: 50 }"),
        .put(
          "duties/down.yaml",
          "duties:\n  - duty: down\n    of: { kind: road }\n    every: on demand\n"
            + "    cascade: [ { to: road, due: 2 working-hours }, { to: lane, due: 4 working-hours } ]\n"),
      ]))
    let book = try #require(result.book, "\(result.diagnostics.map(\.description))")
    #expect(book.settings.people.ruling == .workdays(2))
    #expect(book.settings.people.anomaly == .workingHours(minutes: 60))
    #expect(book.settings.people.parts == .none)
    #expect(book.settings.people.evidence.maxBytes == 2 << 20)
    #expect(book.settings.people.evidence.types == [.jpeg, .pdf])
    #expect(
      book.standards["illegal-construction"]?.measures == [
        Measure(value: "score", atLeastMicro: 80_000_000, goodMicro: 90_000_000),
        Measure(value: "awareness", atLeastMicro: 700_000),
      ])
    let duty = try #require(book.duties["counted"])
    #expect(duty.quantity == DutyQuantity(name: "homes", target: 200))
    #expect(duty.hasParts == true)
    #expect(duty.atMost == ["metres": 50])
    #expect(book.duties["down"]?.cascade.map(\.due) == [.workingHours(minutes: 120), .workingHours(minutes: 240)])
  }

  /// Several measures in one cell of the spreadsheet.
  @Test func M19_readsMeasuresOfATable() throws {
    let table = """
      id,name,sector,points,measure,at-least,good
      survey,问卷,transport,1,score;awareness,80;0.70,90;-

      """
    let result = loader.load(
      sources([
        .put("standards/survey.csv", table),
        .replace(patrols, "standards: [road-clean, notices]", "standards: [road-clean, notices, survey]"),
      ]))
    let book = try #require(result.book, "\(result.diagnostics.map(\.description))")
    #expect(
      book.standards["survey"]?.measures == [
        Measure(value: "score", atLeastMicro: 80_000_000, goodMicro: 90_000_000),
        Measure(value: "awareness", atLeastMicro: 700_000),
      ])
    Case(
      [.put("standards/survey.csv", table.replacing("80;0.70", with: "80"))], .badValue, at: "standards/survey.csv:2:23",
      says: "2 measures", why: "a bound is missing"
    ).check()
  }

  @Test(arguments: [
    (Measure(value: "x", atLeastMicro: 80, goodMicro: 90), 79, Measure.Grade.failed, "below"),
    (Measure(value: "x", atLeastMicro: 80, goodMicro: 90), 80, .passed, "met means at the bound"),
    (Measure(value: "x", atLeastMicro: 80, goodMicro: 90), 90, .good, "good at the second mark"),
    (Measure(value: "x", atMostMicro: 10, goodMicro: 2), 2, .good, "the other way where less is better"),
    (Measure(value: "x", atMostMicro: 10, goodMicro: 2), 3, .passed, "not good, but passed"),
    (Measure(value: "x", atMostMicro: 10), 11, .failed, "above"),
    (Measure(value: "x"), 0, .passed, "no bound fails nothing"),
  ])
  func M19_grades(_ measure: Measure, _ micro: Int, _ grade: Measure.Grade, _ why: String) {
    #expect(measure.grade(micro) == grade, "\(why)")
  }
}
