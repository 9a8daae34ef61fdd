import DutyBook

/// Answers whether any place or unit meets given selectors.
///
/// - Cost: a question stops at the first match and looks only at places of the kinds asked for; all questions of a
///   load together look at no more than ``budget`` places, after which they are taken to be met.
struct PlaceCensus {
  private let places: PlaceTable
  private let units: Table<Unit>
  private let people: Table<Person>
  private let standards: Table<Standard>
  private let relations: [Relation]
  private var byKind: [[Int32]] = []
  private var zones: [Int32] = []
  private var budget = 20_000_000

  init(_ loading: Loading) {
    places = loading.places
    units = loading.units
    people = loading.people
    standards = loading.standards
    relations = loading.relations
  }

  // MARK: Places

  /// Whether one place meets all the selectors.
  mutating func hasPlace(_ selectors: [PlaceSelector]) -> Bool {
    if let named = selectors.first(where: { !$0.ids.isEmpty }) {
      return named.ids.contains { ref in selectors.allSatisfy { meets(ref, $0) } }
    }
    prepare()
    let kinds = selectors.map(\.kinds).filter { !$0.isEmpty }.min { $0.count < $1.count }
    let candidates = kinds.map { $0.map(\.index) } ?? Array(byKind.indices)
    for kind in candidates where kind < byKind.count {
      for row in byKind[kind] {
        budget -= 1
        if budget < 0 { return true }
        if selectors.allSatisfy({ meets(Ref(row), $0) }) { return true }
      }
    }
    return false
  }

  private mutating func prepare() {
    guard byKind.isEmpty else { return }
    byKind = [[Int32]](repeating: [], count: places.kindNames.count)
    zones = [Int32](repeating: -1, count: places.count)
    for (row, kind) in places.kinds.enumerated() { byKind[kind.index].append(Int32(row)) }
    for ref in places.topDown {
      let inherited = places.parents[ref.index].map { zones[$0.index] } ?? -1
      zones[ref.index] = places.zones[ref.index]?.raw ?? inherited
    }
  }

  private func meets(_ ref: Ref<Place>, _ selector: PlaceSelector) -> Bool {
    guard selector.kinds.isEmpty || selector.kinds.contains(places.kinds[ref.index]) else { return false }
    guard selector.ids.isEmpty || selector.ids.contains(ref) else { return false }
    guard selector.zones.isEmpty || zone(of: ref).map({ selector.zones.contains($0) }) ?? false else { return false }
    guard selector.has.allSatisfy({ hasRows($0, ref.raw) }) else { return false }
    if selector.withinPlaces.isEmpty, selector.withinKinds.isEmpty { return true }
    return places.lineage(ref).contains {
      selector.withinPlaces.contains($0) || selector.withinKinds.contains(places.kinds[$0.index])
    }
  }

  private func zone(of ref: Ref<Place>) -> Ref<PlaceZone>? {
    if zones.isEmpty { return places.zone(of: ref) }
    return zones[ref.index] < 0 ? nil : Ref(zones[ref.index])
  }

  private func hasRows(_ relation: Int, _ key: Int32) -> Bool {
    // A file that could not be read has no rows; its own diagnostic says why.
    relations[relation].rows.isEmpty || relations[relation].hasRows(key)
  }

  // MARK: Units

  func hasUnit(_ selectors: [UnitSelector]) -> Bool {
    units.refs.contains { ref in selectors.allSatisfy { meets(ref, $0) } }
  }

  private func meets(_ ref: Ref<Unit>, _ selector: UnitSelector) -> Bool {
    let unit = units[ref]
    guard selector.ids.isEmpty || selector.ids.contains(ref) else { return false }
    guard selector.tiers.isEmpty || selector.tiers.contains(unit.tier) else { return false }
    guard selector.kinds.isEmpty || selector.kinds.contains(unit.kind) else { return false }
    guard selector.has.allSatisfy({ hasRows($0, ref.raw) }) else { return false }
    guard let wanted = selector.withStandards else { return true }
    return isAuthority(ref, wanted)
  }

  private func isAuthority(_ unit: Ref<Unit>, _ wanted: StandardSelector) -> Bool {
    guard let authority = relations.first(where: { $0.key == .sector && $0.name == "authority" }) else {
      return false
    }
    guard !authority.rows.isEmpty else { return false }
    return standards.rows.indices.contains { index in
      let standard = standards.rows[index]
      guard wanted.matches(Ref(index), standard) else { return false }
      return authority.rows[authority.range(of: standard.sector.raw)].contains { row in
        row.unit == unit || row.unit == nil && row.person.map { people[$0].unit == unit } ?? false
      }
    }
  }

  // MARK: Rules and duties

  /// Whether a duty's subjects and a rule's selector have a subject in common.
  mutating func canMeet(_ subjects: SubjectSelector, _ selector: RuleSelector) -> Bool {
    switch subjects {
    case .places(let places):
      guard selector.unit == nil else { return false }
      return hasPlace([places] + (selector.place.map { [$0] } ?? []))
    case .units(let units):
      guard selector.place == nil else { return false }
      return hasUnit([units] + (selector.unit.map { [$0] } ?? []))
    }
  }
}
