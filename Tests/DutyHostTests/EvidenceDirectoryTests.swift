import DutyHost
import DutyPorts
import Testing

@Suite struct EvidenceDirectoryTests {
  private let id = "ab" + String(repeating: "0", count: 62)

  @Test func whatIsKeptIsFoundAgain() throws {
    let scratch = try Scratch()
    let shelf = try EvidenceDirectory(scratch.path + "/evidence")
    #expect(try shelf.bytes(of: id) == nil)
    try shelf.keep([1, 2, 3], as: id)
    #expect(try shelf.bytes(of: id) == [1, 2, 3])
    #expect(try scratch.names("evidence/ab") == [String(id.dropFirst(2))], "under its hash, and nothing beside it")
    #expect(try EvidenceDirectory(reading: scratch.path + "/evidence").bytes(of: id) == [1, 2, 3])
  }

  @Test func keepingAgainDoesNothing() throws {
    let scratch = try Scratch()
    let shelf = try EvidenceDirectory(scratch.path + "/evidence")
    try shelf.keep([1], as: id)
    let before = try scratch.inode("evidence/ab/" + id.dropFirst(2))
    try shelf.keep([1], as: id)
    #expect(try scratch.inode("evidence/ab/" + id.dropFirst(2)) == before)
  }

  @Test func whatADeathLeftIsWrittenOver() throws {
    let scratch = try Scratch()
    let shelf = try EvidenceDirectory(scratch.path + "/evidence")
    try scratch.write("evidence/ab/." + id.dropFirst(2) + ".new", "half")
    #expect(try shelf.bytes(of: id) == nil, "a half is never seen")
    try shelf.keep([7], as: id)
    #expect(try shelf.bytes(of: id) == [7])
  }

  @Test(arguments: ["", "../../../etc/passwd", "ab", String(repeating: "A", count: 64), String(repeating: "/", count: 64)])
  func aNameThatIsNoHashIsNoPath(_ name: String) throws {
    let scratch = try Scratch()
    let shelf = try EvidenceDirectory(scratch.path + "/evidence")
    #expect(throws: SinkError.self) { try shelf.keep([1], as: name) }
    #expect(throws: SinkError.self) { try shelf.bytes(of: name) }
  }

  @Test func aPlaceThatCannotBeWrittenSaysWhatToDo() throws {
    let scratch = try Scratch()
    try scratch.write("evidence", "a file")
    let shelf = try EvidenceDirectory(scratch.path + "/evidence")
    let error = #expect(throws: SinkError.self) { try shelf.keep([1], as: id) }
    #expect(error?.remedy.isEmpty == false)
  }
}
