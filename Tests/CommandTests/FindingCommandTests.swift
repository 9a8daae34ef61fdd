import DutyLedger
import Foundation
import Testing

@testable import dutyctl

/// Problem lists as files, and commands about findings over a running daemon.
@Suite struct FindingCommandTests {
  @Test func M39_aWorkbookIsImportedAndFollowed() throws {
    let running = try Running(["--trial-at", "2026-11-23T09:00:00+08:00"])
    let ctl = Program(name: "dutyctl")
    let socket = ["--socket", running.socket]
    let book = running.scratch.path + "/list.xlsx"
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    python.arguments = ["Tests/Findings/make_xlsx.py", book]
    python.currentDirectoryURL = Program.root
    try python.run()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0)

    let dry = try ctl.run(["finding", "import", book, "--sheet", "明细", "--by", "p-0080", "--dry-run"] + socket)
    #expect(dry.out.hasPrefix("would be: 4 rows: 3 opened"), "\(dry.out)\(dry.err)")
    let taken = try ctl.run(["finding", "import", book, "--sheet", "2", "--by", "p-0080", "--format", "json"] + socket)
    #expect(taken.status == 1, "one row is bad")
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(taken.out.utf8)) as? [String: Any])
    #expect(answer["opened"] as? Int == 3 && answer["bad"] as? Int == 1, "\(taken.out)")
    let again = try ctl.run(["finding", "import", book, "--sheet", "明细", "--by", "p-0080"] + socket)
    #expect(again.out.hasPrefix("4 rows: 0 opened, 0 joined, 0 left to the office, 3 known already, 1 bad"))
    #expect(again.out.contains("row 6  bad      发现时间: `2026-99-01` is not a time"), "\(again.out)")

    let long = try ctl.run(["finding", "import", book, "--sheet", "长文", "--by", "p-0080"] + socket)
    #expect(long.status == 0, "\(long.out)\(long.err)")

    let ledger = ["--ledger", running.state]
    let list = try ctl.run(["finding", "list", "--open", "--format", "json"] + ledger)
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(list.out.utf8)) as? [[String: Any]])
    let found = Dictionary(uniqueKeysWithValues: rows.map { ($0["text"] as? String ?? "", $0) })
    #expect(found["路面积水"]?["found-at"] as? String == "2026-05-06T09:00:00+08:00", "a formatted date")
    #expect(found["没有格式的日期"]?["found-at"] as? String == "2026-05-06T12:00:00+08:00", "a serial number")
    #expect(found["路面积水"]?["contact"] as? String == "13800000000")
    let whole = found.keys.first { $0.hasPrefix("首") }
    #expect(whole?.count == 3002 && whole?.hasSuffix("末") == true, "a long cell is whole: \(whole?.count ?? 0)")
    let id = try #require(found["占道经营 & 堆放"]?["id"] as? String)
    let shown = try ctl.run(["finding", "show", id] + ledger).out
    #expect(shown.contains("nothing was written to a reporter") && shown.contains("third-party, weight 3"), "\(shown)")
    #expect(try ctl.run(["finding", "show", "F-0", "--ledger", running.state]).status == 1)
    for (arguments, near) in [
      (["finding", "list", "--source", "patrl"], "patrol"), (["finding", "list", "--place", "road-zhongsan"], "road-"),
      (["task", "list", "--holder", "p-99"], "p-0099"), (["task", "list", "--unit", "u-huanwe"], "u-huanwei"),
      (["task", "list", "--period", "2026-W99"], "2026-W48"), (["notice", "list", "--unit", "u-huanwe"], "u-huanwei"),
      (["notice", "list", "--series", "buletin"], "did you mean `bulletin`?"),
      (["notice", "list", "--series", "zz"], "one of: bulletin"), (["flag", "list", "--flag", "civil-awrd"], "civil-award"),
      (["delivery", "list", "--recipient", "u-huanwe"], "u-huanwei"), (["queue", "--unit", "u-huanwe"], "u-huanwei"),
      (["queue", "--unit", "u-99999999999"], "dutyctl register export units"),
      (["finding", "list", "--list", "0a1b"], "those that were: "), (["notice", "list", "--task", "AAAAA-00000"], "no task"),
      (["notice", "list", "--proposed", "--series", "buletin"], "did you mean `bulletin`?"),
      (["evidence", "list", "--task", "AAAAA-00000"], "no task"),
      (["contact", "list", "--authority", "u-huanwe"], "u-huanwei"), (["feedback", "road-patrl"], "road-patrol"),
      (["roster", "show", "--person", "p-00999"], "did you mean"),
    ] {
      let told = try ctl.run(arguments + ledger)
      #expect(told.status == 1 && told.err.contains(near), "\(arguments): \(told.out)\(told.err)")
    }
    for (arguments, near) in [(["--by", "p-00999"], "no person `p-00999`"), (["--task", "AAAAA-00000"], "no task")] {
      let told = try ctl.run(["approval", "list"] + arguments + socket)
      #expect(told.status == 1 && told.err.contains(near), "\(arguments): \(told.out)\(told.err)")
    }
    let empty = try ctl.run(["finding", "list", "--source", "media"] + ledger)
    #expect(empty.status == 0, "a name that is known may have nothing: \(empty.err)")
  }

  /// Shown from a ledger or by the daemon, what was written to a reporter reads the same.
  @Test(arguments: [
    ([], "", ["nothing was written to a reporter"], "nobody waits"),
    ([], "13800000000", ["nothing was written to the reporter yet, who left 13800000000"], "somebody does"),
    (["2026-11-23 09:00  已受理"], "1", ["what the reporter was told", "  2026-11-23 09:00  已受理"], "they heard"),
  ])
  func saysWhatAReporterWasTold(_ answers: [String], _ contact: String, _ lines: [String], _ why: String) {
    #expect(FindingText.told(answers, contact: contact) == lines, "\(why)")
  }

  /// The marks of the list: until when, a relapse, what it was joined to, and a place that nobody has told yet.
  @Test(arguments: [
    (["due": "2026-11-25T17:30:00+08:00", "place": "road-zs"], ["road-zs", "M-1", "2026-11-25 17:30", "脏乱"], "an open one"),
    (["due": .null, "place-text": "湖边"], ["湖边", "M-1", "", "脏乱"], "a place as it was said"),
    (["joined-to": "F-9"], ["", "M-1", "", "脏乱 = F-9"], "one that was joined to another"),
    (["relapse-of": "F-8"], ["", "M-1", "", "relapse: 脏乱"], "a relapse"),
  ] as [([String: JSONValue], [String], String)])
  func marksARow(_ more: [String: JSONValue], _ shown: [String], _ why: String) {
    let finding: [String: JSONValue] = ["id": "F-1", "text": "脏乱", "task": "M-1"]
    #expect(Array(FindingText.row(.object(finding.merging(more) { $1 })).suffix(4)) == shown, "\(why)")
  }

  @Test(arguments: [
    ("list.xlsx", "garbage", [], "could not read", "a workbook that is none"),
    ("list.xls", "old", [], "old format of Excel", "the old format"),
    ("list.csv", "问题描述\n", ["--sheet", "2"], "is no workbook", "a sheet of a text"),
    ("list.csv", "a\u{0}b", [], "zero byte", "no text"),
  ])
  func refusesWhatIsNoList(_ name: String, _ content: String, _ more: [String], _ words: String, _ why: String) throws {
    let scratch = try Scratch()
    let file = scratch.url.appendingPathComponent(name)
    try Data(content.utf8).write(to: file)
    let told = try Program(name: "dutyctl").run(["finding", "import", file.path, "--by", "p-0001"] + more)
    #expect(told.status == 1 && told.err.contains(words), "\(why): \(told.err)")
  }

  @Test func withoutTheConverterThePackageIsNamed() throws {
    let scratch = try Scratch()
    let file = scratch.url.appendingPathComponent("list.xlsx")
    try Data([0x50, 0x4B, 0x03, 0x04]).write(to: file)
    let told = try Program(name: "dutyctl").run(
      ["finding", "import", file.path, "--by", "p-0001"], environment: ["PATH": scratch.path])
    #expect(told.status == 1 && told.err.contains("apt-get install xlsx2csv"), "\(told.err)")
  }

  @Test func M38_theSampleIsDrawnOffline() throws {
    let arguments = ["mock-evaluation", "--seed", "7", "--size", "36", "--dry-run", "--rules", "rules", "--at", "2026-11-23"]
    let ctl = Program(name: "dutyctl")
    let first = try ctl.run(arguments)
    #expect(first.status == 0 && first.out.hasPrefix("36 of "), "\(first.out.prefix(300))\(first.err)")
    #expect(try ctl.run(arguments).out == first.out)
    for (more, says) in [
      ([], "--rules DIR, or --ledger PATH"), (["--rules", "rules", "--ledger", "x"], "one of the two"),
      (["--rules", "rules", "--server", "http://127.0.0.1:1"], "leave it out, or --server"),
    ] as [([String], String)] {
      let told = try ctl.run(["mock-evaluation", "--seed", "7", "--size", "36", "--dry-run"] + more)
      #expect(told.status == 2 && told.err.contains(says), "\(more): \(told.err)")
    }
    let scratch = try Scratch()
    let none = try ctl.run(["mock-evaluation", "--seed", "7", "--size", "36", "--dry-run", "--ledger", scratch.path])
    #expect(none.status == 1 && none.err.contains("no ledger at"), "\(none.err)")
    let json = try ctl.run(arguments + ["--format", "json"]).out
    let value = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    let strata = try #require(value["strata"] as? [[String: Any]])
    let sectors = Set(strata.compactMap { ($0["stratum"] as? String)?.split(separator: "/").first.map(String.init) })
    #expect(sectors.count >= 10, "every sector with points has its share: \(sectors.sorted())")
  }
}
