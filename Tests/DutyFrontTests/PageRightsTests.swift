import DutyLedger
import DutyRights
import HTTPTypes
import Testing

@testable import DutyFront

/// Every page × every role: a page opens where the table of rights says so, and nowhere else.
@Suite struct PageRightsTests {
  static func isPage(_ route: Route) -> Bool { route.name.hasPrefix("page-") }

  private static let people: [AccessRole: String] = [
    .office: "p-office", .inspector: "p-inspector", .head: "p-head", .deputy: "p-deputy", .liaison: "p-liaison",
    .holder: "p-holder", .auditor: "p-auditor",
  ]

  /// Pages that anybody may open: they show a citizen what is a citizen's.
  private static let open: Set = [
    "page-home", "page-static", "page-login", "page-login-link", "page-findings", "page-finding",
    // What the link of a message opens is in the link.
    "page-link", "page-link-acknowledge",
  ]
  private static let signedIn: Set = ["page-search"]

  @Test("every page has a door, and those for anybody are known")
  func everyPageHasADoor() {
    let pages = FrontGroups.all.flatMap(\.routes).filter(Self.isPage)
    #expect(pages.count > 35)
    for page in pages {
      #expect(page.style == .page)
      switch page.door {
      case .anybody: #expect(Self.open.contains(page.name), "\(page.name) is open to anybody")
      case .signedIn: #expect(Self.signedIn.contains(page.name), "\(page.name) is open to everybody who signed in")
      case .may: break
      }
    }
  }

