import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Tasks: what there is to do, and what became of it.
package struct TaskRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/api/v1/tasks", "task-list",
        "Tasks by deadline: the caller's own, or as the filters say; open ones unless `all`", .may(.readTask),
        parameters: TaskQuestion.parameters + [Schemas.after, Schemas.limit],
        answers: [RouteAnswer(200, "A page", schema: Schemas.page("Task"))], run: list),
      Route(
        .get, "/api/v1/tasks/{number}", "task-show", "A task with its receipts and its history", .may(.readTask),
        parameters: [Schemas.taskNumber],
        answers: [
          RouteAnswer(200, "The task; `ETag` names this state of it", schema: Schemas.reference("TaskWhole")),
          RouteAnswer(304, "It is as the request's `If-None-Match` says", type: ""),
        ], run: show),
    ]
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    let row = try await request.task(request.parameter("number"))
    try request.require(.readTask, Resource(row.record.roles, in: request.book))
    let zone = request.zone
    let (whole, tag) = try await request.reading { store throws(StoreError) in
      let history = try store.history(task: row.number)
      let deadline = try store.deadlineHistory(history.lazy.compactMap { try? $0.event() })
      let whole = TaskJSON.whole(
        row, receipts: try store.receipts(of: row), history: history, deadline: deadline, in: zone)
      return (whole, TaskTag.of(row, history, zone))
    }
    if request.fields[.ifNoneMatch] == tag { return Response(status: .notModified, headers: [.eTag: tag]) }
    let told = request.may(.readReporter, .district) ? whole : Discretion.anonymous(task: whole)
    return .json(told, fields: [.eTag: tag])
  }

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> Response {
    let question = try TaskQuestion(request)
    let limit = Int(request.query["limit"].flatMap { Int($0) } ?? 50)
    let (book, actor, zone) = (request.book, request.actor, request.zone)
    var filter = question.filter
    filter.after = try request.after { QueuePlace.place($0) }
    let first = filter
    let (rows, next) = try await request.reading { store throws(StoreError) in
      var filter = first
      var rows: [TaskRow] = []
      // What is left out by hand is looked for in so many pages; a page may be short and the list go on.
      for _ in 0..<4 {
        filter.limit = limit + 1 - rows.count
        let found = try TaskQuestion.tasks(filter, store)
        for row in found where rows.count <= limit {
          filter.after = TaskPlace(row)
          guard question.takes(row), decide(actor, .readTask, Resource(row.record.roles, in: book), in: book).isAllowed
          else { continue }
          rows.append(row)
        }
        if found.count < (filter.limit ?? 0) { return (rows, TaskPlace?.none) }
        if rows.count > limit { break }
      }
      return (rows, rows.count > limit ? TaskPlace(rows[limit - 1]) : filter.after)
    }
    return .json([
      "items": .array(rows.prefix(limit).map { TaskJSON.value($0, in: zone) }),
      "next": next.map { .string(QueuePlace.text($0)) } ?? .null,
    ])
  }
}

extension Schemas {
  static func page(_ name: String) -> JSONValue { Shape.page(reference(name)) }
}

/// Which tasks a request means: the filters of `dutyctl task list`.
struct TaskQuestion: Sendable {
  private(set) var filter: TaskFilter
  private let returned: Bool
  private let late: Bool
  private let now: Instant

  static let parameters: [RouteParameter] = [
    Schemas.query("unit", "Led by this unit"), Schemas.query("support", "Supported by this unit"),
    Schemas.query("holder", "Held by this person"), Schemas.query("verifier", "Verified by this person"),
    Schemas.query("duty", "Of this duty"), Schemas.query("subject", "On this place or unit"),
    Schemas.query("period", "Of this period"),
    Schemas.query("state", "In this state", Shape.oneOf(TaskState.allCases.map(\.rawValue))),
    Schemas.query("overdue", "Only those past their deadline", Shape.flag),
    Schemas.query("returned", "Only those whose work came back at least once", Shape.flag),
    Schemas.query("late", "Only those reported after what was promised, or not yet and past it", Shape.flag),
    Schemas.query(
      "all", "Closed and voided ones too: with `holder`, with `duty` and `period`, or with `opened-from`", Shape.flag),
    Schemas.query("opened-from", "Opened on this day or later", Shape.date),
    Schemas.query("opened-to", "Opened on this day or earlier, at most 31 days after", Shape.date),
  ]

