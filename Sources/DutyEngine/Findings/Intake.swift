import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

/// Intake (受理): what becomes of a report, decided by the rules in force and what is open already.
extension Engine {
  /// Takes a report in: it opens a rectification, joins one that is open, or waits for the office to classify it.
  ///
  /// - Shape: everything that follows is added to the batch; nothing is written.
  /// - Source: M34–M36, M39, M40.
  func take(
    _ report: FindingReport, _ batch: inout IntakeBatch, at now: Instant
  ) throws(EngineError) -> IntakeResult {
    var finding = report.finding(in: book)
    if let known = batch.taken[finding.id] { return .known(known) }
    let id = finding.id
    if let known = try reading({ store throws(StoreError) in try store.finding(id) }) { return .known(known.record) }
    if let standard = report.standard, let subject = report.subject {
      try settle(&finding, standard, subject, &batch, at: now)
    } else {
      try askOffice(&finding, &batch, at: now)
    }
    batch.events.append(.fact(Fact(finding)))
    batch.taken[finding.id] = finding
    try answer(finding, stage: "received", &batch, at: now)
    return .taken(finding)
  }

  /// Decides what becomes of a finding whose standard and place are known: joined, or opened, as a relapse or not.
  func settle(
    _ finding: inout Finding, _ standard: Ref<Standard>, _ subject: Subject, _ batch: inout IntakeBatch, at now: Instant
  ) throws(EngineError) {
    let spot = Topic.spot(standard: finding.standard, place: finding.place)
    let decided = try settleRoles(&finding, standard, subject, &batch, at: now)
    let cost = book.standards[standard].milliPoints * finding.weightMilli / 1000
    let (place, id) = (finding.place, finding.id)
    if book.settings.findings.joins {
      var open = batch.open[spot]
      if open == nil { open = try knownOpen(at: spot, but: id) }
      if let open { return try join(&finding, to: open, cost: cost, &batch) }
    }
    let earlier = try reading { store throws(StoreError) in
      try store.findings(standard: book.standards[standard].id, place: place).filter { $0.id != id }
    }
    if book.settings.findings.joins, let open = try openFinding(among: earlier) {
      spots.keep(open, at: spot)
      return try join(&finding, to: open, cost: cost, &batch)
    }
    finding.outcome = .opened
    (finding.milliPoints, finding.aloneMilliPoints) = (cost, cost)
    if finding.relapseOf.isEmpty { finding.relapseOf = try relapse(finding, among: earlier) ?? "" }
    finding.task = try openRectification(finding, standard, subject, decided, &batch, at: now)
    batch.open[spot] = finding
  }

  /// Who answers for the finding's points: the roles of the day it was found, wherever the duty has moved since (M02).
  private func settleRoles(
    _ finding: inout Finding, _ standard: Ref<Standard>, _ subject: Subject, _ batch: inout IntakeBatch, at now: Instant
  ) throws(EngineError) -> CaseDecision {
    let day = min(date(of: finding.foundAt), date(of: now))
    let question = Question(standard: standard, sector: book.standards[standard].sector, subject: subject)
    let decided = planner.caseDecision(question, on: day)
    finding.roles = book.taskRoles(decided.roles)
    finding.assignment = decided.receipt.id
    batch.add(try newReceipts([decided.receipt]))
    return decided
  }

  /// The newest finding whose rectification is open.
  private func openFinding(among findings: [Finding]) throws(EngineError) -> Finding? {
    for finding in findings.reversed() where finding.outcome == .opened {
      let rows = try reading { store throws(StoreError) in try store.rectifications(of: finding) }
      if rows.contains(where: \.state.isOpen) { return finding }
    }
    return nil
  }

  /// The finding that was open at a spot when it was looked at last, if it still is.
  private func knownOpen(at spot: String, but id: String) throws(EngineError) -> Finding? {
    guard let known = spots.opened[spot], known.id != id else { return nil }
    return try openFinding(among: [known])
  }

  /// Joins a finding to one that is open; a source that weighs more costs what it weighs more.
  private func join(
    _ finding: inout Finding, to open: Finding, cost: Int, _ batch: inout IntakeBatch
  ) throws(EngineError) {
    let counted = try countedPoints(of: open) + batch.joinedPoints[open.id, default: 0]
    finding.outcome = .joined
    finding.joinedTo = open.id
    finding.task = open.task
    finding.milliPoints = max(0, cost - counted)
    finding.aloneMilliPoints = cost
    batch.joinedPoints[open.id, default: 0] += finding.milliPoints
  }

