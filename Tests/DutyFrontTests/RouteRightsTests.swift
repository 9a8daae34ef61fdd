import DutyTestKit
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRights
import DutyStore
import HTTPTypes
import Testing

@testable import DutyFront

/// Whose thing a request is about, as seen from the caller's unit.
enum Whose: String, CaseIterable { case own, child, ancestor, other }

/// Every route × every role × own, child, ancestor and other unit: what the table of rights says is what the doors do.
@Suite struct RouteRightsTests {
  /// Who stands in a role; `nil` for the citizen at the door.
  static let people: [AccessRole: String] = [
    .office: "p-office", .inspector: "p-inspector", .head: "p-head", .deputy: "p-deputy", .liaison: "p-liaison",
    .holder: "p-holder", .auditor: "p-auditor",
  ]

  /// What a route is about, by its name; `district` for what belongs to nobody in particular.
  enum About { case task, unit, person, finding, cascade, summons, checkIn, appeal, whole, district }
  private static let abouts: [String: About] = [
    "task-show": .task, "evidence-list": .task, "evidence-add": .task, "task-disown": .task, "task-rule": .task,
    "task-part": .task, "task-sign": .task, "task-progress": .task, "queue-unit": .unit, "queue-person": .person,
    "score": .unit, "finding-show": .finding, "cascade-start": .cascade, "summon": .summons, "check-in": .checkIn,
    "appeal-file": .appeal,
    // These look at what there is and show what is the caller's, or ask the engine for whom it is.
    "task-list": .district, "finding-list": .district, "notice-list": .district, "proposal-list": .district,
    "appeal-list": .district, "flag-list": .district, "finding-add": .district, "finding-follow": .district,
    "finding-classify": .district, "finding-join": .district, "finding-import": .district, "unit-list": .district,
    "unit-show": .district, "person-list": .district, "person-show": .district, "place-list": .district,
    "place-show": .district, "rule-list": .district, "duty-list": .district, "standard-list": .district,
    "explain": .district, "rank": .district, "report": .district, "campaign-list": .district,
    "campaign-show": .district, "roster-show": .district, "attendance": .district, "roster-publish": .district,
    "campaign-progress": .district, "spot-check": .district, "bonus-add": .district, "mock-draw": .district,
    "designation-list": .district, "designate": .district, "designation-withdraw": .district, "status": .district,
    "reload": .district, "access-log": .district, "contact-add": .district, "appeal-decide": .district,
    "flag-lift": .district, "proposal-approve": .district, "proposal-reject": .district,
    "approval-approve": .district, "approval-reject": .district, "approval-withdraw": .district,
    "queue-index": .whole,
    "notice-show": .district, "notice-answer": .district, "evidence-get": .district, "feed-issue": .district,
    "changes": .district, "unit-lists": .district, "proposal-show": .district, "feedback": .district,
    "cascade-list": .district, "cascade-show": .district, "contact-list": .district, "mock-show": .district,
    "delivery-list": .district,
  ]

  private static func about(_ route: Route) -> About? {
    if let known = abouts[route.name] { return known }
    // Citizens' intake and what everybody may follow of it.
    if route.name.hasPrefix("open311-") { return .district }
    return TaskAction.allCases.contains { "task-\($0.rawValue)" == route.name } ? .task : nil
  }

  /// What the table says, worked out here from its letters alone.
  private static func mayBe(_ letter: Character, _ about: About, _ whose: Whose) -> Bool {
    switch (letter, about, whose) {
    case ("-", _, _): false
    case ("e", _, _): true
    // Asked about nothing in particular, the door lets everybody in who may something of the kind.
    case (_, .district, _): true
    // Of the whole district at once.
    case (_, .whole, _): false
    case ("s", _, .own), ("s", _, .child): true
    // A unit, a cascade or a summons is nobody's own.
    case ("o", .task, .own), ("o", .person, .own), ("o", .finding, .own), ("o", .checkIn, .own): true
    default: false
    }
  }

  /// The letters of a caller: of everybody's roles the farthest.
  static func isAllowed(_ role: AccessRole, _ action: AccessAction, _ about: About, _ whose: Whose) -> Bool {
    if role == .auditor, action.changes { return false }
    let row = Array(RightsTable.rows[action] ?? "--------")
    let roles: [AccessRole] =
      role == .citizen ? [.citizen] : [role, .holder, .citizen] + (role == .office ? [.head] : [])
    return roles.contains { other in
      guard let index = AccessRole.allCases.firstIndex(of: other) else { return false }
      // The office's own head is a head of the office, whose subtree these are not.
      if role == .office, other == .head, whose != .own { return row[index] == "e" }
      return mayBe(row[index], about, whose)
    }
  }

