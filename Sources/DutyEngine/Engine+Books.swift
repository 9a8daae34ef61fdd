import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRules

extension Engine {
  /// Starts on the directory, or on the last accepted book when the directory is refused.
  ///
  /// A first start begins with the day it happens on, so that the day's periods open and its dispatch goes out.
  package static func start(_ parts: EngineParts, at now: Instant) throws(EngineError) -> Engine {
    let (last, designations) = try inForce(parts.store)
    parts.progress("loading rules")
    let sources = parts.source.read()
    let examination = parts.gate.examine(sources, designations: designations, at: now)
    let previous = try stored(last, parts, designations, now)
    if let accepted = examination.accepted {
      let engine = Engine(parts, current: previous ?? accepted, degraded: nil, looked: now)
      if let previous, previous.book.digest != accepted.book.digest {
        engine.looked = try engine.settledInstant(before: now)
        if let refusal = try engine.confirmation(for: accepted, confirm: nil, at: now) {
          engine.degrade(refusal, at: now)
        } else {
          try engine.accept(accepted, reason: "start", at: now)
        }
      } else if previous == nil {
        let begin = engine.midnight(of: engine.date(of: now))
        engine.looked = begin.adding(seconds: -1)
        try engine.accept(accepted, reason: "start", at: begin)
      } else {
        engine.current = accepted
        engine.looked = try engine.settledInstant(before: now)
      }
      try engine.findFloors()
      return engine
    }
    let refusal = examination.refusal ?? RuleRefusal(lines: [], codes: ["R000"])
    guard let previous else { throw .refused(refusal) }
    let engine = Engine(parts, current: previous, degraded: nil, looked: now)
    engine.looked = try engine.settledInstant(before: now)
    engine.degrade(refusal, at: now)
    try engine.findFloors()
    return engine
  }

  /// An engine on an empty ledger with a book that has passed the gate already: for rehearsals, which play one book many
  /// times. Gaps are those of the days to come from this instant on.
  package static func start(
    _ parts: EngineParts, accepted: Accepted, at now: Instant
  ) throws(EngineError) -> Engine {
    let engine = Engine(parts, current: accepted, degraded: nil, looked: now)
    let begin = engine.midnight(of: engine.date(of: now))
    engine.looked = begin.adding(seconds: -1)
    var fresh = accepted
    let settings = accepted.book.settings
    fresh.proof = accepted.planner.assignment.prove(
      from: max(engine.date(of: now), settings.start), days: settings.horizonDays)
    try engine.accept(fresh, reason: "start", at: begin)
    try engine.findFloors()
    return engine
  }

  /// An engine over a ledger that is only to be read: the last accepted book, nothing caught up, nothing written.
  package static func reading(_ parts: EngineParts, at now: Instant) throws(EngineError) -> Engine? {
    let (last, designations) = try inForce(parts.store)
    guard let accepted = try stored(last, parts, designations, now) else { return nil }
    let engine = Engine(parts, current: accepted, degraded: nil, looked: now)
    try engine.findFloors()
    return engine
  }

  /// What the ledger says is in force: its newest book and its designations.
  private static func inForce(
    _ store: any LedgerStore
  ) throws(EngineError) -> (book: BookInForce?, designations: [DesignationRecord]) {
    do {
      return (try store.books().last, try store.designations())
    } catch {
      throw .store(error)
    }
  }

  /// The last accepted book, from the files the store keeps of it.
  private static func stored(
    _ last: BookInForce?, _ parts: EngineParts, _ designations: [DesignationRecord], _ now: Instant
  ) throws(EngineError) -> Accepted? {
    guard let last else { return nil }
    let files: [StoredFile]?
    do {
      files = try parts.store.bookFiles(digest: last.accepted.digest)
    } catch {
      throw .store(error)
    }
    guard let files else {
      throw .store(.failed("the files of book \(last.accepted.digest.prefix(12)) are not in the store"))
    }
    let sources = RuleSources(files: files.map { RuleFile(path: $0.path, bytes: $0.bytes) })
    let examination = parts.gate.examine(sources, designations: designations, at: now)
    if let accepted = examination.accepted { return accepted }
    // It was accepted once; what the sliding horizon has uncovered since goes to the designation list, not into a refusal.
    guard let assignment = examination.assignment, let proof = examination.proof else {
      throw .refused(examination.refusal ?? RuleRefusal(lines: [], codes: ["R000"]))
    }
    return Accepted(
      book: assignment.book, planner: Planner(assignment), proof: proof, diagnostics: examination.diagnostics,
      tests: examination.tests, files: sources.files, notes: [])
  }

