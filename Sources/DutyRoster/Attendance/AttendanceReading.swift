import DutyCalendar
import DutyLedger

/// Attendance read from check-ins and spot checks (查人员到岗, M56): a pure function of the roster, the events and one
/// instant.
///
/// - A check-in counts for a shift of that person at that post and place from ``AttendancePolicy/earlyMinutes``
///   before its start to its end; who stands two shifts on end there need not check in twice.
/// - The inspector's eye outweighs the check-in: who was not found, and did not check in again since, is away.
///   Who was found without a check-in is there, and in time as far as anybody can say.
/// - Events later than the instant are not looked at.
package struct AttendanceReading: Sendable {
  /// By shift, then in the crew's order.
  package let rows: [Attendance]
  /// Every shift that has begun.
  package let strengths: [ShiftStrength]
  package let instant: Instant

  package init(
    of shifts: [Shift], checkIns: [CheckIn], spotChecks: [SpotCheck], at instant: Instant,
    policy: AttendancePolicy = AttendancePolicy()
  ) {
    let known = EventsByPost(checkIns, spotChecks, until: instant)
    self.instant = instant
    let stands = StandsOnEnd(shifts)
    rows = shifts.flatMap { shift in
      shift.people.map { person in
        PersonAtPost(shift, person, since: stands.begin(shift, person), known, instant, policy).attendance
      }
    }
    var present: [Shift: Int] = [:]
    for row in rows where [.present, .late].contains(row.status) { present[row.shift, default: 0] += 1 }
    strengths = shifts.filter { $0.from <= instant }.map { shift in
      let others = known.substitutes(in: shift)
      return ShiftStrength(shift: shift, present: (present[shift] ?? 0) + others.count, substitutes: others)
    }
  }

  /// Whom to call now: of the shifts that are on, who is not there.
  package var toChase: [Attendance] {
    rows.filter {
      $0.shift.from <= instant && instant < $0.shift.to && [.missing, .notFound, .leftEarly].contains($0.status)
    }
  }

  /// Shifts that are on with fewer people than their least.
  package var belowStrength: [ShiftStrength] {
    strengths.filter { $0.missing > 0 && instant < $0.shift.to }
  }

  /// Faults of shifts that are over: what goes on record.
  package var faults: [Attendance] { rows.filter { $0.shift.to <= instant && $0.status.isFault } }
}

/// Check-ins and spot checks up to an instant, by where they were made.
struct EventsByPost {
  struct Spot: Hashable { var post: String, place: String }
  struct Stand: Hashable { var post: String, place: String, person: String }

  private var checkIns: [Stand: [CheckIn]] = [:]
  private var spotChecks: [Spot: [SpotCheck]] = [:]

  init(_ checkIns: [CheckIn], _ spotChecks: [SpotCheck], until instant: Instant) {
    for event in checkIns.filter({ $0.at <= instant }).sorted(by: { ($0.at, $0.id) < ($1.at, $1.id) }) {
      self.checkIns[Stand(post: event.post, place: event.place, person: event.person), default: []].append(event)
    }
    for event in spotChecks.filter({ $0.at <= instant }).sorted(by: { ($0.at, $0.id) < ($1.at, $1.id) }) {
      self.spotChecks[Spot(post: event.post, place: event.place), default: []].append(event)
    }
  }

  func checkIns(_ shift: Shift, _ person: String) -> [CheckIn] {
    checkIns[Stand(post: shift.post, place: shift.place, person: person)] ?? []
  }

  /// Spot checks made during a shift.
  func spotChecks(_ shift: Shift) -> [SpotCheck] {
    (spotChecks[Spot(post: shift.post, place: shift.place)] ?? []).filter { shift.from <= $0.at && $0.at < shift.to }
  }

  /// Who was seen at a shift's last spot check without being of its crew, sorted.
  func substitutes(in shift: Shift) -> [String] {
    Set(spotChecks(shift).last?.present ?? []).subtracting(shift.people).sorted()
  }
}
