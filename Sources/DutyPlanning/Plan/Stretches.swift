import DutyBook
import DutyCalendar

/// The days on which something in the registers or rules begins or ends, and the stretches between them.
///
/// - Shape: within a stretch every question comes to the same on every day, since a decision looks at a date only to see
///   whether some span holds it.
struct Stretches: Sendable {
  /// Ascending, each once.
  let turns: [CivilDate]

  init(_ assignment: Assignment) {
    let book = assignment.book
    var days = Set<CivilDate>()
    func note(_ span: DateSpan) {
      if let day = span.from { days.insert(day) }
      if let day = span.until { days.insert(day.adding(days: 1)) }
    }
    for relation in book.relations { for row in relation.rows where row.span != .always { note(row.span) } }
    for rule in assignment.rules where rule.span != .always { note(rule.span) }
    for person in book.people.rows where person.span != .always { note(person.span) }
    for span in book.places.spans where span != .always { note(span) }
    for unit in book.units.rows where unit.span != .always { note(unit.span) }
    for absence in book.absences { note(absence.span) }
    turns = days.sorted()
  }

  /// The number of the stretch that a day lies in, from 0.
  func number(of day: CivilDate) -> Int {
    var (low, high) = (0, turns.count)
    while low < high {
      let middle = (low + high) / 2
      if turns[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Planner {
  /// Days in a span on which something in the registers or rules begins or ends, so that roles may change.
  package func turningDays(from: CivilDate, to: CivilDate) -> Set<CivilDate> {
    guard from <= to else { return [] }
    return Set(stretches.turns[stretches.number(of: from.adding(days: -1))..<stretches.number(of: to)])
  }
}

/// The decisions of a stream that stand, for as long as nothing turns.
struct KeptDecisions: Sendable {
  private struct Kept: Sendable {
    var stretch: Int
    var cache: DecisionCache
  }

  /// More classes than these are decided anew each time, rather than held.
  private static let most = 50_000
  private var byStream: [Int: Kept] = [:]

  /// The decisions of a stream in a stretch; an empty cache where none are kept.
  mutating func take(stream: Int, stretch: Int) -> DecisionCache {
    guard let kept = byStream.removeValue(forKey: stream), kept.stretch == stretch else { return DecisionCache() }
    return kept.cache
  }

  mutating func keep(_ cache: DecisionCache, stream: Int, stretch: Int) {
    if cache.count <= Self.most { byStream[stream] = Kept(stretch: stretch, cache: cache) }
  }
}
