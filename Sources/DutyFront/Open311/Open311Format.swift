import DutyLedger
import HTTPTypes
import HummingbirdCore

/// The two ways in which GeoReport answers.
enum Open311Format: String, CaseIterable, Sendable {
  case json, xml

  var mediaType: String { self == .json ? "application/json" : "text/xml" }

  /// For the OpenAPI document, which says nothing of XML's inside.
  var shape: JSONValue { self == .json ? ["type": ["array", "object"]] : ["type": "string"] }

  /// Answers with what is found, or with GeoReport's errors.
  func answer(
    _ request: FrontRequest, status: HTTPResponse.Status = .ok,
    _ run: @Sendable (FrontRequest) async throws(Problem) -> (root: String, value: Open311Value)
  ) async -> Response {
    do throws(Problem) {
      let found = try await run(request)
      return response(found.root, found.value, status)
    } catch {
      var fields: [HTTPField.Name: String] = [:]
      for (name, value) in error.fields { if let name = HTTPField.Name(name) { fields[name] = value } }
      let value = Open311Value.list(
        of: "error",
        [.object([("code", .number(String(error.status))), ("description", .text(error.detail + ": " + error.help))])])
      return response("errors", value, .init(code: error.status), fields)
    }
  }

  private func response(
    _ root: String, _ value: Open311Value, _ status: HTTPResponse.Status, _ fields: [HTTPField.Name: String] = [:]
  ) -> Response {
    switch self {
    case .json: .bytes(value.json + [10], type: "application/json; charset=utf-8", status: status, fields: fields)
    case .xml: .bytes(value.xml(root), type: "text/xml; charset=utf-8", status: status, fields: fields)
    }
  }
}
