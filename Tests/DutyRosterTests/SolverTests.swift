@testable import DutyRoster
import DutyTestKit
import Testing

/// The solver against brute force and a flow network, on many small problems.
@Suite struct SolverTests {
  static let hour: Int64 = 3600

  /// Days of a few shifts at a few places, each with a pool of its own; a person can stand once a day.
  static func onceADay(_ seed: Int) -> RosterProblem {
    var dice = Dice(UInt64(seed))
    let people = 3 + dice.below(5)
    var problem = RosterProblem(people: people)
    let pools = (0..<1 + dice.below(3)).map { _ in (0..<Int32(people)).filter { _ in dice.chance(70) } }
    for day in 0..<Int64(2 + dice.below(4)) {
      for shift in 0..<Int64(1 + dice.below(3)) {
        for pool in pools where dice.chance(80) {
          // Absences: some are missing on some days.
          let here = pool.filter { _ in dice.chance(80) }
          let from = day * 24 * hour + shift * 4 * hour
          let least = 1 + dice.below(2)
          problem.add(
            from: from, to: from + 4 * hour, rest: 12 * hour, least: least, aim: least + dice.below(2),
            pool: problem.pool(here))
        }
      }
    }
    return problem
  }

  /// Shifts of different lengths and rests at odd hours.
  static func anyHow(_ seed: Int, isRoomy: Bool = false) -> RosterProblem {
    var dice = Dice(UInt64(seed) &+ 77_000)
    let people = isRoomy ? 4 + dice.below(3) : 2 + dice.below(3)
    var problem = RosterProblem(people: people)
    var from: Int64 = 0
    for _ in 0..<3 + dice.below(5) {
      from += Int64(dice.below(6)) * hour
      let pool = (0..<Int32(people)).filter { _ in dice.chance(75) }
      problem.add(
        from: from, to: from + Int64(1 + dice.below(8)) * hour, rest: Int64(dice.below(3)) * 4 * hour,
        least: isRoomy ? 1 : 1 + dice.below(2), aim: 2, pool: problem.pool(pool))
    }
    return problem
  }

  static func solved(_ problem: RosterProblem) -> RosterSolver {
    var solver = RosterSolver(problem)
    solver.solve()
    return solver
  }

  static func seats(_ solver: RosterSolver) -> Int {
    solver.crews.indices.map { min(solver.crews[$0].count, solver.problem.slots[$0].least) }.reduce(0, +)
  }

  @Test func nobodyStandsTwiceTooSoonOrWhereNotNamed() {
    for seed in 0..<600 {
      for problem in [Self.onceADay(seed), Self.anyHow(seed)] {
        #expect(Reference.faults(Self.solved(problem)) == [], "seed \(seed)")
      }
    }
  }

  @Test func coverageIsTheBestThereIsWhereAPersonStandsOnceADay() {
    var short = 0
    for seed in 0..<300 {
      let problem = Self.onceADay(seed)
      let solver = Self.solved(problem)
      let wanted = problem.slots.map(\.least).reduce(0, +)
      let best = Self.bestByFlow(problem)
      #expect(Self.seats(solver) == best, "seed \(seed)")
      if best < wanted { short += 1 }
    }
    #expect(short > 20, "some problems have too few people")
  }

  @Test func loadsAreAsEvenAsAnyRostersWhereAPersonStandsOnceADay() {
    var uneven = 0
    for seed in 0..<300 {
      let problem = Self.onceADay(seed)
      let solver = Self.solved(problem)
      let squares = solver.held.map { $0.count * $0.count }.reduce(0, +)
      let day = { (slot: Int) in Int(problem.slots[slot].from / (24 * Self.hour)) }
      #expect(squares == Reference.leastSquares(problem, sizes: solver.crews.map(\.count), block: day), "seed \(seed)")
      let counts = solver.held.map(\.count)
      if (counts.max() ?? 0) - (counts.min() ?? 0) > 1 { uneven += 1 }
    }
    #expect(uneven > 20, "in some problems absences leave the numbers apart")
  }

  /// Where people may stand several times a day the best is hard to find. Held against all rosters that there are: a
  /// full one is found where there is one, and else at most one seat in fifty is lost.
  @Test func smallProblemsOfAnyShape() {
    var (taken, possible, full) = (0, 0, 0)
    for seed in 0..<400 {
      let problem = Self.anyHow(seed, isRoomy: seed % 2 == 0)
      let (ours, best) = (Self.seats(Self.solved(problem)), Reference.mostSeats(problem, \.least))
      taken += ours
      possible += best
      if best == problem.slots.map(\.least).reduce(0, +) {
        full += 1
        #expect(ours == best, "seed \(seed): a full roster exists")
      }
    }
    #expect(taken <= possible && full > 100, "\(taken) of \(possible), \(full) can be full")
    #expect(taken * 50 >= possible * 49, "\(taken) of \(possible)")
  }

  /// Everybody named everywhere and always there: numbers within one of each other, whatever the rest.
  @Test(arguments: [0, 4, 8, 12, 20, 44]) func withinOneOfEvenAmongEquals(_ rest: Int64) {
    for people in 3...14 {
      for least in 1...2 {
        var problem = RosterProblem(people: people)
        let all = problem.pool(Array(0..<Int32(people)))
        for shift in 0..<Int64(30) {
          problem.add(
            from: shift * 4 * Self.hour, to: (shift + 1) * 4 * Self.hour, rest: rest * Self.hour, least: least,
            aim: least, pool: all)
        }
        let solver = Self.solved(problem)
        let counts = solver.held.map(\.count)
        #expect(
          (counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "\(people) people, \(least) a shift, rest \(rest)h: \(counts)"
        )
        let needed = least * Int(1 + rest / 4)
        #expect((Self.seats(solver) == 30 * least) == (people >= needed), "\(people) people, \(least), rest \(rest)h")
      }
    }
  }

  /// Twelve people move on by one seat each, so that the one seat that only the first may take is not left open.
  @Test func aChainMayBeAsLongAsItTakes() {
    var problem = RosterProblem(people: 13)
    for seat in 0..<12 as Range<Int32> {
      problem.add(from: 0, to: Self.hour, rest: 0, least: 1, aim: 1, pool: problem.pool([seat, seat + 1]))
    }
    problem.add(from: 0, to: Self.hour, rest: 0, least: 1, aim: 1, pool: problem.pool([0]))
    #expect(Self.solved(problem).crews == (1...12).map { [$0] } + [[0]])
  }

  @Test func theSameTwice() {
    for seed in 0..<50 {
      let problem = Self.onceADay(seed)
      #expect(Self.solved(problem).crews == Self.solved(problem).crews)
    }
  }

  /// The most seats as a flow: each person once a day.
  static func bestByFlow(_ problem: RosterProblem) -> Int {
    var network = Network()
    for (slot, row) in problem.slots.enumerated() {
      network.add("t\(slot)", "t", row.least, 0)
      for person in problem.pools[Int(row.pool)] {
        let seat = "p\(person)d\(row.from / (24 * hour))"
        if !network.knows(seat) { network.add("s", seat, 1, 0) }
        network.add(seat, "t\(slot)", 1, 0)
      }
    }
    var units = 0
    for count in stride(from: 1, through: problem.slots.map(\.least).reduce(0, +), by: 1) {
      var copy = network
      if copy.cost(of: count) < 0 { break }
      units = count
    }
    return units
  }
}
