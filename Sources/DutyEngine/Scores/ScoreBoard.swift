import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPorts

/// Scores and ranks of any period, derived from a ledger and a book as of one instant.
///
/// - Shape: reads what it needs once, a span of whole months at a time, and keeps it; nothing is written.
/// - Source: M37, M49–M53; design invariant 1.
package final class ScoreBoard {
  package let book: Book
  package let now: Instant
  let store: any LedgerStore
  let zone: Zone
  private var count = ScoreCount()
  /// The days whose tasks and facts are in ``count``.
  private var span: ClosedRange<CivilDate>?
  private var known: [SheetKey: [ScoreSheet]] = [:]
  private var below: [Ref<Unit>: [String]] = [:]
  /// The day of the first book: there is nothing to count before.
  private let begin: CivilDate?
  private let striking: Set<String>
  /// By task that changed hands after its deadline, the unit that had it then: it answers for the deadline.
  private(set) var owing: [String: String] = [:]
  private let documentDuties: Set<String>

  private struct SheetKey: Hashable {
    var score: String
    var period: String
  }

  /// - Parameter striking: findings and notices to be left out besides those that appeals struck out: what would be
  ///   without them.
  package init(
    _ store: any LedgerStore, _ book: Book, now: Instant, striking: Set<String> = []
  ) throws(StoreError) {
    self.striking = striking
    self.store = store
    self.book = book
    self.now = now
    zone = book.settings.zone
    documentDuties = Set(book.duties.rows.filter { $0.signOff != nil }.map(\.id))
    let first = try store.books().first?.since
    begin = first.map { [zone] in zone.local($0).date }
    fillTree()
  }

  /// The sheets of every unit of the class, in register order.
  package func sheets(of score: Score, in period: Period) throws(StoreError) -> [ScoreSheet] {
    let key = SheetKey(score: score.id, period: period.name)
    if let sheets = known[key] { return sheets }
    guard let begin, period.last >= begin else { return [] }
    try load(needs(of: score, in: period, from: begin))
    let units = book.units(of: score.of, on: period.last)
    var results: [String: [(period: String, totals: [String: Int])]] = [:]
    for part in score.parts {
      guard case .rollUp(let rollUp) = part.value, let other = book.scores[rollUp.score] else { continue }
      results[part.id] = try totals(of: other, in: rollUp.periods(of: other, into: period, of: score.every))
    }
    let sheets = units.map { ref in
      let unit = book.units[ref].id
      var figures = count.figures(score, unit: unit, tree: below[ref] ?? [unit], period, in: book)
      for (part, periods) in results {
        figures.results[part] = periods.map { PeriodResult(period: $0.period, milli: $0.totals[unit]) }
      }
      return score.sheet(unit: unit, period: period.name, figures)
    }
    known[key] = sheets
    return sheets
  }

  /// The league table of a class in a period, with the movement since the one before.
  package func ranking(of score: Score, in period: Period) throws(StoreError) -> RankingPeriod {
    let before = score.every.before(period)
    let previous = try RankingPeriod(of: score, period: before.name, totals: totals(of: score, in: before))
    return try RankingPeriod(
      of: score, period: period.name, totals: totals(of: score, in: period), previous: previous)
  }

  private func totals(of score: Score, in period: Period) throws(StoreError) -> [(unit: String, milli: Int)] {
    try sheets(of: score, in: period).compactMap { sheet in sheet.milli.map { (sheet.unit, $0) } }
  }

  private func totals(
    of score: Score, in periods: [Period]
  ) throws(StoreError) -> [(period: String, totals: [String: Int])] {
    var all: [(period: String, totals: [String: Int])] = []
    for period in periods {
      let found = try totals(of: score, in: period)
      all.append((period.name, Dictionary(uniqueKeysWithValues: found.map { ($0.unit, $0.milli) })))
    }
    return all
  }

  // MARK: Reading

  /// Every day that a score looks at, with those of the scores it takes in.
  private func needs(of score: Score, in period: Period, from begin: CivilDate) -> ClosedRange<CivilDate> {
    var first = period.first
    for part in score.parts {
      guard case .rollUp(let rollUp) = part.value, let other = book.scores[rollUp.score] else { continue }
      for inner in rollUp.periods(of: other, into: period, of: score.every) where inner.last >= begin {
        first = min(first, needs(of: other, in: inner, from: begin).lowerBound)
      }
    }
    return min(first, period.last)...period.last
  }

  /// Reads the days that are not there yet: at most one stretch before what is known and one after.
  private func load(_ wanted: ClosedRange<CivilDate>) throws(StoreError) {
    guard let known = span else {
      try read(wanted)
      span = wanted
      return
    }
    if wanted.lowerBound < known.lowerBound { try read(wanted.lowerBound...known.lowerBound.adding(days: -1)) }
    if wanted.upperBound > known.upperBound { try read(known.upperBound.adding(days: 1)...wanted.upperBound) }
    span = min(known.lowerBound, wanted.lowerBound)...max(known.upperBound, wanted.upperBound)
  }

  private func read(_ days: ClosedRange<CivilDate>) throws(StoreError) {
    for month in ScorePeriod.month.periods(from: days.lowerBound, to: days.upperBound) {
      let (from, before) = bounds(month.first, month.last)
      guard from < min(before, now.adding(seconds: 1)) else { continue }
      for row in try store.tallies(promisedFrom: from, before: min(before, now.adding(seconds: 1))) {
        count.add(tally(row), unit: row.lead, duty: row.duty, month: month.first)
      }
    }
    let (from, before) = bounds(days.lowerBound, days.upperBound)
    try readMoves(from: from, before: min(before, now.adding(seconds: 1)))
    try readValues(from: from, before: min(before, now.adding(seconds: 1)))
    try readFacts(from: from, before: before)
  }

  /// Gives tasks that were handed on after their deadline back to the unit that had them then (M02).
  private func readMoves(from: Instant, before: Instant) throws(StoreError) {
    var seen: Set<String> = []
    for one in try store.moves(from: from) where !seen.contains(one.move.task) {
      guard let row = try store.task(number: one.move.task), from <= row.promised, row.promised < before,
        row.promised < one.at
      else { continue }
      seen.insert(row.number)
      let (owing, lead) = (one.move.from.lead, row.record.roles.lead)
      guard owing != lead, row.counts else { continue }
      self.owing[row.number] = owing
      var tally = TaskTally(lead: lead, duty: row.record.key.duty)
      tally.count(row)
      let date = zone.local(row.promised).date
      count.add(self.tally(tally), unit: owing, duty: tally.duty, month: date)
      count.add(self.tally(-tally), unit: lead, duty: tally.duty, month: date)
    }
  }

  private func bounds(_ first: CivilDate, _ last: CivilDate) -> (from: Instant, before: Instant) {
    (zone.instant(LocalTime(first)), zone.instant(LocalTime(last.adding(days: 1))))
  }

  /// What the store counted, as scores measure it.
  private func tally(_ row: TaskTally) -> Tally {
    var tally = Tally()
    tally.due = row.due
    tally.onTime = row.onTime
    tally.closed = row.closed
    tally.returned = row.returned
    tally.reports = row.reports
    if row.duty == WorkKind.rectification.rawValue {
      tally.rectifications = row.due
      tally.rectified = row.fixed
      tally.rectifiedOnTime = row.fixedOnTime
    }
    if isDocument(row.duty) {
      tally.documents = row.due
      tally.documentsAccepted = row.closed
    }
    return tally
  }

  /// The values that reports carried, of the duties that some score measures by them.
  private func readValues(from: Instant, before: Instant) throws(StoreError) {
    for duty in surveyDuties.sorted() {
      var filter = TaskFilter()
      filter.duty = duty
      var asked: [TaskRow] = []
      try store.forEachTask(filter) { row in
        guard from <= row.promised, row.promised < before else { return }
        if row.reportedAt != nil, row.counts { asked.append(row) }
      }
      for row in asked {
        for value in try reportedValues(row.number) {
          count.add(measured: value, unit: owing[row.number] ?? row.record.roles.lead, duty: duty, on: zone.local(row.promised).date)
        }
      }
    }
  }

  /// Whether what a duty owes is a document: one that its unit's head signs off (M18).
  func isDocument(_ duty: String) -> Bool { documentDuties.contains(duty) }

  /// A unit with all that stand below it.
  func tree(of unit: String) -> [String] { book.units.ref(unit).flatMap { below[$0] } ?? [unit] }

  func occurrences(of unit: String, in period: Period) -> [ScoredEvent] {
    count.occurrences[unit, default: []].filter { period.contains($0.date) }
  }

  /// Duties whose reports are measured by some score.
  private var surveyDuties: Set<String> {
    let parts = book.scores.rows.flatMap(\.parts).filter { $0.measures.contains(.measured) }
    return Set(parts.flatMap { $0.duties.map { book.duties[$0].id } })
  }

  /// The values that the newest report on a task carried, by their names' order.
  private func reportedValues(_ task: String) throws(StoreError) -> [Int] {
    for one in try store.events(of: task, { $0 == .acted }).reversed() {
      guard case .acted(let acted) = one.event, acted.action == .report else { continue }
      return acted.values.sorted { $0.key < $1.key }.map(\.value)
    }
    return []
  }

  /// Facts are never earlier than what they are about, so that those of a span are recorded from its first day on.
  private func readFacts(from: Instant, before: Instant) throws(StoreError) {
    var facts = try ScoreFacts(reading: store, from: from, now: now)
    facts.struck.formUnion(striking)
    facts.shares = try store.shares(without: facts.struck)
    var tasks: [String: TaskRow] = [:]
    for number in facts.tasksAsked { tasks[number] = try store.task(number: number) }
    let around = ScoreSurroundings(
      zone: zone, isVeto: { [book] in book.standards[$0]?.isVeto ?? false }, task: { tasks[$0] }, now: now)
    let days = zone.local(from).date..<zone.local(before).date
    for (unit, found) in facts.occurrences(around) {
      count.occurrences[unit, default: []] += found.filter { days.contains($0.date) }
    }
  }

  // MARK: The tree of units

  /// Every unit with all that stand below it.
  private func fillTree() {
    for ref in book.units.refs {
      var above: Ref<Unit>? = ref
      var steps = 0
      while let unit = above, steps <= book.units.count {
        below[unit, default: []].append(book.units[ref].id)
        above = book.units[unit].parent
        steps += 1
      }
    }
  }
}

