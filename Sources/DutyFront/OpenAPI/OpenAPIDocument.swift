import DutyLedger
import HTTPTypes

/// The OpenAPI 3.1 document of a table of routes: said by the very values that register them.
package enum OpenAPIDocument {
  package static func value(_ routes: [Route], version: String) -> JSONValue {
    var paths: [String: [String: JSONValue]] = [:]
    for route in routes where route.isDocumented {
      paths[route.path, default: [:]][route.method.rawValue.lowercased()] = operation(route)
    }
    return [
      "openapi": "3.1.0",
      "info": [
        "title": "dutyd", "version": .string(version),
        "description": """
          The duties of a district. Refusals are problem documents (RFC 9457) with a stable `code` and a `help`. \
          A POST with an `Idempotency-Key` is done once. Whoever acts is whoever signed in: no body names them.
          """,
      ],
      "paths": .object(paths.mapValues { .object($0) }),
      "components": [
        "schemas": Schemas.components,
        "securitySchemes": [
          "token": ["type": "http", "scheme": "bearer"],
          "session": ["type": "apiKey", "in": "cookie", "name": .string(Cookies.sessionName)],
        ],
      ],
    ]
  }

  private static func operation(_ route: Route) -> JSONValue {
    var fields: [String: JSONValue] = [
      "operationId": .string(route.name), "summary": .string(route.summary),
      "responses": .object(answers(route)),
      "security": route.door == .anybody ? [[:], ["token": []], ["session": []]] : [["token": []], ["session": []]],
    ]
    var parameters = route.parameters
    if route.method == .post { parameters.append(Schemas.idempotencyKey) }
    if !parameters.isEmpty { fields["parameters"] = .array(parameters.map { value($0) }) }
    if let body = route.body {
      fields["requestBody"] = [
        "required": .bool(body.isRequired), "content": .object(body.types.mapValues { ["schema": $0] }),
      ]
    }
    return .object(fields)
  }

  private static func value(_ parameter: RouteParameter) -> JSONValue {
    [
      "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
      "description": .string(parameter.summary), "required": .bool(parameter.isRequired), "schema": parameter.schema,
    ]
  }

  private static func answers(_ route: Route) -> [String: JSONValue] {
    var answers: [String: JSONValue] = [:]
    for status in refusals(of: route) {
      answers[String(status)] = [
        "description": .string(Problem.title(status)),
        "content": route.style == .page
          ? ["text/html": [:]] : ["application/problem+json": ["schema": Schemas.reference("Problem")]],
      ]
    }
    for answer in route.answers {
      var fields: [String: JSONValue] = ["description": .string(answer.summary)]
      let known = answers[String(answer.status)]?["content"]?.object ?? [:]
      var content = known
      if !answer.type.isEmpty { content[answer.type] = answer.schema.map { ["schema": $0] } ?? [:] }
      for type in answer.otherTypes { content[type] = [:] }
      if !content.isEmpty { fields["content"] = .object(content) }
      answers[String(answer.status)] = .object(fields)
    }
    return answers
  }

  /// The refusals that a route may answer by what it is, besides those that it names itself.
  package static func refusals(of route: Route) -> [Int] {
    var statuses: Set<Int> = [400, 401, 429, 503]
    if route.door != .anybody { statuses.insert(403) }
    if route.path.contains("{") { statuses.formUnion([403, 404]) }
    // A query may name what is not there.
    if route.parameters.contains(where: { $0.place == .query }) { statuses.insert(404) }
    if route.isUnsafe { statuses.formUnion([403, 404, 409, 412, 413, 415, 422]) }
    return statuses.sorted()
  }
}
