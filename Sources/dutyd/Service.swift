import DutyEngine
import DutyHost
import DutyLedger
import DutyPorts

/// Hands the control socket's questions to the loop and its answers back.
struct LoopControlService: ControlService {
  let mailbox: LoopMailbox<DaemonState>
  let clock: any LoopClock

  func call(_ operation: String, _ arguments: JSONValue, peer: Peer) async -> ControlReply {
    let author = arguments["author"]?.string ?? "uid \(peer.uid)"
    do {
      return try await mailbox.submit { state in
        state.engine.perform(operation, arguments, author: author, at: clock.now())
      }
    } catch {
      return ControlReply(
        status: 503, ["error": ["code": "stopping", "message": .string(error.description), "help": "try again"]])
    }
  }
}
