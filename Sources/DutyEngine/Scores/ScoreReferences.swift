import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPorts

extension ScoreBoard {
  /// The sheets of one unit by every score of the period's length that it has, down to the tasks behind each figure.
  ///
  /// - Parameter only: one score by identifier; `nil` for all.
  package func explained(unit: String, in period: Period, only: String? = nil) throws(StoreError) -> [ScoreSheet] {
    var found: [ScoreSheet] = []
    for score in book.scores.rows where score.every.kind == period.kind && (only == nil || only == score.id) {
      guard var sheet = try sheets(of: score, in: period).first(where: { $0.unit == unit }) else { continue }
      for index in sheet.parts.indices {
        guard let part = score.parts.first(where: { $0.id == sheet.parts[index].part }) else { continue }
        sheet.parts[index].references += try references(part, unit: unit, in: period)
      }
      found.append(sheet)
    }
    return found
  }

  /// What a part rests on: a line for each task that cost something, and the numbers of all that counted.
  private func references(_ part: ScorePart, unit: String, in period: Period) throws(StoreError) -> [String] {
    let rows = try tasks(of: part.takesBelow ? tree(of: unit) : [unit], part, in: period)
    var lines: [String] = []
    for measure in part.measures {
      if measure == .feedback { lines += answers(unit, in: period) }
      for row in rows {
        guard let text = cost(measure, row) else { continue }
        let key = row.record.key
        lines.append(
          "\(row.number) \(key.duty) \(key.subject)" + (key.grain.isEmpty ? "" : " \(key.grain)")
            + ", due \(zone.local(row.promised)): \(text)")
      }
    }
    if !rows.isEmpty { lines.append("counted: \(rows.map(\.number).joined(separator: " "))") }
    return lines
  }

  /// The tasks that a part counts, by what they were promised for.
  private func tasks(of units: [String], _ part: ScorePart, in period: Period) throws(StoreError) -> [TaskRow] {
    let duties = Set(part.duties.map { book.duties[$0].id })
    guard !part.measures.allSatisfy({ $0 == .feedback }) else { return [] }
    var rows: [TaskRow] = []
    for unit in units {
      var filter = TaskFilter()
      filter.lead = unit
      try store.forEachTask(filter) { row in
        guard row.promised <= now, period.contains(zone.local(row.promised).date), Tally.counts(row) else { return }
        guard duties.isEmpty || duties.contains(row.record.key.duty) else { return }
        guard part.measures.contains(where: { concerns($0, row) }) else { return }
        rows.append(row)
      }
    }
    return rows.sorted { ($0.promised, $0.number) < ($1.promised, $1.number) }
  }

  private func concerns(_ measure: ScoreMeasure, _ row: TaskRow) -> Bool {
    switch measure {
    case .onTime, .closed: true
    case .accepted: row.reportedAt != nil
    case .rectified, .rectifiedOnTime: row.record.key.work == .rectification
    case .documents: isDocument(row.record.key.duty)
    case .measured: row.reportedAt != nil
    case .feedback: false
    }
  }

  /// Why a task is not among those that were done, by a measure; `nil` where it is.
  private func cost(_ measure: ScoreMeasure, _ row: TaskRow) -> String? {
    guard concerns(measure, row) else { return nil }
    let reported = row.reportedAt.map { "reported \(zone.local($0))" } ?? "not reported"
    switch measure {
    case .onTime: return Tally.isOnTime(row) ? nil : row.state == .returned ? "returned" : reported
    case .closed, .documents: return row.state == .closed ? nil : row.state.rawValue
    case .accepted: return row.round == 0 ? nil : "returned \(row.round) times"
    case .rectified: return row.closure == .fixed ? nil : row.closure?.rawValue ?? row.state.rawValue
    case .rectifiedOnTime:
      if row.closure == .fixed { return Tally.isOnTime(row) ? nil : "fixed, \(reported)" }
      return row.closure?.rawValue ?? row.state.rawValue
    case .measured, .feedback: return nil
    }
  }

  private func answers(_ unit: String, in period: Period) -> [String] {
    occurrences(of: unit, in: period)
      .filter { $0.event == ScoredEvent.answered || $0.event == ScoreEvent.unanswered.rawValue }
      .map { "\($0.reference) \($0.text), by \($0.date): \($0.event)" }
  }
}
