import DutyBook
import DutyCalendar

/// `tests/*.yaml`: assertions about the rules.
extension Loading {
  func loadTests() {
    for (_, map) in documents(.tests) {
      for item in reader.items(map, "tests") {
        guard let row = reader.map(item, .test, "a test"), let test = readTest(row) else { continue }
        if let earlier = tests.first(where: { $0.name == test.name }) {
          duplicate("test", test.name, test.source, earlier: earlier.source)
        } else {
          tests.append(test)
        }
      }
    }
  }

  private func readTest(_ map: YAMLMap) -> RuleTest? {
    let name = reader.text(map, "test")
    let given = map["given"].flatMap { reader.map($0, .given, "`given`") }
    let then = map["then"].flatMap { reader.map($0, .expectation, "`then`") }
    let expectations = then.map { self.expectations($0) } ?? []
    if let then, then.entries.isEmpty {
      sink.report(.emptyTest, then.place, "the test asserts nothing", help: "add an expectation under `then`")
    }
    guard let given else { return nil }
    let standard = reader.text(given, "standard").flatMap { self.standard($0) }
    let duty = reader.text(given, "duty").flatMap { self.duty($0) }
    if !given.has("standard"), !given.has("duty") {
      sink.report(.missingKey, given.place, "the test names neither a standard nor a duty", help: "add one of them")
    }
    let subject = reader.text(given, "subject").flatMap { self.subject($0) }
    let at = reader.text(given, "at").flatMap { localTime($0, dateAlone: officeOpens ?? WallMinute(minutes: 510)) }
    guard let name, let subject, let at, standard != nil || duty != nil else { return nil }
    return RuleTest(
      name: name.string, standard: standard, duty: duty, subject: subject, at: at, expectations: expectations,
      why: reader.text(map, "why")?.string, source: name.place)
  }

  private func subject(_ text: RuleText) -> Subject? {
    if let place = places.ref(text.string) { return .place(place) }
    if let unit = units.ref(text.string) { return .unit(unit) }
    unknown(text, "place or unit", in: places.ids + units.rows.map(\.id))
    return nil
  }

  private func expectations(_ map: YAMLMap) -> [RuleExpectation] {
    var found: [RuleExpectation] = []
    func add(_ kind: RuleExpectation.Kind?, _ place: SourcePlace) {
      if let kind { found.append(RuleExpectation(kind: kind, source: place)) }
    }
    for role in Role.allCases {
      if let text = reader.text(map, role.rawValue) { add(roleExpectation(role, text), text.place) }
    }
    if map.has("support") {
      add(.support(reader.texts(map, "support").compactMap { unit($0) }.map { units[$0].id }), map.place(of: "support"))
    }
    if map.has("queue") {
      add(.queue(reader.texts(map, "queue").compactMap { unitOrPerson($0) }), map.place(of: "queue"))
    }
    if let text = reader.text(map, "limit") { add(limit(text).map { .limit($0) }, text.place) }
    if let text = reader.text(map, "due") { add(localTime(text, dateAlone: nil).map { .due($0) }, text.place) }
    if let text = reader.text(map, "cadence") { add(cadence(text).map { .cadence($0) }, text.place) }
    if let text = reader.text(map, "opens") { add(flag(text).map { .opens($0) }, text.place) }
    if let value = map["rule"], let inner = reader.map(value, .deciding, "`rule`") {
      for role in Role.allCases {
        guard let text = reader.text(inner, role.rawValue) else { continue }
        if rules.ref(text.string) == nil { unknown(text, "rule", in: rules.rows.map(\.id)) }
        add(.rule(role, text.string), text.place)
      }
    }
    return found
  }

  /// A unit for the lead, a person for the others; `nobody` expects a gap.
  private func roleExpectation(_ role: Role, _ text: RuleText) -> RuleExpectation.Kind? {
    if text.string == "nobody" { return .role(role, nil) }
    let isKnown = role.isUnit ? unit(text) != nil : person(text) != nil
    return isKnown ? .role(role, text.string) : nil
  }

  private func unitOrPerson(_ text: RuleText) -> String? {
    if units.ref(text.string) != nil || people.ref(text.string) != nil { return text.string }
    unknown(text, "unit or person", in: units.rows.map(\.id) + people.rows.map(\.id))
    return nil
  }
}
