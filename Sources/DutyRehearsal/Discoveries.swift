import DutyBook
import DutyCalendar
import DutyPlanning

/// What inspectors and citizens find in a rehearsal: which standard, where, when and by whom.
package struct Discovery: Hashable, Sendable {
  package var standard: String
  package var place: String
  package var source: String
  package var at: Instant
  package var n: Int
}

/// Draws the findings of each day of a scenario.
package struct Discoveries: Sendable {
  private let flow: FindingFlow
  private let chance: Chance
  private let zone: Zone
  /// Standards that are found against, with the places where they apply.
  private let spots: [Spot]
  private let vetoSpots: [Spot]

  private struct Spot {
    var standard: String
    var isVeto: Bool
    var places: [String]
  }

  package init?(_ scenario: Scenario, planner: Planner, seed: UInt64) {
    guard let flow = scenario.findings else { return nil }
    self.flow = flow
    chance = Chance(seed: seed)
    let book = planner.book
    zone = book.settings.zone
    let all = book.standards.refs.compactMap { (ref) -> Spot? in
      let standard = book.standards[ref]
      guard !standard.limits.isEmpty else { return nil }
      let subjects = planner.assignment.subjects(of: standard.appliesTo ?? .places(PlaceSelector()))
      let places = subjects.compactMap { subject -> String? in
        if case .place(let place) = subject { book.places.ids[place.index] } else { nil }
      }
      return places.isEmpty ? nil : Spot(standard: standard.id, isVeto: standard.isVeto, places: places)
    }
    spots = all.filter { !$0.isVeto }
    vetoSpots = all.filter(\.isVeto)
  }

  /// The findings of a day, by the hour in which they come in: a month's number spread evenly over its days.
  package func on(_ date: CivilDate) -> [Discovery] {
    guard !spots.isEmpty else { return [] }
    let month = CivilDate(year: date.year, month: date.month, day: 1)
    let next = date.month == 12
      ? CivilDate(year: date.year + 1, month: 1, day: 1) : CivilDate(year: date.year, month: date.month + 1, day: 1)
    guard let month, let next else { return [] }
    let days = Int(next.epochDay - month.epochDay)
    let total = flow.count(inMonth: date.month)
    func share(_ monthly: Int) -> Int { monthly * date.day / days - monthly * (date.day - 1) / days }
    let count = share(total)
    let vetoes = vetoSpots.isEmpty ? 0 : min(share(flow.vetoes), count)
    return (0..<count).map { index in
      let name = "\(date) \(index)"
      let spots = index < vetoes ? vetoSpots : spots
      let spot = spots[chance.number(spots.count, "standard " + name)]
      let place = spot.places[chance.number(spot.places.count, "place " + name)]
      let minute = 8 * 60 + 30 * chance.number(20, "minute " + name)
      let at = zone.instant(LocalTime(date)).adding(seconds: Int64(minute) * 60)
      return Discovery(
        standard: spot.standard, place: place, source: chance.pick(flow.sources, "source " + name) ?? "patrol", at: at,
        n: index + 1)
    }.sorted { ($0.at, $0.n) < ($1.at, $1.n) }
  }
}