  /// Up to where everything is known to be done, found from the ledger.
  ///
  /// The newest event is not enough: several steps have one instant, and those of a catch-up all have the instant of
  /// catching up, so that a death between two of them would lose the rest. The last midnight that was audited is, and
  /// a reload, which does all that is due before it takes effect. What is looked at twice is done once.
  private func settledInstant(before now: Instant) throws(EngineError) -> Instant {
    let books = try reading { store throws(StoreError) in try store.books() }
    let audit = try reading { store throws(StoreError) in try store.lastAudit() }
    guard let first = books.first else { return now }
    let begin = audit.map { midnight(of: $0.date.adding(days: 1)) } ?? first.since
    let reloaded = books.last { $0.accepted.isReload }?.since
    return min(now, max(begin.adding(seconds: -1), reloaded ?? begin.adding(seconds: -1)))
  }

  func degrade(_ refusal: RuleRefusal, _ kind: JournalMessage.Kind = .degraded, at now: Instant) {
    degraded = refusal
    journal.write(
      JournalMessage(
        kind, .warning, "rules refused, the book of \(book.digest.prefix(12)) stays in force: \(refusal.summary)",
        ["DUTY_BOOK": book.digest, "DUTY_CODES": refusal.codes.joined(separator: " ")]))
  }

  /// What a reload came to.
  package enum ReloadOutcome: Sendable {
    case unchanged(digest: String)
    /// - Parameter changedHands: how many open tasks did; where people put a task, the rules do not move it.
    case accepted(digest: String, diff: PlanDiff, changedHands: Int)
    case refused(RuleRefusal)
  }

  /// Reads the directory again: all fallible work first, then the swap (invariant 4).
  package func reload(confirm: String?, at now: Instant) throws(EngineError) -> ReloadOutcome {
    let designations = try reading { store throws(StoreError) in try store.designations() }
    let examination = gate.examine(source.read(), designations: designations, on: date(of: now))
    guard let accepted = examination.accepted else {
      let refusal = examination.refusal ?? RuleRefusal(lines: [], codes: ["R000"])
      lastReload = (now, false)
      degrade(refusal, .reloadRefused, at: now)
      return .refused(refusal)
    }
    if accepted.book.digest == book.digest {
      degraded = nil
      lastReload = (now, true)
      return .unchanged(digest: book.digest)
    }
    if let refusal = try confirmation(for: accepted, confirm: confirm, at: now) {
      lastReload = (now, false)
      degrade(refusal, .reloadRefused, at: now)
      return .refused(refusal)
    }
    let diff = try self.diff(to: accepted, at: now)
    var changedHands = 0
    for move in diff.openMoves {
      if try settled(move, on: date(of: now), by: accepted.planner) != nil { changedHands += 1 }
    }
    try tick(at: now)
    try accept(accepted, reason: confirm == nil ? "reload" : "confirmed", at: now)
    // What starts now, starts now.
    try tick(at: now)
    degraded = nil
    lastReload = (now, true)
    journal.write(
      JournalMessage(
        .reloaded, .notice,
        "book \(accepted.book.digest.prefix(12)) in force: \(diff.moved.count) moved, \(diff.gained.count) gained, "
          + "\(diff.lost.count) lost, \(changedHands) open tasks change hands",
        ["DUTY_BOOK": accepted.book.digest]))
    return .accepted(digest: accepted.book.digest, diff: diff, changedHands: changedHands)
  }

  func diff(to accepted: Accepted, at now: Instant) throws(EngineError) -> PlanDiff {
    let open = try reading { store throws(StoreError) in try store.tasks(.open) }
    let starts = try deadlineStarts(of: open, DeadlineRevision(from: book, to: accepted.book))
    return PlanDiff.between(planner, accepted.planner, openTasks: open, starts: starts, on: date(of: now))
  }

  /// A refusal when the change moves more than `confirm-above` allows without the digest of its diff.
  func confirmation(for accepted: Accepted, confirm: String?, at now: Instant) throws(EngineError) -> RuleRefusal? {
    guard let limit = book.settings.confirmAboveMovedDuties else { return nil }
    let diff = try self.diff(to: accepted, at: now)
    let count = diff.moved.count + diff.lost.count
    guard count > limit else { return nil }
    let digest = diff.digest.hex
    if let confirm, confirm.count >= 8, digest.hasPrefix(confirm) { return nil }
    let shown = String(digest.prefix(12))
    return RuleRefusal(
      lines: [
        "dutyd.yaml: refused[C001]: the change moves or drops \(count) duties, more than confirm-above \(limit)\n"
          + "  help: look at it with `dutyctl diff`, then confirm it with `dutyctl reload --confirm \(shown)`"
      ], codes: ["C001"], confirm: shown)
  }

