import DutyCalendar
import Foundation
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import DutyHost

@Suite(.timeLimit(.minutes(1)))
struct LoopMailboxTests {
  @Test("work is done in order, on the draining thread, against its state")
  func drainsInOrder() async throws {
    let mailbox = LoopMailbox<[Int]> {}
    let loop = Thread {
      var state: [Int] = []
      while state.count < 50 {
        mailbox.drain(&state)
        Thread.sleep(forTimeInterval: 0.001)
      }
    }
    loop.start()
    for number in 0..<50 {
      let seen = try await mailbox.submit { state in
        state.append(number)
        return state
      }
      #expect(seen == Array(0...number))
    }
  }

  @Test("each letter rings the bell")
  func rings() async throws {
    let rung = Atomic(0)
    let mailbox = LoopMailbox<Int> { rung.add(1, ordering: .relaxed) }
    mailbox.leave { $0 += 1 }
    mailbox.leave { $0 += 10 }
    var state = 0
    #expect(mailbox.drain(&state) == 2)
    #expect(state == 11)
    #expect(mailbox.drain(&state) == 0)
    #expect(rung.load(ordering: .relaxed) == 2)
  }

  @Test("a closed mailbox refuses what waits and what comes, and never leaves anybody waiting")
  func refusesWhenClosed() async throws {
    let mailbox = LoopMailbox<Int> {}
    let waiting = Task { try await mailbox.submit { $0 } }
    try await Task.sleep(for: .milliseconds(50))
    mailbox.close()
    await #expect(throws: LoopStopped.self) { try await waiting.value }
    await #expect(throws: LoopStopped.self) { try await mailbox.submit { $0 } }
  }
}

@Suite(.timeLimit(.minutes(1)), .serialized)
struct LoopServiceTests {
  private struct Broken: Error {}

  private func group(_ service: LoopService) -> ServiceGroup {
    ServiceGroup(
      configuration: .init(
        services: [.init(service: service, successTerminationBehavior: .gracefullyShutdownGroup)],
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
  }

  @Test("a graceful shutdown ends a loop that sleeps for ever")
  func stops() async throws {
    let waits = Atomic(0)
    let begun = Atomic(false)
    let service = LoopService(wakeUp: try WakeUp()) { wakeUp, orders in
      begun.store(true, ordering: .releasing)
      // It waits at least once, so that a stop that comes before the wait has to end the wait, too.
      repeat {
        _ = wakeUp.wait(until: nil, atMost: nil)
        waits.add(1, ordering: .relaxed)
      } while !orders.isStopping
    }
    let group = group(service)
    async let running: Void = group.run()
    while !begun.load(ordering: .acquiring) { try await Task.sleep(for: .milliseconds(10)) }
    try await Task.sleep(for: .milliseconds(100))
    await group.triggerGracefulShutdown()
    try await running
    #expect(waits.load(ordering: .relaxed) == 1)
  }

  @Test("SIGHUP orders one reload and wakes the loop")
  func reloads() async throws {
    let reloads = Atomic(0)
    let service = LoopService(wakeUp: try WakeUp()) { wakeUp, orders in
      while reloads.load(ordering: .relaxed) == 0 {
        _ = wakeUp.wait(until: nil, atMost: 20)
        if orders.takeReload() { reloads.add(1, ordering: .relaxed) }
        if orders.takeReload() { reloads.add(100, ordering: .relaxed) }
      }
    }
    // Until the service has begun, an unhandled SIGHUP would end the test.
    signal(SIGHUP, SIG_IGN)
    async let running: Void = group(service).run()
    while reloads.load(ordering: .relaxed) == 0 {
      try await Task.sleep(for: .milliseconds(50))
      kill(getpid(), SIGHUP)
    }
    try await running
    #expect(reloads.load(ordering: .relaxed) == 1)
  }

  @Test("what the loop throws comes out of the group")
  func throwsOn() async throws {
    let service = LoopService(wakeUp: try WakeUp()) { _, _ in throw Broken() }
    await #expect(throws: Broken.self) { try await group(service).run() }
  }
}
