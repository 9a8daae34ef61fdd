import DutyBook
import DutyCalendar
import DutyLedger
import DutyPages
import DutyPorts
import DutyReporting
import DutyRights
import DutyRoster
import HTTPTypes
import HummingbirdCore

/// At a post: who is on a shift says that they are there (M56).
package struct PostPages: RouteGroup {
  private let cache = PageCache()

  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/check-in", "page-check-in", "The reader's shifts, and the form to check in", .may(.checkIn),
        style: .page, answers: EntryRoutes.html, run: form),
      Route(
        .post, "/check-in", "page-check-in-send", "Says that the reader is at their post, or leaves it",
        .may(.checkIn), style: .page, body: TaskPages.fields, answers: TaskPages.seeOther, run: checkIn),
    ]
  }

  private func view(_ request: FrontRequest) async throws(Problem) -> CheckInView {
    let (cache, digest) = (self.cache, request.book.digest)
    let view = try await request.pages(slowly: true) { pages throws(StoreError) in
      try pages.checkIn { campaign, days in
        cache.value(campaign.id, digest) { pages.archive.book.roster(of: campaign) }.showing(days)
      }
    }
    guard let view else {
      throw Problem(403, "not-a-person", "only somebody of the register has a shift", help: "use a person's account")
    }
    return view
  }

  @Sendable
  private func form(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(checkInPage(try await view(request), FormState(), request.pageReader))
  }

  @Sendable
  private func checkIn(_ request: FrontRequest) async throws(Problem) -> Response {
    let reader = request.pageReader
    let person = try request.person()
    try request.require(.checkIn, Resource(person: person, in: request.book))
    let view = try await view(request)
    let sent = request.body.isEmpty ? FormState() : try request.formState().state
    let state = checkCheckIn(sent, view, reader)
    guard state.isGood, let shift = view.shifts.first(where: { $0.key == state["shift"] }) else {
      return request.again(checkInPage(view, state, reader))
    }
    let isLeaving = state["kind"] == "out"
    var fields: [String: JSONValue] = [
      "person": .string(person), "by": .string(person), "post": .string(shift.post), "place": .string(shift.place),
      "leaving": .bool(isLeaving),
    ]
    for name in ["lat", "lon"] {
      if let micro = typedMicro(state[name], isPercent: false) { fields[name] = .int(Int64(micro)) }
    }
    do throws(Problem) {
      _ = try await request.perform("check-in", .object(fields))
      return request.telling(isLeaving ? .left : .came, "/check-in", with: shift.name)
    } catch {
      return request.again(checkInPage(view, state, reader), error)
    }
  }
}
