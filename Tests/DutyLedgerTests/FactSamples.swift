import DutyCalendar
import DutyLedger

/// Random facts of every kind.
extension EventSamples {
  mutating func integers() -> [String: Int] {
    Dictionary((0..<number(3)).map { _ in (text(), number(2_000_000) - 1_000_000) }, uniquingKeysWith: { $1 })
  }

  mutating func position() -> Position? {
    flag() ? Position(latitudeMicro: number(180_000_000) - 90_000_000, longitudeMicro: number(180_000_000)) : nil
  }

  private mutating func finding() -> Finding {
    Finding(
      source: text(), weightMilli: number(4000), standard: text(), place: text(), text: text(), placeText: text(),
      reporter: text(), contact: text(), by: text(), foundAt: instant(), position: position(), evidence: texts(),
      list: text(), row: number(9), outcome: Finding.Outcome.allCases[number(3)], task: text(), joinedTo: text(),
      relapseOf: text(), check: text(), milliPoints: number(5000),
      aloneMilliPoints: number(9000), roles: flag() ? roles() : nil, assignment: text())
  }

  private mutating func content() -> NoticeContent {
    NoticeContent(
      action: text(false), ladder: text(), rung: number(4), tasks: texts(), unit: text(), occasion: text(),
      recipients: texts(), by: text(), answerBy: flag() ? instant() : nil, milliPoints: number(900), flag: text(),
      flagUntil: flag() ? date() : nil, reason: text())
  }

  mutating func fact(_ kind: EventKind) -> Fact {
    findingFact(kind) ?? workFact(kind) ?? noticeFact(kind) ?? sanctionFact(kind) ?? messageFact(kind)
      ?? postFact(kind)
  }

  private mutating func findingFact(_ kind: EventKind) -> Fact? {
    switch kind {
    case .finding: Fact(finding())
    case .findingClassified: Fact(FindingClassified(now: finding(), by: text()))
    case .findingJoined:
      Fact(
        FindingJoined(
          finding: text(false), into: text(false), by: text(), reason: text(), task: text(), milliPoints: number(99)))
    case .findingAnswered:
      Fact(FindingAnswered(finding: text(false), stage: text(false), text: text(), contact: text()))
    case .mockDrawn:
      Fact(
        MockDrawn(id: text(false), seed: number(99), date: date(), by: text(), population: number(99), drawn: texts()))
    default: nil
    }
  }

  private mutating func workFact(_ kind: EventKind) -> Fact? {
    switch kind {
    case .evidence:
      Fact(
        Evidence(
          id: text(false), name: text(), shows: text(), type: text(), size: number(9000), task: text(), by: text()))
    case .disowned:
      Fact(
        Disowned(
          task: text(false), n: number(3) + 1, by: text(), reason: text(), whose: text(), ruling: text()))
    case .ruling:
      Fact(Ruling(id: text(false), task: text(false), by: text(), reason: text(), lead: text(), holder: text()))
    case .partDone:
      Fact(
        PartDone(
          task: text(false), unit: text(false), round: number(3), by: text(), note: text(), evidence: texts()))
    case .signedOff: Fact(SignedOff(task: text(false), round: number(3), by: text(), note: text()))
    case .progress:
      Fact(
        Progress(
          campaign: text(), task: text(), quantity: text(), total: number(501), n: number(9) + 1, by: text(),
          note: text()))
    case .contact:
      Fact(
        Contact(
          authority: text(false), date: date(), n: number(3), by: text(), text: text(), isAnomaly: flag(),
          task: text(), upward: text()))
    case .summons:
      Fact(
        Summons(
          id: text(false), by: text(), unit: text(false), place: text(false), departments: texts(), text: text(),
          attendance: texts()))
    case .cascade:
      Fact(
        CascadeStarted(
          cascade: text(false), duty: text(), text: text(), by: text(), parent: text(), hop: number(4),
          children: texts()))
    default: nil
    }
  }

