import DutyPorts
import Foundation
import Testing

@testable import DutyHost

@Suite(.timeLimit(.minutes(1)))
struct RuleDirectoryTests {
  let scratch: Scratch
  var rules: String { scratch.path + "/rules" }

  init() throws {
    scratch = try Scratch()
    for name in usual { try scratch.write("rules/" + name, name) }
  }

  private let usual = [
    "duties/patrol.yml", "dutyd.yaml", "registers/people.csv", "registers/units.csv", "templates/q.mustache",
  ]

  @Test("the files that a loader reads, sorted, with their bytes")
  func reads() {
    let content = RuleDirectory().read(rules)
    #expect(content.files.map(\.path) == usual)
    #expect(content.files.allSatisfy { $0.bytes == Array($0.path.utf8) })
    #expect(content.problems.isEmpty)
    #expect(RuleDirectory().read(rules) == content)
  }

  @Test(arguments: [
    "registers/units.csv~", "registers/.units.csv.swp", "registers/#units.csv#", "registers/~$units.csv",
    "registers/units.csv.bak", "registers/notes.txt", "README.md", ".git/config.yaml", "LICENSE",
    "registers/.hidden/units.csv",
  ])
  func leavesOut(_ name: String) throws {
    try scratch.write("rules/" + name)
    let content = RuleDirectory().read(rules)
    #expect(content.files.map(\.path) == usual)
    #expect(content.problems.isEmpty)
  }

  struct Trouble: Sendable {
    var make: @Sendable (Scratch) throws -> Void
    var path: String
    var message: String
    var why: String
  }
  static let troubles = [
    Trouble(
      make: { mkfifo($0.path + "/rules/duties/pipe.yaml", 0o644) }, path: "duties/pipe.yaml", message: "a FIFO",
      why: "opening it would wait for ever"),
    Trouble(
      make: { try $0.link("rules/registers/null.csv", to: "/dev/zero") }, path: "registers/null.csv",
      message: "a device", why: "it never ends"),
    Trouble(
      make: { try $0.link("rules/duties/again", to: "..") }, path: "duties/again", message: "in a circle",
      why: "it leads back to the directory itself"),
    Trouble(
      make: { try $0.link("rules/duties/self.yaml", to: "self.yaml") }, path: "duties/self.yaml",
      message: "in a circle", why: "a link to itself"),
    Trouble(
      make: { try $0.link("rules/duties/lost.yaml", to: "nowhere") }, path: "duties/lost.yaml",
      message: "cannot be opened", why: "a link to nowhere is a mistake, not an absence"),
    Trouble(
      make: { try $0.write("rules/tests", "") }, path: "tests", message: "is a file", why: "a folder was expected"),
    Trouble(
      make: { try $0.write("rules/regsters/units.csv") }, path: "regsters", message: "is not read",
      why: "a misspelt folder is not passed over in silence"),
    Trouble(
      make: { try $0.write("rules/duty.yaml") }, path: "duty.yaml", message: "is not read",
      why: "a file beside dutyd.yaml is in no folder"),
    Trouble(
      make: { try $0.folder("rules/duties/a/b/c/d/e/f/g/h/i/j") }, path: "duties/a/b/c/d/e/f/g/h",
      message: "too deep", why: "no rule book is that deep"),
  ]
  @Test(arguments: troubles.indices)
  func reports(_ index: Int) throws {
    let c = Self.troubles[index]
    try c.make(scratch)
    let content = RuleDirectory().read(rules)
    #expect(content.problems.map(\.path) == [c.path], "\(c.why)")
    #expect(content.problems.first?.message.contains(c.message) == true, "\(c.why): \(content.problems)")
    #expect(content.problems.allSatisfy { !$0.help.isEmpty })
    #expect(content.files.map(\.path) == usual, "the rest is read all the same")
  }

  @Test("links to a file and to a folder elsewhere are followed, twice to the same one too")
  func followsLinks() throws {
    try scratch.write("elsewhere/more.yaml", "more")
    try scratch.link("rules/duties/more.yaml", to: "../../elsewhere/more.yaml")
    try scratch.link("rules/campaigns", to: "../elsewhere")
    let content = RuleDirectory().read(rules)
    #expect(content.problems.isEmpty)
    #expect(content.files.map(\.path) == ["campaigns/more.yaml", "duties/more.yaml"] + usual)
  }

  @Test("limits on a file, on all of them and on their number are errors, not exhaustion")
  func limits() throws {
    try scratch.write("rules/registers/big.csv", String(repeating: "a", count: 5000))
    var small = RuleDirectory()
    small.fileLimit = 4096
    let one = small.read(rules)
    #expect(one.problems.map(\.path) == ["registers/big.csv"])
    #expect(one.files.map(\.path) == usual)
    small = RuleDirectory()
    small.totalLimit = 4096
    #expect(small.read(rules).problems.map(\.path) == ["registers/big.csv"])
    small = RuleDirectory()
    small.countLimit = 2
    #expect(small.read(rules).problems.count == 1)
    #expect(small.read(rules).files.count == 2)
  }

  @Test(arguments: ["missing", "rules/dutyd.yaml"])
  func reportsTheDirectory(_ name: String) {
    let content = RuleDirectory().read(scratch.path + "/" + name)
    #expect(content.files.isEmpty)
    #expect(content.problems.map(\.path) == ["."])
  }

  @Test("a directory of links to itself ends, quickly")
  func endsOnBombs() throws {
    for name in ["a", "b", "c"] { try scratch.link("rules/duties/" + name, to: ".") }
    let content = RuleDirectory().read(rules)
    #expect(content.problems.map(\.path) == ["duties/a", "duties/b", "duties/c"])
  }
}
