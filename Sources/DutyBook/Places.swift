import DutyCalendar

/// A place (地点): one row of `places.csv`, as a view into ``PlaceTable``.
package struct Place: Sendable {
  package var ref: Ref<Place>
  package var id: String
  package var name: String
  package var kind: Ref<PlaceKind>
  package var parent: Ref<Place>?
  /// `key` (重点区域), `general` (一般区域) or another name the standards and duties use (M23); inherited when empty.
  package var zone: Ref<PlaceZone>?
  /// The unit whose territory this place is (属地, M03).
  package var unit: Ref<Unit>?
  package var span: DateSpan
}

/// The kind of a place: `road`, `lane`, `compound`, `building`, `site`….
package enum PlaceKind {}
/// The zone of a place: `key`, `general`….
package enum PlaceZone {}

/// All places, column by column, so that a million of them load and scan cheaply.
///
/// - Shape: every column has ``count`` elements; ``topDown`` lists places so that a parent comes before its children.
package struct PlaceTable: Sendable {
  package var ids: [String] = []
  package var names: [String] = []
  package var kinds: [Ref<PlaceKind>] = []
  package var parents: [Ref<Place>?] = []
  package var zones: [Ref<PlaceZone>?] = []
  package var units: [Ref<Unit>?] = []
  package var spans: [DateSpan] = []
  package var lines: [Int32] = []
  /// Former names, for the few that have one.
  package var formerIDs: [Ref<Place>: String] = [:]
  /// Longitude and latitude in millionths of a degree, for the few that have them.
  package var coordinates: [Ref<Place>: (longitude: Int32, latitude: Int32)] = [:]
  package var file = "registers/places.csv"
  package var kindNames: [String] = []
  package var zoneNames: [String] = []
  package var topDown: [Ref<Place>] = []
  package var byID: [String: Int32] = [:]

  package init() {}

  package var count: Int { ids.count }

  package func ref(_ id: String) -> Ref<Place>? { byID[id].map { Ref($0) } }

  package func kind(named name: String) -> Ref<PlaceKind>? {
    kindNames.firstIndex(of: name).map { Ref($0) }
  }

  package func zone(named name: String) -> Ref<PlaceZone>? {
    zoneNames.firstIndex(of: name).map { Ref($0) }
  }

  package func name(of kind: Ref<PlaceKind>) -> String { kindNames[kind.index] }
  package func name(of zone: Ref<PlaceZone>) -> String { zoneNames[zone.index] }

  package func source(_ ref: Ref<Place>) -> SourcePlace { SourcePlace(file, Int(lines[ref.index])) }

  package subscript(_ ref: Ref<Place>) -> Place {
    let index = ref.index
    return Place(
      ref: ref, id: ids[index], name: names[index], kind: kinds[index], parent: parents[index],
      zone: zones[index], unit: units[index], span: spans[index])
  }

  /// The place itself, then its parent, and so on to the root.
  package func lineage(_ ref: Ref<Place>) -> PlaceLineage { PlaceLineage(parents: parents, current: ref) }

  /// The zone of a place: its own, else the nearest ancestor's.
  package func zone(of ref: Ref<Place>) -> Ref<PlaceZone>? {
    for place in lineage(ref) {
      if let zone = zones[place.index] { return zone }
    }
    return nil
  }
}

/// A walk from a place to the root of the tree.
package struct PlaceLineage: Sequence, IteratorProtocol {
  let parents: [Ref<Place>?]
  var current: Ref<Place>?

  package mutating func next() -> Ref<Place>? {
    guard let place = current else { return nil }
    current = parents[place.index]
    return place
  }
}
