import DutyBook
import DutyCalendar
import DutyLedger
import DutyPages
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// The office's desk: what waits for it, and what it decides.
package struct OfficePages: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let id = RouteParameter("id", in: .path, "Which one")
    return [
      Route(.get, "/office", "page-office", "What waits for the office", .may(.readGaps), style: .page,
        parameters: [
          RouteParameter("list", in: .query, "One list alone"),
          RouteParameter("after", in: .query, "Behind which of its items, as the page before says it"),
        ], answers: EntryRoutes.html, run: desk),
      Route(
        .get, "/office/designate", "page-designate", "The form to designate", .may(.designate), style: .page,
        parameters: [RouteParameter("gap", in: .query, "What it answers")], answers: EntryRoutes.html, run: designateForm),
      Route(
        .post, "/office/designate", "page-designate-send", "Designates", .may(.designate), style: .page,
        body: TaskPages.fields, answers: TaskPages.seeOther, run: designate),
      Route(
        .get, "/office/withdraw/{id}", "page-withdraw", "The form to withdraw a designation", .may(.designate), style: .page,
        parameters: [id], answers: EntryRoutes.html, run: withdrawForm),
      Route(
        .post, "/office/withdraw/{id}", "page-withdraw-send", "Withdraws a designation", .may(.designate), style: .page,
        parameters: [id], body: TaskPages.fields, answers: TaskPages.seeOther, run: withdraw),
      Route(
        .get, "/office/rulings/{id}", "page-ruling", "The form to rule whose a task is", .may(.designate), style: .page,
        parameters: [id], answers: EntryRoutes.html, run: rulingForm),
      Route(
        .post, "/office/rulings/{id}", "page-ruling-send", "Rules whose a task is", .may(.designate), style: .page,
        parameters: [id], body: TaskPages.fields, answers: TaskPages.seeOther, run: rule),
      Route(
        .get, "/office/classify/{id}", "page-classify", "The form to classify a finding", .may(.settleFinding), style: .page,
        parameters: [id], answers: EntryRoutes.html, run: classifyForm),
      Route(
        .post, "/office/classify/{id}", "page-classify-send", "Classifies a finding", .may(.settleFinding), style: .page,
        parameters: [id], body: TaskPages.fields, answers: TaskPages.seeOther, run: classify),
      Route(
        .get, "/office/proposals/{id}", "page-proposal", "A document that waits for approval", .may(.readDraft),
        style: .page, parameters: [id], answers: EntryRoutes.html, run: proposal),
      Route(
        .post, "/office/proposals/{id}/approve", "page-approve", "Approves a document", .may(.decideNotice), style: .page,
        parameters: [id], body: TaskPages.fields, answers: TaskPages.seeOther
      ) { request throws(Problem) in try await decideProposal(request, isApproved: true) },
      Route(
        .post, "/office/proposals/{id}/reject", "page-reject", "Rejects a document", .may(.decideNotice), style: .page,
        parameters: [id], body: TaskPages.fields, answers: TaskPages.seeOther
      ) { request throws(Problem) in try await decideProposal(request, isApproved: false) },
    ]
  }

  @Sendable
  private func desk(_ request: FrontRequest) async throws(Problem) -> Response {
    try request.require(.readGaps, .district)
    let mayDesignate = request.may(.designate, .district)
    let access = request.parts.access
    var place: DeskPlace?
    if let name = request.query["list"] {
      guard let list = DeskList(rawValue: name) else {
        throw .badRequest("the desk has no list `\(name.prefix(40))`", help: "go back to /office")
      }
      place = DeskPlace(list, after: String((request.query["after"] ?? "").prefix(200)))
    }
    let view = try await request.pages(slowly: true) { [place] pages throws(StoreError) in
      try pages.office(mayDesignate: mayDesignate, at: place) { () throws(StoreError) in
        try access.wishes(isOpen: true, before: nil, limit: 1000)
      }
    }
    return request.page(officePage(view, request.pageReader))
  }

  private func missing(_ request: FrontRequest) -> Problem {
    .notFound("there is no `\(request.parameter("id").prefix(60))`, or it is settled", help: "see /office")
  }

  // MARK: Designations

  private func form(_ gap: String, _ state: FormState, _ request: FrontRequest) async throws(Problem) -> Page {
    let known = try await request.pages { pages throws(StoreError) in gap.isEmpty ? nil : try pages.gap(gap) }
    return DutyPages.designateForm(
      known?.item, duty: known?.duty ?? "", standard: known?.standard ?? "", subject: known?.subject ?? "", state,
      request.pageReader)
  }

  @Sendable
  private func designateForm(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(try await form(request.query["gap"] ?? "", FormState(), request))
  }

  @Sendable
  private func designate(_ request: FrontRequest) async throws(Problem) -> Response {
    try request.require(.designate, .district)
    let reader = request.pageReader
    var state = checkDesignation(try request.formState().state, reader)
    let lookup = Lookup(request.book)
    var fields: [String: JSONValue] = ["reason": .string(state["reason"])]
    for role in ["leader", "holder", "verifier"] where !state[role].isEmpty {
      if let id = lookup.person(state[role]) { fields[role] = .string(id) } else { state.errors[role] = reader.unknownPersonText(state[role]) }
    }
    if !state["lead"].isEmpty {
      if let id = lookup.unit(state["lead"]) { fields["lead"] = .string(id) } else { state.errors["lead"] = reader.unknownUnitText(state["lead"]) }
    }
    var subjects: [JSONValue] = []
    for word in state["subject"].split(whereSeparator: { $0 == " " || $0 == "、" || $0 == "," || $0 == "，" }) {
      if let id = lookup.subject(String(word)) {
        subjects.append(.string(id))
      } else {
        state.errors["subject"] = reader.unknownPlaceText(String(word))
      }
    }
    fields["subjects"] = .array(subjects)
    for name in ["duty", "standard", "until"] where !state[name].isEmpty { fields[name] = .string(state[name]) }
    guard state.isGood else { return request.again(try await form(state["gap"], state, request)) }
    do throws(Problem) {
      fields["by"] = .string(try request.person())
      let answer = try await request.perform("designate", .object(fields))
      if answer["outcome"] == "unchanged" { return request.telling(.designatedBefore, "/office", with: answer["id"]?.string ?? "") }
      return request.telling(.designated, "/office", DoneNotes(answer))
    } catch {
      return request.again(try await form(state["gap"], state, request), error)
    }
  }

  private func designation(_ request: FrontRequest) async throws(Problem) -> DesignationItem {
    let id = request.parameter("id")
    let known = try await request.pages { pages throws(StoreError) in try pages.designation(id) }
    guard let known else { throw missing(request) }
    return known
  }

  @Sendable
  private func withdrawForm(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(DutyPages.withdrawForm(try await designation(request), FormState(), request.pageReader))
  }

  @Sendable
  private func withdraw(_ request: FrontRequest) async throws(Problem) -> Response {
    try request.require(.designate, .district)
    let known = try await designation(request)
    var state = try request.formState().state
    state.require("reason", request.pageReader.noReasonText)
    guard state.isGood else { return request.again(DutyPages.withdrawForm(known, state, request.pageReader)) }
    do throws(Problem) {
      let answer = try await request.perform(
        "designation-withdraw",
        ["id": .string(known.id), "reason": .string(state["reason"]), "by": .string(try request.person())])
      return request.telling(.withdrawn, "/office", DoneNotes(answer))
    } catch {
      return request.again(DutyPages.withdrawForm(known, state, request.pageReader), error)
    }
  }

  // MARK: Rulings

  private func ruling(_ state: FormState, _ request: FrontRequest) async throws(Problem) -> Page {
    let row = try await request.task(request.parameter("id"))
    let known = try await request.pages { pages throws(StoreError) in try pages.ruling(row) }
    guard let known else { throw missing(request) }
    return DutyPages.rulingForm(known.ruling, disputed: known.disputed, reasons: known.reasons, state, request.pageReader)
  }

  @Sendable
  private func rulingForm(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(try await ruling(FormState(), request))
  }

  @Sendable
  private func rule(_ request: FrontRequest) async throws(Problem) -> Response {
    try request.require(.designate, .district)
    let reader = request.pageReader
    var state = try request.formState().state
    state.require("reason", reader.noReasonText)
    let lookup = Lookup(request.book)
    var fields: [String: JSONValue] = [
      "number": .string(request.parameter("id")), "by": .string(try request.person()), "reason": .string(state["reason"]),
    ]
    if !state["lead"].isEmpty {
      if let id = lookup.unit(state["lead"]) { fields["lead"] = .string(id) } else { state.errors["lead"] = reader.unknownUnitText(state["lead"]) }
    }
    if !state["holder"].isEmpty {
      if let id = lookup.person(state["holder"]) { fields["holder"] = .string(id) } else { state.errors["holder"] = reader.unknownPersonText(state["holder"]) }
    }
    guard state.isGood else { return request.again(try await ruling(state, request)) }
    do throws(Problem) {
      _ = try await request.perform("task-rule", .object(fields))
      return request.telling(.ruled, "/office")
    } catch {
      return request.again(try await ruling(state, request), error)
    }
  }

  // MARK: Classification

  private func classification(_ state: FormState, _ request: FrontRequest) async throws(Problem) -> Page {
    let number = request.parameter("id").uppercased()
    let known = try await request.pages { pages throws(StoreError) in
      try pages.finding(number, code: "", isStaff: true, mayClassify: true) { _ in false }.map { ($0, pages.standardOptions) }
    }
    guard let known else { throw missing(request) }
    return DutyPages.classifyForm(known.0, standards: known.1, state, request.pageReader)
  }

  @Sendable
  private func classifyForm(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(try await classification(FormState(), request))
  }

  @Sendable
  private func classify(_ request: FrontRequest) async throws(Problem) -> Response {
    try request.require(.settleFinding, .district)
    let reader = request.pageReader
    var state = try request.formState().state
    let lookup = Lookup(request.book)
    let standard = lookup.standard(state["standard"])
    if standard == nil { state.errors["standard"] = reader.unknownStandardText(state["standard"]) }
    let place = lookup.subject(state["place"])
    if place == nil { state.errors["place"] = reader.unknownPlaceText(state["place"]) }
    guard state.isGood, let standard, let place else { return request.again(try await classification(state, request)) }
    do throws(Problem) {
      _ = try await request.perform(
        "finding-classify",
        [
          "finding": .string(request.parameter("id").uppercased()), "standard": .string(standard),
          "place": .string(place), "by": .string(try request.person()),
        ])
      return request.telling(.classified, "/office")
    } catch {
      return request.again(try await classification(state, request), error)
    }
  }

  // MARK: Approvals

  private func proposal(_ state: FormState, _ request: FrontRequest) async throws(Problem) -> Page {
    let id = request.parameter("id")
    let known = try await request.pages { pages throws(StoreError) in try pages.proposal(id) }
    guard let known else { throw missing(request) }
    guard known.item.mayDecide || request.may(.readGaps, .district) else {
      throw Problem(403, "not-yours", "this is for somebody else to approve", help: "see its approver")
    }
    return proposalPage(known.item, document: known.document, state, request.pageReader)
  }

  @Sendable
  private func proposal(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(try await proposal(FormState(), request))
  }

  private func decideProposal(_ request: FrontRequest, isApproved: Bool) async throws(Problem) -> Response {
    var state = request.body.isEmpty ? FormState() : try request.formState().state
    if !isApproved { state.require("reason", request.pageReader.noReasonText) }
    guard state.isGood else { return request.again(try await proposal(state, request)) }
    do throws(Problem) {
      let answer = try await request.perform(
        isApproved ? "notice-approve" : "notice-reject",
        ["id": .string(request.parameter("id")), "by": .string(try request.person()), "reason": .string(state["reason"])])
      let place = request.may(.readGaps, .district) ? "/office" : "/queue"
      return request.telling(isApproved ? .approved : .rejected, place, with: answer["notice"]?.string ?? "")
    } catch {
      return request.again(try await proposal(state, request), error)
    }
  }
}
