import DutyCalendar
import DutyEngine
import DutyFront
import DutyHost
import DutyLedger
import DutyPorts

/// Hands questions to the loop and its answers back: the control socket's and the doors'.
struct LoopControlService: ControlService, FrontDesk {
  let mailbox: LoopMailbox<DaemonState>
  let clock: any LoopClock
  let manager: ServiceManager
  let store: any LedgerStore
  let board: FrontBoard
  let messenger: Messenger?

  func call(_ operation: String, _ arguments: JSONValue, peer: Peer) async -> ControlReply {
    await perform(operation, arguments, author: arguments["author"]?.string ?? "uid \(peer.uid)", deed: nil, unless: nil)
  }

  func perform(
    _ operation: String, _ arguments: JSONValue, author: String, deed: RequestMark?,
    unless: (@Sendable () -> ControlReply?)?
  ) async -> ControlReply {
    do {
      if operation == "delivery-test", let messenger { return try await messenger.test(arguments, mailbox) }
      return try await mailbox.submit { state in
        if let refusal = unless?() { return refusal }
        let now = clock.now()
        // Whoever asked reads what they changed.
        defer { board.show(state.engine, head: (try? store.head().number) ?? 0, at: now) }
        guard operation == "reload" else {
          return state.engine.perform(operation, arguments, author: author, at: now, deed: deed)
        }
        manager.reloading(status: "reloading rules")
        defer { manager.ready(status: statusLine(state.engine, at: now)) }
        return state.engine.perform(operation, arguments, author: author, at: now)
      }
    } catch {
      return ControlReply(
        status: 503, ["error": ["code": "stopping", "message": .string(error.description), "help": "try again"]])
    }
  }

  func view() -> FrontView? { board.view() }
  func changes(after number: Int64) -> AsyncStream<Int64> { board.changes(after: number) }
}

/// The control socket with the operations on keys, which are not the engine's.
struct DoorControlService: ControlService {
  let loop: LoopControlService
  let access: AccessOperations

  func call(_ operation: String, _ arguments: JSONValue, peer: Peer) async -> ControlReply {
    guard AccessOperations.names.contains(operation) else {
      return await loop.call(operation, arguments, peer: peer)
    }
    return access.call(operation, arguments, author: "uid \(peer.uid)", at: loop.clock.now())
  }
}
