import DutyBook
import DutyCalendar

/// Counts who stands how often, and each post in numbers.
struct LoadCounter {
  private let maker: RosterMaker
  private let solver: RosterSolver
  /// By person: on how many days of the window some post names them and they are there.
  private let days: [Int]

  init(_ maker: RosterMaker, _ solver: RosterSolver) {
    self.maker = maker
    self.solver = solver
    var days = [Int](repeating: 0, count: maker.book.people.count)
    var last = [Int32](repeating: .min, count: maker.book.people.count)
    for (key, pool) in maker.usedPools.sorted(by: { $0.key.day < $1.key.day }) {
      for person in pool where last[Int(person)] != key.day.epochDay {
        last[Int(person)] = key.day.epochDay
        days[Int(person)] += 1
      }
    }
    self.days = days
  }

  /// Everybody who could be asked, most shifts first.
  var loads: [RosterLoad] {
    days.indices.filter { days[$0] > 0 }.map { index in
      let person = maker.book.people[Ref<Person>(index)]
      return RosterLoad(
        person: person.id, name: person.name, unit: maker.book.units[person.unit].id,
        shifts: solver.held[index].count, minutes: Int(solver.seconds[index] / 60), daysAvailable: days[index])
    }.sorted { (-$0.shifts, -$0.minutes, $0.person) < (-$1.shifts, -$1.minutes, $1.person) }
  }

  func summaries(_ shifts: [Shift]) -> [PostSummary] {
    var counted = [(shifts: Int, seats: Int, open: Int)](repeating: (0, 0, 0), count: maker.campaign.posts.count)
    for (seat, shift) in zip(maker.seats, shifts) {
      counted[seat.post].shifts += 1
      counted[seat.post].seats += shift.staff.lowerBound
      counted[seat.post].open += shift.missing
    }
    let evenness = evenness()
    return maker.campaign.posts.enumerated().map { index, post in
      let spare = post.services.flatMap { $0.offered.isEmpty ? nil : Set($0.offered).count - $0.least }
      return PostSummary(
        post: post.id, name: post.name, places: maker.sites[index].count, shifts: counted[index].shifts,
        seats: counted[index].seats, open: counted[index].open, evenness: evenness[index], spareServices: spare)
    }
  }

  /// By post: fewest and most shifts of those who are there on all days of the window.
  private func evenness() -> [ClosedRange<Int>?] {
    let all = Int(maker.window.upperBound.epochDay - maker.window.lowerBound.epochDay) + 1
    var ranges = [ClosedRange<Int>?](repeating: nil, count: maker.campaign.posts.count)
    for (key, pool) in maker.usedPools {
      for person in pool where days[Int(person)] == all {
        let count = solver.held[Int(person)].count
        let old = ranges[key.post] ?? count...count
        ranges[key.post] = min(old.lowerBound, count)...max(old.upperBound, count)
      }
    }
    return ranges
  }
}
