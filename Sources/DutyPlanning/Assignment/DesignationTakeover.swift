import DutyBook
import DutyCalendar
import DutyLedger

/// A rule of the files that takes a designation over, and an older designation that would speak in its place (M11).
///
/// The one taken over outranked the older one; a rule of the files outranks no designation.
package struct OverruledTakeover: Hashable, Sendable {
  /// The designation that is taken over, and the rule that does so.
  package var designation: String
  package var rule: Ref<Rule>
  /// The older one, and the roles in which it names somebody else.
  package var older: String
  package var roles: [Role]
}

extension DesignatedRules {
  /// Every older designation that would decide otherwise once a book has taken over the one that outranks it.
  ///
  /// - Parameters:
  ///   - designations: those in force, the oldest first.
  ///   - day: those that ended before it decide nothing and hide nothing; whoever is away that day comes back.
  package static func overruled(
    _ designations: [DesignationRecord], by book: Book, on day: CivilDate
  ) -> [OverruledTakeover] {
    func lasts(_ record: DesignationRecord) -> Bool { record.until.map { $0 >= day } ?? true }
    let taken = Set(takenOver(designations, by: book).map(\.id))
    var found: [OverruledTakeover] = []
    for (age, record) in designations.enumerated() where taken.contains(record.id) && lasts(record) {
      guard let rule = book.rules.ref(ruleName(of: record.id)) else { continue }
      for older in designations[..<age] where !taken.contains(older.id) && lasts(older) {
        let roles = Role.allCases.filter { role in
          guard let said = record.roles[role.rawValue], let before = older.roles[role.rawValue] else { return false }
          return said != before
        }
        let meets = !roles.isEmpty && DesignationStanding.narrower(record, than: older, in: book) != nil
        guard meets, !DesignatedRules([older], in: book).rules.isEmpty else { continue }
        found.append(OverruledTakeover(designation: record.id, rule: rule, older: older.id, roles: roles))
      }
    }
    return found
  }
}
