import DutyCalendar

/// One shift at a post (班次): who stands where, and when.
///
/// - Shape: half-open, `from..<to`; ``people`` are identifiers in register order, the first is in charge.
/// - Source: M21, M22.
package struct Shift: Hashable, Sendable {
  package var post: String
  package var postName: String
  /// The place's, or the unit's, identifier.
  package var place: String
  package var placeName: String
  /// The day on which it begins.
  package var day: CivilDate
  package var from: Instant
  package var to: Instant
  package var people: [String]
  /// The least and the most people it may have.
  package var staff: ClosedRange<Int>
  /// For a volunteer station: each service with the one of ``people`` who runs it.
  package var services: [ShiftService]

  package init(
    post: String, postName: String = "", place: String, placeName: String = "", day: CivilDate, from: Instant,
    to: Instant, people: [String], staff: ClosedRange<Int>, services: [ShiftService] = []
  ) {
    self.post = post
    self.postName = postName
    self.place = place
    self.placeName = placeName
    self.day = day
    self.from = from
    self.to = to
    self.people = people
    self.staff = staff
    self.services = services
  }

  /// How many people are missing to its least.
  package var missing: Int { max(0, staff.lowerBound - people.count) }

  /// `junction/junction-zhongshan-renmin/2026-12-01T07:00`, in the zone's wall time: unique within a roster.
  package func key(in zone: Zone) -> String {
    let local = zone.local(from)
    let minute = WallMinute(minutes: Int(local.second) / 60)?.description ?? ""
    return "\(post)/\(place)/\(local.date)T\(minute)"
  }
}

/// A service of a volunteer station (志愿服务项目) and who runs it in a shift.
package struct ShiftService: Hashable, Sendable {
  package var name: String
  package var person: String

  package init(name: String, person: String) {
    self.name = name
    self.person = person
  }
}
