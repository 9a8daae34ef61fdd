import Foundation
import Testing

/// Scenarios as somebody who writes one plays it.
@Suite struct ScenarioCommandTests {
  static let text = """
    scenario: one
    name: 一天
    from: 2026-11-23
    to: 2026-11-23
    script:
      - { at: 2026-11-23 14:00, do: summon, as: whistle, with: { unit: u-donghu, place: road-zhongshan, departments: [u-chengguan, u-jiaojing], text: 夜市占道, by: p-0473 } }
    expect:
      - { name: M14 两家, events: task-generated, where: { duty: attendance, period: $whistle }, count: 2 }

    """

  /// The sample with this scenario in place of its own.
  func rules(_ text: String) throws -> Scratch {
    let scratch = try Scratch()
    let copy = scratch.url.appendingPathComponent("rules")
    try FileManager.default.copyItem(at: Program.root.appendingPathComponent("rules"), to: copy)
    let folder = copy.appendingPathComponent("scenarios")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
    try Data(text.utf8).write(to: folder.appendingPathComponent("one.yaml"))
    return scratch
  }

  struct Case: Sendable {
    var old: String
    var new: String
    var command: [String]
    var status: Int32
    var says: [String]
    var why: String
  }

  @Test(arguments: [
    Case(old: "", new: "", command: ["simulate", "--scenario", "one"], status: 0, says: ["1 of 1 expectations are met", "2026-11-23 to 2026-11-23"], why: "as it should be"),
    Case(old: "count: 2", new: "count: 3", command: ["simulate", "--scenario", "one"], status: 1, says: ["scenarios/one.yaml:8: M14 两家", "expected 3 task-generated, found 2"], why: "a number that is not met"),
    Case(old: "by: p-0473", new: "by: p-0495", command: ["simulate", "--scenario", "one"], status: 1, says: ["scenarios/one.yaml:6: summon was refused", "`whistle` wrote nothing"], why: "a deed that is refused"),
    Case(old: "count: 2", new: "count: 3", command: ["test"], status: 1, says: ["ok   scenario one\n", "FAIL scenario one: M14 两家", "1 failed"], why: "an expectation is a test"),
    Case(old: "", new: "", command: ["test", "--filter", "M14"], status: 0, says: ["ok   scenario one: M14 两家", "1 passed, 0 failed"], why: "found by its mechanism"),
    Case(old: "from: 2026-11-23\n", new: "", command: ["simulate", "--scenario", "one"], status: 2, says: ["--from is not given"], why: "no first day"),
    Case(old: "", new: "", command: ["simulate", "--scenario", "onne"], status: 1, says: ["did you mean `one`?"], why: "a slip"),
  ])
  func plays(_ c: Case) throws {
    let text = c.old.isEmpty ? Self.text : Self.text.replacingOccurrences(of: c.old, with: c.new)
    let scratch = try rules(text)
    let directory = scratch.url.appendingPathComponent("rules").path
    let answer = try Program(name: "dutyctl").run([c.command[0], directory] + c.command.dropFirst())
    #expect(answer.status == c.status, "\(c.why): \(answer.out) \(answer.err)")
    let said = answer.out + answer.err
    for part in c.says { #expect(said.contains(part), "\(c.why): \(said)") }
  }
}
