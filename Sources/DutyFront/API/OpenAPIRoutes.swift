import DutyLedger
import HTTPTypes
import HummingbirdCore

/// `/openapi.json`, of all the groups beside it.
package struct OpenAPIRoutes: RouteGroup {
  private let groups: [any RouteGroup]

  package init(_ groups: [any RouteGroup]) {
    self.groups = groups
  }

  package var routes: [Route] {
    let described = groups.flatMap(\.routes)
    let own = Route(
      .get, "/openapi.json", "openapi", "This document", .anybody,
      answers: [RouteAnswer(200, "OpenAPI 3.1", schema: Shape.anything)]
    ) { (_) throws(Problem) in .json([:]) }
    let bytes = OpenAPIDocument.value(described + [own], version: "1").canonical + [10]
    var answering = own
    answering.run = { (_) throws(Problem) in .bytes(bytes, type: "application/json") }
    return [answering]
  }
}
