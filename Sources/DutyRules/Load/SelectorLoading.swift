import DutyBook

/// Selectors: which places, units and standards something speaks of.
extension Loading {
  /// `for: { place: … }` and the place half of `of:`.
  func placeSelector(_ map: YAMLMap) -> PlaceSelector {
    var selector = PlaceSelector()
    selector.ids = reader.texts(map, "id").compactMap { knownPlace($0) }
    selector.kinds = reader.texts(map, "kind").compactMap { placeKind($0) }
    selector.zones = reader.texts(map, "zone").compactMap { placeZone($0) }
    selector.has = reader.texts(map, "has").compactMap { relation($0, .place) }
    guard let within = map["within"] else { return selector }
    if within.pairs != nil {
      guard let inner = reader.map(within, .withinSelector, "`within`") else { return selector }
      if inner.entries.isEmpty { emptySelector(within, "within") }
      selector.withinKinds = reader.texts(inner, "kind").compactMap { placeKind($0) }
      selector.withinPlaces = reader.texts(inner, "id").compactMap { knownPlace($0) }
    } else {
      selector.withinPlaces = reader.texts(within, "`within`").compactMap { knownPlace($0) }
    }
    return selector
  }

  private func emptySelector(_ value: YAMLValue, _ key: String) {
    sink.report(.emptyList, value.place, "`\(key)` says nothing", help: "give a condition, or remove it")
  }

  /// A mapping of conditions, or one identifier or several.
  func placeSelector(_ value: YAMLValue, _ what: String) -> PlaceSelector {
    guard value.pairs != nil else {
      return PlaceSelector(ids: reader.texts(value, what).compactMap { knownPlace($0) })
    }
    guard let map = reader.map(value, .placeSelector, what) else { return PlaceSelector() }
    if map.entries.isEmpty { emptySelector(value, "place") }
    return placeSelector(map)
  }

  func unitSelector(_ value: YAMLValue, _ what: String) -> UnitSelector {
    guard value.pairs != nil else {
      return UnitSelector(ids: reader.texts(value, what).compactMap { unit($0) })
    }
    guard let map = reader.map(value, .unitSelector, what) else { return UnitSelector() }
    var selector = UnitSelector()
    selector.ids = reader.texts(map, "id").compactMap { unit($0) }
    selector.tiers = known(reader.texts(map, "tier"), "tier", Set(units.rows.map(\.tier)))
    selector.kinds = known(reader.texts(map, "kind"), "unit kind", Set(units.rows.map(\.kind)))
    selector.has = reader.texts(map, "has").compactMap { relation($0, .unit) }
    if let standards = map["with-standards"] {
      selector.withStandards = standardSelector(standards, "`with-standards`")
    }
    return selector
  }

  /// The words that occur in the register; others are reported.
  private func known(_ texts: [RuleText], _ what: String, _ words: Set<String>) -> [String] {
    for text in texts where !words.contains(text.string) { unknown(text, what, in: words.sorted()) }
    return texts.map(\.string)
  }

  func standardSelector(_ value: YAMLValue, _ what: String) -> StandardSelector {
    guard value.pairs != nil else {
      return StandardSelector(ids: reader.texts(value, what).compactMap { standard($0) })
    }
    guard let map = reader.map(value, .standardSelector, what) else { return StandardSelector() }
    var selector = StandardSelector()
    selector.ids = reader.texts(map, "id").compactMap { standard($0) }
    let sectorTexts = reader.texts(map, "sector")
    if !sectorTexts.contains(where: { $0.string == "any" }) {
      selector.sectors = sectorTexts.compactMap { sector($0) }
    }
    selector.veto = reader.text(map, "veto").flatMap { flag($0) }
    selector.onFinding = reader.text(map, "on-finding").flatMap { flag($0) }
    for (key, value) in reader.pairs(map, "tags") + map.tags {
      tagUses.append(key)
      if let text = reader.text(value, "`\(key.string)`") { selector.tags[key.string] = flag(text) }
    }
    return selector
  }

  /// `of:` of a duty or a standard, `at:` of a post.
  func subjectSelector(_ value: YAMLValue, _ owner: String, key: String = "of") -> SubjectSelector? {
    guard let map = reader.map(value, .subjectSelector, "`\(key)`") else { return nil }
    if let units = map["units"] {
      if map.entries.count > 1 {
        sink.report(
          .wrongShape, value.place, "`\(key)` names units and places at once", help: "keep one of the two")
      }
      let subjects = SubjectSelector.units(unitSelector(units, "`units`"))
      selectorUses.append(SelectorUse(subjects: subjects, place: units.place, owner: owner))
      return subjects
    }
    if map.entries.isEmpty { emptySelector(value, key) }
    let subjects = SubjectSelector.places(placeSelector(map))
    selectorUses.append(SelectorUse(subjects: subjects, place: value.place, owner: owner))
    return subjects
  }

  /// Tags that selectors ask for and no standard has.
  func checkTags() {
    let tags = standards.rows.reduce(into: Set<String>()) { $0.formUnion($1.tags) }
    for use in tagUses where !tags.contains(use.string) {
      let known = MapKind.standardSelector.keys.map(\.name) + tags.sorted()
      sink.report(
        .unknownTag, use.place, "no standard has the tag `\(use.string)`",
        help: nearest.help(use.string, in: known) ?? "known keys and tags: \(known.joined(separator: ", "))")
    }
  }
}