extension ScoreFacts {
  /// What a ledger holds from an instant on.
  init(reading store: any LedgerStore, from: Instant, now: Instant) throws(StoreError) {
    self.init()
    for found in try store.records(Finding.self, from: from) where found.record.outcome != .unclassified {
      findings.append(found.record)
    }
    findings += try store.records(FindingClassified.self, from: from).map(\.record.now)
    deductions = try store.records(Deduction.self, from: from).map(\.record)
    bonuses = try store.records(Bonus.self, from: from).map(\.record)
    // A notice may be issued long before its answer is due.
    notices = try store.records(Notice.self).map { ($0.record, $0.at) }
    for answer in try store.records(NoticeAnswer.self) {
      answers[answer.record.notice, default: []].append(answer.at)
    }
    struck = Set(try store.records(NoticeWithdrawal.self).map(\.record.notice))
    struck.formUnion(try store.records(AppealDecision.self).filter(\.record.isUpheld).map(\.record.against))
    for hand in try store.records(FindingJoined.self, from: from) { joined[hand.record.finding] = hand.record }
  }

  /// The tasks whose end or lead matters to what counts.
  var tasksAsked: Set<String> {
    var numbers = Set((findings.map(\.task) + joined.values.map(\.task) + shares.values.map(\.task)).filter { !$0.isEmpty })
    for (notice, _) in notices where notice.content.unit.isEmpty { numbers.formUnion(notice.content.tasks.prefix(1)) }
    return numbers
  }
}
