import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// What a new designation takes from older ones (M11).
extension Engine {
  /// The older designations that it outranks, role by role: those of which another one spoke before are not named.
  ///
  /// - Parameters:
  ///   - existing: those in force before it, the oldest first.
  ///   - assignment: with the new one among its rules.
  func outranked(
    by record: DesignationRecord, _ existing: [DesignationRecord], _ assignment: Assignment
  ) -> [(record: DesignationRecord, role: Role)] {
    var silent: [String: [Role]] = [:]
    for standing in DesignationStanding.all(existing, in: assignment, on: record.date) {
      silent[standing.record.id] = standing.silent
    }
    return DesignationStanding.all(existing + [record], in: assignment, on: record.date).flatMap { standing in
      standing.outranked
        .filter { $0.by == record.id && silent[standing.record.id]?.contains($0.role) != true }
        .map { (standing.record, $0.role) }
    }
  }

  /// What is said of each: whom it named, and of how many open tasks the role goes to somebody else.
  ///
  /// - Parameters:
  ///   - outranked: the oldest first; a task counts for the newest that is about it.
  ///   - moves: what the new designation moved.
  func notes(
    on outranked: [(record: DesignationRecord, role: Role)], moving moves: [TaskMove]
  ) throws(EngineError) -> [DesignationNote] {
    guard !outranked.isEmpty else { return [] }
    var counts = outranked.map { _ in 0 }
    for move in moves {
      let row = try reading { store throws(StoreError) in try store.task(number: move.task) }
      guard let row, let question = planner.question(of: row.record.key) else { continue }
      for role in Role.allCases where move.changes(role) {
        let spoke = outranked.lastIndex { $0.role == role && $0.record.isAbout(question, in: book) }
        if let spoke { counts[spoke] += 1 }
      }
    }
    return zip(outranked, counts).map { one, count in
      DesignationNote(
        .outranks, [
          .word: one.record.id, .day: one.record.date.description, .role: one.role.rawValue,
          .person: one.record.roles[one.role.rawValue] ?? "", .count: String(count),
        ])
    }
  }
}

extension TaskMove {
  /// Whether it gives a role to somebody else; a task does not name its approver.
  fileprivate func changes(_ role: Role) -> Bool {
    switch role {
    case .lead: from.lead != to.lead
    case .leader: from.leader != to.leader
    case .holder: from.holder != to.holder
    case .verifier: from.verifier != to.verifier
    case .approver: false
    }
  }
}
