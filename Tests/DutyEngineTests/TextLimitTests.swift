import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

/// How long a text may be is the engine's to say, whichever door it came by.
@Suite struct TextLimitTests {
  struct Case: Sendable {
    var operation: String
    var field: String
    var most: Int
  }

  static let cases = [
    Case(operation: "finding-add", field: "text", most: TextLimit.statement),
    Case(operation: "notice-answer", field: "text", most: TextLimit.statement),
    Case(operation: "task-act", field: "note", most: TextLimit.note),
    Case(operation: "task-disown", field: "reason", most: TextLimit.note),
    Case(operation: "designate", field: "reason", most: TextLimit.note),
    Case(operation: "appeal-file", field: "reason", most: TextLimit.note),
  ]

  private func code(_ bench: Bench, _ c: Case, _ text: String) -> RefusalCode? {
    let reply = bench.engine.perform(c.operation, [c.field: .string(text)], author: "test", at: bench.now)
    return reply.body["error"]?["reason"]?["code"]?.string.flatMap { RefusalCode(rawValue: $0) }
  }

  @Test(arguments: cases)
  func oneCharacterMoreIsRefused(_ c: Case) throws {
    let bench = try Bench.finding()
    let head = try bench.store.head()
    #expect(code(bench, c, String(repeating: "字", count: c.most + 1)) == .textTooLong)
    #expect(try bench.store.head() == head, "nothing is written")
    #expect(code(bench, c, String(repeating: "字", count: c.most)) != .textTooLong, "as many as that pass")
  }

  @Test func theRefusalSaysHowManyAndHowManyAtMost() throws {
    let bench = try Bench.finding()
    let told = bench.add(String(repeating: "字", count: 5004))
    #expect(told.status == 400 && told.message.contains("the text has 5004 characters, 5000 at most"), "\(told.message)")
    #expect(told.body["error"]?["reason"] == ["code": "text-too-long", "count": "5004", "most": "5000"])
  }

  @Test func aLineBreakIsOneCharacterHoweverItIsSent() throws {
    let bench = try Bench.finding()
    let lines = String(repeating: "\r\n", count: TextLimit.note)
    #expect(TextLimit.length(of: lines) == TextLimit.note)
    let noted = Case(operation: "task-act", field: "note", most: TextLimit.note)
    #expect(code(bench, noted, "字" + lines.dropLast()) != .textTooLong)
  }

  @Test func aRowOfAProblemListIsHeldToIt() throws {
    let bench = try Bench.finding()
    let rows = [TextLimit.statement, TextLimit.statement + 1].map { String(repeating: "脏", count: $0) + ",road-zs,rubbish" }
    let csv = "问题描述,点位,指标\n" + rows.joined(separator: "\n") + "\n"
    let told = bench.ask(
      "finding-import", ["csv": .string(csv), "source": "patrol", "found-at": "2026-11-23", "by": "p-zb"])
    let reasons = told.body["results"]?.array?.map { $0["reason"]?.string ?? "" }
    #expect(reasons == ["", "it has 5001 characters, 5000 at most"], "\(told.message)")
  }
}
