import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Findings: filed by anybody, followed by number, settled by the office.
package struct FindingRoutes: RouteGroup {
  private let codes = FindingCodes()

  package init() {}

  package var routes: [Route] {
    let one = RouteAnswer(200, "The finding and what came of it", schema: Shape.anything)
    return [
      Route(
        .get, "/api/v1/findings", "finding-list", "Findings, the newest first", .may(.readFinding),
        parameters: FindingQuestion.parameters + [Schemas.after, Schemas.limit],
        answers: [RouteAnswer(200, "A page", schema: Schemas.page("Finding"))], run: list),
      Route(
        .post, "/api/v1/findings", "finding-add", "Files a finding; without signing in it waits for the office",
        .may(.fileFinding), body: RouteBody(json: Self.filed),
        answers: [RouteAnswer(200, "Taken in", schema: Self.taken)], run: add),
      Route(
        .get, "/api/v1/findings/{id}", "finding-show", "A finding with everything around it", .may(.readFinding),
        parameters: [Schemas.id("Its number, such as F-0A1B2C3D4E")],
        answers: [RouteAnswer(200, "The finding", schema: Schemas.reference("Finding"))], run: show),
      Route(
        .get, "/api/v1/findings/{id}/progress", "finding-follow",
        "What a reporter may know of a finding, by its number",
        .may(.followFinding), parameters: [Schemas.id("Its number")],
        answers: [RouteAnswer(200, "How it stands", schema: Self.progress)], run: follow),
      Route(
        .post, "/api/v1/findings/{id}/classify", "finding-classify", "Tells the standard and the place",
        .may(.settleFinding), parameters: [Schemas.id("Its number")],
        body: RouteBody(
          json: Shape.body(["standard": Shape.text(200, least: 1), "place": Shape.text(200)], required: ["standard"])),
        answers: [one]
      ) { (request) throws(Problem) in
        try await request.done("finding-classify", try request.json(), ["finding": .string(request.parameter("id"))])
      },
      Route(
        .post, "/api/v1/findings/{id}/join", "finding-join", "Says that it is the same as another",
        .may(.settleFinding),
        parameters: [Schemas.id("Its number")],
        body: RouteBody(
          json: Shape.body(
            [
              "into": Shape.text(40, least: 1), "reason": Shape.text(TextLimit.note, least: 1),
              "across": Shape.flag,
            ], required: ["into", "reason"])
        ), answers: [one]
      ) { (request) throws(Problem) in
        try await request.done("finding-join", try request.json(), ["finding": .string(request.parameter("id"))])
      },
      Route(
        .post, "/api/v1/finding-lists", "finding-import", "Takes a problem list in, row by row", .may(.importFindings),
        parameters: [
          Schemas.query("source", "The source of rows that name none", Shape.text(100)),
          Schemas.query("found-at", "When rows without a time were found", Shape.text(60)),
          Schemas.query("dry-run", "Only says what would become of each row", Shape.flag),
        ], body: RouteBody(types: ["text/csv": Shape.text]),
        answers: [RouteAnswer(200, "What became of each row", schema: Shape.anything)], bodyLimit: 8 << 20,
        run: importList),
    ]
  }

  private static let filed = Shape.body(
    [
      "text": Shape.text(TextLimit.statement, least: 1), "standard": Shape.text(200), "place": Shape.text(200),
      "lat": Shape.text(20),
      "lon": Shape.text(20), "source": Shape.text(100), "found-at": Shape.text(60),
      "reporter": Shape.text(TextLimit.line), "contact": Shape.text(TextLimit.line),
      "evidence": Shape.list(Shape.text(64), most: 20), "unclassified": Shape.flag,
    ], required: ["text"])
  private static let taken = Shape.answer([
    "outcome": Shape.text, "id": Shape.text, "code": Shape.text, "notes": Shape.list(Shape.text),
  ])
  private static let progress = Shape.answer([
    "id": Shape.text, "standing": Shape.text, "taken-at": Shape.instant, "answers": Shape.list(Shape.anything),
  ])

  @Sendable
  private func add(_ request: FrontRequest) async throws(Problem) -> Response {
    var fields = try request.json().object ?? [:]
    let isInspector = request.may(.importFindings, .district)
    if request.actor.isPerson {
      fields["by"] = .string(request.actor.id)
      if fields["source"] == nil { fields["source"] = isInspector ? "inspection" : "patrol" }
    } else {
      fields["by"] = .string(Finding.citizen)
      fields["source"] = .string(FindingSource.citizen)
      fields["unclassified"] = true
      fields["evidence"] = nil
    }
    let reply = try await request.perform("finding-add", .object(fields))
    var answer: [String: JSONValue] = [
      "outcome": reply["outcome"] ?? "", "notes": reply["notes"] ?? [],
      "id": reply["finding"]?["id"] ?? "",
    ]
    if request.actor.isPerson { answer["finding"] = reply["finding"] }
    let id = reply["finding"]?["id"]?.string ?? ""
    // By number and code the pages tell whoever filed it how it stands.
    answer["code"] = .string(try await codes.code(of: id, request))
    return .json(.object(answer), fields: [.location: "/api/v1/findings/\(id)/progress"])
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    let card = try await request.findingCard(request.parameter("id"))
    try request.require(.readFinding, Resource(card, in: request.book))
    let zone = request.zone
    let whole = try await request.reading { store throws(StoreError) in
      FindingJSON.whole(
        card, answers: try store.letters(to: card.finding.id), joined: try store.findingsJoined(to: card.finding),
        looks: try store.reinspections(of: card.finding), in: zone)
    }
    return .json(Discretion.reads(card.finding, request) ? whole : Discretion.anonymous(whole))
  }

  @Sendable
  private func follow(_ request: FrontRequest) async throws(Problem) -> Response {
    let card = try await request.findingCard(request.parameter("id"))
    let zone = request.zone
    let answers = try await request.reading { store throws(StoreError) in try store.letters(to: card.finding.id) }
    return .json([
      "id": .string(card.finding.id), "standing": .string(card.standing.rawValue),
      "taken-at": .string(zone.rfc3339(card.at)),
      "due": card.due.map { .string(zone.rfc3339($0)) } ?? .null,
      "answers": .array(
        answers.map { ["at": .string(zone.rfc3339($0.at)), "text": .string($0.record.text)] }),
    ])
  }

  @Sendable
  private func importList(_ request: FrontRequest) async throws(Problem) -> Response {
    guard let text = String(validating: request.body, as: UTF8.self) else {
      throw .badRequest("the list is no UTF-8", help: "save it as CSV in UTF-8")
    }
    return try await request.done(
      "finding-import",
      [
        "csv": .string(text), "source": .string(request.query["source"] ?? ""),
        "found-at": .string(request.query["found-at"] ?? ""), "dry-run": .bool(request.query["dry-run"] == "true"),
      ])
  }

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> Response {
    let question = try FindingQuestion(request)
    let limit = request.query["limit"].flatMap { Int($0) } ?? 50
    let (book, actor, zone) = (request.book, request.actor, request.zone)
    let start = try await request.after(of: Finding.kind)
    let (cards, next) = try await request.reading { store throws(StoreError) in
      var cards: [FindingCard] = []
      var place = start
      for _ in 0..<10 {
        let chunk = try store.newestFindings(200, before: place)
        for known in chunk {
          guard cards.count < limit else { return (cards, place) }
          place = known.record.id
          guard let card = try store.findingCard(known, if: question.filter),
            decide(actor, .readFinding, Resource(card, in: book), in: book).isAllowed
          else { continue }
          cards.append(card)
        }
        if chunk.count < 200 { return (cards, String?.none) }
      }
      return (cards, place)
    }
    return .json([
      "items": .array(
        cards.map { card in
          let value = FindingJSON.value(card, in: zone)
          return Discretion.reads(card.finding, request) ? value : Discretion.anonymous(value)
        }), "next": next.map { .string($0) } ?? .null,
    ])
  }
}

