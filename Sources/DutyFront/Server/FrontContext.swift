import Hummingbird
import Logging
import NIOCore
import Synchronization

/// What the server knows of a request before anybody has looked at it.
struct FrontContext: RequestContext {
  struct Source: RequestContextSource {
    var logger: Logger
    var connection: Connection
  }

  var coreContext: CoreRequestContextStorage
  let connection: Connection

  init(source: Source) {
    coreContext = .init(source: source)
    connection = source.connection
  }
}

/// Where a request comes from.
struct Connection: Sendable {
  /// The address of the other end; empty for a unix socket.
  var peer: String
  /// Closes it when a body or an answer takes too long; `nil` without a channel, in tests.
  var channel: (any Channel)?
  /// Whether somebody has begun to read the request's body, which is read once.
  let body = BodyMark()

  final class BodyMark: Sendable {
    private let mark = Atomic(false)

    var isBegun: Bool { mark.load(ordering: .relaxed) }
    func begin() { mark.store(true, ordering: .relaxed) }
  }

  /// A proxy on this machine may speak for others.
  var isTrusted: Bool { peer.isEmpty || FrontAddress.isLoopback(peer) }
}
