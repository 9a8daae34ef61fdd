import DutyCalendar
import DutyLedger

/// Who stands where and when while a campaign lasts (排班表).
///
/// - Shape: ``shifts`` by start, then in the order of the campaign's posts and of the registers; every shift of every
///   post is there, manned or not. ``gaps`` are those with fewer people than their least. ``loads`` has everybody who
///   could be asked on at least one day, by number of shifts, most first.
/// - Guarantees, each held by a test:
///   1. Nobody stands in two places, nor twice within the rest of either post; nobody stands who is absent, not yet
///      or no longer there, or whom the post does not name on that day.
///   2. Round-the-clock posts have a shift at every instant of the window (M22).
///   3. A shift is short only where no chain of hand-overs fills it: X takes the open seat and gives one shift of
///      theirs to Y, who gives one to Z, and so on, everybody once. Where rest lets a person stand once a day and on
///      every day, this is the best that any roster can do; elsewhere a search of fixed effort goes further.
///   4. Nobody could give a shift, directly or along such a chain, to somebody who has at least two fewer. Where rest
///      lets a person stand once a day and on every day, numbers are as even as with any roster whose shifts are as
///      strong; among people who may stand at the same posts and are there all days they are within one of each other.
///   5. The same book, and the same roster so far where one is kept, give the same roster; ``digest`` names it.
/// - Source: M21, M22.
package struct Roster: Hashable, Sendable {
  package var campaign: String
  package var days: ClosedRange<CivilDate>
  package var shifts: [Shift]
  package var gaps: [ShiftGap]
  package var loads: [RosterLoad]
  package var posts: [PostSummary]
  /// 64 hexadecimal digits over the whole window's shifts and people.
  package var digest: String

  package init(
    campaign: String, days: ClosedRange<CivilDate>, shifts: [Shift], gaps: [ShiftGap], loads: [RosterLoad],
    posts: [PostSummary], digest: String
  ) {
    self.campaign = campaign
    self.days = days
    self.shifts = shifts
    self.gaps = gaps
    self.loads = loads
    self.posts = posts
    self.digest = digest
  }

  /// The same roster, seen on these days only: shifts and gaps that begin on them; loads and digest are the whole's.
  package func showing(_ days: ClosedRange<CivilDate>) -> Roster {
    var part = self
    part.shifts = shifts.filter { days.contains($0.day) }
    part.gaps = gaps.filter { days.contains($0.shift.day) }
    part.days = days
    return part
  }

  /// The shifts of one person, by start.
  package func shifts(of person: String) -> [Shift] { shifts.filter { $0.people.contains(person) } }

  /// The shifts that are on at an instant.
  package func shifts(at instant: Instant) -> [Shift] { shifts.filter { $0.from <= instant && instant < $0.to } }

  /// The digest of shifts: one line each, linked as the ledger links events.
  static func digest(of shifts: [Shift], campaign: String) -> String {
    var lines: [[UInt8]] = [Array(campaign.utf8)]
    lines.reserveCapacity(shifts.count + 1)
    for shift in shifts {
      let head = "\(shift.post)\u{1F}\(shift.place)\u{1F}\(shift.from.seconds)\u{1F}\(shift.to.seconds)\u{1F}"
      let services = shift.services.map { "\u{1F}\($0.name)=\($0.person)" }.joined()
      lines.append(Array((head + shift.people.joined(separator: ",") + services).utf8))
    }
    return Chain.link(previous: String(repeating: "0", count: 64), events: lines) ?? ""
  }
}

/// How often one person stands (工作量), and on how many days of the window they could.
package struct RosterLoad: Hashable, Sendable {
  package var person: String
  package var name: String
  package var unit: String
  package var shifts: Int
  package var minutes: Int
  package var daysAvailable: Int

  package init(person: String, name: String, unit: String, shifts: Int, minutes: Int, daysAvailable: Int) {
    self.person = person
    self.name = name
    self.unit = unit
    self.shifts = shifts
    self.minutes = minutes
    self.daysAvailable = daysAvailable
  }
}

/// One post of the campaign in numbers.
package struct PostSummary: Hashable, Sendable {
  package var post: String
  package var name: String
  package var places: Int
  package var shifts: Int
  /// Seats to the least of each shift, and how many of them are open.
  package var seats: Int
  package var open: Int
  /// Fewest and most shifts of a person, among those who are there all days.
  package var evenness: ClosedRange<Int>?
  /// Services that a station offers beyond, or short of, its least; `nil` where it lists none.
  package var spareServices: Int?

  package init(
    post: String, name: String, places: Int, shifts: Int, seats: Int, open: Int, evenness: ClosedRange<Int>?,
    spareServices: Int?
  ) {
    self.post = post
    self.name = name
    self.places = places
    self.shifts = shifts
    self.seats = seats
    self.open = open
    self.evenness = evenness
    self.spareServices = spareServices
  }
}
