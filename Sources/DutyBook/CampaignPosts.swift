import DutyCalendar

/// A post that people stand at while a campaign lasts (岗位): a junction, a volunteer station, a duty desk.
///
/// Not to be confused with the posts of `posts.csv` (职务), which a person holds in a unit.
///
/// - Unit: minutes of elapsed wall time for ``shiftMinutes`` and ``restMinutes``.
/// - Source: M21 (路口 3–5 人, 志愿服务站 ≥ 3 项服务), M22 (全天候值守).
package struct CampaignPost: Hashable, Sendable {
  /// Unique within its campaign.
  package var id: String
  package var name: String
  /// Each place, or unit, that it takes in has this post.
  package var at: SubjectSelector
  package var hours: PostHours
  /// How many people a shift has, at least and at most.
  package var staff: ClosedRange<Int>
  /// How many the roster aims at, within ``staff``; below the least is a gap, below this is not.
  package var aim: Int
  package var shiftMinutes: Int
  /// The least time between two shifts of one person.
  package var restMinutes: Int
  package var people: PostPool
  package var services: PostServices?
  package var source: SourcePlace

  package init(
    id: String, name: String, at: SubjectSelector, hours: PostHours, staff: ClosedRange<Int>, aim: Int? = nil,
    shiftMinutes: Int, restMinutes: Int, people: PostPool, services: PostServices? = nil, source: SourcePlace
  ) {
    self.id = id
    self.name = name
    self.at = at
    self.hours = hours
    self.staff = staff
    self.aim = aim ?? staff.lowerBound
    self.shiftMinutes = shiftMinutes
    self.restMinutes = restMinutes
    self.people = people
    self.services = services
    self.source = source
  }
}

/// When a post is manned.
package enum PostHours: Hashable, Sendable {
  /// Windows of every day, in minutes of the day, ascending and apart.
  case windows([Range<Int>])
  /// From the first midnight of the campaign's window to its last, without a hole; shifts change at this minute of the
  /// day and every shift's length from it. The length divides the day.
  case roundTheClock(change: Int)
}

/// Who may stand at a post.
///
/// - Shape: everybody whom one of the ``expressions`` names for the place, and all people of the ``units``. Within one
///   expression the first alternative that names anybody on the day counts, as everywhere.
package struct PostPool: Hashable, Sendable {
  package var expressions: [RoleExpression]
  package var units: UnitSelector?

  package init(expressions: [RoleExpression] = [], units: UnitSelector? = nil) {
    self.expressions = expressions
    self.units = units
  }
}

/// What a volunteer station offers (志愿服务项目): at least so many services, which the people of a shift share out.
package struct PostServices: Hashable, Sendable {
  package var least: Int
  package var offered: [String]

  package init(least: Int, offered: [String]) {
    self.least = least
    self.offered = offered
  }
}
