/// The registers of a synthetic district.
///
/// - Shape: district › subdistricts › blocks (communities) › grids › leaves. Units, chiefs and territories stand at the
///   blocks, zones at the grids, so that leaves fall into few classes however many there are.
struct ScaleRegisters {
  let size: ScaleSize

  static func block(_ index: Int) -> String { "c-" + padded(index, 5) }
  static func blockUnit(_ index: Int) -> String { "u-c-" + padded(index, 5) }
  static func subdistrict(_ index: Int) -> String { "s-" + padded(index, 3) }
  static func authority(_ index: Int) -> String { "u-a-" + padded(index, 2) }
  static func sector(_ index: Int) -> String { "sector-" + padded(index, 2) }

  private struct UnitRow {
    let id: String
    let name: String
    let parent: String
    let tier: String
    let kind: String
    let staff: Int
  }

  private func units() -> [UnitRow] {
    var rows = [
      UnitRow(id: "u-office", name: "创建办", parent: "", tier: "district", kind: "office", staff: 4),
      UnitRow(
        id: "u-team", name: "交叉督查组", parent: "u-office", tier: "district", kind: "inspection-team", staff: 40),
    ]
    for index in 0..<ScaleSize.sectorCount {
      rows.append(
        UnitRow(
          id: Self.authority(index), name: "主管部门\(index)", parent: "u-office", tier: "district", kind: "bureau",
          staff: 6))
    }
    for index in 0..<size.subdistricts {
      rows.append(
        UnitRow(
          id: "u-" + Self.subdistrict(index), name: "街道办\(index)", parent: "u-office", tier: "subdistrict",
          kind: "subdistrict-office", staff: 6))
    }
    for index in 0..<size.blocks {
      rows.append(
        UnitRow(
          id: Self.blockUnit(index), name: "社区居委会\(index)",
          parent: "u-" + Self.subdistrict(index / ScaleSize.blocksPerSubdistrict), tier: "community",
          kind: "community", staff: 6))
    }
    return rows
  }

  /// Everything but the places.
  func small() -> [CSVTable] {
    let rows = units()
    var units = CSVTable("registers/units.csv", "id,name,parent,tier,kind")
    var people = CSVTable("registers/people.csv", "id,name,unit")
    var posts = CSVTable("registers/posts.csv", "unit,post,person")
    let names = ["head", "deputy", "liaison", "duty-officer"]
    for row in rows {
      units.add(row.id, row.name, row.parent, row.tier, row.kind)
      for index in 0..<row.staff {
        let person = "p-\(row.id.dropFirst(2))-" + padded(index, 2)
        people.add(person, "\(row.name)\(index)号", row.id)
        posts.add(row.id, index < names.count ? names[index] : "staff", person)
      }
    }
    return [units, people, posts, sectors(), authorities(), chiefs()]
  }

  private func sectors() -> CSVTable {
    var table = CSVTable("registers/sectors.csv", "id,name")
    for index in 0..<ScaleSize.sectorCount { table.add(Self.sector(index), "领域\(index)") }
    return table
  }

  private func authorities() -> CSVTable {
    var table = CSVTable("registers/authorities.csv", "sector,unit,from,until")
    for index in 0..<ScaleSize.sectorCount {
      if index == 0 {
        table.add(Self.sector(0), Self.authority(0), "", "2026-12-31")
        table.add(Self.sector(0), Self.authority(1), "2027-01-01")
      } else {
        table.add(Self.sector(index), Self.authority(index))
      }
    }
    return table
  }

  /// One chief for each block; every tenth block changes its chief within the horizon.
  private func chiefs() -> CSVTable {
    var table = CSVTable("registers/block-chiefs.csv", "place,person,unit,from,until")
    for index in 0..<size.blocks {
      let unit = Self.blockUnit(index)
      let person = "p-\(unit.dropFirst(2))-"
      if index % 10 == 0 {
        let month = padded(1 + index / 10 % 6, 2)
        table.add(Self.block(index), person + "04", unit, "", "2027-\(month)-14")
        table.add(Self.block(index), person + "05", unit, "2027-\(month)-15")
      } else {
        table.add(Self.block(index), person + "04", unit)
      }
    }
    return table
  }

  /// Exactly ``ScaleSize/places`` rows where that is enough to give every block each of its classes.
  func places(_ random: inout SplitMix64) -> CSVTable {
    var table = CSVTable("registers/places.csv", "id,name,kind,parent,zone,unit")
    table.add("d-scale", "合成区", "district", "", "general", "u-office")
    for index in 0..<size.subdistricts {
      table.add(Self.subdistrict(index), "街道\(index)", "subdistrict", "d-scale", "", "u-" + Self.subdistrict(index))
    }
    for index in 0..<size.blocks {
      let parent = Self.subdistrict(index / ScaleSize.blocksPerSubdistrict)
      table.add(Self.block(index), "社区\(index)", "community", parent, "", Self.blockUnit(index))
    }
    let room = max(0, size.places - table.rowCount)
    var serial = 0
    for index in 0..<size.blocks {
      let share = room / size.blocks + (index < room % size.blocks ? 1 : 0)
      addLeaves(of: index, share: share, serial: &serial, to: &table, &random)
    }
    return table
  }

  /// Grids in alternating zones and their leaves, at most sixty to a grid, kinds in turn so that none is missing.
  private func addLeaves(
    of block: Int, share: Int, serial: inout Int, to table: inout CSVTable, _ random: inout SplitMix64
  ) {
    let kinds = ScaleSize.leafKinds
    let gridCount = max(2, (share + 60) / 61)
    var grids: [String] = []
    for number in 0..<gridCount {
      let id = "g-" + padded(block, 5) + "-" + padded(number, 3)
      grids.append(id)
      table.add(id, "网格\(number)", "grid", Self.block(block), number % 2 == 0 ? "key" : "general")
    }
    for number in 0..<max(0, share - gridCount) {
      // The first two rounds fill both zones with every kind; the rest falls where chance says.
      let grid = number < kinds.count * 2 ? number / kinds.count : random.below(gridCount)
      serial += 1
      table.add("x-" + padded(serial, 7), "点位\(serial)", kinds[number % kinds.count], grids[grid])
    }
  }
}
