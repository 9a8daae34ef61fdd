import CCurl
import DutyLedger

/// Asks a daemon over HTTP, with a token.
///
/// - Shape: one request at a time, waited for; over TCP, or over a unix socket of this machine. HTTPS is verified by the
///   system's certificates, or by those of a file.
/// - Laws: a token goes out over TLS, or to this machine, and nowhere else; redirects are not followed.
package struct ServerClient: Sendable {
  package struct Answer: Hashable, Sendable {
    package var status: Int
    package var body: [UInt8]
    /// Seconds after which the server wants to be asked again; `nil` where it says nothing of it.
    package var retryAfter: Int?

    package init(status: Int, body: [UInt8], retryAfter: Int? = nil) {
      self.status = status
      self.body = body
      self.retryAfter = retryAfter
    }

    /// The body as JSON; `null` for anything else.
    package var json: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
  }

  private let site: String
  /// The socket in place of an address; `nil` for one of TCP.
  private let socketPath: String?
  private let token: String
  private let authorities: String?
  private let patience: Int

  /// - Parameter site: `https://…`, `http://` of this machine, or `unix:PATH`.
  /// - Parameter authorities: a file of certificates (PEM) in place of the system's, for `https://`.
  /// - Parameter patience: seconds for one request.
  package init(
    site: String, token: String, authorities: String? = nil, patience: Int = 120
  ) throws(ServerError) {
    guard !token.isEmpty, token.utf8.allSatisfy({ (33...126).contains($0) }) else { throw .noToken }
    guard Self.isSafe(site) else { throw .notSafe(site) }
    if authorities != nil, !site.hasPrefix("https://") { throw .noTLS(site) }
    if site.hasPrefix("unix:") {
      socketPath = String(site.dropFirst(5))
      self.site = site
    } else {
      socketPath = nil
      self.site = site.hasSuffix("/") ? String(site.dropLast()) : site
    }
    self.authorities = authorities
    self.token = token
    self.patience = patience
  }

  /// How long to wait before asking once more, where that is harmless and short: what reads, and is refused for now.
  package static func pause(before method: String, after answer: Answer) -> Int? {
    guard method == "GET", [429, 503].contains(answer.status), let wait = answer.retryAfter, (1...60).contains(wait)
    else { return nil }
    return wait
  }

  /// `https://…`, `http://` of this machine, or a socket of it.
  static func isSafe(_ site: String) -> Bool {
    if site.hasPrefix("unix:") { return site.hasPrefix("unix:/") && site.utf8.count < 112 }
    if site.hasPrefix("https://") { return site.utf8.count > 8 }
    guard site.hasPrefix("http://") else { return false }
    let authority = site.dropFirst(7).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@") else { return false }
    if authority.hasPrefix("[::1]") { return authority == "[::1]" || authority.hasPrefix("[::1]:") }
    let host = String(authority.prefix { $0 != ":" })
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return host == "localhost" || (parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil })
  }

  /// Sends one request; any answer is an answer.
  ///
  /// - Parameter body: its type and its bytes; `nil` for none.
  /// - Errors: ``ServerError`` when there is no answer.
  package func send(
    _ method: String, _ path: String, body: (type: String, bytes: [UInt8])? = nil, fields: [String] = []
  ) throws(ServerError) -> Answer {
    guard duty_curl_start() == CURLE_OK, let curl = duty_curl_init() else {
      throw .failed(site, "libcurl cannot be set up")
    }
    defer { duty_curl_cleanup(curl) }
    var list: UnsafeMutablePointer<curl_slist>?
    let type = body.map { ["Content-Type: " + $0.type] } ?? []
    for line in ["Authorization: Bearer " + token, "Accept: application/json", "Expect:"] + type + fields {
      list = duty_curl_append(list, line) ?? list
    }
    defer { duty_curl_free_all(list) }
    _ = duty_curl_text(curl, CURLOPT_URL, (socketPath == nil ? site : "http://dutyd") + path)
    if let socketPath { _ = duty_curl_text(curl, CURLOPT_UNIX_SOCKET_PATH, socketPath) }
    if let authorities { _ = duty_curl_text(curl, CURLOPT_CAINFO, authorities) }
    _ = duty_curl_text(curl, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = duty_curl_text(curl, CURLOPT_CUSTOMREQUEST, method)
    _ = duty_curl_long(curl, CURLOPT_NOSIGNAL, 1)
    _ = duty_curl_long(curl, CURLOPT_FOLLOWLOCATION, 0)
    _ = duty_curl_long(curl, CURLOPT_TIMEOUT, patience)
    _ = duty_curl_long(curl, CURLOPT_CONNECTTIMEOUT, 10)
    _ = duty_curl_list(curl, CURLOPT_HTTPHEADER, list)
    let received = Received()
    _ = duty_curl_pointer(curl, CURLOPT_WRITEDATA, Unmanaged.passUnretained(received).toOpaque())
    _ = duty_curl_on_write(curl) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
      guard received.body.count + size * count <= ResponseText.limit else { return 0 }
      received.body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    let sent = body?.bytes ?? []
    let code = sent.withUnsafeBytes { bytes in
      if body != nil || method == "POST" {
        _ = duty_curl_long(curl, CURLOPT_POSTFIELDSIZE, bytes.count)
        _ = duty_curl_bytes(curl, CURLOPT_POSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer(Self.nothing))
      }
      return withExtendedLifetime(received) { duty_curl_perform(curl) }
    }
    guard code == CURLE_OK else { throw failure(code) }
    var (status, wait) = (0, 0)
    _ = duty_curl_status(curl, &status)
    _ = duty_curl_retry_after(curl, &wait)
    return Answer(status: status, body: received.body, retryAfter: wait > 0 ? wait : nil)
  }

  private func failure(_ code: CURLcode) -> ServerError {
    let cause = String(cString: duty_curl_strerror(code))
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION: return .notTrusted(site)
    case CURLE_SSL_CACERT_BADFILE: return .noAuthorities(authorities ?? "the system's certificates")
    default: return .failed(site, cause)
    }
  }

  private final class Received {
    var body: [UInt8] = []
  }

  private static var nothing: UnsafePointer<UInt8> {
    let empty: StaticString = ""
    return empty.utf8Start
  }
}

/// Why a server could not be asked.
package enum ServerError: Error, Hashable, Sendable, CustomStringConvertible {
  case noToken
  case notSafe(String)
  case noTLS(String)
  case notTrusted(String)
  case noAuthorities(String)
  case failed(String, String)

  package var description: String {
    switch self {
    case .noToken: "there is no token; set DUTYCTL_TOKEN, or give --token-file with a file that holds it"
    case .notSafe(let site):
      "`\(site)` is no place for a token: it would go there in the clear; write https://…, http://127.0.0.1:8300 or "
        + "unix:PATH"
    case .noTLS(let site): "--ca goes with https://…: `\(site)` shows no certificate; leave --ca out"
    case .notTrusted(let site):
      "\(site) shows a certificate that nobody known here has signed, or one of another name: write the name that it is "
        + "for; where the authority is your own, give its certificate with --ca FILE"
    case .noAuthorities(let file): "\(file) cannot be read as certificates: give a PEM file with --ca FILE"
    case .failed(let site, let cause): "\(site) does not answer: \(cause); is the address right, and does dutyd run?"
    }
  }
}
