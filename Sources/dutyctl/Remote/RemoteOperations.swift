import ArgumentParser
import DutyControl
import DutyLedger
import Foundation

/// The daemon's operations as requests of the API: what a command asks over the socket, it can ask over HTTP.
///
/// - Shape: `by` and `author` stay behind: over HTTP whoever the token is for is who acts.
struct RemoteOperations {
  let client: ServerClient
  let format: OutputFormat

  /// The routes of operations whose body goes along as it is; `{x}` is filled from the argument of that name.
  private static let routes: [String: (method: String, path: String)] = [
    "status": ("GET", "/status"), "reload": ("POST", "/reload"), "designate": ("POST", "/designations"),
    "designation-list": ("GET", "/designations"),
    "designation-withdraw": ("POST", "/designations/{id}/withdraw"), "finding-add": ("POST", "/findings"),
    "finding-classify": ("POST", "/findings/{finding}/classify"), "finding-join": ("POST", "/findings/{finding}/join"),
    "task-disown": ("POST", "/tasks/{number}/disown"), "task-rule": ("POST", "/tasks/{number}/rule"),
    "task-part": ("POST", "/tasks/{number}/part"), "task-sign": ("POST", "/tasks/{number}/sign"),
    "task-progress": ("POST", "/tasks/{number}/progress"), "cascade-start": ("POST", "/cascades"),
    "summon": ("POST", "/summonses"), "contact-add": ("POST", "/contacts"),
    "campaign-progress": ("POST", "/campaigns/{campaign}/progress"),
    "roster-publish": ("POST", "/campaigns/{campaign}/roster"), "check-in": ("POST", "/check-ins"),
    "spot-check": ("POST", "/spot-checks"), "bonus": ("POST", "/bonuses"),
    "mock-evaluation": ("POST", "/mock-evaluations"), "notice-answer": ("POST", "/notices/{id}/answer"),
    "notice-approve": ("POST", "/proposals/{id}/approve"), "notice-reject": ("POST", "/proposals/{id}/reject"),
    "appeal-file": ("POST", "/appeals"), "appeal-decide": ("POST", "/appeals/{id}/decide"),
    "flag-lift": ("POST", "/flags/{id}/lift"), "access-log": ("GET", "/access-log"),
    "approval-withdraw": ("POST", "/approvals/{id}/withdraw"),
  ]

  /// Does an operation; the answer is as the socket's.
  func ask(_ operation: String, _ arguments: JSONValue) throws -> JSONValue {
    var fields = arguments.object ?? [:]
    try checkAuthor(&fields)
    switch operation {
    case "task-act": return try act(fields["rows"]?.array ?? [])
    case "evidence-add": return try show(fields)
    case "finding-import": return try importList(fields)
    case "approval-list": return try listApprovals(fields)
    case "status" where fields["missed"] == true:
      return try client.ask("GET", "/api/v1/status?missed=true", format: format).json
    default: break
    }
    guard let route = Self.routes[operation] else {
      throw CommandFailure(
        "`\(operation)` is for the daemon's own machine", help: "leave --server out, and run it there")
    }
    let path = try fill(route.path, &fields)
    // What was not said is left out: the API takes no empty texts for it.
    fields = fields.filter { $0.value != .string("") && $0.value != .null && $0.value != false }
    let body: JSONValue? = route.method == "POST" && !fields.isEmpty ? .object(fields) : nil
    let answer = try client.ask(route.method, "/api/v1" + path, json: body, format: format).json
    if operation == "access-log" { return ["refusals": answer["items"] ?? []] }
    return answer
  }

  private func fill(_ path: String, _ fields: inout [String: JSONValue]) throws -> String {
    var filled = ""
    for part in path.split(separator: "/") {
      guard part.hasPrefix("{") else {
        filled += "/" + part
        continue
      }
      let value = fields.removeValue(forKey: String(part.dropFirst().dropLast()))?.string ?? ""
      // The numbers of documents and flags have slashes of their own.
      filled += "/" + value.split(separator: "/").map { queryEncoded(String($0)) }.joined(separator: "/")
    }
    return filled
  }

