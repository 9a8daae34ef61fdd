/// The rules of a synthetic district: no two at one rank speak of the same question, and the last ones speak of all.
///
/// - Shape: ranks 10…49 hold rules for one (block, sector) each, no pair twice at a rank; rank 50 one rule for each
///   (kind, zone, sector); ranks 80, 90 and 95 the authority, the territory and the cross-inspection.
struct ScaleRules {
  let size: ScaleSize
  private static let generalCount = 3
  private static let ranks = 10...49

  private var kindCount: Int {
    let all = ScaleSize.leafKinds.count * 2 * ScaleSize.sectorCount
    return max(0, min(all, (size.rules - Self.generalCount) / 4))
  }

  private var blockCount: Int {
    let wanted = max(0, size.rules - Self.generalCount - kindCount)
    return min(wanted, size.blocks * ScaleSize.sectorCount * Self.ranks.count)
  }

  /// How many rules there are in the end.
  var count: Int { Self.generalCount + kindCount + blockCount }

  /// Classes of standards: each that a rule names is alone, the others of a sector are alike.
  var standardClasses: Int {
    var named: Set<Int> = []
    for (order, _) in Self.ranks.enumerated() {
      let mine = ruleCount(order)
      for number in 0..<mine { if let index = namedStandard(order, number, mine) { named.insert(index) } }
    }
    let others = (0..<size.standards).filter { !named.contains($0) }.map { $0 % ScaleSize.sectorCount }
    return named.count + Set(others).count
  }

  private func ruleCount(_ order: Int) -> Int {
    blockCount / Self.ranks.count + (order < blockCount % Self.ranks.count ? 1 : 0)
  }

  func files() -> [(String, String)] {
    blockFiles() + (kindCount > 0 ? [("responsibility/50-kinds.yaml", kindFile())] : []) + generalFiles()
  }

  private func blockFiles() -> [(String, String)] {
    let leads = ["place.block-chief.unit", "place.subdistrict", "standard.sector.authority"]
    let holders = ["place.block-chief", "lead.liaison", "lead.duty-officer | lead.liaison"]
    return Self.ranks.compactMap { rank in
      let order = rank - Self.ranks.lowerBound
      let mine = ruleCount(order)
      guard mine > 0 else { return nil }
      var text = "rules:\n"
      for number in 0..<mine {
        let block = (number + order * mine) % size.blocks
        text += """
            - rule: block-\(rank)-\(padded(number, 4))
              for:
                standard: { \(standard(order, number, mine)) }
                place: { within: \(ScaleRegisters.block(block)) }
              lead: \(leads[order % 3])
              leader: lead.head
              holder: \(holders[order % 3])

          """
      }
      return ("responsibility/\(rank)-blocks.yaml", text)
    }
  }

  /// What a block's rule speaks of: at every second rank one standard by name, where there are named ones.
  ///
  /// Rules that share a block differ in rank, or in their turn around the blocks, and so in the standard.
  private func standard(_ order: Int, _ number: Int, _ count: Int) -> String {
    if let index = namedStandard(order, number, count) { return "id: st-" + padded(index, 3) }
    return "sector: " + ScaleRegisters.sector((number / size.blocks + order) % ScaleSize.sectorCount)
  }

  private func namedStandard(_ order: Int, _ number: Int, _ count: Int) -> Int? {
    guard size.namedStandards > 0, order % 2 == 1 else { return nil }
    let block = (number + order * count) % size.blocks
    let turn = number / size.blocks
    return (block + order / 2 + turn * Self.ranks.count / 2) % size.namedStandards
  }

  private func kindFile() -> String {
    var text = "rules:\n"
    for number in 0..<kindCount {
      let sector = number % ScaleSize.sectorCount
      let zone = number / ScaleSize.sectorCount % 2 == 0 ? "key" : "general"
      let kind = ScaleSize.leafKinds[number / ScaleSize.sectorCount / 2]
      text += """
          - rule: kind-\(kind)-\(zone)-\(padded(sector, 2))
            for:
              standard: { sector: \(ScaleRegisters.sector(sector)) }
              place: { kind: \(kind), zone: \(zone) }
            lead: \(zone == "key" ? "standard.sector.authority" : "place.territory")
            leader: lead.head
            holder: lead.liaison

        """
    }
    return text
  }

  private func generalFiles() -> [(String, String)] {
    let authority = """
      rules:
        - rule: authority
          for: { standard: { sector: any } }
          lead: standard.sector.authority
          leader: lead.head
          holder: lead.liaison
          support: [place.territory]

      """
    let territory = """
      rules:
        - rule: territory
          lead: place.territory | unit
          leader: lead.head
          holder: place.block-chief | lead.liaison

      """
    let checks = """
      rules:
        - rule: cross-inspection
          verifier: u-team.member
          approver: office.head

      """
    return [
      ("responsibility/80-authority.yaml", authority), ("responsibility/90-territory.yaml", territory),
      ("responsibility/95-checks.yaml", checks),
    ]
  }
}
