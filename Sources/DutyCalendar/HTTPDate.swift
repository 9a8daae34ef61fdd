/// A moment as HTTP's `Date` header writes it: `Mon, 23 Nov 2026 07:30:00 GMT`.
///
/// - Source: RFC 9110 §5.6.7, IMF-fixdate.
package func httpDate(_ instant: Instant) -> String {
  let local = Zone.utc.local(instant)
  let (year, month, day) = local.date.parts
  let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  // The epoch was a Thursday.
  let weekday = days[((Int(local.date.epochDay) % 7) + 7) % 7]
  let second = Int(local.second)
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let clock = [second / 3600, second / 60 % 60, second % 60].map(two).joined(separator: ":")
  return "\(weekday), \(two(day)) \(months[month - 1]) \(year) \(clock) GMT"
}
