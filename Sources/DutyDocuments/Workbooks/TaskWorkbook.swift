import DutyBook
import DutyCalendar
import DutyLedger

/// Tasks as a workbook: the extract of the ledger (任务台账) that people sort and count.
///
/// - Parameters:
///   - names: the book's words for identifiers; without it the identifiers stand alone.
package func taskWorkbook(
  _ tasks: [TaskRow], names book: Book?, zone: Zone, made: CivilDate, locale: Settings.Locale
) -> Workbook {
  let words = Words(locale)
  let columns: [(Term, WorkbookColumn.Kind)] = [
    (.number, .code), (.state, .text), (.dutyID, .code), (.duty, .text), (.subjectID, .code), (.subjectName, .text),
    (.period, .code), (.occurrence, .count), (.veto, .text), (.opens, .moment), (.due, .moment), (.promised, .moment),
    (.limit, .text), (.reportedAt, .moment), (.closedAt, .moment), (.closure, .text), (.onTime, .text),
    (.roundsColumn, .count), (.rung, .count), (.unitID, .code), (.lead, .text), (.leader, .text), (.holderID, .code),
    (.holder, .text), (.verifier, .text), (.support, .text),
  ]
  let rows = tasks.map { taskCells($0, book, zone, words) }
  let sheet = WorkbookSheet(words(.ledgerTitle), columns.map { WorkbookColumn(words($0.0), $0.1) }, rows)
  return Workbook(title: words(.ledgerTitle), made: made, sheets: [sheet])
}

private func taskCells(_ task: TaskRow, _ book: Book?, _ zone: Zone, _ words: Words) -> [WorkbookCell] {
  let key = task.record.key
  let roles = task.record.roles
  func moment(_ instant: Instant?) -> WorkbookCell { instant.map { .moment(zone.local($0)) } ?? .nothing }
  func text(_ text: String) -> WorkbookCell { text.isEmpty ? .nothing : .text(text) }
  func person(_ id: String) -> String { book?.people[id]?.name ?? id }
  func unit(_ id: String) -> String { book?.units[id]?.name ?? id }
  let duty = book?.duties[key.duty]?.name ?? book?.campaigns[key.duty]?.name ?? ""
  let grain = book?.name(ofGrain: key.grain, duty: key.duty) ?? key.grain
  let subject = book.flatMap { book in book.subject(key.subject).map { book.name(of: $0) } } ?? key.subject
  let title = [duty.isEmpty ? key.duty : duty, grain].filter { !$0.isEmpty }.joined(separator: words(.dot))
  let isDecided = task.reportedAt != nil || task.state == .closed
  return [
    .text(task.number), .text(words(task.state.term)), .text(key.duty), text(title), .text(key.subject), text(subject),
    .text(key.period), .number(Double(key.n)), task.record.isVeto ? .text(words(.yes)) : .nothing,
    moment(task.record.opens), moment(task.record.due), moment(task.promised),
    text(limitText(task.record.limit, words)), moment(task.reportedAt), moment(task.closedAt),
    task.closure.map { .text(words($0.term)) } ?? .nothing,
    isDecided ? .text(words(task.isOnTime ? .yes : .no)) : .nothing, .number(Double(task.round)),
    .number(Double(task.rung)), text(roles.lead), text(unit(roles.lead)), text(person(roles.leader)),
    text(roles.holder), text(person(roles.holder)), text(person(roles.verifier)),
    text(words.list(roles.support.map { unit($0) })),
  ]
}

extension Closure {
  var term: Term {
    switch self {
    case .done: .closureDone
    case .fixed: .closureFixed
    case .notFound: .closureNotFound
    case .notOurs: .closureNotOurs
    case .joined: .closureJoined
    case .void: .closureVoid
    }
  }
}
