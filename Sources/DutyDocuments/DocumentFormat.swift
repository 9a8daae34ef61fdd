/// A rendering of a queue.
///
/// - Source: issue 2 §7.
package enum DocumentFormat: String, Hashable, Sendable, CaseIterable {
  case md, html, csv, json, ics

  /// The rendering's file extension; the same word names it on the command line.
  package var fileExtension: String { rawValue }

  /// What the control socket and a web server call it.
  package var mediaType: String {
    switch self {
    case .md: "text/markdown; charset=utf-8"
    case .html: "text/html; charset=utf-8"
    case .csv: "text/csv; charset=utf-8"
    case .json: "application/json"
    case .ics: "text/calendar; charset=utf-8"
    }
  }
}
