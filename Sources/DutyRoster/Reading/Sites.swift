import DutyBook
import DutyCalendar

/// The places or units that a selector takes in, in register order.
func subjects(of selector: SubjectSelector, in book: Book) -> [Subject] {
  switch selector {
  case .places(let wanted):
    let all: [Ref<Place>] = book.places.ids.indices.map { (index: Int) in Ref(index) }
    return all.filter { wanted.matches($0, book) }.map { Subject.place($0) }
  case .units(let wanted):
    return units(of: wanted, in: book).map { (unit: Ref<Unit>) in Subject.unit(unit) }
  }
}

/// The units that a selector takes in, in register order.
func units(of selector: UnitSelector, in book: Book) -> [Ref<Unit>] {
  let wanted = selector.withStandards.map { authorities(over: $0, in: book) }
  return book.units.refs.filter { ref in
    let unit = book.units[ref]
    if !selector.ids.isEmpty, !selector.ids.contains(ref) { return false }
    if !selector.tiers.isEmpty, !selector.tiers.contains(unit.tier) { return false }
    if !selector.kinds.isEmpty, !selector.kinds.contains(unit.kind) { return false }
    if let wanted, !wanted.contains(ref) { return false }
    return selector.has.allSatisfy { book.relations[$0].hasRows(ref.raw) }
  }
}

/// Units that are the authority of a sector with at least one such standard.
private func authorities(over wanted: StandardSelector, in book: Book) -> Set<Ref<Unit>> {
  guard let authority = book.relation(.sector, "authority") else { return [] }
  let sectors = Set(
    book.standards.refs.filter { wanted.matches($0, book.standards[$0]) }.map { book.standards[$0].sector.raw })
  return Set(book.relations[authority].rows.filter { sectors.contains($0.key) }.compactMap(\.unit))
}

extension PlaceSelector {
  fileprivate func matches(_ place: Ref<Place>, _ book: Book) -> Bool {
    let places = book.places
    if !kinds.isEmpty, !kinds.contains(places.kinds[place.index]) { return false }
    if !ids.isEmpty, !ids.contains(place) { return false }
    if !zones.isEmpty {
      guard let zone = places.zone(of: place), zones.contains(zone) else { return false }
    }
    if !withinKinds.isEmpty || !withinPlaces.isEmpty {
      let isWithin = places.lineage(place).contains {
        withinPlaces.contains($0) || withinKinds.contains(places.kinds[$0.index])
      }
      if !isWithin { return false }
    }
    return has.allSatisfy { book.relations[$0].hasRows(place.raw) }
  }
}

extension Book {
  /// Whether a place or unit is in the register on a day.
  func holds(_ subject: Subject, on day: CivilDate) -> Bool {
    switch subject {
    case .place(let place): places.spans[place.index].contains(day)
    case .unit(let unit): units[unit].span.contains(day)
    }
  }
}
