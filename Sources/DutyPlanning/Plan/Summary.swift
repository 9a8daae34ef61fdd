import DutyBook
import DutyCalendar

/// Totals of a plan: how many tasks whom they fall to, and by which cadence.
package struct PlanSummary: Sendable {
  package var from: CivilDate
  package var to: CivilDate
  package var tasks = 0
  package var entries = 0
  /// Lead units, holders and cadences, with their numbers of tasks.
  package var leads: [String: Int] = [:]
  package var holders: [String: Int] = [:]
  package var cadences: [String: Int] = [:]
  package var duties: [String: Int] = [:]
  /// Entries that the calendar or a campaign skips or merges.
  package var skipped: [(stream: String, period: String, why: String)] = []

  /// Tasks a week, rounded up.
  package func perWeek(_ count: Int) -> Int {
    let days = Int(to.epochDay - from.epochDay) + 1
    return (count * 7 + days - 1) / max(1, days)
  }
}

extension Planner {
  /// The totals of all tasks that open on these days.
  package func summary(from: CivilDate, to: CivilDate) -> PlanSummary {
    var summary = PlanSummary(from: from, to: to)
    for entry in entries(from: from, to: to) {
      summary.entries += 1
      let stream = streams[entry.stream]
      switch entry.outcome {
      case .skipped(let why), .merged(let why): summary.skipped.append((stream.id, entry.period.name, why))
      case .generate: break
      }
      for task in tasks(of: entry) {
        summary.tasks += 1
        summary.leads[book.units[task.roles.lead].id, default: 0] += 1
        if let holder = task.roles.holder { summary.holders[book.people[holder].id, default: 0] += 1 }
        summary.cadences[stream.timing.cadence.description, default: 0] += 1
        summary.duties[stream.id, default: 0] += 1
      }
    }
    return summary
  }
}

extension Planner {
  /// The base timing of a question's duty for its subject, as text: `workday at 08:00, due 17:30`.
  func timing(of question: Question) -> String {
    guard let duty = question.duty else { return "" }
    let row = book.duties[duty]
    let zone = assignment.zone(of: question.subject)
    let timing = row.zones.first { $0.zone == zone }?.timing ?? row.timing
    return "\(timing.cadence) at \(timing.opens), due \(timing.due)"
  }
}
