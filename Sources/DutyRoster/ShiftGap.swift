import DutyCalendar

/// A shift with too few people (缺岗), why, and whom one could ask.
package struct ShiftGap: Hashable, Sendable {
  package var shift: Shift
  package var missing: Int
  /// How many of the people named for the post are kept from this shift by what.
  package var reasons: [GapReason: Int]
  /// Who could fill it if they rested less, the best rested first.
  package var withLessRest: [GapCandidate]
  /// Who else comes nearest to being available, the nearest first: those who leave another shift soonest, then those
  /// who come back soonest.
  package var nearest: [GapCandidate]

  package init(
    shift: Shift, missing: Int, reasons: [GapReason: Int], withLessRest: [GapCandidate], nearest: [GapCandidate]
  ) {
    self.shift = shift
    self.missing = missing
    self.reasons = reasons
    self.withLessRest = withLessRest
    self.nearest = nearest
  }

  /// `1 of 3 missing: of 5 people named 2 stand elsewhere, 2 must rest, 1 is absent`.
  package var why: String {
    let named = reasons.values.reduce(0, +)
    let head = "\(missing) of \(shift.staff.lowerBound) missing: "
    guard named > 0 else { return head + "nobody else is named for this post" }
    let parts = GapReason.allCases.compactMap { reason -> String? in
      guard let count = reasons[reason], count > 0 else { return nil }
      return "\(count) \(count == 1 ? reason.one : reason.many)"
    }
    return head + "of \(named) other \(named == 1 ? "person" : "people") named " + parts.joined(separator: ", ")
  }
}

/// What keeps a person from a shift.
package enum GapReason: String, Hashable, Sendable, CaseIterable {
  /// On another shift at the same time.
  case elsewhere
  /// Too soon before or after another shift.
  case resting
  case absent
  /// Not yet, or no longer, in the register.
  case gone

  var one: String {
    switch self {
    case .elsewhere: "stands elsewhere"
    case .resting: "must rest"
    case .absent: "is absent"
    case .gone: "is not in the register then"
    }
  }

  var many: String {
    switch self {
    case .elsewhere: "stand elsewhere"
    case .resting: "must rest"
    case .absent: "are absent"
    case .gone: "are not in the register then"
    }
  }
}

/// Somebody one could ask, and what stands in the way.
package struct GapCandidate: Hashable, Sendable {
  package var person: String
  package var name: String
  package var reason: GapReason
  /// For ``GapReason/resting``: the rest they would have, in minutes. Else minutes until they would be available.
  package var minutes: Int
  /// The place of the shift that stands in the way; empty for an absence.
  package var place: String

  package init(person: String, name: String, reason: GapReason, minutes: Int, place: String) {
    self.person = person
    self.name = name
    self.reason = reason
    self.minutes = minutes
    self.place = place
  }
}
