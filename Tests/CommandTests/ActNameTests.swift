import ArgumentParser
import DutyBook
import DutyLedger
import DutyTestKit
import Testing

@testable import dutyctl

/// Acts by the names that people know: the daemon is asked with identifiers.
@Suite struct ActNameTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var operation: String
    var said: JSONValue
    var asked: JSONValue
    var why: String
    var testDescription: String { why }
  }

  private static func names() throws -> NameBook {
    NameBook(try District.small.adding("registers/people.csv", "p-xh9,东一,u-xh,,,").book())
  }

  @Test(arguments: [
    Row(operation: "notice-approve", said: ["id": "P-1", "by": "主任"], asked: ["id": "P-1", "by": "p-cjb"], why: "who acts"),
    Row(operation: "notice-approve", said: ["by": "p-cjb"], asked: ["by": "p-cjb"], why: "an identifier stands for itself"),
    Row(operation: "notice-approve", said: ["by": "无此人"], asked: ["by": "无此人"], why: "the daemon refuses what nobody is called"),
    Row(
      operation: "task-act", said: ["rows": [["by": "交三", "holder": "交二", "lead": "交通局", "note": "环卫局"]]],
      asked: ["rows": [["by": "p-jt3", "holder": "p-jt2", "lead": "u-jt", "note": "环卫局"]]],
      why: "each row of a list, and nothing of what was said"),
    Row(
      operation: "summon", said: ["place": "中山路", "departments": ["交通局", "u-hw"], "text": "交通局"],
      asked: ["place": "road-zs", "departments": ["u-jt", "u-hw"], "text": "交通局"], why: "lists of units, and a place"),
    Row(
      operation: "designate", said: ["subjects": ["中山路", "交通局"], "verifier": "督一"],
      asked: ["subjects": ["road-zs", "u-jt"], "verifier": "p-a1"], why: "what a designation is about"),
    Row(
      operation: "finding-add", said: ["place": "中山路", "reporter": "交三", "by": "督一"],
      asked: ["place": "中山路", "reporter": "交三", "by": "p-a1"], why: "where something was found is for the daemon to tell"),
  ])
  func asksWithIdentifiers(_ row: Row) throws {
    #expect(try ActNames(names: Self.names()).resolved(row.operation, row.said) == row.asked)
  }

  @Test func aNameOfSeveralIsRefusedWithAllOfThem() throws {
    let acts = ActNames(names: try Self.names())
    for said in [["by": "东一"], ["rows": [["by": "东一"]]], ["present": ["督一", "东一"]]] as [JSONValue] {
      let error = try #require(throws: CommandFailure.self) { _ = try acts.resolved("task-act", said) }
      #expect(error.help == "say which: p-dh1 (东湖街道), p-xh9 (西湖街道)")
    }
  }

  /// The daemon is asked only for what is no identifier, and once for each name.
  @Test func theDaemonIsAskedOnce() throws {
    let book = try District.small.book()
    var asked: [String] = []
    let names = NameBook(asking: { operation, arguments in
      asked.append(operation + " " + arguments.canonicalText)
      let kind = try #require(NameKind(rawValue: arguments["kind"]?.string ?? ""))
      let found = book.namesakes(arguments["name"]?.string ?? "", kind)
      return ["items": .array(found.map { ["id": .string($0.id), "within": .string($0.within)] })]
    })
    let rows: JSONValue = ["rows": [["by": "交三"], ["by": "交三"], ["by": "p-jt1"]]]
    let resolved = try ActNames(names: names).resolved("task-act", rows)
    #expect(resolved == ["rows": [["by": "p-jt3"], ["by": "p-jt3"], ["by": "p-jt1"]]])
    #expect(asked == [#"names {"kind":"people","name":"交三"}"#])
  }

  /// Over a socket and over HTTP, as over a ledger.
  @Test func aDaemonKnowsTheNames() throws {
    let running = try Running(["--trial-at", "2026-11-24T09:00:00+08:00"])
    let ctl = Program(name: "dutyctl")
    let talk = ["contact", "add", "u-shengtai", "--text", "例行沟通"]
    let done = try ctl.run(talk + ["--by", "罗希霞", "--socket", running.socket])
    #expect(done.status == 0, "\(done.err)")
    let list = try ctl.run(["contact", "list", "--ledger", running.state, "--format", "json"])
    #expect(try JSONValue(parsing: Array(list.out.utf8)).array?.first?["by"] == "p-0017", "\(list.out)")
    let unknown = try ctl.run(talk + ["--by", "没有这个人", "--socket", running.socket])
    #expect(unknown.status == 1 && unknown.err.contains("没有这个人"), "\(unknown.err)")

    let designation = ["--subject", "road-hubin", "--duty", "road-patrol", "--holder", "p-0371", "--reason", "路长出差"]
    let stranger = try ctl.run(["designate", "--by", "p-0080", "--socket", running.socket] + designation)
    #expect(stranger.status == 1 && stranger.err.contains("may not designate"), "\(stranger.err)")
    let nobody = try ctl.run(["designate", "--socket", running.socket] + designation)
    #expect(nobody.status == 2 && nobody.err.contains("--by PERSON"), "\(nobody.err)")
    let made = try ctl.run(["designate", "--by", "罗希霞", "--socket", running.socket] + designation)
    #expect(made.status == 0 && made.out.hasPrefix("designated Z-"), "\(made.out)\(made.err)")
    let again = try ctl.run(["designate", "--by", "罗希霞", "--socket", running.socket] + designation)
    #expect(again.status == 0 && again.out.contains("in force already"), "\(again.out)\(again.err)")

    // The ledger's book answers with the designations of the time asked about; its clock is ahead of the machine's.
    let listed = try ctl.run(["designation", "list", "--socket", running.socket])
    let row = "road-patrol road-hubin: holder p-0371"
    #expect(listed.status == 0 && listed.out.contains(row), "\(listed.out)\(listed.err)")
    let (asked, read) = (["--socket", running.socket], ["--ledger", running.state])
    let json = try [asked, read].map { try ctl.run(["designation", "list", "--format", "json"] + $0).out }
    #expect(json[0] == json[1] && json[0].contains("p-0371"), "the daemon says what its ledger does: \(json[0])")
    let both = try ctl.run(["designation", "list"] + asked + read)
    #expect(both.status == 2 && both.err.contains("give one"), "\(both.status) \(both.err)")
    let question = ["explain", "--duty", "road-patrol", "--subject", "road-hubin", "--ledger", running.state]
    for (more, holder, why) in [
      ([], "p-0371", "its present"), (["--at", "2026-11-24"], "p-0371", "its day"),
      (["--at", "2026-11-24 08:30"], "p-0367", "an hour before"),
      (["rules", "--at", "2026-11-24"], "p-0371", "of a directory"),
    ] as [([String], String, String)] {
      let told = try ctl.run(question + more)
      for text in ["2026-11-24\n", "holder: \(holder)"] {
        #expect(told.out.contains(text), "\(why): \(told.out)\(told.err)")
      }
    }
    let status = try ctl.run(["status", "--missed", "--socket", running.socket, "--format", "json"])
    #expect(try JSONValue(parsing: Array(status.out.utf8))["missed-total"]?.int != nil, "\(status.out)")
  }
}
