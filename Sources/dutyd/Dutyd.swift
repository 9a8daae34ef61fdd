import ArgumentParser
import DutyCalendar
import DutyEngine
import DutyFront
import DutyHTTP
import DutyHost
import DutyLedger
import DutyPorts
import DutyStore
import DutyWiring
import Foundation
import Logging
import NIOPosix
import ServiceLifecycle
import UnixSignals

/// The daemon. This target wires: it alone names concrete types.
@main
struct Dutyd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dutyd",
    abstract: "Runs the duties of a district: generates, dispatches, verifies and escalates the work.",
    discussion: """
      Under systemd: systemctl start dutyd. By hand:
        dutyd --rules rules --state /var/lib/dutyd

      Exit status: 0 stopped, 64 usage, 74 the store fails, 75 another dutyd has the store,
      78 the rules are refused and no earlier book is in force.
      """,
    version: version)

  @Option(help: ArgumentHelp("The rule directory.", valueName: "DIR"))
  var rules: String?

  @Option(help: ArgumentHelp("The state directory: ledger and queues.", valueName: "DIR"))
  var state: String?

  @Option(help: ArgumentHelp("The control socket.", valueName: "PATH"))
  var socket: String?

  @Option(
    help: ArgumentHelp(
      "Open the doors here: 127.0.0.1:8300, [::1]:8300 or unix:PATH. Plain HTTP: TLS is a proxy's in front.",
      valueName: "ADDRESS"))
  var http: String?

  @Flag(help: "With --http: listen on an address that is not this machine's alone, though nothing is encrypted there.")
  var httpPlainAnywhere = false

  @Flag(help: "With --http: a proxy in front speaks TLS, so cookies are for TLS alone.")
  var httpBehindTls = false

  @Option(
    help: ArgumentHelp(
      "With --http: requests a second of somebody signed in, for long; of an address that has not, a fifth of it.",
      valueName: "N"))
  var httpRate = 20

  @Option(
    help: ArgumentHelp(
      "Run from the ledger's end to this instant without sleeping, then stop (for rehearsals and tests).",
      valueName: "INSTANT"))
  var fastForward: String?

  @Option(
    help: ArgumentHelp(
      "With --fast-forward: where an empty ledger begins; one that is past it goes on.", valueName: "INSTANT"))
  var from: String?

  @Option(
    help: ArgumentHelp(
      "With --fast-forward: act out this scenario of the rule directory (scenarios/).", valueName: "NAME"))
  var scenario: String?

  @Option(help: ArgumentHelp("With --scenario: another seed than the scenario's.", valueName: "N"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "For a trial: run as if it were this instant now, and go on from there.", valueName: "INSTANT"))
  var trialAt: String?

  func validate() throws {
    if trialAt != nil, fastForward != nil {
      throw ValidationError("--trial-at goes with a running district, --fast-forward jumps: give one of them")
    }
    if scenario != nil, fastForward == nil {
      throw ValidationError("--scenario goes with --fast-forward: nobody acts out a scenario on a running district")
    }
    if http != nil, fastForward != nil {
      throw ValidationError("--http goes with a running district: with --fast-forward nobody waits at a door")
    }
    if let http { _ = try frontAddress(http) }
    guard (1...10_000).contains(httpRate) else { throw ValidationError("--http-rate: give 1 to 10000 a second") }
  }

  /// Asleep, the daemon makes no wake-ups of its own: tasks run on the event loop, not on a pool that polls.
  static func main() async {
    shareHeaps()
    runTasksOnEventLoop()
    await main(nil)
  }

  mutating func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    let directories = ServiceDirectories(environment: environment)
    let journal = standardJournal(environment: environment)
    do {
      try await serve(environment, directories, journal)
    } catch let exit as ExitCode {
      throw exit
    } catch {
      throw report(error, journal)
    }
  }

  private func serve(
    _ environment: [String: String], _ directories: ServiceDirectories, _ journal: any Journal
  ) async throws {
    guard let stateDirectory = state ?? directories.state else {
      throw ValidationError("where is the state to be kept? give --state DIR (systemd gives $STATE_DIRECTORY)")
    }
    let rulesDirectory = rules ?? directories.rules
    do {
      try FileManager.default.createDirectory(atPath: stateDirectory, withIntermediateDirectories: true)
    } catch {
      throw StoreError.failed(
        "the state directory \(stateDirectory) cannot be made: \(error.localizedDescription)")
    }
    let store = try SQLiteStore(path: stateDirectory + "/ledger.db")
    let queues = try QueueDirectory(stateDirectory + "/queues")
    let clock = try makeClock(store)
    let manager = ServiceManager()
    let parts = EngineParts(
      store: store, source: DirectorySource(path: rulesDirectory), gate: systemGate(), sink: queues,
      journal: journal, evidence: try EvidenceDirectory(stateDirectory + "/evidence"),
      render: renderQueues,
      recordedAt: { nominal in clock is NominalClock ? nominal : clock.now() },
      // A district of a million places, or a month to catch up, takes its time: each step is a sign of life.
      progress: { what in
        manager.extendTimeout(seconds: 120)
        manager.status(what)
        manager.watchdog()
      })
    let wakeUp = try WakeUp()
    let mailbox = LoopMailbox<DaemonState>(wake: { wakeUp.poke() })
    let documents = DocumentDirectory(stateDirectory)
    let credential: @Sendable (String) -> [UInt8]? = { name in (try? directories.credential(name)).flatMap { $0 } }
    let messenger =
      fastForward == nil
      ? Messenger(store: store, documents: documents, clock: clock, mailbox: mailbox, credential: credential) : nil
    let board = FrontBoard()
    let scribe = fastForward == nil ? QueueScribe(mailbox, clock) : nil
    let daemon = Daemon(
      parts: parts, clock: clock, manager: manager, journal: journal, mailbox: mailbox, documents: documents,
      queuesPath: queues.todayPath, board: board, rehearsal: scenario.map { RehearsalOrder(scenario: $0, seed: seed) },
      messenger: messenger, scribe: scribe)
    var logger = Logger(label: "dutyd", factory: standardLogHandler(environment: environment))
    logger.logLevel = .warning
    var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
      .init(
        service: LoopService(wakeUp: wakeUp) { try daemon.run($0, $1) },
        successTerminationBehavior: .gracefullyShutdownGroup, failureTerminationBehavior: .gracefullyShutdownGroup)
    ]
    let loop = LoopControlService(
      mailbox: mailbox, clock: clock, manager: manager, store: store, board: board,
      messenger: messenger)
    let access = fastForward == nil ? try AccessDatabase(path: stateDirectory + "/access.db") : nil
    try access?.forget(before: clock.now().adding(seconds: -86_400), keepingRefusals: 100_000)
    let sockets = ListenSockets.take()
    if let listener = try makeListener(sockets, directories, stateDirectory) {
      let service: any ControlService =
        if let access {
          DoorControlService(loop: loop, access: AccessOperations(access, over: loop.store, SystemRandomness(), loop))
        } else { loop }
      services.append(
        .init(service: ControlServer(listener: listener, service: service, clock: clock, logger: logger)))
    }
    let doors = try frontDoors(sockets)
    if let access, !doors.isEmpty {
      let front = frontParts(loop, parts, queues, access, documents, journal, credential)
      services.append(.init(service: frontServer(at: doors, front, logger)))
    }
    if let messenger { services.append(.init(service: messenger.courier)) }
    let group = ServiceGroup(
      configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    do {
      try await group.run()
    } catch {
      _ = await scribe?.finish(tries: 500)
      throw error
    }
    // What reads the store still goes with the process; the next start writes what is left.
    guard await scribe?.finish(tries: 500) ?? true else { return }
    try access?.close()
    try store.close()
  }

  private func makeClock(_ store: SQLiteStore) throws -> any LoopClock {
    if let trialAt {
      guard let start = Instant(rfc3339: trialAt) else {
        throw ValidationError(
          "--trial-at: `\(trialAt)` is not an RFC 3339 instant, such as 2026-11-23T09:00:00+08:00")
      }
      return TrialLoopClock(startingAt: start)
    }
    guard let fastForward else { return WallLoopClock() }
    guard let end = Instant(rfc3339: fastForward) else {
      throw ValidationError(
        "--fast-forward: `\(fastForward)` is not an RFC 3339 instant, such as 2026-11-30T00:00:00+08:00")
    }
    let head = try store.head()
    var start = head.number > 0 ? head.at : nil
    if let from {
      guard let first = Instant(rfc3339: from) else {
        throw ValidationError("--from: `\(from)` is not an RFC 3339 instant, such as 2026-11-23T00:00:00+08:00")
      }
      // The first book is in force since its day began, which may be before the instant the ledger began at.
      start = start.map { max($0, first) } ?? first
    }
    guard let start else { throw ValidationError("--fast-forward on an empty ledger needs --from INSTANT") }
    return NominalClock(from: start, to: end)
  }

  /// The socket systemd hands over, or one of our own; none in a rehearsal.
  private func makeListener(
    _ sockets: [ListenSocket], _ directories: ServiceDirectories, _ stateDirectory: String
  ) throws -> ControlListener? {
    if let inherited = sockets.first(where: { $0.name != ListenSocket.http }) {
      return ControlListener(inherited: inherited.descriptor)
    }
    if fastForward != nil, socket == nil { return nil }
    if let socket { return try ControlListener(path: socket) }
    if directories.runtime != nil { return try ControlListener(path: directories.controlSocket) }
    return try ControlListener(path: stateDirectory + "/control.sock")
  }

  /// Says what is wrong, and gives the exit status that says it to a service manager.
  private func report(_ error: any Error, _ journal: any Journal) -> any Error {
    switch error {
    case let error as EngineError:
      if case .refused(let refusal) = error {
        for line in refusal.lines { journal.write(JournalMessage(.reloadRefused, .error, line)) }
        journal.write(
          JournalMessage(.degraded, .error, "rules refused and no earlier book is in force: \(refusal.summary)"))
        return ExitCode(78)
      }
      journal.write(JournalMessage(.storeFailed, .error, error.description))
      return ExitCode(74)
    case let error as StoreError:
      journal.write(JournalMessage(.storeFailed, .error, "\(error)"))
      if case .locked = error { return ExitCode(75) }
      return ExitCode(74)
    case let error as FrontListenError:
      journal.write(JournalMessage(.doorsShut, .error, "\(error)"))
      return ExitCode(error.isShutOff ? 64 : 74)
    case is SinkError, is ControlListenError:
      journal.write(JournalMessage(.queuesFailed, .error, "\(error)"))
      return ExitCode(74)
    default: return error
    }
  }
}
