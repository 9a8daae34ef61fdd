import DutyCalendar
import DutyLedger

/// Where a person stands several shifts on end at one post, the start of the first of them.
struct StandsOnEnd {
  private struct End: Hashable { var stand: EventsByPost.Stand, at: Instant }

  private var begins: [End: Instant] = [:]

  init(_ shifts: [Shift]) {
    for shift in shifts.sorted(by: { $0.from < $1.from }) {
      for person in shift.people {
        let stand = EventsByPost.Stand(post: shift.post, place: shift.place, person: person)
        begins[End(stand: stand, at: shift.to)] = begins[End(stand: stand, at: shift.from)] ?? shift.from
      }
    }
  }

  func begin(_ shift: Shift, _ person: String) -> Instant {
    let stand = EventsByPost.Stand(post: shift.post, place: shift.place, person: person)
    return begins[End(stand: stand, at: shift.from)] ?? shift.from
  }
}

/// One person's record in one shift.
struct PersonAtPost {
  private let shift: Shift
  private let person: String
  private let instant: Instant
  private let grace: Int64
  private var checkIns: [Instant] = []
  private var arrived: Instant?
  private var left: Instant?
  private var seen: [Instant]
  private var missed: [Instant]

  init(
    _ shift: Shift, _ person: String, since begin: Instant, _ known: EventsByPost, _ instant: Instant,
    _ policy: AttendancePolicy
  ) {
    self.shift = shift
    self.person = person
    self.instant = instant
    grace = Int64(policy.graceMinutes) * 60
    let early = -Int64(policy.earlyMinutes) * 60
    let checks = known.spotChecks(shift)
    seen = checks.filter { $0.present.contains(person) }.map(\.at)
    missed = checks.filter { $0.missing.contains(person) }.map(\.at)
    let events = known.checkIns(shift, person).filter { begin.adding(seconds: early) <= $0.at && $0.at < shift.to }
    let opening = shift.from.adding(seconds: early)
    let own = events.filter { opening <= $0.at }
    checkIns = own.filter { !$0.isLeaving }.map(\.at)
    let lastWord = events.last { $0.at <= shift.from }
    let standing = begin < shift.from && lastWord.map { !$0.isLeaving } ?? false
    arrived = standing ? shift.from : checkIns.first
    if let last = own.last, last.isLeaving, last.at >= shift.from, arrived != nil,
      !seen.contains(where: { $0 > last.at })
    {
      left = last.at
    }
  }

  var attendance: Attendance {
    Attendance(
      shift: shift, person: person, status: status, arrived: arrived, left: left, seenAt: seen, missedAt: missed)
  }

  private var status: AttendanceStatus {
    guard shift.from <= instant else { return .upcoming }
    guard arrived != nil || !seen.isEmpty else {
      if shift.to <= instant { return .absent }
      return instant.seconds <= shift.from.seconds + grace && missed.isEmpty ? .awaited : .missing
    }
    // Not found, and no sign of them since.
    if let gone = missed.last, !(checkIns + seen).contains(where: { $0 > gone }) { return .notFound }
    if let left, shift.to.seconds - left.seconds > grace { return .leftEarly }
    guard let arrived else { return .present }
    return arrived.seconds - shift.from.seconds > grace ? .late : .present
  }
}
