import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Calendars that a telephone subscribes to: at an address that is a secret of its own, and that can be ended.
///
/// - Laws: an address that was ended, or whose person has left the register or lost their right to a unit's queue, is not
///   found; whoever guesses is told nothing else. The secret is not written down anywhere, refusals included.
/// - Source: RFC 5545, RFC 9110 §13 (conditional requests).
package struct FeedRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/feeds/{secret}/queue.ics", "feed-read", "A queue as a calendar, at a secret address", .anybody,
        parameters: [RouteParameter("secret", in: .path, "What `feed-issue` answered")],
        answers: [
          RouteAnswer(200, "The calendar", type: "text/calendar", schema: Shape.text),
          RouteAnswer(304, "It is as it was", type: ""),
        ], run: read),
      Route(
        .post, "/api/v1/feeds", "feed-issue", "Makes a calendar's address; it is shown this once", .may(.subscribe),
        body: RouteBody(
          json: Shape.body(["unit": Shape.text(100), "label": Shape.text(100)]), isRequired: false),
        answers: [
          RouteAnswer(
            201, "Its address and the key's id, by which it is ended",
            schema: Shape.answer(["id": Shape.text, "path": Shape.text, "scope": Shape.text]))
        ], run: issue),
    ]
  }

  // MARK: Reading

  @Sendable
  private func read(_ request: FrontRequest) async throws(Problem) -> Response {
    let scope = try await scope(of: request.parameter("secret"), request)
    let locale = request.query["lang"] == nil ? request.book.settings.locale : request.locale
    let feed = FeedQueue(id: scope.id, isUnit: scope.isUnit, locale: locale)
    let (book, today) = (request.book, request.today)
    let (changed, bytes) = try await request.reading { store throws(StoreError) in
      (try store.head().at, try feed.calendar(store, book, today: today))
    }
    guard let bytes else { throw Self.notThere }
    let tag = "\"\(Digest(of: bytes).hex.prefix(32))\""
    let fields: [HTTPField.Name: String] = [
      .eTag: tag, .lastModified: httpDate(changed), .cacheControl: "private, no-cache",
      .contentDisposition: "inline; filename=\"\(scope.isUnit ? "unit" : "person").ics\"",
    ]
    if isFresh(request.fields, tag, changed) {
      var response = Response(status: .notModified)
      for (name, value) in fields where name != .contentDisposition { response.headers[name] = value }
      return response
    }
    return .bytes(bytes, type: "text/calendar; charset=utf-8", fields: fields)
  }

  /// `If-None-Match` decides where it is given; only without it a date does.
  private func isFresh(_ fields: HTTPFields, _ tag: String, _ changed: Instant) -> Bool {
    if let tags = fields[.ifNoneMatch] {
      return tags.split(separator: ",").contains { shown in
        let shown = shown.drop { $0 == " " }
        return shown == "*" || shown == tag || shown == "W/" + tag
      }
    }
    return fields[.ifModifiedSince] == httpDate(changed)
  }

  private static var notThere: Problem {
    .notFound("there is no such calendar", help: "it may have been ended; ask for a new address")
  }

  private func scope(of secret: String, _ request: FrontRequest) async throws(Problem) -> FeedScope {
    let hash = Secrets.hash(secret)
    let access = request.parts.access
    let found = try await request.parts.reading { () throws(StoreError) in try access.key(hash: hash) }
    guard let key = found, key.kind == .feed, Secrets.areEqual(key.hash, hash), key.isGood(at: request.now),
      let scope = FeedScope(key.scope), scope.isThere(request.book, on: request.today)
    else { throw Self.notThere }
    if !key.subject.hasPrefix(Actor.servicePrefix) {
      guard let actor = RightsRegister(request.book, on: request.today).actor(key.subject),
        decide(actor, .subscribe, scope.resource(request.book), in: request.book).isAllowed
      else { throw Self.notThere }
    }
    return scope
  }

  // MARK: Issuing

  @Sendable
  private func issue(_ request: FrontRequest) async throws(Problem) -> Response {
    let wish = try request.json()
    let person = try request.person()
    let scope = wish["unit"]?.string.map { FeedScope(unit: $0) } ?? FeedScope(person: person)
    guard scope.isThere(request.book, on: request.today) else {
      throw .notFound("no unit `\(scope.id.prefix(60))`", help: "see /api/v1/units")
    }
    try request.require(.subscribe, scope.resource(request.book))
    let made = FeedScope.key(
      for: person, scope, label: wish["label"]?.string ?? "", by: person, request.parts.randomness, at: request.now)
    let access = request.parts.access
    try await request.parts.reading { () throws(StoreError) in try access.add(made.key) }
    return .json(
      ["id": .string(made.key.id), "path": .string(made.path), "scope": .string(scope.text)], status: .created,
      fields: [.location: made.path])
  }
}
