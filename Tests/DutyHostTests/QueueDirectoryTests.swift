import DutyCalendar
import DutyPorts
import Foundation
import Testing

@testable import DutyHost

struct QueueDirectoryTests {
  let scratch: Scratch
  let queues: QueueDirectory

  init() throws {
    scratch = try Scratch()
    queues = try QueueDirectory(scratch.path + "/state/queues")
  }

  private func publication(
    _ date: String, _ revision: Int, _ files: [StoredFile], today: Bool = true, keep: Int = 30
  ) throws -> QueuePublication {
    QueuePublication(date: try day(date), revision: revision, files: QueueFiles(files), isToday: today, keepDays: keep)
  }

  private func publish(_ publication: QueuePublication) throws {
    try queues.stage(publication)
    try queues.commit(publication)
  }

  @Test("nothing is visible before the commit, all of it after")
  func stagesAside() throws {
    let first = try publication("2026-11-23", 1, [file("u-a.md", "one"), file("p-1.md", "me")])
    try queues.stage(first)
    #expect(queues.revision(of: first.date) == nil)
    #expect(try scratch.names("state/queues") == ["revisions"])
    try queues.commit(first)
    #expect(queues.revision(of: first.date) == 1)
    #expect(scratch.text("state/queues/today/u-a.md") == "one")
    #expect(scratch.target("state/queues/2026-11-23") == "revisions/2026-11-23.1")
    #expect(scratch.target("state/queues/today") == "2026-11-23")
  }

  @Test("a later revision writes what it touches, links the rest, and leaves the earlier one as it was")
  func revises() throws {
    try publish(try publication("2026-11-23", 1, [file("u-a.md", "one"), file("p-1.md", "me")]))
    try publish(try publication("2026-11-23", 2, [file("p-1.md", "me, at once"), file("p-2.md", "new")]))
    let base = "state/queues/revisions/2026-11-23."
    #expect(try scratch.names(base + "2") == ["p-1.md", "p-2.md", "u-a.md"])
    #expect(scratch.text("state/queues/2026-11-23/p-1.md") == "me, at once")
    #expect(scratch.text(base + "1/p-1.md") == "me")
    #expect(try scratch.inode(base + "1/u-a.md") == scratch.inode(base + "2/u-a.md"))
    #expect(queues.revision(of: try day("2026-11-23")) == 2)
  }

  @Test("a preview is revision 0, is replaced by the next one, and goes when the day is dispatched")
  func previews() throws {
    let date = try day("2026-11-22")
    try publish(try publication("2026-11-22", 0, [file("u-a.md", "guess"), file("old.md", "gone next time")]))
    #expect(queues.revision(of: date) == 0)
    #expect(scratch.target("state/queues/2026-11-22") == "revisions/2026-11-22.preview")
    try publish(try publication("2026-11-22", 0, [file("u-a.md", "better guess")]))
    #expect(try scratch.names("state/queues/today") == ["u-a.md"])
    #expect(scratch.text("state/queues/today/u-a.md") == "better guess")
    try publish(try publication("2026-11-22", 1, [file("u-a.md", "real")]))
    #expect(try scratch.names("state/queues/revisions") == ["2026-11-22.1"])
    #expect(queues.revision(of: date) == 1)
  }

  @Test("a preview of another day leaves `today` alone")
  func previewsAhead() throws {
    try publish(try publication("2026-11-20", 1, [file("u-a.md", "friday")]))
    try publish(try publication("2026-11-23", 0, [file("u-a.md", "monday")], today: false))
    #expect(scratch.target("state/queues/today") == "2026-11-20")
    #expect(scratch.text("state/queues/2026-11-23/u-a.md") == "monday")
  }

