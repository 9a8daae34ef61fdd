import DutyBook
import DutyCalendar
import DutyLedger
import DutyPages
import DutyPorts
import DutyRights
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Synchronization

/// Takes a request through the guards to its route, and whatever comes of it back.
///
/// - Shape: ready? who? how often? from where? may they at all? the body, its mark, once only; then the route itself.
final class RouteRunner: Sendable {
  let parts: FrontParts
  let authentication: Authentication
  let limiter = RateLimiter()
  let idempotency: Idempotency
  private let numbers = Atomic<Int64>(0)
  private let boot: String

  init(_ parts: FrontParts) {
    self.parts = parts
    authentication = Authentication(parts)
    idempotency = Idempotency(parts)
    boot = base64URL(parts.randomness.bytes(6))
  }

  /// What is known of a request before it is trusted.
  struct Entry: Sendable {
    var id: String
    var address: String
    var isSecure: Bool
    var now: Instant
  }

  func entry(_ request: Request, _ connection: Connection) -> Entry {
    let number = numbers.add(1, ordering: .relaxed).newValue
    var address = connection.peer.isEmpty ? "local" : connection.peer
    var isSecure = parts.limits.isBehindTLS
    if connection.isTrusted {
      // A proxy appends the address it saw itself; what stands before it, anybody may have written.
      if let last = request.headers[.forwardedFor]?.split(separator: ",").last {
        address = String(last.drop { $0 == " " }.prefix(64))
      }
      if request.headers[.forwardedProto] == "https" { isSecure = true }
    }
    return Entry(id: "\(boot)-\(number)", address: address, isSecure: isSecure, now: parts.clock.now())
  }

  /// Answers a request for a route; never fails.
  func respond(_ request: Request, _ route: Route, _ context: FrontContext) async -> Response {
    let entry = entry(request, context.connection)
    var seen = Seen()
    var response: Response
    do throws(Problem) {
      response = try await guarded(request, route, context, entry, &seen)
    } catch {
      response = await refusal(slowed(error, entry), request, route, entry, seen)
      if !seen.hasReadBody, request.isLarge { response.headers[.connection] = "close" }
    }
    // What opens something stands in this address: the next request does not tell where it comes from.
    finish(&response, entry, tellsWhence: !(route.path.contains("{secret}") || request.uri.query?.contains("code=") == true))
    return response
  }

  /// How far a request came.
  struct Seen {
    var request: FrontRequest?
    var actor: Actor = .anybody
    var csrf = ""
    var hasReadBody = false
  }

  private func guarded(
    _ request: Request, _ route: Route, _ context: FrontContext, _ entry: Entry, _ seen: inout Seen
  ) async throws(Problem) -> Response {
    guard let view = parts.desk.view() else {
      if route.isAlwaysOpen { return .json(["status": "starting"]) }
      throw .starting
    }
    let book = view.book
    let today = book.settings.zone.local(entry.now).date
    let caller = try await authentication.caller(request.headers, book, today: today, at: entry.now)
    seen.actor = caller.actor
    seen.csrf = caller.session.map { Secrets.csrf($0) } ?? ""
    try limit(caller, entry)
    if route.isUnsafe, caller.session != nil || caller.key == nil { try CrossSite.check(request.headers) }
    do throws(Problem) { try Self.admit(caller.actor, route) } catch {
      // Whose session ended while they wrote is shown what they wrote, to keep it.
      if error.status == 401, route.style == .page, route.isUnsafe {
        let body = try await self.body(of: request, route, context.connection)
        seen.hasReadBody = true
        seen.request = try frontRequest(request, route, context, entry, view, caller, body)
      }
      throw error
    }
    let body = try await self.body(of: request, route, context.connection)
    seen.hasReadBody = true
    var made = try frontRequest(request, route, context, entry, view, caller, body)
    // A body that is no form is for its route to judge.
    if route.isUnsafe { made.sent = try? made.form() }
    seen.request = made
    // A form that somebody signed in began is not taken for a citizen's when their session has ended meanwhile.
    if route.isUnsafe, route.style == .page, case .may = route.door, !caller.actor.isSignedIn,
      made.sent?[PageReader.tokenField]?.isEmpty == false
    {
      throw Problem(.unknownCaller)
    }
    if route.isUnsafe, let session = caller.session {
      try CrossSite.check(session: session, shown: request.headers[.csrf] ?? made.sent?[PageReader.tokenField])
    }
    guard route.method == .post else { return try await route.run(made) }
    let known = made
    return try await idempotency.once(known) { (deed) throws(Problem) in
      var marked = known
      marked.deed = deed
      return try await route.run(marked)
    }
  }

