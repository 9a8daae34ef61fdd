import DutyBook
import DutyCalendar

extension District {
  /// A small district in which anything may be missing, contested, dated or away.
  ///
  /// Its rules may exclude each other so that it does not load; ``randomBook(_:)`` goes on to one that does. Whether its
  /// proof is clean is what tests ask. The horizon is 12 days from 2026-11-23.
  package static func random(_ seed: UInt64) -> District {
    var making = RandomMaking(dice: Dice(seed))
    return making.district()
  }

  /// The book of the first district that loads, of those that belong to a seed.
  package static func randomBook(_ seed: UInt64) throws -> Book {
    for attempt: UInt64 in 0..<20 {
      if let book = try? random(seed &+ attempt &* 1_000_003).book() { return book }
    }
    return try random(seed).book()
  }
}

private struct RandomMaking {
  var dice: Dice
  let units = ["u-1", "u-2", "u-3", "u-4", "u-5"]
  let people = (1...9).map { "p-\($0)" }
  let first = day("2026-11-23")

  mutating func district() -> District {
    var district = District.small
    for path in district.files.keys where path.hasPrefix("re") || path.hasPrefix("st") || path.hasPrefix("du") {
      if path != "dutyd.yaml" { district.files[path] = nil }
    }
    district.files["dutyd.yaml"] = District.small.files["dutyd.yaml"]?
      .replacing("office: u-cjb", with: "office: u-1").replacing("60 days", with: "12 days")
    district.files["registers/units.csv"] =
      "id,name,parent,tier,kind\nu-1,一,,district,office\n"
      + units.dropFirst().map { "\($0),\($0),u-1,\(dice.one(of: ["district", "street"])),bureau\n" }.joined()
    district.files["registers/people.csv"] =
      "id,name,unit,from,until\n" + people.map { "\($0),\($0),\(dice.one(of: units)),,\n" }.joined()
    district.files["registers/sectors.csv"] = "id,name\ns-1,一\ns-2,二\n"
    places(&district)
    relations(&district)
    topics(&district)
    rules(&district)
    return district
  }

  private mutating func places(_ district: inout District) {
    var text = "id,name,kind,parent,zone,unit,from,until\ntop,区,district,,,\(dice.chance(70) ? "u-1" : ""),,\n"
    var known = ["top"]
    for number in 1...12 {
      let id = "x-\(number)"
      let zone = dice.chance(25) ? dice.one(of: ["key", "general"]) : ""
      let unit = dice.chance(30) ? dice.one(of: units) : ""
      let span = dice.chance(10) ? (dice.chance(50) ? "2026-11-28," : ",2026-11-27") : ","
      text += "\(id),\(id),\(dice.one(of: ["road", "lane", "yard"])),\(dice.one(of: known)),\(zone),\(unit),\(span)\n"
      known.append(id)
    }
    // Every kind and zone has a place, so that no selector is empty.
    text += "y-1,y-1,road,top,key,,,\ny-2,y-2,lane,y-1,general,,,\ny-3,y-3,yard,y-2,,,,\n"
    // Places without rows of their own, which only kind and zone tell apart: classes with more than one member.
    for number in 1...10 {
      let zone = dice.one(of: ["", "", "key", "general"])
      text += "z-\(number),z,\(dice.one(of: ["road", "lane"])),\(dice.one(of: ["top", "y-1"])),\(zone),,,\n"
    }
    district.files["registers/places.csv"] = text
  }

  /// A span within the horizon, or none.
  private mutating func span() -> String {
    let from = dice.below(10)
    let until = from + dice.below(4)
    switch dice.below(6) {
    case 0: return "\(first.adding(days: from)),"
    case 1: return ",\(first.adding(days: until))"
    case 2: return "\(first.adding(days: from)),\(first.adding(days: until))"
    default: return ","
    }
  }

