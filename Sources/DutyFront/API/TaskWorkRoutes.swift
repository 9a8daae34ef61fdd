import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// What is said of tasks besides the actions of the table: disputes and rulings, parts, signatures, counts; and what
/// opens them by hand.
package struct TaskWorkRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let outcome = RouteAnswer(200, "What came of it", schema: Shape.anything)
    return [
      onTask(
        "disown", "\"Not mine\": says so, and whose it is",
        ["reason": Shape.text(TextLimit.note, least: 1), "whose": Shape.text(200)],
        ["reason"], outcome, operation: "task-disown"),
      onTask(
        "rule", "The office rules whose a disputed task is",
        [
          "reason": Shape.text(TextLimit.note, least: 1), "lead": Shape.text(200), "holder": Shape.text(200),
          "as-rule": Shape.flag,
        ], ["reason"], outcome, operation: "task-rule"),
      onTask(
        "part", "A supporting unit closes its part",
        [
          "unit": Shape.text(200), "note": Shape.text(TextLimit.note),
          "evidence": Shape.list(Shape.text(64), most: 50),
        ], [],
        outcome, operation: "task-part"),
      onTask("sign", "Signs a report off", ["note": Shape.text(TextLimit.note)], [], outcome, operation: "task-sign"),
      onTask(
        "progress", "The total so far of a duty that is counted",
        ["total": Shape.integer(0...1_000_000_000), "note": Shape.text(TextLimit.note)], ["total"], outcome,
        operation: "task-progress"),
      Route(
        .post, "/api/v1/cascades", "cascade-start", "Hands a matter down from level to level", .may(.startCascade),
        body: RouteBody(
          json: Shape.body(
            ["duty": Shape.text(200), "from": Shape.text(200), "text": Shape.text(TextLimit.statement, least: 1)],
            required: ["duty", "from", "text"])), answers: [outcome]
      ) { (request) throws(Problem) in
        let body = try request.json()
        try request.require(.startCascade, Resource(place: body["from"]?.string ?? "", in: request.book))
        return try await request.done("cascade-start", body)
      },
      Route(
        .post, "/api/v1/summonses", "summon", "Summons departments to a place: one attendance task each", .may(.summon),
        body: RouteBody(
          json: Shape.body(
            [
              "place": Shape.text(200), "unit": Shape.text(200), "departments": Shape.list(Shape.text(200), most: 100),
              "text": Shape.text(TextLimit.statement, least: 1), "limit": Shape.text(60),
            ], required: ["place", "unit", "departments", "text"])), answers: [outcome]
      ) { (request) throws(Problem) in
        let body = try request.json()
        try request.require(.summon, Resource(unit: body["unit"]?.string ?? ""))
        return try await request.done("summon", body)
      },
      Route(
        .post, "/api/v1/contacts", "contact-add", "Records a talk with an outside authority", .may(.logContact),
        body: RouteBody(
          json: Shape.body(
            [
              "authority": Shape.text(200), "text": Shape.text(TextLimit.statement, least: 1), "task": Shape.text(40),
              "anomaly": Shape.flag,
            ], required: ["authority", "text"])), answers: [outcome]
      ) { (request) throws(Problem) in try await request.done("contact-add", try request.json()) },
    ]
  }

  private func onTask(
    _ name: String, _ summary: String, _ properties: [String: JSONValue], _ required: [String], _ answer: RouteAnswer,
    operation: String
  ) -> Route {
    Route(
      .post, "/api/v1/tasks/{number}/\(name)", operation, summary, .may(.actOnTask),
      parameters: [Schemas.taskNumber, Schemas.ifMatch],
      body: RouteBody(json: Shape.body(properties, required: required), isRequired: !required.isEmpty),
      answers: [answer]
    ) { (request) throws(Problem) in
      let row = try await request.task(request.parameter("number"))
      try request.require(.actOnTask, Resource(row.record.roles, in: request.book))
      return try await request.done(
        operation, try request.json(), ["number": .string(row.number)], unless: request.unmatched(row.number))
    }
  }
}

extension FrontRequest {
  /// Has the engine do what a body says, in the caller's own name.
  func done(
    _ operation: String, _ body: JSONValue, _ more: [String: JSONValue] = [:],
    status: HTTPResponse.Status = .ok, unless: (@Sendable () -> ControlReply?)? = nil
  ) async throws(Problem) -> Response {
    var arguments = body.object ?? [:]
    arguments.merge(more) { $1 }
    arguments["by"] = .string(try person())
    return .json(try await perform(operation, .object(arguments), unless: unless), status: status)
  }
}