  /// Whether a caller comes in at all.
  private static func admit(_ actor: Actor, _ route: Route) throws(Problem) {
    switch route.door {
    case .anybody: break
    case .signedIn: if !actor.isSignedIn { throw Problem(.unknownCaller) }
    case .may(let action):
      if case .refused(let why) = decideAtAll(actor, action) { throw Problem(why) }
    }
  }

  private func frontRequest(
    _ request: Request, _ route: Route, _ context: FrontContext, _ entry: Entry, _ view: FrontView, _ caller: Caller,
    _ body: [UInt8]
  ) throws(Problem) -> FrontRequest {
    guard let query = QueryItems(request.uri.query ?? "") else {
      throw .badRequest("the query is not read", help: "encode it as UTF-8 with percent signs")
    }
    var parameters: [String: String] = [:]
    for (name, value) in context.parameters {
      guard let decoded = percentDecoded(value) else {
        throw .badRequest("the path is not read", help: "encode it as UTF-8 with percent signs")
      }
      parameters[String(name)] = decoded
    }
    let locale = Language.choose(
      query["lang"], Cookies(request.headers)[Cookies.languageName], request.headers[.acceptLanguage],
      usual: view.book.settings.locale)
    if route.style == .api { try SchemaCheck.check(query, route.parameters) }
    return FrontRequest(
      route: route, parts: parts, view: view, actor: caller.actor, key: caller.key, locale: locale, now: entry.now,
      id: entry.id, address: entry.address, isSecure: entry.isSecure, path: request.uri.path,
      fields: request.headers, parameters: parameters, query: query, body: body,
      csrf: caller.session.map { Secrets.csrf($0) } ?? "")
  }

  // MARK: Bodies

  private func body(of request: Request, _ route: Route, _ connection: Connection) async throws(Problem) -> [UInt8] {
    let limit = route.bodyLimit ?? parts.limits.body
    let tooLarge = Problem(413, "too-large", "the request is larger than \(limit) bytes", help: "send less")
    if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > limit { throw tooLarge }
    if request.method == .get || request.method == .head { return [] }
    var bytes: [UInt8] = []
    let cutOff = connection.channel.map { channel in
      channel.eventLoop.scheduleTask(in: .seconds(Int64(parts.limits.transferSeconds))) { channel.close(promise: nil) }
    }
    defer { cutOff?.cancel() }
    connection.body.begin()
    do {
      for try await part in request.body {
        guard bytes.count + part.readableBytes <= limit else { throw tooLarge }
        bytes.append(contentsOf: part.readableBytesView)
      }
    } catch let problem as Problem {
      throw problem
    } catch {
      throw .badRequest("the request broke off", help: "send it again, as a whole")
    }
    return bytes
  }

  // MARK: Rates

  private func limit(_ caller: Caller, _ entry: Entry) throws(Problem) {
    let limits = parts.limits
    let wait: Int?
    if caller.actor.isSignedIn {
      wait = limiter.take(
        caller.actor.id, .init(burst: limits.burst, perMinute: limits.perSecond * 60), at: entry.now)
    } else {
      wait = limiter.take(
        "at " + entry.address, .init(burst: limits.addressBurst, perMinute: limits.addressPerSecond * 60),
        at: entry.now)
    }
    if let wait { throw Self.tooMany(wait) }
  }

  /// Wrong keys are counted by the address: guessing is slow.
  private func slowed(_ problem: Problem, _ entry: Entry) -> Problem {
    guard problem.isGuess else { return problem }
    let rate = RateLimiter.Rate(burst: parts.limits.failedBurst, perMinute: parts.limits.failedPerMinute)
    let wait = limiter.take("wrong keys at " + entry.address, rate, at: entry.now)
    return wait.map { Self.tooMany($0) } ?? problem
  }

  private static func tooMany(_ wait: Int) -> Problem {
    var problem = Problem(429, "too-many", "that is too many requests", help: "wait \(wait) s, and ask less often")
    problem.fields["Retry-After"] = String(wait)
    return problem
  }

  // MARK: Answers

  private func finish(_ response: inout Response, _ entry: Entry, tellsWhence: Bool = true) {
    SecurityHeaders.add(to: &response, isSecure: entry.isSecure, tellsWhence: tellsWhence)
    response.headers[.requestID] = entry.id
    response.headers[.server] = "dutyd"
    response.headers[.date] = httpDate(entry.now)
  }

