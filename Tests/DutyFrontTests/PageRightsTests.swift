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
