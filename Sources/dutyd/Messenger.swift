import DutyBook
import DutyCalendar
import DutyChannels
import DutyDelivery
import DutyEngine
import DutyHost
import DutyLedger
import DutyPorts
import DutyReporting

/// Carries messages between the engine, which knows what is due, and the courier, which sends it beside the loop.
struct Messenger: Sendable {
  let store: any LedgerStore
  let documents: any DocumentShelf
  let credential: @Sendable (String) -> [UInt8]?
  let transport: ChannelTransport
  let courier: Courier
  let clock: any LoopClock

  /// - Parameter mailbox: where outcomes are left for the loop.
  init(
    store: any LedgerStore, documents: any DocumentShelf, clock: any LoopClock,
    mailbox: LoopMailbox<DaemonState>, credential: @escaping @Sendable (String) -> [UInt8]?
  ) {
    self.store = store
    self.documents = documents
    self.credential = credential
    self.clock = clock
    let transport = ChannelTransport(shelf: documents, credential: credential)
    self.transport = transport
    courier = Courier(transport, halt: { transport.stop() }) { reports in
      mailbox.leave { state in state.unrecorded += reports }
    }
  }

  /// Records what was sent, then hands over what is due. Only for the loop's own thread.
  ///
  /// While outcomes cannot be recorded (a full disk) nothing more is sent: it would be sent again and again.
  func settle(_ state: inout DaemonState, at now: Instant) throws(EngineError) {
    if !state.unrecorded.isEmpty {
      try state.engine.sent(state.unrecorded, at: now)
      state.unrecorded = []
    }
    guard courier.isIdle else { return }
    let due = try state.engine.takeMessages(at: now)
    guard !due.isEmpty else { return }
    let planner = state.engine.current.planner
    courier.offer(
      due.map { envelope in
        Courier.Job(envelope) { [self] in
          try composer(Archive(store, planner, now: clock.now())).parcel(envelope)
        }
      })
  }

  private func composer(_ archive: Archive) -> MessageComposer {
    MessageComposer(archive, documents, credential: credential)
  }

  /// Sends a test message now and says what came of it; nothing is recorded.
  func test(_ arguments: JSONValue, _ mailbox: LoopMailbox<DaemonState>) async throws(LoopStopped) -> ControlReply {
    let current = try await mailbox.submit { state in state.engine.current }
    let book = current.book
    let name = arguments["channel"]?.string ?? ""
    guard let channel = book.channels[name] else {
      let known = book.channels.rows.map(\.id).joined(separator: ", ")
      return .failure(
        404, "no channel `\(name)`",
        help: known.isEmpty ? "no channel is declared in dispatch/*.yaml" : "one of: \(known)")
    }
    let office = book.units[book.settings.office].id
    let recipient = arguments["to"]?.string ?? office
    guard book.units[recipient] != nil || book.people[recipient] != nil else {
      return .failure(404, "no unit or person `\(recipient)`", help: "give an identifier of the registers")
    }
    let parcel = composer(Archive(store, current.planner, now: clock.now())).test(of: channel, to: recipient)
    let result = await courier.send(parcel)
    var fields: [String: JSONValue] = [
      "channel": .string(channel.id), "kind": .string(channel.kind.rawValue), "to": .string(recipient),
      "id": .string(parcel.id),
    ]
    switch result {
    case .delivered: fields["outcome"] = "delivered"
    case .failed(let cause, let isFinal):
      fields["outcome"] = "failed"
      fields["cause"] = .string(cause)
      fields["final"] = .bool(isFinal)
    }
    return ControlReply(.object(fields))
  }
}

extension ControlReply {
  static func failure(_ status: Int, _ message: String, help: String) -> ControlReply {
    ControlReply(
      status: status, ["error": ["code": .int(Int64(status)), "message": .string(message), "help": .string(help)]])
  }
}
