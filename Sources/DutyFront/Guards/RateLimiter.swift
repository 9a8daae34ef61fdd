import DutyCalendar
import Synchronization

/// How often somebody may ask: buckets that fill by the second, one per principal or address.
///
/// - Shape: a bucket holds ``Rate/burst`` requests when it is full. Buckets that are full again are forgotten; of more
///   than `most` the table begins anew, so that made-up addresses do not fill the memory.
package final class RateLimiter: Sendable {
  package struct Rate: Hashable, Sendable {
    package var burst: Int
    package var perMinute: Int

    package init(burst: Int, perMinute: Int) {
      self.burst = burst
      self.perMinute = perMinute
    }
  }

  private struct Bucket {
    /// In sixtieths of a request.
    var level: Int64
    var at: Int64
  }

  private let buckets = Mutex([String: Bucket]())
  private let most: Int

  package init(most: Int = 20_000) {
    self.most = most
  }

  /// Takes one request out of a bucket.
  ///
  /// - Returns: `nil` when it was there, else the seconds until there is one.
  package func take(_ name: String, _ rate: Rate, at now: Instant, cost: Int64 = 1) -> Int? {
    buckets.withLock { buckets in
      if buckets.count > most { buckets.removeAll() }
      let full = Int64(rate.burst) * 60
      var bucket = buckets[name] ?? Bucket(level: full, at: now.seconds)
      let passed = max(0, now.seconds - bucket.at)
      bucket.level = min(full, bucket.level + min(passed, 86_400) * Int64(rate.perMinute))
      bucket.at = max(bucket.at, now.seconds)
      defer { buckets[name] = bucket }
      guard bucket.level >= cost * 60 else {
        let missing = cost * 60 - bucket.level
        return max(1, Int((missing + Int64(rate.perMinute) - 1) / Int64(max(1, rate.perMinute))))
      }
      bucket.level -= cost * 60
      return nil
    }
  }
}
