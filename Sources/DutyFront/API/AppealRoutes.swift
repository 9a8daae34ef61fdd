import DutyBook
import DutyEngine
import DutyLedger
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Appeals, and what units are barred from.
package struct AppealRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let outcome = [RouteAnswer(200, "What came of it", schema: Shape.anything)]
    let list = [RouteAnswer(200, "A page, the newest first", schema: Shape.page(Shape.anything))]
    let reason = Shape.text(TextLimit.note, least: 1)
    return [
      Route(
        .get, "/api/v1/appeals", "appeal-list", "Appeals and what became of them", .may(.readNotice),
        parameters: [Schemas.after, Schemas.limit], answers: list, run: appeals),
      Route(
        .post, "/api/v1/appeals", "appeal-file", "Contests a finding, a notice, a deduction or a flag",
        .may(.fileAppeal),
        body: RouteBody(
          json: Shape.body(["against": Shape.text(200, least: 1), "reason": reason], required: ["against", "reason"])),
        answers: outcome
      ) { (request) throws(Problem) in
        let body = try request.json()
        try await Self.requireOwn(body["against"]?.string ?? "", request)
        return try await request.done("appeal-file", body)
      },
      Route(
        .post, "/api/v1/appeals/{id}/decide", "appeal-decide", "Upholds or dismisses an appeal", .may(.decideAppeal),
        parameters: [Schemas.id("The appeal's id")],
        body: RouteBody(json: Shape.body(["upheld": Shape.flag, "reason": reason], required: ["upheld", "reason"])),
        answers: outcome
      ) { (request) throws(Problem) in
        try await request.done("appeal-decide", try request.json(), ["id": .string(request.parameter("id"))])
      },
      Route(
        .get, "/api/v1/flags", "flag-list", "What units are barred from or have lost", .may(.readNotice),
        parameters: [
          Schemas.query("unit", "Of this unit"), Schemas.query("flag", "Of this name"),
          Schemas.query("date", "On this day; today when not given", Shape.date),
          Schemas.query("all", "Those that are over or lifted too", Shape.flag), Schemas.after, Schemas.limit,
        ], answers: list, run: flags),
      Route(
        .post, "/api/v1/flags/{flag}/{unit}/{date}/lift", "flag-lift", "Ends a flag before its term", .may(.liftFlag),
        parameters: [
          Schemas.id("Its name", "flag"), Schemas.id("The unit", "unit"), Schemas.id("Its first day", "date"),
        ],
        body: RouteBody(json: Shape.body(["reason": reason], required: ["reason"])), answers: outcome
      ) { (request) throws(Problem) in
        let id = ["flag", "unit", "date"].map { request.parameter($0) }.joined(separator: "/")
        return try await request.done("flag-lift", try request.json(), ["id": .string(id)])
      },
    ]
  }

  /// An appeal is the business of whoever it strikes.
  private static func requireOwn(_ id: String, _ request: FrontRequest) async throws(Problem) {
    try request.require(.fileAppeal, try await whose(id, request))
  }

  /// Whose business something contested is: a finding's or a notice's own unit.
  static func whose(_ id: String, _ request: FrontRequest) async throws(Problem) -> Resource {
    let book = request.book
    let resource = try await request.reading { store throws(StoreError) in
      if let card = try store.findingCard(id) { return Resource(card, in: book) as Resource? }
      if let notice = try store.record(Notice.self, id: id)?.record { return Resource(notice.content, in: book) }
      if let flag = try store.record(EligibilityFlag.self, id: id)?.record { return Resource(unit: flag.unit) }
      return nil
    }
    // What else can be contested names its unit in its identifier; the office files for whoever asks.
    let named = id.split(separator: "/").map(String.init).filter { book.units[$0] != nil }
    return resource ?? Resource(units: named)
  }

  @Sendable
  private func appeals(_ request: FrontRequest) async throws(Problem) -> Response {
    let (zone, limit) = (request.zone, request.limit)
    let after = try await request.after(of: Appeal.kind)
    let seesAll = request.may(.readNotice, .district)
    let (actor, book) = (request.actor, request.book)
    let page = try await request.reading { store throws(StoreError) in
      try store.page(Appeal.kind, after: after, limit: limit) { stored throws(StoreError) in
        guard let appeal = stored.fact.record(Appeal.self),
          seesAll || decide(actor, .readNotice, Resource(person: appeal.by, in: book), in: book).isAllowed
        else { return nil }
        let decision = try store.record(AppealDecision.self, id: appeal.id)?.record
        return AppealJSON.value(Recorded(appeal, at: stored.at), decision, in: zone)
      }
    }
    return .json(page)
  }

  @Sendable
  private func flags(_ request: FrontRequest) async throws(Problem) -> Response {
    let day = try request.day("date") ?? request.today
    let (query, limit) = (request.query, request.limit)
    let (actor, book) = (request.actor, request.book)
    let topic = query["unit"].map { Topic.unit($0) }
    let after = try await request.after(of: EligibilityFlag.kind, topic: topic)
    let page = try await request.reading { store throws(StoreError) in
      try store.page(EligibilityFlag.kind, topic: topic, after: after, limit: limit) { stored throws(StoreError) in
        guard let flag = stored.fact.record(EligibilityFlag.self), query["flag"].map({ $0 == flag.flag }) ?? true,
          decide(actor, .readNotice, Resource(unit: flag.unit), in: book).isAllowed
        else { return nil }
        let state = flag.standing(on: day, lifted: try store.record(FlagLifted.self, id: flag.id)?.record)
        guard query["all"] == "true" || state == "in force" else { return nil }
        return AppealJSON.flag(flag, name: book.name(ofFlag: flag.flag), state: state)
      }
    }
    return .json(page)
  }
}
