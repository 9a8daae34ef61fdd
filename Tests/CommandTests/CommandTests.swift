import Foundation
import Testing

/// What a command says and how it ends, as the documentation promises it.
struct CommandCase: Sendable, CustomTestStringConvertible {
  var arguments: [String]
  var status: Int32
  var out: [String] = []
  var err: [String] = []
  var why: String

  var testDescription: String { "dutyctl \(arguments.joined(separator: " ")): \(why)" }
}

@Suite struct CommandTests {
  @Test(arguments: [
    CommandCase(
      arguments: ["check", "rules", "--at", "2026-11-23"], status: 0,
      out: ["云河区", "0 errors", "0 gaps, 0 ties", "every applicable pair is reached", "provisional: no official notice for 2027"],
      why: "the sample is clean and says which year is provisional"),
    CommandCase(arguments: ["check", "no-such-directory"], status: 1, err: ["no rule directory", "help:"], why: "a wrong path"),
    CommandCase(arguments: ["check"], status: 2, err: ["Usage:"], why: "usage errors end with 2"),
    CommandCase(arguments: ["frobnicate"], status: 2, err: ["frobnicate"], why: "an unknown command is usage"),
    CommandCase(arguments: ["test", "rules", "--filter", "M04"], status: 0, out: ["ok   M04", "0 failed"], why: "tests by mechanism"),
    CommandCase(
      arguments: ["explain", "--duty", "road-patrol", "--subject", "road-zhongshan", "--at", "2026-11-23", "rules"], status: 0,
      out: ["lead: u-jiaotong", "registers/road-chiefs.csv:", "《云河区路长制实施办法》", "outranked by"],
      why: "who, by which rule, row and clause, and who was outranked"),
    CommandCase(
      arguments: ["explain", "--duty", "road-patrl", "--subject", "road-zhongshan", "rules"], status: 1,
      err: ["unknown duty `road-patrl`", "did you mean `road-patrol`?"], why: "the nearest name is offered"),
    CommandCase(arguments: ["explain", "--subject", "road-zhongshan", "rules"], status: 2, why: "a question needs a topic"),
    CommandCase(
      arguments: ["calendar", "Mon..Fri 07:30", "--at", "2026-11-20 12:00", "--iterations", "2", "--zone", "Asia/Shanghai"], status: 0,
      out: ["Mon..Fri *-*-* 07:30:00\n2026-11-23T07:30:00+08:00\n2026-11-24T07:30:00+08:00\n"],
      why: "the normalised form, then one time a line"),
    CommandCase(
      arguments: ["calendar", "2020-01-01", "--at", "2026-11-20", "--zone", "UTC"], status: 0, out: ["2020-01-01 00:00:00\nnever\n"],
      why: "a time that is past never comes"),
    CommandCase(arguments: ["calendar", "Mxn"], status: 1, err: ["^", "help:"], why: "the place of the error is underlined"),
    CommandCase(
      arguments: ["deadline", "--from", "2026-11-23 09:00", "4 working-hours", "--rules", "rules"], status: 0,
      out: ["2026-11-23T15:00:00+08:00\n"], why: "three hours before the noon break, one after it"),
    CommandCase(
      arguments: ["deadline", "--from", "2026-09-30 16:00", "3 workdays", "--rules", "rules", "--receipt"], status: 0,
      out: ["2026-10-10T17:30:00+08:00", "国庆节 (calendar/2026.csv:"], why: "the make-up Saturday counts, the holiday does not"),
    CommandCase(arguments: ["deadline", "--from", "yesterday", "3 workdays"], status: 2, why: "a time that is none"),
    CommandCase(arguments: ["deadline", "--from", "2026-11-23", "3 fortnights"], status: 1, err: ["help:"], why: "a limit that is none"),
    CommandCase(
      arguments: ["plan", "rules", "--from", "2026-11-24", "--to", "2026-11-24", "--summary"], status: 0,
      out: ["tasks from 2026-11-24", "by unit:", "by person:", "by cadence:"], why: "totals"),
    CommandCase(arguments: ["plan", "rules", "--from", "2026-11-24", "--to", "2026-11-23"], status: 2, why: "days in the wrong order"),
    CommandCase(
      arguments: ["diff", "rules", "rules", "--at", "2026-11-23"], status: 0,
      out: ["0 gained, 0 lost, 0 moved, 0 retimed, 0 open tasks"], why: "nothing changed, nothing shown"),
    CommandCase(
      arguments: ["finding", "list", "--limit", "0", "--ledger", "/nonexistent"], status: 2,
      err: ["--limit: 0 is not a number from 1"], why: "a list of nothing is not asked for"),
    CommandCase(
      arguments: ["notice", "list", "--limit=-1", "--ledger", "/nonexistent"], status: 2,
      err: ["--limit: -1 is not a number from 1"], why: "nor of less"),
    CommandCase(
      arguments: ["reload", "--confirm", "zz", "--socket", "/nonexistent"], status: 2, err: ["`zz` is no digest"],
      why: "what is no digest confirms nothing"),
    CommandCase(
      arguments: ["access", "log", "--limit", "0", "--socket", "/nonexistent"], status: 2,
      err: ["--limit: 0 is not a number from 1"], why: "nor of a daemon"),
    CommandCase(
      arguments: ["backfill", "road-patrol", "2026-11-20", "--socket", "/nonexistent"], status: 2, err: ["--by PERSON"],
      why: "who has a period made is said"),
    CommandCase(
      arguments: ["status", "--socket", "/nonexistent/control.sock"], status: 3, err: ["not running"], why: "no daemon is status 3"),
    CommandCase(
      arguments: ["ledger", "verify", "--ledger", "/nonexistent"], status: 1, err: ["no ledger at /nonexistent"], why: "a wrong ledger"),
  ])
  func says(_ c: CommandCase) throws {
    let answer = try Program(name: "dutyctl").run(c.arguments)
    #expect(answer.status == c.status, "\(c.why): \(answer.err)\(answer.out.prefix(400))")
    for text in c.out { #expect(answer.out.contains(text), "\(c.why): no \(text) in \(answer.out.prefix(2000))") }
    for text in c.err { #expect(answer.err.contains(text), "\(c.why): no \(text) in \(answer.err.prefix(2000))") }
  }

  @Test func helpSaysWhatACommandIsForAndShowsAnExample() throws {
    let answer = try Program(name: "dutyctl").run(["queue", "--help"])
    #expect(answer.status == 0)
    #expect(answer.out.contains("OVERVIEW:"))
    #expect(answer.out.contains("Example: dutyctl queue"), "\(answer.out)")
  }

  @Test func everyErrorOfALoadIsReportedWithItsPlace() throws {
    let scratch = try Scratch()
    let rules = try scratch.rules()
    try edit(rules.appendingPathComponent("responsibility/10-named.yaml")) { $0.replacingOccurrences(of: "    holder:", with: "    holdr:") }
    try edit(rules.appendingPathComponent("registers/road-chiefs.csv")) { $0.replacingOccurrences(of: "u-jiaotong", with: "u-jiaotng") }
    let answer = try Program(name: "dutyctl").run(["check", rules.path, "--at", "2026-11-23"])
    #expect(answer.status == 1)
    #expect(answer.out.firstMatch(of: #/responsibility/10-named\.yaml:\d+:\d+: error\[R017\]: .*`holdr`/#) != nil)
    #expect(answer.out.contains("did you mean `holder`?"))
    #expect(answer.out.firstMatch(of: #/registers/road-chiefs\.csv:\d+:\d+: error\[R020\]: .*u-jiaotng/#) != nil)
    let json = try Program(name: "dutyctl").run(["check", rules.path, "--format", "json", "--at", "2026-11-23"])
    let object = try JSONSerialization.jsonObject(with: Data(json.out.utf8)) as? [String: Any]
    #expect(object?["clean"] as? Bool == false)
    #expect(((object?["diagnostics"] as? [Any])?.count ?? 0) >= 2)
  }

  @Test(arguments: [["rules", ""], ["", "rules"]])
  func aDiffOfWhatCannotBeCompiledIsJSONToo(_ order: [String]) throws {
    let scratch = try Scratch()
    let rules = try scratch.rules()
    try edit(rules.appendingPathComponent("responsibility/10-named.yaml")) {
      $0.replacingOccurrences(of: "    holder:", with: "    holdr:")
    }
    let directories = order.map { $0.isEmpty ? rules.path : $0 }
    let answer = try Program(name: "dutyctl").run(["diff"] + directories + ["--format", "json", "--at", "2026-11-23"])
    #expect(answer.status == (order[0].isEmpty ? 1 : 4), "\(answer.err)")
    let object = try JSONSerialization.jsonObject(with: Data(answer.out.utf8)) as? [String: Any]
    #expect(object?["directory"] as? String == rules.path && object?["refused"] as? Bool == true, "\(answer.out)")
    let diagnostics = object?["diagnostics"] as? [[String: Any]] ?? []
    #expect(diagnostics.contains { $0["code"] as? String == "R017" }, "\(answer.out)")
  }

  @Test func aDiffNamesWhoGainsAndWhoLoses() throws {
    let scratch = try Scratch()
    let rules = try scratch.rules()
    let file = rules.appendingPathComponent("registers/road-chiefs.csv")
    try edit(file) { text in
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let index = lines.firstIndex { $0.hasPrefix("road-zhongshan,") } ?? 1
      lines[index] = lines[index].replacingOccurrences(of: "p-0171", with: "p-0172")
      return lines.joined(separator: "\n")
    }
    let answer = try Program(name: "dutyctl").run(["diff", "rules", rules.path, "--at", "2026-11-23"])
    #expect(answer.status == 4, "\(answer.err)")
    let refused = "a reload would be refused: T001; failing rule tests: M04 a road is its chief's"
    #expect(answer.out.contains(refused) && answer.err.contains("failed[T001]"), "\(answer.out)\(answer.err)")
    #expect(answer.out.contains("~ road-patrol on road-zhongshan: holder p-0171 → p-0172 since 2026-11-23"), "\(answer.out)")
    #expect(answer.out.contains("load of p-0171"))
    #expect(answer.out.firstMatch(of: #/digest [0-9a-f]{12}/#) != nil)
  }

  @Test func theSameSimulationTwiceGivesTheSameDigest() throws {
    let arguments = ["simulate", "rules", "--from", "2026-11-23", "--to", "2026-11-25", "--format", "json"]
    let first = try Program(name: "dutyctl").run(arguments)
    let second = try Program(name: "dutyctl").run(arguments)
    #expect(first.status == 0, "\(first.err)")
    #expect(first.out == second.out)
    #expect(first.out.contains("\"digest\""))
  }
}

@Suite struct SampleTests {
  /// The big tables of the sample are what the generator writes; nobody edited them by hand.
  @Test func registersAreWhatTheGeneratorWrites() throws {
    let scratch = try Scratch()
    let answer = try Program(name: "district").run(["sample", "--out", scratch.path])
    #expect(answer.status == 0, "\(answer.err)")
    let folder = scratch.url.appendingPathComponent("registers")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.count > 10)
    for name in names {
      let made = try Data(contentsOf: folder.appendingPathComponent(name))
      let kept = try Data(contentsOf: Program.root.appendingPathComponent("rules/registers/\(name)"))
      #expect(made == kept, "rules/registers/\(name) differs from what `district sample` writes")
    }
  }

  @Test func theSchemaInTheSampleIsTheProgramsOwn() throws {
    let answer = try Program(name: "dutyctl").run(["schema"])
    let kept = try String(contentsOf: Program.root.appendingPathComponent("rules/schema.json"), encoding: .utf8)
    #expect(answer.out == kept, "run: dutyctl schema > rules/schema.json")
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(kept.utf8)) }
  }

  /// Each mechanism that the sample stands for has a rule test whose name begins with its number.
  @Test(arguments: [
    "M01", "M03", "M04", "M05", "M06", "M07", "M08", "M09", "M10", "M11", "M13", "M15", "M16", "M17", "M23", "M26", "M27",
    "M28", "M29", "M30", "M31", "M32",
  ])
  func mechanismHasARuleTest(_ mechanism: String) throws {
    let folder = Program.root.appendingPathComponent("rules/tests")
    var names: [String] = []
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      let text = try String(contentsOf: file, encoding: .utf8)
      names += text.matches(of: #/test: "?(M\d\d)/#).map { String($0.1) }
    }
    #expect(names.contains(mechanism))
  }
}
