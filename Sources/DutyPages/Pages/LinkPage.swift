import DutyCalendar
import DutyDocuments

/// A task as somebody sees it who followed the link of a message, without having signed in.
package struct LinkView: Sendable {
  /// What there is to do by the link.
  package enum Standing: Hashable, Sendable {
    /// It waits to be acknowledged.
    case owed
    /// It was acknowledged, then.
    case acknowledged(Instant)
    /// Nothing waits to be acknowledged: the task was withdrawn, suspended, closed.
    case over
    /// The link does not acknowledge.
    case reading
  }

  package var task: PageTask
  /// Who acknowledges by it.
  package var person: String
  package var standing: Standing

  package init(task: PageTask, person: String, standing: Standing) {
    self.task = task
    self.person = person
    self.standing = standing
  }
}

/// What a link in a message opens: the task, for whom it is, one button.
///
/// - Parameter path: where the button leads: the link itself. Only a press acknowledges, not whoever fetches links ahead
///   of people.
/// - Parameter isJustDone: whether the reader pressed it a moment ago, and is told so elsewhere on the page.
package func linkPage(_ view: LinkView, path: String, isJustDone: Bool, _ reader: PageReader) -> Page {
  let say = reader.say
  let task = view.task
  var page = Page(task.title, over: say(.linkOver, task.number))
  switch view.standing {
  case .owed: break
  case .acknowledged(let at):
    if !isJustDone {
      let when = say(.linkAlreadyAt, reader.moments.plain(at))
      page.add(.notice(PageNotice(.good, say(.linkAlready), lines: [when])))
    }
  case .over: page.add(.notice(PageNotice(.plain, say(.linkOverNow))))
  case .reading: page.add(.notice(PageNotice(.plain, say(.linkReadOnly))))
  }
  let late = reader.lateness(task)
  page.add(
    .facts(
      PageFacts(
        nil,
        [
          PageFact(say(.linkFor), view.person),
          PageFact(say(.place), PageCell(task.subject, note: task.path.joined(separator: " › "))),
          PageFact(say(.ask), task.ask),
          PageFact(
            say(.due),
            PageCell(reader.moments.short(task.due), badges: late.isEmpty ? [] : [PageBadge(late, .bad)])),
          PageFact(say(.leadUnit), task.lead),
          PageFact(say(.state), PageCell("", badges: reader.marks(task))),
        ])))
  if view.standing == .owed {
    var form = PageForm(nil, note: say(.linkNote, view.person), path: path, fields: [], submit: say(.linkSubmit))
    // A press on a task that is acknowledged changes nothing by itself.
    form.isOnce = false
    page.add(.form(form))
  } else {
    page.add(.text(PageText(nil, [], links: [PageLink(say(.linkNext), task.href)])))
  }
  return page
}
