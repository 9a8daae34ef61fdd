import DutyBook
import DutyLedger

extension DesignatedRules {
  /// A designation as a rule file and, where it names a duty or a standard, a rule test for it (M11).
  ///
  /// - Shape: YAML text. Loading the rule closes the designation: its name says where it comes from.
  package static func export(_ record: DesignationRecord, in book: Book) -> (rule: String, test: String?) {
    let roles = Role.allCases.compactMap { role in record.roles[role.rawValue].map { "\(role.rawValue): \($0)" } }
    let basis = "创建办指定 \(record.id) \(record.date) \(record.author): \(record.reason)"
    var lines = [
      "rules:", "  - rule: \(ruleName(of: record.id))", "    basis: \(JSONValue.string(basis).canonicalText)",
      "    from: \(record.date)",
    ]
    if let until = record.until { lines.append("    until: \(until)") }
    let about = subject(record, book)
    if !about.isEmpty { lines.append("    for: { \(about.joined(separator: ", ")) }") }
    lines += roles.map { "    " + $0 }
    lines.append("    outside: true")
    return (lines.joined(separator: "\n") + "\n", test(record, roles))
  }

  private static func subject(_ record: DesignationRecord, _ book: Book) -> [String] {
    var about: [String] = []
    if !record.duty.isEmpty { about.append("duty: \(record.duty)") }
    if !record.standard.isEmpty { about.append("standard: [\(record.standard)]") }
    guard !record.subjects.isEmpty else { return about }
    let list = record.subjects.joined(separator: ", ")
    about.append(
      record.subjects.allSatisfy({ book.places.ref($0) == nil })
        ? "unit: { id: [\(list)] }" : "place: { within: [\(list)] }")
    return about
  }

  private static func test(_ record: DesignationRecord, _ roles: [String]) -> String? {
    guard let subject = record.subjects.first else { return nil }
    let topic: String
    if !record.duty.isEmpty {
      topic = "duty: \(record.duty)"
    } else if !record.standard.isEmpty {
      topic = "standard: \(record.standard)"
    } else {
      return nil
    }
    return """
      tests:
        - test: M11 designated \(record.id)
          given: { \(topic), subject: \(subject), at: \(record.date) 09:00 }
          then: { \(roles.joined(separator: ", ")) }

      """
  }
}
