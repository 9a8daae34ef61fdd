import DutyLedger
import DutyPorts

/// Why a request was not answered as asked.
///
/// - Shape: ``code`` is stable and names the cause; ``detail`` says it of this request; ``help`` is the remedy.
/// - Source: RFC 9457.
package struct Problem: Error, Hashable, Sendable {
  package var status: Int
  package var code: String
  package var detail: String
  package var help: String
  package var fields: [String: String] = [:]
  /// For the journal alone.
  package var cause = ""
  /// What else belongs to it: diagnostics, the rows of a list.
  package var more: [String: JSONValue] = [:]
  /// Whether a page of it asks again by itself: only where nothing was sent that would be lost.
  package var isAskedAgain = false
  /// What the engine refused, for pages to say in their reader's language.
  package var refusal: Refusal?

  package init(_ status: Int, _ code: String, _ detail: String, help: String) {
    self.status = status
    self.code = code
    self.detail = detail
    self.help = help
  }

  package init(_ error: StoreError) {
    self.init(503, "store-failed", "the store fails just now", help: "try again; the journal of dutyd says why")
    cause = "\(error)"
  }

  /// An answer of the engine that is no success.
  package init(_ reply: ControlReply) {
    let error = reply.body["error"]
    let code = error?["code"]?.string ?? Self.code(of: reply.status)
    self.init(
      reply.status, code, error?["message"]?.string ?? "refused", help: error?["help"]?.string ?? "see the detail")
    refusal = Refusal(error?["reason"])
    if let diagnostics = reply.body["diagnostics"] { more["diagnostics"] = diagnostics }
    if let confirm = reply.body["confirm"], confirm != .null { more["confirm"] = confirm }
  }

  private static func code(of status: Int) -> String {
    switch status {
    case 400: "bad-request"
    case 403: "not-allowed"
    case 404: "not-found"
    case 409: "does-not-fit"
    case 413: "too-large"
    case 422: "not-acceptable"
    default: "not-available"
    }
  }

  package static func badRequest(_ detail: String, help: String) -> Problem {
    Problem(400, "bad-request", detail, help: help)
  }
  package static func notFound(_ detail: String, help: String) -> Problem {
    Problem(404, "not-found", detail, help: help)
  }
  package static var starting: Problem { soon("starting", "the daemon is not ready yet") }
  package static var stopping: Problem { soon("stopping", "the daemon is stopping") }

  private static func soon(_ code: String, _ detail: String) -> Problem {
    var problem = Problem(503, code, detail, help: "try again in a moment")
    problem.fields["Retry-After"] = "5"
    return problem
  }

  /// RFC 9110 §15, as far as it is answered here.
  package static func title(_ status: Int) -> String { titles[status] ?? "Refused" }

  private static let titles = [
    400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed",
    406: "Not Acceptable", 409: "Conflict", 410: "Gone", 412: "Precondition Failed", 413: "Content Too Large",
    415: "Unsupported Media Type", 422: "Unprocessable Content", 428: "Precondition Required",
    429: "Too Many Requests", 500: "Internal Server Error", 503: "Service Unavailable",
  ]

  /// The document, as JSON.
  package func document(request: String) -> JSONValue {
    var members = more
    if let refusal { members["reason"] = refusal.json }
    members["type"] = .string("urn:dutyd:problem:\(code)")
    members["title"] = .string(Self.title(status))
    members["status"] = .int(Int64(status))
    members["code"] = .string(code)
    members["detail"] = .string(detail)
    members["help"] = .string(help)
    members["instance"] = .string("urn:dutyd:request:\(request)")
    return .object(members)
  }
}
