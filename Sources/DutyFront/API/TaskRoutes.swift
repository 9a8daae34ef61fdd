import DutyLedger
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Tasks: what there is to do, what became of it, and what people do to it.
package struct TaskRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/api/v1/tasks/{number}", "task-show", "A task with its receipts and its history", .may(.readTask),
        parameters: [Schemas.taskNumber],
        answers: [RouteAnswer(200, "The task", schema: Schemas.reference("Task"))], run: show)
    ]
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    let number = request.parameter("number").uppercased()
    let row = try await request.task(number)
    try request.require(.readTask, Resource(row.record.roles, in: request.book))
    let zone = request.zone
    let whole = try await request.reading { store throws(StoreError) in
      TaskJSON.whole(
        row, receipts: try store.receipts(of: row), history: try store.history(task: row.number), in: zone)
    }
    return .json(whole)
  }
}

extension FrontRequest {
  /// A task by its number.
  ///
  /// - Errors: 404.
  package func task(_ number: String) async throws(Problem) -> TaskRow {
    let number = number.uppercased()
    let row = try await reading { store throws(StoreError) in try store.task(number: number) }
    guard let row else {
      throw .notFound("there is no task `\(number.prefix(40))`", help: "the number is ten letters and digits in two groups")
    }
    return row
  }
}
