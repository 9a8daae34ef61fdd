/// How large a synthetic district is to be.
struct ScaleSize {
  let places: Int
  let rules: Int
  let standards: Int
  let classes: Int
  /// How many standards rules name by their identifier; the others are known to rules by their sector only.
  let named: Int

  static let leafKinds = ["road", "lane", "compound", "site", "shopfront", "market", "junction"]
  static let sectorCount = 14
  /// Classes below one block: each kind in each zone, the grids too, and the block itself.
  static let classesPerBlock = (leafKinds.count + 1) * 2 + 1
  static let blocksPerSubdistrict = 25

  /// Blocks are what classes are made of: each has a unit, a chief and rules of its own.
  ///
  /// There are never more than the places can fill with one grid of each zone and one leaf of each kind.
  var blocks: Int {
    max(1, min(classes / Self.classesPerBlock, (places - 1) / (Self.classesPerBlock + 2)))
  }

  var subdistricts: Int { (blocks + Self.blocksPerSubdistrict - 1) / Self.blocksPerSubdistrict }

  /// The standards that rules do name: none, or enough that no two rules need name the same at one block.
  var namedStandards: Int { min(named, standards) < 40 ? 0 : min(named, standards) }

  /// Every block's classes, the subdistricts, and the district.
  var intendedClasses: Int { blocks * Self.classesPerBlock + subdistricts + 1 }
}

/// Writes a whole synthetic district without gaps or ties; says what it wrote and how many classes it intends.
func writeScale(_ size: ScaleSize, to output: Output, seed: UInt64) throws -> String {
  var random = SplitMix64(seed: seed)
  let registers = ScaleRegisters(size: size)
  let places = registers.places(&random)
  for table in registers.small() + [places, scaleStandards(size)] { try output.write(table) }
  let rules = ScaleRules(size: size)
  for (path, text) in rules.files() { try output.write(text, to: path) }
  for (path, text) in scaleSettings(size) { try output.write(text, to: path) }
  return """
    places: \(places.rowCount)
    rules: \(rules.count)
    standards: \(size.standards)
    blocks: \(size.blocks)
    subject classes intended: \(size.intendedClasses)
    standard classes intended: \(rules.standardClasses)
    """
}

/// The standards: each speaks of three kinds of place; every second one is only met by findings.
private func scaleStandards(_ size: ScaleSize) -> CSVTable {
  var table = CSVTable("standards/scale.csv", "id,name,sector,points,veto,on-finding,tags,kinds,limit,limit-key")
  let kinds = ScaleSize.leafKinds
  for index in 0..<size.standards {
    let mine = (0..<3).map { kinds[(index + $0 * 2) % kinds.count] }
    table.add(
      "st-" + padded(index, 3), "指标\(index)", "sector-" + padded(index % ScaleSize.sectorCount, 2), "0.5",
      index % 40 == 3 ? "yes" : "no", index % 2 == 1 ? "yes" : "no", "check", mine.joined(separator: ";"),
      "3 workdays", "4 working-hours")
  }
  return table
}

/// Settings, duties and dispatch.
private func scaleSettings(_ size: ScaleSize) -> [(String, String)] {
  let settings = """
    district: 合成区
    zone: Asia/Shanghai
    office: u-office
    office-hours:
      - { hours: "08:30-12:00, 14:00-17:30" }
      - { hours: "08:30-12:00, 14:30-18:00", months: 6-9 }
    start: 2026-01-01
    horizon: 400 days
    open-tasks: follow
    locale: zh-Hans

    """
  var duties = "duties:\n"
  for kind in ScaleSize.leafKinds {
    let standards = (0..<size.standards).filter { index in
      index % 2 == 0 && (0..<3).contains { ScaleSize.leafKinds[(index + $0 * 2) % ScaleSize.leafKinds.count] == kind }
    }
    duties += """
        - duty: check-\(kind)
          name: 巡查\(kind)
          of: { kind: \(kind) }
          every: workday
          opens: "08:30"
          due: "17:30"
          zones: { key: { due: "12:00" } }

      """
    if !standards.isEmpty {
      duties += "    standards: [\(standards.map { "st-" + padded($0, 3) }.joined(separator: ", "))]\n"
    }
  }
  let dispatch = """
    dispatch: daily
    at: "07:30"
    on: workday
    coming-up: 3 workdays
    keep: 30 days

    """
  return [("dutyd.yaml", settings), ("duties/checks.yaml", duties), ("dispatch/daily.yaml", dispatch)]
}
