import DutyBook
import DutyCalendar
import DutyDelivery
import DutyEngine
import DutyLedger
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// What became of what was sent out: answers to a duty, cascades, talks, mock evaluations, messages.
package struct WorkReadingRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let list = [RouteAnswer(200, "A page, the newest first", schema: Shape.page(Shape.anything))]
    return [
      Route(
        .get, "/api/v1/duties/{id}/feedback", "feedback", "Who has answered a dispatched duty, and who has not",
        .may(.readTask),
        parameters: [
          Schemas.id("The duty"), Schemas.query("period", "The period; the newest when not given"),
          Schemas.query("missing", "Only those who have not answered", Shape.flag),
        ],
        answers: [
          RouteAnswer(
            200, "Those whose tasks the reader may see",
            schema: Shape.answer(["period": Shape.text, "units": Shape.list(Shape.anything)]))
        ], run: feedback),
      Route(
        .get, "/api/v1/cascades", "cascade-list", "What was handed down from level to level", .may(.readTask),
        parameters: [Schemas.after, Schemas.limit], answers: list, run: cascades),
      Route(
        .get, "/api/v1/cascades/{id}", "cascade-show", "Its levels: who has it, and where it stands", .may(.readTask),
        parameters: [Schemas.id("The cascade")],
        answers: [
          RouteAnswer(
            200, "As far as the reader may see the tasks",
            schema: Shape.answer(["cascade": Shape.text, "tasks": Shape.list(Shape.anything)]))
        ], run: cascade),
      Route(
        .get, "/api/v1/contacts", "contact-list", "Talks with outside authorities", .may(.readTask),
        parameters: [
          Schemas.query("authority", "With this one"), Schemas.query("anomalies", "Only anomalies", Shape.flag),
          Schemas.after, Schemas.limit,
        ], answers: list, run: contacts),
      Route(
        .get, "/api/v1/mock-evaluations/{id}", "mock-show", "What a mock evaluation came to", .may(.readMock),
        parameters: [Schemas.id("The mock evaluation")],
        answers: [
          RouteAnswer(
            200, "By sector and unit",
            schema: Shape.answer(["id": Shape.text, "total": Shape.anything, "units": Shape.list(Shape.anything)]))
        ], run: mock),
      Route(
        .get, "/api/v1/deliveries", "delivery-list", "Messages by channels and what became of them",
        .may(.readStatus),
        parameters: [
          Schemas.query(
            "state", "pending, delivered, undelivered, failed or all; what waits and what nobody could deliver when not given",
            Shape.oneOf(DeliveryQuery.State.allCases.map(\.rawValue) + ["all"])),
          Schemas.query("channel", "By this channel"), Schemas.query("recipient", "To this unit or person"),
          Schemas.query("kind", "About this", Shape.oneOf(MessageKind.allCases.map(\.rawValue))),
          Schemas.query("cause", "Because of this"), Schemas.query("from", "Queued on this day or later", Shape.date),
          Schemas.limit,
        ],
        answers: [
          RouteAnswer(
            200, "The newest first, with how many there are",
            schema: Shape.answer(["items": Shape.list(Shape.anything), "count": Shape.integer]))
        ], run: deliveries),
    ]
  }

  @Sendable
  private func feedback(_ request: FrontRequest) async throws(Problem) -> Response {
    let (duty, query, now, zone) = (request.parameter("id"), request.query, request.now, request.zone)
    let (actor, book) = (request.actor, request.book)
    guard book.duties[duty] != nil else { throw RegisterRoutes.unknown("duty", request) }
    let found = try await request.reading { store throws(StoreError) in
      try Feedback(of: duty, period: query["period"], in: store, at: now)
    }
    guard var found else {
      throw .notFound("nothing was dispatched of `\(duty)`", help: "see /api/v1/tasks?all=true&duty=\(duty)")
    }
    found.lines.removeAll { line in
      query["missing"] == "true" && !line.isMissing
        || !decide(actor, .readTask, Resource(line.row.record.roles, in: book), in: book).isAllowed
    }
    return .json(found.json(zone))
  }

  @Sendable
  private func cascades(_ request: FrontRequest) async throws(Problem) -> Response {
    let (actor, book, zone) = (request.actor, request.book, request.zone)
    let limit = request.limit
    let after = try await request.after(of: CascadeStarted.kind)
    let page = try await request.reading { store throws(StoreError) in
      try store.page(CascadeStarted.kind, after: after, limit: limit) { stored throws(StoreError) in
        guard let start = stored.fact.record(CascadeStarted.self), start.parent.isEmpty else { return nil }
        var isShown = decide(actor, .readTask, Resource(person: start.by, in: book), in: book).isAllowed
        for number in start.children where !isShown {
          guard let row = try store.task(number: number) else { continue }
          isShown = decide(actor, .readTask, Resource(row.record.roles, in: book), in: book).isAllowed
        }
        return isShown ? CascadeJSON(store, zone).start(Recorded(start, at: stored.at)) : nil
      }
    }
    return .json(page)
  }

  @Sendable
  private func cascade(_ request: FrontRequest) async throws(Problem) -> Response {
    let (id, actor, book, zone) = (request.parameter("id"), request.actor, request.book, request.zone)
    let tree = try await request.reading { store throws(StoreError) in
      try CascadeJSON(store, zone) { row in
        decide(actor, .readTask, Resource(row.record.roles, in: book), in: book).isAllowed
      }.tree(id)
    }
    guard let tree, tree["tasks"] != [] || request.may(.readTask, Resource(person: tree["by"]?.string ?? "", in: book))
    else { throw .notFound("there is no cascade `\(id.prefix(40))` of yours", help: "see /api/v1/cascades") }
    return .json(tree)
  }

  @Sendable
  private func contacts(_ request: FrontRequest) async throws(Problem) -> Response {
    let (actor, book, query, limit) = (request.actor, request.book, request.query, request.limit)
    let topic = query["authority"].map { Topic.unit($0) }
    let after = try await request.after(of: Contact.kind, topic: topic)
    let page = try await request.reading { store throws(StoreError) in
      try store.page(Contact.kind, topic: topic, after: after, limit: limit) { stored in
        guard let contact = stored.fact.record(Contact.self), contact.isAnomaly || query["anomalies"] != "true",
          decide(actor, .readTask, Resource(person: contact.by, in: book), in: book).isAllowed
        else { return nil }
        return ContactJSON.value(contact)
      }
    }
    return .json(page)
  }

  @Sendable
  private func mock(_ request: FrontRequest) async throws(Problem) -> Response {
    let (id, book) = (request.parameter("id").uppercased(), request.book)
    let score = try await request.reading { store throws(StoreError) in
      try MockScore(of: id, in: store, book).map { MockJSON.value($0) }
    }
    guard let score else {
      throw .notFound("there is no mock evaluation `\(id.prefix(60))`", help: "its number was answered when it was drawn")
    }
    return .json(score)
  }

  @Sendable
  private func deliveries(_ request: FrontRequest) async throws(Problem) -> Response {
    let asked = request.query
    var states: Set<DeliveryQuery.State> = [.pending, .undelivered]
    if let state = asked["state"] { states = DeliveryQuery.State(rawValue: state).map { [$0] } ?? [] }
    var query = DeliveryQuery(
      states: states, channel: asked["channel"], recipient: asked["recipient"],
      kind: asked["kind"].flatMap { MessageKind(rawValue: $0) }, cause: asked["cause"], limit: request.limit)
    query.from = try request.day("from").map { request.zone.instant(LocalTime($0)) }
    let (zone, meant) = (request.zone, query)
    let found = try await request.archive { archive throws(StoreError) in try archive.deliveries(meant) }
    return .json(["items": .array(found.rows.map { $0.json(zone) }), "count": .int(Int64(found.count))])
  }
}
