import DutyBook

/// A mapping whose keys were compared with its table.
struct YAMLMap {
  let kind: MapKind
  let place: SourcePlace
  let entries: [String: YAMLValue]
  let keyPlaces: [String: SourcePlace]
  /// Keys beyond the table, where the mapping takes tags.
  var tags: [(key: RuleText, value: YAMLValue)] = []

  /// The value of a key; `nil` where it is absent.
  subscript(_ key: String) -> YAMLValue? { entries[key] }

  /// Where a key stands, or the mapping itself.
  func place(of key: String) -> SourcePlace { keyPlaces[key] ?? place }

  func has(_ key: String) -> Bool { entries[key] != nil }
}

/// Reads YAML values by shape and reports what does not fit.
final class YAMLReader {
  private let sink: DiagnosticSink
  private let nearest: NearestName

  init(_ sink: DiagnosticSink, _ nearest: NearestName) {
    self.sink = sink
    self.nearest = nearest
  }

  /// A mapping with known keys; unknown, empty and missing ones are reported, the rest is still given.
  func map(_ value: YAMLValue, _ kind: MapKind, _ what: String) -> YAMLMap? {
    guard let pairs = value.pairs else {
      wrongShape(value, "\(what) must be a mapping (`key: value`)")
      return nil
    }
    if pairs.count < value.pairCount {
      sink.report(.wrongShape, value.place, "\(what) has a key that is not a word")
    }
    var entries: [String: YAMLValue] = [:]
    var places: [String: SourcePlace] = [:]
    var tags: [(key: RuleText, value: YAMLValue)] = []
    for (key, item) in pairs {
      guard kind.key(key.string) != nil else {
        if kind.takesTags { tags.append((key, item)) } else { unknownKey(key, kind) }
        continue
      }
      places[key.string] = key.place
      if item.isEmpty {
        sink.report(.missingValue, key.place, "`\(key.string)` has no value", help: "give one or remove the key")
      } else {
        entries[key.string] = item
      }
    }
    for key in kind.keys where key.isRequired && places[key.name] == nil {
      sink.report(.missingKey, value.place, "\(what) has no `\(key.name)`", help: "add it: \(key.note)")
    }
    return YAMLMap(kind: kind, place: value.place, entries: entries, keyPlaces: places, tags: tags)
  }

  func unknownKey(_ key: RuleText, _ kind: MapKind) {
    let known = kind.keys.map(\.name)
    sink.report(
      .unknownKey, key.place, "unknown key `\(key.string)`",
      help: nearest.help(key.string, in: known) ?? "known keys: \(known.joined(separator: ", "))")
  }

  func wrongShape(_ value: YAMLValue, _ message: String) {
    sink.report(.wrongShape, value.place, "\(message), this is \(value.shape)")
  }

  /// The text under a key; `nil` where it is absent or not a scalar.
  func text(_ map: YAMLMap, _ key: String) -> RuleText? {
    guard let value = map[key] else { return nil }
    return text(value, "`\(key)`")
  }

  func text(_ value: YAMLValue, _ what: String) -> RuleText? {
    guard let text = value.text else {
      wrongShape(value, "\(what) must be one value")
      return nil
    }
    if trimmingBlanks(text.string).isEmpty {
      sink.report(.missingValue, text.place, "\(what) has no value")
      return nil
    }
    return text
  }

  /// The items of a list under a key; an empty list is reported.
  func items(_ map: YAMLMap, _ key: String) -> [YAMLValue] {
    guard let value = map[key] else { return [] }
    guard let items = value.items else {
      wrongShape(value, "`\(key)` must be a list")
      return []
    }
    if items.isEmpty { sink.report(.emptyList, value.place, "`\(key)` is an empty list") }
    return items
  }

  /// One value or a list of values.
  func texts(_ map: YAMLMap, _ key: String) -> [RuleText] {
    guard let value = map[key] else { return [] }
    return texts(value, "`\(key)`")
  }

  func texts(_ value: YAMLValue, _ what: String) -> [RuleText] {
    guard let items = value.items else { return text(value, what).map { [$0] } ?? [] }
    if items.isEmpty {
      sink.report(
        .emptyList, value.place, "\(what) is an empty list", help: "name something, or remove it")
    }
    return items.compactMap { text($0, "an item of \(what)") }
  }

  /// The pairs of a mapping with free keys under a key.
  func pairs(_ map: YAMLMap, _ key: String) -> [(key: RuleText, value: YAMLValue)] {
    guard let value = map[key] else { return [] }
    guard let pairs = value.pairs else {
      wrongShape(value, "`\(key)` must be a mapping (`key: value`)")
      return []
    }
    if pairs.isEmpty { sink.report(.emptyList, value.place, "`\(key)` is empty") }
    return pairs
  }
}
