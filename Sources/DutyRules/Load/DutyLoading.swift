import DutyBook
import DutyCalendar

/// `duties/*.yaml`.
extension Loading {
  func loadDuties() {
    for (_, map) in documents(.duties) {
      for item in reader.items(map, "duties") {
        guard let row = reader.map(item, .duty, "a duty"), let duty = readDuty(row) else { continue }
        if let earlier = duties.add(duty) { duplicate("duty", duty.id, duty.source, earlier: earlier.source) }
      }
    }
  }

  private func readDuty(_ map: YAMLMap) -> Duty? {
    let idText = reader.text(map, "duty")
    let id = idText.flatMap { newID($0, reserved: ["all", "any"]) }
    let subjects = map["of"].flatMap { subjectSelector($0, "duty `\(idText?.string ?? "")`") }
    let timing = self.timing(map, inheriting: nil)
    let zones = self.zones(map, timing)
    let standards = dutyStandards(map)
    let offDay: OffDay? = word(map, "off-day")
    let catchUp: CatchUp? = word(map, "catch-up")
    let grain: Grain? = word(map, "grain")
    let sector = reader.text(map, "sector").flatMap { self.sector($0) }
    let span = self.span(from: reader.text(map, "from"), until: reader.text(map, "until"))
    let signOff = reader.text(map, "sign-off").flatMap { role($0, .signOff, subjectIsUnit: isOfUnits(subjects)) }
    let starts = reader.text(map, "starts").flatMap { oneOf(["now", "next"], $0, "starts") }
    let evidence = map.has("evidence") ? reader.texts(map, "evidence").map(\.string) : commonEvidence(standards)
    let atLeast = amounts(map, "at-least")
    let quantity = self.quantity(map)
    let cascade = self.cascade(map, timing)
    guard let id, let idText, let subjects, let timing else { return nil }
    return Duty(
      id: id, name: reader.text(map, "name")?.string ?? id, was: reader.text(map, "was")?.string, of: subjects,
      standards: standards, sector: sector, grain: grain ?? .subject, timing: timing, zones: zones,
      offDay: offDay ?? .keep, catchUp: catchUp ?? .latest, evidence: evidence, atLeast: atLeast,
      atMost: amounts(map, "at-most"), quantity: quantity, hasParts: reader.text(map, "parts").flatMap { flag($0) },
      cascade: cascade, signOff: signOff,
      startsNow: starts == "now", span: span, basis: reader.text(map, "basis")?.string,
      ask: reader.text(map, "ask")?.string ?? "", source: idText.place)
  }

  private func word<Word: RawRepresentable & CaseIterable>(_ map: YAMLMap, _ key: String) -> Word?
  where Word.RawValue == String {
    reader.text(map, key).flatMap { choice($0, key) }
  }

  private func isOfUnits(_ subjects: SubjectSelector?) -> Bool {
    if case .units = subjects { true } else { false }
  }

  /// `every`, `opens`, `due`; a zone inherits what it does not say.
  private func timing(_ map: YAMLMap, inheriting base: DutyTiming?) -> DutyTiming? {
    let every = reader.text(map, "every").flatMap { cadence($0) }
    let opens = reader.text(map, "opens").flatMap { clock($0) }
    let dueText = reader.text(map, "due")
    let due = dueText.flatMap { limit($0) }
    if map.has("every"), every == nil { return nil }
    guard let cadence = every ?? base?.cadence,
      let opening = opens ?? base?.opens ?? officeOpens ?? WallMinute(minutes: 510)
    else { return nil }
    let timing = DutyTiming(cadence: cadence, opens: opening, due: due ?? base?.due ?? .endOfPeriod)
    if case .clock(let minute) = timing.due, minute <= opening, !isExpression(cadence) {
      sink.report(
        .dueBeforeOpening, dueText?.place ?? map.place, "due at \(minute), but it opens only at \(opening)",
        help: "move `due` after `opens`")
    }
    return timing
  }

  /// A calendar expression opens at its own time of day.
  private func isExpression(_ cadence: Cadence) -> Bool {
    if case .expression = cadence.form { true } else { false }
  }

  private func zones(_ map: YAMLMap, _ base: DutyTiming?) -> [DutyZone] {
    reader.pairs(map, "zones").compactMap { name, value in
      guard let inner = reader.map(value, .dutyZone, "zone `\(name.string)`"), let zone = placeZone(name), let base,
        let timing = self.timing(inner, inheriting: base)
      else { return nil }
      return DutyZone(zone: zone, timing: timing)
    }
  }

  /// The checklist: identifiers, or the standards that a selector finds.
  private func dutyStandards(_ map: YAMLMap) -> [Ref<Standard>] {
    guard let value = map["standards"] else { return [] }
    guard value.pairs != nil else { return unique(reader.texts(map, "standards")) }
    let selector = standardSelector(value, "`standards`")
    let found = standards.refs.filter { selector.matches($0, standards[$0]) }
    if found.isEmpty {
      sink.report(.matchesNothing, value.place, "no standard meets these conditions", help: "correct them")
    }
    return found
  }

  private func unique(_ texts: [RuleText]) -> [Ref<Standard>] {
    var seen: [Ref<Standard>: SourcePlace] = [:]
    var found: [Ref<Standard>] = []
    for text in texts {
      guard let ref = standard(text) else { continue }
      if let earlier = seen[ref] {
        duplicate("standard of one duty:", text.string, text.place, earlier: earlier)
      } else {
        seen[ref] = text.place
        found.append(ref)
      }
    }
    return found
  }

  private func commonEvidence(_ refs: [Ref<Standard>]) -> [String] {
    var evidence: [String] = []
    for word in refs.flatMap({ standards[$0].evidence }) where !evidence.contains(word) { evidence.append(word) }
    return evidence
  }

  private func quantity(_ map: YAMLMap) -> DutyQuantity? {
    guard let value = map["quantity"], let inner = reader.map(value, .dutyQuantity, "`quantity`"),
      let name = reader.text(inner, "name"),
      let target = reader.text(inner, "target").flatMap({ whole($0, 1...1_000_000_000) })
    else { return nil }
    return DutyQuantity(name: name.string, target: target)
  }

  /// The levels of a duty that is handed down (M33); such a duty never opens by itself.
  private func cascade(_ map: YAMLMap, _ timing: DutyTiming?) -> [CascadeHop] {
    let hops = reader.items(map, "cascade").compactMap { item -> CascadeHop? in
      guard let row = reader.map(item, .cascadeHop, "a level of `cascade`"),
        let kind = reader.text(row, "to").flatMap({ placeKind($0) }),
        let due = reader.text(row, "due").flatMap({ limit($0) })
      else { return nil }
      return CascadeHop(kind: kind, due: due)
    }
    if let timing, timing.cadence.form != .onDemand, let value = map["cascade"] {
      sink.report(
        .badValue, value.place, "a duty with a `cascade` opens every `\(timing.cadence)` by itself",
        help: "write `every: on demand`: somebody starts it with `dutyctl cascade start`")
    }
    return hops
  }

  private func amounts(_ map: YAMLMap, _ name: String) -> [String: Int] {
    var amounts: [String: Int] = [:]
    for (key, value) in reader.pairs(map, name) {
      if let text = reader.text(value, "`\(key.string)`"), let amount = whole(text, 0...1_000_000_000) {
        amounts[key.string] = amount
      }
    }
    return amounts
  }
}
