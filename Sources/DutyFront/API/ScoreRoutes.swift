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
    let format = Schemas.query("format", "json, md, html or csv", Shape.oneOf(reportFormats.map(\.rawValue)))
    let document = [
      RouteAnswer(
        200, "As people read it", schema: Shape.anything,
        otherTypes: [DocumentFormat.md, .html, .csv].map(\.mediaType))
    ]
    return [
      Route(
        .get, "/api/v1/rankings", "rank", "The league table of a class in a period", .may(.readRanking),
        parameters: [
          Schemas.query("score", "The score, as scoring/ names it", Shape.text(100)),
          Schemas.query("class", "In place of the score: the class of units that is ranked by one", Shape.text(100)),
          period,
        ],
        answers: [
          RouteAnswer(
            200, "The table, with what was published of it",
            schema: Shape.answer(["score": Shape.text, "rows": Shape.list(Shape.anything)]))
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
          Schemas.query(
            "period", "2026-11-23, 2026-W47, 2026-11, 2026-B6, 2026-Q4, 2026-H2 or 2026; the present one when not given",
            Shape.text(20)), format,
        ], answers: document, run: report),
      Route(
        .get, "/api/v1/units/{id}/lists", "unit-lists", "A unit's lists of tasks, measures and deadlines",
        .may(.readRules),
        parameters: [Schemas.id("The unit"), Schemas.query("date", "The day; today when not given", Shape.date), format],
        answers: document, run: lists),
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
    let (book, now) = (request.book, request.now)
    let score = try Self.score(request, period)
    let name = "ranking \(score.id) \(period.name) \(request.today)"
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

  /// The score that is meant: by its name, or the one of a class and of a period's length.
  private static func score(_ request: FrontRequest, _ period: Period) throws(Problem) -> Score {
    let all = request.book.scores.rows
    guard let id = request.query["score"] else {
      let league = request.query["class"]
      let fitting = all.filter { $0.every.kind == period.kind && $0.league == league }
      if fitting.count == 1, let only = fitting.first { return only }
      throw .badRequest(
        "\(fitting.count) scores are counted for \(period.name) of the class `\(league?.prefix(60) ?? "")`",
        help: "give `score`, one of: \((fitting.isEmpty ? all : fitting).map(\.id).joined(separator: ", "))")
    }
    guard let score = request.book.scores[id] else {
      throw .notFound(
        "there is no score `\(id.prefix(60))`", help: "one of: \(all.map(\.id).joined(separator: ", "))")
    }
    guard score.every.kind == period.kind else {
      throw .badRequest("`\(id)` is counted by \(score.every.rawValue)", help: "give a period of that length")
    }
    return score
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
    let name = request.query["period"] ?? Period.containing(request.today, length).name
    guard let period = Period(named: name), period.kind == length, period.first <= request.today else {
      throw .badRequest(
        "`\(name)` is no period of that report that has begun",
        help: "such as \(Period.containing(request.today, length).name)")
    }
    let format = request.query["format"].flatMap { DocumentFormat(rawValue: $0) } ?? .json
    let (planner, now, store) = (request.view.planner, request.now, request.parts.store)
    let (locale, templates, published) = (request.locale, request.book.templates, request.parts.published)
    let bytes = try await request.parts.reading(slowly: true) { () throws(StoreError) in
      // What was put out is given as it was put out; the past is not made again here, for that takes a ledger's memory.
      if format != .csv, let file = published(publishedPath(form, period, format)) { return file }
      let input = try Archive(store, planner, now: now).input(form, period)
      return renderReport(DutyDocuments.report(of: input), as: format, locale: locale, templates: templates)
    }
    return .bytes(bytes, type: format.mediaType)
  }

  @Sendable
  private func lists(_ request: FrontRequest) async throws(Problem) -> Response {
    let unit = request.parameter("id")
    let day = try request.day("date") ?? request.today
    let format = request.query["format"].flatMap { DocumentFormat(rawValue: $0) } ?? .json
    let (planner, now, store) = (request.view.planner, request.now, request.parts.store)
    let (locale, templates) = (request.locale, request.book.templates)
    let bytes = try await request.parts.reading(slowly: true) { () throws(StoreError) in
      try Archive(store, planner, now: now).listInput(unit: unit, on: day).map { input in
        renderReport(unitLists(of: input), as: format, locale: locale, templates: templates)
      }
    }
    guard let bytes else { throw RegisterRoutes.unknown("unit", request) }
    return .bytes(bytes, type: format.mediaType)
  }
}
