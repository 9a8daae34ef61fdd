import DutyDispatch

/// The index as Markdown: units, each followed by its people.
struct MarkdownIndex {
  private let set: QueueSet
  private let words: Words
  private let sheet: SheetText

  init(_ set: QueueSet, _ words: Words) {
    self.set = set
    self.words = words
    sheet = SheetText(set.header, words)
  }

  func bytes() -> [UInt8] {
    var page = MarkdownWriter()
    let title = set.header.district + " " + words(.indexTitle)
    page.line("# " + MarkdownWriter.plain((set.header.isPreview ? words(.preview) + " " : "") + title))
    page.line()
    page.notices(sheet)
    page.line(
      sheet.facts.map { MarkdownWriter.plain(words.labelled($0.label, $0.value)) }.joined(separator: words(.dot)))
    page.line()
    let totals = sheet.counts(set.totals).map { $0.label + " " + String($0.count) }
    page.line(
      ([words(.openTasks) + " " + String(set.totals.total)] + totals).joined(separator: words(.dot)))
    page.line()
    page.table(
      [words(.recipient), words(.recipientID), words(.posts)] + QueueSection.allCases.map { words($0.term) })
    for entry in IndexEntry.entries(set) { page.row(cells(entry)) }
    return page.bytes
  }

  private func cells(_ entry: IndexEntry) -> [String] {
    let queue = entry.queue
    let name = MarkdownWriter.plain(queue.recipient.name)
    let link = "[" + name + "](<" + entry.file + ".md>)"
    return [
      queue.recipient.isUnit ? "**" + link + "**" : link, MarkdownWriter.plain(queue.recipient.id),
      MarkdownWriter.plain(sheet.posts(queue.recipient)),
    ] + QueueSection.allCases.map { queue.counts[$0] == 0 ? "–" : String(queue.counts[$0]) }
  }
}

/// One line of an index for people: a unit, or a person below their unit.
struct IndexEntry {
  var queue: Queue
  var file: String

  /// Every queue once: each unit by identifier, then its people; people of a unit that has no queue come last.
  static func entries(_ set: QueueSet) -> [IndexEntry] {
    let names = FileNames(set)
    var units: [IndexEntry] = []
    var people: [String: [IndexEntry]] = [:]
    for (position, queue) in set.queues.enumerated() {
      let entry = IndexEntry(queue: queue, file: names[position])
      switch queue.recipient {
      case .unit: units.append(entry)
      case .person(_, _, let unit, _, _): people[unit, default: []].append(entry)
      }
    }
    var entries: [IndexEntry] = []
    entries.reserveCapacity(set.queues.count)
    for unit in units {
      entries.append(unit)
      entries.append(contentsOf: people.removeValue(forKey: unit.queue.recipient.id) ?? [])
    }
    for unit in people.keys.sorted() { entries.append(contentsOf: people[unit] ?? []) }
    return entries
  }
}
