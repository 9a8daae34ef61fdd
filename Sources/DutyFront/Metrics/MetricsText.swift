/// Prometheus' text format.
///
/// - Shape: a metric's help and type once, then its samples; labels in the order given.
/// - Source: Prometheus, “Exposition formats”, text-based, 0.0.4.
struct MetricsText {
  enum Kind: String { case counter, gauge }

  private(set) var text = ""

  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  mutating func metric(
    _ name: String, _ kind: Kind, _ help: String, _ samples: [(labels: [(String, String)], value: Value)]
  ) {
    text += "# HELP \(name) \(escaped(help, quotes: false))\n# TYPE \(name) \(kind.rawValue)\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0.0)=\"\(escaped($0.1, quotes: true))\"" }.joined(separator: ",")
      text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(sample.value)\n"
    }
  }

  mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ value: Value) {
    metric(name, kind, help, [(labels: [], value: value)])
  }

  /// A number; what is not known is `NaN`.
  enum Value: CustomStringConvertible {
    case whole(Int64)
    case decimal(Double)
    case unknown

    var description: String {
      switch self {
      case .whole(let number): String(number)
      case .decimal(let number): "\(number)"
      case .unknown: "NaN"
      }
    }
  }

  private func escaped(_ text: String, quotes: Bool) -> String {
    var out = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\"" where quotes: out += "\\\""
      default: out.unicodeScalars.append(character)
      }
    }
    return out
  }
}
