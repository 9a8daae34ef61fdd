import DutyBook
import DutyCalendar
import DutyLedger

/// Everything on record that a ladder brought about, for looking at it again without what an appeal struck out.
///
/// - Shape: a rung is named by ``rungReference(ladder:rung:subject:)``; ``Deduction/id`` and, where no document went
///   out,
///   ``EligibilityFlag/notice`` are such names.
/// - Source: M46; design invariant 7.
package struct SanctionRecord: Sendable {
  package struct Case: Sendable {
    package var record: CaseRecord
    /// As its steps were when it started; `nil` for a case without one.
    package var ladder: Ladder?

    package init(record: CaseRecord, ladder: Ladder?) {
      self.record = record
      self.ladder = ladder
    }
  }

  package var cases: [Case]
  package var unitRungs: [UnitRung]
  /// Ladders of units, by name.
  package var ladders: [String: Ladder]
  package var notices: [(notice: Notice, at: Instant)]
  package var flags: [EligibilityFlag]
  package var deductions: [Deduction]
  /// League tables as they would be without what was struck; a score that is not named is as published.
  package var tables: [RankingPeriod]
  package var answers: [String: Instant]

  package init(
    cases: [Case] = [], unitRungs: [UnitRung] = [], ladders: [String: Ladder] = [:],
    notices: [(notice: Notice, at: Instant)] = [], flags: [EligibilityFlag] = [], deductions: [Deduction] = [],
    tables: [RankingPeriod] = [], answers: [String: Instant] = [:]
  ) {
    self.cases = cases
    self.unitRungs = unitRungs
    self.ladders = ladders
    self.notices = notices
    self.flags = flags
    self.deductions = deductions
    self.tables = tables
    self.answers = answers
  }
}

/// `rectification/2/K7Q2M-9XD4P`: a rung of a case, the same name that a unit's rung has with its occasion behind it.
package func rungReference(ladder: String, rung: Int, subject: String) -> String { "\(ladder)/\(rung)/\(subject)" }

/// What would not have been.
package struct Rederivation: Hashable, Sendable {
  /// Rungs that would not have fired, by reference.
  package var rungs: [String] = []
  /// Documents that would not have gone out.
  package var notices: [String] = []
  /// Documents that stand for what is left of their cases, with those that fall away.
  package var amended: [String: [String]] = [:]
  package var flags: [String] = []
  /// Points given back (negative) or taken after all (positive), by the deduction that they correct.
  package var corrections: [String: Int] = [:]

  package init() {}

  package var isEmpty: Bool { self == Rederivation() }

  /// Each change, sorted by kind and name.
  package var effects: [AppealEffect] {
    rungs.map { .rung($0) } + notices.map { .withdrawn(notice: $0) }
      + amended.sorted { $0.key < $1.key }.map { .amended(notice: $0.key, tasks: $0.value) }
      + flags.map { .lifted(flag: $0) }
      + corrections.sorted { $0.key < $1.key }.map { name, points in
        points < 0 ? .givenBack(deduction: name, milli: -points) : .takenAfterAll(deduction: name, milli: points)
      }
  }
}

extension SanctionRecord {
  /// What would not have been without the struck references, to the last consequence: a notice that falls away no
  /// longer
  /// counts as failed, which may undo a bulletin, which may undo a referral.
  ///
  /// - Parameter known: what earlier appeals struck out already: it is not reported again.
  package func without(_ struck: Set<String>, known: Set<String> = []) -> Rederivation {
    let (undone, strikes) = settled(struck.union(known))
    // What earlier decisions undid is theirs.
    let before = known.isEmpty ? [] : settled(known).rungs
    var result = Rederivation()
    result.rungs = undone.subtracting(known).subtracting(before).sorted()
    result.notices = notices.map(\.notice.id).filter { strikes.has($0) && !known.contains($0) }.sorted()
    for notice in notices.map(\.notice) where !strikes.has(notice.id) {
      let gone = notice.content.tasks.filter {
        isGone(task: $0, of: notice, undone) && !isGone(task: $0, of: notice, before)
      }
      if !gone.isEmpty { result.amended[notice.id] = gone }
    }
    result.flags = flags.filter { isUndone($0, undone, strikes) && !known.contains($0.id) }.map(\.id).sorted()
    result.corrections = corrections(undone, strikes)
    return result
  }

