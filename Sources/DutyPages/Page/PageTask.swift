import DutyCalendar
import DutyDocuments
import DutyLedger

/// What a reader is to a task; a reader may be several.
package enum TaskPart: String, Hashable, Sendable, CaseIterable {
  case holder, verifier, lead, leader, support
  /// The office, which oversees what others do.
  case office
  /// Nothing: they only look at it.
  case reader
  /// Told by a rung, without a part of their own.
  case told
}

/// A task as pages say it.
///
/// - Shape: names, not identifiers, except ``number`` and ``subjectID``; ``limit`` in its canonical text.
package struct PageTask: Hashable, Sendable {
  package var number: String
  package var checkCode: String
  package var title: String
  package var subject: String
  package var subjectID: String
  /// The names above the subject, from below the root downwards.
  package var path: [String]
  /// What is asked; empty where the title says it.
  package var ask: String
  package var due: Instant
  package var limit: String
  package var state: TaskState
  package var rung: Int
  package var round: Int
  package var isVeto: Bool
  package var isCaughtUp: Bool
  package var isProvisional: Bool
  package var holder: String
  package var lead: String
  package var part: TaskPart
  /// Why its work came back last; empty where it did not, or where nobody looked.
  package var returnedFor = ""
  /// The name of the period whose round it is; empty for a case.
  package var period = ""
  /// Which occurrence within the period, from 1.
  package var occurrence = 1

  package init(
    number: String, checkCode: String, title: String, subject: String, subjectID: String, path: [String] = [],
    ask: String = "", due: Instant, limit: String = "", state: TaskState, rung: Int = 0, round: Int = 0,
    isVeto: Bool = false, isCaughtUp: Bool = false, isProvisional: Bool = false, holder: String = "", lead: String = "",
    part: TaskPart
  ) {
    self.number = number
    self.checkCode = checkCode
    self.title = title
    self.subject = subject
    self.subjectID = subjectID
    self.path = path
    self.ask = ask
    self.due = due
    self.limit = limit
    self.state = state
    self.rung = rung
    self.round = round
    self.isVeto = isVeto
    self.isCaughtUp = isCaughtUp
    self.isProvisional = isProvisional
    self.holder = holder
    self.lead = lead
    self.part = part
  }

  package var href: String { "/tasks/" + number }

  /// Whether the work itself is still owed.
  package var isOwed: Bool {
    switch state {
    case .generated, .dispatched, .acknowledged, .returned: true
    case .reported, .suspended, .closed, .voided: false
    }
  }

  /// Whether its holder may report on it as it stands.
  package var canBeReported: Bool { state == .dispatched || state == .acknowledged || state == .returned }
}

extension PageReader {
  /// How late a task is, in words; empty where nothing is owed any more or it is not late.
  func lateness(_ task: PageTask) -> String { task.isOwed ? moments.lateness(task.due) ?? "" : "" }

  /// A state as a badge: its word says it, the tone only helps.
  func badge(_ state: TaskState) -> PageBadge {
    let tone: PageBadge.Tone =
      switch state {
      case .closed: .good
      case .returned: .bad
      case .suspended, .generated: .warning
      default: .plain
      }
    return PageBadge(words(state.term), tone)
  }

  /// What must not be overlooked, loudest first.
  func marks(_ task: PageTask) -> [PageBadge] {
    var marks: [PageBadge] = []
    if task.isVeto { marks.append(PageBadge(words(.vetoMark), .loud)) }
    if task.rung > 0 { marks.append(PageBadge(say(.rungMark, String(task.rung)), .bad)) }
    marks.append(badge(task.state))
    if task.round > 0 { marks.append(PageBadge(say(.roundMark, String(task.round + 1)), .warning)) }
    if task.isCaughtUp { marks.append(PageBadge(words(.caughtUpMark))) }
    if task.isProvisional { marks.append(PageBadge(words(.provisionalMark), .warning)) }
    return marks
  }

  /// What tells tasks apart, and who has what part in it.
  private func small(_ task: PageTask) -> [String] {
    var small = [task.number, roundText(task.period)]
    if task.occurrence > 1 { small.append(words(.occurrenceMark, String(task.occurrence))) }
    if let phrase = task.part.phrase { small.append(say(phrase)) }
    if task.part == .reader || task.part == .office, !task.lead.isEmpty {
      small.append(say(.leadUnit) + say(.colon) + task.lead)
    }
    if task.part != .holder, !task.holder.isEmpty { small.append(say(.heldBy, task.holder)) }
    return small.filter { !$0.isEmpty }
  }

  /// A task as a card; the buttons are those that this reader may press.
  func card(_ task: PageTask, mayAct: Bool) -> PageCard {
    var card = PageCard(
      id: task.number, title: task.title, href: task.href, badges: marks(task), place: task.subject,
      path: task.path.joined(separator: " › "), text: task.ask, due: say(.dueAt, moments.short(task.due)),
      late: lateness(task), small: small(task))
    if !task.returnedFor.isEmpty { card.alert = say(.returnedFor, task.returnedFor) }
    guard mayAct else { return card }
    let about = task.title + " " + task.subject
    if task.part == .holder {
      if task.state == .dispatched {
        card.actions.append(
          PageAction(
            say(.acknowledge), task.href + "/acknowledge", isMain: true, label: say(.acknowledge) + say(.colon) + about))
      }
      if task.canBeReported { card.links.append(PageLink(say(.report), task.href + "/report")) }
    } else if task.part == .verifier, task.state == .reported {
      card.links.append(PageLink(say(.toVerifyLink), task.href + "#verify"))
    }
    return card
  }
}
