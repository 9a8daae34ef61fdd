import DutyBook
import DutyCalendar
import DutyRules
import Testing

/// Ladders: R080, R083–R086, and what each word comes to.
@Suite struct LadderDiagnosticTests {
  static let path = "ladders/more.yaml"

  static func ladder(_ head: String, _ rungs: String...) -> [Change] {
    [.put(path, "ladder: more\n" + head + "rungs:\n" + rungs.map { "  - { \($0) }\n" }.joined())]
  }

  static let ladders: [Case] = [
    Case(
      ladder(
        "", "when: overdue 2 workdays, do: reminder, to: leader", "when: overdue 0, do: reminder, to: office.head"),
      .ladderOrder, at: "\(path):4:13", says: "does not come after `overdue 2 workdays`", why: "time runs forward"),
    Case(
      ladder("", "when: overdue 0, do: reminder, to: leader", "when: before 2 working-hours, do: reminder, to: leader"),
      .ladderOrder, at: "\(path):4:13", why: "ahead of the deadline comes before it"),
    Case(
      ladder(
        "", "when: overdue 1 workday, do: reminder, to: leader",
        "when: overdue 4 working-hours, do: reminder, to: leader"),
      .ladderOrder, at: "\(path):4:13", why: "other units, compared by the calendar"),
    Case(
      ladder("", "when: failed-notices 3, do: referral, to: u-jt", "when: failed-notices 4, do: reminder, to: leader"),
      .ladderOrder, at: "\(path):4:5", says: "a rung above a referral", why: "a referral ends the climb"),
    Case(
      ladder("", "when: bottom 3 twice running, do: suspend, flag: civil-award"), .ladderScope, at: "\(path):3:13",
      says: "per: unit", why: "a case has no place in a ranking"),
    Case(
      ladder("per: unit\n", "when: overdue 0, do: reminder, to: lead.head"), .ladderScope, at: "\(path):4:13",
      says: "per: case", why: "a unit has no deadline"),
    Case(
      ladder("per: unit\n", "when: relapses 2, do: reminder, to: lead.head"), .ladderScope, at: "\(path):4:13",
      says: "within: 90 days", why: "a unit's counts need a window"),
    Case(
      ladder("per: unit\n", "when: bottom 3, do: bulletin, to: lead.head"), .ladderScope, at: "\(path):4:13",
      says: "without a ranking", why: "the bottom of what"),
    Case(
      ladder("per: unit\nwithin: 90 days\n", "when: relapses 2, do: reminder, to: holder"), .ladderScope,
      at: "\(path):5:43", says: "`holder`", why: "a unit's ladder has no task"),
    Case(
      ladder("ties: in\n", "when: overdue 0, do: reminder, to: leader"), .ladderScope, at: "\(path):2:1",
      why: "ties without a ranking"),
    Case(
      ladder("", "when: vetoes 1, do: suspend, to: lead.head"), .rungIncomplete, at: "\(path):3:23",
      says: "flag: civil-award", why: "suspend what"),
    Case(
      ladder("", "when: relapses 1, do: exposure, to: lead.head"), .rungIncomplete, at: "\(path):3:25",
      says: "approve: office.head", why: "an exposure has its own approval"),
    Case(
      ladder("", "when: overdue 0, do: deduct"), .rungIncomplete, at: "\(path):3:24", says: "deduct: 0.5",
      why: "how many points"),
    Case(
      ladder("", "when: overdue 0, do: bulletin"), .rungIncomplete, at: "\(path):3:24", says: "to: lead.head",
      why: "told to whom"),
    Case(
      ladder("", "when: overdue 0, do: reminder, to: leader, for: 6 months"), .rungIncomplete, at: "\(path):3:55",
      why: "a term of what"),
    Case(
      ladder("", "when: overdue 0, do: reminder, to: leader, cap: 2"), .rungIncomplete, at: "\(path):3:50",
      why: "a cap on what"),
    Case(
      ladder("", "when: interview unanswered 3 workdays, do: reminder, to: leader"), .unknownRung, at: "\(path):3:13",
      says: "must stand below", why: "no interview below"),
    Case(
      ladder(
        "", "when: overdue 0, do: interview, to: leader",
        "when: intervew unanswered 3 workdays, do: reminder, to: leader"),
      .unknownRung, at: "\(path):4:13", says: "did you mean `interview`", why: "the nearest name"),
    Case(
      ladder("ranking: no-such-score\nper: unit\n", "when: bottom 3, do: bulletin, to: lead.head"), .unknownID,
      at: "\(path):2:10", says: "unknown score", why: "a ranking that does not exist"),
    Case(
      ladder("", "when: bottom 3 often running, do: bulletin, to: lead.head"), .unsupportedTrigger, at: "\(path):3:13",
      says: "twice running", why: "how often"),
    Case(
      ladder("", "when: overdue 0, do: reminder, to: leader, flag: award, for: half a year"), .badValue,
      at: "\(path):3:68", says: "6 months", why: "a term that cannot be read"),
    Case(
      ladder("for: { source: [gossip] }\n", "when: overdue 0, do: reminder, to: leader"), .badValue,
      at: "\(path):2:17", why: "a source that does not exist"),
    Case(
      ladder(
        "", "name: one, when: overdue 0, do: reminder, to: leader",
        "name: one, when: overdue 1 workday, do: reminder, to: leader"),
      .duplicateID, at: "\(path):4:7", why: "two rungs of one name"),
  ]

