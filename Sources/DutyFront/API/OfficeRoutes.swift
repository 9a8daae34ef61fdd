import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// The office's desk: what waits for a designation, how the daemon stands, and having it read its rules again.
package struct OfficeRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let outcome = [RouteAnswer(200, "What came of it", schema: Shape.anything)]
    let reason = Shape.text(TextLimit.note, least: 1)
    return [
      Route(
        .get, "/api/v1/designations", "designation-list", "What waits for the office, and what it has designated",
        .may(.readGaps),
        answers: [
          RouteAnswer(
            200, "Both",
            schema: Shape.answer(["wanted": Shape.list(Shape.anything), "designations": Shape.list(Shape.anything)]))
        ]
      ) { (request) throws(Problem) in
        let (assignment, day) = (request.view.planner.assignment, request.today)
        return .json(
          try await request.reading { store throws(StoreError) in
            DesignationJSON.value(try store.gaps(), try store.designations(), in: assignment, on: day)
          })
      },
      Route(
        .post, "/api/v1/designations", "designate", "Records who answers for what no rule covers", .may(.designate),
        body: RouteBody(json: Self.designation), answers: outcome
      ) { (request) throws(Problem) in try await request.done("designate", try request.json()) },
      Route(
        .post, "/api/v1/designations/{id}/withdraw", "designation-withdraw", "Withdraws one: the rules speak again",
        .may(.designate), parameters: [Schemas.id("The designation's id")],
        body: RouteBody(json: Shape.body(["reason": reason], required: ["reason"])), answers: outcome
      ) { (request) throws(Problem) in
        try await request.done("designation-withdraw", try request.json(), ["id": .string(request.parameter("id"))])
      },
      Route(
        .get, "/api/v1/status", "status", "How the daemon stands and what it waits for", .may(.readStatus),
        parameters: [
          Schemas.query("missed", "Every missed period, not those of the last seven days alone", Shape.flag)
        ],
        answers: [
          RouteAnswer(
            200, "As `dutyctl status`",
            schema: Shape.answer([
              "state": Shape.text, "now": Shape.instant, "missed": Shape.list(Shape.anything),
              "missed-total": Shape.integer,
            ]))
        ]
      ) { (request) throws(Problem) in
        .json(try await request.perform("status", ["missed": .bool(request.query["missed"] == "true")]))
      },
      Route(
        .post, "/api/v1/reload", "reload", "Has the daemon read its rule directory again", .may(.reload),
        body: RouteBody(json: Shape.body(["confirm": Shape.text(64)]), isRequired: false), answers: outcome
      ) { (request) throws(Problem) in
        _ = try request.person()
        return .json(try await request.perform("reload", try request.json()))
      },
      Route(
        .get, "/api/v1/access-log", "access-log", "Who was turned away at the doors, the newest first",
        .may(.readAccess),
        parameters: [Schemas.limit],
        answers: [RouteAnswer(200, "Refusals", schema: Shape.answer(["items": Shape.list(Shape.anything)]))]
      ) { (request) throws(Problem) in
        let limit = request.query["limit"].flatMap { Int($0) } ?? 50
        let access = request.parts.access
        let found = try await request.parts.reading { () throws(StoreError) in try access.refusals(limit: limit) }
        return .json(["items": .array(found.map { AccessJSON.value($0, in: request.zone) })])
      },
    ]
  }

  private static let designation = Shape.body(
    [
      "subjects": Shape.list(Shape.text(200), most: 1000), "duty": Shape.text(200), "standard": Shape.text(200),
      "lead": Shape.text(200), "leader": Shape.text(200), "holder": Shape.text(200), "verifier": Shape.text(200),
      "approver": Shape.text(200), "until": Shape.text(10), "reason": Shape.text(TextLimit.note, least: 1),
    ], required: ["reason"])
}