  private mutating func relations(_ district: inout District) {
    var chiefs = "place,person,unit,from,until\ny-1,p-1,,,\n"
    var keepers = "place,unit,from,until\ny-2,u-2,,\n"
    for number in 1...12 {
      if dice.chance(40) {
        chiefs += "x-\(number),\(dice.one(of: people)),\(dice.chance(40) ? dice.one(of: units) : ""),\(span())\n"
      }
      if dice.chance(30) { keepers += "x-\(number),\(dice.one(of: units)),\(span())\n" }
    }
    district.files["registers/chiefs.csv"] = chiefs
    district.files["registers/keepers.csv"] = keepers
    district.files["registers/authorities.csv"] = "sector,unit,from,until\ns-1,u-2,\(span())\ns-2,u-3,\(span())\n"
    var posts =
      "unit,post,person,sectors,from,until\nu-1,head,p-1,,,\nu-1,liaison,p-2,,,\nu-1,deputy,p-3,s-1,,\nu-1,duty-officer,p-2,,,\n"
    for unit in units.dropFirst() {
      if dice.chance(75) { posts += "\(unit),head,\(dice.one(of: people)),,\(span())\n" }
      if dice.chance(60) { posts += "\(unit),liaison,\(dice.one(of: people)),,\(span())\n" }
      if dice.chance(60) {
        posts += "\(unit),deputy,\(dice.one(of: people)),\(dice.one(of: ["", "s-1", "s-2", "s-1;s-2"])),\(span())\n"
      }
    }
    district.files["registers/posts.csv"] = posts
    var absences = "person,from,until,acting\n"
    for person in people where dice.chance(25) {
      let from = dice.below(9)
      let acting = dice.one(of: people.filter { $0 != person } + ["", ""])
      absences += "\(person),\(first.adding(days: from)),\(first.adding(days: from + dice.below(4))),\(acting)\n"
    }
    district.files["registers/absences.csv"] = absences
  }

  private mutating func topics(_ district: inout District) {
    district.files["standards/base.csv"] =
      "id,name,sector,points,veto,on-finding,kinds,limit\n"
      + "a-1,甲,s-1,1,no,yes,road,1 workday\na-2,乙,s-1,1,yes,yes,road;lane,1 workday\n"
      + "b-1,丙,s-2,1,no,no,yard,1 workday\nb-2,丁,s-2,1,no,\(dice.chance(50) ? "yes" : "no"),,1 workday\n"
    district.files["duties/d.yaml"] = """
      duties:
        - { duty: walk, of: { kind: [road, lane] }, standards: [a-1, a-2], every: workday, due: 1 workday }
        - { duty: look, of: { kind: yard }, standards: [b-1, b-2], grain: \(dice.one(of: ["subject", "sector", "standard"])), every: week, due: last workday }

      """
  }

  private mutating func selector() -> String {
    var parts: [String] = []
    if dice.chance(25) { parts.append("duty: \(dice.one(of: ["walk", "look"]))") }
    if dice.chance(30) {
      let standard = [
        "{ sector: any }", "{ sector: s-1 }", "{ sector: s-2 }", "{ veto: true }", "{ id: a-1 }", "{ id: b-2 }",
      ]
      parts.append("standard: \(dice.one(of: standard))")
    }
    if dice.chance(50) {
      let place = [
        "{ kind: road }", "{ kind: [lane, yard] }", "{ zone: key }", "{ within: { kind: road } }", "{ within: x-1 }",
        "{ id: [x-2, x-3] }", "{ has: chief }", "{ kind: yard, has: keeper }",
      ]
      parts.append("place: \(dice.one(of: place))")
    }
    return parts.isEmpty ? "" : "    for: { \(parts.joined(separator: ", ")) }\n"
  }

  private mutating func rules(_ district: inout District) {
    let leads = [
      "place.keeper", "place.territory", "place.chief.unit", "standard.sector.authority", "u-3",
      "place.keeper | place.territory",
      "place.road.territory", "place.territory.parent",
    ]
    let persons = [
      "place.chief", "lead.head", "lead.liaison", "lead.deputy-for(standard.sector) | lead.head", "p-4",
      "place.chief | lead.liaison",
      "lead.liaison outside place.territory", "p-5 outside place.keeper", "lead.parent.head",
    ]
    for (rank, count) in [(10, 2), (20, 2), (40, 2), (90, 1)] {
      var text = "rules:\n"
      for number in 1...count {
        text += "  - rule: r-\(rank)-\(number)\n" + (rank == 90 ? "" : selector())
        if dice.chance(20) { text += "    \(dice.one(of: ["from", "until"])): \(first.adding(days: dice.below(12)))\n" }
        if dice.chance(40) { text += "    outside: true\n" }
        text += "    lead: \(dice.one(of: leads))\n"
        if dice.chance(60) { text += "    leader: \(dice.one(of: persons))\n" }
        if dice.chance(60) { text += "    holder: \(dice.one(of: persons))\n" }
        if dice.chance(50) { text += "    verifier: \(dice.one(of: persons))\n" }
        if dice.chance(30) { text += "    support: [\(dice.one(of: leads))]\n" }
      }
      district.files["responsibility/\(rank)-r.yaml"] = text
    }
  }
}
