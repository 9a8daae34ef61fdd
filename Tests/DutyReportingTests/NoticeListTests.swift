import DutyLedger
import DutyReporting
import Testing

/// What a list says of a document: what it still speaks of.
@Suite struct NoticeListTests {
  @Test(arguments: [
    (gone: [], about: "notice l/2 3 tasks", why: "as it was issued"),
    (gone: ["T-1"], about: "notice l/2 2 tasks", why: "what stands is counted"),
    (gone: ["T-1", "T-3"], about: "notice l/2 T-2", why: "one alone is named"),
    (gone: ["T-9"], about: "notice l/2 3 tasks", why: "another document's"),
  ] as [(gone: Set<String>, about: String, why: String)])
  func counts(_ c: (gone: Set<String>, about: String, why: String)) {
    var content = NoticeContent(
      action: "notice", tasks: ["T-1", "T-2", "T-3"], unit: "u", recipients: ["p"], by: "u-office", reason: "")
    (content.ladder, content.rung) = ("l", 2)
    #expect(NoticeJSON.about(content, without: c.gone) == c.about, "\(c.why)")
  }
}
