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
        let units = part.takesBelow ? tree(of: unit) : [unit]
        let rows = try tasks(of: units, part, in: period)
        sheet.parts[index].grounds += grounds(part, rows, unit: unit, in: period)
        sheet.parts[index].counted = rows.map(\.number)
      }
      found.append(sheet)
    }
    return found
  }

  /// What a part rests on: the tasks that cost something, by each of its measures.
  private func grounds(_ part: ScorePart, _ rows: [TaskRow], unit: String, in period: Period) -> [ScoreGround] {
    var found: [ScoreGround] = []
    for measure in part.measures {
      if measure == .feedback { found += answers(unit, in: period) }
      for row in rows {
        guard let text = cost(measure, row) else { continue }
        let key = row.record.key
        let name = [key.duty, key.subject, key.grain].filter { !$0.isEmpty }.joined(separator: " ")
        let why = "\(name), due \(zone.local(row.promised)): \(text)"
        found.append(ScoreGround(row.number, text: why, measure: measure))
      }
    }
    return found
  }

  /// The tasks that a part counts, by what they were promised for.
  private func tasks(of units: [String], _ part: ScorePart, in period: Period) throws(StoreError) -> [TaskRow] {
    let duties = Set(part.duties.map { book.duties[$0].id })
    guard !part.measures.allSatisfy({ $0 == .feedback }) else { return [] }
    func counts(_ row: TaskRow) -> Bool {
      row.promised <= now && period.contains(zone.local(row.promised).date) && row.counts
        && (duties.isEmpty || duties.contains(row.record.key.duty))
        && part.measures.contains { concerns($0, row) }
    }
    var rows: [TaskRow] = []
    for unit in units {
      var filter = TaskFilter()
      filter.lead = unit
      try store.forEachTask(filter) { row in
        if owing[row.number] == nil, counts(row) { rows.append(row) }
      }
    }
    for (number, unit) in owing where units.contains(unit) {
      if let row = try store.task(number: number), counts(row) { rows.append(row) }
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

  private func answers(_ unit: String, in period: Period) -> [ScoreGround] {
    occurrences(of: unit, in: period)
      .filter { $0.event == ScoredEvent.answered || $0.event == ScoreEvent.unanswered.rawValue }
      .map { ScoreGround($0.reference, text: "\($0.text), by \($0.date): \($0.event)", measure: .feedback) }
  }
}
