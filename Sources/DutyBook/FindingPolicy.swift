import DutyCalendar

/// How problems that somebody reports are taken in (问题受理), from `findings:` in `dutyd.yaml`.
///
/// - Source: M02, M35, M36, M39, M40.
package struct FindingPolicy: Hashable, Sendable {
  /// Where findings come from; the first six are always there, a book adds its own.
  package var sources: [FindingSource]
  /// How many days after it was closed as fixed a problem that is there again is a relapse (反弹).
  package var relapseWithinDays: Int
  /// How many days after closure somebody looks again (回头看), ascending; empty for never.
  package var reinspectAfterDays: [Int]
  /// The limit of such a second look.
  package var reinspectWithin: Limit
  /// The limit of a finding whose standard states none.
  package var limit: Limit
  /// By when a reporter hears how things stand, closed or not.
  package var answerWithin: Limit
  /// By when the office tells the standard and the place of a finding that nobody could classify.
  package var classifyWithin: Limit
  /// Whether a finding joins one of the same standard and place that is open.
  package var joins: Bool
  /// How far from a place coordinates may lie to mean it, in metres.
  package var nearMetres: Int

  package init(
    sources: [FindingSource] = FindingSource.usual, relapseWithinDays: Int = 30, reinspectAfterDays: [Int] = [7],
    reinspectWithin: Limit = .workdays(2), limit: Limit = .workdays(3), answerWithin: Limit = .workdays(5),
    classifyWithin: Limit = .workdays(1), joins: Bool = true, nearMetres: Int = 200
  ) {
    self.sources = sources
    self.relapseWithinDays = relapseWithinDays
    self.reinspectAfterDays = reinspectAfterDays
    self.reinspectWithin = reinspectWithin
    self.limit = limit
    self.answerWithin = answerWithin
    self.classifyWithin = classifyWithin
    self.joins = joins
    self.nearMetres = nearMetres
  }

  /// A source by its identifier or its name.
  package func source(_ text: String) -> FindingSource? {
    sources.first { $0.id == text } ?? sources.first { $0.name == text || $0.otherNames.contains(text) }
  }
}

/// Where a finding comes from (问题来源), and how much it weighs.
package struct FindingSource: Hashable, Sendable {
  package var id: String
  /// What people call it.
  package var name: String
  /// In thousandths: 1000 is the weight of a patrol.
  package var weightMilli: Int
  /// What problem lists call it besides.
  package var otherNames: [String]
  /// Whether somebody outside reports it and waits for an answer; what the district's own people or those it sent find
  /// has no reporter, unless a contact was left.
  package var hasReporter: Bool

  package init(
    _ id: String, name: String, weightMilli: Int = 1000, otherNames: [String] = [], hasReporter: Bool = true
  ) {
    self.id = id
    self.name = name
    self.weightMilli = weightMilli
    self.otherNames = otherNames
    self.hasReporter = hasReporter
  }

  /// The source of what a mock evaluation or a checklist of one's own brings to light.
  package static let selfCheck = "self-check"
  /// The source of what comes through the citizens' door.
  package static let citizen = "citizen"

  package static let usual: [FindingSource] = [
    FindingSource("patrol", name: "日常巡查", otherNames: ["巡查", "巡查发现"], hasReporter: false),
    FindingSource(
      "inspection", name: "督查", weightMilli: 2000, otherNames: ["督导检查", "明查暗访", "督察"], hasReporter: false),
    FindingSource(
      "third-party", name: "第三方测评", weightMilli: 3000, otherNames: ["第三方", "第三方评估"], hasReporter: false),
    FindingSource("media", name: "媒体曝光", weightMilli: 3000, otherNames: ["媒体"], hasReporter: false),
    FindingSource("citizen", name: "市民反映", otherNames: ["市民", "群众", "群众举报", "举报", "随手拍", "热线", "12345"]),
    FindingSource("leader", name: "领导交办", weightMilli: 3000, otherNames: ["领导", "领导批示"], hasReporter: false),
    FindingSource(selfCheck, name: "自查自纠", otherNames: ["自查", "模拟测评"], hasReporter: false),
  ]
}
