import DutyLedger
import Testing

@testable import dutyctl

/// What the command line says of a deadline that is not its limit's.
@Suite struct TaskPageTests {
  @Test(arguments: [
    (.limit, ""), (.rederived(.campaign("visit")), ""), (.acted(.extend), "; extended"),
    (.acted(.resume), "; with the time it was suspended"), (.acted(.return), "; counted anew after it was returned"),
    (.acted(.reopen), "; counted anew after it was reopened"),
    (.acted(.reissue), "; counted anew when it was reissued"),
  ] as [(DeadlineHistory.Origin, String)])
  func words(_ origin: DeadlineHistory.Origin, _ words: String) {
    #expect(TaskPage.words(origin) == words)
  }

  @Test func aLimitSaysWhichCampaignsItIs() {
    var history = DeadlineHistory([])
    (history.firstLimit, history.openedWithin) = ("4 urgent-hours", "visit")
    #expect(
      TaskPage.limit("4 urgent-hours", history) == "4 urgent-hours by campaign visit, within which it was opened")
    history.campaign = "fair"
    #expect(
      TaskPage.limit("2 urgent-hours", history)
        == "2 urgent-hours by campaign fair, which tightens what is open; it was 4 urgent-hours")
  }
}
