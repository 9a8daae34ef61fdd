import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// What waits for somebody's consent: one asks, another approves, and each speaks for themselves.
package struct ApprovalRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/api/v1/approvals", "approval-list",
        "What waits for the caller's consent, and what the caller asked for",
        .signedIn, parameters: [Schemas.query("decided", "Those decided too", Shape.flag)],
        answers: [
          RouteAnswer(
            200, "The newest first", schema: Shape.answer(["items": Shape.list(Schemas.reference("Approval"))]))
        ],
        run: list),
      Route(
        .get, "/api/v1/approvals/{id}", "approval-show", "One of them", .signedIn, parameters: [Schemas.id("Its id")],
        answers: [RouteAnswer(200, "It", schema: Schemas.reference("Approval"))], run: show),
      Route(
        .post, "/api/v1/approvals/{id}/approve", "approval-approve", "Consents: it is done at once", .may(.actOnTask),
        parameters: [Schemas.id("Its id")],
        answers: [RouteAnswer(200, "Done: the task as it stands now", schema: Shape.anything)], run: approve),
      Route(
        .post, "/api/v1/approvals/{id}/reject", "approval-reject", "Does not consent", .may(.actOnTask),
        parameters: [Schemas.id("Its id")],
        body: RouteBody(json: Shape.body(["reason": Shape.text(2000, least: 1)], required: ["reason"])),
        answers: [RouteAnswer(200, "Rejected", schema: Schemas.reference("Approval"))], run: reject),
    ]
  }

  static func value(_ wish: ApprovalWish, _ zone: Zone) -> JSONValue {
    var said = wish.wish.object ?? [:]
    let action = said.removeValue(forKey: "action") ?? ""
    said["number"] = nil
    return [
      "id": .string(wish.id), "task": .string(wish.task), "action": action, "says": .object(said),
      "by": .string(wish.by), "at": .string(zone.rfc3339(wish.at)),
      "approvers": .array(wish.approvers.map { .string($0) }), "outcome": .string(wish.outcome.rawValue),
      "decided-by": .string(wish.decidedBy),
      "decided": wish.decidedAt.map { .string(zone.rfc3339($0)) } ?? .null, "reason": .string(wish.reason),
    ]
  }

  /// Whether a wish is the caller's to see.
  private static func sees(_ actor: Actor, _ wish: ApprovalWish) -> Bool {
    actor.has(.office) || actor.has(.auditor) || wish.by == actor.id || wish.approvers.contains(actor.id)
  }

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> Response {
    let isOpen = request.query["decided"] != "true"
    let access = request.parts.access
    let found = try await request.parts.reading { () throws(StoreError) in
      try access.wishes(isOpen: isOpen, limit: 500)
    }
    let seen = found.filter { Self.sees(request.actor, $0) }
    return .json(["items": .array(seen.map { Self.value($0, request.zone) })])
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    .json(Self.value(try await wish(request), request.zone))
  }

  private func wish(_ request: FrontRequest) async throws(Problem) -> ApprovalWish {
    let (access, id) = (request.parts.access, request.parameter("id"))
    let found = try await request.parts.reading { () throws(StoreError) in try access.wish(id) }
    guard let found, Self.sees(request.actor, found) else {
      throw .notFound("nothing of yours waits as `\(id.prefix(40))`", help: "see /api/v1/approvals")
    }
    return found
  }

  /// An open wish that the caller may decide.
  private func open(_ request: FrontRequest) async throws(Problem) -> ApprovalWish {
    let person = try request.person()
    let wish = try await wish(request)
    guard wish.outcome == .open else {
      throw Problem(
        409, "decided", "it was \(wish.outcome.rawValue) by `\(wish.decidedBy)` already", help: "see what became of it")
    }
    guard wish.by != person else {
      throw Problem(
        403, "own-wish", "one asks, another approves", help: "that is for \(wish.approvers.joined(separator: ", "))")
    }
    return wish
  }

  @Sendable
  private func approve(_ request: FrontRequest) async throws(Problem) -> Response {
    let wish = try await open(request)
    let row = try await request.task(wish.task)
    let person = try request.person()
    var said = wish.wish.object ?? [:]
    said["by"] = .string(wish.by)
    said["approved-by"] = .string(person)
    let response = try await TaskActing.act(said, row, request)
    try await decide(wish, .approved, "", request)
    return response
  }

  @Sendable
  private func reject(_ request: FrontRequest) async throws(Problem) -> Response {
    var wish = try await open(request)
    guard wish.approvers.contains(try request.person()) else {
      throw Problem(
        403, "not-yours", "this is not yours to decide", help: "that is for \(wish.approvers.joined(separator: ", "))")
    }
    let reason = try request.json()["reason"]?.string ?? ""
    try await decide(wish, .rejected, reason, request)
    (wish.outcome, wish.decidedBy, wish.decidedAt, wish.reason) = (.rejected, request.actor.id, request.now, reason)
    return .json(Self.value(wish, request.zone))
  }

  private func decide(
    _ wish: ApprovalWish, _ outcome: ApprovalWish.Outcome, _ reason: String, _ request: FrontRequest
  ) async throws(Problem) {
    let (access, person, now) = (request.parts.access, try request.person(), request.now)
    _ = try await request.parts.reading { () throws(StoreError) in
      try access.decide(wish.id, outcome, by: person, reason: reason, at: now)
    }
  }
}
