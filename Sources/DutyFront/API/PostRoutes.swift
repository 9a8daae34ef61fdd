import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// At the posts, and what is granted or drawn by hand.
package struct PostRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let outcome = [RouteAnswer(200, "What came of it", schema: Shape.anything)]
    let micro = Shape.integer(-180_000_000...180_000_000)
    return [
      Route(
        .post, "/api/v1/check-ins", "check-in", "Somebody is at their post, or leaves it; oneself when nobody is named",
        .may(.checkIn),
        body: RouteBody(
          json: Shape.body([
            "person": Shape.text(200), "post": Shape.text(200), "place": Shape.text(200), "leaving": Shape.flag,
            "lat": micro, "lon": micro,
          ])), answers: outcome
      ) { (request) throws(Problem) in
        let body = try request.json()
        let person: String
        if let named = body["person"]?.string { person = named } else { person = try request.person() }
        try request.require(.checkIn, Resource(person: person, in: request.book))
        return try await request.done("check-in", body, ["person": .string(person)])
      },
      Route(
        .post, "/api/v1/spot-checks", "spot-check",
        "An inspector names who is at a post; the others of the shift are not",
        .may(.spotCheck),
        body: RouteBody(
          json: Shape.body(
            [
              "post": Shape.text(200, least: 1), "place": Shape.text(200, least: 1),
              "present": Shape.list(Shape.text(200), most: 500), "note": Shape.text(TextLimit.note),
            ], required: ["post", "place", "present"])), answers: outcome
      ) { (request) throws(Problem) in try await request.done("spot-check", try request.json()) },
      Route(
        .post, "/api/v1/bonuses", "bonus-add", "Grants points that are earned", .may(.addBonus),
        body: RouteBody(
          json: Shape.body(
            [
              "unit": Shape.text(200, least: 1), "earned": Shape.text(200, least: 1),
              "reason": Shape.text(TextLimit.note, least: 1),
            ],
            required: ["unit", "earned", "reason"])), answers: outcome
      ) { (request) throws(Problem) in try await request.done("bonus", try request.json()) },
      Route(
        .post, "/api/v1/mock-evaluations", "mock-draw", "Draws a mock evaluation and opens its tasks", .may(.drawMock),
        body: RouteBody(
          json: Shape.body(
            [
              "seed": Shape.integer(0...1_000_000_000), "size": Shape.integer(1...10_000), "limit": Shape.text(60),
              "per-sector": Shape.flag,
            ], required: ["seed", "size"])), answers: outcome
      ) { (request) throws(Problem) in try await request.done("mock-evaluation", try request.json()) },
    ]
  }
}
