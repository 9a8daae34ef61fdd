import DutyBook
import DutyCalendar
import DutyLedger

/// What was counted over a span of whole months, for every unit: scores of any period within it can be made of it.
///
/// - Shape: tallies by month, lead unit and duty, so that a period is a sum of months and a part a sum of duties.
package struct ScoreCount: Sendable {
  private struct Slot: Hashable {
    var month: Int32
    var unit: String
    var duty: String
  }

  private var tallies: [Slot: Tally] = [:]
  private var duties: [String: Set<String>] = [:]
  private var measured: [Slot: [Int]] = [:]
  /// By unit.
  package var occurrences: [String: [ScoredEvent]] = [:]

  package init() {}

  /// The first day of a month, as the number of its day, stands for the month.
  private static func month(_ date: CivilDate) -> Int32 { Period.containing(date, .month).first.epochDay }

  /// Counts a task that was due on a day.
  package mutating func add(_ row: TaskRow, on date: CivilDate, isDocument: Bool) {
    let slot = Slot(month: Self.month(date), unit: row.record.roles.lead, duty: row.record.key.duty)
    tallies[slot, default: Tally()].count(row, isDocument: isDocument)
    duties[slot.unit, default: []].insert(slot.duty)
  }

  /// Adds a tally that was made elsewhere.
  package mutating func add(_ tally: Tally, unit: String, duty: String, month date: CivilDate) {
    let slot = Slot(month: Self.month(date), unit: unit, duty: duty)
    tallies[slot] = tallies[slot].map { $0 + tally } ?? tally
    duties[unit, default: []].insert(duty)
  }

  /// Adds a value that a report on a task carried, in millionths.
  package mutating func add(measured value: Int, unit: String, duty: String, on date: CivilDate) {
    measured[Slot(month: Self.month(date), unit: unit, duty: duty), default: []].append(value)
  }

  /// The tally of some units over a period; of all duties where none is named.
  package func tally(_ units: [String], _ wanted: Set<String>, _ period: Period) -> Tally {
    sum(units, wanted, period, Tally()) { sum, slot in tallies[slot].map { sum + $0 } ?? sum }
  }

  package func values(_ units: [String], _ wanted: Set<String>, _ period: Period) -> [Int] {
    sum(units, wanted, period, [Int]()) { sum, slot in sum + (measured[slot] ?? []) }
  }

  private func sum<Sum>(
    _ units: [String], _ wanted: Set<String>, _ period: Period, _ none: Sum, _ adding: (Sum, Slot) -> Sum
  ) -> Sum {
    var total = none
    let months = ScorePeriod.month.periods(within: period).map(\.first.epochDay)
    for unit in units {
      for duty in duties[unit] ?? [] where wanted.isEmpty || wanted.contains(duty) {
        for month in months { total = adding(total, Slot(month: month, unit: unit, duty: duty)) }
      }
    }
    return total
  }
}

extension ScoreCount {
  /// The figures of one unit for a score in a period, but for the results of other scores.
  ///
  /// - Parameter tree: the unit and everything below it, for parts that take it in.
  package func figures(_ score: Score, unit: String, tree: [String], _ period: Period, in book: Book) -> ScoreFigures {
    var figures = ScoreFigures()
    let all = occurrences[unit, default: []].filter { period.contains($0.date) }
    let answers = all.filter { $0.event == ScoredEvent.answered }.count
    let unanswered = all.filter { $0.event == ScoreEvent.unanswered.rawValue }.count
    for part in score.parts where !part.measures.isEmpty {
      let units = part.takesBelow ? tree : [unit]
      let wanted = Set(part.duties.map { book.duties[$0].id })
      figures.ratios[part.id] = part.ratios(
        tally(units, wanted, period),
        measured: part.measures.contains(.measured) ? values(units, wanted, period) : [],
        feedback: Ratio(answers, answers + unanswered))
    }
    figures.add(all.filter { $0.event != ScoredEvent.answered }, tally([unit], [], period))
    return figures
  }
}
