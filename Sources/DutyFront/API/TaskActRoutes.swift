import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// What people do to tasks: one route for each action of the table of states.
package struct TaskActRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    TaskAction.allCases.filter { $0 != .dispatch }.map { action in
      let waits = action.rule.needsApproval && action != .return
      return Route(
        .post, "/api/v1/tasks/{number}/\(action.rawValue)", "task-\(action.rawValue)",
        "To \(action.rawValue) a task; for its \(action.actorsText)", .may(.actOnTask),
        parameters: [Schemas.taskNumber, Schemas.ifMatch],
        body: RouteBody(json: Self.schema(of: action), isRequired: action.rule.needsReason),
        answers: [RouteAnswer(200, "Done: the task as it stands now", schema: Self.done)]
          + (waits
            ? [RouteAnswer(202, "Waits for an approval of one of these", schema: Schemas.reference("Approval"))] : [])
      ) { (request) throws(Problem) in try await act(action, request) }
    }
  }

  private static let done = Shape.answer([
    "number": Shape.text, "state": Shape.text, "due": Shape.instant, "notes": Shape.list(Shape.text),
  ])

  /// What each action may say; `by` and `approved-by` are never among it.
  private static func schema(of action: TaskAction) -> JSONValue {
    var properties: [String: JSONValue] = ["note": Shape.text(TextLimit.note, least: action.rule.needsReason ? 1 : 0)]
    switch action {
    case .acknowledge, .report:
      let values: JSONValue = ["type": "object", "additionalProperties": Shape.text(40)]
      properties["values"] = values
      properties["evidence"] = Shape.list(Shape.text(64), most: 50)
      properties["failed"] = Shape.list(Shape.text(200), most: 200)
      properties["minutes"] = Shape.integer(0...10_080)
      properties["lat"] = Shape.text(20)
      properties["lon"] = Shape.text(20)
      properties["closure"] = Shape.oneOf(Closure.allCases.map(\.rawValue))
    case .verify: properties["closure"] = Shape.oneOf(Closure.allCases.map(\.rawValue))
    case .return: properties["whose"] = Shape.text(200)
    case .extend:
      properties["until"] = Shape.text(60)
      properties["limit"] = Shape.text(60)
    case .transfer:
      properties["lead"] = Shape.text(200)
      properties["holder"] = Shape.text(200)
    case .reopen, .suspend, .resume, .void, .reissue, .dispatch: break
    }
    return Shape.body(properties, required: action.rule.needsReason ? ["note"] : [])
  }

  private func act(_ action: TaskAction, _ request: FrontRequest) async throws(Problem) -> Response {
    let by = try request.person()
    let row = try await request.task(request.parameter("number"))
    try request.require(.actOnTask, Resource(row.record.roles, in: request.book))
    var wish = try request.json().object ?? [:]
    wish["number"] = .string(row.number)
    wish["action"] = .string(action.rawValue)
    if let approvers = try await Consent.needed(for: action, wish, row, request) {
      let record = try await Consent.wait(wish, for: approvers, row, request)
      return .json(
        ApprovalRoutes.value(record, request.zone), status: .accepted,
        fields: [.location: "/api/v1/approvals/\(record.id)"])
    }
    wish["by"] = .string(by)
    return try await TaskActing.act(wish, row, request, unless: request.unmatched(row.number))
  }
}

/// Rows of `task-act`, done for one task.
enum TaskActing {
  static func act(
    _ wish: [String: JSONValue], _ row: TaskRow, _ request: FrontRequest,
    unless: (@Sendable () -> ControlReply?)? = nil, sweeps: Bool = true
  ) async throws(Problem) -> Response {
    let reply = try await request.perform("task-act", ["rows": [.object(wish)]], unless: unless)
    let answer = reply["rows"]?[0] ?? [:]
    if let error = answer["error"] {
      let status = Int(error["code"]?.int ?? 422)
      throw Problem(ControlReply(status: status, ["error": error]))
    }
    if sweeps { try await Consent.sweep(row.number, request) }
    let zone = request.zone
    let number = row.number
    let tag: String? = try await request.reading { store throws(StoreError) in
      guard let now = try store.task(number: number) else { return nil }
      return TaskTag.of(now, try store.history(task: number), zone)
    }
    let fields = ["number", "state", "due", "notes"].map { ($0, answer[$0] ?? .null) }
    return .json(
      .object(Dictionary(uniqueKeysWithValues: fields)), fields: tag.map { [.eTag: $0] } ?? [:])
  }
}

extension FrontRequest {
  /// For a request with `If-Match`: refuses, on the loop, where the task is not as it was read.
  func unmatched(_ number: String) -> (@Sendable () -> ControlReply?)? {
    guard let wanted = fields[.ifMatch], wanted != "*" else { return nil }
    let (store, zone) = (parts.store, zone)
    return {
      guard let row = try? store.task(number: number), let history = try? store.history(task: number) else {
        return nil
      }
      let tags = wanted.split(separator: ",").map { $0.filter { $0 != " " } }
      if tags.contains(TaskTag.of(row, history, zone)) { return nil }
      return ControlReply(
        status: 412,
        [
          "error": [
            "code": "changed-since", "message": .string("\(number) has changed since it was read"),
            "help": "read it again, and decide anew",
          ]
        ])
    }
  }
}
