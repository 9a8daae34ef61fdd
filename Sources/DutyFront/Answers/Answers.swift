import DutyLedger
import HTTPTypes
import HummingbirdCore
import NIOCore

extension Response {
  /// A JSON answer, canonical and ended by a line feed.
  package static func json(
    _ value: JSONValue, status: HTTPResponse.Status = .ok, type: String = "application/json",
    fields: [HTTPField.Name: String] = [:]
  ) -> Response {
    .bytes(value.canonical + [10], type: type, status: status, fields: fields)
  }

  package static func html(
    _ text: String, status: HTTPResponse.Status = .ok, fields: [HTTPField.Name: String] = [:]
  ) -> Response {
    .bytes(Array(text.utf8), type: "text/html; charset=utf-8", status: status, fields: fields)
  }

  package static func text(
    _ text: String, type: String = "text/plain; charset=utf-8", status: HTTPResponse.Status = .ok,
    fields: [HTTPField.Name: String] = [:]
  ) -> Response {
    .bytes(Array(text.utf8), type: type, status: status, fields: fields)
  }

  package static func bytes(
    _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok, fields: [HTTPField.Name: String] = [:]
  ) -> Response {
    var headers = HTTPFields()
    headers[.contentType] = type
    for (name, value) in fields { headers[name] = value }
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// After a form was taken: look there.
  package static func seeOther(_ place: String, cookies: [String] = []) -> Response {
    var headers = HTTPFields()
    headers[.location] = place
    for cookie in cookies { headers.append(HTTPField(name: .setCookie, value: cookie)) }
    return Response(status: .seeOther, headers: headers)
  }
}

extension HTTPField.Name {
  package static let requestID = HTTPField.Name.known("X-Request-Id")
  package static let idempotencyKey = HTTPField.Name.known("Idempotency-Key")
  package static let csrf = HTTPField.Name.known("X-CSRF-Token")
  package static let forwardedFor = HTTPField.Name.known("X-Forwarded-For")
  package static let forwardedProto = HTTPField.Name.known("X-Forwarded-Proto")
  package static let fetchSite = HTTPField.Name.known("Sec-Fetch-Site")

  private static func known(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .from }
}

/// Text inside HTML.
package func escapedHTML(_ text: String) -> String {
  var out = ""
  for character in text {
    switch character {
    case "&": out += "&amp;"
    case "<": out += "&lt;"
    case ">": out += "&gt;"
    case "\"": out += "&quot;"
    case "'": out += "&#39;"
    default: out.append(character)
    }
  }
  return out
}

/// A refusal as a page where nothing draws a better one: before the daemon is ready, and where a request says too little
/// of its reader, so that it stands in both languages.
///
/// - Shape: where the answer is that it comes soon (`Retry-After`), a browser that only reads asks again by itself.
@Sendable
package func plainProblemPage(_ problem: Problem, _ request: FrontRequest?) -> String {
  let wait = problem.isAskedAgain ? problem.fields["Retry-After"] : nil
  let again = wait.map { "\n<meta http-equiv=\"refresh\" content=\"\($0)\">" } ?? ""
  let said: (title: String, chinese: String) =
    switch problem.code {
    case Problem.starting.code: ("正在启动", "系统正在启动，请稍候，几秒后再打开本页。")
    case Problem.stopping.code: ("正在停止", "系统正在停止，请稍后再打开本页。")
    default: ("未能办理", "这次没有办成，请返回后再试；仍不成的，请把下面这句话告诉管理员。")
    }
  return """
    <!doctype html>
    <html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">\(again)
    <title>\(said.title) \(problem.status)</title></head>
    <body><main><h1>\(said.title)</h1><p>\(said.chinese)</p>
    <p lang="en">\(problem.status) \(escapedHTML(problem.detail)); \(escapedHTML(problem.help))</p></main></body></html>

    """
}
