import DutyBook
import DutyCalendar
import DutyDocuments
import DutyLedger

/// What a page tells after something was done: the address says which.
package enum PageDone: String, Hashable, Sendable, CaseIterable {
  case acknowledged, reported, verified, returned, disowned, signed, designated, withdrawn, ruled, classified, approved
  case rejected, asked, extended, transferred, suspended, resumed, voided, consented, declined, came, left
  case ruledOn = "ruled-on"
  case designatedBefore = "designated-before"
  case partClosed = "part-closed"
  case progressRecorded = "progress-recorded"
  case takenBack = "taken-back"
  case noticeAnswered = "notice-answered"
  case appealFiled = "appeal-filed"
  case appealDecided = "appeal-decided"
  case signedInAgain = "signed-in-again"

  /// - Parameters:
  ///   - text: what the phrase is filled with.
  ///   - lines: what it brought about besides.
  package func notice(_ text: String, lines: [String] = [], _ reader: PageReader) -> PageNotice {
    let phrase: Phrase =
      switch self {
      case .acknowledged: .acknowledged
      case .reported: .reported
      case .verified: .verified
      case .returned: .returned
      case .disowned: .disowned
      case .signed: .signed
      case .designated: .designated
      case .designatedBefore: .designatedBefore
      case .withdrawn: .withdrawn
      case .ruled: .ruled
      case .classified: .classified
      case .approved: .approved
      case .rejected: .rejected
      case .asked: .askedDone
      case .extended: .extendedDone
      case .transferred: .transferredDone
      case .suspended: .suspendedDone
      case .resumed: .resumedDone
      case .voided: .voidedDone
      case .consented: .consented
      case .declined: .declined
      case .came: .cameDone
      case .ruledOn: .ruledOnDone
      case .left: .leftDone
      case .partClosed: .partClosed
      case .progressRecorded: .progressDone
      case .takenBack: .takenBack
      case .noticeAnswered: .noticeAnswerDone
      case .appealFiled: .appealFiledDone
      case .appealDecided: .appealDecidedDone
      case .signedInAgain: .signedInAgain
      }
    return PageNotice(
      self == .signedInAgain ? .warning : .good, reader.say(phrase, reader.numbered(String(text.prefix(60)))),
      lines: lines)
  }
}

/// The front page of somebody without an account.
package func homePage(_ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.site, reader.district), lead: say(.homeLead))
  page.add(
    .cards(
      PageCards(
        PageHeading(say(.homeCitizens), id: "citizens"),
        cards: [
          PageCard(id: "file", title: say(.fileFinding), href: "/findings/new", text: say(.fileFindingLead)),
          PageCard(id: "follow", title: say(.followFinding), href: "/findings/follow", text: say(.homeFollow)),
        ], empty: "")))
  if reader.name.isEmpty {
    page.add(.text(PageText(PageHeading(say(.homeStaff), id: "staff"), [say(.loginLead)], links: [PageLink(say(.logIn), "/login")])))
  }
  return page
}

/// The form to sign in once more, after a key that was not good.
///
/// - Parameter isLink: whether it was a one-time link that was used before, or too late: there is nothing to correct.
package func loginAgain(next: String, isLink: Bool = false, _ reader: PageReader) -> Page {
  if isLink {
    var page = loginPage(FormState(), next: next, reader)
    page.blocks.insert(.notice(PageNotice(.bad, reader.say(.oneTimeOver), lines: [reader.say(.oneTimeOverText)])), at: 0)
    return page
  }
  var state = FormState()
  state.errors["secret"] = reader.say(.loginWrong)
  return loginPage(state, next: next, reader)
}

/// A form came a second time, and what it asks was done the first time: nothing was done again.
///
/// - Parameter next: where to see what became of it.
package func formDonePage(at: Instant, next: String, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.formDoneTitle))
  page.add(
    .notice(
      PageNotice(
        .good, say(.formDoneText, reader.moments.plain(at)), link: PageLink(say(.formDoneNext), next))))
  return page
}

package func noQueuePage(_ reader: PageReader) -> Page {
  var page = Page(reader.say(.noQueueTitle), tab: .queue)
  page.add(.text(PageText(nil, [reader.say(.noQueueText)])))
  return page
}

