import ArgumentParser
import Testing

@testable import dutyctl

/// Every page of help has examples, and every example is one that its command takes.
@Suite struct ExampleTests {
  /// A command as it is called, with all that stands above it.
  struct Page: Sendable, CustomTestStringConvertible {
    var path: [String]
    var command: any ParsableCommand.Type

    var testDescription: String { path.joined(separator: " ") }

    /// The lines after `Example:` up to the next empty one; a line that ends with `\` goes on.
    var examples: [String] {
      let lines = command.configuration.discussion.split(separator: "\n", omittingEmptySubsequences: false)
      var found: [String] = []
      var isWithin = false
      var goesOn = false
      for line in lines {
        var text = String(line.drop { $0 == " " })
        if text.isEmpty { isWithin = false }
        if text.hasPrefix("Example: ") {
          isWithin = true
          text.removeFirst("Example: ".count)
        }
        guard isWithin else { continue }
        if goesOn, let last = found.popLast() { text = last + " " + text }
        goesOn = text.hasSuffix("\\")
        if goesOn { text.removeLast() }
        found.append(text)
      }
      return found
    }
  }

  static let pages: [Page] = below(Page(path: ["dutyctl"], command: Dutyctl.self))

  private static func below(_ page: Page) -> [Page] {
    [page]
      + page.command.configuration.subcommands.flatMap { command in
        below(Page(path: page.path + [command._commandName], command: command))
      }
  }

  @Test func thePagesAreAllOfThem() {
    #expect(Self.pages.count > 100)
    #expect(Self.pages.contains { $0.path == ["dutyctl", "task", "report"] })
    #expect(Set(Self.pages.map(\.path)).count == Self.pages.count)
  }

  @Test(arguments: pages)
  func hasExamplesThatItTakes(_ page: Page) throws {
    try #require(!page.examples.isEmpty, "`\(page.testDescription) --help` shows no example")
    for example in page.examples {
      let words = ShellWords(example).words
      #expect(Array(words.prefix(page.path.count)) == page.path, "`\(example)` is no example of this command")
      #expect(throws: Never.self, "`\(example)`") { try Dutyctl.parseAsRoot(Array(words.dropFirst())) }
    }
  }

  @Test(arguments: [
    ("dutyctl a 'b c' \"d\" # e", ["dutyctl", "a", "b c", "d"], "quotes and a comment"),
    ("dutyctl a > 'b c' d", ["dutyctl", "a", "d"], "what is redirected"),
    ("dutyctl a --b '' c#d", ["dutyctl", "a", "--b", "", "c#d"], "an empty word, and a # within one"),
    ("dutyctl a | b", ["dutyctl", "a"], "what another command gets"),
  ])
  func readsALine(_ line: String, _ words: [String], _ why: String) {
    #expect(ShellWords(line).words == words, "\(why)")
  }

  /// An example with a slip is noticed.
  @Test func aSlipIsNoticed() {
    #expect(throws: (any Error).self) { try Dutyctl.parseAsRoot(ShellWords("queue --unt u-huanwei").words) }
  }
}
