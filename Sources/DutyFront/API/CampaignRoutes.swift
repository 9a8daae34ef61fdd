import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyReporting
import DutyRights
import DutyRoster
import HTTPTypes
import HummingbirdCore

/// Campaigns: countdown, measures, goals, and who stands where.
package struct CampaignRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let day = Schemas.query("date", "As of this day; today when not given", Shape.date)
    let list = [RouteAnswer(200, "All of them", schema: Shape.answer(["items": Shape.list(Shape.anything)]))]
    let outcome = [RouteAnswer(200, "What came of it", schema: Shape.anything)]
    return [
      Route(
        .get, "/api/v1/campaigns", "campaign-list", "The campaigns that are on, or all", .may(.readRoster),
        parameters: [day, Schemas.query("all", "Those that are over or have not begun too", Shape.flag)], answers: list,
        run: campaigns),
      Route(
        .get, "/api/v1/campaigns/{id}", "campaign-show", "One campaign beside its expected pace", .may(.readRoster),
        parameters: [Schemas.id("The campaign"), day],
        answers: [
          RouteAnswer(200, "It", schema: Shape.answer(["campaign": Shape.text, "goals": Shape.list(Shape.anything)]))
        ],
        run: campaign),
      Route(
        .post, "/api/v1/campaigns/{id}/progress", "campaign-progress",
        "The total of a goal so far, or that a measure is done",
        .may(.recordProgress), parameters: [Schemas.id("The campaign")],
        body: RouteBody(
          json: Shape.body(
            [
              "what": Shape.text(200, least: 1), "total": Shape.integer(0...1_000_000_000),
              "note": Shape.text(TextLimit.note),
            ],
            required: ["what"])), answers: outcome
      ) { (request) throws(Problem) in
        let campaign = try Self.known(request)
        return try await request.done("campaign-progress", try request.json(), ["campaign": .string(campaign.id)])
      },
      Route(
        .get, "/api/v1/campaigns/{id}/roster", "roster-show", "Shifts, gaps with who could fill them, and the load",
        .may(.readRoster),
        parameters: [
          Schemas.id("The campaign"), Schemas.query("date", "One day", Shape.date),
          Schemas.query("person", "One person"),
        ],
        answers: [
          RouteAnswer(
            200, "The roster", schema: Shape.answer(["campaign": Shape.text, "shifts": Shape.list(Shape.anything)]))
        ],
        run: roster),
      Route(
        .post, "/api/v1/campaigns/{id}/roster", "roster-publish", "Records the roster as published",
        .may(.publishRoster),
        parameters: [Schemas.id("The campaign")], answers: outcome
      ) { (request) throws(Problem) in
        let campaign = try Self.known(request)
        return try await request.done("roster-publish", [:], ["campaign": .string(campaign.id)])
      },
      Route(
        .get, "/api/v1/campaigns/{id}/attendance", "attendance", "Who was late, left early or never came",
        .may(.readRoster),
        parameters: [Schemas.id("The campaign"), day, Schemas.query("all", "Everybody", Shape.flag)],
        answers: list, run: attendance),
    ]
  }

  private static func known(_ request: FrontRequest) throws(Problem) -> Campaign {
    guard let campaign = request.book.campaigns[request.parameter("id")] else {
      throw RegisterRoutes.unknown("campaign", request)
    }
    return campaign
  }

  @Sendable
  private func campaigns(_ request: FrontRequest) async throws(Problem) -> Response {
    let day = try request.day("date") ?? request.today
    let (book, all) = (request.book, request.query["all"] == "true")
    let items = try await request.reading { store throws(StoreError) in
      var items: [JSONValue] = []
      for campaign in book.campaigns.rows where all || campaign.window.contains(day) {
        items.append(try CampaignSheet(campaign, book, store, on: day).json)
      }
      return items
    }
    return .json(["items": .array(items)])
  }

  @Sendable
  private func campaign(_ request: FrontRequest) async throws(Problem) -> Response {
    let campaign = try Self.known(request)
    let (book, day) = (request.book, try request.day("date") ?? request.today)
    return .json(
      try await request.reading { store throws(StoreError) in try CampaignSheet(campaign, book, store, on: day).json })
  }

  /// The roster of a campaign with posts; making one takes a while, so it is made once for a book.
  private static func roster(
    _ campaign: Campaign, _ request: FrontRequest, _ days: ClosedRange<CivilDate>?, _ person: String?
  ) async throws(Problem) -> JSONValue {
    guard !campaign.posts.isEmpty else {
      throw .notFound("`\(campaign.id)` has no posts", help: "see the campaign itself")
    }
    let (book, zone) = (request.book, request.zone)
    let name = "roster \(campaign.id) \(days.map { "\($0)" } ?? "") \(person ?? "")"
    return try await request.sum(name, head: 0) { (_) throws(StoreError) in
      var made = book.roster(of: campaign)
      if let days { made = made.showing(days) }
      if let person { made.shifts = made.shifts(of: person) }
      return RosterJSON.value(made, in: zone)
    }
  }

  @Sendable
  private func roster(_ request: FrontRequest) async throws(Problem) -> Response {
    let campaign = try Self.known(request)
    let day = try request.day("date")
    if let day, !campaign.window.contains(day) {
      throw .badRequest("\(day) is outside the campaign", help: "see its `from` and `until`")
    }
    return .json(try await Self.roster(campaign, request, day.map { $0...$0 }, request.query["person"]))
  }

  @Sendable
  private func attendance(_ request: FrontRequest) async throws(Problem) -> Response {
    let campaign = try Self.known(request)
    let (book, now, zone) = (request.book, request.now, request.zone)
    let (day, all) = (try request.day("date") ?? request.today, request.query["all"] == "true")
    guard campaign.window.contains(day) else { return .json(["items": []]) }
    let items = try await request.parts.reading(slowly: true) { [store = request.parts.store] () throws(StoreError) in
      let topic = Topic.campaign(campaign.id)
      let reading = AttendanceReading(
        of: book.roster(of: campaign, days: day...day).shifts,
        checkIns: try store.records(CheckIn.self, topic: topic).map(\.record),
        spotChecks: try store.records(SpotCheck.self, topic: topic).map(\.record), at: now)
      return reading.rows.filter { all || $0.status.isFault }.map { RosterJSON.attendance($0, in: zone) }
    }
    return .json(["items": .array(items)])
  }
}
