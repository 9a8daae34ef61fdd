/// What a duty is owed for, or a finding is made at: a place or a unit (design §2, subject).
package enum Subject: Hashable, Sendable {
  case place(Ref<Place>)
  case unit(Ref<Unit>)
}

/// Which places a rule or duty speaks of; all conditions given must hold.
///
/// `{ kind: [road, lane], zone: key, within: { kind: compound }, has: road-chief }`
package struct PlaceSelector: Hashable, Sendable {
  /// Empty: any.
  package var ids: [Ref<Place>]
  package var kinds: [Ref<PlaceKind>]
  package var zones: [Ref<PlaceZone>]
  /// The place itself or an ancestor is one of these, or of one of these kinds.
  package var withinPlaces: [Ref<Place>]
  package var withinKinds: [Ref<PlaceKind>]
  /// Relations (index into ``Book/relations``) that have a row on the place itself.
  package var has: [Int]

  package init(
    ids: [Ref<Place>] = [], kinds: [Ref<PlaceKind>] = [], zones: [Ref<PlaceZone>] = [],
    withinPlaces: [Ref<Place>] = [], withinKinds: [Ref<PlaceKind>] = [], has: [Int] = []
  ) {
    self.ids = ids
    self.kinds = kinds
    self.zones = zones
    self.withinPlaces = withinPlaces
    self.withinKinds = withinKinds
    self.has = has
  }
}

/// Which units: `{ tier: district, kind: bureau, with-standards: { evidence-file: true } }`.
package struct UnitSelector: Hashable, Sendable {
  package var ids: [Ref<Unit>]
  package var tiers: [String]
  package var kinds: [String]
  package var has: [Int]
  /// Units that are the authority of a sector with at least one such standard.
  package var withStandards: StandardSelector?

  package init(
    ids: [Ref<Unit>] = [], tiers: [String] = [], kinds: [String] = [], has: [Int] = [],
    withStandards: StandardSelector? = nil
  ) {
    self.ids = ids
    self.tiers = tiers
    self.kinds = kinds
    self.has = has
    self.withStandards = withStandards
  }
}

/// Which standards: `{ sector: any }`, `{ sector: [sanitation], veto: true }`, `[road-clean, road-order]`.
///
/// An empty selector matches every question that has a standard or a sector.
package struct StandardSelector: Hashable, Sendable {
  package var ids: [Ref<Standard>]
  package var sectors: [Ref<Sector>]
  package var veto: Bool?
  package var onFinding: Bool?
  /// Tags that must be present (`true`) or absent (`false`).
  package var tags: [String: Bool]

  package init(
    ids: [Ref<Standard>] = [], sectors: [Ref<Sector>] = [], veto: Bool? = nil, onFinding: Bool? = nil,
    tags: [String: Bool] = [:]
  ) {
    self.ids = ids
    self.sectors = sectors
    self.veto = veto
    self.onFinding = onFinding
    self.tags = tags
  }

  package func matches(_ ref: Ref<Standard>, _ standard: Standard) -> Bool {
    (ids.isEmpty || ids.contains(ref))
      && (sectors.isEmpty || sectors.contains(standard.sector))
      && (veto == nil || veto == standard.isVeto)
      && (onFinding == nil || onFinding == standard.isOnFinding)
      && tags.allSatisfy { standard.tags.contains($0.key) == $0.value }
  }

  /// Whether it asks only for a sector, so that it also applies to a question that has a sector and no standard.
  package var asksSectorOnly: Bool { ids.isEmpty && veto == nil && onFinding == nil && tags.isEmpty }
}

/// The subjects of a duty or of a standard.
package enum SubjectSelector: Hashable, Sendable {
  case places(PlaceSelector)
  case units(UnitSelector)
}