/// Which findings a request means: the filters of `dutyctl finding list`.
struct FindingQuestion: Sendable {
  let filter: FindingFilter

  static let parameters: [RouteParameter] = [
    Schemas.query("source", "From this source"), Schemas.query("standard", "Of this standard"),
    Schemas.query("place", "At this place"), Schemas.query("unit", "For whose points this unit answers"),
    Schemas.query("list", "Of the problem list with this digest"),
    Schemas.query("from", "Taken in on this day or later", Shape.date),
    Schemas.query("to", "Taken in on this day or earlier", Shape.date),
    Schemas.query("open", "Only those that are not closed", Shape.flag),
    Schemas.query("relapse", "Only relapses", Shape.flag),
    Schemas.query("unclassified", "Only those that wait for the office to classify them", Shape.flag),
  ]

  init(_ request: FrontRequest) throws(Problem) {
    let query = request.query
    var filter = FindingFilter()
    filter.source = query["source"]
    filter.standard = query["standard"]
    filter.place = query["place"]
    filter.unit = query["unit"]
    filter.list = query["list"]
    filter.isOpen = query["open"] == "true"
    filter.isRelapse = query["relapse"] == "true"
    filter.isUnclassified = query["unclassified"] == "true"
    filter.from = try request.day("from").map { request.zone.instant(LocalTime($0)) }
    filter.before = try request.day("to").map { request.zone.instant(LocalTime($0.adding(days: 1))) }
    self.filter = filter
  }
}

extension FrontRequest {
  /// A finding by its number, with what became of it.
  ///
  /// - Errors: 404.
  package func findingCard(_ id: String) async throws(Problem) -> FindingCard {
    let id = id.uppercased()
    let card = try await reading { store throws(StoreError) in try store.findingCard(id) }
    guard let card else {
      throw .notFound("there is no finding `\(id.prefix(40))`", help: "the number is on the receipt: F- and ten digits")
    }
    return card
  }
}

extension Resource {
  /// A finding: whoever filed it, and whoever is named by it, by what it was joined to, or by their tasks. Pages and
  /// programs are told by this alone.
  package init(_ card: FindingCard, in book: Book) {
    var all = card.finding.filer.map { Resource(person: $0, in: book) } ?? Resource()
    for roles in card.parties {
      let one = Resource(roles, in: book)
      all.units.formUnion(one.units)
      all.people.formUnion(one.people)
    }
    self = all
  }
}