  @Test("every route says what it is about, so that none goes untried")
  func everyRouteIsTried() {
    #expect(FrontGroups.all.flatMap(\.routes).count > 70)
    // Pages are tried in PageRightsTests.
    let routes = FrontGroups.all.flatMap(\.routes).filter { !PageRightsTests.isPage($0) }
    for route in routes {
      guard case .may = route.door else { continue }
      #expect(Self.about(route) != nil, "\(route.name) is in no row of this table")
    }
    for route in routes where route.door == .anybody {
      #expect(["health", "ready", "me", "login", "openapi", "metrics", "feed-read"].contains(route.name), "\(route.name) is open to anybody")
    }
    for route in routes where route.door == .signedIn {
      #expect(
        ["logout", "approval-list", "approval-show", "key-list", "key-revoke"].contains(route.name),
        "\(route.name) is open to everybody who signed in")
    }
  }

  @Test("every route × every role × own, child, ancestor, other", arguments: AccessRole.allCases)
  func table(_ role: AccessRole) async throws {
    let door = try Door()
    let token = try Self.people[role].map { try door.token($0) }
    var tried = 0
    for route in door.router.routes {
      guard case .may(let action) = route.door, let about = Self.about(route) else { continue }
      for whose in Whose.allCases where about != .district || whose == .own {
        let (path, body) = try await Self.request(route, about, whose, role, door)
        let reply = await door.ask(
          route.method, path, token: token, json: body,
          body: route.name == "finding-import"
            ? Array("x".utf8) : route.name == "evidence-add" ? [0xFF, 0xD8, 0xFF] : [],
          fields: route.name == "evidence-add" ? [("Content-Type", "image/jpeg")] : [])
        let isRefused = ["sign-in-needed", "not-your-role", "not-yours", "changes-nothing"].contains(reply.code)
        let expected = Self.isAllowed(role, action, about, whose)
        #expect(
          isRefused == !expected,
          "\(role.rawValue) \(route.name) \(whose.rawValue): \(reply.status) \(reply.code), expected \(expected)")
        #expect(reply.status < 500, "\(role.rawValue) \(route.name) \(whose.rawValue): \(reply.text)")
        let documented = OpenAPIDocument.refusals(of: route) + route.answers.map(\.status)
        #expect(documented.contains(reply.status), "\(route.name) answers \(reply.status), which is not documented")
        if isRefused { #expect(reply.status == (token == nil ? 401 : 403), "\(route.name)") }
        tried += 1
      }
    }
    #expect(tried > 120)
  }

  @Test("every refusal is written down, with who, where and why")
  func refusalsAreAudited() async throws {
    let door = try Door()
    let token = try door.token("p-holder")
    _ = await door.ask(.get, "/api/v1/status?x=secret", token: token, peer: "10.1.2.3")
    _ = await door.ask(.get, "/api/v1/tasks", peer: "10.1.2.4")
    let refusals = try door.access.refusals(limit: 10)
    #expect(refusals.count == 2)
    #expect(refusals.last?.actor == "p-holder")
    #expect(refusals.last?.address == "10.1.2.3")
    #expect(refusals.last?.path == "/api/v1/status", "a query may carry secrets and is not kept")
    #expect(refusals.last?.code == "not-your-role")
    #expect(refusals.first?.actor == "")
    #expect(refusals.first?.status == 401)
  }

  // MARK: Requests

  static func unit(_ whose: Whose) -> String {
    switch whose {
    case .own: "u-own"
    case .child: "u-child"
    case .ancestor: "u-parent"
    case .other: "u-other"
    }
  }

  static func person(_ whose: Whose, _ role: AccessRole) -> String {
    switch whose {
    case .own: people[role] ?? "p-holder"
    case .child: "p-child"
    case .ancestor: "p-parent"
    case .other: "p-other"
    }
  }

  static func road(_ whose: Whose, _ role: AccessRole) -> String {
    "r-" + person(whose, role).dropFirst(2)
  }

  /// A request for a route about a thing of a unit; what it asks for need not make sense to the engine.
  private static func request(
    _ route: Route, _ about: About, _ whose: Whose, _ role: AccessRole, _ door: Door
  ) async throws -> (path: String, body: JSONValue?) {
    var path = route.path.replacing("{number}", with: try door.task(on: road(whose, role)))
    switch about {
    case .unit: path = path.replacing("{id}", with: unit(whose))
    case .person: path = path.replacing("{id}", with: person(whose, role))
    case .finding: path = path.replacing("{id}", with: try await finding(whose, role, door))
    default: break
    }
    for name in ["id", "series", "year", "form", "flag", "unit", "date"] {
      path = path.replacing("{\(name)}", with: "x")
    }
    let needed = route.parameters.filter { $0.place == .query && $0.isRequired }
    if !needed.isEmpty { path += "?" + needed.map { "\($0.name)=2026-11" }.joined(separator: "&") }
    guard let schema = route.body?.types["application/json"] else { return (path, nil) }
    var body = sample(schema).object ?? [:]
    switch about {
    case .cascade: body["from"] = .string(road(whose, role))
    case .summons: body["unit"] = .string(unit(whose))
    case .checkIn: body["person"] = .string(person(whose, role))
    case .appeal: body["against"] = .string("flag/\(unit(whose))/2026-11-23")
    default: break
    }
    return (path, .object(body))
  }

  static func finding(_ whose: Whose, _ role: AccessRole, _ door: Door) async throws -> String {
    let reply = await door.desk.perform(
      "finding-add",
      [
        "text": .string("\(role.rawValue) \(whose.rawValue)"), "source": "patrol", "standard": "road-clean",
        "place": .string(road(whose, role)), "by": .string(person(whose, role)),
      ], author: "test", deed: nil, unless: nil)
    return reply.body["finding"]?["id"]?.string ?? "none"
  }

  /// The least that a schema takes.
  private static func sample(_ schema: JSONValue) -> JSONValue {
    switch schema["type"]?.string {
    case "object":
      let properties = schema["properties"]?.object ?? [:]
      let required = schema["required"]?.array?.compactMap(\.string) ?? []
      return .object(Dictionary(uniqueKeysWithValues: required.map { ($0, sample(properties[$0] ?? [:])) }))
    case "array": return []
    case "integer": return .int(schema["minimum"]?.int ?? 0)
    case "boolean": return true
    default: return schema["enum"]?[0] ?? "x"
    }
  }
}
