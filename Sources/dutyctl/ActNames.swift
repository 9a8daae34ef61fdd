import DutyBook
import DutyControl
import DutyLedger
import DutyPorts

/// People and units of an act by the names that people know them by: the daemon is asked with their identifiers.
///
/// - Shape: the fields that name a person or a unit, whatever the act; those of places only where a place is no free text.
/// - Errors: a name that several have, with each of them; a name that nobody has is left for the daemon to refuse.
struct ActNames {
  private static let kinds: [String: [NameKind]] = [
    "by": [.person], "approved-by": [.person], "person": [.person], "present": [.person], "leader": [.person],
    "holder": [.person], "verifier": [.person], "approver": [.person], "lead": [.unit], "unit": [.unit],
    "whose": [.unit], "departments": [.unit], "authority": [.unit],
  ]
  /// Of some operations alone: elsewhere the same field is what somebody said.
  private static let kindsOfOperation: [String: [String: [NameKind]]] = [
    "designate": ["subjects": [.place, .unit]], "cascade-start": ["from": [.place, .unit]],
    "summon": ["place": [.place]], "spot-check": ["place": [.place, .unit]], "check-in": ["place": [.place, .unit]],
  ]

  let names: NameBook

  /// The arguments of an operation with identifiers in place of names, those of each row of a list too.
  func resolved(_ operation: String, _ arguments: JSONValue) throws -> JSONValue {
    guard var fields = arguments.object else { return arguments }
    let kinds = Self.kinds.merging(Self.kindsOfOperation[operation] ?? [:]) { $1 }
    for (key, value) in fields {
      if key == "rows", let rows = value.array {
        fields[key] = .array(try rows.map { try resolved(operation, $0) })
      } else if let kinds = kinds[key] {
        fields[key] = try identifier(value, kinds)
      }
    }
    return .object(fields)
  }

  private func identifier(_ value: JSONValue, _ kinds: [NameKind]) throws -> JSONValue {
    if let items = value.array { return .array(try items.map { try identifier($0, kinds) }) }
    guard let text = value.string, !text.isEmpty else { return value }
    return .string(try names.id(text, of: kinds))
  }
}
