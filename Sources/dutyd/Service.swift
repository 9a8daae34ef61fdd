import DutyEngine
import DutyHost
import DutyLedger
import DutyPorts

/// Hands the control socket's questions to the loop and its answers back.
struct LoopControlService: ControlService {
  let mailbox: LoopMailbox<DaemonState>
  let clock: any LoopClock
  let manager: ServiceManager
  let messenger: Messenger?

  func call(_ operation: String, _ arguments: JSONValue, peer: Peer) async -> ControlReply {
    let author = arguments["author"]?.string ?? "uid \(peer.uid)"
    do {
      if operation == "delivery-test", let messenger { return try await messenger.test(arguments, mailbox) }
      return try await mailbox.submit { state in
        let now = clock.now()
        guard operation == "reload" else {
          return state.engine.perform(operation, arguments, author: author, at: now)
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
}
