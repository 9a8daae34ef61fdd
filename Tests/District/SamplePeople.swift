/// The people of the sample and the posts they hold.
///
/// - Shape: identifiers `p-0001` to `p-1000` in the order of the units; every person has one post at a time, in their
///   own unit.
struct SamplePeople {
  struct Member {
    let id: String
    let name: String
    /// First and last day, or empty.
    var from = ""
    var until = ""
  }

  /// The people of each unit, in order of post: head, deputies, liaisons, duty officer, staff.
  private(set) var members: [String: [Member]] = [:]

  /// A head who retires at the end of 2026; the first deputy follows.
  static let retiring = (unit: "u-shangwu", last: "2026-12-31", next: "2027-01-01")
  /// A person who joins on the day a road chief changes.
  static let joining = (unit: "u-jiaotong", index: 13, from: "2026-12-01")

  init(_ random: inout SplitMix64) {
    var names = PersonNames()
    var count = 0
    for unit in SampleUnits.all {
      members[unit.id] = (0..<unit.staff).map { _ in
        count += 1
        return Member(id: "p-" + padded(count, 4), name: names.next(&random))
      }
    }
    members[Self.retiring.unit]?[0].until = Self.retiring.last
    members[Self.joining.unit]?[Self.joining.index].from = Self.joining.from
  }

  static func deputyCount(_ unit: SampleUnit) -> Int {
    switch unit.kind {
    case "headquarters": 12
    case "community", "group", "inspection-team": 1
    default: 2
    }
  }

  func person(_ unit: String, _ index: Int) -> String {
    members[unit].map { $0[index].id } ?? ""
  }

  /// Those without a special post, who walk and visit; joiners and leavers are left out.
  ///
  /// A community has nobody to spare for the duty desk alone, so its duty officer walks a grid too.
  func staff(of unit: SampleUnit) -> [String] {
    let first = 1 + Self.deputyCount(unit) + 2 + (unit.kind == "community" ? 0 : 1)
    return (members[unit.id] ?? []).dropFirst(first).filter { $0.from.isEmpty && $0.until.isEmpty }.map(\.id)
  }

  /// Who heads a unit, and when: two rows where the head changes.
  func heads(of unit: String) -> [(person: String, from: String, until: String)] {
    if unit == Self.retiring.unit {
      return [
        (person(unit, 0), "", Self.retiring.last), (person(unit, 1), Self.retiring.next, ""),
      ]
    }
    return [(person(unit, 0), "", "")]
  }

  func peopleTable() -> CSVTable {
    var table = CSVTable("registers/people.csv", "id,name,unit,from,until")
    for unit in SampleUnits.all {
      for member in members[unit.id] ?? [] { table.add(member.id, member.name, unit.id, member.from, member.until) }
    }
    return table
  }

  func postsTable() -> CSVTable {
    var table = CSVTable("registers/posts.csv", "unit,post,person,sectors,from,until")
    for unit in SampleUnits.all {
      for head in heads(of: unit.id) { table.add(unit.id, "head", head.person, "", head.from, head.until) }
      addOthers(of: unit, to: &table)
    }
    return table
  }

  private func addOthers(of unit: SampleUnit, to table: inout CSVTable) {
    let deputies = Self.deputyCount(unit)
    // The first deputy looks after the unit's own sectors, the second after everything else.
    let sectors = deputies == 2 ? SampleUnits.sectors(of: unit.id).joined(separator: ";") : ""
    for (index, member) in (members[unit.id] ?? []).enumerated().dropFirst() {
      let post =
        switch index - deputies {
        case ...0: "deputy"
        case 1...2: "liaison"
        case 3: "duty-officer"
        default: "staff"
        }
      let becomesHead = unit.id == Self.retiring.unit && index == 1
      table.add(
        unit.id, post, member.id, index == 1 ? sectors : "", member.from,
        becomesHead ? Self.retiring.last : member.until)
    }
  }

  /// Leaves in the winter of 2026, each with a colleague who stands in.
  func absencesTable(_ random: inout SplitMix64) -> CSVTable {
    var table = CSVTable("registers/absences.csv", "person,from,until,acting")
    table.add(person("u-huanwei", 3), "2026-11-24", "2026-11-27", person("u-huanwei", 4))
    table.add(person("u-chengguan", 1), "2026-11-30", "2026-12-04", person("u-chengguan", 2))
    table.add(person("u-donghu", 0), "2026-12-07", "2026-12-11", person("u-donghu", 1))
    for (number, unit) in random.shuffled(SampleUnits.communities + SampleUnits.bureaus).prefix(21).enumerated() {
      let first = 6 + SamplePeople.deputyCount(unit) - 1
      guard unit.id != Self.retiring.unit, unit.id != Self.joining.unit, first + 1 < unit.staff else { continue }
      let day = 1 + number
      table.add(
        person(unit.id, first), "2026-12-" + padded(day, 2), "2026-12-" + padded(day + 4, 2),
        person(unit.id, first + 1))
    }
    return table
  }
}
