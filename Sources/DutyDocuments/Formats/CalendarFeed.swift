import DutyCalendar
import DutyDispatch

/// A queue as a calendar that a phone subscribes to.
///
/// - A task is an event, not a to-do, because telephones show events and most hide to-dos: the last half hour before
///   the deadline, not blocking the day, with an alarm at its start.
/// - `UID` is the task's number in the domain `dutyd`: the same in every queue and on every day. `SEQUENCE` is
///   (days since the opening) × 100 + the day's revision, so that it never falls while the task lives.
/// - Times are UTC instants, which need no zone of their own. No `METHOD`, which would ask for an organizer.
/// - Source: RFC 5545.
struct CalendarFeed {
  private let queue: Queue
  private let words: Words
  private let sheet: SheetText

  /// How long before the deadline the event begins.
  private static let lead: Int64 = 30 * 60

  init(_ queue: Queue, _ words: Words) {
    self.queue = queue
    self.words = words
    sheet = SheetText(queue.header, words)
  }

  func draw(to outlet: Outlet) {
    var calendar = CalendarWriter()
    calendar.line("BEGIN", "VCALENDAR")
    calendar.line("VERSION", "2.0")
    calendar.line("PRODID", "-//dutyd//queue//EN")
    calendar.line("CALSCALE", "GREGORIAN")
    calendar.text("X-WR-CALNAME", name)
    if queue.lines.isEmpty { emptyBody(&calendar) }
    for line in queue.lines {
      event(line, &calendar)
      outlet.settle(&calendar.bytes)
    }
    calendar.line("END", "VCALENDAR")
    outlet.finish(calendar.bytes)
  }

  private var name: String {
    let name = words(.title) + words(.dot) + queue.recipient.name
    return queue.header.isPreview ? words(.preview) + " " + name : name
  }

  /// A calendar must have a component (RFC 5545 §3.6); a zone is one that shows nothing.
  private func emptyBody(_ calendar: inout CalendarWriter) {
    calendar.line("BEGIN", "VTIMEZONE")
    calendar.line("TZID", "UTC")
    calendar.line("BEGIN", "STANDARD")
    calendar.line("DTSTART", "19700101T000000")
    calendar.line("TZOFFSETFROM", "+0000")
    calendar.line("TZOFFSETTO", "+0000")
    calendar.line("END", "STANDARD")
    calendar.line("END", "VTIMEZONE")
  }

  private func event(_ line: QueueLine, _ calendar: inout CalendarWriter) {
    let task = line.task
    let text = sheet.line(line)
    calendar.line("BEGIN", "VEVENT")
    calendar.line("UID", task.number + "@dutyd")
    calendar.instant("DTSTAMP", queue.header.at)
    calendar.instant("LAST-MODIFIED", queue.header.at)
    calendar.line("SEQUENCE", String(sequence(task)))
    calendar.instant("DTSTART", task.due.adding(seconds: -Self.lead))
    calendar.instant("DTEND", task.due)
    let summary = summary(line, text)
    calendar.text("SUMMARY", summary)
    calendar.text("DESCRIPTION", description(line, text))
    calendar.text("LOCATION", words.list([task.subject.name] + (text.path.isEmpty ? [] : [text.path])))
    calendar.text("CATEGORIES", words(line.section.term))
    calendar.line("STATUS", queue.header.isPreview ? "TENTATIVE" : "CONFIRMED")
    calendar.line("TRANSP", "TRANSPARENT")
    calendar.line("PRIORITY", String(priority(line.section)))
    calendar.line("BEGIN", "VALARM")
    calendar.line("ACTION", "DISPLAY")
    calendar.line("TRIGGER;RELATED=END", "-PT30M")
    calendar.text("DESCRIPTION", summary)
    calendar.line("END", "VALARM")
    calendar.line("END", "VEVENT")
  }

  private func sequence(_ task: QueueTask) -> Int {
    let opened = queue.header.zone.local(task.opens).date
    let days = Int(queue.header.date.epochDay) - Int(opened.epochDay)
    return max(0, days) * 100 + min(max(0, queue.header.revision), 99)
  }

  private func summary(_ line: QueueLine, _ text: LineText) -> String {
    let marks = text.marks.isEmpty ? "" : words(.inBrackets, words.list(text.marks))
    let draft = queue.header.isPreview ? words(.inBrackets, words(.preview)) : ""
    return draft + marks + line.task.title + words(.dot) + line.task.subject.name
  }

  private func description(_ line: QueueLine, _ text: LineText) -> String {
    let task = line.task
    let parts: [(Term, String)] = [
      (.number, task.number + " / " + task.checkCode), (.section, words(line.section.term)), (.role, text.role),
      (.period, text.period),
      (.ask, text.ask), (.checklist, text.checklist), (.evidence, text.evidence), (.due, text.dueInFull),
      (.limit, text.limit), (.state, text.state), (.why, text.why),
    ]
    return parts.filter { !$0.1.isEmpty }.map { words.labelled(words($0.0), $0.1) }.joined(separator: "\n")
  }

  /// 1 is the most urgent, 9 the least (RFC 5545 §3.8.1.9).
  private func priority(_ section: QueueSection) -> Int {
    switch section {
    case .escalated: 1
    case .overdue: 2
    case .dueToday: 3
    case .toVerify, .new: 5
    case .comingUp, .later, .waiting: 7
    }
  }
}
