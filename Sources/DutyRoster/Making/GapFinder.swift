import DutyBook
import DutyCalendar

/// Says of a short shift what keeps each person from it, and whom one could ask.
struct GapFinder {
  /// How many people a gap suggests, of each sort.
  static let suggestions = 3

  private let maker: RosterMaker
  private let solver: RosterSolver
  /// What keeps everybody named from slots of one kind; the crews of those slots are left out one by one.
  private var obstacles: [Key: Obstacles] = [:]

  private struct Key: Hashable { var kind: Int32, pool: RosterMaker.PoolKey }

  private struct Obstacles {
    var all: [Int32: GapReason] = [:]
    var rested: [(raw: Int32, candidate: GapCandidate)] = []
    var others: [(raw: Int32, candidate: GapCandidate)] = []
  }

  init(_ maker: RosterMaker, _ solver: RosterSolver) {
    self.maker = maker
    self.solver = solver
  }

  private var book: Book { maker.book }

  mutating func gap(_ seat: RosterMaker.Seat, _ slot: Int, _ shift: Shift) -> ShiftGap {
    let crew = solver.crews[slot]
    let obstacles = obstacles(seat, slot)
    var reasons: [GapReason: Int] = [:]
    for (person, reason) in obstacles.all where !crew.contains(person) { reasons[reason, default: 0] += 1 }
    func first(_ list: [(raw: Int32, candidate: GapCandidate)]) -> [GapCandidate] {
      Array(list.lazy.filter { !crew.contains($0.raw) }.map(\.candidate).prefix(Self.suggestions))
    }
    return ShiftGap(
      shift: shift, missing: shift.missing, reasons: reasons, withLessRest: first(obstacles.rested),
      nearest: first(obstacles.others))
  }

  private mutating func obstacles(_ seat: RosterMaker.Seat, _ slot: Int) -> Obstacles {
    let key = Key(kind: solver.problem.slots[slot].kind, pool: maker.poolKey(of: seat, on: seat.time.day))
    if let known = obstacles[key] { return known }
    var made = Obstacles()
    for person in everybody(seat) {
      guard let candidate = candidate(person, seat, slot) else { continue }
      made.all[person.raw] = candidate.reason
      switch candidate.reason {
      case .resting: made.rested.append((person.raw, candidate))
      case .elsewhere, .absent, .gone: if candidate.minutes >= 0 { made.others.append((person.raw, candidate)) }
      }
    }
    made.rested.sort { (-$0.candidate.minutes, $0.candidate.person) < (-$1.candidate.minutes, $1.candidate.person) }
    made.others.sort { ($0.candidate.minutes, $0.candidate.person) < ($1.candidate.minutes, $1.candidate.person) }
    obstacles[key] = made
    return made
  }

  /// Everybody named for a post and place on a day, whether there or not, and who acts for them.
  private func everybody(_ seat: RosterMaker.Seat) -> [Ref<Person>] {
    let pool = maker.campaign.posts[seat.post].people
    let people = maker.reader.named(pool, for: seat.site, on: seat.time.day)
    let acting = people.compactMap { maker.reader.standing(for: $0, on: seat.time.day) }
    let known = Set(people)
    return people + Set(acting.filter { !known.contains($0) }).sorted()
  }

  /// `nil` for somebody whom nothing keeps.
  private func candidate(_ person: Ref<Person>, _ seat: RosterMaker.Seat, _ slot: Int) -> GapCandidate? {
    func made(_ reason: GapReason, _ minutes: Int, _ place: String = "") -> GapCandidate {
      GapCandidate(
        person: book.people[person].id, name: book.people[person].name, reason: reason, minutes: minutes, place: place)
    }
    for day in Set([seat.time.day, seat.time.lastDay]).sorted() {
      switch maker.reader.presence(of: person, on: day) {
      case .there: continue
      case .absent(let until): return made(.absent, until.map { minutes(from: seat, to: $0.adding(days: 1)) } ?? -1)
      case .gone:
        let start = book.people[person].span.from
        return made(.gone, start.map { $0 > day ? minutes(from: seat, to: $0) : -1 } ?? -1)
      }
    }
    let clashes = solver.allClashes(person.raw, slot)
    let slots = solver.problem.slots
    guard let first = clashes.first else { return nil }
    func overlaps(_ other: Int) -> Bool { slots[other].from < slots[slot].to && slots[slot].from < slots[other].to }
    if let other = clashes.last(where: overlaps) {
      return made(.elsewhere, Int(slots[other].to - slots[slot].from) / 60, book.id(of: maker.seats[other].site))
    }
    func rest(_ other: Int) -> Int64 {
      slots[other].from < slots[slot].from ? slots[slot].from - slots[other].to : slots[other].from - slots[slot].to
    }
    let closest = clashes.min { rest($0) < rest($1) } ?? first
    return made(.resting, Int(rest(closest)) / 60, book.id(of: maker.seats[closest].site))
  }

  /// Minutes from a shift's start to the midnight that begins a day.
  private func minutes(from seat: RosterMaker.Seat, to day: CivilDate) -> Int {
    Int(book.settings.zone.instant(LocalTime(day)).seconds - seat.time.from.seconds) / 60
  }
}
