import DutyDelivery
import Foundation
import ServiceLifecycle

/// Sends messages beside the loop, on threads of its own.
///
/// - Shape: jobs wait in the order in which they were offered; at most half of the threads work for one channel, so
///   that a dead one does not hold up the others. A channel that fails a few times in a row within one offer is not tried
///   again for the rest of it. Outcomes are reported together, at the latest when nothing is left to do.
/// - Laws: every job is reported once, unless the service shuts down first: then what was not tried is not reported.
package final class Courier: Service, @unchecked Sendable {
  package struct Job: Sendable {
    package var envelope: Envelope
    /// Composed on the courier's thread: it may read the ledger.
    package var parcel: @Sendable () throws -> Parcel

    package init(_ envelope: Envelope, parcel: @escaping @Sendable () throws -> Parcel) {
      self.envelope = envelope
      self.parcel = parcel
    }
  }

  private struct Waiting {
    var job: Job
    var offer: Int
  }

  private struct Streak: Hashable {
    var offer: Int
    var channel: String
  }

  /// Failures in a row after which a channel is left alone for the rest of an offer.
  static let patience = 5
  /// Outcomes that are reported at once.
  static let batch = 64

  private let transport: any MessageTransport
  private let halt: @Sendable () -> Void
  private let report: @Sendable ([SendReport]) -> Void
  private let threads: Int

  // Everything below is touched with the condition's lock held.
  private let condition = NSCondition()
  private var jobs: [Waiting] = []
  private var active: [String: Int] = [:]
  private var done: [SendReport] = []
  private var streaks: [Streak: Int] = [:]
  private var offers = 0
  private var running = 0
  private var isStopping = false

  /// - Parameter halt: has what is under way end soon.
  /// - Parameter report: is given outcomes, on any thread.
  package init(
    _ transport: any MessageTransport, threads: Int = 6, halt: @escaping @Sendable () -> Void = {},
    report: @escaping @Sendable ([SendReport]) -> Void
  ) {
    self.transport = transport
    self.threads = max(2, threads)
    self.halt = halt
    self.report = report
  }

  /// Whether it has time for more.
  package var isIdle: Bool {
    condition.lock()
    defer { condition.unlock() }
    return jobs.isEmpty && active.isEmpty
  }

  /// Takes jobs; the first ever starts the threads.
  package func offer(_ more: [Job]) {
    guard !more.isEmpty else { return }
    condition.lock()
    defer { condition.unlock() }
    guard !isStopping else { return }
    offers += 1
    streaks = streaks.filter { $0.key.offer >= offers - 8 }
    jobs += more.map { Waiting(job: $0, offer: offers) }
    while running < min(threads, max(jobs.count, 2)) {
      running += 1
      let thread = Thread { [self] in work() }
      thread.name = "courier"
      thread.stackSize = 2 << 20
      thread.start()
    }
    condition.broadcast()
  }

  /// Sends one parcel at once, beside the others.
  package func send(_ parcel: Parcel) async -> SendResult {
    await withCheckedContinuation { continuation in
      let thread = Thread { [transport] in continuation.resume(returning: transport.send(parcel)) }
      thread.name = "courier"
      thread.start()
    }
  }

  package func run() async throws {
    try? await gracefulShutdown()
    stop()
    await withCheckedContinuation { continuation in
      let thread = Thread { [self] in
        condition.lock()
        while running > 0 { condition.wait() }
        let rest = take()
        condition.unlock()
        if !rest.isEmpty { report(rest) }
        continuation.resume()
      }
      thread.start()
    }
  }

  private func stop() {
    condition.lock()
    isStopping = true
    jobs = []
    condition.broadcast()
    condition.unlock()
    halt()
  }

  // MARK: A thread

  private func work() {
    condition.lock()
    while !isStopping {
      guard let next = pick() else {
        condition.wait()
        continue
      }
      let channel = next.job.envelope.channel
      active[channel, default: 0] += 1
      let isGivenUp = streaks[Streak(offer: next.offer, channel: channel)] ?? 0 >= Self.patience
      condition.unlock()
      let result =
        isGivenUp
        ? SendResult.failed("the channel failed \(Self.patience) times in a row just before", isFinal: false)
        : send(next.job)
      condition.lock()
      finish(next, result)
    }
    running -= 1
    condition.broadcast()
    condition.unlock()
  }

  private func pick() -> Waiting? {
    let most = threads / 2
    let place = jobs.firstIndex { active[$0.job.envelope.channel] ?? 0 < most }
    return place.map { jobs.remove(at: $0) }
  }

  private func send(_ job: Job) -> SendResult {
    do {
      return transport.send(try job.parcel())
    } catch let fault as FormFault {
      return .failed(fault.description, isFinal: fault.isFinal)
    } catch {
      return .failed("\(error)", isFinal: false)
    }
  }

  private func finish(_ one: Waiting, _ result: SendResult) {
    let channel = one.job.envelope.channel
    let left = (active[channel] ?? 1) - 1
    active[channel] = left > 0 ? left : nil
    let streak = Streak(offer: one.offer, channel: channel)
    switch result {
    case .delivered: streaks[streak] = 0
    case .failed(_, let isFinal): if !isFinal { streaks[streak, default: 0] += 1 }
    }
    // What a shutdown cut short was not tried.
    if !(isStopping && result != .delivered) { done.append(SendReport(one.job.envelope, result)) }
    guard done.count >= Self.batch || jobs.isEmpty && active.isEmpty else { return }
    let outcomes = take()
    condition.broadcast()
    condition.unlock()
    report(outcomes)
    condition.lock()
  }

  private func take() -> [SendReport] {
    defer { done = [] }
    return done
  }
}
