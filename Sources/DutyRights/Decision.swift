import DutyBook

/// Whether somebody may, and why not.
package enum Decision: Hashable, Sendable {
  case allowed
  case refused(Refused)

  package var isAllowed: Bool { self == .allowed }
}

/// Why not.
package enum Refused: Hashable, Sendable {
  /// Nobody has said who they are, and anybody may not.
  case unknownCaller
  /// An auditor, or a token for reading.
  case changesNothing
  /// No role of theirs may ever.
  case role([AccessRole])
  /// It is not theirs, nor their unit's.
  case scope([AccessRole])

  package var code: String {
    switch self {
    case .unknownCaller: "sign-in-needed"
    case .changesNothing: "changes-nothing"
    case .role: "not-your-role"
    case .scope: "not-yours"
    }
  }
}

/// The one decision: may this actor do this to that?
///
/// - Shape: pure; the book gives the tree of units. The farthest reach of the actor's grants counts.
/// - Source: issue 4 §4; ``RightsTable``.
package func decide(_ actor: Actor, _ action: AccessAction, _ resource: Resource, in book: Book) -> Decision {
  if action.changes, actor.isReadOnly || actor.has(.auditor) { return .refused(.changesNothing) }
  var reachesAnywhere = false
  for grant in actor.grants {
    switch RightsTable.reach(grant.role, action) {
    case .nothing: continue
    case .everything: return .allowed
    case .own: if resource.people.contains(actor.id) { return .allowed }
    case .subtree:
      if resource.people.contains(actor.id) { return .allowed }
      if resource.units.contains(where: { book.isUnit($0, within: grant.unit) }) { return .allowed }
    }
    reachesAnywhere = true
  }
  guard actor.isSignedIn else { return .refused(.unknownCaller) }
  return .refused(reachesAnywhere ? .scope(actor.roles) : .role(actor.roles))
}

/// Whether an actor may do something to anything at all: asked before what it is about is looked up.
package func decideAtAll(_ actor: Actor, _ action: AccessAction) -> Decision {
  if action.changes, actor.isReadOnly || actor.has(.auditor) { return .refused(.changesNothing) }
  if actor.grants.contains(where: { RightsTable.reach($0.role, action) != .nothing }) { return .allowed }
  return .refused(actor.isSignedIn ? .role(actor.roles) : .unknownCaller)
}

extension Book {
  /// Whether a unit is another or lies below it; a unit that is not in the register lies nowhere.
  package func isUnit(_ id: String, within other: String) -> Bool {
    guard !other.isEmpty, var unit = units.ref(id) else { return false }
    while true {
      if units[unit].id == other { return true }
      guard let parent = units[unit].parent else { return false }
      unit = parent
    }
  }

  /// The units of a subtree, its root first in register order.
  package func subtree(of unit: String) -> [String] {
    units.rows.map(\.id).filter { isUnit($0, within: unit) }
  }
}
