/// What is known of a register's columns by their name: how a spreadsheet treats them.
package enum RegisterColumns {
  /// Coordinates.
  package static func isNumber(_ column: String) -> Bool { column == "lon" || column == "lat" }

  package static func isDate(_ column: String) -> Bool { ["from", "until", "date"].contains(column) }

  /// The register whose identifiers a column holds; `nil` for a column of its own words.
  package static func register(of column: String, in register: String) -> String? {
    switch column {
    case "unit": "units"
    case "person", "acting": "people"
    case "place": "places"
    case "sector": "sectors"
    case "parent": ["units", "places"].contains(register) ? register : nil
    default: nil
    }
  }

  /// Registers that others refer to come first, as a person reads them.
  package static func isBefore(_ a: String, _ b: String) -> Bool {
    let first = ["units", "people", "posts", "places", "sectors", "absences"]
    let (left, right) = (first.firstIndex(of: a) ?? first.count, first.firstIndex(of: b) ?? first.count)
    return (left, a) < (right, b)
  }
}
