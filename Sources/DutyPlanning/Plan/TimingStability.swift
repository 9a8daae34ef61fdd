import DutyBook
import DutyCalendar

extension Planner {
  /// The last day through which what is asked comes as often, and is due by the same limit, as on a day: until a campaign
  /// begins or ends, or the duty does.
  ///
  /// - Returns: `nil` where nothing of it changes any more, as far as the book says.
  /// - Complexity: once for each day on which several campaigns weigh against each other, three years at most, else once
  ///   for each beginning and end.
  package func timingStableThrough(_ question: Question, on date: CivilDate) -> CivilDate? {
    let windows = windows(of: question)
    let spans = windows + (question.duty.map { duty in streams.filter { $0.duty == duty }.map(\.span) } ?? [])
    let edges = Set(spans.flatMap { [$0.from, $0.until?.adding(days: 1)].compactMap(\.self) }).sorted()
    let present = face(of: question, on: date)
    let last = date.adding(days: 3 * 366)
    var day = date
    while true {
      // Which of two limits is the stricter may differ from one day to the next.
      let isContested = day < last && windows.count { $0.contains(day) } > 1
      guard let next = isContested ? day.adding(days: 1) : edges.first(where: { $0 > day }) else { return nil }
      if face(of: question, on: next) != present { return next.adding(days: -1) }
      day = next
    }
  }

  private struct Face: Hashable {
    var timings: [TimingInForce]
    var limit: StandardLimit?
  }

  private func face(of question: Question, on date: CivilDate) -> Face {
    if let duty = question.duty { return Face(timings: timings(of: duty, on: question.subject, date: date)) }
    return Face(
      timings: [], limit: question.standard.flatMap { findingLimit($0, on: question.subject, date: date) })
  }

  /// The windows of campaigns that time what is asked.
  private func windows(of question: Question) -> [DateSpan] {
    if let duty = question.duty { return overlays[duty.index].map(\.window) }
    return book.campaigns.rows.filter { $0.overlays.contains { $0.findingLimit != nil } }.map(\.window)
  }
}
