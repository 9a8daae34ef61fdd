import DutyDigest
import DutyEngine
import DutyLedger
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Evidence: files that are shown for tasks.
package struct EvidenceRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/api/v1/tasks/{number}/evidence", "evidence-list", "What was shown for a task", .may(.readEvidence),
        parameters: [Schemas.taskNumber],
        answers: [
          RouteAnswer(
            200, "The oldest first", schema: Shape.answer(["items": Shape.list(Schemas.reference("Evidence"))]))
        ], run: list),
      Route(
        .post, "/api/v1/tasks/{number}/evidence", "evidence-add",
        "Shows a file for a task: a form with `file`, or the bytes themselves", .may(.addEvidence),
        parameters: [
          Schemas.taskNumber,
          Schemas.query("shows", "What it shows: photo, document, check-in…", Shape.text(40, least: 1)),
          Schemas.query("name", "The file's name, where the bytes are sent themselves", Shape.text(200)),
          Schemas.query(
            "held", "It waits for the report that names it, and is evidence only with it", Shape.flag),
        ],
        body: RouteBody(types: [
          "multipart/form-data": [
            "type": "object", "required": ["file"],
            "properties": [
              "file": ["type": "string", "contentMediaType": "application/octet-stream"], "shows": Shape.text(40),
            ],
          ],
          "application/octet-stream": ["type": "string", "contentMediaType": "application/octet-stream"],
        ]),
        answers: [
          RouteAnswer(
            200, "Kept by its hash",
            schema: Shape.answer(["outcome": Shape.text, "id": Shape.text, "type": Shape.text]))
        ], bodyLimit: 12 << 20, run: add),
      Route(
        .get, "/api/v1/evidence/{id}", "evidence-get", "A file, after comparing it with its hash", .may(.readEvidence),
        parameters: [Schemas.id("Its hash, 64 digits")],
        answers: [
          RouteAnswer(
            200, "Its bytes: a picture as it is, anything else to be saved", type: "application/octet-stream",
            otherTypes: ["image/jpeg", "image/png"])
        ], run: get),
      Route(
        .get, "/evidence/{id}", "page-evidence", "A photo as pages show it; any other file to be saved",
        .may(.readEvidence), style: .page, parameters: [Schemas.id("Its hash, 64 digits")],
        answers: [
          RouteAnswer(200, "Its bytes", type: "application/octet-stream", otherTypes: ["image/jpeg", "image/png"])
        ], run: get),
    ]
  }

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> Response {
    let row = try await request.task(request.parameter("number"))
    try request.require(.readEvidence, Resource(row.record.roles, in: request.book))
    let found = try await request.reading { store throws(StoreError) in
      try store.records(Evidence.self, topic: Topic.task(row.number))
    }
    return .json(["items": .array(found.map { EvidenceJSON.value($0, in: request.zone) })])
  }

  @Sendable
  private func add(_ request: FrontRequest) async throws(Problem) -> Response {
    let row = try await request.task(request.parameter("number"))
    try request.require(.addEvidence, Resource(row.record.roles, in: request.book))
    let shown = try Self.shown(request)
    return try await request.done(
      "evidence-add",
      [
        "task": .string(row.number), "shows": .string(shown.shows), "name": .string(shown.name),
        "data": .string(base64(shown.bytes)), "held": .bool(request.query["held"] == "true"),
      ])
  }

  /// The file of a request, whichever way it came.
  static func shown(_ request: FrontRequest) throws(Problem) -> (shows: String, name: String, bytes: [UInt8]) {
    let type = (request.fields[.contentType] ?? "").lowercased()
    guard type.hasPrefix("multipart/form-data") else {
      guard !type.isEmpty, !type.hasPrefix("application/json"), !type.hasPrefix("application/x-www-form") else {
        throw Problem(415, "not-a-file", "this is no file", help: "send a form with `file`, or the bytes themselves")
      }
      return (request.query["shows"] ?? "photo", request.query["name"] ?? "", request.body)
    }
    let form = try request.form()
    guard let file = form.files.first(where: { $0.field == "file" }) else {
      throw .badRequest("the form has no file", help: "send it in the field `file`")
    }
    return (form["shows"] ?? request.query["shows"] ?? "photo", file.name, file.bytes)
  }

  @Sendable
  private func get(_ request: FrontRequest) async throws(Problem) -> Response {
    let id = request.parameter("id").lowercased()
    let shelf = request.parts.evidence
    let unknown = Problem.notFound("no evidence `\(id.prefix(64))` is kept", help: "see the task's evidence")
    let found = try await request.reading { store throws(StoreError) in
      guard let record = try store.record(Evidence.self, id: id)?.record else { return (Evidence, TaskRow)?.none }
      return try store.task(number: record.task).map { (record, $0) }
    }
    guard let (record, row) = found else { throw unknown }
    try request.require(.readEvidence, Resource(row.record.roles, in: request.book))
    let bytes = try await request.parts.reading { () throws(StoreError) in
      do throws(SinkError) { return try shelf.bytes(of: record.id) } catch { throw .failed(error.description) }
    }
    guard let bytes, Digest(of: bytes).hex == record.id else {
      throw Problem(503, "evidence-lost", "the file is gone, or was altered", help: "restore the state from a backup")
    }
    // A picture may be looked at; whatever else somebody uploaded is only ever saved.
    let isPicture = record.isPicture
    return .bytes(
      bytes, type: isPicture ? record.type : "application/octet-stream",
      fields: [
        .contentDisposition: (isPicture ? "inline" : "attachment") + "; filename=\"\(record.id.prefix(12))\"",
        .cacheControl: "private, max-age=86400, immutable",
      ])
  }
}
