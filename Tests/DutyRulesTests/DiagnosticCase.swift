import DutyBook
import DutyRules
import Testing

/// A change to the small district, and the diagnostic it must give.
struct Case: Sendable, CustomTestStringConvertible {
  var changes: [Change]
  var code: DiagnosticCodes
  /// `file:line:column`.
  var at: String
  /// A part of the message, of the help or of a related place.
  var says: String
  var why: String

  init(_ changes: [Change], _ code: DiagnosticCodes, at: String, says: String = "", why: String) {
    self.changes = changes
    self.code = code
    self.at = at
    self.says = says
    self.why = why
  }

  var testDescription: String { "\(code.rawValue) \(why)" }

  func check() {
    let diagnostics = loader.load(sources(changes)).diagnostics
    let texts = diagnostics.map(\.description).joined(separator: "\n")
    let match = diagnostics.first {
      $0.code == code.rawValue && $0.place.description == at && $0.description.contains(says)
    }
    #expect(match != nil, "\(changes)\nwanted \(code.rawValue) at \(at): …\(says)…, got\n\(texts)")
    #expect(match?.severity == code.severity)
  }
}

let units = "registers/units.csv"
let people = "registers/people.csv"
let places = "registers/places.csv"
let posts = "registers/posts.csv"
let chiefs = "registers/road-chiefs.csv"
let roads = "responsibility/10-roads.yaml"
let sectorRules = "responsibility/40-sector.yaml"
let patrols = "duties/patrols.yaml"
let street = "standards/street.yaml"
let plan = "campaigns/plan.yaml"
let overlay = "campaigns/inspection.yaml"
