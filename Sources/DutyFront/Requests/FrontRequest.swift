import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes

/// A request that came through the guards: who asks, when, in which language, and everything it said.
package struct FrontRequest: Sendable {
  package let route: Route
  package let parts: FrontParts
  package let view: FrontView
  package let actor: Actor
  /// The session or token that opened the door; `nil` for anybody.
  package let key: AccessKey?
  package let locale: Settings.Locale
  package let now: Instant
  package let id: String
  package let address: String
  /// Whether the reader's side of the connection is TLS.
  package let isSecure: Bool
  package let path: String
  package let fields: HTTPFields
  /// Of the path, decoded.
  package let parameters: [String: String]
  package let query: QueryItems
  package let body: [UInt8]
  /// Goes into every form as the hidden input `csrf`; empty where nobody has signed in by a browser.
  package let csrf: String
  /// What it is known by if it comes again; `nil` for a request without a key of its own.
  package var deed: RequestMark?
  /// The body as a browser's form, where it is one that was read already.
  package var sent: FormBody?

  package var book: Book { view.book }
  package var zone: Zone { book.settings.zone }
  package var today: CivilDate { zone.local(now).date }

  package func parameter(_ name: String) -> String { parameters[name] ?? "" }

  // MARK: Rights

  /// Goes on only where the actor may do this to that.
  ///
  /// - Errors: 401 for nobody in particular, 403 for somebody else, with the reason.
  package func require(_ action: AccessAction, _ resource: Resource) throws(Problem) {
    if case .refused(let why) = decide(actor, action, resource, in: book) { throw Problem(why) }
  }

  package func may(_ action: AccessAction, _ resource: Resource) -> Bool {
    decide(actor, action, resource, in: book).isAllowed
  }

  /// The person in whose name something is done: always the one who signed in, never one that the request names.
  ///
  /// - Errors: 403 for a system and for anybody.
  package func person() throws(Problem) -> String {
    guard actor.isPerson else {
      throw Problem(
        403, "not-a-person", "this is done in a person's name, and nobody of the register has signed in",
        help: "use a token of a person")
    }
    return actor.id
  }

  // MARK: Reading and doing

  /// Reads the ledger off the event loop.
  package func reading<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerStore) throws(StoreError) -> Value
  ) async throws(Problem) -> Value {
    let store = parts.store
    return try await parts.reading { () throws(StoreError) in try body(store) }
  }

  /// Reads what reports and notices say, off the event loop.
  package func archive<Value: Sendable>(
    _ body: @escaping @Sendable (Archive) throws(StoreError) -> Value
  ) async throws(Problem) -> Value {
    let (store, planner, now) = (parts.store, view.planner, now)
    return try await parts.reading { () throws(StoreError) in try body(Archive(store, planner, now: now)) }
  }

  /// Has the engine do something in the caller's name.
  ///
  /// - Errors: whatever the engine refuses, as a problem.
  /// - Parameters:
  ///   - unless: a last look at the ledger, on the loop; see ``FrontDesk``.
  ///   - isStep: it only makes ready for what the request asks: what is written by it does not say that this is done.
  package func perform(
    _ operation: String, _ arguments: JSONValue, unless: (@Sendable () -> ControlReply?)? = nil, isStep: Bool = false
  ) async throws(Problem) -> JSONValue {
    let reply = await parts.desk.perform(
      operation, arguments, author: actor.isSignedIn ? actor.id : "anybody", deed: isStep ? nil : deed, unless: unless)
    guard (200..<300).contains(reply.status) else { throw Problem(reply) }
    return reply.body
  }

  // MARK: Bodies

  /// The body as a JSON object.
  package func json() throws(Problem) -> JSONValue {
    if body.isEmpty, let taken = route.body, !taken.isRequired { return [:] }
    let type = (fields[.contentType] ?? "").prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    guard type == "application/json" else {
      throw Problem(415, "not-json", "the body is not said to be JSON", help: "send `Content-Type: application/json`")
    }
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: body) } catch {
      throw .badRequest("the body is not read: \(error.description)", help: "send a JSON object; numbers are whole")
    }
    if let schema = route.body?.types["application/json"], let fault = SchemaCheck.fault(value, schema) {
      throw .badRequest(fault, help: "see /openapi.json, `\(route.name)`")
    }
    return value
  }

  /// The body as a browser's form sends it.
  package func form() throws(Problem) -> FormBody {
    if let sent { return sent }
    return try FormBody(body, type: fields[.contentType] ?? "")
  }
}

extension Problem {
  package init(_ refused: Refused) {
    switch refused {
    case .unknownCaller:
      self.init(401, refused.code, "this is not for everybody", help: "sign in, or send `Authorization: Bearer TOKEN`")
      fields["WWW-Authenticate"] = "Bearer realm=\"dutyd\""
    case .changesNothing:
      self.init(403, refused.code, "you read all and change nothing", help: "ask the office, or use another token")
    case .role(let roles):
      let names = roles.map(\.rawValue).joined(separator: ", ")
      self.init(403, refused.code, "no role of yours does this (\(names))", help: "ask the coordination office")
    case .scope(let roles):
      let names = roles.map(\.rawValue).joined(separator: ", ")
      self.init(
        403, refused.code, "this is neither yours nor your unit's (\(names))", help: "ask the coordination office")
    }
  }
}
