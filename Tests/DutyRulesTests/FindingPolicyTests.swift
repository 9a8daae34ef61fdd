import DutyBook
import DutyCalendar
import DutyRules
import Testing

/// `findings:` of `dutyd.yaml`.
@Suite struct FindingPolicyTests {
  private static let settings = "dutyd.yaml"
  private static let above = "start: 2026-01-01"

  private static func with(_ lines: String) -> [Change] {
    [.replace(settings, above, above + "\nfindings:\n" + lines)]
  }

  private func policy(_ lines: String) throws -> FindingPolicy {
    let result = loader.load(sources(Self.with(lines)))
    #expect(result.diagnostics.map(\.description) == [])
    return try #require(result.book).settings.findings
  }

  @Test func aBookWithoutOneHasTheUsual() throws {
    let policy = try #require(load().book).settings.findings
    #expect(policy == FindingPolicy())
    let weights = ["patrol": 1000, "inspection": 2000, "third-party": 3000, "media": 3000, "citizen": 1000, "leader": 3000]
    for (id, weight) in weights { #expect(policy.source(id)?.weightMilli == weight, "\(id)") }
  }

  @Test func everythingCanBeSaid() throws {
    let policy = try policy(
      """
        sources: { media: 4, 督查: 2.5, 人大代表: 2 }
        relapse-within: 45 days
        re-inspect: [30 days, 7 days, 30 days]
        re-inspect-within: 1 workday
        limit: 2 workdays
        answer-within: 3 workdays
        classify-within: 4 working-hours
        join: no
        near: 80 m
      """)
    #expect(policy.source("media")?.weightMilli == 4000)
    #expect(policy.source("inspection")?.weightMilli == 2500, "a usual source by the name people use")
    #expect(policy.source("人大代表") == FindingSource("人大代表", name: "人大代表", weightMilli: 2000))
    #expect(policy.sources.count == FindingSource.usual.count + 1)
    #expect((policy.relapseWithinDays, policy.reinspectAfterDays) == (45, [7, 30]))
    #expect((policy.reinspectWithin, policy.limit) == (.workdays(1), .workdays(2)))
    #expect((policy.answerWithin, policy.classifyWithin) == (.workdays(3), .workingHours(minutes: 240)))
    #expect(!policy.joins && policy.nearMetres == 80)
  }

  @Test(arguments: [("never", []), ("7 days", [7]), ("7", [7]), ("3天", [])])
  func secondLooksAreDays(_ text: String, _ days: [Int]) throws {
    let result = loader.load(sources(Self.with("  re-inspect: \(text)\n")))
    guard text != "3天" else { return #expect(result.hasErrors, "a number and its unit stand apart") }
    #expect(result.book?.settings.findings.reinspectAfterDays == days)
  }

  @Test(arguments: [
    Case(with("  sauces: { media: 4 }"), .unknownKey, at: "dutyd.yaml:9:3", says: "`sources`", why: "a misspelt key"),
    Case(
      with("  sources: { media: heavy }"), .badNumber, at: "dutyd.yaml:9:21", says: "heavy", why: "a weight in words"),
    Case(with("  sources: { media: -1 }"), .badNumber, at: "dutyd.yaml:9:21", why: "a weight below nothing"),
    Case(with("  limit: 17:30"), .badLimit, at: "dutyd.yaml:9:10", says: "3 workdays", why: "a limit that has no length"),
    Case(with("  answer-within: day 25"), .badLimit, at: "dutyd.yaml:9:18", why: "a limit of a period"),
    Case(with("  relapse-within: soon"), .badNumber, at: "dutyd.yaml:9:19", why: "no number of days"),
    Case(with("  re-inspect: []"), .emptyList, at: "dutyd.yaml:9:15", why: "no day at all; that is `never`"),
    Case(with("  near: 0 m"), .badNumber, at: "dutyd.yaml:9:9", why: "no distance"),
    Case(with("  join: maybe"), .badValue, at: "dutyd.yaml:9:9", why: "neither yes nor no"),
  ])
  func refuses(_ c: Case) { c.check() }
}
