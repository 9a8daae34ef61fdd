import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPorts

extension LedgerStore {
  /// A finding as it stands: as it was classified, if somebody did that later. ``Recorded/at`` is its intake.
  package func finding(_ id: String) throws(StoreError) -> Recorded<Finding>? {
    guard let first = try record(Finding.self, id: id) else { return nil }
    guard first.record.outcome == .unclassified,
      let later = try record(FindingClassified.self, id: id)
    else { return first }
    return Recorded(later.record.now, at: first.at)
  }

  /// What was found of a standard at a place, the oldest first.
  package func findings(standard: String, place: String) throws(StoreError) -> [Finding] {
    let topic = Topic.spot(standard: standard, place: place)
    return try facts(FactQuery(.finding, .findingClassified, topic: topic)).compactMap { stored in
      stored.fact.record(Finding.self) ?? stored.fact.record(FindingClassified.self)?.now
    }
  }

  /// The rectification tasks that a finding opened, one a stage; empty for one that opened none.
  package func rectifications(of finding: Finding) throws(StoreError) -> [TaskRow] {
    guard finding.outcome == .opened else { return [] }
    return try rows { n in
      TaskKey(
        duty: WorkKind.rectification.rawValue, subject: finding.place, grain: finding.standard, period: finding.id, n: n
      )
    }
  }

  /// The second looks at what a finding's closure said (回头看).
  package func reinspections(of finding: Finding) throws(StoreError) -> [TaskRow] {
    try rows { n in
      TaskKey(
        duty: WorkKind.reinspection.rawValue, subject: finding.place, grain: finding.standard, period: finding.id, n: n)
    }
  }

  /// The rows of keys that count from 1, up to the first that is not there.
  private func rows(_ key: (Int) -> TaskKey) throws(StoreError) -> [TaskRow] {
    var rows: [TaskRow] = []
    while let row = try task(key: key(rows.count + 1)) { rows.append(row) }
    return rows
  }

  /// The finding that a finding was joined to, at intake or by somebody since; itself where it stands alone.
  package func mainFinding(of finding: Finding) throws(StoreError) -> Finding {
    var current = finding
    var seen: Set<String> = [finding.id]
    while true {
      let joined = try record(FindingJoined.self, id: current.id)?.record.into
      guard let next = joined ?? (current.joinedTo.isEmpty ? nil : current.joinedTo), seen.insert(next).inserted,
        let found = try self.finding(next)
      else { return current }
      current = found.record
    }
  }

  /// The findings that were joined to one, directly or through another, in the order of their intake.
  package func findingsJoined(to finding: Finding) throws(StoreError) -> [Finding] {
    var all: [Recorded<Finding>] = []
    var seen: Set<String> = [finding.id]
    var waiting = [finding.id]
    while let next = waiting.popLast() {
      let facts = try facts(FactQuery(.finding, .findingClassified, .findingJoined, topic: Topic.finding(next)))
      for stored in facts {
        let id: String? =
          if let joined = stored.fact.record(FindingJoined.self) {
            joined.into == next ? joined.finding : nil
          } else {
            (stored.fact.record(Finding.self) ?? stored.fact.record(FindingClassified.self)?.now)
              .flatMap { $0.joinedTo == next ? $0.id : nil }
          }
        guard let id, seen.insert(id).inserted, let found = try self.finding(id) else { continue }
        all.append(found)
        waiting.append(id)
      }
    }
    let order = all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    return order.map(\.element.record)
  }

  /// A finding that stands for a case, then those that were joined to it.
  func findingsOfCase(_ main: Finding) throws(StoreError) -> [Finding] { [main] + (try findingsJoined(to: main)) }

  /// What findings count for whose case has lost one on appeal, by finding.
  func shares(without struck: Set<String>) throws(StoreError) -> [String: FindingShare] {
    var shares: [String: FindingShare] = [:]
    var seen: Set<String> = []
    for id in struck where id.hasPrefix(Finding.idPrefix) {
      guard let found = try finding(id) else { continue }
      let main = try mainFinding(of: found.record)
      guard seen.insert(main.id).inserted else { continue }
      shares.merge(CaseShares(try findingsOfCase(main)).without(struck), uniquingKeysWith: { $1 })
    }
    return shares
  }

  /// What all that joined a finding costs besides it, in thousandths of a point.
  package func pointsJoined(to finding: String) throws(StoreError) -> Int {
    let facts = try facts(FactQuery(.finding, .findingClassified, .findingJoined, topic: Topic.finding(finding)))
    return facts.reduce(0) { sum, stored in
      if let joined = stored.fact.record(FindingJoined.self) {
        return joined.into == finding ? sum + joined.milliPoints : sum
      }
      let found = stored.fact.record(Finding.self) ?? stored.fact.record(FindingClassified.self)?.now
      return found?.joinedTo == finding ? sum + (found?.milliPoints ?? 0) : sum
    }
  }

  /// What the reporter of a finding was told, the oldest first.
  package func answers(to finding: String) throws(StoreError) -> [Recorded<FindingAnswered>] {
    try records(FindingAnswered.self, topic: Topic.finding(finding))
  }

  /// Of its answers those that were written to its reporter.
  package func letters(to finding: String) throws(StoreError) -> [Recorded<FindingAnswered>] {
    try answers(to: finding).filter { !$0.record.text.isEmpty }
  }
}

extension Sequence where Element == TaskRow {
  /// How the tasks of one finding ended: fixed only where every stage was; `nil` while one is open, or without any.
  package var closure: Closure? {
    var result: Closure?
    for row in self {
      guard let closure = row.closure, !row.state.isOpen else { return nil }
      if result == nil || result == .fixed { result = closure }
    }
    return result
  }

  /// When the last of them was closed; `nil` while one is open.
  package var closedAt: Instant? {
    var latest: Instant?
    for row in self {
      guard let closed = row.closedAt, !row.state.isOpen else { return nil }
      latest = Swift.max(latest ?? closed, closed)
    }
    return latest
  }
}
