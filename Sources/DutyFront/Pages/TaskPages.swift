import DutyBook
import DutyCalendar
import DutyLedger
import DutyPages
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// My queue, a task, and what its people do to it.
package struct TaskPages: RouteGroup {
  package init() {}

  /// What written queues mention.
  private let mentioned = MentionMemo()

  package var routes: [Route] {
    [
      Route(
        .get, "/queue", "page-queue", "What somebody, or a unit, has to do", .may(.readQueue), style: .page,
        parameters: [
          RouteParameter("unit", in: .query, "A unit's"), RouteParameter("person", in: .query, "Somebody else's"),
          RouteParameter("after", in: .query, "Where the page begins, as the page before says it"),
          RouteParameter("before", in: .query, "Where the page ends, as the page after says it"),
          RouteParameter("from", in: .query, "The number of its first task in the whole"),
        ], answers: EntryRoutes.html, run: queue),
      Route(
        .get, "/tasks/{number}", "page-task", "A task with its history and its receipts", .may(.readTask), style: .page,
        parameters: [Schemas.taskNumber], answers: EntryRoutes.html, run: show),
      Route(
        .get, "/tasks/{number}/report", "page-report", "The form to report on a task", .may(.actOnTask), style: .page,
        parameters: [Schemas.taskNumber], answers: EntryRoutes.html, run: reportForm),
      Route(
        .post, "/tasks/{number}/report", "page-report-send", "Reports on a task", .may(.actOnTask), style: .page,
        parameters: [Schemas.taskNumber], body: Self.upload, answers: Self.seeOther, bodyLimit: 12 << 20, run: report),
    ] + TaskWish.allCases.filter { $0 != .report }.map { wish in
      Route(
        .post, "/tasks/{number}/" + wish.rawValue, "page-" + wish.rawValue, "Does it to a task: \(wish.rawValue)",
        .may(.actOnTask), style: .page, parameters: [Schemas.taskNumber], body: Self.fields, answers: Self.seeOther
      ) { request throws(Problem) in try await act(wish, request) }
    }
  }

  static let seeOther = [RouteAnswer(303, "Done: look there", type: "")]
  static let fields = RouteBody(types: ["application/x-www-form-urlencoded": ["type": "object"]], isRequired: false)
  static let upload = RouteBody(types: ["multipart/form-data": ["type": "object"]])

  // MARK: Reading

  @Sendable
  private func queue(_ request: FrontRequest) async throws(Problem) -> Response {
    let (others, more) = unitQueues(request)
    let place = try place(request)
    let (shelf, today, reader) = (request.parts.queues, request.today, request.pageReader)
    if let unit = request.query["unit"] {
      try request.require(.readQueue, Resource(unit: unit))
      let page = try await request.page { pages throws(StoreError) in
        guard var view = try pages.queue(unit: unit, others: others, at: place) else { return nil }
        view.moreQueues = more
        try pages.add(Mentions(id: unit, isUnit: true).read(shelf, today: today, mentioned), to: &view)
        try pages.addSupported(by: unit, to: &view)
        return queuePage(view, reader)
      }
      if let page { return page }
      throw .notFound("there is no unit `\(unit.prefix(40))`", help: "see /search")
    }
    if let person = request.query["person"], person != request.actor.id {
      try request.require(.readQueue, Resource(person: person, in: request.book))
      let page = try await request.page { pages throws(StoreError) in
        let theirs = PageArchive(pages.archive, reader, person: person)
        guard var view = try theirs.queue(others: others, at: place) else { return nil }
        try theirs.add(Mentions(id: person, isUnit: false).read(shelf, today: today, mentioned), to: &view)
        view.mayAct = false
        view.moreQueues = more
        return queuePage(view, reader)
      }
      if let page { return page }
      throw .notFound("there is nobody `\(person.prefix(40))` in the register", help: "see /search")
    }
    let mayAct = !request.actor.isReadOnly && !request.actor.has(.auditor)
    let (access, person, answering) = (request.parts.access, request.actor.id, request.answering)
    let page = try await request.page { pages throws(StoreError) in
      guard var view = try pages.queue(others: others, at: place) else { return nil }
      view.moreQueues = more
      try pages.add(Mentions(id: person, isUnit: false).read(shelf, today: today, mentioned), to: &view)
      if !mayAct { view.mayAct = false }
      let waiting = mayAct ? try access.openWishes(for: person) : 0
      let unanswered = try pages.unanswered(by: answering)
      view.notices = [reader.waitingNotice(waiting), reader.unansweredNotice(unanswered)].compactMap { $0 }
      return queuePage(view, reader)
    }
    return page ?? request.page(noQueuePage(reader))
  }

  /// Which page of a queue a request means.
  private func place(_ request: FrontRequest) throws(Problem) -> QueuePlace {
    var place = QueuePlace()
    if let unit = request.query["unit"] { place.path += "?unit=" + percentEncoded(unit) }
    if let person = request.query["person"], place.path == "/queue" { place.path += "?person=" + percentEncoded(person) }
    for (name, path) in [("after", \QueuePlace.after), ("before", \QueuePlace.before)] {
      guard let text = request.query[name] else { continue }
      guard let found = QueuePlace.place(text) else {
        throw .badRequest("`\(name)` is no place in a queue", help: "go back to its first page")
      }
      place[keyPath: path] = found
      break
    }
    place.first = request.query["from"].flatMap { Int($0) }.map { min(max($0, 1), 1_000_000) } ?? 1
    return place
  }

  /// So many units of somebody's stand in a row; the others are folded away.
  private static let mostUnits = 6

  /// The reader's own queue and those of the units that they stand for.
  private func unitQueues(_ request: FrontRequest) -> (shown: [PageLink], more: [PageLink]) {
    guard request.actor.isPerson else { return ([], []) }
    let reader = request.pageReader
    let documents = PageLink(reader.noticesText, "/notices")
    var units: [String] = []
    for role in [AccessRole.head, .deputy, .liaison] {
      for unit in request.actor.units(as: role) where !units.contains(unit) { units.append(unit) }
    }
    guard !units.isEmpty else { return ([documents], []) }
    let shown = request.query["unit"]
    let own = PageLink(reader.ownQueueText, "/queue", isHere: shown == nil && request.query["person"] == nil)
    // Whichever is looked at stands in the row.
    if let index = units.firstIndex(where: { $0 == shown }), index >= Self.mostUnits {
      units.insert(units.remove(at: index), at: Self.mostUnits - 1)
    }
    let links = units.map { unit in
      PageLink(request.book.units[unit]?.name ?? unit, "/queue?unit=" + percentEncoded(unit), isHere: shown == unit)
    }
    return (
      [own] + links.prefix(Self.mostUnits) + [PageLink(reader.approvalsText, "/approvals"), documents],
      Array(links.dropFirst(Self.mostUnits))
    )
  }

  /// A task that the reader may see; its number may have its check code after it.
  private func task(_ request: FrontRequest, _ action: AccessAction) async throws(Problem) -> TaskRow {
    let row = try await request.task(request.parameter("number"))
    try request.require(action, Resource(row.record.roles, in: request.book))
    return row
  }

  private func view(_ row: TaskRow, _ request: FrontRequest) async throws(Problem) -> TaskView {
    let mayAct = request.may(.actOnTask, Resource(row.record.roles, in: request.book))
    let (access, store, now) = (request.parts.access, request.parts.store, request.now)
    var view = try await request.pages { pages throws(StoreError) in
      var view = try pages.task(row)
      if row.state.isOpen {
        view.asked = pages.asked(try access.standing(try access.wishes(of: row.number), over: store, at: now))
      }
      return view
    }
    if !mayAct { view.may = [] }
    return view
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    let row = try await task(request, .readTask)
    return request.page(taskPage(try await view(row, request), nil, request.pageReader))
  }

  @Sendable
  private func reportForm(_ request: FrontRequest) async throws(Problem) -> Response {
    let row = try await task(request, .actOnTask)
    let view = try await reportView(row, request)
    return request.page(reportPage(view, FormState(), request.pageReader))
  }

  private func reportView(_ row: TaskRow, _ request: FrontRequest) async throws(Problem) -> ReportView {
    guard row.record.roles.holder == request.actor.id else {
      throw Problem(403, "not-the-holder", "only its holder reports on a task", help: "see who holds it on its page")
    }
    return try await request.pages { pages throws(StoreError) in try pages.report(row) }
  }

  // MARK: Acting

  /// One press, or one short form.
  private func act(_ wish: TaskWish, _ request: FrontRequest) async throws(Problem) -> Response {
    let row = try await task(request, .actOnTask)
    var state = request.body.isEmpty ? FormState() : try request.formState().state
    let reader = request.pageReader
    state = checkWish(wish, state, reader)
    let unit = state["whose"].isEmpty ? "" : Lookup(request.book).unit(state["whose"]) ?? ""
    if !state["whose"].isEmpty, unit.isEmpty { state.errors["whose"] = reader.unknownUnitText(state["whose"]) }
    let (lead, holder) = named(&state, wish, request)
    checkUntil(&state, wish, row, request)
    guard state.isGood else {
      return request.again(taskPage(try await view(row, request), (wish, state), reader))
    }
    do throws(Problem) {
      if TaskWish.changes.contains(wish) {
        let (told, who) = try await change(wish, row, state, lead: lead, holder: holder, request)
        return request.telling(told, "/tasks/" + row.number, with: who)
      }
      let (told, who) = try await send(wish, row, state, unit, request)
      return request.telling(told, wish == .acknowledge ? back(request) : "/tasks/" + row.number, with: who)
    } catch {
      if wish == .acknowledge { throw error }
      return request.again(taskPage(try await view(row, request), (wish, state), reader), error)
    }
  }

  /// Where an acknowledgement came from: the queue, or the task's page.
  private func back(_ request: FrontRequest) -> String {
    let referer = request.fields[.referer] ?? ""
    return referer.contains("/tasks/") ? "/tasks/" + request.parameter("number") : "/queue"
  }

  private func send(
    _ wish: TaskWish, _ row: TaskRow, _ state: FormState, _ unit: String, _ request: FrontRequest
  ) async throws(Problem) -> (told: PageDone, who: String) {
    let by = try request.person()
    func text(_ name: String) -> JSONValue { .string(state[name]) }
    switch wish {
    case .acknowledge, .verify, .return, .report:
      var fields: [String: JSONValue] = [
        "number": .string(row.number), "action": .string(wish.rawValue), "by": .string(by), "note": text("note"),
      ]
      if wish == .verify, !state["closure"].isEmpty { fields["closure"] = text("closure") }
      if !unit.isEmpty { fields["whose"] = .string(unit) }
      try await request.actOnce(fields)
      return (wish == .acknowledge ? .acknowledged : wish == .verify ? .verified : .returned, "")
    case .disown:
      let answer = try await request.perform(
        "task-disown",
        ["number": .string(row.number), "by": .string(by), "reason": text("note"), "whose": .string(unit)])
      if let ruling = answer["ruling"]?.string { return (.ruledOn, ruling) }
      let told = answer["told"]?.string ?? ""
      return (.disowned, request.book.people[told]?.name ?? told)
    case .part:
      _ = try await request.perform("task-part", ["number": .string(row.number), "by": .string(by), "note": text("note")])
      return (.partClosed, "")
    case .sign:
      _ = try await request.perform("task-sign", ["number": .string(row.number), "by": .string(by), "note": text("note")])
      return (.signed, "")
    case .progress:
      _ = try await request.perform(
        "task-progress",
        ["number": .string(row.number), "by": .string(by), "total": .int(Int64(state["total"]) ?? 0), "note": text("note")])
      return (.progressRecorded, "")
    case .extend, .transfer, .suspend, .resume, .void:
      return try await change(wish, row, state, lead: "", holder: "", request)
    }
  }

  /// More time ends after the deadline: whoever consents is not to find that out.
  private func checkUntil(_ state: inout FormState, _ wish: TaskWish, _ row: TaskRow, _ request: FrontRequest) {
    guard wish == .extend, state.errors["until"] == nil, let day = CivilDate(state["until"]) else { return }
    let minute = request.book.settings.officeHours.closing(on: day)
    let end = request.zone.instant(
      minute == 1440 ? LocalTime(day.adding(days: 1)) : LocalTime(day, second: Int32(minute) * 60))
    guard end <= max(row.record.due, request.now) else { return }
    let refusal = Refusal(.notLater, [.at: InstantText.text(end), .due: InstantText.text(row.record.due)])
    state.errors["until"] = RefusalWords(request.pageReader, PageNames(request.book)).text(refusal)
  }

  /// To whom a task is to go, by identifier or name; what nothing is called so is an error of its field.
  private func named(
    _ state: inout FormState, _ wish: TaskWish, _ request: FrontRequest
  ) -> (lead: String, holder: String) {
    guard wish == .transfer else { return ("", "") }
    let (lookup, reader) = (Lookup(request.book), request.pageReader)
    var (lead, holder) = ("", "")
    if !state["lead"].isEmpty {
      lead = lookup.unit(state["lead"]) ?? ""
      if lead.isEmpty { state.errors["lead"] = reader.unknownUnitText(state["lead"]) }
    }
    if !state["holder"].isEmpty {
      holder = lookup.person(state["holder"]) ?? ""
      if holder.isEmpty { state.errors["holder"] = reader.unknownPersonText(state["holder"]) }
    }
    return (lead, holder)
  }

  /// Changes a task, or asks those whose consent it takes.
  private func change(
    _ wish: TaskWish, _ row: TaskRow, _ state: FormState, lead: String, holder: String, _ request: FrontRequest
  ) async throws(Problem) -> (told: PageDone, who: String) {
    guard let action = wish.action else { return (.asked, "") }
    var fields: [String: JSONValue] = ["number": .string(row.number), "action": .string(action.rawValue)]
    for (name, value) in [("note", state["note"]), ("until", state["until"]), ("lead", lead), ("holder", holder)] {
      let isMeant = name == "note" || (name == "until" ? wish == .extend : wish == .transfer)
      if isMeant, !value.isEmpty { fields[name] = .string(value) }
    }
    if let approvers = try await Consent.needed(for: action, fields, row, request) {
      let asked = try await Consent.wait(fields, for: approvers, row, request)
      return (.asked, request.pageReader.say.list(asked.approvers.map { request.book.people[$0]?.name ?? $0 }))
    }
    fields["by"] = .string(try request.person())
    try await request.actOnce(fields)
    switch wish {
    case .extend: return (.extended, "")
    case .transfer: return (.transferred, "")
    case .suspend: return (.suspended, "")
    case .resume: return (.resumed, "")
    default: return (.voided, "")
    }
  }

  // MARK: Reporting

  /// Text, values, minutes and place with the files: the files first, for the report names them.
  @Sendable
  private func report(_ request: FrontRequest) async throws(Problem) -> Response {
    let row = try await task(request, .actOnTask)
    let view = try await reportView(row, request)
    let reader = request.pageReader
    let (sent, files) = try request.formState()
    var state = checkReport(sent, view, fileFields: Set(files.map(\.field)), reader)
    for file in files where state.errors[file.field] == nil {
      state.errors[file.field] = photoTrouble(file.bytes, isPhoto: file.field == "file-photo", most: view.mostBytes, reader)
    }
    for field in Set(files.map(\.field)) where files.count(where: { $0.field == field }) > mostPhotos {
      state.errors[field] = reader.tooManyPhotosText
    }
    guard state.isGood else { return request.again(reportPage(view, state, reader)) }
    do throws(Problem) {
      let evidence = try await keep(files, view, row, request)
      try await request.actOnce(reportFields(row, view, state, evidence, by: try request.person()))
      return request.telling(.reported, "/tasks/" + row.number, with: view.verifier)
    } catch {
      let now = try await task(request, .readTask)
      if error.status == 409, ![.dispatched, .acknowledged, .returned].contains(now.state) || now.record.roles.holder != request.actor.id {
        // Nothing is left to be reported: the form would only ask for files again.
        return request.again(taskPage(try await self.view(now, request), nil, reader), error)
      }
      for file in files where state.errors[file.field] == nil { state.errors[file.field] = reader.fileAgainText }
      return request.again(reportPage(view, state, reader), error)
    }
  }

  private func keep(
    _ files: [FormBody.File], _ view: ReportView, _ row: TaskRow, _ request: FrontRequest
  ) async throws(Problem) -> [String] {
    var ids: [String] = []
    for file in files {
      guard let field = view.fileFields.first(where: { $0.field == file.field }) else { continue }
      let kept = try await request.keepEvidence(
        file, shows: field.shows, task: row.number, by: try request.person(), isHeld: true)
      ids.append(kept)
    }
    return ids
  }

  private func reportFields(
    _ row: TaskRow, _ view: ReportView, _ state: FormState, _ evidence: [String], by: String
  ) -> [String: JSONValue] {
    var fields: [String: JSONValue] = [
      "number": .string(row.number), "action": "report", "by": .string(by), "note": .string(state["note"]),
      "evidence": .array(evidence.map { .string($0) }),
      "failed": .array(state.all("failed").map { .string($0) }),
    ]
    if !state["minutes"].isEmpty { fields["minutes"] = .string(state["minutes"]) }
    if view.needsPosition {
      fields["lat"] = .string(state["lat"])
      fields["lon"] = .string(state["lon"])
    }
    var values: [String: JSONValue] = [:]
    for measure in view.measures {
      let typed = state["value-" + measure.name].filter { $0 != "%" && $0 != "％" && $0 != " " }
      values[measure.name] = .string(measure.isRatio ? typed + "%" : typed)
    }
    if !values.isEmpty { fields["values"] = .object(values) }
    return fields
  }
}

