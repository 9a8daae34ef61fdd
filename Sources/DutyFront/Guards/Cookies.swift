import HTTPTypes

/// The cookies of a request.
package struct Cookies: Sendable {
  private let values: [String: String]

  package static let sessionName = "dutyd_session"
  package static let secureSessionName = "__Host-dutyd_session"
  package static let languageName = "dutyd_lang"

  package init(_ fields: HTTPFields) {
    var values: [String: String] = [:]
    for line in fields[values: .cookie] {
      for part in line.split(separator: ";") {
        let halves = part.split(separator: "=", maxSplits: 1)
        guard halves.count == 2 else { continue }
        values[String(halves[0].drop { $0 == " " })] = String(halves[1])
      }
    }
    self.values = values
  }

  package subscript(name: String) -> String? { values[name] }

  /// The session's secret.
  package var session: String? { values[Self.secureSessionName] ?? values[Self.sessionName] }

  /// The cookie that opens a session; behind TLS it is for TLS alone, and for this host alone.
  package static func session(_ secret: String, seconds: Int64, isSecure: Bool) -> String {
    let name = isSecure ? secureSessionName : sessionName
    return "\(name)=\(secret); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
  }

  /// The cookies that end it.
  package static let ended = [
    "\(sessionName)=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax",
    "\(secureSessionName)=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure",
  ]
}
