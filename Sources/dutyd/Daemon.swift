import DutyBook
import DutyCalendar
import DutyDelivery
import DutyEngine
import DutyHost
import DutyLedger
import DutyPorts
import DutyRehearsal
import DutyReporting

/// What the loop alone touches.
struct DaemonState {
  var engine: Engine
  var publishing: Publishing
  /// What was sent and is not in the ledger yet.
  var unrecorded: [SendReport] = []
  /// Acted out beside the engine while time is fast-forwarded; `nil` in service.
  var rehearsal: Rehearsal?
}

/// Which scenario is acted out, and with which seed if not its own.
struct RehearsalOrder: Sendable {
  var scenario: String
  var seed: UInt64?
}

/// The loop: find the next instant, tell the service manager, sleep, act, repeat (design §4).
///
/// `step(now:)` holds the logic; `run` is a wait and a loop.
struct Daemon: Sendable {
  let parts: EngineParts
  let clock: any LoopClock
  let manager: ServiceManager
  let journal: any Journal
  let mailbox: LoopMailbox<DaemonState>
  let documents: any DocumentShelf
  let queuesPath: String
  let board: FrontBoard
  let rehearsal: RehearsalOrder?
  /// `nil` while time is fast-forwarded: nothing is sent then.
  let messenger: Messenger?
  /// Where queues are written beside the loop; `nil` while time is fast-forwarded: a day's queues come before its end.
  let scribe: QueueScribe?
  /// Seconds before a failed step (a full disk, say) is tried again.
  let retrySeconds: Int64 = 60

  func run(_ wakeUp: WakeUp, _ orders: LoopOrders) throws {
    defer { mailbox.close() }
    let started = clock.now()
    var state = DaemonState(
      engine: try Engine.start(parts, at: started), publishing: Publishing(documents))
    try state.engine.tick(at: started)
    state.rehearsal = try rehearsal.map { try makeRehearsal($0, state.engine, from: started) }
    try state.rehearsal?.act(at: started)
    if scribe != nil, try state.engine.hasManyTasks() { state.engine.writeQueuesBeside() }
    try state.engine.settleQueues(at: started)
    publish(&state, at: started)
    try state.rehearsal?.deliver(at: started)
    show(state, at: started)
    // A start, with its book and its queues, takes far more than the sleep after it.
    giveMemoryBack()
    if scribe != nil { state.engine.writeQueuesBeside() }
    manager.ready(status: statusLine(state.engine, at: started))
    journal.write(
      JournalMessage(
        .ready, .notice, "ready; queues: \(queuesPath)", ["DUTY_BOOK": state.engine.current.book.digest]))
    while !orders.isStopping {
      manager.watchdog()
      let now = clock.now()
      step(&state, now: now, reload: orders.takeReload())
      mailbox.drain(&state)
      writeQueues(&state, at: now)
      deliver(&state, at: now)
      show(state, at: now)
      guard let next = nextInstant(state, after: now) else { break }
      manager.status(statusLine(state.engine, at: now))
      if orders.isStopping { break }
      guard let reason = clock.wait(wakeUp, until: next, atMost: manager.watchdogPause) else { break }
      if reason == .clockChanged {
        journal.write(
          JournalMessage(.clockChanged, .notice, "the machine's clock was set; everything is looked at again"))
      }
    }
    manager.stopping(status: "stopping")
    journal.write(JournalMessage(.stopping, .notice, "stopped"))
  }

  /// One turn of the loop: everything due, and a reload when SIGHUP asked for one.
  private func step(_ state: inout DaemonState, now: Instant, reload: Bool) {
    do {
      try state.engine.tick(at: now)
      try state.rehearsal?.act(at: now)
      try state.engine.settleQueues(at: now)
      publish(&state, at: now)
      try state.rehearsal?.deliver(at: now)
      state.engine.recovered()
    } catch {
      state.engine.failed(error)
    }
    guard reload else { return }
    manager.reloading(status: "reloading rules")
    let reply = state.engine.perform("reload", [:], author: "SIGHUP", at: now)
    if reply.status != 200 {
      for line in reply.body["diagnostics"]?.array ?? [] {
        journal.write(JournalMessage(.reloadRefused, .error, line.string ?? ""))
      }
    }
    manager.ready(status: statusLine(state.engine, at: now))
  }