extension FrontRequest {
  /// One row of `task-act`; a row that was refused is a problem.
  func actOnce(_ fields: [String: JSONValue]) async throws(Problem) {
    var given = fields
    for (name, value) in fields where value == .string("") { given[name] = nil }
    let answer = try await perform("task-act", ["rows": [.object(given)]])
    guard let row = answer["rows"]?.array?.first, row["outcome"]?.string != "done" else {
      return try await Consent.sweep(given["number"]?.string ?? "", self)
    }
    let error = row["error"]
    var problem = Problem(
      error?["code"]?.int.map { Int($0) } ?? 422, "refused", error?["message"]?.string ?? "refused",
      help: error?["help"]?.string ?? "")
    problem.refusal = Refusal(error?["reason"])
    throw problem
  }

  /// Keeps a file as evidence; its hash.
  ///
  /// - Parameter isHeld: it waits for the report that names it.
  func keepEvidence(
    _ file: FormBody.File, shows: String, task: String, by: String, isHeld: Bool = false
  ) async throws(Problem) -> String {
    let answer = try await perform(
      "evidence-add",
      [
        "task": .string(task), "by": .string(by), "shows": .string(shows), "name": .string(String(file.name.suffix(120))),
        "data": .string(base64(file.bytes)), "held": .bool(isHeld),
      ], isStep: true)
    return answer["id"]?.string ?? ""
  }
}