  private mutating func noticeFact(_ kind: EventKind) -> Fact? {
    switch kind {
    case .notice:
      Fact(
        Notice(
          series: text(false), year: number(50) + 2000, number: number(99) + 1, content: content(), approvedBy: text(),
          proposal: text(), head: text()))
    case .noticeProposal: Fact(NoticeProposal(content: content(), series: text(false), approver: text()))
    case .noticeDecision:
      Fact(NoticeDecision(proposal: text(false), isApproved: flag(), by: text(), reason: text()))
    case .noticeAnswer: Fact(NoticeAnswer(notice: text(false), by: text(false), text: text()))
    case .noticeWithdrawal: Fact(NoticeWithdrawal(notice: text(false), appeal: text(), reason: text()))
    case .delivery: Fact(Delivery(document: text(false), recipient: text(false), way: text(false)))
    default: nil
    }
  }

  private mutating func sanctionFact(_ kind: EventKind) -> Fact? {
    switch kind {
    case .unitRung:
      Fact(
        UnitRung(
          ladder: text(false), rung: number(4) + 1, unit: text(false), occasion: text(), nominal: instant(),
          recipients: texts(), reason: text(), counted: texts()))
    case .flag:
      Fact(
        EligibilityFlag(
          unit: text(false), flag: text(false), from: date(), until: flag() ? date() : nil, notice: text(),
          reason: text()))
    case .flagLifted: Fact(FlagLifted(flag: text(false), date: date(), by: text(), reason: text()))
    case .deduction:
      Fact(
        Deduction(
          id: text(false), unit: text(false), person: text(), date: date(), milliPoints: number(900),
          askedMilliPoints: number(900), reason: text(), reference: text()))
    case .bonus:
      Fact(
        Bonus(unit: text(false), earned: text(false), date: date(), n: number(3), by: text(), reason: text()))
    case .appeal: Fact(Appeal(against: text(false), by: text(), reason: text()))
    case .appealDecision:
      Fact(
        AppealDecision(
          appeal: text(false), against: text(), isUpheld: flag(), by: text(), reason: text(), changes: texts()))
    default: nil
    }
  }

  private mutating func messageFact(_ kind: EventKind) -> Fact? {
    switch kind {
    case .deliveryQueued:
      let to = Dictionary((0..<number(3)).map { _ in (text(false), texts()) }, uniquingKeysWith: { $1 })
      return Fact(
        DeliveryQueued(
          cause: text(false), again: number(3), to: to, items: texts(), by: text(), reason: text()))
    case .deliveryAttempted:
      let outcomes = DeliveryAttempted.Outcome.allCases
      let attempts = (0..<number(4)).map { _ in
        DeliveryAttempted.Attempt(
          channel: text(false), outcome: outcomes[number(outcomes.count)], number: number(5) + 1, cause: text(),
          next: text(), messages: texts())
      }
      return Fact(DeliveryAttempted(at: instant(), attempts: attempts))
    case .requestDone:
      return Fact(
        RequestDone(id: text(false), request: text(false), operation: text(), touched: texts(), recorded: texts()))
    default: return nil
    }
  }

  private mutating func postFact(_ kind: EventKind) -> Fact {
    switch kind {
    case .ranking:
      let units = texts()
      return Fact(
        RankingPublished(
          score: text(false), period: text(false), unitClass: text(), units: units,
          milliScores: units.map { _ in number(100_000) }, ranks: units.map { _ in number(9) + 1 }))
    case .roster:
      return Fact(
        RosterPublished(
          campaign: text(false), from: date(), until: date(), revision: number(3) + 1, digest: text(),
          shifts: number(99), gaps: number(9), by: text()))
    case .checkIn:
      return Fact(
        CheckIn(
          campaign: text(), post: text(false), place: text(false), person: text(false), at: instant(),
          isLeaving: flag(), position: position(), by: text()))
    default:
      return Fact(
        SpotCheck(
          campaign: text(), post: text(false), place: text(false), at: instant(), by: text(), present: texts(),
          missing: texts(), note: text()))
    }
  }
}
