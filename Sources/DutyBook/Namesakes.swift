/// What a name may stand for; the raw value is the list of the API that has it.
package enum NameKind: String, Hashable, Sendable, CaseIterable {
  case unit = "units"
  case person = "people"
  case place = "places"
}

/// Something of the registers that has a name.
package struct Namesake: Hashable, Sendable {
  package var id: String
  /// The name of what it belongs to, to tell it from others of its name: a person's unit, a unit's or a place's parent;
  /// empty where there is none.
  package var within: String

  package init(id: String, within: String) {
    self.id = id
    self.within = within
  }
}

extension Book {
  /// Everything of a kind that is called so, in register order: by its identifier or by its name, which several may share.
  package func namesakes(_ name: String, _ kind: NameKind) -> [Namesake] {
    switch kind {
    case .unit:
      units.rows.filter { $0.id == name || $0.name == name }.map { unit in
        Namesake(id: unit.id, within: unit.parent.map { units[$0].name } ?? "")
      }
    case .person:
      people.rows.filter { $0.id == name || $0.name == name }.map { person in
        Namesake(id: person.id, within: units[person.unit].name)
      }
    case .place:
      places.ids.indices.filter { places.ids[$0] == name || places.names[$0] == name }.map { index in
        Namesake(id: places.ids[index], within: places.parents[index].map { places.names[$0.index] } ?? "")
      }
    }
  }
}
