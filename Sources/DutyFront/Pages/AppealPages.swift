import DutyBook
import DutyLedger
import DutyPages
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Appeals in the browser: what is contested, the form to contest it, and the office's decision (M46).
package struct AppealPages: RouteGroup {
  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/appeal", "page-appeal", "What is contested, or can be, with what became of it", .may(.readNotice),
        style: .page, parameters: [RouteParameter("against", in: .query, "A finding, a document, a deduction or a flag")],
        answers: EntryRoutes.html, run: show),
      Route(
        .post, "/appeal", "page-appeal-file", "Contests something", .may(.fileAppeal), style: .page,
        body: TaskPages.fields, answers: TaskPages.seeOther, run: file),
      Route(
        .post, "/appeal/decide", "page-appeal-decide", "Upholds or dismisses an appeal", .may(.decideAppeal),
        style: .page, body: TaskPages.fields, answers: TaskPages.seeOther, run: decide),
    ]
  }

  private func view(_ against: String, _ request: FrontRequest) async throws(Problem) -> AppealView {
    let found = try await request.pages { pages throws(StoreError) in try pages.appeal(against: against) }
    guard var view = found else {
      throw .notFound(
        against.isEmpty ? "it is not said what is contested" : "nothing on record is called `\(against.prefix(80))`",
        help: "begin at the document or the finding itself: its page leads here")
    }
    let whose = try await AppealRoutes.whose(against, request)
    view.mayFile = request.actor.isPerson && request.may(.fileAppeal, whose)
    // Nobody decides their own.
    view.mayDecide =
      request.actor.isPerson && request.actor.id != view.filer && request.may(.decideAppeal, .district)
    if !view.mayFile, !view.mayDecide { try request.require(.readNotice, whose) }
    return view
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    let view = try await view(request.query["against"] ?? "", request)
    return request.page(appealPage(view, FormState(), request.pageReader))
  }

  @Sendable
  private func file(_ request: FrontRequest) async throws(Problem) -> Response {
    try await send(request, isDecision: false)
  }

  @Sendable
  private func decide(_ request: FrontRequest) async throws(Problem) -> Response {
    try await send(request, isDecision: true)
  }

  private func send(_ request: FrontRequest, isDecision: Bool) async throws(Problem) -> Response {
    let reader = request.pageReader
    let state = request.body.isEmpty ? FormState() : try request.formState().state
    let view = try await view(state["against"], request)
    if isDecision {
      try request.require(.decideAppeal, .district)
    } else {
      try request.require(.fileAppeal, try await AppealRoutes.whose(view.against, request))
    }
    let checked = checkAppeal(state, isDecision: isDecision, reader)
    guard checked.isGood else { return request.again(appealPage(view, checked, reader)) }
    do throws(Problem) {
      var fields: [String: JSONValue] = ["by": .string(try request.person()), "reason": .string(checked["reason"])]
      if isDecision {
        fields["id"] = .string(Appeal.id(against: view.against))
        fields["upheld"] = .bool(checked["upheld"] == "yes")
      } else {
        fields["against"] = .string(view.against)
      }
      _ = try await request.perform(isDecision ? "appeal-decide" : "appeal-file", .object(fields))
      return request.telling(isDecision ? .appealDecided : .appealFiled, view.href)
    } catch {
      return request.again(appealPage(view, checked, reader), error)
    }
  }
}