  /// Has queues written that are not on disk; the loop goes on meanwhile.
  private func writeQueues(_ state: inout DaemonState, at now: Instant) {
    guard let scribe else { return }
    do {
      try state.engine.settleQueues(at: now)
      if let job = try state.engine.takeQueues(at: now) { scribe.write(job) }
    } catch {
      state.engine.failed(error)
    }
  }

  /// Records what was sent and hands over what is due; a failure is the loop's, which tries again.
  private func deliver(_ state: inout DaemonState, at now: Instant) {
    // A message about queues says what their files say.
    if state.engine.owesQueues { return }
    do {
      try messenger?.settle(&state, at: now)
    } catch {
      state.engine.failed(error)
    }
  }

  /// Notices and reports as files. What cannot be written now is tried again: the ledger has what they say.
  private func publish(_ state: inout DaemonState, at now: Instant) {
    let archive = Archive(parts.store, state.engine.current.planner, now: now)
    do {
      for report in try state.publishing.settle(archive) { try state.engine.delivered(report: report, at: now) }
    } catch {
      journal.write(JournalMessage(.queuesFailed, .error, "documents cannot be written: \(error)"))
    }
  }

  private func makeRehearsal(
    _ order: RehearsalOrder, _ engine: Engine, from start: Instant
  ) throws -> Rehearsal {
    let scenarios = engine.current.book.scenarios
    guard let scenario = scenarios[order.scenario] else {
      let known = scenarios.rows.map(\.id).joined(separator: ", ")
      throw EngineError.store(.failed("no scenario `\(order.scenario)`; the rule directory has: \(known)"))
    }
    return try Rehearsal(
      scenario, engine: engine, store: parts.store, planner: engine.current.planner,
      seed: order.seed ?? UInt64(scenario.seed), from: start)
  }

  /// Tells the doors how things stand.
  private func show(_ state: DaemonState, at now: Instant) {
    board.show(state.engine, head: (try? parts.store.head().number) ?? 0, at: now)
  }

  private func nextInstant(_ state: DaemonState, after now: Instant) -> Instant? {
    let engine = state.engine
    var next = (try? engine.next(after: now))?.at ?? now.adding(seconds: retrySeconds)
    if let due = engine.queuesDue(after: now) { next = min(next, max(due, now.adding(seconds: 1))) }
    if engine.isFailing { return min(next, now.adding(seconds: retrySeconds)) }
    return state.rehearsal?.next(after: now).map { min($0, next) } ?? next
  }
}

/// `next: 2026-11-23 07:30 queues for 41 units`, or what is wrong.
func statusLine(_ engine: Engine, at now: Instant) -> String {
  let next = try? engine.next(after: now)
  let zone = engine.current.book.settings.zone
  let coming = next.map { "next: \(zone.local($0.at)) \($0.what)" } ?? "next: unknown"
  if let problem = engine.problem { return "failing: \(problem); retrying; \(coming)" }
  if let refusal = engine.degraded { return "degraded: rules refused, \(refusal.summary); \(coming)" }
  return coming
}

/// The daemon's one clock: what time it is, and how to sleep until another.
protocol LoopClock: DutyClock {
  /// nil when there is no later time: the loop ends.
  func wait(_ wakeUp: WakeUp, until: Instant, atMost seconds: Int?) -> WakeReason?
}

/// The machine's clock.
struct WallLoopClock: LoopClock {
  let clock = SystemClock()
  func now() -> Instant { clock.now() }
  func wait(_ wakeUp: WakeUp, until: Instant, atMost seconds: Int?) -> WakeReason? {
    wakeUp.wait(until: until, atMost: seconds)
  }
}

/// The machine's clock, set off: for trials of a district as of another day.
struct TrialLoopClock: LoopClock {
  let clock = SystemClock()
  /// What is added to the machine's time.
  let offset: Int64

  init(startingAt start: Instant) { offset = start.seconds - clock.now().seconds }

  func now() -> Instant { clock.now().adding(seconds: offset) }
  func wait(_ wakeUp: WakeUp, until: Instant, atMost seconds: Int?) -> WakeReason? {
    wakeUp.wait(until: until.adding(seconds: -offset), atMost: seconds)
  }
}