  /// The points of a finding and of everything in the ledger that joined it, without what appeals struck out.
  func countedPoints(of open: Finding) throws(EngineError) -> Int {
    if let known = spots.points[open.id] { return known }
    let struck = try struckReferences()
    let counted = try reading { store throws(StoreError) in
      if !struck.isEmpty {
        let findings = try store.findingsOfCase(open)
        if findings.contains(where: { struck.contains($0.id) }) {
          return CaseShares(findings).milliPoints(without: struck)
        }
      }
      return open.milliPoints + (try store.pointsJoined(to: open.id))
    }
    spots.keep(points: counted, of: open.id)
    return counted
  }

  /// The finding that was closed as fixed not long before this one was found (反弹, M36).
  private func relapse(_ finding: Finding, among earlier: [Finding]) throws(EngineError) -> String? {
    let days = book.settings.findings.relapseWithinDays
    let found = date(of: finding.foundAt)
    for former in earlier.reversed() where former.outcome == .opened {
      let rows = try reading { store throws(StoreError) in try store.rectifications(of: former) }
      guard rows.closure == .fixed, let closed = rows.closedAt, isAfter(finding.foundAt, closed) else { continue }
      return date(of: closed).adding(days: days) >= found ? former.id : nil
    }
    return nil
  }

  /// Whether something was found after a closure; of a finding whose day alone is known, that day counts as after.
  private func isAfter(_ found: Instant, _ closed: Instant) -> Bool {
    closed <= found || (found == midnight(of: date(of: found)) && date(of: closed) == date(of: found))
  }

  /// Opens the rectification of a finding, one task a stage of its limit; gives the first one's number.
  private func openRectification(
    _ finding: Finding, _ standard: Ref<Standard>, _ subject: Subject, _ decided: CaseDecision,
    _ batch: inout IntakeBatch, at now: Instant
  ) throws(EngineError) -> String {
    let row = book.standards[standard]
    let stated = planner.findingLimitInForce(standard, on: subject, date: date(of: now))
    let stages = stated?.limit.stages ?? [LimitStage(limit: book.settings.findings.limit)]
    let ladder = book.ladder(for: LadderQuestion(standards: [standard], isFinding: true, source: finding.source))
    var first = ""
    for (index, stage) in stages.enumerated() {
      let key = TaskKey(
        duty: WorkKind.rectification.rawValue, subject: finding.place, grain: row.id, period: finding.id, n: index + 1)
      let made = try caseEvents(
        key, limit: stage.limit, from: now, ladder: ladder?.id ?? "", isVeto: row.isVeto,
        notes: limitNotes(row, stated?.limit, stage, index, of: stages.count), campaign: stated?.campaign,
        decided: decided)
      guard let made else { continue }
      batch.add(made.events)
      if first.isEmpty { first = made.task.record.number }
    }
    return first
  }

  /// Which limit it is, for the deadline's receipt.
  private func limitNotes(
    _ standard: Standard, _ stated: StandardLimit?, _ stage: LimitStage, _ index: Int, of count: Int
  ) -> [String] {
    guard let stated else { return ["standard \(standard.id) states no limit: that of `findings` holds"] }
    var notes = ["limit of standard \(standard.id)" + (stated.name.map { ", `\($0)`" } ?? "")]
    if count > 1 { notes.append("stage \(index + 1) of \(count)" + (stage.name.map { ": \($0)" } ?? "")) }
    return notes
  }

  /// Leaves a finding to the office's duty officer, with a task and a limit of its own (M35).
  private func askOffice(
    _ finding: inout Finding, _ batch: inout IntakeBatch, at now: Instant
  ) throws(EngineError) {
    finding.outcome = .unclassified
    let office = book.settings.office
    let key = TaskKey(duty: WorkKind.classification.rawValue, subject: book.units[office].id, period: finding.id)
    let officer = planner.assignment.postHolder("duty-officer", of: office, on: date(of: now))
    let roles = planner.unitRoles(office, holder: officer, verifiers: [], on: date(of: now))
    let made = planner.unitTask(
      key, roles: roles, decision: "classification", basis: "the office tells the standard and the place",
      limit: book.settings.findings.classifyWithin, from: now, ladder: book.ladder(for: LadderQuestion())?.id ?? "")
    batch.add(try newReceipts(made.receipts) + [.generated(made.record)])
    finding.task = made.record.number
  }
}
