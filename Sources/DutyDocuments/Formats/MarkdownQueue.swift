import DutyDispatch

/// A queue as Markdown: what a terminal, a chat or a mail shows.
struct MarkdownQueue {
  private let queue: Queue
  private let words: Words
  private let sheet: SheetText

  init(_ queue: Queue, _ words: Words) {
    self.queue = queue
    self.words = words
    sheet = SheetText(queue.header, words)
  }

  func draw(to outlet: Outlet) {
    var page = MarkdownWriter()
    writeHead(&page)
    let counts = sheet.counts(queue.counts)
    if !counts.isEmpty {
      page.line("**" + words(.counts) + "**" + words(.colon) + tally(counts))
      page.line()
    }
    for section in QueueSection.listed { write(section, &page, outlet) }
    if !queue.gaps.isEmpty { writeGaps(&page) }
    if queue.isEmpty { page.line(words(counts.isEmpty ? .nothing : .onlyCounts)) }
    outlet.finish(page.bytes)
  }

  private func tally(_ counts: [(label: String, count: Int)]) -> String {
    (counts.map { $0.label + " " + String($0.count) } + [words(.total) + " " + String(queue.counts.total)])
      .joined(separator: words(.dot))
  }

  private func writeHead(_ page: inout MarkdownWriter) {
    let title = queue.header.district + " " + words(.title) + words(.dot) + queue.recipient.name
    page.line("# " + MarkdownWriter.plain((queue.header.isPreview ? words(.preview) + " " : "") + title))
    page.line()
    let position = sheet.position(queue.recipient)
    if !position.isEmpty {
      page.line(MarkdownWriter.plain(position))
      page.line()
    }
    page.notices(sheet)
    page.line(
      sheet.facts.map { MarkdownWriter.plain(words.labelled($0.label, $0.value)) }.joined(separator: words(.dot)))
    page.line()
  }

  private func write(_ section: QueueSection, _ page: inout MarkdownWriter, _ outlet: Outlet) {
    let lines = queue.lines(in: section)
    guard !lines.isEmpty else { return }
    page.line("## " + words(section.term) + words.parenthesised(String(lines.count)))
    page.line()
    let columns: [Term] = [.done, .number, .checkCode, .task, .ask, .evidence, .place, .due, .role, .why]
    page.table(columns.map { words($0) })
    for line in lines {
      page.row(cells(line))
      outlet.settle(&page.bytes)
    }
    page.line()
  }

  private func cells(_ line: QueueLine) -> [String] {
    let text = sheet.line(line)
    let task = line.task
    let marks = text.marks.map { "**" + MarkdownWriter.plain($0) + "** " }.joined()
    let period = text.period.isEmpty ? "" : words.parenthesised(text.period)
    let checklist = text.checklist.isEmpty ? "" : words.parenthesised(text.checklist)
    let place = task.subject.name + (text.path.isEmpty ? "" : words.parenthesised(text.path))
    return [
      "☐", "`" + task.number + "`", task.checkCode, marks + MarkdownWriter.plain(task.title + period),
      MarkdownWriter.plain(text.ask + checklist), MarkdownWriter.plain(text.evidence), MarkdownWriter.plain(place),
      MarkdownWriter.plain(text.due) + (text.lateness.map { " **" + MarkdownWriter.plain($0) + "**" } ?? ""),
      text.role, MarkdownWriter.plain(text.why),
    ]
  }

  private func writeGaps(_ page: inout MarkdownWriter) {
    page.line("## " + words(.designations) + words.parenthesised(String(queue.gaps.count)))
    page.line()
    page.line(words(.designationsNote))
    page.line()
    let columns: [Term] = [.gapID, .missingRole, .topic, .witness, .pairs, .span, .reason]
    page.table(columns.map { words($0) })
    for gap in queue.gaps {
      page.row([
        "`" + gap.id + "`", sheet.role(gap.role), MarkdownWriter.plain(gap.topicName),
        MarkdownWriter.plain(gap.witness.name), String(gap.pairs), sheet.moments.span(gap.span),
        MarkdownWriter.plain(gap.reason),
      ])
    }
    page.line()
  }
}
