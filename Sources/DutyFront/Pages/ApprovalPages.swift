import DutyLedger
import DutyPages
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// What waits for somebody's consent: extensions, transfers, suspensions, voids.
package struct ApprovalPages: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let id = RouteParameter("id", in: .path, "Which one")
    return [
      Route(
        .get, "/approvals", "page-approvals", "What waits for the reader's consent, and what they asked for",
        .may(.readTask), style: .page, answers: EntryRoutes.html, run: list),
      Route(
        .get, "/approvals/{id}", "page-approval", "One of them", .may(.readTask), style: .page, parameters: [id],
        answers: EntryRoutes.html, run: show),
      Route(
        .post, "/approvals/{id}/approve", "page-approval-approve", "Consents: it is done at once", .may(.actOnTask),
        style: .page, parameters: [id], body: TaskPages.fields, answers: TaskPages.seeOther, run: approve),
      Route(
        .post, "/approvals/{id}/reject", "page-approval-reject", "Does not consent", .may(.actOnTask), style: .page,
        parameters: [id], body: TaskPages.fields, answers: TaskPages.seeOther, run: reject),
      Route(
        .post, "/approvals/{id}/withdraw", "page-approval-withdraw", "Whoever asked wants it no longer",
        .may(.actOnTask), style: .page, parameters: [id], body: TaskPages.fields, answers: TaskPages.seeOther,
        run: withdraw),
    ]
  }

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> Response {
    let (access, store, now) = (request.parts.access, request.parts.store, request.now)
    let seesAll = request.actor.has(.office) || request.actor.has(.auditor)
    let view = try await request.pages { pages throws(StoreError) in
      try pages.approvals(
        open: try access.standing(
          try access.wishes(isOpen: true, before: nil, limit: 500), over: store, at: now),
        recent: try access.wishes(isOpen: false, before: nil, limit: 500),
        seesAll: seesAll)
    }
    return request.page(approvalsPage(view, request.pageReader))
  }

  private func page(_ wish: ApprovalWish, _ state: FormState, _ request: FrontRequest) async throws(Problem) -> Page {
    let mayAct = !request.actor.isReadOnly && !request.actor.has(.auditor)
    let item = try await request.pages { pages throws(StoreError) in
      var item = try pages.approval(wish)
      if !mayAct {
        item?.mayDecide = false
        item?.mayWithdraw = false
      }
      return item
    }
    guard let item else { throw .notFound("what it is about is not known", help: "see /approvals") }
    return approvalPage(item, state, request.pageReader)
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(try await page(try await Consent.wish(request), FormState(), request))
  }

  @Sendable
  private func approve(_ request: FrontRequest) async throws(Problem) -> Response {
    let wish = try await Consent.open(request)
    do throws(Problem) {
      _ = try await Consent.approve(wish, request)
      return request.telling(.consented, "/approvals/" + percentEncoded(wish.id))
    } catch {
      return request.again(try await page(wish, FormState(), request), error)
    }
  }

  @Sendable
  private func reject(_ request: FrontRequest) async throws(Problem) -> Response {
    let wish = try await Consent.open(request)
    var state = request.body.isEmpty ? FormState() : try request.formState().state
    state.require("reason", request.pageReader.noReasonText)
    guard state.isGood else { return request.again(try await page(wish, state, request)) }
    do throws(Problem) {
      _ = try await Consent.reject(wish, state["reason"], request)
      return request.telling(.declined, "/approvals/" + percentEncoded(wish.id))
    } catch {
      return request.again(try await page(wish, state, request), error)
    }
  }

  @Sendable
  private func withdraw(_ request: FrontRequest) async throws(Problem) -> Response {
    do throws(Problem) {
      return request.telling(.takenBack, "/approvals/" + percentEncoded(try await Consent.withdraw(request).id))
    } catch {
      return request.again(try await page(try await Consent.wish(request), FormState(), request), error)
    }
  }
}
