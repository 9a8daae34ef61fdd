import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Citizens' intake by the standard that other cities' programs speak: services, requests, tokens; XML and JSON.
///
/// - Shape: a request is a finding of the source `citizen`, taken in as from the citizens' page.
/// - Source: Open311 GeoReport v2.
package struct Open311Routes: RouteGroup {
  static let base = "/open311/v2"
  /// Reports from one address without an `api_key`: so many at once, then so many a minute.
  static let rate = RateLimiter.Rate(burst: 6, perMinute: 2)
  let limiter = RateLimiter()
  private let codes = FindingCodes()

  package init() {}

  package var routes: [Route] { Open311Format.allCases.flatMap { routes($0) } }

  private func routes(_ format: Open311Format) -> [Route] {
    let end = "." + format.rawValue
    let jurisdiction = Schemas.query("jurisdiction_id", "The district, where a program speaks to several")
    let code = RouteParameter("service_code", in: .path, "A service's code")
    func answers(_ summary: String, _ status: Int = 200) -> [RouteAnswer] {
      [
        RouteAnswer(status, summary, type: format.mediaType, schema: format.shape),
        RouteAnswer(400, "GeoReport's errors", type: format.mediaType, schema: format.shape),
        RouteAnswer(403, "The key is not good", type: format.mediaType, schema: format.shape),
        RouteAnswer(404, "There is no such thing", type: format.mediaType, schema: format.shape),
        RouteAnswer(413, "Too much", type: format.mediaType, schema: format.shape),
        RouteAnswer(415, "It is no form", type: format.mediaType, schema: format.shape),
        RouteAnswer(422, "It cannot be taken in", type: format.mediaType, schema: format.shape),
        RouteAnswer(429, "Too many", type: format.mediaType, schema: format.shape),
      ]
    }
    func route(
      _ path: String, _ name: String, _ summary: String, _ action: AccessAction, _ parameters: [RouteParameter],
      _ run: @escaping @Sendable (FrontRequest) async throws(Problem) -> (root: String, value: Open311Value)
    ) -> Route {
      Route(
        .get, Self.base + path + end, "open311-\(name)-\(format.rawValue)", summary, .may(action),
        parameters: parameters + [jurisdiction], answers: answers(summary)
      ) { (request) throws(Problem) in await format.answer(request, run) }
    }
    return [
      route("/services", "services", "What can be reported", .readServices, [], services),
      route("/services/{service_code}", "service", "What a report may say besides", .readServices, [code], definition),
      route(
        "/requests", "requests", "Citizens' reports, the newest first", .followFinding, Open311Query.parameters, list),
      route(
        "/requests/{service_request_id}", "request", "How a report stands", .followFinding,
        [Schemas.id("Its number", "service_request_id")], show),
      route(
        "/tokens/{token}", "token", "The number behind a token", .followFinding, [Schemas.id("The token", "token")],
        token),
      Route(
        .post, Self.base + "/requests" + end, "open311-report-\(format.rawValue)", "Files a report", .may(.fileFinding),
        body: RouteBody(types: ["application/x-www-form-urlencoded": Open311Report.shape]),
        answers: answers("Its number, or a token for it", 201)
      ) { (request) throws(Problem) in await format.answer(request, status: .created, file) },
    ]
  }

  // MARK: Services

  @Sendable
  private func services(_ request: FrontRequest) async throws(Problem) -> (root: String, value: Open311Value) {
    try Self.checkJurisdiction(request.query["jurisdiction_id"], request.book)
    return ("services", Open311Services(book: request.book).list)
  }

  @Sendable
  private func definition(_ request: FrontRequest) async throws(Problem) -> (root: String, value: Open311Value) {
    try Self.checkJurisdiction(request.query["jurisdiction_id"], request.book)
    let code = request.parameter("service_code")
    guard let value = Open311Services(book: request.book).definition(code) else {
      throw .notFound("service_code `\(code.prefix(60))` was not found", help: "see services")
    }
    return ("service_definition", value)
  }

  static func checkJurisdiction(_ id: String?, _ book: Book) throws(Problem) {
    guard let id, id != book.settings.district else { return }
    throw .notFound("jurisdiction_id `\(id.prefix(60))` was not found", help: "leave it out, or give the district's name")
  }

  // MARK: Requests

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> (root: String, value: Open311Value) {
    try Self.checkJurisdiction(request.query["jurisdiction_id"], request.book)
    let query = try Open311Query(request)
    let book = request.book
    let found = try await request.reading { store throws(StoreError) in try query.read(store, book) }
    return ("service_requests", .list(of: "request", found.map(\.value)))
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> (root: String, value: Open311Value) {
    try Self.checkJurisdiction(request.query["jurisdiction_id"], request.book)
    let one = try await self.one(request.parameter("service_request_id"), request)
    return ("service_requests", .list(of: "request", [one.value]))
  }

  private func one(_ id: String, _ request: FrontRequest) async throws(Problem) -> Open311Request {
    let book = request.book
    let wanted = id.uppercased()
    let found = try await request.reading { store throws(StoreError) in
      guard let card = try store.findingCard(wanted), card.finding.source == Open311Request.source else {
        return Open311Request?.none
      }
      return Open311Request(card: card, answers: try store.letters(to: card.finding.id), book: book)
    }
    guard let found else {
      throw .notFound("service_request_id `\(id.prefix(40))` was not found", help: "the number begins with F-")
    }
    return found
  }

  @Sendable
  private func token(_ request: FrontRequest) async throws(Problem) -> (root: String, value: Open311Value) {
    try Self.checkJurisdiction(request.query["jurisdiction_id"], request.book)
    let token = request.parameter("token")
    guard let id = Open311Request.id(ofToken: token) else {
      throw .notFound("token `\(token.prefix(40))` was not found", help: "a token begins with T-")
    }
    let one = try await self.one(id, request)
    return (
      "service_requests",
      .list(
        of: "request",
        [
          .object([
            ("service_request_id", .text(one.card.finding.id)), ("token", .text(Open311Request.token(one.card.finding.id))),
          ])
        ])
    )
  }

  @Sendable
  private func file(_ request: FrontRequest) async throws(Problem) -> (root: String, value: Open311Value) {
    let form = try request.form()
    try Self.checkJurisdiction(form["jurisdiction_id"], request.book)
    let report = try Open311Report(form, request.book)
    try await checkRate(form["api_key"], request)
    var fields = report.fields
    fields["by"] = .string(Finding.citizen)
    let reply = try await request.perform("finding-add", .object(fields))
    guard let id = reply["finding"]?["id"]?.string else {
      throw Problem(503, "not-taken", "the report was not taken in", help: "try again in a moment")
    }
    let answers = try await request.reading { store throws(StoreError) in try store.letters(to: id) }
    let code = try await codes.code(of: id, request)
    let isChinese = request.book.settings.locale == .chinese
    let notice = (answers.last?.record.text ?? "") + (isChinese ? "查询码：\(code)。" : " Code: \(code).")
    let name = report.wantsToken ? "token" : "service_request_id"
    let value = report.wantsToken ? Open311Request.token(id) : id
    return (
      "service_requests",
      .list(
        of: "request",
        [.object([(name, .text(value)), ("service_notice", .text(notice)), ("account_id", .nothing)])])
    )
  }

  /// A program with a key of its own, and whoever signed in, is held to the usual limits; anybody else to few reports.
  private func checkRate(_ apiKey: String?, _ request: FrontRequest) async throws(Problem) {
    if request.actor.isSignedIn { return }
    guard let apiKey else {
      guard let wait = limiter.take(request.address, Self.rate, at: request.now) else { return }
      var problem = Problem(
        429, "too-many", "that is too many reports from one address", help: "wait \(wait) s, or ask for an api_key")
      problem.fields["Retry-After"] = String(wait)
      throw problem
    }
    let hash = Secrets.hash(apiKey)
    let access = request.parts.access
    let found = try await request.parts.reading { () throws(StoreError) in try access.key(hash: hash) }
    guard let found, found.kind == .token, found.isGood(at: request.now) else {
      throw Problem(403, "key-not-good", "the api_key is not known, or has ended", help: "ask the coordination office")
    }
  }
}
