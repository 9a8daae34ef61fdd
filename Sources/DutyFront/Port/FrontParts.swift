import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import NIOPosix

/// What the doors are wired from.
package struct FrontParts: Sendable {
  package var desk: any FrontDesk
  package var store: any LedgerStore
  package var evidence: any EvidenceShelf
  package var access: any AccessStore
  package var clock: any DutyClock
  package var journal: any Journal
  package var randomness: any Randomness
  /// Where reads that block are done: never on the one event loop.
  package var pool: NIOThreadPool
  /// Where sums over months are done, one after another, so that they hold up nobody else.
  package var slowPool: NIOThreadPool
  /// The files of the day's queues as they were written.
  package var queues: any QueueShelf
  package var limits: FrontLimits
  /// What was summed up lately.
  let sums = Sums()
  /// Marks what pages tell that was done.
  let doneMark: DoneMark
  /// The bytes of a credential by its name; `nil` for one that was not given.
  package var credential: @Sendable (String) -> [UInt8]? = { _ in nil }
  /// A document as it was put out, by its path beside the ledger: `reports/digest/digest-2026-W47.md`.
  package var published: @Sendable (String) -> [UInt8]? = { _ in nil }
  /// The newest transaction when the process began: what it has done is counted from there. `nil` counts from the first look.
  package var firstHead: Int64?
  /// Where books of the past are loaded again, for questions about their time.
  package var gate: RuleGate
  /// How a refusal looks on a page; an API's refusals are problem documents.
  package var problemPage: @Sendable (Problem, FrontRequest?) -> String = plainProblemPage

  package init(
    desk: any FrontDesk, store: any LedgerStore, evidence: any EvidenceShelf, access: any AccessStore,
    queues: any QueueShelf, clock: any DutyClock, journal: any Journal, randomness: any Randomness, gate: RuleGate,
    pool: NIOThreadPool, slowPool: NIOThreadPool, limits: FrontLimits = FrontLimits()
  ) {
    self.desk = desk
    self.store = store
    self.evidence = evidence
    self.access = access
    self.clock = clock
    self.journal = journal
    self.randomness = randomness
    doneMark = DoneMark(randomness)
    self.gate = gate
    self.pool = pool
    self.slowPool = slowPool
    self.queues = queues
    self.limits = limits
  }

  /// Does a read that blocks off the event loop.
  package func reading<Value: Sendable>(
    slowly: Bool = false, _ body: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(Problem) -> Value {
    let pool = slowly ? slowPool : pool
    let result: Result<Value, StoreError>
    do {
      result = try await pool.runIfActive {
        do throws(StoreError) { return .success(try body()) } catch { return .failure(error) }
      }
    } catch {
      throw .stopping
    }
    switch result {
    case .success(let value): return value
    case .failure(let error): throw Problem(error)
    }
  }
}

/// What a client may cost.
package struct FrontLimits: Hashable, Sendable {
  /// Bytes of a body where the route says nothing else.
  package var body = 1 << 20
  /// Bytes of an upload: the largest evidence file and some.
  package var upload = 12 << 20
  /// Seconds without a whole part of a request.
  package var idleSeconds = 30
  /// Seconds for all of a body, and for taking an answer.
  package var transferSeconds = 60
  /// Connections at one time.
  package var connections = 2048
  /// Requests of somebody signed in: so many at once, then so many a second.
  package var burst = 120
  package var perSecond = 20
  /// Requests of an address that has not signed in.
  package var addressBurst = 60
  package var addressPerSecond = 4
  /// Failed attempts to sign in from an address: so many at once, then so many a minute.
  package var failedBurst = 10
  package var failedPerMinute = 6
  /// How long a session, and a one-time link, last.
  package var sessionHours = 12
  package var linkHours = 24
  /// Whether cookies are for TLS alone, because a proxy in front speaks it.
  package var isBehindTLS = false

  package init() {}
}
