import DutyCalendar

/// What `dutyd.yaml` says.
package struct Settings: Sendable {
  package enum OpenTasks: String, Hashable, Sendable, CaseIterable { case follow, stay }
  package enum Locale: String, Hashable, Sendable, CaseIterable {
    case chinese = "zh-Hans"
    case english = "en"
  }

  package var district: String
  package var zoneName: String
  package var zone: Zone
  /// The coordination office (创建办): takes what no rule covers.
  package var office: Ref<Unit>
  package var officeHours: OfficeHours
  /// Nothing is generated for periods that open before this day.
  package var start: CivilDate
  /// How many days ahead the proofs look.
  package var horizonDays: Int
  package var openTasks: OpenTasks
  /// A reload that moves more duties than this needs the digest of its diff.
  package var confirmAboveMovedDuties: Int?
  /// Tasks a week above which a person, or a unit, is flagged.
  package var loadLimitPerson: Int?
  package var loadLimitUnit: Int?
  package var locale: Locale
  package var people = PeoplePolicy()
  /// How findings are taken in.
  package var findings = FindingPolicy()

  package init(
    district: String, zone: Zone, office: Ref<Unit>, officeHours: OfficeHours, start: CivilDate,
    horizonDays: Int = 400, openTasks: OpenTasks = .follow, confirmAboveMovedDuties: Int? = nil,
    loadLimitPerson: Int? = nil, loadLimitUnit: Int? = nil, locale: Locale = .chinese
  ) {
    self.district = district
    self.zoneName = zone.name
    self.zone = zone
    self.office = office
    self.officeHours = officeHours
    self.start = start
    self.horizonDays = horizonDays
    self.openTasks = openTasks
    self.confirmAboveMovedDuties = confirmAboveMovedDuties
    self.loadLimitPerson = loadLimitPerson
    self.loadLimitUnit = loadLimitUnit
    self.locale = locale
  }
}

/// When queues go out (每日派单), from `dispatch/*.yaml`.
package struct DispatchPolicy: Hashable, Sendable {
  /// When: a cadence (`workday`, `day`, a calendar expression).
  package var cadence: Cadence
  package var at: WallMinute
  /// How far ahead "coming up" looks, in workdays.
  package var comingUpWorkdays: Int
  /// Days of queues that are kept on disk.
  package var keepDays: Int
  /// Where links in messages lead; `nil`: messages carry none.
  package var links: LinkPolicy?
  package var source: SourcePlace

  package init(cadence: Cadence, at: WallMinute, comingUpWorkdays: Int = 3, keepDays: Int = 90, source: SourcePlace) {
    self.cadence = cadence
    self.at = at
    self.comingUpWorkdays = comingUpWorkdays
    self.keepDays = keepDays
    self.source = source
  }
}

/// An assertion about the rules (规则测试), from `tests/*.yaml`.
package struct RuleTest: Hashable, Sendable {
  package var name: String
  package var standard: Ref<Standard>?
  package var duty: Ref<Duty>?
  package var subject: Subject
  /// Seconds are never given; the date alone means the opening of office hours.
  package var at: LocalTime
  package var expectations: [RuleExpectation]
  package var why: String?
  package var source: SourcePlace

  package init(
    name: String, standard: Ref<Standard>?, duty: Ref<Duty>?, subject: Subject, at: LocalTime,
    expectations: [RuleExpectation], why: String? = nil, source: SourcePlace
  ) {
    self.name = name
    self.standard = standard
    self.duty = duty
    self.subject = subject
    self.at = at
    self.expectations = expectations
    self.why = why
    self.source = source
  }
}

/// What a rule test expects.
package struct RuleExpectation: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// The role's unit or person has this id; `nil` expects a gap.
    case role(Role, String?)
    /// The supporting units, in any order.
    case support([String])
    /// The limit in force.
    case limit(Limit)
    case due(LocalTime)
    /// The task stands in this unit's or person's queue on the test's day.
    case queue([String])
    /// The duty's cadence for this subject on the test's day.
    case cadence(Cadence)
    /// Whether the duty opens a period on the test's day for this subject.
    case opens(Bool)
    /// The rule that decided a role.
    case rule(Role, String)
  }

  package var kind: Kind
  package var source: SourcePlace

  package init(kind: Kind, source: SourcePlace) {
    self.kind = kind
    self.source = source
  }
}
