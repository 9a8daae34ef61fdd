import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging

/// The routes of all groups behind Hummingbird's router.
package struct FrontRouter: Sendable {
  package let routes: [Route]
  let runner: RouteRunner
  private let responder: RouterResponder<FrontContext>

  package init(_ parts: FrontParts, groups: [any RouteGroup]) {
    routes = groups.flatMap(\.routes)
    let runner = RouteRunner(parts)
    self.runner = runner
    let router = Router(context: FrontContext.self)
    router.add(middleware: UnknownPaths(routes: routes, runner: runner))
    for route in routes {
      router.on(RouterPath(route.path), method: route.method) { request, context in
        await runner.respond(request, route, context)
      }
      // HEAD is GET without the body, on every path.
      guard route.method == .get else { continue }
      router.on(RouterPath(route.path), method: .head) { request, context in
        await runner.respond(request, route, context).createHeadResponse()
      }
    }
    responder = router.buildResponder()
  }

  /// Answers a request; never fails.
  func respond(_ request: Request, _ connection: Connection) async -> Response {
    let context = FrontContext(source: .init(logger: Self.silent, connection: connection))
    do {
      return try await responder.respond(to: request, context: context)
    } catch {
      return await runner.unknown(request, connection, allowed: [])
    }
  }

  private static let silent = Logger(label: "front") { _ in SwiftLogNoOpLogHandler() }
}

/// Answers for paths that no route takes, and for methods that a path does not.
private struct UnknownPaths: RouterMiddleware {
  typealias Context = FrontContext

  let routes: [Route]
  let runner: RouteRunner

  func handle(
    _ request: Request, context: FrontContext, next: (Request, FrontContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      return await runner.unknown(request, context.connection, allowed: methods(of: request.uri.path))
    }
  }

  /// The methods that a path takes.
  private func methods(of path: String) -> [HTTPRequest.Method] {
    let asked = path.split(separator: "/", omittingEmptySubsequences: true)
    let taken = routes.filter { route in
      let parts = route.path.split(separator: "/", omittingEmptySubsequences: true)
      return parts.count == asked.count && zip(parts, asked).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }.map(\.method)
    return Array(Set(taken.contains(.get) ? taken + [.head] : taken))
  }
}
