import DutyCalendar

/// Whether one person of a shift is at their post (到岗, M56).
package struct Attendance: Hashable, Sendable {
  package var shift: Shift
  package var person: String
  package var status: AttendanceStatus
  /// When they came, by their own check-in; `nil` where there is none.
  package var arrived: Instant?
  /// When they left, by their own check-out, if before the shift's end.
  package var left: Instant?
  /// When inspectors saw them there, and when they did not, in order.
  package var seenAt: [Instant]
  package var missedAt: [Instant]

  package init(
    shift: Shift, person: String, status: AttendanceStatus, arrived: Instant? = nil, left: Instant? = nil,
    seenAt: [Instant] = [], missedAt: [Instant] = []
  ) {
    self.shift = shift
    self.person = person
    self.status = status
    self.arrived = arrived
    self.left = left
    self.seenAt = seenAt
    self.missedAt = missedAt
  }

  /// How late they came, in minutes; 0 within time or where nothing is known.
  package var lateMinutes: Int { arrived.map { max(0, Int($0.seconds - shift.from.seconds) / 60) } ?? 0 }
  /// How early they left, in minutes.
  package var earlyMinutes: Int { left.map { max(0, Int(shift.to.seconds - $0.seconds) / 60) } ?? 0 }
}

/// - Shape: from what is not yet known to what is worst.
package enum AttendanceStatus: String, Hashable, Sendable, CaseIterable {
  /// The shift has not begun.
  case upcoming
  /// It has begun, no check-in yet, the grace is not over.
  case awaited
  /// Came in time.
  case present
  /// Came, after the grace.
  case late
  /// Left before the shift's end, by more than the grace (早退).
  case leftEarly = "left-early"
  /// Checked in, but an inspector did not find them (脱岗).
  case notFound = "not-found"
  /// Not here, and the shift is on.
  case missing
  /// Never came (缺岗).
  case absent

  /// Whether it counts against the person.
  package var isFault: Bool {
    switch self {
    case .upcoming, .awaited, .present: false
    case .late, .leftEarly, .notFound, .missing, .absent: true
    }
  }
}

/// How strictly attendance is read.
package struct AttendancePolicy: Hashable, Sendable {
  /// Minutes after the start within which one is not late, and before the end within which one has not left early.
  package var graceMinutes: Int
  /// How long before its start a check-in counts for a shift.
  package var earlyMinutes: Int

  package init(graceMinutes: Int = 10, earlyMinutes: Int = 60) {
    self.graceMinutes = graceMinutes
    self.earlyMinutes = earlyMinutes
  }
}

/// One shift as it was manned: for the list of posts below strength.
package struct ShiftStrength: Hashable, Sendable {
  package var shift: Shift
  /// People of the roster and others whom inspectors saw there.
  package var present: Int
  /// Seen by an inspector without being on the roster (替岗).
  package var substitutes: [String]

  package init(shift: Shift, present: Int, substitutes: [String]) {
    self.shift = shift
    self.present = present
    self.substitutes = substitutes
  }

  /// How many are missing to the shift's least.
  package var missing: Int { max(0, shift.staff.lowerBound - present) }
}
