import DutyBook
import DutyCalendar
import DutyLedger

/// Tasks as queues say them, outside a queue: a list that somebody asked for. What is to be looked at on the spot, and
/// what a report must show, is left out: that is a task's own page's.
///
/// - Parameters:
///   - cases: by task number, what tasks of cases are about.
///   - at: as of when; it decides what is new.
package func describedTasks(
  _ rows: [TaskRow], in book: Book, cases: [String: QueueCase] = [:], at: Instant
) -> [QueueTask] {
  let input = QueueInput(book: book, date: book.settings.zone.local(at).date, revision: 0, at: at, tasks: [])
  var describer = TaskDescriber(book, DayView(input), isBrief: true)
  return rows.map { describer.describe($0, rung: $0.rung, matter: cases[$0.number]) }
}
