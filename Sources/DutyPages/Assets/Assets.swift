import DutyDigest

/// A file that pages refer to, called by its content so that it may be kept for ever.
package struct Asset: Sendable {
  package let path: String
  package let type: String
  package let bytes: [UInt8]

  init(_ name: String, _ ending: String, type: String, _ text: String) {
    let bytes = Array(text.utf8)
    self.bytes = bytes
    self.type = type
    path = "/static/\(name)-\(Digest(of: bytes).hex.prefix(12)).\(ending)"
  }
}

/// Everything that a page loads besides itself.
package enum Assets {
  package static let style = Asset("duty", "css", type: "text/css; charset=utf-8", StyleSheet.text)
  package static let script = Asset("duty", "js", type: "text/javascript; charset=utf-8", Script.text)
  package static let icon = Asset("duty", "svg", type: "image/svg+xml", Icon.text)

  package static let all = [style, script, icon]

  /// The file of a path; `nil` for one that is not ours, or of an earlier version.
  package static func asset(at path: String) -> Asset? { all.first { $0.path == path } }

  /// How long a browser may keep one: its name changes when it does.
  package static let caching = "public, max-age=31536000, immutable"
}

enum Icon {
  static let text = """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b4f5c"/>\
    <path d="M8 16.5l5.5 5.5L24 11" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round" \
    stroke-linejoin="round"/></svg>

    """
}
