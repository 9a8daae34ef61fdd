import DutyLedger
import HTTPTypes
import HummingbirdCore

/// What probes ask: whether the process answers, and whether it is to be sent work.
package struct HealthRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let answer: JSONValue = ["type": "object", "properties": ["status": ["type": "string"]]]
    return [
      Route(
        .get, "/healthz", "health", "Whether the process answers", .anybody,
        answers: [RouteAnswer(200, "It does", schema: answer)], isAlwaysOpen: true
      ) { (_) throws(Problem) in .json(["status": "ok"]) },
      Route(
        .get, "/readyz", "ready", "Whether the daemon is to be sent work", .anybody,
        answers: [RouteAnswer(200, "It is ready", schema: answer)]
      ) { (request) throws(Problem) in
        let status = request.view.status
        if let problem = status.problem {
          throw Problem(503, "failing", problem, help: "see the journal of dutyd")
        }
        return .json(["status": .string(status.state)])
      },
    ]
  }
}
