import DutyBook
import DutyCalendar
import DutyLedger

/// Tasks as queues say them, outside a queue: a task's own page, a list that somebody asked for.
///
/// - Parameters:
///   - cases: by task number, what tasks of cases are about.
///   - at: as of when; it decides what is new.
package func describedTasks(
  _ rows: [TaskRow], in book: Book, cases: [String: QueueCase] = [:], at: Instant
) -> [QueueTask] {
  let input = QueueInput(book: book, date: book.settings.zone.local(at).date, revision: 0, at: at, tasks: [])
  var describer = TaskDescriber(book, DayView(input))
  return rows.map { describer.describe($0, rung: $0.rung, matter: cases[$0.number]) }
}
