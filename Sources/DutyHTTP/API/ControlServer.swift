import DutyPorts
import Glibc
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
import NIOPosix
import ServiceLifecycle

/// Answers `dutyctl` over the control socket: HTTP/1.1 and JSON.
///
/// - Laws: a stop lets requests at work finish and closes idle connections; a client that sends or reads too slowly is
///   cut off; a body larger than ``ControlLimits/body`` is refused.
package struct ControlServer: Service {
  private let listener: ControlListener
  private let responder: ControlResponder
  private let limits: ControlLimits
  private let logger: Logger

  package init(
    listener: ControlListener, service: any ControlService, clock: any DutyClock,
    limits: ControlLimits = ControlLimits(), logger: Logger
  ) {
    self.listener = listener
    self.limits = limits
    self.logger = logger
    responder = ControlResponder(
      service: service, clock: clock, gate: PeerGate(listener: listener), limits: limits)
  }

  package func run() async throws {
    defer { listener.removeFile() }
    try await serve(on: MultiThreadedEventLoopGroup.singleton)
  }

  private func serve(on group: MultiThreadedEventLoopGroup) async throws {
    let child = HTTP1Channel(
      responder: { [responder] request, writer, channel in
        try await responder.respond(to: request, writer, on: channel)
      }, configuration: .init(idleTimeout: .seconds(Int64(limits.idleSeconds))))
    let quiescing = ServerQuiescingHelper(group: group)
    let server = try await ServerBootstrap(group: group)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: channel))
        }
      }
      .bind(listener.descriptor) { [logger] channel in child.setup(channel: channel, logger: logger) }
    try await withGracefulShutdownHandler {
      try await withThrowingDiscardingTaskGroup { tasks in
        try await server.executeThenClose { connections in
          for try await connection in connections {
            tasks.addTask { [logger] in await child.handle(value: connection, logger: logger) }
          }
        }
      }
    } onGracefulShutdown: {
      quiescing.initiateShutdown(promise: nil)
    }
  }
}

/// What a client may cost.
package struct ControlLimits: Hashable, Sendable {
  /// Bytes of a request's body: the largest evidence file in base64, and some.
  package var body = 16 << 20
  /// Seconds without a whole part of a request.
  package var idleSeconds = 30
  /// Seconds for all of a body, and for taking an answer.
  package var transferSeconds = 60

  package init() {}
}
