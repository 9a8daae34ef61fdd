import ArgumentParser
import DutyControl
import DutyLedger
import Foundation

/// A daemon elsewhere, over HTTP.
struct ServerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask a daemon over HTTP instead: https://…, http://127.0.0.1:8300 or unix:PATH; token in DUTYCTL_TOKEN.",
      valueName: "URL"))
  var server: String?
  @Option(
    help: ArgumentHelp("With --server: a file that holds the token, in place of DUTYCTL_TOKEN.", valueName: "FILE"))
  var tokenFile: String?

  @Option(
    help: ArgumentHelp(
      "With --server https://…: a file of certificates (PEM) to trust in place of the system's.", valueName: "FILE"))
  var ca: String?

  /// Options that look into a ledger of this machine.
  ///
  /// - Errors: a usage error where one of them was given beside a server.
  func refuse(_ options: KeyValuePairs<String, Bool>) throws {
    guard server != nil, let option = options.first(where: \.value)?.key else { return }
    throw ValidationError("\(option) is for a ledger on this machine: leave it out, or --server")
  }

  /// The client, where a server was named.
  func client() throws -> ServerClient? {
    guard let server else {
      if tokenFile != nil { throw ValidationError("--token-file goes with --server") }
      if ca != nil { throw ValidationError("--ca goes with --server") }
      return nil
    }
    var token = ProcessInfo.processInfo.environment["DUTYCTL_TOKEN"] ?? ""
    if let tokenFile {
      guard let data = FileManager.default.contents(atPath: tokenFile) else {
        throw CommandFailure("\(tokenFile) cannot be read", help: "check the path and its permissions")
      }
      token = String(decoding: data, as: UTF8.self)
    }
    do {
      return try ServerClient(
        site: server, token: token.trimmingCharacters(in: .whitespacesAndNewlines), authorities: ca)
    } catch {
      throw ValidationError("\(error)")
    }
  }
}

extension ServerClient {
  /// Asks, and ends the command where the answer is a refusal.
  func ask(
    _ method: String, _ path: String, json: JSONValue? = nil, body: (type: String, bytes: [UInt8])? = nil,
    format: OutputFormat = .text
  ) throws -> Answer {
    var answer: Answer
    do {
      let body = json.map { ("application/json", $0.canonical) } ?? body
      answer = try send(method, path, body: body)
      if let wait = Self.pause(before: method, after: answer) {
        Output.error("dutyctl: the server asks to come back in \(wait) s (\(answer.status)); asking once more then")
        Thread.sleep(forTimeInterval: TimeInterval(wait))
        answer = try send(method, path, body: body)
      }
    } catch {
      Output.error("dutyctl: \(error)")
      throw ExitCode(3)
    }
    if (200..<300).contains(answer.status) { return answer }
    try Self.fail(answer, format)
  }

  /// Prints a problem document as the socket's refusals are printed.
  private static func fail(_ answer: Answer, _ format: OutputFormat) throws -> Never {
    let problem = answer.json
    if format == .json { Output.json(problem) }
    for line in problem["diagnostics"]?.array ?? [] { Output.error(line.string ?? "") }
    Output.error("dutyctl: " + (problem["detail"]?.string ?? "the server answers \(answer.status)"))
    if let help = problem["help"]?.string { Output.error("  help: \(help)") }
    if let wait = answer.retryAfter { Output.error("  the server asks to come back in \(wait) s") }
    throw ExitCode(1)
  }

  /// Every item of a list, page after page, up to `limit`.
  func items(_ path: String, _ query: [(String, String?)], limit: Int, format: OutputFormat) throws -> [JSONValue] {
    var items: [JSONValue] = []
    var after: String?
    repeat {
      let asked = query + [("limit", String(min(max(limit - items.count, 1), 500))), ("after", after)]
      let text = asked.compactMap { name, value in value.map { "\(name)=\(queryEncoded($0))" } }.joined(separator: "&")
      let page = try ask("GET", path + "?" + text, format: format).json
      items += page["items"]?.array ?? []
      after = page["next"]?.string
    } while after != nil && items.count < limit
    return Array(items.prefix(limit))
  }
}

/// A text as one value of a query or one segment of a path.
func queryEncoded(_ text: String) -> String {
  text.addingPercentEncoding(withAllowedCharacters: CharacterSet(charactersIn: "-._~").union(.alphanumericsASCII)) ?? ""
}

extension CharacterSet {
  fileprivate static let alphanumericsASCII = CharacterSet(
    charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
}
