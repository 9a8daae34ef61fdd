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

  /// Every text of every operation: what it is not asked for is too long as well.
  static let cases = Engine.operations.keys.sorted().flatMap { operation in
    TextLimit.fields.sorted { $0.key < $1.key }.map { Case(operation: operation, field: $0.key, most: $0.value) }
  }

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

  @Test("every action of a task, by its row", arguments: TaskAction.allCases)
  func oneCharacterMoreInARowIsRefused(_ action: TaskAction) throws {
    let bench = try Bench.finding()
    #expect(bench.add().status == 200)
    let number = try #require(bench.store.tasks(.open).first?.number)
    let head = try bench.store.head()
    func answer(_ count: Int) -> JSONValue? {
      bench.ask(
        "task-act",
        [
          "rows": [
            [
              "number": .string(number), "action": .string(action.rawValue), "by": "p-zb",
              "note": .string(String(repeating: "字", count: count)),
            ]
          ]
        ]
      ).body["rows"]?[0]
    }
    let refused = answer(TextLimit.note + 1)
    #expect(refused?["outcome"] == "refused")
    #expect(refused?["error"]?["reason"] == ["code": "text-too-long", "count": "2001", "most": "2000"])
    #expect(try bench.store.head() == head, "nothing is written")
    #expect(answer(TextLimit.note)?["error"]?["reason"]?["code"] != "text-too-long", "as many as that pass")
  }

  @Test("the other rows of a list are done")
  func aRowIsRefusedByItself() throws {
    let bench = try Bench.finding()
    let rows: [JSONValue] = [TextLimit.note + 1, 5].map { count in
      ["number": "K7Q2M-9XD4P", "action": "void", "by": "p-zb", "note": .string(String(repeating: "字", count: count))]
    }
    let told = bench.ask("task-act", ["rows": .array(rows)]).body["rows"]?.array
    #expect(told?.map { $0["error"]?["reason"]?["code"] } == ["text-too-long", "unknown-task"])
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
    for column in ["报告人", "联系方式"] {
      let more = "问题描述,点位,指标,\(column)\n脏,road-zs,rubbish," + String(repeating: "字", count: TextLimit.line + 1) + "\n"
      let line = bench.ask(
        "finding-import", ["csv": .string(more), "source": "patrol", "found-at": "2026-11-23", "by": "p-zb"])
      #expect(line.body["results"]?[0]?["reason"] == "it has 201 characters, 200 at most", "\(column): \(line.message)")
    }
  }
}
