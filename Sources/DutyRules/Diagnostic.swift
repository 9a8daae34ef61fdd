import DutyBook

/// How bad a diagnostic is: an error refuses the directory, a warning does not.
package enum Severity: String, Hashable, Sendable, CaseIterable {
  case error, warning, note
}

/// Something a rule author should know, with its place (style, habit 3).
///
/// - Shape: ``message`` is one line in lower case with names in backticks; ``help`` says what to do.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// The other side of a conflict.
  package struct Related: Hashable, Sendable {
    package var place: SourcePlace
    package var message: String

    package init(_ place: SourcePlace, _ message: String) {
      self.place = place
      self.message = message
    }
  }

  package var severity: Severity
  /// `R017`; stable, listed by ``DiagnosticCodes``.
  package var code: String
  package var place: SourcePlace
  package var message: String
  package var help: String?
  package var related: [Related]

  package init(
    severity: Severity, code: String, place: SourcePlace, message: String, help: String? = nil,
    related: [Related] = []
  ) {
    self.severity = severity
    self.code = code
    self.place = place
    self.message = message
    self.help = help
    self.related = related
  }

  /// `duties/patrols.yaml:4:9: error[R017]: unknown key …`, then the help and the other places, indented.
  package var description: String {
    var text = "\(place): \(severity.rawValue)[\(code)]: \(message)"
    if let help { text += "\n  help: \(help)" }
    for other in related { text += "\n  other: \(other.place): \(other.message)" }
    return text
  }
}

/// Collects the diagnostics of one load, bounded per file and code.
///
/// A register of a million rows with one mistake in each must not fill the memory or the screen.
final class DiagnosticSink {
  /// How many diagnostics of one code are kept per file.
  static let perFileAndCode = 100

  private struct Slot: Hashable {
    var file: String
    var code: DiagnosticCodes
  }

  private var items: [Diagnostic] = []
  private var counts: [Slot: (count: Int, last: SourcePlace)] = [:]

  func report(
    _ code: DiagnosticCodes, _ place: SourcePlace, _ message: String, help: String? = nil,
    related: [Diagnostic.Related] = []
  ) {
    let slot = Slot(file: place.file, code: code)
    let count = (counts[slot]?.count ?? 0) + 1
    counts[slot] = (count, place)
    guard count <= DiagnosticSink.perFileAndCode else { return }
    items.append(
      Diagnostic(
        severity: code.severity, code: code.rawValue, place: place, message: message, help: help, related: related))
  }

  /// Whether one more of this code in this file would still be shown: lets callers skip costly wording.
  func hasRoom(_ code: DiagnosticCodes, _ file: String) -> Bool {
    (counts[Slot(file: file, code: code)]?.count ?? 0) < DiagnosticSink.perFileAndCode
  }

  /// All of them, sorted by place, then by code; the ones left out are counted where they stopped.
  func sorted(adding problems: [Diagnostic]) -> [Diagnostic] {
    var all = items + problems
    for (slot, seen) in counts where seen.count > DiagnosticSink.perFileAndCode {
      let more = seen.count - DiagnosticSink.perFileAndCode
      all.append(
        Diagnostic(
          severity: .note, code: slot.code.rawValue, place: seen.last,
          message: "\(more) more of \(slot.code.rawValue) in this file are not shown"))
    }
    return all.sorted { ($0.place, $0.code, $0.message) < ($1.place, $1.code, $1.message) }
  }
}
