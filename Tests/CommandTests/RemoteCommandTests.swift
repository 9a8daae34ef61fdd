import ArgumentParser
import DutyLedger
import Foundation
import Testing

@testable import dutyctl

/// What a command says of a ledger on this machine, it says of a daemon elsewhere.
@Suite struct RemoteCommandTests {
  /// These read a whole ledger, or rules in a directory, or write into one: they have nothing to ask elsewhere.
  static let local: Set<String> = [
    "check", "test", "explain", "plan", "diff", "simulate", "schema", "calendar", "deadline", "register export",
    "register import", "designation export", "ledger verify", "ledger export", "ledger kinds",
  ]

  @Test("whatever asks the daemon or reads its ledger can do so over HTTP", arguments: ExampleTests.pages)
  func takesAServer(_ page: ExampleTests.Page) {
    guard page.command.configuration.subcommands.isEmpty else { return }
    let takes = Dutyctl.helpMessage(for: page.command, columns: 200).contains("--server <URL>")
    #expect(takes != Self.local.contains(page.path.dropFirst().joined(separator: " ")), "\(page.testDescription)")
  }

  @Test("the same JSON by --ledger and by --server")
  func saysTheSame() throws {
    let running = try Running(["--trial-at", "2026-11-24T09:00:00+08:00"])
    let ctl = Program(name: "dutyctl")
    let socket = ["--socket", running.socket]
    let issued = try ctl.run(["token", "issue", "p-0017", "--format", "json"] + socket)
    let answer = try JSONValue(parsing: Array(issued.out.utf8))
    let token = ["DUTYCTL_TOKEN": try #require(answer["token"]?.string, "\(issued.out)\(issued.err)")]
    for act in [
      ["finding", "add", "路口有暴露垃圾", "--standard", "exposed-rubbish", "--place", "road-zhongshan", "--source", "citizen"],
      ["finding", "add", "垃圾还在", "--standard", "exposed-rubbish", "--place", "road-zhongshan", "--source", "inspection"],
      ["finding", "add", "湖边有一处脏乱", "--source", "leader", "--unclassified", "--place", "东湖边上"],
      ["cascade", "start", "same-day-notice", "--from", "u-donghu", "--text", "今晚暴雨"],
      ["contact", "add", "u-shengtai", "--text", "反馈满意度偏低", "--anomaly"],
      ["mock-evaluation", "--seed", "7", "--size", "12"],
    ] {
      let done = try ctl.run(act + ["--by", "p-0017"] + socket)
      #expect(done.status == 0, "\(act): \(done.err)")
    }
    func first(_ arguments: [String], _ key: String) throws -> String {
      let list = try ctl.run(arguments + ["--ledger", running.state, "--format", "json"])
      return try JSONValue(parsing: Array(list.out.utf8)).array?.first?[key]?.string ?? "none"
    }
    let finding = try first(["finding", "list"], "id")
    let cascade = try first(["cascade", "list"], "cascade")
    let mock = "M-20261124-S7-N12"
    let questions: [[String]] = [
      ["task", "list", "--unit", "u-huanwei"], ["task", "list", "--unit", "云河区环境卫生事务中心"], ["finding", "list"], ["finding", "show", finding],
      ["cascade", "list"], ["cascade", "show", cascade], ["contact", "list"], ["mock-evaluation", "score", mock],
      ["notice", "list"], ["notice", "list", "--proposed"], ["appeal", "list"], ["flag", "list"],
      ["designation", "list"], ["feedback", "road-patrol"], ["campaign", "list", "--all", "--day", "2026-11-24"],
      ["campaign", "show", "practice-centres-2026", "--day", "2026-11-24"], ["delivery", "list", "--all"],
      ["roster", "show", "national-inspection-2026", "--day", "2026-12-03"],
      ["roster", "attendance", "national-inspection-2026", "--day", "2026-12-03", "--all"],
    ]
    for question in questions {
      let here = try ctl.run(question + ["--ledger", running.state, "--format", "json"])
      let there = try ctl.run(question + ["--server", running.site, "--format", "json"], environment: token)
      #expect(here.status == 0 && there.status == 0, "\(question): \(here.err)\(there.err)")
      #expect(here.out == there.out, "\(question)")
      let text = try ctl.run(question + ["--server", running.site], environment: token)
      #expect(text.status == 0, "\(question): \(text.err)")
    }
    for list in [["finding", "list"], ["finding", "list", "--limit", "3"]] {
      let here = try ctl.run(list + ["--ledger", running.state])
      let there = try ctl.run(list + ["--server", running.site], environment: token)
      #expect(here.out == there.out && here.out.contains("due") && here.out.contains(" = F-"), "\(here.out)\(there.out)")
    }
    for (list, near) in [
      (["task", "list", "--unit", "u-huanwe"], "u-huanwei"), (["task", "list", "--holder", "p-00999"], "did you mean"),
      (["task", "list", "--duty", "road-patrl"], "road-patrol"), (["notice", "list", "--unit", "u-huanwe"], "u-huanwei"),
      (["finding", "list", "--place", "road-zhongsan"], "road-"), (["flag", "list", "--unit", "u-huanwe"], "u-huanwei"),
    ] {
      let told = try ctl.run(list + ["--server", running.site], environment: token)
      #expect(told.status == 1 && told.err.contains(near), "\(list): \(told.out)\(told.err)")
    }
    let short = try ctl.run(["finding", "list", "--limit", "2", "--server", running.site], environment: token)
    #expect(short.out.contains("the newest 2 (--limit shows more)"), "\(short.out)")
    for missed in [[], ["--missed"]] {
      let status = try ctl.run(["status", "--format", "json", "--server", running.site] + missed, environment: token)
      let answer = try JSONValue(parsing: Array(status.out.utf8))
      #expect(answer["missed-total"]?.int == Int64(answer["missed"]?.array?.count ?? -1), "\(status.out)\(status.err)")
    }
    let drawn = ["mock-evaluation", "--seed", "7", "--size", "12", "--dry-run", "--at", "2026-11-24"]
    let ofLedger = try ctl.run(drawn + ["--ledger", running.state])
    let ofRules = try ctl.run(drawn + ["--rules", "rules"])
    #expect(ofLedger.status == 0 && ofLedger.out == ofRules.out, "the book in force is that of the rules: \(ofLedger.err)")
    for (arguments, says) in [
      (["report", "digest", "--period", "2026-W48"], "周调度"), (["report", "lists", "--unit", "u-huanwei"], "时限清单"),
      (["report", "brief"], "简报"),
    ] {
      let report = try ctl.run(arguments + ["--server", running.site], environment: token)
      #expect(report.status == 0 && report.out.contains(says), "\(arguments): \(report.out.prefix(200))\(report.err)")
    }
    for refused in [["report", "digest", "--out", "x"], ["rank", "--period", "2026-11", "--class", "x", "--at", "2026-11-24"]] {
      let told = try ctl.run(refused + ["--server", running.site], environment: token)
      #expect(told.status == 2 && told.err.contains("on this machine"), "\(refused): \(told.err)")
    }
  }
}
