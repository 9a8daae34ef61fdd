import DutyLedger

/// What one finding of a case counts for where another of them was struck out.
package struct FindingShare: Hashable, Sendable {
  /// What it costs, in thousandths of a point.
  package var milliPoints: Int
  /// Whether it stands for the case: its relapse and its veto item are this finding's.
  package var opens: Bool
  package var isRelapse: Bool
  /// The task by whose end it is judged; empty where the case has none.
  package var task: String
}

/// The findings of one case, the one that opened it first, then those that joined it in the order of their intake.
///
/// - Laws: with nothing struck, what they cost adds up to what the heaviest would cost alone; and so do those that are
///   left, for a struck one is as if it had never been reported (M46).
package struct CaseShares {
  private let findings: [Finding]

  package init(_ findings: [Finding]) { self.findings = findings }

  /// By finding, without those struck.
  package func without(_ struck: Set<String>) -> [String: FindingShare] {
    var shares: [String: FindingShare] = [:]
    var counted = 0
    for finding in findings where !struck.contains(finding.id) {
      let opens = shares.isEmpty
      shares[finding.id] = FindingShare(
        milliPoints: max(0, finding.aloneMilliPoints - counted), opens: opens,
        isRelapse: opens && (!finding.relapseOf.isEmpty || findings.first?.relapseOf.isEmpty == false),
        task: findings.first?.task ?? "")
      counted = max(counted, finding.aloneMilliPoints)
    }
    return shares
  }

  /// What those that are left cost together.
  package func milliPoints(without struck: Set<String>) -> Int {
    findings.reduce(0) { struck.contains($1.id) ? $0 : max($0, $1.aloneMilliPoints) }
  }
}