/// Checks the short forms of a task's page.
package func checkWish(_ wish: TaskWish, _ state: FormState, _ reader: PageReader) -> FormState {
  var state = state
  let say = reader.say
  state.limit("note", to: TextLimit.note, reader)
  switch wish {
  case .return, .disown, .suspend, .void: state.require("note", say(.noReason))
  case .extend:
    state.require("note", say(.noReason))
    state.require("until", say(.needUntil))
    if state.errors["until"] == nil {
      if let until = CivilDate(state["until"]) {
        if until < reader.today { state.errors["until"] = say(.datePast) }
      } else {
        state.errors["until"] = say(.needDate)
      }
    }
  case .transfer:
    state.require("note", say(.noReason))
    if state["lead"].isEmpty { state.require("holder", say(.needWhom)) }
  case .part: state.require("note", say(.needText))
  case .progress: if Int(state["total"]).map({ $0 >= 0 }) != true { state.errors["total"] = say(.wholeNumber) }
  case .acknowledge, .report, .verify, .sign, .resume: break
  }
  return state
}

/// What is wrong with a photo by its first bytes and its size; `nil` for nothing.
package func photoTrouble(_ bytes: [UInt8], isPhoto: Bool, most: Int, _ reader: PageReader) -> String? {
  if bytes.count > most { return reader.say(.photoTooLarge, String(most >> 20)) }
  let type = EvidenceType(firstBytes: bytes)
  if isPhoto, type != .jpeg, type != .png, type != .heic { return reader.say(.notAPhoto) }
  return nil
}

/// At most so many photos come with one form.
package let mostPhotos = 6

extension PageReader {
  package var tooManyPhotosText: String { say(.tooManyPhotos, String(mostPhotos)) }

  /// A document's identifier, `bulletin/2026/1`, as people call it; any other text as it is.
  func numbered(_ text: String) -> String {
    let parts = text.split(separator: "/").map(String.init)
    guard parts.count == 3, Int(parts[1]) != nil, Int(parts[2]) != nil else { return text }
    return say(.noticeNumbered, noticeName(parts[0]), parts[1], parts[2])
  }

  package func moreNotesText(_ count: Int) -> String { say(.moreNotes, String(count)) }
  package func findingName(_ number: String) -> String { say(.findingNamed, number) }
  package func dueText(_ due: Instant) -> String { say(.dueAt, moments.short(due)) }
  package func promisedText(_ promised: Instant) -> String { say(.promisedFor, moments.short(promised)) }
  package var deductionName: String { say(.deductionNamed) }
  package var flagName: String { say(.flagNamed) }
  /// A word of the rule language as people read it; one that is not known, or a name, stays.
  package func called(_ word: String) -> String { Vocabulary.word(word, words) }
  /// Why a ladder did something, from what the ledger has; what a person wrote stays.
  package func rungReason(_ reason: String, _ book: Book) -> String { rungText(reason, in: book, words) }
  package func numberedText(_ id: String) -> String { numbered(id) }
  package func whySaid(_ note: String, _ by: String) -> String { say(.whySaid, note, by) }
  package func whyAsked(_ note: String, _ by: String, _ approver: String) -> String { say(.whyAsked, note, by, approver) }
  package var appealText: String { say(.appealUpheld) }
  package var approvalsText: String { say(.approvalsTitle) }
  package var citizenText: String { say(.citizen) }
  package var ownQueueText: String { say(.ownQueue) }
  package var fileAgainText: String { say(.fileAgain) }
  package func unknownUnitText(_ text: String) -> String { say(.unknownUnit, text) }
  package func unknownPersonText(_ text: String) -> String { say(.unknownPerson, text) }
  package func unknownPlaceText(_ text: String) -> String { say(.unknownPlace, text) }
  package func unknownStandardText(_ text: String) -> String { say(.unknownStandard, text) }
  package var needSourceText: String { say(.needSource) }
  package var followUnknownText: String { say(.followUnknown) }
  package var noReasonText: String { say(.noReason) }
}
