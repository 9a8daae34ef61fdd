import HTTPTypes
import DutyTestKit
import DutyStore
import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights
import DutyStore
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// What readers of the stream are told.
@Suite struct ChangeTests {
  private static func told(_ door: Door, _ person: String, after: Int64 = 0) throws -> (tasks: Set<String>, ids: [Int64], text: String) {
    let view = try #require(door.desk.view())
    let today = view.book.settings.zone.local(door.clock.now()).date
    let actor = try #require(RightsRegister(view.book, on: today).actor(person))
    var reader = ChangeReader(actor: actor, after: after)
    var text = ""
    while true {
      let before = reader.after
      text += try reader.next(door.store, view.book, limit: 3)
      if reader.after == before { break }
    }
    let lines = text.split(separator: "\n")
    var tasks = Set<String>()
    for line in lines where line.hasPrefix("data: ") {
      let data = try JSONValue(parsing: Array(line.dropFirst(6).utf8))
      for event in data["events"]?.array ?? [] { if let task = event["task"]?.string { tasks.insert(task) } }
    }
    return (tasks, lines.filter { $0.hasPrefix("id: ") }.compactMap { Int64($0.dropFirst(4)) }, text)
  }

  @Test("each is told of the tasks they may read, and the office of all")
  func rights() throws {
    let door = try Door()
    let all = try door.store.tasks(TaskFilter())
    let view = try #require(door.desk.view())
    let today = view.book.settings.zone.local(door.clock.now()).date
    let register = RightsRegister(view.book, on: today)
    var sizes = Set<Int>()
    for person in ["p-office", "p-head", "p-holder", "p-other", "p-auditor"] {
      let actor = try #require(register.actor(person))
      let may = all.filter { decide(actor, .readTask, Resource($0.record.roles, in: view.book), in: view.book).isAllowed }
      let told = try Self.told(door, person)
      #expect(told.tasks == Set(may.map(\.number)), "\(person)")
      #expect(!told.text.contains("\"kind\":\"receipt\""), "\(person)")
      sizes.insert(told.tasks.count)
    }
    #expect(try Self.told(door, "p-office").tasks.count == all.count)
    #expect(sizes.count > 1, "they are not all told the same")
  }

  @Test("ids rise to the ledger's head, and whoever comes back with one is told what came after it")
  func replay() throws {
    let door = try Door()
    let head = try door.store.head().number
    let whole = try Self.told(door, "p-holder")
    #expect(whole.ids == whole.ids.sorted() && Set(whole.ids).count == whole.ids.count)
    #expect(whole.ids.last == head, "the reader is moved on past what it may not see")
    let middle = whole.ids[whole.ids.count / 2]
    let rest = try Self.told(door, "p-holder", after: middle)
    #expect(rest.ids.allSatisfy { $0 > middle })
    #expect(whole.text.hasSuffix(rest.text) || whole.ids.last == rest.ids.last)
    #expect(try Self.told(door, "p-holder", after: head).text.isEmpty)
  }

  @Test("places for streams are given back once")
  func places() {
    let streams = ChangeStreams()
    var held = (0..<ChangeStreams.mostOfOne).map { _ in streams.enter("p-1") }
    #expect(held.allSatisfy { $0 != nil })
    #expect(streams.enter("p-1") == nil)
    #expect(streams.enter("p-2") != nil)
    held[0]?.leave()
    held[0]?.leave()
    #expect(streams.enter("p-1") != nil)
    held.removeAll()
    let again = (0..<ChangeStreams.mostOfOne).map { _ in streams.enter("p-1") }
    #expect(again.allSatisfy { $0 != nil }, "what nobody holds any more is free")
  }

  @Test("the stream is one of server-sent events")
  func stream() async throws {
    let door = try Door()
    let token = try door.token("p-office")
    let reply = await door.ask(.get, "/api/v1/changes?after=0", token: token)
    #expect(reply.status == 200)
    #expect(reply.fields[.contentType] == "text/event-stream; charset=utf-8")
    #expect(reply.text.hasPrefix("retry: 3000\n\nid: 1\nevent: changes\ndata: {"))
    #expect(reply.text.hasSuffix("\n\n"))
    let late = await door.ask(.get, "/api/v1/changes", token: token, fields: [("Last-Event-ID", "x")])
    #expect(late.status == 400)
  }
}
