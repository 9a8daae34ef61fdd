import DutyLedger

/// Why what a document was proposed for no longer stands (M44, M45).
package enum LostGround: Hashable, Sendable, CustomStringConvertible {
  /// A task that was struck off.
  case void(task: String)
  /// A case that turned out to be none: not found, not theirs, the same as another.
  case noCase(task: String, Closure)
  /// What a task rests on was struck out on appeal.
  case struck(task: String)
  /// Of what was counted, fewer are left than the rung asks for.
  case tooFew(left: Int, wanted: Int)

  package var description: String {
    switch self {
    case .void(let task): "task \(task) is void"
    case .noCase(let task, let closure): "task \(task) was closed as \(closure.rawValue)"
    case .struck(let task): "what task \(task) rests on was struck out on appeal"
    case .tooFew(let left, let wanted): "only \(left) of the \(wanted) that it counted are left"
    }
  }
}