  @Test(arguments: ladders) func reports(_ c: Case) { c.check() }

  struct Trigger: Sendable {
    var text: String
    var trigger: RungTrigger
  }

  @Test(arguments: [
    Trigger(text: "overdue 0", trigger: .overdue(nil)),
    Trigger(text: "overdue 3个工作日", trigger: .overdue(.workdays(3))),
    Trigger(text: "overdue 2 urgent-hours", trigger: .overdue(.urgentHours(minutes: 120))),
    Trigger(text: "overdue 5 days exact", trigger: .overdue(.days(5, exact: true))),
    Trigger(text: "before 1.5 working-hours", trigger: .before(.workingHours(minutes: 90))),
    Trigger(text: "unacknowledged 4 working-hours", trigger: .unacknowledged(.workingHours(minutes: 240))),
    Trigger(text: "failed-notices 2", trigger: .failedNotices(2)),
    Trigger(text: "vetoes 1", trigger: .vetoes(1)), Trigger(text: "relapses 3", trigger: .relapses(3)),
  ])
  func readsTheTrigger(_ c: Trigger) throws {
    let result = loader.load(sources(Self.ladder("", "when: \(c.text), do: reminder, to: leader")))
    let book = try #require(result.book, "\(result.diagnostics)")
    #expect(book.ladders["more"]?.rungs.first?.trigger == c.trigger)
  }

  /// `interview unanswered` means the nearest rung below that is called so.
  @Test func silenceNamesTheNearestRungBelow() throws {
    let result = loader.load(
      sources(
        Self.ladder(
          "", "when: failed-notices 1, do: interview, to: lead.head",
          "name: again, when: failed-notices 2, do: interview, to: lead.head",
          "when: interview unanswered 3 workdays, do: reminder, to: leader",
          "when: again unanswered 1 workday, do: reminder, to: leader")))
    let rungs = try #require(result.book?.ladders["more"]?.rungs, "\(result.diagnostics)")
    #expect(rungs[2].trigger == .unanswered(rung: 2, .workdays(3)))
    #expect(rungs[3].trigger == .unanswered(rung: 2, .workdays(1)))
    #expect(result.book?.ladders["more"]?.text(ofTrigger: 3) == "again unanswered 3 workdays")
  }

  @Test func choosesTheFirstLadderThatSpeaksOfTheTask() throws {
    let result = loader.load(
      sources(Self.ladder("for: { findings: any, source: media }\n", "when: overdue 0, do: reminder, to: leader")))
    let book = try #require(result.book, "\(result.diagnostics)")
    func ladder(_ question: LadderQuestion) -> String? { book.ladder(for: question)?.id }
    #expect(ladder(LadderQuestion(isFinding: true, source: "media")) == "more")
    #expect(ladder(LadderQuestion(isFinding: true, source: "citizen")) == "overdue")
    #expect(ladder(LadderQuestion()) == "overdue")
  }

  @Test(arguments: [
    ("6 months", "2026-08-31", "2027-02-27"), ("1 month", "2026-11-23", "2026-12-22"),
    ("1 year", "2028-02-29", "2029-02-27"), ("90 days", "2026-11-23", "2027-02-20"),
  ])
  func aTermEndsOnTheDayBefore(_ term: String, _ from: String, _ last: String) throws {
    let parsed = try #require(FlagTerm(parsing: term))
    #expect(parsed.last(from: try #require(CivilDate(from))) == CivilDate(last))
    #expect(FlagTerm(parsing: parsed.description) == parsed)
  }
}
