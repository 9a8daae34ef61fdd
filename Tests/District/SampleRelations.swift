/// The relations of the sample: who stands in for what, one register file each.
struct SampleRelations {
  private let places: SamplePlaces
  private let people: SamplePeople
  /// The next member of staff to be given something, by unit, so that work is spread evenly.
  private var turn: [String: Int] = [:]
  private let handover = (last: "2026-12-31", next: "2027-01-01")
  private let agencies = SampleUnits.bureaus + SampleUnits.offices

  init(places: SamplePlaces, people: SamplePeople) {
    self.places = places
    self.people = people
  }

  mutating func tables() -> [CSVTable] {
    [
      authorities(), roadChiefs(), gridOfficers(), adoptingAgencies(), junctionUnits(), areaLeaders(),
      inspectionTeams(),
      siteOwners(), siteKeepers(), supervisors("shopfront-supervisors", of: "shopfront", from: nil),
      supervisors("market-supervisors", of: "market", from: "u-shichang"),
      supervisors("junction-wardens", of: "junction", from: "u-jiaojing"),
    ] + compounds()
  }

  private mutating func nextStaff(_ unit: SampleUnit) -> String {
    let staff = people.staff(of: unit)
    let index = turn[unit.id, default: 0]
    turn[unit.id] = index + 1
    return staff[index % staff.count]
  }

  private func unit(_ id: String) -> SampleUnit {
    SampleUnits.all.first { $0.id == id } ?? SampleUnits.headquarters
  }

  /// Who has authority over a sector (主管部门, M01); one sector changes hands at New Year.
  private func authorities() -> CSVTable {
    var table = CSVTable("registers/authorities.csv", "sector,unit,from,until")
    for sector in SampleUnits.sectors {
      guard let authority = sector.authority else { continue }
      if sector.id == SampleUnits.handover.sector {
        table.add(sector.id, authority, "", SampleUnits.handover.before)
        table.add(sector.id, SampleUnits.handover.to, SampleUnits.handover.on)
      } else {
        table.add(sector.id, authority)
      }
    }
    return table
  }

  /// Road chiefs (路长, M04), and chiefs of their own for a quarter of the lanes (街巷长).
  private mutating func roadChiefs() -> CSVTable {
    var table = CSVTable("registers/road-chiefs.csv", "place,person,unit,from,until")
    let transport = unit("u-jiaotong")
    for (index, road) in places.of("road").enumerated() {
      let agency = index < 2 ? transport : agencies[(index * 5 + 7) % agencies.count]
      if road.id == "road-renmin" {
        table.add(road.id, nextStaff(agency), agency.id, "2026-01-01", "2026-11-30")
        table.add(
          road.id, people.person(transport.id, SamplePeople.joining.index), transport.id, SamplePeople.joining.from)
      } else {
        table.add(road.id, nextStaff(agency), agency.id, "2026-01-01")
      }
    }
    for lane in places.of("lane").enumerated().filter({ $0.offset % 4 == 1 }).map(\.element) {
      let community = SampleUnits.communities[lane.community]
      table.add(lane.id, nextStaff(community), community.id, "2026-01-01")
    }
    return table
  }

  private mutating func gridOfficers() -> CSVTable {
    var table = CSVTable("registers/grid-officers.csv", "place,person")
    for grid in places.of("grid") { table.add(grid.id, nextStaff(SampleUnits.communities[grid.community])) }
    return table
  }

  /// Agencies that adopt a road section (单位包路段, M07).
  private func adoptingAgencies() -> CSVTable {
    var table = CSVTable("registers/adopting-agencies.csv", "place,unit")
    for (index, section) in places.of("section").enumerated() {
      table.add(section.id, SampleUnits.bureaus[(index + 1) % SampleUnits.bureaus.count].id)
    }
    return table
  }

