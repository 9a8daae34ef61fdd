import DutyLedger
import DutyPorts

/// Findings that are open, by standard and place, and the points that count at each with all that joined it.
///
/// - Shape: a memory only, kept in step with the ledger; what it does not know is read. With it a finding that joins
///   thousands costs what one costs.
struct Spots {
  /// More spots than these are read again rather than held.
  private static let most = 10_000

  /// The newest that opened something, by spot; whether it is still open is asked of its tasks.
  private(set) var opened: [String: Finding] = [:]
  /// By finding: its points and those of everything that joined it.
  private(set) var points: [String: Int] = [:]

  mutating func keep(_ finding: Finding, at spot: String) {
    if opened.count >= Self.most { opened = [:] }
    opened[spot] = finding
  }

  mutating func keep(points counted: Int, of finding: String) {
    if points.count >= Self.most { points = [:] }
    points[finding] = counted
  }

  /// Takes note of what was appended.
  mutating func note(_ events: [Event]) {
    guard !opened.isEmpty || !points.isEmpty else { return }
    for case .fact(let fact) in events {
      switch fact.kind {
      case .finding: take(fact.record(Finding.self))
      case .findingClassified: take(fact.record(FindingClassified.self)?.now)
      // Somebody's own hand: what hangs together is found again.
      case .findingJoined: (opened, points) = ([:], [:])
      case .appealDecision: points = [:]
      default: break
      }
    }
  }

  private mutating func take(_ finding: Finding?) {
    guard let finding else { return }
    let spot = Topic.spot(standard: finding.standard, place: finding.place)
    if finding.outcome == .opened, opened[spot] != nil { opened[spot] = finding }
    if finding.outcome == .joined { points[finding.joinedTo]? += finding.milliPoints }
  }
}
