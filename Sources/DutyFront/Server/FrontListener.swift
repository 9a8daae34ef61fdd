import NIOCore
import NIOPosix

/// Where the doors are: an address of TCP, or a unix socket.
///
/// - Shape: `127.0.0.1:8300`, `[::1]:8300`, `localhost:8300`, `unix:/run/dutyd/http.sock`.
/// - Laws: plain HTTP is for this machine: any other address is refused unless it was asked for in so many words.
package enum FrontAddress: Hashable, Sendable, CustomStringConvertible {
  case tcp(host: String, port: Int)
  case unix(path: String)

  package init(_ text: String, plainAnywhere: Bool) throws(FrontAddressError) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst(5))
      guard path.hasPrefix("/"), path.utf8.count < 108 else {
        throw FrontAddressError(text: text, cause: "is no path of a socket", remedy: "write unix:/run/dutyd/http.sock")
      }
      self = .unix(path: path)
      return
    }
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { throw FrontAddressError(text: text, cause: "names no port", remedy: "write 127.0.0.1:8300") }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    guard !host.isEmpty else {
      throw FrontAddressError(text: text, cause: "names no host", remedy: "write 127.0.0.1:8300")
    }
    guard plainAnywhere || Self.isLoopback(host) else {
      throw FrontAddressError(
        text: text, cause: "is not of this machine alone, and what goes there is not encrypted",
        remedy: "put a proxy with TLS in front and bind to 127.0.0.1, or say --http-plain-anywhere")
    }
    self = .tcp(host: host, port: port)
  }

  /// Whether an address is the machine itself.
  package static func isLoopback(_ host: String) -> Bool {
    if ["localhost", "::1", "0:0:0:0:0:0:0:1"].contains(host) { return true }
    let mapped = host.hasPrefix("::ffff:") ? String(host.dropFirst(7)) : host
    let parts = mapped.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  package var description: String {
    switch self {
    case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}

/// Why the doors cannot be where they were asked to be.
package struct FrontAddressError: Error, Hashable, Sendable, CustomStringConvertible {
  package var text: String
  package var cause: String
  package var remedy: String

  package var description: String { "--http \(text): it \(cause); \(remedy)" }
}
