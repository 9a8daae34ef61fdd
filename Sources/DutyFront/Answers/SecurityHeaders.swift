import HTTPTypes
import HummingbirdCore

/// What every answer tells a browser not to do.
enum SecurityHeaders {
  private static let policy =
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; script-src 'self'; "
    + "connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"

  /// - Parameter tellsWhence: whether the requests that a page makes may say its address, to this site alone: a proxy's
  ///   error log writes that down.
  static func add(to response: inout Response, isSecure: Bool, tellsWhence: Bool = true) {
    func set(_ name: String, _ value: String) {
      guard let field = HTTPField.Name(name), response.headers[field] == nil else { return }
      response.headers[field] = value
    }
    set("Content-Security-Policy", policy)
    set("X-Content-Type-Options", "nosniff")
    set("Referrer-Policy", tellsWhence ? "same-origin" : "no-referrer")
    set("Cross-Origin-Opener-Policy", "same-origin")
    set("Cross-Origin-Resource-Policy", "same-origin")
    set("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
    set("Cache-Control", "no-store")
    if isSecure { set("Strict-Transport-Security", "max-age=31536000") }
  }
}
