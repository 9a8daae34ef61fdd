/// One place of the sample.
struct SamplePlace {
  let id: String
  let name: String
  let kind: String
  let parent: String
  var zone = ""
  var unit = ""
  /// Which subdistrict (0..<6) and, below it, which community (0..<48) it lies in.
  var subdistrict = 0
  var community = 0
}

/// The places of 云河区, from the district down to buildings and shopfronts.
///
/// Three communities in eight are the key zone (重点区域, M23), and what lies in them inherits it; lanes are general.
///
/// - Shape: 1 district, 6 subdistricts, 12 areas, 48 communities, 18 villages, 400 grids, 60 roads, 80 lanes, 24
///   sections, 40 junctions, 120 compounds, 900 buildings, 300 shopfronts, 16 markets, 132 sites.
struct SamplePlaces {
  private(set) var all: [SamplePlace] = []
  private var gridsOf: [[String]] = []

  init(_ random: inout SplitMix64) {
    addTerritory()
    addRoads(&random)
    addJunctions(&random)
    addCompounds(&random)
    addShopsAndMarkets(&random)
    addSites(&random)
  }

  func of(_ kind: String) -> [SamplePlace] { all.filter { $0.kind == kind } }

  private mutating func add(
    _ id: String, _ name: String, _ kind: String, in parent: String, zone: String = "", unit: String = "",
    subdistrict: Int = 0, community: Int = 0
  ) {
    all.append(
      SamplePlace(
        id: id, name: name, kind: kind, parent: parent, zone: zone, unit: unit, subdistrict: subdistrict,
        community: community))
  }

  private mutating func addTerritory() {
    add("d-yunhe", "云河区", "district", in: "", zone: "general", unit: "u-chuangjianban")
    for (index, place) in PlaceNames.subdistricts.enumerated() {
      let id = "s-" + place.id
      add(id, place.name + "街道", "subdistrict", in: "d-yunhe", unit: "u-" + place.id, subdistrict: index)
      for half in 0..<2 {
        add(
          "area-" + place.id + "-\(half + 1)", place.name + (half == 0 ? "东片区" : "西片区"), "area", in: id,
          subdistrict: index)
      }
    }
    for (index, place) in PlaceNames.communities.enumerated() {
      let parent = "s-" + PlaceNames.subdistricts[index / 8].id
      add(
        "c-" + place.id, place.name + "社区", "community", in: parent, zone: index % 8 < 3 ? "key" : "",
        unit: "u-c-" + place.id, subdistrict: index / 8, community: index)
      addGrids(place, index)
    }
    for (index, place) in PlaceNames.villages.enumerated() {
      let community = index / 3 * 8 + 5 + index % 3
      add(
        "v-" + place.id, place.name + "村", "village", in: "c-" + PlaceNames.communities[community].id,
        subdistrict: index / 3, community: community)
    }
  }

  /// Nine grids in every third community, eight in the others: four hundred.
  private mutating func addGrids(_ place: PlaceName, _ index: Int) {
    var grids: [String] = []
    for number in 1...(index % 3 == 0 ? 9 : 8) {
      let id = "g-\(place.id)-" + padded(number, 2)
      grids.append(id)
      add(
        id, place.name + "社区第\(number)网格", "grid", in: "c-" + place.id, subdistrict: index / 8, community: index)
    }
    gridsOf.append(grids)
  }

  private func grid(_ community: Int, _ random: inout SplitMix64) -> String {
    gridsOf[community][random.below(gridsOf[community].count)]
  }

  private mutating func addRoads(_ random: inout SplitMix64) {
    for (index, road) in PlaceNames.roads.enumerated() {
      let subdistrict = index / 10
      let community = subdistrict * 8 + index % 10 % 8
      let id = "road-" + road.id
      add(
        id, road.name, "road", in: grid(community, &random),
        subdistrict: subdistrict, community: community)
      for lane in 1...(index % 3 == 0 ? 2 : 1) {
        add(
          "lane-\(road.id)-\(lane)", road.name + (lane == 1 ? "一巷" : "二巷"), "lane", in: id,
          zone: "general", subdistrict: subdistrict, community: community)
      }
      if index % 10 < 4 {
        add("section-" + road.id, road.name + "东段", "section", in: id, subdistrict: subdistrict, community: community)
      }
    }
  }

  private mutating func addJunctions(_ random: inout SplitMix64) {
    for subdistrict in 0..<6 {
      for number in 0..<(subdistrict < 4 ? 7 : 6) {
        let first = PlaceNames.roads[subdistrict * 10 + number]
        let second = PlaceNames.roads[subdistrict * 10 + number + 1]
        let community = subdistrict * 8 + number
        add(
          "junction-\(first.id)-\(second.id)", "\(first.name)—\(second.name)路口", "junction",
          in: grid(community, &random), subdistrict: subdistrict, community: community)
      }
    }
  }

  private mutating func addCompounds(_ random: inout SplitMix64) {
    let sizes = random.shuffled((0..<120).map { 5 + $0 % 6 })
    for index in 0..<120 {
      let head = PlaceNames.compoundHeads[index / 6]
      let tail = PlaceNames.compoundTails[index % 6]
      let stem = "\(head.id)-\(tail.id)"
      let community = index * 7 % 48
      add(
        "compound-" + stem, head.name + tail.name, "compound", in: grid(community, &random),
        subdistrict: community / 8, community: community)
      for number in 1...sizes[index] {
        add(
          "b-\(stem)-" + padded(number, 2), "\(head.name)\(tail.name)\(number)号楼", "building", in: "compound-" + stem,
          subdistrict: community / 8, community: community)
      }
    }
  }

  private mutating func addShopsAndMarkets(_ random: inout SplitMix64) {
    for (index, road) in PlaceNames.roads.enumerated() {
      let community = index / 10 * 8 + index % 10 % 8
      for shop in 0..<5 {
        let head = PlaceNames.shopHeads[random.below(PlaceNames.shopHeads.count)]
        let trade = PlaceNames.trades[random.below(PlaceNames.trades.count)]
        let number = shop * 12 + 2 + random.below(10)
        add(
          "shop-" + padded(index * 5 + shop + 1, 3), "\(road.name)\(number)号\(head)\(trade)", "shopfront",
          in: "road-" + road.id, subdistrict: index / 10, community: community)
      }
    }
    for index in 0..<16 {
      let community = index * 3
      add(
        "market-" + PlaceNames.communities[community].id, PlaceNames.communities[community].name + "农贸市场", "market",
        in: grid(community, &random), subdistrict: community / 8, community: community)
    }
  }

  /// Eleven sites of each of twelve kinds (M17).
  private mutating func addSites(_ random: inout SplitMix64) {
    for (order, kind) in PlaceNames.siteKinds.enumerated() {
      for number in 1...11 {
        let community = (number * 4 + order * 5) % 48
        let place = PlaceNames.communities[community]
        add(
          "\(kind.kind)-" + padded(number, 2), place.name + kind.name, kind.kind, in: grid(community, &random),
          subdistrict: community / 8, community: community)
      }
    }
  }

  func table() -> CSVTable {
    var table = CSVTable("registers/places.csv", "id,name,kind,parent,zone,unit,lon,lat")
    for place in all {
      let point = SampleMap.degrees(of: place)
      table.add(
        place.id, place.name, place.kind, place.parent, place.zone, place.unit, point?.lon ?? "", point?.lat ?? "")
    }
    return table
  }
}
