import DutyBook
import DutyLedger
import DutyPlanning
import DutyRules

/// Whom and what a designation may name: what the registers and the rules in force have.
extension Engine {
  /// Refuses a designation that names what nobody knows, with what is called nearly so.
  func unknownName(in record: DesignationRecord) -> Unfit? {
    if !record.duty.isEmpty, book.duties[record.duty] == nil {
      return Unfit(
        422, .unknownDuty, [.word: record.duty], "no duty `\(record.duty)` in the rules",
        near(record.duty, book.duties.rows.map { ($0.id, $0.name) }, or: "see duties/"))
    }
    if !record.standard.isEmpty, book.standards[record.standard] == nil {
      return Unfit(
        422, .unknownStandard, [.word: record.standard], "no standard `\(record.standard)` in the rules",
        near(record.standard, book.standards.rows.map { ($0.id, $0.name) }, or: "see standards/"))
    }
    if let subject = record.subjects.first(where: { book.places.ref($0) == nil && book.units[$0] == nil }) {
      let places = Array(zip(book.places.ids, book.places.names))
      return Unfit(
        422, .unknownSubject, [.word: subject], "no place or unit `\(subject)` in the register",
        near(subject, places + units, or: "see the registers of places and units"))
    }
    for role in Role.allCases {
      guard let id = record.roles[role.rawValue] else { continue }
      if role.isUnit, book.units[id] == nil {
        return Unfit(
          422, .unknownUnit, [.word: id], "no unit `\(id)` in the register, to be \(role.rawValue)",
          near(id, units, or: "see registers/units.csv"))
      }
      if !role.isUnit, book.people[id] == nil {
        return Unfit(
          422, .unknownPerson, [.word: id], "no person `\(id)` in the register, to be \(role.rawValue)", nearPerson(id))
      }
    }
    return nil
  }

  private var units: [(String, String)] { book.units.rows.map { ($0.id, $0.name) } }

  /// What is called nearly so: by its identifier, else by its name, which several may share.
  private func near(_ word: String, _ known: [(id: String, name: String)], or remedy: String) -> String {
    if let id = nearestName(to: word, among: known.map(\.id)) { return "did you mean `\(id)`?" }
    guard let name = nearestName(to: word, among: known.map(\.name).filter { !$0.isEmpty }) else { return remedy }
    let same = known.filter { $0.name == name }
    let shown = same.prefix(4).map { "`\($0.id)` (\(name))" }.joined(separator: " or ")
    return "did you mean \(shown)" + (same.count > 4 ? " or one of \(same.count - 4) more" : "") + "?"
  }
}
