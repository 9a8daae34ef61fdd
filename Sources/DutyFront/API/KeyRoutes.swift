import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// The caller's own keys: tokens, sessions and calendar addresses, and ending them.
package struct KeyRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/api/v1/keys", "key-list", "The caller's own keys that are good; the office sees everybody's", .signedIn,
        answers: [
          RouteAnswer(200, "Without their secrets", schema: Shape.answer(["items": Shape.list(Shape.anything)]))
        ],
        run: list),
      Route(
        .delete, "/api/v1/keys/{id}", "key-revoke", "Ends a key at once, with every session that it opened", .signedIn,
        parameters: [Schemas.id("The key's id")], answers: [RouteAnswer(204, "Ended", type: "")], run: revoke),
    ]
  }

  private func seen(_ request: FrontRequest) async throws(Problem) -> [AccessKey] {
    let access = request.parts.access
    let keys = try await request.parts.reading { () throws(StoreError) in
      try access.keys([.token, .session, .feed])
    }
    let seesAll = request.may(.manageAccess, .district)
    return keys.filter { $0.isGood(at: request.now) && (seesAll || $0.subject == request.actor.id) }
  }

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> Response {
    let zone = request.zone
    return .json([
      "items": .array(
        try await seen(request).map { key in
          [
            "id": .string(key.id), "kind": .string(key.kind.rawValue), "subject": .string(key.subject),
            "scope": .string(key.scope), "label": .string(key.label), "read-only": .bool(key.isReadOnly),
            "created": .string(zone.rfc3339(key.createdAt)),
            "expires": key.expiresAt.map { .string(zone.rfc3339($0)) } ?? .null,
          ]
        })
    ])
  }

  @Sendable
  private func revoke(_ request: FrontRequest) async throws(Problem) -> Response {
    let id = request.parameter("id")
    guard try await seen(request).contains(where: { $0.id == id }) else {
      throw .notFound("no key of yours is `\(id.prefix(40))`", help: "see /api/v1/keys")
    }
    let (access, now) = (request.parts.access, request.now)
    _ = try await request.parts.reading { () throws(StoreError) in try access.revoke(id, at: now) }
    return Response(status: .noContent)
  }
}
