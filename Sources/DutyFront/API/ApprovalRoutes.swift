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
        .signedIn, parameters: [Schemas.query("decided", "Those decided too", Shape.flag), Schemas.after, Schemas.limit],
        answers: [RouteAnswer(200, "A page, the newest first", schema: Schemas.page("Approval"))], run: list),
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
        body: RouteBody(json: Shape.body(["reason": Shape.text(TextLimit.note, least: 1)], required: ["reason"])),
        answers: [RouteAnswer(200, "Rejected", schema: Schemas.reference("Approval"))], run: reject),
      Route(
        .post, "/api/v1/approvals/{id}/withdraw", "approval-withdraw", "Whoever asked wants it no longer",
        .may(.actOnTask), parameters: [Schemas.id("Its id")],
        answers: [RouteAnswer(200, "Withdrawn", schema: Schemas.reference("Approval"))], run: withdraw),
    ]
  }

  static func value(_ wish: ApprovalWish, _ zone: Zone) -> JSONValue {
    var said = wish.row
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

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> Response {
    let isOpen = request.query["decided"] != "true"
    let (access, actor, limit, now) = (request.parts.access, request.actor, request.limit, request.now)
    let asked = request.query["after"] ?? ""
    let known = try await request.reading { _ throws(StoreError) in try access.wish(asked) }
    let start = try request.after { _ in known?.id }
    let (seen, next) = try await request.reading { store throws(StoreError) in
      var seen: [ApprovalWish] = []
      var place = start
      // What is not the caller's is passed over in so many chunks; a page may be short and the list go on.
      for _ in 0..<10 {
        let chunk = try access.wishes(isOpen: isOpen, before: place, limit: 200)
        for wish in chunk {
          guard seen.count < limit else { return (seen, place) }
          place = wish.id
          guard Consent.sees(actor, wish), let settled = try access.settled([wish], over: store, at: now).first,
            !isOpen || settled.outcome == .open
          else { continue }
          seen.append(settled)
        }
        if chunk.count < 200 { return (seen, String?.none) }
      }
      return (seen, place)
    }
    return .json([
      "items": .array(seen.map { Self.value($0, request.zone) }), "next": next.map { .string($0) } ?? .null,
    ])
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    .json(Self.value(try await Consent.wish(request), request.zone))
  }

  @Sendable
  private func approve(_ request: FrontRequest) async throws(Problem) -> Response {
    try await Consent.approve(try await Consent.open(request), request)
  }

  @Sendable
  private func reject(_ request: FrontRequest) async throws(Problem) -> Response {
    let wish = try await Consent.open(request)
    let reason = try request.json()["reason"]?.string ?? ""
    return .json(Self.value(try await Consent.reject(wish, reason, request), request.zone))
  }

  @Sendable
  private func withdraw(_ request: FrontRequest) async throws(Problem) -> Response {
    .json(Self.value(try await Consent.withdraw(request), request.zone))
  }
}
