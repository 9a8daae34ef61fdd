import DutyLedger

/// Who is on the other end of the control socket, as the kernel says.
package struct Peer: Hashable, Sendable {
  package var uid: UInt32
  package var gid: UInt32
  package var pid: Int32

  package init(uid: UInt32, gid: UInt32, pid: Int32) {
    self.uid = uid
    self.gid = gid
    self.pid = pid
  }
}

/// What the daemon answers to: `dutyctl` calls it over the control socket.
///
/// - Shape: an operation by name (`status`, `reload`, `designate`…), arguments and answer as JSON.
package protocol ControlService: Sendable {
  func call(_ operation: String, _ arguments: JSONValue, peer: Peer) async -> ControlReply
}

/// An answer of the daemon.
///
/// - Shape: ``status`` is an HTTP status: 200 done, 400 bad arguments, 403 not allowed, 404 unknown operation or
///   thing, 409 does not fit the state, 422 refused with diagnostics, 503 degraded or failing.
package struct ControlReply: Hashable, Sendable {
  package var status: Int
  package var body: JSONValue

  package init(status: Int = 200, _ body: JSONValue) {
    self.status = status
    self.body = body
  }
}
