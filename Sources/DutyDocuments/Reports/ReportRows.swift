import DutyBook
import DutyCalendar

/// An item that does not move: the agenda of the weekly meeting (周调度, M26).
package struct StuckItem: Hashable, Sendable {
  package enum Cause: String, Hashable, Sendable, CaseIterable {
    /// Overdue and not reported.
    case overdue
    /// Returned, and not reported again.
    case returned
    /// Reported, and not verified in time.
    case unverified
    /// "Not mine": waits for a ruling.
    case disputed
    /// No rule names anyone; waits for a designation.
    case unowned
    /// An extension or a suspension waits for its approver.
    case unapproved
    /// The latest notice is unanswered.
    case unanswered
    /// No channel could deliver the messages about it.
    case undelivered
  }

  package var number: String
  package var title: String
  package var place: String
  package var unit: String
  package var holder: String
  package var due: Instant?
  /// Full days past the deadline, as ``Lateness`` counts them; `nil` for what is not late.
  package var daysLate: Int?
  /// How many times a report came back.
  package var returns: Int
  package var rung: Int
  package var cause: Cause
  /// What the meeting has to decide; empty: what follows from the cause.
  package var ask: String

  package init(
    number: String, title: String, place: String, unit: String, holder: String = "", due: Instant? = nil,
    daysLate: Int? = nil, returns: Int = 0, rung: Int = 0, cause: Cause, ask: String = ""
  ) {
    self.number = number
    self.title = title
    self.place = place
    self.unit = unit
    self.holder = holder
    self.due = due
    self.daysLate = daysLate
    self.returns = returns
    self.rung = rung
    self.cause = cause
    self.ask = ask
  }
}

/// A ranking of one class of units (M50).
package struct ReportLeague: Hashable, Sendable {
  package var name: String
  package var rows: [LeagueRow]

  package init(name: String, rows: [LeagueRow]) {
    self.name = name
    self.rows = rows
  }
}

/// A unit's place in a league.
package struct LeagueRow: Hashable, Sendable {
  package var id: String
  package var name: String
  package var rank: Int
  /// `nil`: not ranked in the period before.
  package var before: Int?
  package var milliScore: Int
  /// How many periods running among the last three; 0 for none.
  package var bottomRunning: Int

  package init(id: String, name: String, rank: Int, before: Int? = nil, milliScore: Int, bottomRunning: Int = 0) {
    self.id = id
    self.name = name
    self.rank = rank
    self.before = before
    self.milliScore = milliScore
    self.bottomRunning = bottomRunning
  }
}

/// A special action's goal (M12, M24).
package struct ActionRow: Hashable, Sendable {
  package var action: String
  package var commander: String
  package var lead: String
  package var goal: String
  package var target: Int
  package var done: Int
  /// What an even pace would have done by now.
  package var expected: Int
  package var due: CivilDate

  package init(
    action: String, commander: String, lead: String, goal: String, target: Int, done: Int, expected: Int,
    due: CivilDate
  ) {
    self.action = action
    self.commander = commander
    self.lead = lead
    self.goal = goal
    self.target = target
    self.done = done
    self.expected = expected
    self.due = due
  }
}

/// A document that is late or was returned (资料报送, M18).
package struct DocumentRow: Hashable, Sendable {
  package var number: String
  package var title: String
  package var unit: String
  package var due: Instant
  package var daysLate: Int?
  package var returns: Int

  package init(number: String, title: String, unit: String, due: Instant, daysLate: Int? = nil, returns: Int = 0) {
    self.number = number
    self.title = title
    self.unit = unit
    self.due = due
    self.daysLate = daysLate
    self.returns = returns
  }
}

/// A unit that owes answers to documents of one form whose limits passed in the period (信息反馈, M53).
package struct UnansweredRow: Hashable, Sendable {
  package var unit: String
  package var form: NoticeForm
  package var count: Int
  /// The one that is longest unanswered.
  package var series: String
  package var year: Int
  package var number: Int
  /// By when that one was to be answered.
  package var due: Instant

  package init(
    unit: String, form: NoticeForm, count: Int = 1, series: String = "", year: Int, number: Int, due: Instant
  ) {
    self.unit = unit
    self.form = form
    self.count = count
    self.series = series
    self.year = year
    self.number = number
    self.due = due
  }
}

/// The same standard failing again at the same place (反弹, M36).
package struct RelapseRow: Hashable, Sendable {
  package var standard: String
  package var place: String
  package var unit: String
  package var closedOn: CivilDate
  package var foundOn: CivilDate
  /// Who closed it then.
  package var closer: String

  package init(
    standard: String, place: String, unit: String, closedOn: CivilDate, foundOn: CivilDate, closer: String = ""
  ) {
    self.standard = standard
    self.place = place
    self.unit = unit
    self.closedOn = closedOn
    self.foundOn = foundOn
    self.closer = closer
  }
}

/// A veto item that failed (一票否决, M25).
package struct VetoRow: Hashable, Sendable {
  package var number: String
  package var standard: String
  package var place: String
  package var unit: String
  package var date: CivilDate

  package init(number: String, standard: String, place: String, unit: String, date: CivilDate) {
    self.number = number
    self.standard = standard
    self.place = place
    self.unit = unit
    self.date = date
  }
}

/// A notice issued in the period (M41–M47).
package struct NoticeRow: Hashable, Sendable {
  package var form: NoticeForm
  package var series: String
  package var year: Int
  package var number: Int
  package var date: CivilDate
  package var unit: String
  package var subject: String
  package var answerBy: CivilDate?
  package var answeredOn: CivilDate?

  package init(
    form: NoticeForm, series: String = "", year: Int, number: Int, date: CivilDate, unit: String, subject: String,
    answerBy: CivilDate? = nil, answeredOn: CivilDate? = nil
  ) {
    self.form = form
    self.series = series
    self.year = year
    self.number = number
    self.date = date
    self.unit = unit
    self.subject = subject
    self.answerBy = answerBy
    self.answeredOn = answeredOn
  }
}

/// An eligibility flag in force (M42, M48).
package struct FlagRow: Hashable, Sendable {
  package var unit: String
  package var flag: String
  /// What people call it, where a ladder says.
  package var name: String?
  package var from: CivilDate
  package var until: CivilDate?
  package var reference: String
  /// What people call ``reference``; empty: it stands for itself.
  package var referenceName = ""

  package init(
    unit: String, flag: String, name: String? = nil, from: CivilDate, until: CivilDate? = nil, reference: String = ""
  ) {
    self.unit = unit
    self.flag = flag
    self.name = name
    self.from = from
    self.until = until
    self.reference = reference
  }
}

/// Points deducted in the period (M02, M46).
package struct DeductionRow: Hashable, Sendable {
  package var unit: String
  package var person: String
  package var milliPoints: Int
  package var reason: String
  package var date: CivilDate
  package var reference: String
  /// What people call ``reference``; empty: it stands for itself.
  package var referenceName = ""
  package var isAppealed: Bool

  package init(
    unit: String, person: String = "", milliPoints: Int, reason: String, date: CivilDate, reference: String = "",
    isAppealed: Bool = false
  ) {
    self.unit = unit
    self.person = person
    self.milliPoints = milliPoints
    self.reason = reason
    self.date = date
    self.reference = reference
    self.isAppealed = isAppealed
  }
}
