import Glibc
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOExtras
import NIOPosix
import ServiceLifecycle
import Synchronization

/// The HTTP server of the doors.
///
/// - Laws: a stop lets requests at work finish and closes idle connections; a client that sends or reads too slowly is
///   cut off; of more connections than ``FrontLimits/connections`` the newest are closed.
package struct FrontServer: Service {
  private let doors: [FrontDoor]
  private let router: FrontRouter
  private let parts: FrontParts
  private let logger: Logger
  /// Told where the server listens: the port that was chosen for 0.
  private let listening: @Sendable (FrontAddress) -> Void

  package init(
    _ doors: [FrontDoor], _ parts: FrontParts, groups: [any RouteGroup], logger: Logger,
    listening: @escaping @Sendable (FrontAddress) -> Void = { _ in }
  ) {
    self.doors = doors
    self.parts = parts
    self.logger = logger
    self.listening = listening
    router = FrontRouter(parts, groups: groups)
  }

  package func run() async throws {
    parts.pool.start()
    parts.slowPool.start()
    defer {
      // A socket of the manager's outlives the daemon.
      for door in doors where door.descriptor == nil {
        if case .unix(let path) = door.address { unlink(path) }
      }
    }
    let open = OpenConnections(most: parts.limits.connections)
    try await withThrowingTaskGroup { tasks in
      for door in doors {
        tasks.addTask { try await serve(door, on: MultiThreadedEventLoopGroup.singleton, open) }
      }
      try await tasks.waitForAll()
    }
    try await parts.pool.shutdownGracefully()
    try await parts.slowPool.shutdownGracefully()
  }

  private func serve(
    _ door: FrontDoor, on group: MultiThreadedEventLoopGroup, _ open: OpenConnections
  ) async throws {
    let child = HTTP1Channel(
      responder: { request, writer, channel in try await answer(request, writer, channel) },
      configuration: .init(
        idleTimeout: .seconds(Int64(parts.limits.idleSeconds)),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100)))
    let quiescing = ServerQuiescingHelper(group: group)
    var bootstrap = ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(quiescing.makeServerChannelHandler(channel: channel))
        }
      }
    if case .tcp = door.address { bootstrap = bootstrap.childChannelOption(.tcpOption(.tcp_nodelay), value: 1) }
    let server = try await bind(door, bootstrap) { [logger] channel in child.setup(channel: channel, logger: logger) }
    // The proxy in front is of the daemon's group; nobody else of the machine is to speak for others.
    if door.descriptor == nil, case .unix(let path) = door.address { chmod(path, 0o660) }
    listening(boundAddress(door, server.channel))
    try await withGracefulShutdownHandler {
      try await withThrowingDiscardingTaskGroup { tasks in
        try await server.executeThenClose { connections in
          for try await connection in connections {
            guard open.enter() else {
              connection.channel.close(promise: nil)
              continue
            }
            tasks.addTask { [logger] in
              await child.handle(value: connection, logger: logger)
              open.leave()
            }
          }
        }
      }
    } onGracefulShutdown: {
      quiescing.initiateShutdown(promise: nil)
    }
  }

  private typealias Server = NIOAsyncChannel<HTTP1Channel.Value, Never>

  private func bind(
    _ door: FrontDoor, _ bootstrap: ServerBootstrap,
    _ setup: @escaping @Sendable (any Channel) -> EventLoopFuture<HTTP1Channel.Value>
  ) async throws(FrontListenError) -> Server {
    do {
      if let descriptor = door.descriptor {
        return try await bootstrap.bind(descriptor, childChannelInitializer: setup)
      }
      switch door.address {
      case .tcp(let host, let port):
        return try await bootstrap.bind(host: host, port: port, childChannelInitializer: setup)
      case .unix(let path):
        return try await bootstrap.bind(
          unixDomainSocketPath: path, cleanupExistingSocketFile: true, childChannelInitializer: setup)
      }
    } catch {
      throw FrontListenError(door.address, error)
    }
  }

  private func boundAddress(_ door: FrontDoor, _ channel: any Channel) -> FrontAddress {
    guard case .tcp(let host, _) = door.address, let port = channel.localAddress?.port else { return door.address }
    return .tcp(host: host, port: port)
  }

  private func answer(_ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel) async throws {
    let connection = Connection(peer: channel.remoteAddress?.ipAddress ?? "", channel: channel)
    let response = await router.respond(request, connection)
    let isStream = response.body.contentLength == nil
    let cutOff =
      isStream
      ? nil
      : channel.eventLoop.scheduleTask(in: .seconds(Int64(parts.limits.transferSeconds))) {
        channel.close(promise: nil)
      }
    defer { cutOff?.cancel() }
    try await writer.write(response: response.head, body: response.body)
    guard response.headers[.connection] == "close" else { return }
    if !connection.body.isBegun { await letGo(request, channel) }
    throw ConnectionEnded()
  }

  /// Takes what is still under way of a request that was refused, for a while and unread: closed at once, the connection
  /// would be reset, and a proxy that is still sending would never see the answer.
  private func letGo(_ request: Request, _ channel: any Channel) async {
    let cutOff = channel.eventLoop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
    defer { cutOff.cancel() }
    var left = 2 * parts.limits.upload
    do {
      for try await part in request.body {
        left -= part.readableBytes
        if left < 0 { return }
      }
    } catch {
      // It is gone, as it was to be.
    }
  }
}

/// How many connections there are.
private final class OpenConnections: Sendable {
  private let count = Atomic(0)
  private let most: Int

  init(most: Int) {
    self.most = most
  }

  /// False where there are too many.
  func enter() -> Bool {
    if count.add(1, ordering: .relaxed).newValue <= most { return true }
    leave()
    return false
  }

  func leave() { count.subtract(1, ordering: .relaxed) }
}

/// Ends a connection whose request was not read to its end.
private struct ConnectionEnded: Error {}
