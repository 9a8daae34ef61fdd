import DutyBook
import DutyLedger
import DutyPages
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Numbered documents in the browser: what came, what it says, the answer to it (M41–M45).
package struct NoticePages: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let number = ["series", "year", "number"].map { RouteParameter($0, in: .path, "Of the document's number: \($0)") }
    return [
      Route(
        .get, "/notices", "page-notices", "Documents to the reader and their unit", .may(.readNotice), style: .page,
        parameters: [RouteParameter("after", in: .query, "Behind which document, as the page before says it")],
        answers: EntryRoutes.html, run: list),
      Route(
        .get, "/notices/{series}/{year}/{number}", "page-notice", "A document with its answers", .may(.readNotice),
        style: .page, parameters: number, answers: EntryRoutes.html, run: show),
      Route(
        .post, "/notices/{series}/{year}/{number}/answer", "page-notice-answer", "Answers a document",
        .may(.answerNotice), style: .page, parameters: number, body: TaskPages.fields, answers: TaskPages.seeOther,
        run: answer),
    ]
  }

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> Response {
    let (actor, book) = (request.actor, request.book)
    let parties = request.may(.readNotice, .district) ? nil : request.parties
    let after = try await request.after(of: Notice.kind)
    let view = try await request.pages { pages throws(StoreError) in
      try pages.notices(of: parties, after: after) { decide(actor, .readNotice, Resource($0, in: book), in: book).isAllowed }
    }
    return request.page(noticeList(view, request.pageReader))
  }

  private func page(_ state: FormState, _ request: FrontRequest) async throws(Problem) -> Page {
    let stored = try await NoticeRoutes.notice(request)
    let resource = Resource(stored.record.content, in: request.book)
    try request.require(.readNotice, resource)
    let mayAnswer = request.may(.answerNotice, resource)
    let mayContest = request.actor.isPerson && request.may(.fileAppeal, resource)
    let view = try await request.pages { pages throws(StoreError) in
      var view = try pages.notice(stored)
      if !mayAnswer { view.mayAnswer = false }
      view.mayContest = mayContest && view.standing != .withdrawn
      return view
    }
    return noticePage(view, state, request.pageReader)
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(try await page(FormState(), request))
  }

  @Sendable
  private func answer(_ request: FrontRequest) async throws(Problem) -> Response {
    let stored = try await NoticeRoutes.notice(request)
    try request.require(.answerNotice, Resource(stored.record.content, in: request.book))
    let state = checkAnswer(request.body.isEmpty ? FormState() : try request.formState().state, request.pageReader)
    guard state.isGood else { return request.again(try await page(state, request)) }
    do throws(Problem) {
      _ = try await request.perform(
        "notice-answer",
        ["id": .string(stored.record.id), "by": .string(try request.person()), "text": .string(state["text"])])
    } catch {
      return request.again(try await page(state, request), error)
    }
    let path = stored.record.id.split(separator: "/").map { percentEncoded(String($0)) }.joined(separator: "/")
    return request.telling(.noticeAnswered, "/notices/" + path)
  }
}

extension FrontRequest {
  /// The reader and the units whose documents they may read, those below theirs included.
  var parties: [String] {
    var all = [actor.id]
    for role in [AccessRole.head, .deputy, .liaison, .inspector] {
      for unit in actor.units(as: role) {
        for below in book.subtree(of: unit) where !all.contains(below) { all.append(below) }
      }
    }
    return all
  }

  /// The reader and the units for which they answer what came.
  var answering: [String] {
    guard actor.isPerson else { return [] }
    let own = [AccessRole.head, .deputy, .liaison].contains { actor.units(as: $0).contains(actor.unit) }
    return own ? [actor.id, actor.unit] : [actor.id]
  }
}
