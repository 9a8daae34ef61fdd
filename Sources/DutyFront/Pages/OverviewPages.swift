import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPages
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyRights
import DutyRoster
import HTTPTypes
import HummingbirdCore

/// What everybody of the district looks at: the league, the places, the rules, the campaigns, the search.
package struct OverviewPages: RouteGroup {
  private let cache = PageCache()

  package init() {}

  package var routes: [Route] {
    [
      Route(.get, "/league", "page-league", "A league table", .may(.readRanking), style: .page,
        parameters: [RouteParameter("period", in: .query, "2026-11")], answers: EntryRoutes.html, run: league),
      Route(
        .get, "/league/{score}", "page-league-of", "A league table of one score", .may(.readRanking), style: .page,
        parameters: [
          RouteParameter("score", in: .path, "The score"), RouteParameter("period", in: .query, "2026-11"),
        ], answers: EntryRoutes.html, run: league),
      Route(
        .get, "/league/{score}/{unit}", "page-score", "How a unit's score came about", .may(.readScore), style: .page,
        parameters: [
          RouteParameter("score", in: .path, "The score"), RouteParameter("unit", in: .path, "The unit"),
          RouteParameter("period", in: .query, "2026-11"),
        ], answers: EntryRoutes.html, run: score),
      Route(.get, "/places", "page-places", "The tree of places", .may(.readRegisters), style: .page, answers: EntryRoutes.html, run: place),
      Route(
        .get, "/places/{id}", "page-place", "A place", .may(.readRegisters), style: .page,
        parameters: [
          RouteParameter("id", in: .path, "The place"), RouteParameter("show", in: .query, "`all` for whole lists"),
        ], answers: EntryRoutes.html, run: place),
      Route(.get, "/rules", "page-rules", "The rule book as it is read today", .may(.readRules), style: .page, answers: EntryRoutes.html, run: rules),
      Route(
        .get, "/rules/{name}", "page-rule", "A rule, and what it decides today", .may(.readRules), style: .page,
        parameters: [RouteParameter("name", in: .path, "The rule")], answers: EntryRoutes.html, run: rule),
      Route(
        .get, "/campaigns", "page-campaigns", "Campaigns that go on or come", .may(.readRoster), style: .page,
        answers: EntryRoutes.html, run: campaigns),
      Route(
        .get, "/campaigns/{id}", "page-campaign", "A campaign with its countdown and roster", .may(.readRoster), style: .page,
        parameters: [RouteParameter("id", in: .path, "The campaign")], answers: EntryRoutes.html, run: campaign),
      Route(
        .get, "/search", "page-search", "Looks for a task, a finding, a place, a unit, a person", .signedIn, style: .page,
        parameters: [RouteParameter("q", in: .query, "What to look for")], answers: EntryRoutes.html, run: search),
    ]
  }

  /// What stands as long as book, designations and day do.
  private static func standing(_ request: FrontRequest) -> String {
    "\(ObjectIdentifier(request.view.planner).hashValue) \(request.book.digest) \(request.today)"
  }

  /// What stands for some minutes.
  private static func minutes(_ count: Int64, _ request: FrontRequest) -> String {
    "\(standing(request)) \(request.now.seconds / (60 * count))"
  }

  @Sendable
  private func league(_ request: FrontRequest) async throws(Problem) -> Response {
    let (id, period, unit) = (request.parameter("score"), request.query["period"] ?? "", request.actor.unit)
    if !id.isEmpty, !request.book.scores.rows.contains(where: { $0.id == id }) {
      throw .notFound("there is no score `\(id.prefix(40))`", help: "see /league")
    }
    let (cache, key) = (self.cache, Self.minutes(5, request))
    var view = try await request.pages(slowly: true) { pages throws(StoreError) in
      try pages.league(id, period: period, ownUnit: unit) { score, period throws(StoreError) in
        try cache.value("league \(score.id) \(period.name)", key) { () throws(StoreError) in
          try ScoreBoard(pages.archive.store, pages.archive.book, now: pages.archive.now).ranking(of: score, in: period)
        }
      }
    }
    for index in view.rows.indices where !request.may(.readScore, Resource(unit: view.rows[index].unitID)) {
      view.rows[index].href = ""
    }
    return request.page(leaguePage(view, request.pageReader), status: view.isUnknown ? .notFound : .ok)
  }

  @Sendable
  private func score(_ request: FrontRequest) async throws(Problem) -> Response {
    let (book, unit, now) = (request.book, request.parameter("unit"), request.now)
    guard let score = book.scores[request.parameter("score")], book.units[unit] != nil else {
      throw .notFound("there is no such score, or no such unit", help: "see /league")
    }
    try request.require(.readScore, Resource(unit: unit))
    let name = request.query["period"] ?? Period.containing(request.today, score.every.kind).name
    guard let period = Period(named: name), period.kind == score.every.kind else {
      throw .badRequest(
        "`\(name.prefix(20))` is no period of this score",
        help: "such as \(Period.containing(request.today, score.every.kind).name)")
    }
    let view = try await request.pages(slowly: true) { pages throws(StoreError) -> ScoreView? in
      let board = try ScoreBoard(pages.archive.store, book, now: now)
      let sheets = try board.explained(unit: unit, in: period, only: score.id)
      guard let sheet = sheets.first else { return nil }
      return try pages.score(sheet, of: score)
    }
    guard let view else {
      throw .notFound("`\(unit)` has no score in \(period.name)", help: "it is not of this class, or nothing is recorded then")
    }
    return request.page(scorePage(view, request.pageReader))
  }

  @Sendable
  private func place(_ request: FrontRequest) async throws(Problem) -> Response {
    let (cache, key, id) = (self.cache, Self.minutes(1, request), request.parameter("id"))
    let (actor, book) = (request.actor, request.book)
    let isWhole = request.query["show"] == "all"
    let view = try await request.pages(slowly: true) { pages throws(StoreError) in
      let findings = try cache.value("findings", key) { () throws(StoreError) in
        Spots(spots: try pages.recentFindings())
      }
      guard var view = pages.place(id, findings: findings.spots, isWhole: isWhole) else { return PlaceView?.none }
      (view.findings, view.moreFindings) = try pages.findings(at: view.id, of: findings.spots, isWhole: isWhole) {
        decide(actor, .readFinding, Resource($0, in: book), in: book).isAllowed
      }
      (view.tasks, view.moreTasks) = try pages.tasks(at: view.id, isWhole: isWhole) { row in
        decide(actor, .readTask, Resource(row.record.roles, in: book), in: book).isAllowed
      }
      return view
    }
    guard let view else {
      // What tasks are owed for may be a unit.
      if request.book.units[id] != nil { return .seeOther("/queue?unit=" + percentEncoded(id)) }
      throw .notFound("there is no place `\(id.prefix(40))`", help: "see /search")
    }
    return request.page(placePage(view, request.pageReader))
  }

  private struct Spots: Sendable { var spots: [(place: String, sector: String, id: String)] }

  @Sendable
  private func rules(_ request: FrontRequest) async throws(Problem) -> Response {
    let (cache, key, digest) = (self.cache, Self.standing(request), request.book.digest)
    let view = try await request.pages(slowly: true) { pages throws(StoreError) in
      let use = cache.value("use", key) { RuleUse(pages.archive.planner.assignment, on: pages.archive.day) }
      let changes = try cache.value("changes", digest) { () throws(StoreError) in Changes(value: try pages.lastChange()) }
      let plan = try cache.value("plan " + pages.reader.locale.rawValue, digest) { () throws(StoreError) in
        Plan(change: try pages.planChange())
      }
      return try pages.rules(use, changes: changes.value, plan: plan.change)
    }
    return request.page(rulesPage(view, request.pageReader))
  }

  private struct Plan: Sendable { var change: PlanChange? }
  private struct Changes: Sendable { var value: (previous: String, files: [RulesView.FileChange]) }

  @Sendable
  private func rule(_ request: FrontRequest) async throws(Problem) -> Response {
    let (cache, key, name) = (self.cache, Self.standing(request), request.parameter("name"))
    let known = try await request.pages(slowly: true) { pages throws(StoreError) in
      try pages.rule(name, cache.value("use", key) { RuleUse(pages.archive.planner.assignment, on: pages.archive.day) })
    }
    guard let known else { throw .notFound("there is no rule `\(name.prefix(60))`", help: "see /rules") }
    return request.page(rulePage(known.item, text: known.text, request.pageReader))
  }

  @Sendable
  private func campaigns(_ request: FrontRequest) async throws(Problem) -> Response {
    let views = try await request.pages { pages throws(StoreError) in try pages.campaigns() }
    return request.page(campaignList(views, request.pageReader))
  }

  @Sendable
  private func campaign(_ request: FrontRequest) async throws(Problem) -> Response {
    let (cache, key, id) = (self.cache, Self.standing(request), request.parameter("id"))
    let view = try await request.pages(slowly: true) { pages throws(StoreError) in
      try pages.campaign(id) { campaign in
        cache.value("roster " + campaign.id, key) { pages.archive.book.roster(of: campaign) }
      }
    }
    guard let view else { throw .notFound("there is no campaign `\(id.prefix(40))`", help: "see /campaigns") }
    return request.page(campaignPage(view, request.pageReader))
  }

  /// By number first; a number may have its check code after it. What the reader may not see is not found.
  @Sendable
  private func search(_ request: FrontRequest) async throws(Problem) -> Response {
    let text = String((request.query["q"] ?? "").prefix(60))
    let number = Lookup.number(text)
    let (actor, book) = (request.actor, request.book)
    let readsRegisters = request.may(.readRegisters, .district)
    let view = try await request.pages(slowly: true) { pages throws(StoreError) in
      let archive = pages.archive
      var task = number.isEmpty ? nil : try archive.store.task(number: String(number.prefix(11)))
      if let row = task, !decide(actor, .readTask, Resource(row.record.roles, in: book), in: book).isAllowed { task = nil }
      var finding: String?
      if number.hasPrefix("F-"), let card = try archive.store.findingCard(number) {
        if decide(actor, .readFinding, Resource(card, in: book), in: book).isAllowed { finding = number }
      }
      let notices = try pages.notices(numbered: text) {
        decide(actor, .readNotice, Resource($0, in: book), in: book).isAllowed
      }
      return try pages.search(text, task: task, finding: finding, notices: notices, readsRegisters: readsRegisters)
    }
    return request.page(searchPage(view, request.pageReader))
  }
}
