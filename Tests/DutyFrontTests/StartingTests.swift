import DutyLedger
import DutyPorts
import HTTPTypes
import Testing

@testable import DutyFront

/// What is answered before the daemon has read its book.
@Suite struct StartingTests {
  /// A desk at which nobody sits yet.
  private struct EmptyDesk: FrontDesk {
    func view() -> FrontView? { nil }
    func perform(
      _ operation: String, _ arguments: JSONValue, author: String, deed: RequestMark?,
      unless: (@Sendable () -> ControlReply?)?
    ) async -> ControlReply { .refused(503, "nobody is there", help: "wait") }
    func changes(after number: Int64) -> AsyncStream<Int64> { AsyncStream { $0.finish() } }
  }

  private func door() throws -> Door { try Door(finishing: { $0.desk = EmptyDesk() }) }

  @Test func aPageSaysInBothLanguagesThatItComesSoonAndComesBack() async throws {
    let reply = try await door().ask(.get, "/queue", fields: [("Accept", "text/html")])
    #expect(reply.status == 503)
    #expect(reply.fields[.retryAfter] == "5")
    #expect(reply.text.contains("系统正在启动") && reply.text.contains("the daemon is not ready yet"))
    #expect(reply.text.contains("<html lang=\"zh-Hans\">") && reply.text.contains("<p lang=\"en\">"))
    #expect(reply.text.contains("http-equiv=\"refresh\" content=\"5\""))
  }

  @Test func whoSentSomethingIsNotTakenAwayFromIt() async throws {
    let reply = try await door().ask(.post, "/login", body: Array("secret=x".utf8))
    #expect(reply.status == 503 && reply.text.contains("系统正在启动"))
    #expect(!reply.text.contains("http-equiv"), "the browser keeps the form behind it")
  }

  @Test func aProgramIsToldAsAProblemAndTheWatchersAreAnswered() async throws {
    let door = try door()
    let reply = await door.ask(.get, "/api/v1/tasks")
    #expect(reply.status == 503 && reply.code == "starting")
    #expect(reply.fields[.retryAfter] == "5")
    let alive = await door.ask(.get, "/healthz")
    #expect(alive.status == 200 && alive.json["status"]?.string == "starting")
  }
}
