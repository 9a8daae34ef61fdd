import ArgumentParser
import Testing

@testable import dutyctl

/// What is said of an act on a task, by `--note` or by `--reason`, whichever one is used to.
@Suite struct RemarkTests {
  static let acts: [[String]] = [
    ["ack"], ["report"], ["verify"], ["return"], ["reopen"], ["extend", "--for", "1 workday"], ["transfer", "--to", "p-0113"],
    ["suspend"], ["resume"], ["void"], ["reissue"], ["part"], ["sign"], ["progress", "--total", "3"], ["disown"],
    ["rule", "--holder", "p-0113"],
  ]

  @Test(arguments: acts)
  func takesBothSpellings(_ act: [String]) throws {
    let words = ["task"] + [act[0], "K7Q2M-9XD4P"] + act.dropFirst() + ["--by", "p-0112"]
    for spelling in ["--note", "--reason"] {
      #expect(throws: Never.self, "\(act[0]) \(spelling)") { try Dutyctl.parseAsRoot(words + [spelling, "已清运"]) }
    }
    let both = #expect(throws: (any Error).self) {
      try Dutyctl.parseAsRoot(words + ["--note", "已清运", "--reason", "已清运"])
    }
    #expect(Dutyctl.message(for: try #require(both)).contains("give one of them"), "\(act[0])")
  }

  @Test(arguments: acts)
  func helpShowsOneOfThem(_ act: [String]) throws {
    let page = try #require(ExampleTests.pages.first { $0.path == ["dutyctl", "task", act[0]] })
    let help = Dutyctl.helpMessage(for: page.command, includeHidden: false, columns: 200)
    #expect(help.contains("--note <TEXT>") != help.contains("--reason <TEXT>"), "\(help)")
  }

  @Test(arguments: ["disown", "rule"])
  func someAreNeverWithoutAReason(_ act: String) throws {
    let words = ["task", act, "K7Q2M-9XD4P", "--by", "p-0112"] + (act == "rule" ? ["--holder", "p-0113"] : [])
    let error = #expect(throws: (any Error).self) { try Dutyctl.parseAsRoot(words) }
    #expect(Dutyctl.message(for: try #require(error)).contains("--reason"), "\(act)")
  }
}
