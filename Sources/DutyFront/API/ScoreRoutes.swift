import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Scores, league tables and reports of a period.
package struct ScoreRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let period = RouteParameter(
      "period", in: .query, "2026-11, 2026-B6, 2026-Q4, 2026-H2 or 2026", schema: Shape.text(20), isRequired: true)
    return [
      Route(
        .get, "/api/v1/rankings", "rank", "The league table of a class in a period", .may(.readRanking),
        parameters: [
          RouteParameter("score", in: .query, "The score, as scoring/ names it", schema: Shape.text(100), isRequired: true), period,
        ],
        answers: [
          RouteAnswer(
            200, "The table, with what was published of it", schema: Shape.answer(["score": Shape.text, "rows": Shape.list(Shape.anything)]))
        ], run: rank),
      Route(
        .get, "/api/v1/units/{id}/scores", "score", "A unit's scores in a period, down to what they rest on",
        .may(.readScore), parameters: [Schemas.id("The unit"), period],
        answers: [RouteAnswer(200, "One sheet a score", schema: Shape.answer(["items": Shape.list(Shape.anything)]))],
        run: scores),
      Route(
        .get, "/api/v1/reports/{form}", "report", "A report of a period, as people read it", .may(.readReport),
        parameters: [
          Schemas.id("brief, digest, monthly, two-monthly, quarterly, half-yearly or yearly", "form"),
          RouteParameter(
            "period", in: .query, "2026-11-23, 2026-W47, 2026-11, 2026-B6, 2026-Q4, 2026-H2 or 2026",
            schema: Shape.text(20), isRequired: true),
          Schemas.query("format", "json, md, html or csv", Shape.oneOf(["json", "md", "html", "csv"])),
        ], answers: [
          RouteAnswer(
            200, "The report", schema: Shape.anything, otherTypes: [DocumentFormat.md, .html, .csv].map(\.mediaType))
        ], run: report),
    ]
  }

  private static func period(_ request: FrontRequest) throws(Problem) -> Period {
    let name = request.query["period"] ?? ""
    guard let period = Period(named: name), ScorePeriod.allCases.contains(where: { $0.kind == period.kind }) else {
      throw .badRequest("`\(name)` is no period of a score", help: "write 2026-11, 2026-B6, 2026-Q4, 2026-H2 or 2026")
    }
    return period
  }

  @Sendable
  private func rank(_ request: FrontRequest) async throws(Problem) -> Response {
    let period = try Self.period(request)
    let (book, now, id) = (request.book, request.now, request.query["score"] ?? "")
    guard let score = book.scores[id] else {
      throw .notFound(
        "there is no score `\(id.prefix(60))`", help: "one of: \(book.scores.rows.map(\.id).joined(separator: ", "))")
    }
    guard score.every.kind == period.kind else {
      throw .badRequest("`\(id)` is counted by \(score.every.rawValue)", help: "give a period of that length")
    }
    let name = "ranking \(id) \(period.name) \(request.today)"
    let value = try await request.sum(name, head: request.view.status.head) { store throws(StoreError) in
      let board = try ScoreBoard(store, book, now: now)
      let table = try board.ranking(of: score, in: period)
      let published = try store.record(RankingPublished.self, id: table.published.id)
      return ScoreJSON.ranking(
        table, of: score, published: published.map { RankingPeriod($0.record) },
        try board.sheets(of: score, in: period), board)
    }
    return .json(value)
  }

  @Sendable
  private func scores(_ request: FrontRequest) async throws(Problem) -> Response {
    let unit = request.parameter("id")
    let (book, now) = (request.book, request.now)
    guard book.units[unit] != nil else { throw RegisterRoutes.unknown("unit", request) }
    try request.require(.readScore, Resource(unit: unit))
    let period = try Self.period(request)
    let name = "scores \(unit) \(period.name) \(request.today)"
    let value = try await request.sum(name, head: request.view.status.head) { store throws(StoreError) in
      let board = try ScoreBoard(store, book, now: now)
      return .array(try board.explained(unit: unit, in: period).map { ScoreJSON.value($0) })
    }
    return .json(["items": value])
  }

  @Sendable
  private func report(_ request: FrontRequest) async throws(Problem) -> Response {
    let word = request.parameter("form")
    guard let form = ReportForm(rawValue: word), let length = form.length else {
      let known = ReportForm.allCases.filter { $0.length != nil }.map(\.rawValue).joined(separator: ", ")
      throw .notFound("there is no report `\(word.prefix(40))`", help: "one of: \(known)")
    }
    let name = request.query["period"] ?? ""
    guard let period = Period(named: name), period.kind == length, period.first <= request.today else {
      throw .badRequest(
        "`\(name)` is no period of that report that has begun", help: "such as \(Period.containing(request.today, length).name)")
    }
    let format = request.query["format"].flatMap { DocumentFormat(rawValue: $0) } ?? .json
    let (planner, now, store) = (request.view.planner, request.now, request.parts.store)
    let (locale, templates) = (request.locale, request.book.templates)
    let bytes = try await request.parts.reading(slowly: true) { () throws(StoreError) in
      let input = try Archive(store, planner, now: now).reportInput(form, period)
      return renderReport(DutyDocuments.report(of: input), as: format, locale: locale, templates: templates)
    }
    return .bytes(bytes, type: format.mediaType)
  }
}
