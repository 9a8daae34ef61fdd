import DutyCalendar
import DutyDocuments
import DutyLedger

/// What one person or unit has to do, as of now.
///
/// - Shape: ``tasks`` are the open ones in the order of their deadlines, one page of them; ``span`` says which.
package struct QueueView: Sendable {
  package enum Section: String, Hashable, Sendable, CaseIterable {
    case overdue, today, tomorrow, verify, watched, supported, later, waiting
  }

  package var name: String
  package var about: String
  package var tasks: [PageTask]
  package var span: PageSpan
  /// Whether there are more to verify than are shown.
  package var cutsVerifying: Bool
  /// Whether the reader may do something about them.
  package var mayAct: Bool
  /// Other queues that the reader may look at: those of their units.
  package var others: [PageLink]
  /// More of them than stand in a row.
  package var moreQueues: [PageLink] = []
  /// What others have to do and the reader has to see to: vetoes, escalated and overdue ones.
  package var watched: [PageTask] = []
  package var cutsWatched = false
  /// What others lead and the unit supports.
  package var supported: [PageTask] = []
  /// What waits for the reader besides tasks, with the way there.
  package var notices: [PageNotice]

  package init(
    name: String, about: String = "", tasks: [PageTask], span: PageSpan? = nil, cutsVerifying: Bool = false, mayAct: Bool,
    others: [PageLink] = [], notices: [PageNotice] = []
  ) {
    self.name = name
    self.about = about
    self.tasks = tasks
    self.span = span ?? PageSpan(first: 1, count: tasks.count)
    self.cutsVerifying = cutsVerifying
    self.mayAct = mayAct
    self.others = others
    self.notices = notices
  }
}

extension QueueView {
  /// Where a task stands: met means at or before, so what is due this very second is not late.
  static func section(of task: PageTask, _ reader: PageReader) -> Section {
    if task.part == .verifier, task.state == .reported { return .verify }
    guard task.isOwed else { return .waiting }
    if task.due < reader.now { return .overdue }
    // A deadline at midnight belongs to the day that it ends.
    let day = reader.zone.local(task.due.adding(seconds: -1)).date
    if day <= reader.today { return .today }
    return day == reader.today.adding(days: 1) ? .tomorrow : .later
  }
}

/// My queue: overdue, today, tomorrow first; what is later or waits for others below.
package func queuePage(_ view: QueueView, _ reader: PageReader) -> Page {
  let say = reader.say
  var sections: [QueueView.Section: [PageTask]] = [:]
  for task in view.tasks { sections[QueueView.section(of: task, reader), default: []].append(task) }
  if !view.watched.isEmpty { sections[.watched] = view.watched }
  if !view.supported.isEmpty { sections[.supported] = view.supported }
  var page = Page(
    view.name, over: say(.queueTitle), lead: [view.about, reader.moments.long(reader.today)].filter { !$0.isEmpty }
      .joined(separator: " · "), tab: .queue)
  if !view.others.isEmpty {
    page.add(
      .links(
        PageLinks(
          say(.otherQueues), view.others, rest: view.moreQueues, restLabel: say(.moreNames, String(view.moreQueues.count)))))
  }
  for notice in view.notices { page.add(.notice(notice)) }
  let wanted: [QueueView.Section] = [
    .overdue, .today, .tomorrow, .verify, .watched, .supported, .later, .waiting,
  ]
  let isFirst = view.span.previous.isEmpty
  let shown = wanted.filter { isFirst && $0.isAlwaysShown || !(sections[$0] ?? []).isEmpty }
  addSpan(view.span, isAbove: true, reader, &page)
  page.add(
    .links(
      PageLinks(
        say(.sections),
        shown.map { PageLink(say($0.phrase), "#" + $0.rawValue, count: String(sections[$0]?.count ?? 0)) })))
  for section in shown {
    let tasks = sections[section] ?? []
    page.add(
      .cards(
        PageCards(
          PageHeading(say(section.phrase), id: section.rawValue), count: tasks.count,
          note: section == .verify && view.cutsVerifying || section == .watched && view.cutsWatched
            ? say(.firstOf, String(tasks.count)) : "",
          cards: tasks.map { reader.card($0, mayAct: view.mayAct) }, empty: say(section.emptyPhrase))))
  }
  addSpan(view.span, isAbove: false, reader, &page)
  return page
}

/// Which part it is and the ways to the others, above and below a long list.
private func addSpan(_ span: PageSpan, isAbove: Bool, _ reader: PageReader, _ page: inout Page) {
  guard span.isCut else { return }
  page.add(.text(PageText(nil, [reader.say(.queueByDeadline) + reader.text(span)])))
  page.add(.links(reader.links(span, isAbove: isAbove)))
}

extension QueueView.Section {
  /// The three that everybody looks for are there even where they are empty.
  var isAlwaysShown: Bool { self == .overdue || self == .today || self == .tomorrow }

  var phrase: Phrase {
    switch self {
    case .overdue: .overdue
    case .today: .dueToday
    case .tomorrow: .dueTomorrow
    case .verify: .toVerify
    case .watched: .watched
    case .supported: .supported
    case .later: .dueLater
    case .waiting: .waiting
    }
  }

  var emptyPhrase: Phrase {
    switch self {
    case .overdue: .nothingOverdue
    case .today: .nothingToday
    case .tomorrow: .nothingTomorrow
    case .verify, .watched, .supported, .later, .waiting: .none
    }
  }
}
