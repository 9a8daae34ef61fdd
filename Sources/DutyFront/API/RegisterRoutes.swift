import DutyBook
import DutyLedger
import DutyReporting
import DutyRights
import DutyRules
import HTTPTypes
import HummingbirdCore

/// The registers as the book in force has them: units, people, places.
package struct RegisterRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let search = Schemas.query("q", "Whose identifier or name holds this text", Shape.text(100))
    func page(_ name: String) -> [RouteAnswer] { [RouteAnswer(200, "A page", schema: Schemas.page(name))] }
    func one(_ name: String) -> [RouteAnswer] { [RouteAnswer(200, "It", schema: Schemas.reference(name))] }
    return [
      Route(
        .get, "/api/v1/units", "unit-list", "Units, in register order", .may(.readRegisters),
        parameters: [search, Schemas.query("parent", "Directly below this unit"), Schemas.after, Schemas.limit],
        answers: page("Unit"), run: units),
      Route(
        .get, "/api/v1/units/{id}", "unit-show", "A unit", .may(.readRegisters), parameters: [Schemas.id("Its id")],
        answers: one("Unit")
      ) { (request) throws(Problem) in
        guard let unit = request.book.units[request.parameter("id")] else { throw Self.unknown("unit", request) }
        return .json(BookJSON.unit(unit, in: request.book))
      },
      Route(
        .get, "/api/v1/people", "person-list", "People, in register order", .may(.readRegisters),
        parameters: [search, Schemas.query("unit", "Of this unit"), Schemas.after, Schemas.limit],
        answers: page("Person"), run: people),
      Route(
        .get, "/api/v1/people/{id}", "person-show", "A person with their posts today", .may(.readRegisters),
        parameters: [Schemas.id("Their id")], answers: one("Person")
      ) { (request) throws(Problem) in
        let book = request.book
        guard let ref = book.people.ref(request.parameter("id")) else { throw Self.unknown("person", request) }
        var fields = BookJSON.person(book.people[ref], in: book).object ?? [:]
        fields["posts"] = BookJSON.posts(of: ref, on: request.today, in: book)
        return .json(.object(fields))
      },
      Route(
        .get, "/api/v1/places", "place-list", "Places, in register order", .may(.readRegisters),
        parameters: [
          search, Schemas.query("parent", "Directly below this place"), Schemas.query("kind", "Of this kind"),
          Schemas.after, Schemas.limit,
        ], answers: page("Place"), run: places),
      Route(
        .get, "/api/v1/places/{id}", "place-show", "A place", .may(.readRegisters), parameters: [Schemas.id("Its id")],
        answers: one("Place")
      ) { (request) throws(Problem) in
        guard let ref = request.book.places.ref(request.parameter("id")) else { throw Self.unknown("place", request) }
        return .json(BookJSON.place(ref, in: request.book))
      },
    ]
  }

  static func unknown(_ what: String, _ request: FrontRequest) -> Problem {
    .notFound("there is no \(what) `\(request.parameter("id").prefix(60))`", help: "see the list")
  }

  /// What a filter of a list names; `nil` where the list is not filtered by it.
  ///
  /// - Errors: 404 with the nearest name, for what nothing in the register has.
  private static func named<Value>(
    _ filter: String, _ what: String, _ request: FrontRequest, among known: () -> [String], _ find: (String) -> Value?
  ) throws(Problem) -> Value? {
    guard let word = request.query[filter] else { return nil }
    if let value = find(word) { return value }
    let near = nearestName(to: word, among: known()).map { "did you mean `\($0)`?" }
    throw .notFound("there is no \(what) `\(word.prefix(60))`", help: near ?? "leave `\(filter)` out and see the list")
  }

  /// A page of a table: the rows from a place on that pass.
  static func page(
    _ request: FrontRequest, count: Int, start: (String) -> Int?, id: (Int) -> String,
    _ passes: (Int) -> Bool, _ value: (Int) -> JSONValue
  ) throws(Problem) -> Response {
    let limit = request.query["limit"].flatMap { Int($0) } ?? 100
    var index = try request.after(start).map { $0 + 1 } ?? 0
    var items: [JSONValue] = []
    var looked = 0
    // So many rows are looked at for one page, whatever they are asked for: the next page goes on.
    while index < count, items.count < limit, looked < 100_000 {
      if passes(index) { items.append(value(index)) }
      index += 1
      looked += 1
    }
    return .json(["items": .array(items), "next": index < count && index > 0 ? .string(id(index - 1)) : .null])
  }

  @Sendable
  private func units(_ request: FrontRequest) async throws(Problem) -> Response {
    let units = request.book.units
    let parent = try Self.named("parent", "unit", request, among: { units.rows.map(\.id) }) { units.ref($0) }
    let text = request.query["q"]
    return try Self.page(
      request, count: units.count, start: { units.ref($0)?.index }, id: { units.rows[$0].id },
      { index in
        let unit = units.rows[index]
        if let parent, unit.parent != parent { return false }
        return matches(text, unit.id, unit.name)
      }, { BookJSON.unit(units.rows[$0], in: request.book) })
  }

  @Sendable
  private func people(_ request: FrontRequest) async throws(Problem) -> Response {
    let book = request.book
    let (people, text) = (book.people, request.query["q"])
    let unit = try Self.named("unit", "unit", request, among: { book.units.rows.map(\.id) }) { book.units.ref($0) }
    return try Self.page(
      request, count: people.count, start: { people.ref($0)?.index }, id: { people.rows[$0].id },
      { index in
        let person = people.rows[index]
        if let unit, person.unit != unit { return false }
        return matches(text, person.id, person.name)
      }, { BookJSON.person(people.rows[$0], in: book) })
  }

  @Sendable
  private func places(_ request: FrontRequest) async throws(Problem) -> Response {
    let book = request.book
    let (places, text) = (book.places, request.query["q"])
    let parent = try Self.named("parent", "place", request, among: { places.ids }) { places.ref($0) }
    let kind = try Self.named("kind", "kind of place", request, among: { places.kindNames }) { places.kind(named: $0) }
    return try Self.page(
      request, count: places.count, start: { places.ref($0)?.index }, id: { places.ids[$0] },
      { index in
        if let parent, places.parents[index] != parent { return false }
        if let kind, places.kinds[index] != kind { return false }
        return matches(text, places.ids[index], places.names[index])
      }, { BookJSON.place(Ref($0), in: book) })
  }

  private func matches(_ text: String?, _ id: String, _ name: String) -> Bool {
    guard let text else { return true }
    return id.utf8.containsText(text) || name.utf8.containsText(text)
  }
}

extension String.UTF8View {
  /// Whether these bytes hold those of a text: no Foundation, no normalisation.
  func containsText(_ text: String) -> Bool {
    let pattern = Array(text.utf8)
    let bytes = Array(self)
    guard !pattern.isEmpty, bytes.count >= pattern.count else { return pattern.isEmpty }
    return (0...bytes.count - pattern.count).contains { bytes[$0..<$0 + pattern.count].elementsEqual(pattern) }
  }
}
