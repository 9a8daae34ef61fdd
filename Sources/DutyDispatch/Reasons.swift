import DutyBook
import DutyLedger

/// Reads "why me" from assignment receipts, each receipt once.
///
/// - Shape: a receipt's body has `roles` (role name → decision) and `support` (a list of decisions); a decision has
///   `rule`, `source`, `basis`, `expression`, `rows` and, where somebody stands in, `acting-for`; a decision that fell
///   to the office has `reason`. A supporter's decision has its `value` too.
struct Reasons {
  private let people: Table<Person>
  private var read: [String: Roles] = [:]

  private struct Roles {
    var byRole: [String: QueueReason] = [:]
    var support: [String: QueueReason] = [:]
  }

  init(_ book: Book) {
    people = book.people
  }

  /// Whether a receipt has been given.
  func knows(_ receipt: String) -> Bool { read[receipt] != nil }

  /// - Parameter receipt: `nil` where the ledger has none: its tasks are `unrecorded`.
  mutating func note(_ id: String, _ receipt: Receipt?) {
    var roles = Roles()
    if let body = receipt?.body.object {
      for (name, decision) in body["roles"]?.object ?? [:] { roles.byRole[name] = .assigned(reason(decision)) }
      for decision in body["support"]?.array ?? [] {
        if let unit = decision["value"]?.string { roles.support[unit] = .assigned(reason(decision)) }
      }
    }
    read[id] = roles
  }

  /// Why `recipient` has `role` under this receipt.
  func reason(_ receipt: String, _ role: QueueRole, _ recipient: String) -> QueueReason {
    guard let roles = read[receipt] else { return .unrecorded }
    return (role == .support ? roles.support[recipient] : roles.byRole[role.rawValue]) ?? .unrecorded
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
