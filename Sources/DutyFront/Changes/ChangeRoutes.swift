import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore
import NIOCore

/// What happens, as it happens: server-sent events, one for each transaction of the ledger that the reader may see of.
///
/// - Shape: the event's id is the transaction's number; a reader that comes back with it (`Last-Event-ID`) is told what it
///   missed, from the ledger. What happened is told, not how it stands: that is read where rights are asked again.
/// - Source: the HTML standard, “Server-sent events”.
package struct ChangeRoutes: RouteGroup {
  private let streams = ChangeStreams()

  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/api/v1/changes", "changes", "What happens, as server-sent events", .may(.readChanges),
        parameters: [
          Schemas.query("after", "Begin after this transaction; now when not given", Shape.integer(0...(1 << 53))),
          Schemas.query("wait", "End after so many seconds; an hour when not given", Shape.integer(0...3600)),
          RouteParameter("Last-Event-ID", in: .header, "The transaction that was seen last", schema: Shape.text),
        ],
        answers: [
          RouteAnswer(200, "An event for each transaction, until either side ends it", type: "text/event-stream", schema: Shape.text)
        ], run: follow)
    ]
  }

  @Sendable
  private func follow(_ request: FrontRequest) async throws(Problem) -> Response {
    let head = request.view.status.head
    var after = request.query["after"].flatMap { Int64($0) } ?? head
    if let seen = HTTPField.Name("Last-Event-ID").flatMap({ request.fields[$0] }), !seen.isEmpty {
      guard let number = Int64(seen), number >= 0 else {
        throw .badRequest("`Last-Event-ID` is no transaction", help: "send the id of the last event, a whole number")
      }
      after = number
    }
    guard let place = streams.enter(request.actor.id) else {
      var problem = Problem(429, "too-many", "that is too many streams at a time", help: "close one, then try again")
      problem.fields["Retry-After"] = "15"
      throw problem
    }
    let stream = ChangeStream(
      request, after: min(after, head), seconds: request.query["wait"].flatMap { Int64($0) } ?? 3600)
    var headers = HTTPFields()
    headers[.contentType] = "text/event-stream; charset=utf-8"
    headers[.cacheControl] = "no-store"
    // A proxy in front is not to wait until a buffer is full.
    if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
    return Response(
      status: .ok, headers: headers,
      body: ResponseBody { writer in
        // The place is held until the body was written or given up.
        defer { place.leave() }
        try await stream.write { text in try await writer.write(ByteBuffer(string: text)) }
        try await writer.finish(nil)
      })
  }
}
