import DutyBook
import DutyLedger

/// Reads "why me" from assignment receipts, each receipt once.
///
/// - Shape: a receipt's body has `roles` (role name → decision) and `support` (a list of decisions); a decision has
///   `rule`, `source`, `basis`, `expression`, `rows` and, where somebody stands in, `acting-for`; a decision that fell
///   to the office has `reason`. A supporter's decision has its `value` too.
struct Reasons {
  private let receipts: [String: Receipt]
  private let people: Table<Person>
  private var read: [String: Roles] = [:]

  private struct Roles {
    var byRole: [String: AssignmentReason] = [:]
    var support: [String: AssignmentReason] = [:]
  }

  init(_ input: QueueInput) {
    receipts = input.receipts
    people = input.book.people
  }

  /// Why `recipient` has `role` under this receipt.
  mutating func reason(_ receipt: String, _ role: QueueRole, _ recipient: String) -> QueueReason {
    let roles = roles(of: receipt)
    let found = role == .support ? roles.support[recipient] : roles.byRole[role.rawValue]
    return found.map(QueueReason.assigned) ?? .unrecorded
  }

  private mutating func roles(of id: String) -> Roles {
    if let known = read[id] { return known }
    var roles = Roles()
    if let body = receipts[id]?.body.object {
      for (name, decision) in body["roles"]?.object ?? [:] { roles.byRole[name] = reason(decision) }
      for decision in body["support"]?.array ?? [] {
        if let unit = decision["value"]?.string { roles.support[unit] = reason(decision) }
      }
    }
    read[id] = roles
    return roles
  }

  private func reason(_ decision: JSONValue) -> AssignmentReason {
    let parts = decision.object ?? [:]
    func text(_ name: String) -> String { parts[name]?.string ?? "" }
    let acting = text("acting-for")
    return AssignmentReason(
      rule: text("rule"), source: text("source"), basis: text("basis"), expression: text("expression"),
      rows: parts["rows"]?.array?.compactMap(\.string) ?? [],
      actingFor: acting.isEmpty ? nil : people[acting]?.name ?? acting, fallback: text("reason"))
  }
}
