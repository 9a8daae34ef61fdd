import DutyCalendar

/// One shift at a post (班次): who stands where, and when.
///
/// - Shape: half-open, `from..<to`; ``people`` are identifiers, the first is in charge.
/// - Source: M21, M22.
package struct Shift: Hashable, Sendable {
  package var post: String
  package var place: String
  package var from: Instant
  package var to: Instant
  package var people: [String]

  package init(post: String, place: String, from: Instant, to: Instant, people: [String]) {
    self.post = post
    self.place = place
    self.from = from
    self.to = to
    self.people = people
  }
}
