import DutyBook
import DutyCalendar

/// `registers/units.csv`, `people.csv`, `sectors.csv`.
extension Loading {
  /// Words that begin a role expression: no unit or person may have them as an identifier.
  static let reservedRoots: Set<String> = [
    "place", "unit", "subject", "standard", "sector", "lead", "leader", "holder", "office", "outside", "nobody", "any",
    "all",
  ]

  func loadUnits() {
    let columns = [
      CSVColumn("id", required: true), CSVColumn("name", required: true), CSVColumn("parent"), CSVColumn("tier"),
      CSVColumn("kind"), CSVColumn("from"), CSVColumn("until"), CSVColumn("was"),
    ]
    guard let table = register("units", columns, required: true) else { return }
    var parents: [(child: Ref<Unit>, parent: RuleText)] = []
    while table.next() {
      guard let (id, name) = idAndName(table) else { continue }
      let unit = Unit(
        id: id, name: name, tier: table.text(3) ?? "", kind: table.text(4) ?? "",
        span: span(from: table.value(5), until: table.value(6)), was: table.text(7), source: table.place(0))
      if let earlier = units.add(unit) {
        duplicate("unit", id, unit.source, earlier: earlier.source)
      } else if let parent = table.value(2) {
        parents.append((Ref(units.count - 1), parent))
      }
    }
    setParents(parents)
    checkUnitTree()
  }

  private func setParents(_ parents: [(child: Ref<Unit>, parent: RuleText)]) {
    for (child, text) in parents {
      guard let parent = unit(text) else { continue }
      var row = units[child]
      row.parent = parent
      units.replace(child, with: row)
    }
  }

  private func checkUnitTree() {
    let tree = TreeOrder(parents: units.rows.map { $0.parent?.raw ?? -1 })
    for cycle in tree.cycles {
      let members = cycle.map { units[Ref($0)] }
      reportCycle(.unitCycle, members.map { ($0.id, $0.source) })
    }
    if let deep = tree.topDown.first(where: { Int(tree.depths[Int($0)]) >= ReadLimits.treeDepth }) {
      sink.report(
        .treeTooDeep, units[Ref(deep)].source,
        "unit `\(units[Ref(deep)].id)` is more than \(ReadLimits.treeDepth) levels deep")
    }
  }

  /// Names the members of a circle, at most ten, at the first of them.
  func reportCycle(_ code: DiagnosticCodes, _ members: [(id: String, place: SourcePlace)]) {
    guard let first = members.first else { return }
    let path = members.prefix(10).map { "`\($0.id)`" } + (members.count > 10 ? ["…"] : []) + ["`\(first.id)`"]
    sink.report(
      code, first.place, "each is inside the next: \(path.joined(separator: " → "))",
      help: "break the circle of parents",
      related: members.dropFirst().prefix(9).map { .init($0.place, "`\($0.id)` is part of it") })
  }

  func idAndName(_ table: CSVTable, reserved: Set<String> = Loading.reservedRoots) -> (String, String)? {
    let name = table.required(1)
    guard table.required(0) != nil, let text = table.value(0), let id = newID(text, reserved: reserved), let name
    else { return nil }
    return (id, name)
  }

  func loadPeople() {
    let columns = [
      CSVColumn("id", required: true), CSVColumn("name", required: true), CSVColumn("unit", required: true),
      CSVColumn("from"), CSVColumn("until"), CSVColumn("was"),
    ]
    guard let table = register("people", columns, required: true) else { return }
    while table.next() {
      guard let (id, name) = idAndName(table), table.required(2) != nil, let unitText = table.value(2),
        let unit = self.unit(unitText)
      else { continue }
      let person = Person(
        id: id, name: name, unit: unit, span: span(from: table.value(3), until: table.value(4)), was: table.text(5),
        source: table.place(0))
      if let other = units[id] {
        duplicate("a person and a unit:", id, person.source, earlier: other.source)
      } else if let earlier = people.add(person) {
        duplicate("person", id, person.source, earlier: earlier.source)
      }
    }
  }

  func loadSectors() {
    let columns = [CSVColumn("id", required: true), CSVColumn("name", required: true), CSVColumn("was")]
    guard let table = register("sectors", columns, required: true) else { return }
    while table.next() {
      guard let (id, name) = idAndName(table, reserved: ["any"]) else { continue }
      let sector = Sector(id: id, name: name, was: table.text(2), source: table.place(0))
      if let earlier = sectors.add(sector) { duplicate("sector", id, sector.source, earlier: earlier.source) }
    }
  }
}
