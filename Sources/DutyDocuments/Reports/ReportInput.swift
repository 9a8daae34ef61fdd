import DutyBook
import DutyCalendar
import DutyOversight

/// Everything a report may speak of, as plain counts and rows: filled from the ledger and the book by the caller.
///
/// - Shape: lists that a form does not show may stay empty; names are already looked up. ``period`` is the one reported
///   on, ``date`` the day the report is made for; where that is before the period's end, the report says it is partial.
/// - Source: issue 3 §4; M16, M26–M29, M31, M32, M37, M53.
package struct ReportInput: Hashable, Sendable {
  package var form: ReportForm
  package var period: Period
  package var date: CivilDate
  package var zone: Zone
  package var district: String
  package var office: String
  /// The ledger's last link when it was made, 64 hexadecimal digits.
  package var head: String
  package var book: String

  package var total = Tally()
  /// The period before; `nil` where the ledger does not reach back.
  package var before: Tally?
  /// Tasks open on ``date``, and those of them that are overdue.
  package var open = 0
  package var overdue = 0

  package var units: [ReportUnit] = []
  /// Periods up to this one, oldest first.
  package var history: [RatePoint] = []
  package var ages: [AgeBand] = []
  package var stuck: [StuckItem] = []
  package var leagues: [ReportLeague] = []
  package var findings = FindingGrid()
  package var actions: [ActionRow] = []
  package var documents: [DocumentRow] = []
  package var unanswered: [UnansweredRow] = []
  package var relapses: [RelapseRow] = []
  package var vetoes: [VetoRow] = []
  package var notices: [NoticeRow] = []
  package var flags: [FlagRow] = []
  package var deductions: [DeductionRow] = []
  /// Campaigns that are on, nearest end first.
  package var campaigns: [CampaignRow] = []
  package var postGaps: [PostGapRow] = []

  package init(
    form: ReportForm, period: Period, date: CivilDate, zone: Zone, district: String, office: String, head: String,
    book: String
  ) {
    self.form = form
    self.period = period
    self.date = date
    self.zone = zone
    self.district = district
    self.office = office
    self.head = head
    self.book = book
  }
}

/// A unit's period.
package struct ReportUnit: Hashable, Sendable {
  package var id: String
  package var name: String
  /// The class it is ranked in: 区直部门, 街道.
  package var unitClass: String
  package var tally: Tally
  package var before: Tally?
  package var open: Int
  package var overdue: Int

  package init(
    id: String, name: String, unitClass: String = "", tally: Tally, before: Tally? = nil, open: Int = 0,
    overdue: Int = 0
  ) {
    self.id = id
    self.name = name
    self.unitClass = unitClass
    self.tally = tally
    self.before = before
    self.open = open
    self.overdue = overdue
  }
}

/// One period of a rate over time.
package struct RatePoint: Hashable, Sendable {
  package var period: Period
  package var tally: Tally

  package init(period: Period, tally: Tally) {
    self.period = period
    self.tally = tally
  }
}

/// How many open tasks are so many days old.
///
/// - Unit: whole days since the dispatch, both ends included.
package struct AgeBand: Hashable, Sendable {
  package var from: Int
  /// `nil`: and older.
  package var until: Int?
  package var open: Int
  package var overdue: Int

  package init(from: Int, until: Int?, open: Int = 0, overdue: Int = 0) {
    self.from = from
    self.until = until
    self.open = open
    self.overdue = overdue
  }

  /// Counts tasks into the bands that every report has: to 3, 7, 14, 30 days, and older.
  package static func bands(of tasks: some Sequence<(days: Int, isOverdue: Bool)>) -> [AgeBand] {
    let limits: [Int?] = [3, 7, 14, 30, nil]
    var from = 0
    var bands: [AgeBand] = []
    for limit in limits {
      bands.append(AgeBand(from: from, until: limit))
      from = (limit ?? 0) + 1
    }
    for task in tasks {
      guard let band = bands.firstIndex(where: { $0.until.map { task.days <= $0 } ?? true }) else { continue }
      bands[band].open += 1
      if task.isOverdue { bands[band].overdue += 1 }
    }
    return bands
  }
}

/// A campaign and its countdown (倒计时, M32).
package struct CampaignRow: Hashable, Sendable {
  package var name: String
  package var commander: String
  package var lead: String
  package var lastDay: CivilDate
  /// From the report's date; 0 on the last day.
  package var daysLeft: Int
  package var workdaysLeft: Int

  package init(name: String, commander: String, lead: String, lastDay: CivilDate, daysLeft: Int, workdaysLeft: Int) {
    self.name = name
    self.commander = commander
    self.lead = lead
    self.lastDay = lastDay
    self.daysLeft = daysLeft
    self.workdaysLeft = workdaysLeft
  }
}

/// A post that is short of people (M21, M22).
package struct PostGapRow: Hashable, Sendable {
  package var post: String
  package var place: String
  package var from: Instant
  package var to: Instant
  package var missing: Int

  package init(post: String, place: String, from: Instant, to: Instant, missing: Int) {
    self.post = post
    self.place = place
    self.from = from
    self.to = to
    self.missing = missing
  }
}
