import DutyCalendar
import DutyLedger
import Testing

/// What made a deadline what it is, as a task's history tells it.
@Suite struct DeadlineHistoryTests {
  struct Case: Sendable {
    var events: [Event]
    var limit: String
    var campaign = ""
    var origin: DeadlineHistory.Origin
    var why: String
  }

  private static func change(_ cause: DeadlineChange.Cause?, limit: String = "") -> Event {
    .rederived(
      DeadlineChange(
        task: "T", from: Instant(seconds: 9), to: Instant(seconds: 5), deadline: "d", reason: cause?.text ?? "moved",
        limit: limit))
  }

  private static func act(_ action: TaskAction, due: Int64?, limit: String = "") -> Event {
    var acted = TaskActed(task: "T", action: action, by: "p-1")
    acted.due = due.map { Instant(seconds: $0) }
    acted.limit = limit
    return .acted(acted)
  }

  private static let opened = Event.generated(
    TaskRecord(
      key: TaskKey(duty: "patrol", subject: "road", grain: "", period: "2026-W48", n: 1), opens: Instant(seconds: 0),
      due: Instant(seconds: 9), limit: "10 workdays",
      roles: TaskRoles(lead: "u", leader: "p", holder: "p", verifier: "q", support: []), assignment: "a", deadline: "d",
      ladder: "", isVeto: false, book: "b", isCaughtUp: false))

  static let cases = [
    Case(events: [opened], limit: "10 workdays", origin: .limit, why: "as it was opened"),
    Case(
      events: [opened, change(.campaign("visit"), limit: "4 urgent-hours")], limit: "10 workdays", campaign: "visit",
      origin: .rederived(.campaign("visit")), why: "a campaign tightened it"),
    Case(
      events: [opened, change(.campaign("visit"), limit: "4 urgent-hours"), change(.calendar)], limit: "10 workdays",
      campaign: "visit", origin: .rederived(.calendar), why: "the limit is still the campaign's"),
    Case(
      events: [opened, change(.dispatch)], limit: "10 workdays", origin: .rederived(.dispatch),
      why: "it was past before it went out"),
    Case(events: [opened, change(nil)], limit: "10 workdays", origin: .rederived(nil), why: "another cause"),
    Case(
      events: [opened, act(.acknowledge, due: nil), act(.extend, due: 20)], limit: "10 workdays",
      origin: .acted(.extend), why: "of acts those that set a deadline"),
    Case(
      events: [
        opened, change(.campaign("visit"), limit: "4 urgent-hours"), act(.reissue, due: 20, limit: "3 workdays"),
      ],
      limit: "3 workdays", origin: .acted(.reissue), why: "a reissue begins anew"),
    Case(
      events: [opened, act(.return, due: 9)], limit: "10 workdays", origin: .limit,
      why: "returned early: the new round ends no later than the first"),
    Case(
      events: [opened, change(.calendar), act(.return, due: 5)], limit: "10 workdays", origin: .rederived(.calendar),
      why: "what set it last is still the calendar"),
    Case(
      events: [opened, act(.extend, due: 20), act(.return, due: 20)], limit: "10 workdays", origin: .acted(.extend),
      why: "and here the extension"),
    Case(
      events: [opened, act(.return, due: 20)], limit: "10 workdays", origin: .acted(.return), why: "a later round"),
    Case(
      events: [
        opened, change(.campaign("visit"), limit: "4 urgent-hours"), act(.reissue, due: 5, limit: "3 workdays"),
      ],
      limit: "3 workdays", origin: .limit, why: "a reissue to the same instant has a limit of its own"),
  ]

  @Test(arguments: cases)
  func origin(_ c: Case) {
    let history = DeadlineHistory(c.events)
    #expect(history.firstLimit == c.limit, "\(c.why)")
    #expect(history.campaign == c.campaign, "\(c.why)")
    #expect(history.origin == c.origin, "\(c.why)")
  }

  @Test func theFirstLimitsReceiptIsThatOfTheOpeningOrOfTheReissue() {
    #expect(DeadlineHistory([Self.opened, Self.change(.campaign("visit"), limit: "4 urgent-hours")]).receipt == "d")
    var reissue = TaskActed(task: "T", action: .reissue, by: "p-1")
    (reissue.due, reissue.limit, reissue.deadline) = (Instant(seconds: 20), "3 workdays", "e")
    #expect(DeadlineHistory([Self.opened, .acted(reissue)]).receipt == "e")
  }

  @Test func theCampaignThatTightenedALimitComesBeforeTheOneItWasOpenedWithin() {
    var history = DeadlineHistory([Self.opened])
    history.openedWithin = "fair"
    #expect(history.limitCampaign == "fair")
    history.campaign = "visit"
    #expect(history.limitCampaign == "visit")
  }
}
