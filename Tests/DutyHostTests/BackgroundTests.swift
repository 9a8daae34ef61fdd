import Foundation
import Synchronization
import Testing

@testable import DutyHost

/// What is written in the background is out of others' way, but not for ever.
///
/// One after another: lifting one lifts all of the program.
@Suite(.serialized) struct BackgroundTests {
  /// A thread of its own: where a thread stands is its own, and a test's thread is lent.
  private func onAThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: body()) }
    }
  }

  @Test(
    "behind all others while it works, with the threads it begins; not before, and not afterwards",
    .enabled(if: mayComeBack, "the kernel does not let a thread come back here (RLIMIT_NICE)"))
  func behind() async {
    let seen = await onAThread { () -> [Bool] in
      let before = isInTheBackground
      let all = Mutex<[Bool]>([])
      inTheBackground(patience: 600) {
        together(4) { _ in all.withLock { $0.append(isInTheBackground) } }
      }
      return [before] + all.withLock { $0 } + [isInTheBackground]
    }
    #expect(seen == [false, true, true, true, true, false])
  }

  @Test("who has no patience left lets it go on beside the others")
  func patience() async {
    let isLifted = await onAThread { () -> Bool in
      inTheBackground(patience: 0.05) {
        for _ in 0..<6000 where isInTheBackground { Thread.sleep(forTimeInterval: 0.01) }
        return !isInTheBackground
      }
    }
    #expect(isLifted)
  }

  @Test("what it throws comes out, and the thread is where it was")
  func failing() async {
    struct Trouble: Error {}
    let (isThrown, isBehind) = await onAThread { () -> (Bool, Bool) in
      do {
        try inTheBackground(patience: 600) { throw Trouble() }
        return (false, isInTheBackground)
      } catch {
        return (true, isInTheBackground)
      }
    }
    #expect(isThrown && !isBehind)
  }
}
