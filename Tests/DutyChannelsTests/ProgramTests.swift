import DutyBook
import DutyCalendar
import DutyDelivery
import Foundation
import Synchronization
import Testing

@testable import DutyChannels

/// Programs on their standard input.
@Suite struct ProgramTests {
  struct Case: Sendable {
    var command: [String]
    var size = 10
    var code: Int32?
    var complaint = ""
    var why: String
  }

  @Test(arguments: [
    Case(command: ["/bin/cat"], code: 0, why: "reads all"),
    Case(command: ["/bin/cat"], size: 3_000_000, code: 0, why: "reads more than a pipe holds"),
    Case(command: ["/bin/true"], size: 3_000_000, code: 0, why: "reads nothing, and the daemon lives on"),
    Case(
      command: ["/bin/sh", "-c", "echo first >&2; echo no such user >&2; exit 67"], code: 67,
      complaint: "no such user", why: "its last line is the cause"),
    Case(command: ["/bin/sh", "-c", "kill -9 $$"], code: nil, why: "killed"),
    Case(
      command: ["/bin/sh", "-c", "exec 2>&-; sleep 60"], code: nil, complaint: "it did not end in time",
      why: "and it is not waited for"),
    Case(
      command: ["/bin/sh", "-c", "test \"$(ls /proc/self/fd | wc -l)\" -le 4"], code: 0, why: "no descriptors of ours"),
  ])
  func runs(_ c: Case) throws {
    let input = [UInt8](repeating: 65, count: c.size)
    let exit = try Program(command: c.command).run(input, timeoutSeconds: 1, isStopping: { false })
    #expect(exit.code == c.code && exit.complaint == c.complaint, "\(c.why): \(exit)")
  }

  @Test func oneThatIsNotThereIsSaid() {
    #expect(throws: Program.Failure(cause: "/nonexistent/program: No such file or directory")) {
      _ = try Program(command: ["/nonexistent/program"]).run([], timeoutSeconds: 1, isStopping: { false })
    }
  }

  @Test func aShutdownEndsIt() throws {
    let exit = try Program(command: ["/bin/sleep", "60"]).run([], timeoutSeconds: 60, isStopping: { true })
    #expect(exit.complaint == "the daemon is stopping")
  }
}

/// The courier's threads.
@Suite struct CourierTests {
  /// Says what a channel is to answer, and counts.
  final class Fake: MessageTransport {
    let tried = Mutex<[String: Int]>([:])
    let dead: Set<String>

    init(dead: Set<String> = []) { self.dead = dead }

    func send(_ parcel: Parcel) -> SendResult {
      tried.withLock { $0[parcel.channel.id, default: 0] += 1 }
      return dead.contains(parcel.channel.id) ? .failed("no route", isFinal: false) : .delivered
    }
  }

  final class Reports: Sendable {
    let all = Mutex<[SendReport]>([])
    var count: Int { all.withLock { $0.count } }
    func take(_ more: [SendReport]) { all.withLock { $0 += more } }
  }

  static func jobs(_ channel: String, _ count: Int) -> [Courier.Job] {
    (0..<count).map { n in
      let message = OutboxMessage(
        id: "\(channel)-\(n)", cause: "notice:a/2026/\(n)", recipient: "u-a", items: [], again: 0, channel: channel,
        attempts: 0, queuedAt: Instant(seconds: 0), since: Instant(seconds: 0), trouble: "")
      return Courier.Job(Envelope([message])) {
        Parcel(
          id: message.id, messages: [message.id],
          channel: Channel(id: channel, kind: .webhook, source: SourcePlace("x")), recipient: "u-a",
          recipientName: "", isUnit: true, district: "", zone: .utc, at: Instant(seconds: 0),
          content: MessageContent(kind: "notice", title: "", markdown: ""))
      }
    }
  }

  static func wait(_ reports: Reports, for count: Int) async throws {
    for _ in 0..<500 where reports.count < count { try await Task.sleep(for: .milliseconds(10)) }
    #expect(reports.count == count)
  }

  @Test func everyJobIsReportedOnce() async throws {
    let (transport, reports) = (Fake(), Reports())
    let courier = Courier(transport) { reports.take($0) }
    #expect(courier.isIdle)
    courier.offer(Self.jobs("a", 300) + Self.jobs("b", 50))
    try await Self.wait(reports, for: 350)
    #expect(Set(reports.all.withLock { $0.map(\.envelope.id) }).count == 350)
    #expect(courier.isIdle)
  }

  @Test func aDeadChannelIsLeftAloneForTheRestOfTheOffer() async throws {
    let (transport, reports) = (Fake(dead: ["dead"]), Reports())
    let courier = Courier(transport) { reports.take($0) }
    courier.offer(Self.jobs("dead", 100) + Self.jobs("live", 100))
    try await Self.wait(reports, for: 200)
    let tried = transport.tried.withLock { $0 }
    #expect(tried["live"] == 100)
    #expect((5...8).contains(tried["dead"] ?? 0), "\(tried)")
    courier.offer(Self.jobs("dead", 1))
    try await Self.wait(reports, for: 201)
    #expect(transport.tried.withLock { $0["dead"] ?? 0 } == (tried["dead"] ?? 0) + 1, "the next offer tries again")
  }

  @Test func aParcelThatCannotBeMadeIsAFailure() async throws {
    let reports = Reports()
    let courier = Courier(Fake()) { reports.take($0) }
    var job = Self.jobs("a", 1)[0]
    job.parcel = { throw FormFault("nothing on disk", isFinal: true) }
    courier.offer([job])
    try await Self.wait(reports, for: 1)
    #expect(reports.all.withLock { $0.map(\.result) } == [.failed("nothing on disk", isFinal: true)])
  }
}
