import DutyBook
import DutyDocuments
import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// The queues of a day as they were written: the same files that people find on disk.
package struct QueueRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let day = Schemas.query("date", "The day; today when not given", Shape.date)
    let format = Schemas.query("format", "md, html, csv, json or ics", Shape.oneOf(DocumentFormat.allCases.map(\.rawValue)))
    let answer = RouteAnswer(
      200, "The queue", schema: Shape.anything,
      otherTypes: [DocumentFormat.md, .html, .csv, .ics].map(\.mediaType))
    return [
      Route(
        .get, "/api/v1/queues", "queue-index", "The index of a day's queues", .may(.readQueue),
        parameters: [day, format], answers: [answer]
      ) { (request) throws(Problem) in
        try request.require(.readQueue, .district)
        return try await file("index", request)
      },
      Route(
        .get, "/api/v1/units/{id}/queue", "queue-unit", "A unit's queue", .may(.readQueue),
        parameters: [Schemas.id("The unit"), day, format], answers: [answer]
      ) { (request) throws(Problem) in
        let id = request.parameter("id")
        guard request.book.units[id] != nil else { throw .notFound("no unit `\(id.prefix(60))`", help: "see /api/v1/units") }
        try request.require(.readQueue, Resource(unit: id))
        return try await file(FileNames.stem(id), request)
      },
      Route(
        .get, "/api/v1/people/{id}/queue", "queue-person", "A person's queue", .may(.readQueue),
        parameters: [Schemas.id("The person, or `me`"), day, format], answers: [answer]
      ) { (request) throws(Problem) in
        let id = request.parameter("id") == "me" ? try request.person() : request.parameter("id")
        guard request.book.people[id] != nil else {
          throw .notFound("no person `\(id.prefix(60))`", help: "see /api/v1/people")
        }
        try request.require(.readQueue, Resource(person: id, in: request.book))
        return try await file(FileNames.stem(id), request, orElse: FileNames.stem(id) + ".person")
      },
    ]
  }

  private func file(
    _ stem: String, _ request: FrontRequest, orElse other: String? = nil
  ) async throws(Problem) -> Response {
    let format = request.query["format"].flatMap { DocumentFormat(rawValue: $0) } ?? .json
    let date = try request.day("date") ?? request.today
    let queues = request.parts.queues
    let bytes = try await request.parts.reading { () throws(StoreError) in
      for name in [other, stem].compactMap({ $0 }) {
        if let bytes = queues.file(name + "." + format.fileExtension, of: date) { return bytes as [UInt8]? }
      }
      return nil
    }
    guard let bytes else {
      throw .notFound(
        "no such queue was written for \(date)", help: "queues are kept as long as `keep` says; see /api/v1/tasks")
    }
    return .bytes(bytes, type: format.mediaType)
  }
}
