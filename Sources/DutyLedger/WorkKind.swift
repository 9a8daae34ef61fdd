/// Work that no cadence opens: what its key's duty is called, reserved so that no duty of a book has that name.
///
/// - Shape of the keys: ``rectification`` has the place, the standard as grain, the finding as period and the stage as
///   `n`; ``reinspection`` the same with `n` for the number of the look; ``attendance`` has the place, the summoned
///   department as grain and the summons as period; ``ruling`` the subject of the disputed task and its number as period;
///   ``mock`` the place, the standard as grain and the mock evaluation as period; ``anomaly`` the outside authority's unit
///   and the contact as period; ``classification`` the office's unit and the finding that nobody could place as period.
package enum WorkKind: String, Hashable, Sendable, CaseIterable {
  case rectification
  case reinspection = "re-inspection"
  case attendance
  case ruling
  case mock = "mock-evaluation"
  case anomaly
  case classification
}

extension TaskKey {
  /// What opened the task, where it was no duty's cadence.
  package var work: WorkKind? { WorkKind(rawValue: duty) }
}