  init(_ request: FrontRequest) throws(Problem) {
    let query = request.query
    now = request.now
    returned = query["returned"] == "true"
    late = query["late"] == "true"
    filter = query["all"] == "true" ? TaskFilter() : .open
    filter.lead = query["unit"]
    filter.supporter = query["support"]
    filter.holder = query["holder"]
    filter.verifier = query["verifier"]
    filter.duty = query["duty"]
    filter.subject = query["subject"]
    filter.period = query["period"]
    if let state = query["state"].flatMap({ TaskState(rawValue: $0) }) { filter.states = [state] }
    if query["overdue"] == "true" { filter.dueBefore = request.now }
    let reachesAll = request.may(.readTask, .district)
    let isNarrow = [filter.lead, filter.supporter, filter.holder, filter.verifier].contains { $0 != nil }
    // Whoever does not see everything asks about themselves, unless they say otherwise.
    if !reachesAll, !isNarrow, request.actor.isPerson { filter.holder = request.actor.id }
    try span(request)
    for unit in [filter.lead, filter.supporter] {
      if let unit { try request.require(.readTask, Resource(unit: unit)) }
    }
    for person in [filter.holder, filter.verifier] {
      if let person, filter.lead == nil { try request.require(.readTask, Resource(person: person, in: request.book)) }
    }
  }

  /// What is closed is found by its holder, by one period of a duty, or by the days of a month.
  private mutating func span(_ request: FrontRequest) throws(Problem) {
    let from = try request.day("opened-from")
    let to = try request.day("opened-to")
    if let to, from.map({ $0 > to || to.epochDay - $0.epochDay > 31 }) ?? true {
      throw .badRequest("the days opened are no span of at most 31 days", help: "give `opened-from` and `opened-to`")
    }
    filter.opensFrom = from.map { request.zone.instant(LocalTime($0)) }
    filter.opensBefore = (to ?? from.map { $0.adding(days: 31) }).map {
      request.zone.instant(LocalTime($0.adding(days: 1)))
    }
    let isOpen = filter.states.map { $0.allSatisfy(\.isOpen) } ?? false
    let ofPeriod = filter.duty != nil && filter.period != nil
    if !isOpen, from == nil, !ofPeriod, filter.holder == nil {
      throw .badRequest(
        "closed tasks are listed by their holder, by a period of a duty, or by the days they opened on",
        help: "give `holder`, `duty` and `period`, or `opened-from`")
    }
  }

  /// The tasks of a filter; of a holder's whole list, what is open and what is over lie in two indexes.
  static func tasks(_ filter: TaskFilter, _ store: any LedgerStore) throws(StoreError) -> [TaskRow] {
    guard filter.states == nil, filter.holder != nil, filter.period == nil, filter.opensFrom == nil else {
      return try store.tasks(filter)
    }
    var (open, over) = (filter, filter)
    open.states = TaskFilter.open.states
    over.states = [.closed, .voided]
    var rows = try store.tasks(open)
    rows += try store.tasks(over)
    rows.sort { TaskPlace($0) < TaskPlace($1) }
    return filter.limit.map { Array(rows.prefix($0)) } ?? rows
  }

  /// What no index answers.
  func takes(_ row: TaskRow) -> Bool {
    (!returned || row.round > 0)
      && (!late || (row.reportedAt.map { $0 > row.promised } ?? (row.state.isOpen && now > row.promised)))
  }
}

/// The state of a task as an entity tag: what was said or done since gives another.
enum TaskTag {
  static func of(_ row: TaskRow, _ history: [StoredEvent], _ zone: Zone) -> String {
    var bytes = TaskJSON.value(row, in: zone).canonical
    bytes += Array(String(history.last?.sequence ?? 0).utf8)
    return "\"" + Digest(of: bytes).short + "\""
  }
}

extension FrontRequest {
  /// A task by its number.
  ///
  /// - Errors: 404.
  package func task(_ number: String) async throws(Problem) -> TaskRow {
    let number = number.uppercased()
    let row = try await reading { store throws(StoreError) in try store.task(number: number) }
    guard let row else {
      throw .notFound(
        "there is no task `\(number.prefix(40))`", help: "the number is ten letters and digits in two groups")
    }
    return row
  }

  /// A date of the query.
  ///
  /// - Errors: 400 for what is none.
  package func day(_ name: String) throws(Problem) -> CivilDate? {
    guard let text = query[name] else { return nil }
    guard let date = CivilDate(text) else {
      throw .badRequest("`\(name)` is no date", help: "write it as 2026-11-23")
    }
    return date
  }
}
