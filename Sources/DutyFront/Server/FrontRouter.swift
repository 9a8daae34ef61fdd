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
      return await runner.unknown(request, connection, allowed: methods(of: request.uri.path))
    }
  }

  private static let silent = Logger(label: "front") { _ in SwiftLogNoOpLogHandler() }

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
