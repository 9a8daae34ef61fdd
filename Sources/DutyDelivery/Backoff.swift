import DutyDigest

/// How long a message waits after a failure.
package enum Backoff {
  /// Seconds from the n-th failure (from 1) to the next attempt; `nil` where there is none.
  ///
  /// Up to a fifth is added, so that a thousand messages that failed together do not come back together; how much
  /// derives from the message and the attempt, so that it is the same whenever it is asked.
  package static func seconds(after failures: Int, of schedule: [Int], message: String) -> Int? {
    guard schedule.indices.contains(failures - 1) else { return nil }
    let base = schedule[failures - 1]
    let bytes = Digest(of: "\(message)/\(failures)").bytes
    let share = Int(bytes[0]) << 8 | Int(bytes[1])
    return base + base / 5 * share / 65_535
  }
}
