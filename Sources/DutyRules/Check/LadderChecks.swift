import DutyBook
import DutyCalendar

/// What a ladder as a whole must hold to.
extension Loading {
  func checkLadder(_ ladder: Ladder, _ rungs: [WrittenRung], _ map: YAMLMap) {
    for rung in rungs {
      checkScope(rung, ladder)
      checkAction(rung)
      if ladder.scope == .unit { checkRoots(rung) }
    }
    checkAscent(rungs)
    for (lower, higher) in zip(rungs, rungs.dropFirst()) where lower.rung.action == .referral {
      sink.report(
        .ladderOrder, higher.map.place, "a rung above a referral", help: "a referral ends the climb: put it last",
        related: [.init(lower.rung.source, "the referral")])
    }
  }

  /// Triggers that have no meaning for whom the ladder is.
  private func checkScope(_ written: WrittenRung, _ ladder: Ladder) {
    func report(_ message: String, _ help: String) {
      sink.report(.ladderScope, written.when.place, message, help: help)
    }
    let trigger = written.rung.trigger
    let word = written.when.string.split(separator: " ").first ?? ""
    switch (ladder.scope, trigger) {
    case (.case, .bottom), (.case, .top):
      report("`\(word)` places a unit, and this ladder is one per case", "write `per: unit`")
    case (.unit, .before), (.unit, .overdue), (.unit, .unacknowledged):
      report("`\(word)` speaks of one case, and this ladder is one per unit", "write `per: case`, or count something")
    case (.unit, .bottom), (.unit, .top):
      if ladder.ranking == nil { report("`\(word)` without a ranking", "add `ranking:` with a score") }
    case (.unit, .failedNotices), (.unit, .vetoes), (.unit, .relapses):
      if ladder.withinDays == nil { report("`\(word)` of a unit without `within`", "add `within: 90 days`") }
    default: break
    }
  }

  /// What an action cannot do without.
  private func checkAction(_ written: WrittenRung) {
    let rung = written.rung
    func report(_ message: String, _ help: String) {
      sink.report(.rungIncomplete, written.map.place(of: "do"), message, help: help)
    }
    let word = rung.action.rawValue
    switch rung.action {
    case .suspend, .revoke:
      if rung.flag == nil, !written.map.has("flag") { report("`\(word)` without a flag", "say what: `flag: civil-award`") }
    case .deduct:
      if rung.deduction == nil { report("`deduct` without points", "say how many: `deduct: 0.5`") }
    case .exposure:
      if rung.approve == nil { report("an exposure without an approval", "say whose: `approve: office.head`") }
    default: break
    }
    let needsRecipient = ![.suspend, .revoke, .deduct].contains(rung.action)
    if needsRecipient, !written.map.has("to") {
      report("`\(word)` tells nobody", "say whom: `to: lead.head`")
    }
    if rung.answer != nil, !rung.isDocument {
      report("an answer to what is not put out", "say to whom: `to: lead.head`")
    }
  }

  /// A unit's ladder has no place, no standard and nobody who holds a task.
  private func checkRoots(_ written: WrittenRung) {
    let rung = written.rung
    for expression in rung.to + [rung.by, rung.approve].compactMap(\.self) {
      for alternative in expression.alternatives {
        let word: String? =
          switch alternative.path.root {
          case .place: "place"
          case .standard: "standard"
          case .leader: "leader"
          case .holder: "holder"
          default: nil
          }
        guard let word else { continue }
        sink.report(
          .ladderScope, expression.source, "`\(word)` names nothing on a ladder of units",
          help: "begin with `lead`, which is the unit, with `office`, a unit or a person")
      }
    }
  }

  /// Triggers by the deadline must ascend, whatever the deadline is.
  private func checkAscent(_ rungs: [WrittenRung]) {
    guard let settings else { return }
    let context = LimitContext(
      zone: settings.zone, calendar: WorkCalendar(days: officialDays), hours: settings.officeHours)
    let timed = rungs.filter { $0.rung.trigger.followsDeadline }
    for (lower, higher) in zip(timed, timed.dropFirst()) {
      guard let due = witness(lower.rung, higher.rung, settings.start, context) else { continue }
      sink.report(
        .ladderOrder, higher.when.place,
        "`\(shortened(higher.when.string))` does not come after `\(shortened(lower.when.string))`"
          + ", as for a deadline on \(context.zone.local(due))",
        help: "put the earlier trigger lower, and leave time between the two",
        related: [.init(lower.when.place, "the lower rung")])
    }
  }

  /// A deadline by which a higher rung is not due later than the lower one: closes of business and mornings of a month.
  private func witness(_ lower: Rung, _ higher: Rung, _ start: CivilDate, _ context: LimitContext) -> Instant? {
    for offset in 0..<31 {
      let day = start.adding(days: offset)
      guard context.calendar.isWorkday(day) else { continue }
      for minute in [context.hours.closing(on: day), 10 * 60] {
        guard let minute = WallMinute(minutes: minute) else { continue }
        let due = context.zone.instant(LocalTime(day, minute))
        guard let first = lower.trigger.instant(due: due, in: context),
          let second = higher.trigger.instant(due: due, in: context)
        else { continue }
        if second <= first { return due }
      }
    }
    return nil
  }
}
