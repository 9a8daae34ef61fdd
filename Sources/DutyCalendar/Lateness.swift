/// How late something is: the one count that queues, pages, notices and reports share.
///
/// - Shape: ``init(due:at:)`` is `nil` at or before the deadline, for met means at or before.
/// - Unit: ``days`` are full days, 24 hours each, since the deadline: due on Monday at 17:30, it is 0 days late on
///   Tuesday at 17:29 and 1 day from 17:30 on, whatever midnights and days off lie between.
package struct Lateness: Hashable, Sendable {
  /// The largest unit of which at least one has passed; one minute at the least.
  package enum Amount: Hashable, Sendable {
    case minutes(Int)
    case hours(Int)
    case days(Int)
  }

  package let seconds: Int64

  package init?(due: Instant, at instant: Instant) {
    guard instant > due else { return nil }
    seconds = instant.seconds - due.seconds
  }

  package var days: Int { Int(seconds / 86_400) }

  package var amount: Amount {
    switch seconds {
    case ..<3600: .minutes(max(1, Int(seconds / 60)))
    case ..<86_400: .hours(Int(seconds / 3600))
    default: .days(days)
    }
  }

  /// Of a deadline that is a day without an hour: how many days have begun since it ended; 0 on the day itself.
  package static func days(past due: CivilDate, on day: CivilDate) -> Int { max(0, Int(day.epochDay - due.epochDay)) }
}