  /// Everything that falls with some references, to the last consequence: the rungs, and what is struck besides.
  private func settled(_ struck: Set<String>) -> (rungs: Set<String>, strikes: Strikes) {
    var strikes = Strikes(references: struck, answers: answers)
    var undone = Set<String>()
    while true {
      let rungs = undoneRungs(strikes, undone)
      let withdrawn = notices.map(\.notice).filter { isWithdrawn($0, rungs, strikes) }.map(\.id)
      let next = strikes.references.union(withdrawn)
      if rungs == undone, next == strikes.references { return (undone, strikes) }
      undone = rungs
      strikes.references = next
    }
  }

  // MARK: Rungs

  private func undoneRungs(_ strikes: Strikes, _ undone: Set<String>) -> Set<String> {
    var found = undone
    for item in cases {
      for fired in item.record.fired {
        let name = rungReference(ladder: fired.ladder, rung: fired.number, subject: item.record.task.number)
        if !holds(fired, item, strikes, found) { found.insert(name) }
      }
    }
    for rung in unitRungs where !holds(rung, strikes, found) { found.insert(rung.id) }
    return found
  }

  private func holds(
    _ fired: CaseRecord.Fired, _ item: Case, _ strikes: Strikes, _ undone: Set<String>
  ) -> Bool {
    let record = item.record
    if record.isStruck(strikes) { return false }
    guard let ladder = item.ladder, ladder.id == fired.ladder, ladder.rungs.indices.contains(fired.number - 1) else {
      return true
    }
    func count(_ kind: CountedEvent.Kind) -> [CountedEvent] {
      record.counted(upTo: fired.at, strikes).filter { $0.kind == kind }
    }
    switch ladder.rungs[fired.number - 1].trigger {
    case .failedNotices(let wanted):
      return !crossings(of: count(.failedNotice), wanted, within: ladder.withinDays).isEmpty
    case .vetoes(let wanted): return !crossings(of: count(.veto), wanted, within: ladder.withinDays).isEmpty
    case .relapses(let wanted): return !crossings(of: count(.relapse), wanted, within: ladder.withinDays).isEmpty
    case .unanswered(let below, _):
      if undone.contains(rungReference(ladder: ladder.id, rung: below, subject: record.task.number)) { return false }
      return record.document(ladder: ladder.id, rung: below).map { !strikes.has($0.id) } ?? false
    case .before, .overdue, .unacknowledged, .bottom, .top: return true
    }
  }

  private func holds(_ rung: UnitRung, _ strikes: Strikes, _ undone: Set<String>) -> Bool {
    if undone.contains(rung.id) { return false }
    guard let ladder = ladders[rung.ladder], ladder.rungs.indices.contains(rung.rung - 1) else { return true }
    let trigger = ladder.rungs[rung.rung - 1].trigger
    switch trigger {
    case .failedNotices(let wanted): return count(.failedNotice, of: rung, ladder, strikes) >= wanted
    case .vetoes(let wanted): return count(.veto, of: rung, ladder, strikes) >= wanted
    case .relapses(let wanted): return count(.relapse, of: rung, ladder, strikes) >= wanted
    case .unanswered: return !strikes.has(rung.occasion)
    case .bottom(let places, let running): return run(.bottom, places, of: rung, ladder) >= running
    case .top(let places, let running): return run(.top, places, of: rung, ladder) >= running
    case .before, .overdue, .unacknowledged: return true
    }
  }

  /// How many of what a unit's rung counted are left.
  private func count(_ kind: CountedEvent.Kind, of rung: UnitRung, _ ladder: Ladder, _ strikes: Strikes) -> Int {
    let begin = ladder.withinDays.map { rung.nominal.adding(seconds: -Int64($0) * 86_400) }
    let events = cases.flatMap { $0.record.counted(upTo: rung.nominal, strikes) }
    let left = events.filter { event in
      event.kind == kind && event.unit == rung.unit && begin.map { event.at > $0 } ?? true
    }
    // Only what it counted then: what another ladder counts may not hold it up.
    return Set(left.map(\.reference)).intersection(rung.counted).count
  }

