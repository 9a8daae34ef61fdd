import DutyBook
import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Signing in and out, and who one is.
package struct SessionRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/api/v1/me", "me", "Who the caller is, and in which roles", .anybody,
        answers: [RouteAnswer(200, "The caller", schema: ["type": "object"])], run: me),
      Route(
        .post, "/login", "login", "Opens a session with a token or a one-time link", .anybody, style: .page,
        body: RouteBody(types: [
          "application/x-www-form-urlencoded": [
            "type": "object", "required": ["secret"],
            "properties": ["secret": ["type": "string"], "next": ["type": "string"]],
          ]
        ]), answers: [RouteAnswer(303, "Signed in: on to `next`", type: "")], run: login),
      Route(
        .post, "/logout", "logout", "Ends the session", .signedIn, style: .page,
        answers: [RouteAnswer(303, "Signed out", type: "")], run: logout),
    ]
  }

  @Sendable
  private func me(_ request: FrontRequest) async throws(Problem) -> Response {
    let actor = request.actor
    return .json([
      "id": .string(actor.id), "name": .string(actor.name), "unit": .string(actor.unit),
      "roles": .array(
        actor.grants.sorted { ($0.role.rawValue, $0.unit) < ($1.role.rawValue, $1.unit) }.map {
          ["role": .string($0.role.rawValue), "unit": .string($0.unit)]
        }),
      "read-only": .bool(actor.isReadOnly), "csrf": .string(request.csrf), "locale": .string(request.locale.rawValue),
    ])
  }

  @Sendable
  private func login(_ request: FrontRequest) async throws(Problem) -> Response {
    let form = try request.form()
    let secret = form["secret"] ?? ""
    let sessions = Sessions(request.parts)
    let cookie = try await sessions.open(with: secret, at: request.now, isSecure: request.isSecure)
    return .seeOther(Self.inside(form["next"]), cookies: [cookie])
  }

  @Sendable
  private func logout(_ request: FrontRequest) async throws(Problem) -> Response {
    if let key = request.key, key.kind == .session {
      try await Sessions(request.parts).close(key, at: request.now)
    }
    return .seeOther("/", cookies: Cookies.ended)
  }

  /// A path of this site, or the front page: nobody is sent elsewhere.
  static func inside(_ next: String?) -> String {
    guard let next, next.hasPrefix("/"), !next.hasPrefix("//"), !next.contains("\\"),
      next.utf8.allSatisfy({ (33...126).contains($0) })
    else { return "/" }
    return next
  }
}
