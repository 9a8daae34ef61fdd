/// A cadence on a given calendar: when a duty opens.
///
/// - Shape: ``opens`` is the minute of the day, for cadences that do not say it themselves.
/// - Source: design "When"; the policy for days off is the duty's.
package struct Schedule: Sendable {
  package var cadence: Cadence
  package var opens: WallMinute
  package var offDay: OffDay
  package var zone: Zone
  package var calendar: WorkCalendar

  package init(cadence: Cadence, opens: WallMinute, offDay: OffDay, zone: Zone, calendar: WorkCalendar) {
    self.cadence = cadence
    self.opens = opens
    self.offDay = offDay
    self.zone = zone
    self.calendar = calendar
  }

  /// The occurrences whose opening day, after shifting, lies between the two days, both included; by opening, then name.
  ///
  /// Periods that a shift brings together merge: the earliest opens, the others say into which. That does not depend on
  /// the range asked for. The visits of a quota are owed one by one and never merge.
  package func occurrences(from: CivilDate, to: CivilDate) -> [Occurrence] {
    guard from <= to else { return [] }
    let nominals = cadence.nominals(in: reach(from, to), zone: zone, calendar: calendar)
    var taken: [Instant: String] = [:]
    var occurrences: [Occurrence] = []
    for nominal in nominals {
      var occurrence = shifted(nominal)
      if occurrence.outcome == .opens, !isQuota {
        if let earlier = taken[occurrence.opens] {
          occurrence.outcome = .merged(into: earlier)
        } else {
          taken[occurrence.opens] = occurrence.period.name
        }
      }
      if from <= occurrence.date, occurrence.date <= to { occurrences.append(occurrence) }
    }
    return occurrences.sorted { ($0.opens, $0.period.name, $0.n) < ($1.opens, $1.period.name, $1.n) }
  }

  /// The first opening after that instant; `nil` where there is none in the next eighty years.
  package func nextOpening(after instant: Instant) -> Instant? {
    var from = zone.local(instant).date
    let end = from.adding(days: 29_220)
    var days = 31
    while from <= end {
      let to = from.adding(days: days)
      if let next = occurrences(from: from, to: to).first(where: { $0.outcome == .opens && $0.opens > instant }) {
        return next.opens
      }
      from = to.adding(days: 1)
      days = min(days * 4, 4000)
    }
    return nil
  }

  private var isQuota: Bool {
    if case .quota = cadence.form { true } else { false }
  }

  /// All nominal days that a shift can bring into the range.
  private func reach(_ from: CivilDate, _ to: CivilDate) -> ClosedRange<CivilDate> {
    switch offDay {
    case .keep, .skip: from...to
    case .next: calendar.previousWorkday(onOrBefore: from.adding(days: -1)).adding(days: 1)...to
    case .previous: from...calendar.nextWorkday(onOrAfter: to.adding(days: 1)).adding(days: -1)
    }
  }

  private func shifted(_ nominal: Nominal) -> Occurrence {
    var occurrence = Occurrence(
      period: nominal.period, n: nominal.n, nominal: nominal.date, date: nominal.date, opens: Instant(seconds: 0),
      outcome: .opens, notes: nominal.notes)
    let status = calendar.status(nominal.date)
    if !status.isWorkday {
      switch offDay {
      case .keep: break
      case .skip: occurrence.outcome = .skipped(status.text)
      case .previous: occurrence.date = calendar.previousWorkday(onOrBefore: nominal.date)
      case .next: occurrence.date = calendar.nextWorkday(onOrAfter: nominal.date)
      }
    }
    if occurrence.date != nominal.date {
      occurrence.notes.append("moved from \(nominal.date) to \(occurrence.date): \(status.text)")
    }
    occurrence.opens = zone.instant(
      nominal.second.map { LocalTime(occurrence.date, second: $0) } ?? LocalTime(occurrence.date, opens))
    return occurrence
  }
}
