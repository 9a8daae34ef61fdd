import DutyBook
import DutyCalendar
import DutyDigest
import DutyPlanning

/// A sample of what is evaluated, drawn by strata (分层抽样, M38): the same seed and book give the same pairs on any
/// machine, whatever the order of the registers.
///
/// - Shape: a stratum is a sector, a zone and the part of the district right below its root. A sector's share follows the
///   points of its standards, at least one pair while there are enough; within it, strata share by their number of pairs.
package struct MockSample: Sendable {
  package struct Pair: Hashable, Sendable {
    package var standard: Ref<Standard>
    package var place: Ref<Place>
  }

  package struct Stratum: Hashable, Sendable {
    package var sector: String
    package var zone: String
    package var part: String
    /// How many pairs it has.
    package var population: Int
    package var pairs: [Pair]

    /// `sanitation/key/s-donghu`.
    package var name: String { "\(sector)/\(zone)/\(part)" }
  }

  package var strata: [Stratum]
  package var population: Int
  package var pairs: [Pair] { strata.flatMap(\.pairs) }

  /// - Parameters:
  ///   - size: how many pairs, in all or for each sector.
  ///   - date: the day on which places must be in the register.
  package init(_ planner: Planner, seed: Int, size: Int, perSector: Bool, on date: CivilDate) {
    let all = MockFrame(planner, on: date)
    var frame = all.strata
    population = frame.reduce(0) { $0 + $1.population }
    let groups = Dictionary(grouping: frame.indices) { frame[$0].sector }.sorted { $0.key < $1.key }
    let caps = groups.map { $0.value.reduce(0) { $0 + frame[$1].population } }
    let sizes =
      perSector
      ? caps.map { min($0, size) }
      : Self.seats(of: size, weights: groups.map { all.points[$0.key] ?? 0 }, caps: caps)
    for (group, wanted) in zip(groups, sizes) {
      let shares = Self.shares(of: wanted, among: group.value.map { frame[$0].population })
      for (index, share) in zip(group.value, shares) {
        frame[index].pairs = Self.draw(share, from: frame[index], seed: seed)
      }
    }
    strata = frame.filter { !$0.pairs.isEmpty }
  }

  /// Divides a number by weights, none above its cap: one each first, as far as it goes to the heaviest, then the next
  /// always to whoever is furthest behind.
  ///
  /// - Source: the method of Sainte-Laguë, which rounds without favour to the large.
  static func seats(of size: Int, weights: [Int], caps: [Int]) -> [Int] {
    var seats = weights.map { _ in 0 }
    var left = min(max(0, size), caps.reduce(0, +))
    for index in weights.indices.sorted(by: { (weights[$1], $0) < (weights[$0], $1) }) where left > 0 && caps[index] > 0
    {
      seats[index] = 1
      left -= 1
    }
    while left > 0 {
      let open = weights.indices.filter { seats[$0] < caps[$0] }
      let next = open.min { weights[$1] * (2 * seats[$0] + 1) < weights[$0] * (2 * seats[$1] + 1) }
      guard let next else { break }
      seats[next] += 1
      left -= 1
    }
    return seats
  }

  /// Divides a number in proportion, none above its population; remainders go to the largest, then to the first.
  static func shares(of size: Int, among populations: [Int]) -> [Int] {
    let total = populations.reduce(0, +)
    guard total > 0 else { return populations.map { _ in 0 } }
    let wanted = min(max(0, size), total)
    var shares = populations.map { wanted * $0 / total }
    let rest = populations.indices.sorted {
      (wanted * populations[$1] % total, $0) < (wanted * populations[$0] % total, $1)
    }
    var left = wanted - shares.reduce(0, +)
    for index in rest where left > 0 && shares[index] < populations[index] {
      shares[index] += 1
      left -= 1
    }
    return shares
  }

  /// The first of a stratum's pairs in an order that the seed and the stratum's name decide.
  private static func draw(_ count: Int, from stratum: Stratum, seed: Int) -> [Pair] {
    guard count > 0 else { return [] }
    var dice = SampleDice(seed: seed, name: stratum.name)
    var pairs = stratum.pairs
    for place in 0..<min(count, pairs.count) {
      pairs.swapAt(place, place + dice.below(pairs.count - place))
    }
    return Array(pairs.prefix(count))
  }
}

/// Everything that can be drawn, by strata: standards with points at the places they apply to.
private struct MockFrame {
  var strata: [MockSample.Stratum] = []
  /// By sector: the points of its standards, in thousandths.
  var points: [String: Int] = [:]

  init(_ planner: Planner, on date: CivilDate) {
    let book = planner.book
    var byName: [String: MockSample.Stratum] = [:]
    let standards = book.standards.refs.sorted { book.standards[$0].id < book.standards[$1].id }
    for standard in standards where book.standards[standard].milliPoints > 0 {
      let row = book.standards[standard]
      let sector = book.sectors[row.sector].id
      points[sector, default: 0] += row.milliPoints
      guard let selector = row.appliesTo ?? .some(.places(PlaceSelector())), case .places = selector else { continue }
      let places = planner.assignment.subjects(of: selector).compactMap { subject -> Ref<Place>? in
        guard case .place(let place) = subject, book.places.spans[place.index].contains(date) else { return nil }
        return place
      }
      for place in places.sorted(by: { book.places.ids[$0.index] < book.places.ids[$1.index] }) {
        let stratum = MockSample.Stratum(
          sector: sector, zone: book.places.zone(of: place).map { book.places.name(of: $0) } ?? "",
          part: Self.part(of: place, in: book), population: 0, pairs: [])
        var filled = byName[stratum.name] ?? stratum
        filled.population += 1
        filled.pairs.append(MockSample.Pair(standard: standard, place: place))
        byName[stratum.name] = filled
      }
    }
    strata = byName.values.sorted { $0.name < $1.name }
  }

  /// The ancestor right below the root; the root itself for the root.
  private static func part(of place: Ref<Place>, in book: Book) -> String {
    let lineage = Array(book.places.lineage(place))
    let part = lineage.count > 1 ? lineage[lineage.count - 2] : place
    return book.places.ids[part.index]
  }
}

/// Numbers that only look random: a 64-bit mix of a counter, as in SplitMix64.
///
/// - Source: Steele, Lea and Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014.
struct SampleDice {
  private var state: UInt64

  /// The seed and a name, so that strata are drawn independently of each other.
  init(seed: Int, name: String) {
    state = 0
    for byte in Digest(of: "\(seed)/\(name)").bytes.prefix(8) { state = state << 8 | UInt64(byte) }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0..<bound`, each as likely as the others.
  mutating func below(_ bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let limit = UInt64.max - UInt64.max % UInt64(bound)
    while true {
      let drawn = next()
      if drawn < limit { return Int(drawn % UInt64(bound)) }
    }
  }
}
