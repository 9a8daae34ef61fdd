import DutyPorts

/// Why the engine could not start or go on.
package enum EngineError: Error, Sendable, CustomStringConvertible {
  /// No book is in force and the directory is refused: exit 78.
  case refused(RuleRefusal)
  case store(StoreError)
  case queues(SinkError)

  package var description: String {
    switch self {
    case .refused(let refusal): "rules refused: \(refusal.summary)"
    case .store(let error): "\(error)"
    case .queues(let error): "\(error)"
    }
  }
}

/// Why a rule directory was refused: everything that stands against it.
package struct RuleRefusal: Error, Hashable, Sendable {
  /// Printed as they are, one after another.
  package var lines: [String]
  /// The codes, first of all: `R017`.
  package var codes: [String]
  /// Set when only the confirmation is missing: the digest to confirm with.
  package var confirm: String?

  package init(lines: [String], codes: [String], confirm: String? = nil) {
    self.lines = lines
    self.codes = codes
    self.confirm = confirm
  }

  /// One line for STATUS and the journal.
  package var summary: String {
    let shown = codes.prefix(3).joined(separator: " ")
    return codes.count > 3 ? "\(shown) and \(codes.count - 3) more" : shown
  }
}
