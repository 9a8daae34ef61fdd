/// Why something that a person wanted was not done, by its cause: stable, and worded by the pages in each language.
///
/// - Shape: the raw value is what an answer's `reason` says; ``facts`` are what it names.
package enum RefusalCode: String, Hashable, Sendable, CaseIterable {
  // General.
  case other
  case unknownTask = "unknown-task"
  case unknownPerson = "unknown-person"
  case personNotThere = "person-not-there"
  case personAway = "person-away"
  case nobodyNamed = "nobody-named"
  case unknownUnit = "unknown-unit"
  case unitNotThere = "unit-not-there"
  case unitMissing = "unit-missing"
  case notUnderstood = "not-understood"
  case wrongNumber = "wrong-number"
  case wrongMinutes = "wrong-minutes"
  case wrongPosition = "wrong-position"
  case wrongTime = "wrong-time"
  case wrongLimit = "wrong-limit"
  case reasonMissing = "reason-missing"
  case textMissing = "text-missing"
  case textTooLong = "text-too-long"
  // States.
  case notNow = "not-now"
  case wrongState = "wrong-state"
  case storedOtherwise = "stored-otherwise"
  // People.
  case mayNotAct = "may-not-act"
  case didTheWork = "did-the-work"
  case ofTheLeadUnit = "of-the-lead-unit"
  case needsApproval = "needs-approval"
  case mayNotApprove = "may-not-approve"
  case mayNotReject = "may-not-reject"
  case nobodyApproves = "nobody-approves"
  case asksAndApproves = "asks-and-approves"
  case notTheHolder = "not-the-holder"
  case notTheSignatory = "not-the-signatory"
  case notTheOffice = "not-the-office"
  case beyondRights = "beyond-rights"
  // Parts.
  case noPart = "no-part"
  case notOfUnit = "not-of-unit"
  case partClosed = "part-closed"
  case partsOpen = "parts-open"
  case noSignature = "no-signature"
  case signedAlready = "signed-already"
  case notSigned = "not-signed"
  case nothingCounted = "nothing-counted"
  case countMissing = "count-missing"
  case countBeyondTarget = "count-beyond-target"
  case countWentDown = "count-went-down"
  // Evidence.
  case unknownEvidence = "unknown-evidence"
  case shownBefore = "shown-before"
  case shownElsewhere = "shown-elsewhere"
  case evidenceMissing = "evidence-missing"
  case kindMissing = "kind-missing"
  case fileBroken = "file-broken"
  case fileTooLarge = "file-too-large"
  case fileTypeUnknown = "file-type-unknown"
  case notAPicture = "not-a-picture"
  // Reports.
  case notALine = "not-a-line"
  case lineFails = "line-fails"
  case valuesMissing = "values-missing"
  case notMeasured = "not-measured"
  case noShare = "no-share"
  case notPutRight = "not-put-right"
  case minutesMissing = "minutes-missing"
  case tooFewMinutes = "too-few-minutes"
  case quantityShort = "quantity-short"
  case tooFar = "too-far"
  case tooSoon = "too-soon"
  case elsewhere
  // Judging.
  case onlyRectifications = "only-rectifications"
  case closureMissing = "closure-missing"
  case whoseMissing = "whose-missing"
  case whoseUnwanted = "whose-unwanted"
  case untilMissing = "until-missing"
  case notLater = "not-later"
  case tooLate = "too-late"
  case toWhomMissing = "to-whom-missing"
  case holderNotOfUnit = "holder-not-of-unit"
  case haveItAlready = "have-it-already"
  case nobodyLeft = "nobody-left"
  case dutyGone = "duty-gone"
  case nothingChanges = "nothing-changes"
  case rulingOpen = "ruling-open"
  case notARuling = "not-a-ruling"
  // Office.
  case roleMissing = "role-missing"
  case subjectMissing = "subject-missing"
  case overBefore = "over-before"
  case unknownDuty = "unknown-duty"
  case unknownStandard = "unknown-standard"
  case unknownSubject = "unknown-subject"
  case notASubject = "not-a-subject"
  case standardNotThere = "standard-not-there"
  case standardNotAsked = "standard-not-asked"
  case placesAndUnits = "places-and-units"
  case verifierIsHolder = "verifier-is-holder"
  case uncoversOwnVerifier = "uncovers-own-verifier"
  case verifierOfLead = "verifier-of-lead"
  case opensGap = "opens-gap"
  case unknownDesignation = "unknown-designation"
  case designatedAlready = "designated-already"
  case unknownSource = "unknown-source"
  case foundBeforeStart = "found-before-start"
  case findingsApart = "findings-apart"
  case joinsItself = "joins-itself"
  case vetoStays = "veto-stays"
  case foundInFuture = "found-in-future"
  case standardMissing = "standard-missing"
  case standardUnclear = "standard-unclear"
  case placeMissing = "place-missing"
  case placeUnclear = "place-unclear"
  case unknownFinding = "unknown-finding"
  case classifiedAlready = "classified-already"
  case findingJoined = "finding-joined"
  case unknownProposal = "unknown-proposal"
  case lostGround = "lost-ground"
  case noticeWithdrawn = "notice-withdrawn"
  case contestsWithdrawn = "contests-withdrawn"
  case decidedAlready = "decided-already"
  case wishLapsed = "wish-lapsed"
  case notTheAsker = "not-the-asker"
  case noShift = "no-shift"
  case shiftElsewhere = "shift-elsewhere"

  /// What a refusal of this kind names: the places that its wording fills in.
  package var facts: [RefusalFact] {
    switch self {
    case .unknownTask, .unknownPerson, .unknownUnit, .wrongNumber, .wrongTime, .wrongLimit, .fileTypeUnknown,
      .notALine, .notMeasured, .unknownDesignation, .designatedAlready, .unknownSource, .standardUnclear, .placeUnclear,
      .unknownFinding, .unknownProposal, .unknownDuty, .unknownStandard, .unknownSubject:
      [.word]
    case .personNotThere, .personAway: [.person, .day]
    case .unitNotThere: [.unit, .day]
    case .notASubject: [.place, .duty]
    case .standardNotThere: [.place, .standard]
    case .standardNotAsked: [.duty, .standard]
    case .opensGap: [.place, .day, .role]
    case .notNow: [.action, .state]
    case .wrongState: [.state]
    case .mayNotAct: [.action, .actors, .people]
    case .ofTheLeadUnit, .notTheOffice, .notOfUnit, .partClosed, .nobodyLeft,
      .placesAndUnits:
      [.unit]
    case .needsApproval: [.action, .people]
    case .mayNotApprove, .mayNotReject: [.person, .people]
    case .notTheHolder, .decidedAlready, .notTheAsker, .noShift: [.person]
    case .notTheSignatory, .notSigned: [.people]
    case .noPart, .partsOpen: [.units]
    case .countWentDown: [.total]
    case .shownElsewhere: [.file, .task, .day]
    case .shownBefore: [.file, .day, .count]
    case .findingsApart: [.finding, .standard, .place]
    case .vetoStays: [.finding, .standard]
    case .foundBeforeStart: [.at, .day]
    case .evidenceMissing: [.evidence]
    case .fileTooLarge, .textTooLong: [.count, .most]
    case .valuesMissing: [.measures]
    case .notPutRight: [.standard, .count, .bounds]
    case .tooFewMinutes: [.count, .least]
    case .quantityShort, .countBeyondTarget: [.total, .target, .quantity]
    case .tooFar: [.count, .most, .place]
    case .tooSoon: [.task, .day, .least, .free]
    case .elsewhere: [.place, .at, .task]
    case .onlyRectifications: [.closure]
    case .notLater, .tooLate: [.at, .due]
    case .noShare: [.measures, .count]
    case .holderNotOfUnit, .verifierOfLead: [.person, .unit]
    case .rulingOpen: [.task]
    case .overBefore, .noticeWithdrawn, .contestsWithdrawn: [.day]
    case .foundInFuture: [.at]
    case .findingJoined, .joinsItself: [.finding]
    case .shiftElsewhere: [.person, .place]
    case .uncoversOwnVerifier: [.person, .place, .word]
    case .other, .nobodyNamed, .unitMissing, .notUnderstood, .wrongMinutes, .wrongPosition, .reasonMissing,
      .textMissing, .storedOtherwise, .didTheWork, .asksAndApproves, .nobodyApproves, .noSignature, .signedAlready,
      .nothingCounted,
      .countMissing, .unknownEvidence, .kindMissing, .fileBroken, .notAPicture, .lineFails, .minutesMissing,
      .closureMissing, .whoseMissing, .whoseUnwanted, .untilMissing, .toWhomMissing, .haveItAlready, .dutyGone,
      .nothingChanges, .notARuling, .roleMissing, .subjectMissing, .verifierIsHolder,
      .standardMissing, .placeMissing, .classifiedAlready, .wishLapsed, .beyondRights, .lostGround:
      []
    }
  }
}
