import DutyBook
import DutyCalendar
import DutyOversight

/// A numbered document to one or more recipients: what it says, before it has words.
///
/// - Shape: names are already looked up; an empty text is one that there is nothing to say in.
/// - Source: issue 3 §4; M41–M48, M54. The layout follows GB/T 9704-2012 where black ink on A4 allows.
package struct NoticeDocument: Hashable, Sendable {
  package var form: NoticeForm
  /// The series it is numbered in, where it is not the form's own; one in Chinese stands before the number (发文代字).
  package var series: String
  /// A second wording of the form (`bulletin.fire.mustache`).
  package var variant: String?
  package var year: Int
  /// Its number in the series of its form and year, from 1; 0 for a proposal that is not approved yet.
  package var number: Int
  package var date: CivilDate
  package var zone: Zone
  package var district: String
  /// The office that issues it (创建办).
  package var office: String
  package var recipients: [NoticeParty]
  package var cc: [NoticeParty]
  /// The unit concerned.
  package var unit: String
  package var cases: [NoticeCase]
  /// The clause it rests on.
  package var basis: String
  package var demand: String
  package var answerBy: Instant?
  package var deductions: [NoticeDeduction]
  package var approver: String
  /// Who conducts an interview (约谈人).
  package var conductedBy: String
  package var ranking: NoticeRanking?
  /// How many relapses brought it, where it is about problems that came back (M36); 0 for any other.
  package var relapses = 0
  package var flag: NoticeFlag?
  /// What went before it in the same case.
  package var previous: [NoticeReference]
  package var dossier: [DossierLine]
  /// Why it came this way: climbed because a recipient was vacant, gathered after downtime….
  package var note: String
  /// The ledger's last link when it was issued, 64 hexadecimal digits.
  package var head: String
  /// The rule book's address.
  package var book: String
  /// What was decided about it since it went out, oldest first.
  package var marks: [NoticeMark]
  /// Why a proposal is not approved any more; `nil` while it may be.
  package var lapsed: LostGround?

  package init(
    form: NoticeForm, series: String = "", variant: String? = nil, year: Int, number: Int, date: CivilDate, zone: Zone,
    district: String, office: String, recipients: [NoticeParty], cc: [NoticeParty] = [], unit: String = "",
    cases: [NoticeCase] = [],
    basis: String = "", demand: String = "", answerBy: Instant? = nil, deductions: [NoticeDeduction] = [],
    approver: String = "", conductedBy: String = "", ranking: NoticeRanking? = nil, flag: NoticeFlag? = nil,
    previous: [NoticeReference] = [], dossier: [DossierLine] = [], note: String = "", head: String, book: String,
    marks: [NoticeMark] = []
  ) {
    self.form = form
    self.series = series
    self.variant = variant
    self.year = year
    self.number = number
    self.date = date
    self.zone = zone
    self.district = district
    self.office = office
    self.recipients = recipients
    self.cc = cc
    self.unit = unit
    self.cases = cases
    self.basis = basis
    self.demand = demand
    self.answerBy = answerBy
    self.deductions = deductions
    self.approver = approver
    self.conductedBy = conductedBy
    self.ranking = ranking
    self.flag = flag
    self.previous = previous
    self.dossier = dossier
    self.note = note
    self.head = head
    self.book = book
    self.marks = marks
  }

  /// What its files are called, before the extension: `rectification-2026-0003`; a proposal has no number.
  package var fileStem: String {
    let digits = String(number)
    return FileNames.stem(series.isEmpty ? form.rawValue : series) + "-" + String(year) + "-"
      + (number == 0 ? "draft" : String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
  }
}

/// A unit or person that a notice goes to.
package struct NoticeParty: Hashable, Sendable {
  package var id: String
  package var name: String
  /// The unit of a person, where it helps: `市政局`.
  package var unit: String
  /// In what capacity: `head`, `liaison`; shown in the reader's words.
  package var post: String

  package init(id: String, name: String, unit: String = "", post: String = "") {
    self.id = id
    self.name = name
    self.unit = unit
    self.post = post
  }
}

/// One task or finding that a notice is about.
package struct NoticeCase: Hashable, Sendable {
  package var task: String
  package var finding: String
  package var title: String
  package var standard: String
  package var place: String
  /// What the place lies in, nearest first.
  package var path: [String]
  package var foundOn: CivilDate?
  /// The finding's source in words: 第三方测评.
  package var foundBy: String
  package var deadline: Instant?
  /// The instant at which lateness is told; with ``deadline`` it gives "overdue by".
  package var asOf: Instant?
  package var what: String
  /// How many times a rectification failed.
  package var failed: Int
  package var holder: String
  /// What became of it between the day it was put forward and the day it was issued; `nil` where nothing lay between.
  package var since: Since?

  /// What became of a case.
  package enum Since: Hashable, Sendable {
    case open
    case reported(CivilDate)
    case closed(CivilDate)
    case withdrawn(CivilDate)
    /// What it rests on was struck out on appeal.
    case struck(CivilDate)
  }

  package init(
    task: String = "", finding: String = "", title: String, standard: String = "", place: String, path: [String] = [],
    foundOn: CivilDate? = nil, foundBy: String = "", deadline: Instant? = nil, asOf: Instant? = nil, what: String = "",
    failed: Int = 0, holder: String = "", since: Since? = nil
  ) {
    self.task = task
    self.finding = finding
    self.title = title
    self.standard = standard
    self.place = place
    self.path = path
    self.foundOn = foundOn
    self.foundBy = foundBy
    self.deadline = deadline
    self.asOf = asOf
    self.what = what
    self.failed = failed
    self.holder = holder
    self.since = since
  }
}

/// Points taken from a unit, traced to the holder on the finding's date (M02, M46).
package struct NoticeDeduction: Hashable, Sendable {
  package var unit: String
  package var person: String
  package var milliPoints: Int
  package var reason: String
  /// The finding or task it rests on.
  package var reference: String
  /// What appeals that were upheld have changed of it: less than 0 where points were given back.
  package var correctedMilli = 0
  /// What people call ``reference``; empty: it stands for itself.
  package var referenceName = ""
  /// What is left of it.
  package var standingMilli: Int { milliPoints + correctedMilli }

  package init(unit: String, person: String = "", milliPoints: Int, reason: String, reference: String = "") {
    self.unit = unit
    self.person = person
    self.milliPoints = milliPoints
    self.reason = reason
    self.reference = reference
  }
}

/// Where a unit came out (M42, M47, M50).
package struct NoticeRanking: Hashable, Sendable {
  package var period: Period
  package var unitClass: String
  /// What people call the class.
  package var className: String
  package var rank: Int
  package var of: Int
  /// How many periods running.
  package var running: Int

  package init(
    period: Period, unitClass: String, className: String? = nil, rank: Int, of: Int, running: Int = 1
  ) {
    self.period = period
    self.unitClass = unitClass
    self.className = className ?? unitClass
    self.rank = rank
    self.of = of
    self.running = running
  }
}

/// An eligibility that a notice suspends or revokes (M42, M48).
package struct NoticeFlag: Hashable, Sendable {
  /// `civil-award`.
  package var id: String
  /// 文明奖, 文明单位称号; the id where no ladder names it.
  package var name: String
  package var from: CivilDate
  /// The last day; `nil` where there is no end.
  package var until: CivilDate?

  package init(id: String, name: String? = nil, from: CivilDate, until: CivilDate? = nil) {
    self.id = id
    self.name = name ?? id
    self.from = from
    self.until = until
  }
}

/// An earlier notice.
package struct NoticeReference: Hashable, Sendable {
  package var form: NoticeForm
  package var series: String
  package var year: Int
  package var number: Int
  package var date: CivilDate
  /// When it was answered; `nil` where nobody answered.
  package var answeredOn: CivilDate?
  /// Whether an appeal has undone it: it never was.
  package var isWithdrawn = false

  package init(
    form: NoticeForm, series: String = "", year: Int, number: Int, date: CivilDate, answeredOn: CivilDate? = nil
  ) {
    self.form = form
    self.series = series
    self.year = year
    self.number = number
    self.date = date
    self.answeredOn = answeredOn
  }
}

/// One entry of a dossier (卷宗, M43): what the ledger says happened.
package struct DossierLine: Hashable, Sendable {
  package var at: Instant
  /// What, in words.
  package var what: String
  package var who: String
  /// Task, finding, notice or evidence it refers to.
  package var reference: String

  package init(at: Instant, what: String, who: String = "", reference: String = "") {
    self.at = at
    self.what = what
    self.who = who
    self.reference = reference
  }
}