  @Test("a revision staged again after a crash takes the place of the one that stands there")
  func repeats() throws {
    try publish(try publication("2026-11-23", 1, [file("u-a.md", "one"), file("u-b.md", "two")]))
    try publish(try publication("2026-11-23", 1, [file("u-a.md", "one again")]))
    #expect(try scratch.names("state/queues/revisions") == ["2026-11-23.1"])
    #expect(try scratch.names("state/queues/today") == ["u-a.md"])
  }

  @Test("opening clears what a crash left and keeps what is in place")
  func recovers() throws {
    try publish(try publication("2026-11-23", 1, [file("u-a.md", "one")]))
    try queues.stage(try publication("2026-11-23", 2, [file("u-a.md", "never committed")]))
    try scratch.write("state/queues/revisions/.2026-11-20.1.replaced/u-a.md")
    try scratch.link("state/queues/2026-11-24.new", to: "revisions/2026-11-24.1")
    try scratch.link("state/queues/2026-11-19", to: "revisions/2026-11-19.1")
    let reopened = try QueueDirectory(queues.root)
    #expect(try scratch.names("state/queues") == ["2026-11-23", "revisions", "today"])
    #expect(try scratch.names("state/queues/revisions") == ["2026-11-23.1"])
    #expect(reopened.revision(of: try day("2026-11-23")) == 1)
  }

  struct Kept: Sendable {
    var keep: Int
    var days: [String]
    var why: String
  }
  @Test(arguments: [
    Kept(keep: 1, days: ["2026-11-24"], why: "one day is today alone"),
    Kept(keep: 2, days: ["2026-11-23", "2026-11-24"], why: "two days are today and yesterday"),
    Kept(keep: 0, days: ["2026-11-02", "2026-11-23", "2026-11-24"], why: "no number keeps all"),
  ])
  func prunes(_ c: Kept) throws {
    for date in ["2026-11-02", "2026-11-23"] { try publish(try publication(date, 1, [file("u.md", date)], keep: 0)) }
    try publish(try publication("2026-11-24", 1, [file("u.md", "new")], keep: c.keep))
    #expect(try scratch.names("state/queues") == c.days + ["revisions", "today"], "\(c.why)")
    #expect(try scratch.names("state/queues/revisions") == c.days.map { $0 + ".1" }, "\(c.why)")
  }

  @Test(arguments: ["../escape.md", "a/b.md", ".hidden", "", "..", String(repeating: "长", count: 90)])
  func refusesNames(_ name: String) throws {
    let bad = try publication("2026-11-23", 1, [file(name, "x")])
    #expect(throws: SinkError.self) { try queues.stage(bad) }
    #expect(try scratch.names("state/queues/revisions").isEmpty, "nothing half done stays behind")
  }

  @Test("a name in any script is a name")
  func takesChineseNames() throws {
    try publish(try publication("2026-11-23", 1, [file("环卫中心.md", "清扫")]))
    #expect(scratch.text("state/queues/today/环卫中心.md") == "清扫")
  }

  @Test("a whole day's thousands are written at once, and a failure says where and what to do")
  func writesMany() throws {
    let many = (0..<2000).map { file("p-\($0).md", "task \($0)") }
    try publish(try publication("2026-11-23", 1, many))
    #expect(try scratch.names("state/queues/today").count == 2000)
    try scratch.write("blocked", "a file where a directory should be")
    let error = #expect(throws: SinkError.self) { try QueueDirectory(scratch.path + "/blocked") }
    #expect(error?.path.hasSuffix("blocked/revisions") == true)
    #expect(error?.cause.contains("not a directory") == true)
  }

  @Test(arguments: [
    ("2026-11-23.1", true), ("2026-11-23.preview", true), ("2026-11-23.0", false), ("2026-11-23.01", false),
    ("2026-11-23", false), ("2026-02-30.1", false), (".2026-11-23.1.staged", false), ("2026-11-23.-1", false),
  ])
  func readsRevisionNames(_ text: String, _ isName: Bool) {
    #expect((RevisionName(text)?.description == text) == isName)
  }
}
