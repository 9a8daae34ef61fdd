import Foundation
import Testing

/// The daemon run as a program over a few fast-forwarded days, and the commands that read what it left.
@Suite struct DaemonTests {
  @Test func threeDaysFromRulesToQueues() throws {
    let scratch = try Scratch()
    let state = scratch.url.appendingPathComponent("state").path
    let daemon = try Program(name: "dutyd").run([
      "--rules", "rules", "--state", state, "--from", "2026-11-20T06:00:00+08:00", "--fast-forward",
      "2026-11-21T12:00:00+08:00",
    ])
    #expect(daemon.status == 0, "\(daemon.err)")
    #expect(daemon.err.contains("queues: \(state)/queues/today"))
    let ctl = Program(name: "dutyctl")
    #expect(try ctl.run(["ledger", "verify", "--ledger", state]).out.hasPrefix("whole: "))
    let day = "\(state)/queues/2026-11-20"
    let names = try FileManager.default.contentsOfDirectory(atPath: day)
    for format in ["md", "html", "csv", "json", "ics"] { #expect(names.contains("u-huanwei.\(format)"), "\(format)") }
    let target = try FileManager.default.destinationOfSymbolicLink(atPath: "\(state)/queues/today")
    #expect(target == "2026-11-21")
    let queue = try ctl.run(["queue", "--unit", "u-huanwei", "--date", "2026-11-20", "--ledger", state])
    #expect(queue.status == 0)
    #expect(queue.out.contains("2026-11-20"))
    let list = try ctl.run(["task", "list", "--duty", "road-patrol", "--ledger", state])
    let number = list.out.firstMatch(of: #/[0-9A-Z]{5}-[0-9A-Z]{5}/#).map { String($0.0) }
    let show = try ctl.run(["task", "show", number ?? "none", "--ledger", state])
    #expect(show.out.contains("road-chiefs.csv"), "why me: \(show.out.prefix(600))")
    #expect(show.out.contains("opened for"), "its history in words")
    let audit = try ctl.run(["ledger", "audit", "--from", "2026-11-20", "--ledger", state])
    #expect(audit.status == 0, "\(audit.out)\(audit.err)")
    #expect(audit.out.firstMatch(of: #/2026-11-20: \d+ entries, \d{2,} tasks, clean/#) != nil, "\(audit.out)")
    let whole = try ctl.run(["ledger", "export", "--with-books", "--ledger", state]).out
    #expect(whole.contains("\"kind\":\"book-file\""))
    #expect(whole.contains("\"path\":\"registers/road-chiefs.csv\""))
    #expect(whole.split(separator: "\n").allSatisfy { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) != nil })
    let missing = try ctl.run(["queue", "--person", "p-nobody", "--ledger", state])
    #expect(missing.status == 1)
    // A second start on the same state goes on and doubles nothing.
    let before = try ctl.run(["ledger", "export", "--comparable", "--ledger", state]).out
    let again = try Program(name: "dutyd").run([
      "--rules", "rules", "--state", state, "--fast-forward", "2026-11-21T12:00:00+08:00",
    ])
    #expect(again.status == 0)
    #expect(try ctl.run(["ledger", "export", "--comparable", "--ledger", state]).out == before)
  }

  @Test func aReportIsShownAsItWasPutOutAndMadeAgainSaysTheSame() throws {
    let scratch = try Scratch()
    let state = scratch.url.appendingPathComponent("state").path
    let daemon = try Program(name: "dutyd").run([
      "--rules", "rules", "--state", state, "--from", "2026-11-20T06:00:00+08:00", "--fast-forward",
      "2026-11-23T12:00:00+08:00",
    ])
    #expect(daemon.status == 0, "\(daemon.err)")
    let file = URL(fileURLWithPath: "\(state)/reports/digest/digest-2026-W47.md")
    let published = try String(contentsOf: file, encoding: .utf8)
    let ctl = Program(name: "dutyctl")
    let asked = ["report", "digest", "--period", "2026-W47", "--ledger", state]
    #expect(try ctl.run(asked).out == published)
    let again = try ctl.run(asked + ["--anew"])
    #expect(again.out == published, "\(again.err)")
    try edit(file) { $0 + "\n盖章\n" }
    #expect(try ctl.run(asked).out.hasSuffix("盖章\n"), "the file itself")
    #expect(try ctl.run(asked + ["--anew"]).out == published)
    let later = try ctl.run(asked + ["--at", "2026-11-23 11:00"])
    #expect(later.status == 0 && later.out != published, "as of another time it says something else: \(later.err)")
  }

  @Test func aFirstStartOnRefusedRulesEndsWith78() throws {
    let scratch = try Scratch()
    let rules = try scratch.rules()
    try edit(rules.appendingPathComponent("dutyd.yaml")) { $0 + "\nnonsense: true\n" }
    let state = scratch.url.appendingPathComponent("state").path
    let first = try Program(name: "dutyd").run([
      "--rules", rules.path, "--state", state, "--from", "2026-11-20T06:00:00+08:00", "--fast-forward",
      "2026-11-20T07:00:00+08:00",
    ])
    #expect(first.status == 78)
    #expect(first.err.contains("error[R017]"))
  }

  @Test func anEarlierBookStaysInForceWhenTheDirectoryGoesBad() throws {
    let scratch = try Scratch()
    let rules = try scratch.rules()
    let state = scratch.url.appendingPathComponent("state").path
    let from = ["--from", "2026-11-20T06:00:00+08:00"]
    let good = try Program(name: "dutyd").run(
      ["--rules", rules.path, "--state", state, "--fast-forward", "2026-11-20T07:00:00+08:00"] + from)
    #expect(good.status == 0)
    try edit(rules.appendingPathComponent("dutyd.yaml")) { $0 + "\nnonsense: true\n" }
    let bad = try Program(name: "dutyd").run([
      "--rules", rules.path, "--state", state, "--fast-forward", "2026-11-20T08:30:00+08:00",
    ])
    #expect(bad.status == 0, "\(bad.err)")
    #expect(bad.err.contains("stays in force"))
    #expect(bad.err.contains("queues of 2026-11-20 dispatched"))
  }

  @Test(arguments: [
    (["--state", "/proc/nowhere"], Int32(74), "a state directory that cannot be made"),
    (["--no-such-option"], Int32(64), "usage"),
  ])
  func endsWithItsStatus(_ c: (arguments: [String], status: Int32, why: String)) throws {
    let answer = try Program(name: "dutyd").run(["--rules", "rules"] + c.arguments)
    #expect(answer.status == c.status, "\(c.why): \(answer.err)")
    #expect(!answer.err.isEmpty)
  }
}
