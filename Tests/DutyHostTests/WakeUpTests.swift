import DutyCalendar
import Foundation
import Testing

@testable import DutyHost

@Suite(.timeLimit(.minutes(1)))
struct WakeUpTests {
  private func now() -> Instant { SystemClock().now() }

  @Test("an instant in the past, or before the epoch, wakes at once")
  func wakesForThePast() throws {
    let wakeUp = try WakeUp()
    #expect(wakeUp.wait(until: now().adding(seconds: -5), atMost: nil) == .due)
    #expect(wakeUp.wait(until: Instant(seconds: -1), atMost: nil) == .due)
    #expect(wakeUp.wait(until: Instant(seconds: 0), atMost: nil) == .due)
  }

  @Test("it wakes at the instant, not before")
  func wakesWhenDue() throws {
    let wakeUp = try WakeUp()
    let due = now().adding(seconds: 1)
    #expect(wakeUp.wait(until: due, atMost: 30) == .due)
    #expect(now() >= due)
  }

  @Test("a bell rung before the wait ends it, however often, and only once")
  func keepsThePoke() throws {
    let wakeUp = try WakeUp()
    for _ in 0..<100 { wakeUp.poke() }
    #expect(wakeUp.wait(until: nil, atMost: 30) == .poked)
    #expect(wakeUp.wait(until: nil, atMost: 0) == .watchdog)
  }

  @Test("a bell rung by another thread ends a wait without end")
  func hearsThePoke() throws {
    let wakeUp = try WakeUp()
    let ringer = Thread {
      Thread.sleep(forTimeInterval: 0.1)
      wakeUp.poke()
    }
    ringer.start()
    #expect(wakeUp.wait(until: nil, atMost: nil) == .poked)
  }

  @Test("the longest wait comes before a distant instant, and takes as long as it says")
  func wakesForTheWatchdog() throws {
    let wakeUp = try WakeUp()
    let before = monotonicMicroseconds()
    #expect(wakeUp.wait(until: now().adding(seconds: 3600), atMost: 1) == .watchdog)
    #expect(monotonicMicroseconds() - before >= 1_000_000)
  }

  @Test("while it waits it uses no processor time")
  func doesNotPoll() throws {
    let wakeUp = try WakeUp()
    var before = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before)
    _ = wakeUp.wait(until: nil, atMost: 1)
    var after = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after)
    let spent = (after.tv_sec - before.tv_sec) * 1_000_000_000 + after.tv_nsec - before.tv_nsec
    #expect(spent < 20_000_000, "\(spent) ns in a second of waiting")
  }
}
