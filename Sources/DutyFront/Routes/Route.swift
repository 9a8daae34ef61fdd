import DutyLedger
import DutyRights
import HTTPTypes
import HummingbirdCore

/// One route: how it is reached, who may, what it takes and answers, and what does it.
///
/// - Shape: the same value registers the route, guards it and describes it in the OpenAPI document, so that these cannot
///   differ. ``path`` holds its parameters in braces: `/api/v1/tasks/{number}`.
package struct Route: Sendable {
  package typealias Handler = @Sendable (FrontRequest) async throws(Problem) -> Response

  /// Who comes in at all; what it is about is asked in the handler, by ``FrontRequest/require(_:_:)``.
  package enum Door: Hashable, Sendable {
    case anybody
    case signedIn
    case may(AccessAction)
  }

  /// How refusals look: problem documents, or pages.
  package enum Style: Hashable, Sendable { case api, page }

  package var method: HTTPRequest.Method
  package var path: String
  /// Stable: the operation's id in the OpenAPI document.
  package var name: String
  package var summary: String
  package var door: Door
  package var style: Style
  package var parameters: [RouteParameter]
  package var body: RouteBody?
  package var answers: [RouteAnswer]
  /// The most bytes of a body; `nil` for the usual limit.
  package var bodyLimit: Int?
  /// Whether it is answered, with 200 `{"status":"starting"}`, before the daemon is ready.
  package var isAlwaysOpen: Bool
  package var run: Handler

  package init(
    _ method: HTTPRequest.Method, _ path: String, _ name: String, _ summary: String, _ door: Door,
    style: Style = .api, parameters: [RouteParameter] = [], body: RouteBody? = nil, answers: [RouteAnswer] = [],
    bodyLimit: Int? = nil, isAlwaysOpen: Bool = false, run: @escaping Handler
  ) {
    self.method = method
    self.path = path
    self.name = name
    self.summary = summary
    self.door = door
    self.style = style
    self.parameters = parameters
    self.body = body
    self.answers = answers
    self.bodyLimit = bodyLimit
    self.isAlwaysOpen = isAlwaysOpen
    self.run = run
  }

  /// Whether the OpenAPI document has it: what programs use, and not what browsers show.
  package var isDocumented: Bool { style == .api }

  /// Whether it may change something: a browser's forms carry proof then.
  package var isUnsafe: Bool { method != .get && method != .head }
}

/// A parameter of a route, as the OpenAPI document shows it.
package struct RouteParameter: Hashable, Sendable {
  package enum Place: String, Hashable, Sendable { case path, query, header }
  package var name: String
  package var place: Place
  package var summary: String
  package var schema: JSONValue
  package var isRequired: Bool

  package init(
    _ name: String, in place: Place, _ summary: String, schema: JSONValue = ["type": "string"], isRequired: Bool = false
  ) {
    self.name = name
    self.place = place
    self.summary = summary
    self.schema = schema
    self.isRequired = isRequired || place == .path
  }
}

/// What a route takes.
package struct RouteBody: Hashable, Sendable {
  /// Schemas by media type.
  package var types: [String: JSONValue]
  package var isRequired: Bool

  package init(json schema: JSONValue, isRequired: Bool = true) {
    types = ["application/json": schema]
    self.isRequired = isRequired
  }

  package init(types: [String: JSONValue], isRequired: Bool = true) {
    self.types = types
    self.isRequired = isRequired
  }
}

/// What a route answers; the refusals that every route knows are added to these.
package struct RouteAnswer: Hashable, Sendable {
  package var status: Int
  package var summary: String
  package var type: String
  package var schema: JSONValue?
  /// Other types of the same, where the caller chooses one.
  package var otherTypes: [String]

  package init(
    _ status: Int, _ summary: String, type: String = "application/json", schema: JSONValue? = nil,
    otherTypes: [String] = []
  ) {
    self.status = status
    self.summary = summary
    self.type = type
    self.schema = schema
    self.otherTypes = otherTypes
  }
}

/// Routes that belong together; a door is built from several.
///
/// A new group is a type of its own and one line in ``FrontServer/groups``.
package protocol RouteGroup: Sendable {
  var routes: [Route] { get }
}