  /// Nobody acts for others over HTTP; a `--by` that names another is a mistake to be told.
  private func checkAuthor(_ fields: inout [String: JSONValue]) throws {
    fields["author"] = nil
    guard let by = fields.removeValue(forKey: "by")?.string else { return }
    try check(by)
  }

  private func check(_ by: String) throws {
    let me = try client.ask("GET", "/api/v1/me", format: format).json["id"]?.string ?? ""
    guard by == me else {
      throw CommandFailure(
        "the token is for \(me.isEmpty ? "nobody" : "`\(me)`"), not for `\(by)`",
        help: "over HTTP one acts for oneself: --by \(me)")
    }
  }

  private func act(_ rows: [JSONValue]) throws -> JSONValue {
    for by in Set(rows.compactMap { $0["by"]?.string }) { try check(by) }
    var answers: [JSONValue] = []
    var done: Int64 = 0
    for row in rows {
      var fields = row.object ?? [:]
      let number = fields.removeValue(forKey: "number")?.string ?? ""
      let action = fields.removeValue(forKey: "action")?.string ?? ""
      fields["by"] = nil
      if fields.removeValue(forKey: "approved-by")?.string?.isEmpty == false {
        throw CommandFailure(
          "over HTTP nobody approves for another", help: "leave --approved-by out: it waits for them")
      }
      fields = fields.filter { $0.value != .string("") && $0.value != .null }
      let answer = try client.send(
        "POST", "/api/v1/tasks/\(queryEncoded(number))/\(queryEncoded(action))",
        body: ("application/json", JSONValue.object(fields).canonical))
      var result: [String: JSONValue] = ["number": .string(number), "action": .string(action)]
      switch answer.status {
      case 200:
        done += 1
        result.merge(answer.json.object ?? [:]) { $1 }
        result["outcome"] = "done"
      case 202:
        done += 1
        let approvers = (answer.json["approvers"]?.array ?? []).compactMap(\.string).joined(separator: " or ")
        result["outcome"] = "done"
        result["state"] = "waits"
        result["notes"] = [.string("for the approval of \(approvers): \(answer.json["id"]?.string ?? "")")]
      default:
        result["outcome"] = "refused"
        result["error"] = ["message": answer.json["detail"] ?? "", "help": answer.json["help"] ?? ""]
      }
      answers.append(.object(result))
    }
    return ["rows": .array(answers), "done": .int(done), "refused": .int(Int64(rows.count) - done)]
  }

  private func show(_ fields: [String: JSONValue]) throws -> JSONValue {
    func text(_ key: String) -> String { fields[key]?.string ?? "" }
    let bytes = Array(Data(base64Encoded: text("data")) ?? Data())
    var said = ["shows", "name"].map { "\($0)=\(queryEncoded(text($0)))" }.joined(separator: "&")
    if fields["held"]?.bool == true { said += "&held=true" }
    let path = "/api/v1/tasks/\(queryEncoded(text("task")))/evidence?\(said)"
    return try client.ask("POST", path, body: ("application/octet-stream", bytes), format: format).json
  }

  /// What the caller may see of what waits; the server knows no other filter.
  private func listApprovals(_ fields: [String: JSONValue]) throws -> JSONValue {
    let query = fields["all"]?.bool == true ? "?decided=true&limit=100" : "?limit=100"
    let items = try client.ask("GET", "/api/v1/approvals" + query, format: format).json["items"]?.array ?? []
    let task = fields["task"]?.string?.uppercased()
    return ["items": .array(items.filter { task == nil || $0["task"]?.string == task })]
  }

  private func importList(_ fields: [String: JSONValue]) throws -> JSONValue {
    var query: [String] = []
    for key in ["source", "found-at"] {
      if let value = fields[key]?.string, !value.isEmpty { query.append("\(key)=\(queryEncoded(value))") }
    }
    if fields["dry-run"]?.bool == true { query.append("dry-run=true") }
    let path = "/api/v1/finding-lists" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    return try client.ask(
      "POST", path, body: ("text/csv", Array((fields["csv"]?.string ?? "").utf8)), format: format
    ).json
  }
}