  private func refusal(
    _ problem: Problem, _ request: Request, _ route: Route?, _ entry: Entry, _ seen: Seen
  ) async -> Response {
    await audit(problem, request, route, entry, seen.actor)
    if !problem.cause.isEmpty {
      parts.journal.write(JournalMessage(.storeFailed, .error, "request \(entry.id): \(problem.cause)"))
    }
    var fields: [HTTPField.Name: String] = [:]
    for (name, value) in problem.fields { if let name = HTTPField.Name(name) { fields[name] = value } }
    if route?.style == .page {
      if problem.status == 401, request.method == .get {
        let query = request.uri.query.map { $0.isEmpty ? "" : "?" + $0 } ?? ""
        return .seeOther("/login?next=" + percentEncoded(request.uri.path + query))
      }
      let shown = seen.request ?? route.flatMap { bareRequest(request, $0, entry, seen) }
      var problem = problem
      problem.isAskedAgain = request.method == .get
      return .html(parts.problemPage(problem, shown), status: .init(code: problem.status), fields: fields)
    }
    return .json(
      problem.document(request: entry.id), status: .init(code: problem.status), type: "application/problem+json",
      fields: fields)
  }

  /// Every refusal is written down; of an address that asks too often, one a minute is enough.
  private func audit(
    _ problem: Problem, _ request: Request, _ route: Route?, _ entry: Entry, _ actor: Actor
  ) async {
    guard problem.isAudited else { return }
    if problem.status == 429 || !actor.isSignedIn {
      let rate = RateLimiter.Rate(burst: problem.status == 429 ? 1 : 20, perMinute: problem.status == 429 ? 1 : 20)
      guard limiter.take("audit \(problem.status) of \(entry.address)", rate, at: entry.now) == nil else { return }
    }
    // A secret in an address is not written down.
    let path = route.map { $0.path.contains("{secret}") ? $0.path : request.uri.path } ?? request.uri.path
    let refusal = AccessRefusal(
      at: entry.now, actor: actor.id, address: entry.address, method: request.method.rawValue,
      path: String(path.prefix(300)), status: problem.status, code: problem.code, request: entry.id)
    let access = parts.access
    do throws(Problem) {
      try await parts.reading { () throws(StoreError) in try access.add(refusal) }
    } catch {
      // The store that cannot be written to is told by the next request that needs it.
    }
  }

  /// Answers a request that no route takes.
  func unknown(_ request: Request, _ connection: Connection, allowed: [HTTPRequest.Method]) async -> Response {
    let entry = entry(request, connection)
    var problem = Problem(
      404, "no-such-path", "there is no `\(request.uri.path.prefix(120))` here", help: "see /openapi.json")
    if !allowed.isEmpty {
      let names = allowed.map(\.rawValue).sorted().joined(separator: ", ")
      problem = Problem(405, "wrong-method", "this takes \(names)", help: "send one of these")
      problem.fields["Allow"] = names
    }
    var response =
      if let page = unknownPage(problem, request, entry) { page } else {
        await refusal(problem, request, nil, entry, Seen())
      }
    if request.isLarge { response.headers[.connection] = "close" }
    finish(&response, entry)
    return response
  }
}

extension RouteRunner {
  /// What a reader in a browser is shown for an address that is none of ours; `nil` for other programs.
  private func unknownPage(_ problem: Problem, _ request: Request, _ entry: Entry) -> Response? {
    guard request.method == .get, problem.status == 404, !request.uri.path.hasPrefix("/api/"),
      request.headers[.accept]?.contains("text/html") == true
    else { return nil }
    let route = Route(.get, "/{path}", "page-unknown", "No page", .anybody, style: .page) { _ in .seeOther("/") }
    guard let made = bareRequest(request, route, entry, Seen()) else { return nil }
    return .html(parts.problemPage(problem, made), status: .notFound)
  }

  /// What a refusal's page is drawn for where the request did not come as far as its route.
  private func bareRequest(_ request: Request, _ route: Route, _ entry: Entry, _ seen: Seen) -> FrontRequest? {
    guard let view = parts.desk.view() else { return nil }
    let locale = Language.choose(
      nil, Cookies(request.headers)[Cookies.languageName], request.headers[.acceptLanguage],
      usual: view.book.settings.locale)
    return FrontRequest(
      route: route, parts: parts, view: view, actor: seen.actor, key: nil, locale: locale, now: entry.now, id: entry.id,
      address: entry.address, isSecure: entry.isSecure, path: request.method == .get ? request.uri.path : "/",
      fields: request.headers, parameters: [:], query: QueryItems(), body: [], csrf: seen.csrf)
  }
}

extension Request {
  /// Whether what is left of it is too much to read for nothing.
  var isLarge: Bool {
    if let length = headers[.contentLength].flatMap({ Int($0) }) { return length > 1 << 20 }
    return headers[.transferEncoding] != nil
  }
}