  /// Bureaus that man a junction while inspectors are in town (单位包路口, M21); no bureau has two in the key zone.
  private func junctionUnits() -> CSVTable {
    var table = CSVTable("registers/junction-units.csv", "place,unit")
    for (index, junction) in places.of("junction").enumerated() {
      table.add(junction.id, SampleUnits.bureaus[((index + index / 25) * 7 + 2) % SampleUnits.bureaus.count].id)
    }
    return table
  }

  /// District leaders who each answer for an area (领导包抓片区, M06).
  private func areaLeaders() -> CSVTable {
    var table = CSVTable("registers/area-leaders.csv", "place,person,unit")
    let headquarters = SampleUnits.headquarters.id
    for (index, area) in places.of("area").enumerated() {
      table.add(area.id, people.person(headquarters, index + 1), headquarters)
    }
    return table
  }

  /// Which cross-inspection team (交叉督查组) checks which subdistrict; the teams rotate at New Year.
  private func inspectionTeams() -> CSVTable {
    var table = CSVTable("registers/inspection-teams.csv", "place,unit,from,until")
    table.add("d-yunhe", SampleUnits.teams[2].id)
    for (index, place) in places.of("subdistrict").enumerated() {
      table.add(place.id, SampleUnits.teams[index % 3].id, "", handover.last)
      table.add(place.id, SampleUnits.teams[(index + 1) % 3].id, handover.next)
    }
    return table
  }

  private func sites() -> [(place: SamplePlace, unit: SampleUnit)] {
    PlaceNames.siteKinds.flatMap { kind in
      places.of(kind.kind).map { ($0, kind.unit.map { unit($0) } ?? SampleUnits.communities[$0.community]) }
    }
  }

  /// The head who personally owns each site (点位长, M17).
  private func siteOwners() -> CSVTable {
    var table = CSVTable("registers/site-owners.csv", "place,person,unit,from,until")
    for site in sites() {
      for head in people.heads(of: site.unit.id) {
        table.add(site.place.id, head.person, site.unit.id, head.from, head.until)
      }
    }
    return table
  }

  private mutating func siteKeepers() -> CSVTable {
    var table = CSVTable("registers/site-keepers.csv", "place,person")
    for site in sites() { table.add(site.place.id, nextStaff(site.unit)) }
    return table
  }

  /// Supervisors of a kind of place, from one bureau or from the place's subdistrict office.
  private mutating func supervisors(_ file: String, of kind: String, from bureau: String?) -> CSVTable {
    var table = CSVTable("registers/\(file).csv", "place,person,unit")
    for place in places.of(kind) {
      let owner = bureau.map { unit($0) } ?? SampleUnits.offices[place.subdistrict]
      table.add(place.id, nextStaff(owner), owner.id)
    }
    return table
  }

  /// Units that answer for compounds and cadres for buildings (单位包小区、干部包楼栋, M05).
  ///
  /// One compound changes units at New Year; one building in seventeen has no cadre, and one loses its cadre in
  /// November, so that it falls to the unit's head.
  private mutating func compounds() -> [CSVTable] {
    var units = CSVTable("registers/compound-units.csv", "place,person,unit,from,until")
    var cadres = CSVTable("registers/building-cadres.csv", "place,person,from,until")
    let buildings = Dictionary(grouping: places.of("building"), by: \.parent)
    var number = 0
    for (index, compound) in places.of("compound").enumerated() {
      let agency = agencies[index % agencies.count]
      let changes = index == 0
      units.add(compound.id, nextStaff(agency), agency.id, "", changes ? handover.last : "")
      let successor = agencies[17]
      if changes { units.add(compound.id, nextStaff(successor), successor.id, handover.next) }
      for building in buildings[compound.id] ?? [] {
        number += 1
        if number % 17 == 0 { continue }
        let last = changes ? handover.last : number == 40 ? "2026-11-30" : ""
        cadres.add(building.id, nextStaff(agency), "", last)
        if changes { cadres.add(building.id, nextStaff(successor), handover.next) }
      }
    }
    return [units, cadres]
  }
}
