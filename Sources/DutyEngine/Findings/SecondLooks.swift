import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// Second looks (回头看, M36) and interim answers (M35): found on the day they are due from what the ledger has.
extension Engine {
  /// What a new day brings for findings.
  func findingEvents(on day: CivilDate, at now: Instant) throws(EngineError) -> [Event] {
    var batch = IntakeBatch()
    for look in try secondLooks(on: day) { try open(look, &batch, at: now) }
    try interimAnswers(on: day, &batch, at: now)
    return batch.events
  }

  /// A second look that is due.
  struct SecondLook {
    var finding: Finding
    /// The rectification that was closed last: its verifier looks again.
    var former: TaskRow
    var n: Int
    var days: Int

    var key: TaskKey {
      TaskKey(
        duty: WorkKind.reinspection.rawValue, subject: finding.place, grain: finding.standard, period: finding.id, n: n)
    }
  }

  /// The second looks that fall on a day: so many days after a closure as fixed, or on the workday after that.
  ///
  /// Looks count on over closures, so that a case that was opened and fixed again is looked at again.
  func secondLooks(on day: CivilDate) throws(EngineError) -> [SecondLook] {
    let spans = book.settings.findings.reinspectAfterDays
    guard !spans.isEmpty, book.workCalendar.isWorkday(day) else { return [] }
    let earliest = book.workCalendar.previousWorkday(onOrBefore: day.adding(days: -1)).adding(days: 1)
    var looks: [SecondLook] = []
    for (index, days) in spans.enumerated() {
      let from = midnight(of: earliest.adding(days: -days))
      let before = midnight(of: day.adding(days: 1 - days))
      let answers = try reading { store throws(StoreError) in
        try store.records(FindingAnswered.self, from: from, before: before).map(\.record)
      }
      for answer in answers {
        guard let time = answer.number(of: Closure.fixed.rawValue),
          let finding = try reading({ store throws(StoreError) in try store.finding(answer.finding) })?.record,
          finding.outcome == .opened
        else { continue }
        let rows = try reading { store throws(StoreError) in try store.rectifications(of: finding) }
        guard rows.closure == .fixed,
          let former = rows.max(by: { $0.closedAt ?? $0.record.opens < $1.closedAt ?? $1.record.opens })
        else { continue }
        looks.append(
          SecondLook(finding: finding, former: former, n: (time - 1) * spans.count + index + 1, days: days))
      }
    }
    return looks
  }

  /// What an audit of a day finds missing: second looks that fell on it and were not opened.
  func secondLookDifferences(on day: CivilDate) throws(EngineError) -> [String] {
    var differences: [String] = []
    for look in try secondLooks(on: day) where book.standards.ref(look.finding.standard) != nil {
      let key = look.key
      if try reading({ store throws(StoreError) in try store.task(key: key) }) == nil {
        differences.append("missing: second look no. \(look.n) at \(look.finding.id) on \(look.finding.place)")
      }
    }
    return differences
  }

  private func open(_ look: SecondLook, _ batch: inout IntakeBatch, at now: Instant) throws(EngineError) {
    let key = look.key
    if try reading({ store throws(StoreError) in try store.task(key: key) }) != nil { return }
    guard let standard = book.standards.ref(look.finding.standard) else { return }
    let ladder = book.ladder(for: LadderQuestion(standards: [standard]))?.id ?? ""
    let limit = book.settings.findings.reinspectWithin
    let basis = "\(look.days) days after \(look.finding.id) was closed as fixed"
    if book.duties.ref(key.duty) != nil {
      guard let made = planner.caseTask(key, limit: limit, from: now, ladder: ladder, notes: [basis]) else { return }
      batch.add(try newReceipts(made.receipts) + [.generated(made.record)])
      return
    }
    let made = planner.unitTask(
      key, roles: secondLookers(look, on: date(of: now)), decision: "re-inspection", basis: basis, limit: limit,
      from: now, ladder: ladder)
    batch.add(try newReceipts(made.receipts) + [.generated(made.record)])
  }

  /// Without a duty of its own in the book, the second look is the former verifier's, not the rectifier's.
  private func secondLookers(_ look: SecondLook, on day: CivilDate) -> TaskRoles {
    let office = book.settings.office
    let verifier = book.people.ref(look.former.record.roles.verifier)
    guard let verifier, book.people[verifier].span.contains(day) else {
      return planner.unitRoles(verifier.map { book.people[$0].unit } ?? office, verifiers: [office], on: day)
    }
    return planner.unitRoles(book.people[verifier].unit, holder: verifier, verifiers: [office], on: day)
  }

  // MARK: Answers on the way

  /// Tells the reporters whose answer is due this day how things stand, where nothing has ended yet.
  private func interimAnswers(
    on day: CivilDate, _ batch: inout IntakeBatch, at now: Instant
  ) throws(EngineError) {
    guard let window = intakeWindow(answeredOn: day) else { return }
    let found = try reading { store throws(StoreError) in
      try store.findingCards(FindingFilter(from: window.from, before: window.before))
    }
    for card in found where answerDay(from: card.at) == day {
      let id = card.finding.id
      let answers = try reading { store throws(StoreError) in try store.answers(to: id) }.map(\.record)
      if answers.contains(where: { $0.closure != nil }) { continue }
      if let closure = card.rows.closure {
        // Stages that were closed at one stroke did not see each other.
        try answer(card.finding, stage: closure.rawValue, &batch, at: now)
      } else if !answers.contains(where: { $0.stage == FindingAnswered.progress }) {
        try answer(card.finding, stage: FindingAnswered.progress, &batch, at: now)
      }
    }
  }

  private func answerDay(from instant: Instant) -> CivilDate {
    let due = book.settings.findings.answerWithin.deadline(from: instant, period: nil, in: limitContext).due
    return date(of: due.adding(seconds: -1))
  }

  /// The instants between which lies the intake of everything that is to be answered on a day.
  private func intakeWindow(answeredOn day: CivilDate) -> (from: Instant, before: Instant)? {
    var first = day
    for _ in 0..<400 {
      let earlier = first.adding(days: -1)
      if answerDay(from: midnight(of: earlier)) < day, answerDay(from: midnight(of: first).adding(seconds: -1)) < day {
        break
      }
      first = earlier
    }
    var last = first
    while last <= day, answerDay(from: midnight(of: last)) <= day { last = last.adding(days: 1) }
    return first < last ? (midnight(of: first), midnight(of: last)) : nil
  }
}

extension FindingFilter {
  init(from: Instant, before: Instant) {
    self.init()
    self.from = from
    self.before = before
  }
}
