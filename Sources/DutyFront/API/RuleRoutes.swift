import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// The rule book as it stands: rules with what they decide today, duties, standards, and who answers for what, and why.
package struct RuleRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let list = [RouteAnswer(200, "All of them", schema: Shape.answer(["items": Shape.list(Shape.anything)]))]
    return [
      Route(
        .get, "/api/v1/rules", "rule-list", "Every rule with what it decides today: for how many, and whom it names",
        .may(.readRules), answers: list, run: rules),
      Route(.get, "/api/v1/duties", "duty-list", "Every duty of the book", .may(.readRules), answers: list) {
        (request) throws(Problem) in
        let book = request.book
        return .json(["items": .array(book.duties.rows.map { BookJSON.duty($0, in: book) })])
      },
      Route(.get, "/api/v1/standards", "standard-list", "Every standard of the book", .may(.readRules), answers: list) {
        (request) throws(Problem) in
        let book = request.book
        return .json(["items": .array(book.standards.rows.map { BookJSON.standard($0, in: book) })])
      },
      Route(
        .get, "/api/v1/explain", "explain", "Who answers for something on a day, and why", .may(.readRules),
        parameters: [
          RouteParameter("subject", in: .query, "The place or unit", isRequired: true),
          Schemas.query("duty", "The duty"), Schemas.query("standard", "The standard"),
          Schemas.query("sector", "A sector of a duty whose grain is the sector"),
          Schemas.query(
            "date", "The day; today when not given. Of a day that is over, the book and the designations of its end answer",
            Shape.date),
        ],
        answers: [
          RouteAnswer(
            200,
            "Role by role: the rule, its rows, and why the others did not speak; how often it comes and by when, by a"
              + " campaign's timing where one holds on the day",
            schema: Shape.answer(
              [
                "subject": Shape.text, "roles": Shape.anything, "book": Shape.text, "stable-through": Shape.date,
                "timing": Shape.list(Shape.anything), "timing-through": Shape.orNull(Shape.date),
                "limits": Shape.list(Shape.anything),
              ]))
        ], run: explain),
    ]
  }

  @Sendable
  private func rules(_ request: FrontRequest) async throws(Problem) -> Response {
    let (assignment, today) = (request.view.planner.assignment, request.today)
    let designated = assignment.rules.map(\.id).filter { request.book.rules[$0] == nil }.joined(separator: " ")
    let value = try await request.sum("rules of \(today) with \(designated)", head: 0) { (_) throws(StoreError) in
      RuleUse(assignment, on: today).json
    }
    return .json(["items": value])
  }

  @Sendable
  private func explain(_ request: FrontRequest) async throws(Problem) -> Response {
    let date = try request.day("date") ?? request.today
    let planner = try await planner(request, on: date)
    let question = try question(request, planner.assignment)
    return .json(ExplainJSON.value(planner.assignment.explain(question, on: date), planner))
  }

  /// What decided at the end of a day that is over; what decides now for today and what is to come.
  private func planner(_ request: FrontRequest, on date: CivilDate) async throws(Problem) -> Planner {
    let (present, gate, store) = (request.view.planner, request.parts.gate, request.parts.store)
    guard date < request.today else { return present }
    let end = request.zone.instant(LocalTime(date.adding(days: 1))).adding(seconds: -1)
    let past = try await request.parts.reading(slowly: true) { () throws(StoreError) in
      try gate.past(store, at: end, present: present)
    }
    switch past {
    case .inForce(let planner): return planner
    case .none(let first):
      throw .notFound(
        "no book was in force on \(date)",
        help: first.map { "the first came into force at \(request.zone.rfc3339($0))" } ?? "the ledger has none yet")
    case .lost(let digest):
      throw .notFound(
        "the ledger has no readable copy of the book of then, \(digest.prefix(12))",
        help: "ask the office for a backup of that time")
    }
  }

  private func question(_ request: FrontRequest, _ assignment: Assignment) throws(Problem) -> Question {
    let (book, query) = (assignment.book, request.query)
    func known<Thing>(_ name: String, _ table: Table<Thing>) throws(Problem) -> Ref<Thing>? {
      guard let id = query[name] else { return nil }
      guard let ref = table.ref(id) else {
        throw .notFound("there is no \(name) `\(id.prefix(60))`", help: "see the rule book")
      }
      return ref
    }
    let id = query["subject"] ?? ""
    guard let subject = book.subject(id) else {
      throw .notFound("there is no place or unit `\(id.prefix(60))`", help: "see /api/v1/places and /api/v1/units")
    }
    let duty = try known("duty", book.duties)
    let standard = try known("standard", book.standards)
    let sector = try known("sector", book.sectors)
    guard duty != nil || standard != nil else {
      throw .badRequest("ask about a duty or a standard", help: "give `duty` or `standard`")
    }
    if let duty, !assignment.matches(book.duties[duty].of, subject) {
      throw .notFound("`\(id)` is no subject of the duty `\(book.duties[duty].id)`", help: "see the duty's `of`")
    }
    if duty == nil, let standard, !assignment.applies(standard, to: subject) {
      throw .notFound("the standard does not apply to `\(id)`", help: "see its `of` or `kinds`")
    }
    return Question(
      duty: duty, standard: standard,
      sector: sector ?? standard.map { book.standards[$0].sector } ?? duty.flatMap { book.duties[$0].sector },
      subject: subject)
  }
}

extension FrontRequest {
  /// Something dear, worked out once for a state of the ledger and the book, beside everything else.
  ///
  /// - Parameter head: the transaction it stands on; 0 for what the book alone decides.
  func sum(
    _ name: String, head: Int64, _ body: @escaping @Sendable (any LedgerStore) throws(StoreError) -> JSONValue
  ) async throws(Problem) -> JSONValue {
    let (sums, store, book) = (parts.sums, parts.store, book.digest)
    if let known = sums.value(name, head: head, book: book) { return known }
    return try await parts.reading(slowly: true) { () throws(StoreError) in
      if let known = sums.value(name, head: head, book: book) { return known }
      let value = try body(store)
      sums.keep(value, as: name, head: head, book: book)
      return value
    }
  }
}
