import DutyLedger
import Glibc

/// Why the daemon could not be asked.
package enum ControlError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Nobody listens at the path.
  case notRunning(path: String)
  case notAllowed(path: String)
  /// No answer within the client's patience, in seconds.
  case timedOut(path: String, seconds: Int)
  /// The connection failed on the way.
  case broken(path: String, detail: String)
  /// What came back is no answer of the daemon.
  case notUnderstood(path: String, detail: String)

  package var description: String {
    switch self {
    case .notRunning(let path):
      "dutyd is not running: nobody answers at \(path); start it with `systemctl start dutyd`, or name its socket with "
        + "`--socket`"
    case .notAllowed(let path):
      "you may not talk to dutyd at \(path); become root or a member of the group `dutyd`"
    case .timedOut(let path, let seconds):
      "dutyd did not answer at \(path) within \(seconds) s; see `systemctl status dutyd`"
    case .broken(let path, let detail):
      "the connection to dutyd at \(path) broke: \(detail); see `journalctl -u dutyd`"
    case .notUnderstood(let path, let detail):
      "what answers at \(path) is not dutyd: \(detail)"
    }
  }
}

/// Asks the daemon over its control socket, one question a connection, blocking.
///
/// - Shape: `POST /control/v1/{operation}`, HTTP/1.1, JSON both ways.
package struct ControlClient: Sendable {
  package let socketPath: String
  /// Seconds to wait for an answer; a reload of a large district takes its time.
  package var patience = 300

  /// - Parameter socketPath: as given, else `control.sock` in `$RUNTIME_DIRECTORY`, else `/run/dutyd/control.sock`.
  package init(socketPath: String? = nil, environment: [String: String] = [:]) {
    let runtime = environment["RUNTIME_DIRECTORY"]?.split(separator: ":").first.map(String.init)
    self.socketPath = socketPath ?? (runtime ?? "/run/dutyd") + "/control.sock"
  }

  /// - Returns: the answer's HTTP status and body; a refusal is an answer too.
  package func call(
    _ operation: String, _ arguments: JSONValue = [:]
  ) throws(ControlError) -> (status: Int, body: JSONValue) {
    let connection = try ControlConnection(path: socketPath, patience: patience)
    defer { connection.close() }
    let body = arguments.canonical
    let head =
      "POST /control/v1/\(operation) HTTP/1.1\r\nHost: dutyd\r\nContent-Type: application/json\r\n"
      + "Content-Length: \(body.count)\r\nConnection: close\r\n\r\n"
    try connection.send(Array(head.utf8) + body)
    let answer = try connection.receive(limit: ResponseText.limit)
    return try parse(answer)
  }

  private func parse(_ bytes: [UInt8]) throws(ControlError) -> (status: Int, body: JSONValue) {
    let text: ResponseText
    do throws(ResponseText.Malformed) {
      text = try ResponseText(bytes)
    } catch {
      throw .notUnderstood(path: socketPath, detail: error.detail)
    }
    if text.body.isEmpty { return (text.status, [:]) }
    do throws(JSONError) {
      return (text.status, try JSONValue(parsing: text.body))
    } catch {
      throw .notUnderstood(path: socketPath, detail: error.description)
    }
  }
}
