import DutyBook
import DutyCalendar

extension Book {
  /// The roster of a campaign's posts (M21, M22).
  ///
  /// - Parameters:
  ///   - days: what to show of it; the whole window where it is `nil`. The roster is always made for the whole
  ///     window, so that one day's part is the same whenever it is asked for.
  ///   - previous: the roster so far, and the instant of the change: shifts that began before it stay as they were,
  ///     the others keep whoever can still stand there, so that one leave does not turn everybody's days around.
  /// - Returns: an empty roster where the campaign has no posts.
  package func roster(
    of campaign: Campaign, days: ClosedRange<CivilDate>? = nil, keeping previous: (roster: Roster, at: Instant)? = nil
  ) -> Roster {
    let first = campaign.window.from ?? settings.start
    let window = first...max(first, campaign.window.until ?? first)
    var maker = RosterMaker(campaign, self, window)
    let whole = maker.make(keeping: previous)
    return days.map { whole.showing($0) } ?? whole
  }
}

/// One roster in the making: seats laid out, people gathered, the problem solved, the answer put in words.
struct RosterMaker {
  /// A seat's post, place and time; parallel to the problem's slots.
  struct Seat {
    var post: Int
    var site: Subject
    var time: ShiftTime
  }

  struct PoolKey: Hashable {
    var post: Int
    /// `nil` where the pool does not depend on the place.
    var site: Subject?
    var day: CivilDate
  }

  let campaign: Campaign
  let book: Book
  let window: ClosedRange<CivilDate>
  let reader: PoolReader
  var sites: [[Subject]] = []
  var seats: [Seat] = []
  /// Whether a post's pool says `place` or `unit` anywhere.
  private let asksSite: [Bool]
  private var pools: [PoolKey: [Int32]] = [:]

  init(_ campaign: Campaign, _ book: Book, _ window: ClosedRange<CivilDate>) {
    self.campaign = campaign
    self.book = book
    self.window = window
    reader = PoolReader(book)
    asksSite = campaign.posts.map { post in
      post.people.expressions.contains { expression in
        expression.alternatives.contains { alternative in
          [alternative.path, alternative.outside].contains { $0?.root == .place || $0?.root == .unit }
        }
      }
    }
  }

  mutating func make(keeping previous: (roster: Roster, at: Instant)?) -> Roster {
    layOut()
    var problem = RosterProblem(people: book.people.count)
    for seat in seats {
      let post = campaign.posts[seat.post]
      problem.add(
        from: seat.time.from.seconds, to: seat.time.to.seconds, rest: Int64(post.restMinutes) * 60,
        least: post.staff.lowerBound, aim: post.aim, pool: problem.pool(pool(of: seat)))
    }
    var solver = RosterSolver(problem)
    let kept = previous.map { keep($0.roster, $0.at, &solver) } ?? [:]
    solver.solve()
    let shifts = seats.indices.map { kept[$0] ?? shift($0, solver) }
    var gaps = GapFinder(self, solver)
    let loads = LoadCounter(self, solver)
    return Roster(
      campaign: campaign.id, days: window, shifts: shifts,
      gaps: shifts.indices.filter { shifts[$0].missing > 0 }.map { gaps.gap(seats[$0], $0, shifts[$0]) },
      loads: loads.loads, posts: loads.summaries(shifts), digest: Roster.digest(of: shifts, campaign: campaign.id))
  }

  /// Seats people where they stood before. What began before the change is closed to the solver, and given back as it
  /// was.
  private func keep(_ previous: Roster, _ change: Instant, _ solver: inout RosterSolver) -> [Int: Shift] {
    struct Key: Hashable { var post: String, place: String, from: Instant }
    let before = Dictionary(
      previous.shifts.map { (Key(post: $0.post, place: $0.place, from: $0.from), $0) },
      uniquingKeysWith: { first, _ in first })
    var kept: [Int: Shift] = [:]
    for (slot, seat) in seats.enumerated() {
      let post = campaign.posts[seat.post]
      let key = Key(post: post.id, place: book.id(of: seat.site), from: seat.time.from)
      guard let shift = before[key] else { continue }
      let people = shift.people.compactMap { book.people.ref($0)?.raw }
      if seat.time.from < change {
        solver.fix(people, in: slot)
        kept[slot] = shift
      } else {
        solver.keep(people, in: slot)
      }
    }
    return kept
  }

  /// Every shift of every post at every place, by start, then in the order of the file and the registers.
  private mutating func layOut() {
    for (index, post) in campaign.posts.enumerated() {
      let times = post.times(in: window, zone: book.settings.zone)
      let here = subjects(of: post.at, in: book)
      sites.append(here)
      for site in here {
        for time in times where book.holds(site, on: time.day) {
          seats.append(Seat(post: index, site: site, time: time))
        }
      }
    }
    let order = seats.indices.sorted {
      (seats[$0].time.from, seats[$0].time.to, $0) < (seats[$1].time.from, seats[$1].time.to, $1)
    }
    seats = order.map { seats[$0] }
  }

  /// Who can take a seat: on the day it begins, and still on the day it ends.
  private mutating func pool(of seat: Seat) -> [Int32] {
    let begin = pool(of: seat, on: seat.time.day)
    guard seat.time.lastDay != seat.time.day else { return begin }
    return begin.filter { reader.presence(of: Ref($0), on: seat.time.lastDay) == .there }
  }

  mutating func pool(of seat: Seat, on day: CivilDate) -> [Int32] {
    let key = poolKey(of: seat, on: day)
    if let known = pools[key] { return known }
    let made = reader.available(campaign.posts[seat.post].people, for: seat.site, on: day).map(\.raw)
    pools[key] = made
    return made
  }

  func poolKey(of seat: Seat, on day: CivilDate) -> PoolKey {
    PoolKey(post: seat.post, site: asksSite[seat.post] ? seat.site : nil, day: day)
  }

  /// The pools as they were used: who could stand, by post and day.
  var usedPools: [PoolKey: [Int32]] { pools }

  private func shift(_ index: Int, _ solver: RosterSolver) -> Shift {
    let seat = seats[index]
    let post = campaign.posts[seat.post]
    let people = solver.crews[index].sorted().map { book.people[Ref($0)].id }
    let services = people.isEmpty ? [] : post.services?.offered ?? []
    return Shift(
      post: post.id, postName: post.name, place: book.id(of: seat.site), placeName: book.name(of: seat.site),
      day: seat.time.day, from: seat.time.from, to: seat.time.to, people: people, staff: post.staff,
      services: services.enumerated().map { ShiftService(name: $1, person: people[$0 % people.count]) })
  }
}
