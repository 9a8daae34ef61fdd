import Foundation
import Testing

/// What is asked wrongly is refused by the command itself, with its own usage, and nothing is written.
@Suite struct RefusalTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var status: Int32
    var text: String
    var why: String

    var testDescription: String { why }
  }

  @Test(arguments: [
    Row(
      arguments: ["ledger", "audit", "--from", "2026-11-24", "--to", "2026-11-23"], status: 1,
      text: "2026-11-24 is after 2026-11-23", why: "a span that ends before it begins is not clean"),
    Row(
      arguments: ["ledger", "audit", "--from", "0001-01-01", "--to", "9999-12-31"], status: 1,
      text: "more than 400 days", why: "nobody waits for eight thousand years"),
    Row(
      arguments: ["rank", "--period", "2026-13"], status: 2, text: "Usage: dutyctl rank",
      why: "the usage of the command, not of the program"),
    Row(
      arguments: ["report", "brief", "--period", "soon"], status: 2, text: "Usage: dutyctl report",
      why: "a period that is none"),
  ])
  func refuses(_ row: Row) throws {
    let scratch = try Scratch()
    let ctl = Program(name: "dutyctl")
    let made = try ctl.run(["simulate", "rules", "--from", "2026-11-23", "--to", "2026-11-23", "--state", scratch.path])
    #expect(made.status == 0, "\(made.err)")
    let before = try ctl.run(["ledger", "export", "--ledger", scratch.path])
    let told = try ctl.run(row.arguments + ["--ledger", scratch.path])
    #expect(told.status == row.status, "\(told.out)\(told.err)")
    #expect(told.err.contains(row.text), "\(told.err)")
    #expect(try ctl.run(["ledger", "export", "--ledger", scratch.path]).out == before.out)
  }

  @Test func aLedgerThatADaemonKeptIsNotRehearsedOn() throws {
    let scratch = try Scratch()
    let state = scratch.path + "/state"
    let kept = try Program(name: "dutyd").run([
      "--rules", "rules", "--state", state, "--from", "2026-11-23T06:00:00+08:00", "--fast-forward",
      "2026-11-23T06:30:00+08:00",
    ])
    #expect(kept.status == 0, "\(kept.err)")
    let ctl = Program(name: "dutyctl")
    let days = ["simulate", "rules", "--from", "2026-11-23", "--to", "2026-11-23", "--state"]
    let told = try ctl.run(days + [state])
    #expect(told.status == 1 && told.err.contains("no rehearsal's ledger"), "\(told.err)")
    let own = scratch.path + "/own"
    #expect(try ctl.run(days + [own]).status == 0)
    #expect(try ctl.run(days + [own]).status == 0, "its own goes on")
  }

  @Test func aFilterThatMeetsNoTestIsNotGreen() throws {
    let told = try Program(name: "dutyctl").run(["test", "rules", "--filter", "zzz"])
    #expect(told.status == 1 && told.err.contains("no test has `zzz`"), "\(told.err)")
  }
}
