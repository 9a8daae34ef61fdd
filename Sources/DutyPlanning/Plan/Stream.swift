import DutyBook
import DutyCalendar

/// A part of a duty that has one timing: the duty itself, its part in a zone (M23), or under a campaign (M31).
///
/// - Shape: ``id`` is `road-patrol`, `road-patrol/key`, `road-patrol/national-inspection-2026`: the name under
///   which entries stand in the ledger.
package struct Stream: Sendable {
  package enum Kind: Hashable, Sendable {
    case base
    case zone(Ref<PlaceZone>)
    /// An overlay of a campaign, by campaign and number of the overlay.
    case overlay(Ref<Campaign>, Int)
    /// The milestones of a backward plan.
    case milestones(Ref<Campaign>)
  }

  package var id: String
  package var duty: Ref<Duty>
  package var kind: Kind
  package var timing: DutyTiming
  package var schedule: Schedule
  /// Days on which it may open at all: the duty's own, within the campaign's window.
  package var span: DateSpan
}

/// A period of a stream and what is to become of it, as far as rules and calendar decide.
package struct PlannedEntry: Hashable, Sendable {
  package enum Outcome: Hashable, Sendable {
    case generate
    case skipped(String)
    case merged(String)
  }

  /// Index into ``Planner/streams``.
  package var stream: Int
  package var period: Period
  package var n: Int
  package var opens: Instant
  package var date: CivilDate
  package var outcome: Outcome
  /// What the calendar did to it: moved, shortened.
  package var notes: [String]
  /// For a milestone: its name and its day.
  package var milestone: BackwardPlan.Milestone?
}

extension Book {
  /// Every stream of the book, duties in file order.
  package func streams() -> [Stream] {
    var streams: [Stream] = []
    func schedule(_ timing: DutyTiming, _ offDay: OffDay) -> Schedule {
      Schedule(
        cadence: timing.cadence, opens: timing.opens, offDay: offDay, zone: settings.zone, calendar: workCalendar)
    }
    for ref in duties.refs {
      let duty = duties[ref]
      if let campaign = campaigns.ref(duty.id), campaigns[campaign].plan != nil {
        streams.append(
          Stream(
            id: duty.id, duty: ref, kind: .milestones(campaign), timing: duty.timing,
            schedule: schedule(duty.timing, duty.offDay), span: campaigns[campaign].window))
        continue
      }
      if duty.timing.cadence.form == .onDemand { continue }
      streams.append(
        Stream(
          id: duty.id, duty: ref, kind: .base, timing: duty.timing, schedule: schedule(duty.timing, duty.offDay),
          span: duty.span))
      for zone in duty.zones {
        streams.append(
          Stream(
            id: duty.id + "/" + places.name(of: zone.zone), duty: ref, kind: .zone(zone.zone), timing: zone.timing,
            schedule: schedule(zone.timing, duty.offDay), span: duty.span))
      }
      for campaign in campaigns.refs {
        for (number, overlay) in campaigns[campaign].overlays.enumerated() where overlay.duties.contains(ref) {
          guard let cadence = overlay.cadence else { continue }
          let timing = DutyTiming(
            cadence: cadence, opens: overlay.opens ?? duty.timing.opens, due: overlay.due ?? duty.timing.due)
          streams.append(
            Stream(
              id: duty.id + "/" + campaigns[campaign].id, duty: ref, kind: .overlay(campaign, number), timing: timing,
              // While inspectors are in town days off count (M31): the base duty's policy is for its own cadence.
              schedule: schedule(timing, .keep), span: campaigns[campaign].window))
        }
      }
    }
    return streams
  }
}
