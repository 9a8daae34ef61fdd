import DutyBook
import DutyCalendar

/// How often a duty comes on a day, and by when: by its own timing, its zone's, or a campaign's (M23, M31).
///
/// - Shape: ``stream`` is an index into ``Planner/streams``; ``limit`` is what tasks get that open on the day.
package struct TimingInForce: Hashable, Sendable {
  package var stream: Int
  package var cadence: Cadence
  package var opens: WallMinute
  package var limit: Limit
  /// The campaign that times it; `nil` for the duty's own timing.
  package var campaign: Ref<Campaign>?
  /// The campaign whose limit it is: ``campaign``, or one that only shortens.
  package var limitCampaign: Ref<Campaign>?
}

extension Planner {
  /// The timings of a duty's tasks on a subject that hold on a day; two where a campaign lets the base period stand
  /// beside its own (`cut-period: keep`), none where the duty is owed on demand or not at all that day.
  package func timings(of duty: Ref<Duty>, on subject: Subject, date: CivilDate) -> [TimingInForce] {
    streams.indices.filter { streams[$0].duty == duty && contains(subject, in: $0) }
      .compactMap { timing(of: $0, on: date) }
  }

  /// The timing of a stream, where it holds on a day: a campaign takes over what it times, for as long as it lasts.
  package func timing(of index: Int, on date: CivilDate) -> TimingInForce? {
    let stream = streams[index]
    guard stream.span.contains(date), !isSuperseded(index, on: date) else { return nil }
    let (limit, limitCampaign) = limitInForce(of: stream, on: date)
    let campaign: Ref<Campaign>? =
      switch stream.kind {
      case .overlay(let campaign, _), .milestones(let campaign): campaign
      case .base, .zone: nil
      }
    return TimingInForce(
      stream: index, cadence: stream.timing.cadence, opens: stream.timing.opens, limit: limit, campaign: campaign,
      limitCampaign: limitCampaign)
  }

  private func isSuperseded(_ index: Int, on date: CivilDate) -> Bool {
    if case .merged = supersession(of: streams[index], index, on: date) { return true }
    return false
  }

  /// The limit of a stream's tasks that open on a day: a campaign's that only shortens comes first.
  package func limit(of stream: Stream, on date: CivilDate) -> Limit { limitInForce(of: stream, on: date).limit }

  /// The same with the campaign that it comes from; `nil` for the duty's own.
  package func limitInForce(of stream: Stream, on date: CivilDate) -> (limit: Limit, campaign: Ref<Campaign>?) {
    if case .milestones(let campaign) = stream.kind { return (.endOfPeriod, campaign) }
    var limits: [(limit: Limit, campaign: Ref<Campaign>?)] = []
    for use in overlays[stream.duty.index] where use.stream == nil && use.window.contains(date) {
      if let due = use.overlay.due { limits.append((due, use.campaign)) }
    }
    if case .overlay(let campaign, let number) = stream.kind {
      // A campaign that says only how often leaves the duty its own limit.
      limits.append((stream.timing.due, book.campaigns[campaign].overlays[number].due == nil ? nil : campaign))
    }
    guard let first = limits.first else { return (stream.timing.due, nil) }
    if limits.count == 1 { return first }
    let period = stream.schedule.occurrences(from: date, to: date).first?.period
    let start = book.settings.zone.instant(LocalTime(date, stream.timing.opens))
    let strictest = strictest(limits.map(\.limit), from: start, period: period)
    return limits.first { $0.limit == strictest } ?? first
  }
}
