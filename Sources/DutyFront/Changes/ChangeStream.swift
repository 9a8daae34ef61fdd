import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRights
import NIOCore
import NIOPosix
import ServiceLifecycle

/// One reader's stream: what the ledger has beyond a transaction, then what comes.
///
/// - Laws: a key that was revoked, or a person who has left the register, ends it at the next sign of life; a stop of the
///   daemon ends it at once; whoever reads slowly is read for slowly.
struct ChangeStream: Sendable {
  /// How often a sign of life is given, in seconds.
  static let heartbeat: Int64 = 15
  /// Transactions that are read at a time.
  private static let step = 32

  private let parts: FrontParts
  private let actor: Actor
  private let key: AccessKey?
  private let after: Int64
  private let seconds: Int64

  init(_ request: FrontRequest, after: Int64, seconds: Int64) {
    parts = request.parts
    actor = request.actor
    key = request.key
    self.after = after
    self.seconds = seconds
  }

  private enum Signal { case changed, alive, over }

  /// Writes until the reader goes, the time is over, or the right to read is.
  func write(_ put: (String) async throws -> Void) async throws {
    let (signals, source) = AsyncStream.makeStream(of: Signal.self, bufferingPolicy: .bufferingNewest(4))
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    let pulse = loop.scheduleRepeatedTask(
      initialDelay: .seconds(Self.heartbeat), delay: .seconds(Self.heartbeat)
    ) { _ in source.yield(.alive) }
    let end = loop.scheduleTask(in: .seconds(seconds)) { _ = source.yield(.over) }
    let following = Task { [parts, after] in
      for await _ in parts.desk.changes(after: after) { source.yield(.changed) }
      source.finish()
    }
    defer {
      pulse.cancel()
      end.cancel()
      following.cancel()
    }
    try await withGracefulShutdownHandler {
      try await put("retry: 3000\n\n")
      var reader = ChangeReader(actor: actor, after: after)
      try await catchUp(&reader, put)
      for await signal in signals {
        switch signal {
        case .over: return
        case .alive:
          guard try await mayGoOn(&reader) else { return }
          try await put(": \n\n")
        case .changed: try await catchUp(&reader, put)
        }
      }
    } onGracefulShutdown: {
      source.finish()
    }
  }

  /// Tells everything that the ledger has beyond what was told.
  private func catchUp(_ reader: inout ChangeReader, _ put: (String) async throws -> Void) async throws {
    while let view = parts.desk.view() {
      guard try await mayGoOn(&reader) else { throw ChangeEnd() }
      let (store, known) = (parts.store, reader)
      let (text, next) = try await parts.reading { () throws(StoreError) in
        var reader = known
        let text = try reader.next(store, view.book, limit: Self.step)
        return (text, reader)
      }
      guard next.after > reader.after else { return }
      reader = next
      if !text.isEmpty { try await put(text) }
    }
  }

  /// Whether the key is still good and its person still there; their roles are read anew.
  private func mayGoOn(_ reader: inout ChangeReader) async throws -> Bool {
    let now = parts.clock.now()
    if let key {
      let access = parts.access
      let found = try await parts.reading { () throws(StoreError) in try access.key(hash: key.hash) }
      guard let found, found.isGood(at: now) else { return false }
    }
    guard let view = parts.desk.view(), actor.isPerson else { return true }
    let today = view.book.settings.zone.local(now).date
    guard reader.readOn != ChangeReader.Register(book: view.book.digest, day: today) else { return true }
    guard var current = RightsRegister(view.book, on: today).actor(actor.id) else { return false }
    current.isReadOnly = actor.isReadOnly
    guard decideAtAll(current, .readChanges).isAllowed else { return false }
    reader.actor = current
    reader.readOn = ChangeReader.Register(book: view.book.digest, day: today)
    return true
  }
}

/// The right to read has ended, and with it the stream.
struct ChangeEnd: Error {}
