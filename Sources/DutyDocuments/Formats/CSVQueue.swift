import DutyCalendar
import DutyDispatch

/// A queue as a table for a spreadsheet: one row a line, the same columns for everyone, so that tables can be joined.
struct CSVQueue {
  private let queue: Queue
  private let words: Words
  private let sheet: SheetText

  init(_ queue: Queue, _ words: Words) {
    self.queue = queue
    self.words = words
    sheet = SheetText(queue.header, words)
  }

  func draw(to outlet: Outlet) {
    var csv = CSVWriter()
    csv.row(Self.columns.map { words($0) })
    let head = [
      queue.header.date.description, String(queue.header.revision), sheet.documentState, queue.recipient.id,
      queue.recipient.name,
    ]
    for line in queue.lines {
      csv.row(head + fields(line))
      outlet.settle(&csv.bytes)
    }
    for gap in queue.gaps { csv.row(head + fields(gap)) }
    outlet.finish(csv.bytes)
  }

  private static let columns: [Term] = [
    .date, .revision, .documentState, .recipientID, .recipient, .section, .role, .number, .checkCode, .veto, .rung,
    .task, .period, .ask, .checklist, .evidence, .placeID, .place, .path, .opens, .due, .limit, .state, .marks, .why,
  ]

  private func fields(_ line: QueueLine) -> [String] {
    let text = sheet.line(line)
    let task = line.task
    return [
      words(line.section.term), text.role, task.number, task.checkCode, task.isVeto ? words(.yes) : "",
      task.rung > 0 ? String(task.rung) : "", task.title, task.period, text.ask, text.checklist,
      text.evidence, task.subject.id, task.subject.name, text.path, sheet.memo.plain(task.opens, sheet.moments),
      sheet.memo.plain(task.due, sheet.moments), text.limit, text.state,
      words.list(text.marks + [text.lateness].compactMap { $0 }), text.why,
    ]
  }

  /// A line of the designation list, in the same columns.
  private func fields(_ gap: QueueGap) -> [String] {
    [
      words(.designations), sheet.role(gap.role), gap.id, "", "", "", gap.topicName, "",
      words.labelled(words(.pairs), String(gap.pairs)), "", "", gap.witness.id, gap.witness.name,
      gap.witness.path.joined(separator: " › "), gap.span.from?.description ?? "",
      gap.span.until?.description ?? "", "", "", "", gap.reason,
    ]
  }
}

/// The index as a table: one row for everyone.
struct CSVIndex {
  private let set: QueueSet
  private let words: Words

  init(_ set: QueueSet, _ words: Words) {
    self.set = set
    self.words = words
  }

  func bytes() -> [UInt8] {
    let sheet = SheetText(set.header, words)
    let names = FileNames(set)
    var csv = CSVWriter()
    let columns: [Term] = [.date, .revision, .documentState, .recipientID, .recipient, .unit, .posts]
    csv.row(
      columns.map { words($0) } + QueueSection.allCases.map { words($0.term) } + [words(.total), words(.documents)])
    for (position, queue) in set.queues.enumerated() {
      let unit: String
      if case .person(_, _, _, let name, _) = queue.recipient { unit = name } else { unit = "" }
      csv.row(
        [
          set.date.description, String(set.revision), sheet.documentState, queue.recipient.id, queue.recipient.name,
          unit, sheet.posts(queue.recipient),
        ] + QueueSection.allCases.map { String(queue.counts[$0]) }
          + [String(queue.counts.total), names[position] + ".html"])
    }
    return csv.bytes
  }
}