  /// Brings a book into force: one transaction with all that follows for open tasks and the designation list.
  func accept(_ accepted: Accepted, reason: String, at now: Instant) throws(EngineError) {
    let previous = try reading { store throws(StoreError) in try store.books() }
    let known = Set(previous.isEmpty ? [] : planner.streams.map(\.id))
    let digest = accepted.book.digest
    let files = accepted.files.map { StoredFile(path: $0.path, bytes: $0.bytes) }
    try reading { store throws(StoreError) in try store.keepBook(digest: digest, files: files) }
    let undone = current
    let before = book
    current = accepted
    agenda = nil
    var events: [Event] = [
      .bookAccepted(
        BookAccepted(
          digest: digest, previous: previous.last?.accepted.digest, reason: reason,
          newStreams: accepted.planner.streams.map(\.id).filter { !known.contains($0) }))
    ]
    let standing = try reading { store throws(StoreError) in try store.designations() }
    for record in DesignatedRules.takenOver(standing, by: accepted.book) {
      let name = DesignatedRules.ruleName(of: record.id)
      events.append(
        .designationWithdrawn(
          DesignationWithdrawn(id: record.id, author: "rule book", reason: "rule \(name) of the book says it now")))
    }
    if !previous.isEmpty {
      events += try moves(on: date(of: now), why: "rule edit")
      events += try rederivations(from: before)
    }
    events += try gapChanges(accepted.proof, on: date(of: now))
    do {
      try append(events, at: now)
    } catch {
      current = undone
      agenda = nil
      throw error
    }
    try findFloors()
    // Deadlines that were derived anew may lie in the past: their rungs are looked for as after a start.
    hasLookedAtRungs = false
    if !previous.isEmpty { try showMoves(events, at: now) }
  }

  /// Open deadlines after a change of the official calendar or of office hours.
  private func rederivations(from before: Book) throws(EngineError) -> [Event] {
    guard let revision = DeadlineRevision(from: before, to: book) else { return [] }
    let open = try reading { store throws(StoreError) in try store.tasks(.open) }
    let starts = try deadlineStarts(of: open, revision)
    var events: [Event] = []
    var receipts = Set<String>()
    for task in open {
      guard let derived = revision.deadline(of: task, from: starts[task.record.deadline]) else { continue }
      let receipt = Receipt(kind: .deadline, body: ReceiptText.deadline(derived, notes: [], in: book))
      if receipts.insert(receipt.id).inserted { events += try newReceipts([receipt]) }
      events.append(
        .rederived(
          DeadlineChange(
            task: task.number, from: task.record.due, to: derived.due, deadline: receipt.id,
            reason: DeadlineChange.Cause.calendar.text)))
    }
    return events
  }

  /// From where the limits of tasks count, by the receipts of their deadlines; nothing is read where nothing changes.
  private func deadlineStarts(
    of tasks: [TaskRow], _ revision: DeadlineRevision?
  ) throws(EngineError) -> [String: Instant] {
    guard revision != nil else { return [:] }
    return try reading { store throws(StoreError) in try store.deadlineStarts(of: tasks) }
  }

  /// Where each stream stands: its newest entry, or the moment it came into force.
  func findFloors() throws(EngineError) {
    let last = try reading { store throws(StoreError) in try store.lastOpenings() }
    let books = try reading { store throws(StoreError) in try store.books() }
    var since: [String: Instant] = [:]
    for book in books { for stream in book.accepted.newStreams { since[stream] = book.since } }
    floors = [:]
    level = nil
    calm = nil
    let start = midnight(of: book.settings.start).adding(seconds: -1)
    for (index, stream) in planner.streams.enumerated() {
      var floor = start
      if let came = since[stream.id] { floor = max(floor, beginning(of: index, since: came)) }
      // A reload that times a duty otherwise owes nothing for the time before it.
      let retimed = books.last { $0.accepted.isReload && !$0.accepted.newStreams.contains(stream.id) }
      if let retimed { floor = max(floor, retimed.since) }
      if let newest = last[stream.id] { floor = max(floor, newest) }
      floors[stream.id] = floor
    }
  }

  /// A new stream begins with the next period to open, or with `starts: now` with the one that is open.
  private func beginning(of index: Int, since: Instant) -> Instant {
    let stream = planner.streams[index]
    guard book.duties[stream.duty].startsNow else { return since.adding(seconds: -1) }
    let day = date(of: since)
    let open = planner.entries(of: index, from: day.adding(days: -366), to: day).last { entry in
      entry.opens <= since && entry.outcome == .generate && entry.period.last >= day
    }
    return open.map { $0.opens.adding(seconds: -1) } ?? since.adding(seconds: -1)
  }
}

extension BookAccepted {
  /// Whether it came into force by a reload, before which everything due was done.
  var isReload: Bool { reason != "start" }
}
