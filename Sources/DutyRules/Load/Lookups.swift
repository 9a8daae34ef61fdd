import DutyBook
import DutyCalendar

/// Names of things that exist: each is found, or reported with the nearest one.
extension Loading {
  func unit(_ text: RuleText) -> Ref<Unit>? {
    if let ref = units.ref(text.string) { return ref }
    unknown(text, "unit", in: units.rows.lazy.map(\.id))
    return nil
  }

  func person(_ text: RuleText) -> Ref<Person>? {
    if let ref = people.ref(text.string) { return ref }
    unknown(text, "person", in: people.rows.lazy.map(\.id))
    return nil
  }

  func sector(_ text: RuleText) -> Ref<Sector>? {
    if let ref = sectors.ref(text.string) { return ref }
    unknown(text, "sector", in: sectors.rows.lazy.map(\.id))
    return nil
  }

  func standard(_ text: RuleText) -> Ref<Standard>? {
    if let ref = standards.ref(text.string) { return ref }
    unknown(text, "standard", in: standards.rows.lazy.map(\.id))
    return nil
  }

  func duty(_ text: RuleText) -> Ref<Duty>? {
    if let ref = duties.ref(text.string) { return ref }
    unknown(text, "duty", in: duties.rows.lazy.map(\.id))
    return nil
  }

  func knownPlace(_ text: RuleText) -> Ref<Place>? {
    if let ref = places.ref(text.string) { return ref }
    unknown(text, "place", in: places.ids)
    return nil
  }

  func placeKind(_ text: RuleText) -> Ref<PlaceKind>? {
    if let ref = places.kind(named: text.string) { return ref }
    unknown(text, "place kind", in: places.kindNames)
    return nil
  }

  func placeZone(_ text: RuleText) -> Ref<PlaceZone>? {
    if let ref = places.zone(named: text.string) { return ref }
    unknown(text, "zone", in: places.zoneNames)
    return nil
  }

  func relation(_ text: RuleText, _ key: RelationKey) -> Int? {
    if let signature = signatures.first(where: { $0.key == key && $0.name == text.string }) { return signature.index }
    if let other = signatures.first(where: { $0.name == text.string }) {
      sink.report(
        .unknownID, text.place, "relation `\(text.string)` is one of a \(other.key.rawValue), not of a \(key.rawValue)")
    } else {
      unknown(text, "relation of a \(key.rawValue)", in: signatures.filter { $0.key == key }.map(\.name))
    }
    return nil
  }

  func unknown(_ text: RuleText, _ what: String, in known: some Sequence<String>) {
    guard !unread.contains(what) else { return }
    guard sink.hasRoom(.unknownID, text.place.file) else {
      sink.report(.unknownID, text.place, "")
      return
    }
    sink.report(
      .unknownID, text.place, "unknown \(what) `\(shortened(text.string))`", help: nearest.help(text.string, in: known))
  }

  /// Reports a second thing of the same name.
  func duplicate(_ what: String, _ id: String, _ place: SourcePlace, earlier: SourcePlace) {
    sink.report(
      .duplicateID, place, "\(what) `\(id)` is given twice", help: "rename one or remove it",
      related: [.init(earlier, "first given here")])
  }
}