  private func run(_ end: TableEnd, _ places: Int, of rung: UnitRung, _ ladder: Ladder) -> Int {
    guard let ranking = ladder.ranking else { return .max }
    let own = tables.filter { $0.score == ranking.score && $0.row(rung.unit) != nil }
    let upTo = own.filter { table in
      guard let period = Period(named: table.period), let last = Period(named: rung.occasion) else { return false }
      return period <= last
    }
    // A table that was not derived anew stands as it was published.
    guard upTo.contains(where: { $0.period == rung.occasion }) else { return .max }
    let whole = upTo.run(
      end, places, unit: rung.unit, ties: ranking.tiesAreIn ? .in : .out, smallestClass: ranking.smallestClass)
    return ladder.passing(whole, end, rung.unit, upTo).count
  }

  // MARK: What hangs on rungs

  /// Whether a rung that a document stands for is gone, for one of its cases.
  private func isGone(task: String, of notice: Notice, _ undone: Set<String>) -> Bool {
    if !notice.content.ladder.isEmpty {
      return undone.contains(
        rungReference(ladder: notice.content.ladder, rung: notice.content.rung, subject: task))
    }
    guard let item = cases.first(where: { $0.record.task.number == task }) else { return false }
    let joined = item.record.fired.filter { fired in
      notices.contains { $0.notice.id == notice.id && $0.at == fired.at }
        && fired.recipients == notice.content.recipients
    }
    return !joined.isEmpty
      && joined.allSatisfy {
        undone.contains(rungReference(ladder: $0.ladder, rung: $0.number, subject: task))
      }
  }

  private func isWithdrawn(_ notice: Notice, _ undone: Set<String>, _ strikes: Strikes) -> Bool {
    if strikes.has(notice.id) { return true }
    let content = notice.content
    if !content.tasks.isEmpty { return content.tasks.allSatisfy { isGone(task: $0, of: notice, undone) } }
    guard !content.ladder.isEmpty, !content.unit.isEmpty else { return false }
    let name = rungReference(ladder: content.ladder, rung: content.rung, subject: content.unit)
    return undone.contains("\(name)/\(content.occasion)")
  }

  private func isUndone(_ flag: EligibilityFlag, _ undone: Set<String>, _ strikes: Strikes) -> Bool {
    strikes.has(flag.id) || strikes.has(flag.notice) || undone.contains(flag.notice)
  }

  /// What each deduction is short or over when those that fall away no longer fill the cap.
  private func corrections(_ undone: Set<String>, _ strikes: Strikes) -> [String: Int] {
    struct Account: Hashable {
      var ladder: String
      var unit: String
      var year: Int
    }
    // A correction made by an earlier appeal belongs to the deduction before the `~`.
    func base(_ deduction: Deduction) -> String {
      String(deduction.id.split(separator: "~", maxSplits: 1).first ?? "")
    }
    var taken: [String: Int] = [:]
    for deduction in deductions { taken[base(deduction), default: 0] += deduction.milliPoints }
    var accounts: [Account: [Deduction]] = [:]
    for deduction in deductions where base(deduction) == deduction.id {
      let ladder = String(deduction.id.split(separator: "/").first ?? "")
      accounts[Account(ladder: ladder, unit: deduction.unit, year: deduction.date.year), default: []].append(deduction)
    }
    var found: [String: Int] = [:]
    for (account, rows) in accounts {
      let sorted = rows.sorted { ($0.date, $0.id) < ($1.date, $1.id) }
      let limit = cap(of: account.ladder)
      let asked = sorted.map { deduction in
        let isGone =
          undone.contains(deduction.id) || strikes.has(deduction.id) || strikes.has(deduction.reference)
        // Without a cap nothing else moves.
        return isGone ? 0 : limit == nil ? taken[deduction.id] ?? 0 : deduction.askedMilliPoints
      }
      for (deduction, points) in zip(sorted, capped(asked, cap: limit)) {
        let difference = points - (taken[deduction.id] ?? 0)
        if difference != 0 { found[deduction.id] = difference }
      }
    }
    return found
  }

  private func cap(of ladder: String) -> Int? {
    let known = ladders[ladder] ?? cases.lazy.compactMap { $0.ladder }.first { $0.id == ladder }
    return known?.deductionCap
  }
}

extension Ladder {
  /// The most that the ladder takes from a unit in a calendar year: the largest cap that a rung names.
  package var deductionCap: Int? { rungs.compactMap { $0.deduction?.capMilliPoints }.max() }
}