  @Test("every page × every role", arguments: AccessRole.allCases)
  func table(_ role: AccessRole) async throws {
    let door = try Door()
    let token = try Self.people[role].map { try door.token($0) }
    let roles: [AccessRole] = role == .citizen ? [.citizen] : [role, .holder, .citizen] + (role == .office ? [.head] : [])
    var tried = 0
    for route in door.router.routes where Self.isPage(route) && !route.path.contains("{") {
      guard case .may(let action) = route.door else { continue }
      let reply = await door.ask(
        route.method, route.path, token: token, fields: [("Content-Type", "application/x-www-form-urlencoded")])
      let isOpen =
        !(role == .auditor && action.changes) && roles.contains { RightsTable.reach($0, action) != .nothing }
      let isLetIn = reply.status != 401 && reply.status != 403 && !(reply.status == 303 && token == nil)
      // The engine, or a list of nothing, may still say no; what matters is that a closed door is closed.
      if isOpen { #expect(isLetIn, "\(role.rawValue) \(route.name): \(reply.status)") }
      if !isOpen { #expect(!isLetIn, "\(role.rawValue) \(route.name): \(reply.status)") }
      #expect(reply.status < 500, "\(role.rawValue) \(route.name): \(reply.text.prefix(200))")
      tried += 1
    }
    #expect(tried >= 12)
  }

  /// What a page with a parameter is about.
  private static let abouts: [String: RouteRightsTests.About] = [
    "page-task": .task, "page-report": .task, "page-report-send": .task, "page-acknowledge": .task,
    "page-verify": .task, "page-return": .task, "page-disown": .task, "page-part": .task, "page-sign": .task,
    "page-progress": .task, "page-extend": .task, "page-transfer": .task, "page-suspend": .task,
    "page-resume": .task, "page-void": .task,
    // What belongs to nobody in particular, or to whom the page itself asks.
    "page-withdraw": .district, "page-withdraw-send": .district, "page-ruling": .district,
    "page-ruling-send": .district, "page-classify": .district, "page-classify-send": .district,
    "page-proposal": .district, "page-approve": .district, "page-reject": .district, "page-approval": .district,
    "page-approval-approve": .district, "page-approval-reject": .district, "page-approval-withdraw": .district,
    "page-league-of": .district, "page-place": .district, "page-rule": .district, "page-campaign": .district,
    "page-score": .district, "page-evidence": .district, "page-notice": .district, "page-notice-answer": .district,
  ]

  /// Whether the table of rights said no; what the page or the engine refuses besides is another matter.
  private static func isRefused(_ reply: Door.Reply) -> Bool {
    if reply.status == 401 || reply.status == 303 && reply.fields[.location]?.hasPrefix("/login") == true { return true }
    let words = ["no role of yours does this", "neither yours nor your unit", "you read all and change nothing"]
    return reply.status == 403 && words.contains { reply.text.contains($0) }
  }

  @Test("every page with a parameter is in the table")
  func everyParameterIsTried() {
    for route in FrontGroups.all.flatMap(\.routes) where Self.isPage(route) && route.path.contains("{") {
      guard case .may = route.door else { continue }
      #expect(Self.abouts[route.name] != nil, "\(route.name) \(route.path) is in no row of this table")
    }
  }

  @Test("every page with a parameter × every role × own, child, ancestor, other; files come with the forms that take them",
    arguments: AccessRole.allCases)
  func parameters(_ role: AccessRole) async throws {
    let door = try Door()
    let token = try Self.people[role].map { try door.token($0) }
    let form = Array("--x\r\nContent-Disposition: form-data; name=\"file-photo\"; filename=\"a.jpg\"\r\n\r\n\u{1}\r\n--x--\r\n".utf8)
    var tried = 0
    for route in door.router.routes where Self.isPage(route) {
      guard case .may(let action) = route.door, let about = Self.abouts[route.name] else { continue }
      let takesFiles = route.body?.types["multipart/form-data"] != nil
      for whose in Whose.allCases where about != .district || whose == .own {
        var path = route.path.replacing("{number}", with: try door.task(on: RouteRightsTests.road(whose, role)))
        path = path.replacing(#/\{[a-z]+\}/#, with: "x")
        let reply = await door.ask(
          route.method, path, token: token, body: takesFiles ? form : [],
          fields: [("Content-Type", takesFiles ? "multipart/form-data; boundary=x" : "application/x-www-form-urlencoded")])
        let expected = RouteRightsTests.isAllowed(role, action, about, whose)
        #expect(
          Self.isRefused(reply) == !expected,
          "\(role.rawValue) \(route.name) \(whose.rawValue): \(reply.status), expected \(expected)")
        #expect(reply.status < 500, "\(role.rawValue) \(route.name): \(reply.text.prefix(300))")
        tried += 1
      }
    }
    #expect(tried >= 60)
  }

  @Test("queues of others and findings by number × every role × own, child, ancestor, other", arguments: AccessRole.allCases)
  func questions(_ role: AccessRole) async throws {
    let door = try Door()
    let token = try Self.people[role].map { try door.token($0) }
    for whose in Whose.allCases {
      let (unit, person) = (RouteRightsTests.unit(whose), RouteRightsTests.person(whose, role))
      let finding = try await RouteRightsTests.finding(whose, role, door)
      let asked: [(path: String, action: AccessAction, about: RouteRightsTests.About)] = [
        ("/queue?unit=\(unit)", .readQueue, .unit), ("/queue?person=\(person)", .readQueue, .person),
        ("/findings/\(finding)", .readFinding, .finding),
      ]
      for one in asked {
        let reply = await door.ask(.get, one.path, token: token)
        let expected = RouteRightsTests.isAllowed(role, one.action, one.about, whose)
        // Without an account a finding is followed by its code.
        let isRefused = Self.isRefused(reply) || reply.fields[.location] == "/findings/follow"
        #expect(isRefused == !expected, "\(role.rawValue) \(one.path) \(whose.rawValue): \(reply.status), expected \(expected)")
      }
    }
  }

  @Test("a task's page is for whom it concerns; its buttons are for those who may press them")
  func taskPages() async throws {
    let door = try Door()
    let own = try door.task(on: "r-holder")
    let other = try door.task(on: "r-other")
    let holder = try door.token("p-holder")
    let shown = await door.ask(.get, "/tasks/\(own)", token: holder)
    #expect(shown.status == 200)
    #expect(shown.text.contains("/tasks/\(own)/acknowledge"))
    #expect(await door.ask(.get, "/tasks/\(other)", token: holder).status == 403)
    #expect(await door.ask(.get, "/tasks/\(other)/report", token: holder).status == 403)
    let auditor = await door.ask(.get, "/tasks/\(own)", token: try door.token("p-auditor"))
    #expect(auditor.status == 200)
    #expect(!auditor.text.contains("/acknowledge"), "an auditor reads all and changes nothing")
    #expect(await door.ask(.get, "/tasks/\(own)").status == 303, "a stranger is sent to sign in")
  }

  @Test("a finding is followed by its code alone, and codes cannot be tried out")
  func codes() async throws {
    let door = try Door()
    let reply = await door.ask(
      .post, "/findings", body: Array("text=%E5%9E%83%E5%9C%BE&place=r-holder&kind=road-clean".utf8),
      fields: [("Content-Type", "application/x-www-form-urlencoded")])
    let place = reply.fields[.location] ?? ""
    #expect(reply.status == 303, "\(reply.text.prefix(300))")
    #expect(place.contains("&code="))
    #expect(await door.ask(.get, place).status == 200)
    let number = place.split(separator: "?")[0]
    #expect(await door.ask(.get, String(number)).fields[.location] == "/findings/follow")
    var statuses: [Int] = []
    for guess in 0..<15 {
      statuses.append(await door.ask(.get, "\(number)?code=\(guess)").status)
    }
    #expect(statuses.last == 429, "after some wrong codes nothing more is looked at: \(statuses)")
  }
}
