import DutyBook
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Numbered documents, and what waits for approval.
package struct NoticeRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    let number = [
      Schemas.id("notice, bulletin, interview…", "series"), Schemas.id("The year", "year"),
      Schemas.id("The number of that year", "number"),
    ]
    let outcome = [RouteAnswer(200, "What came of it", schema: Shape.anything)]
    func decision(_ word: String, _ summary: String, needsReason: Bool) -> Route {
      Route(
        .post, "/api/v1/proposals/{id}/\(word)", "proposal-\(word)", summary, .may(.decideNotice),
        parameters: [Schemas.id("The proposal's id")],
        body: RouteBody(
          json: Shape.body(
            ["reason": Shape.text(TextLimit.note, least: needsReason ? 1 : 0)],
            required: needsReason ? ["reason"] : []),
          isRequired: needsReason), answers: outcome
      ) { (request) throws(Problem) in
        try await request.done("notice-\(word)", try request.json(), ["id": .string(request.parameter("id"))])
      }
    }
    return [
      Route(
        .get, "/api/v1/notices", "notice-list", "Documents, the newest first", .may(.readNotice),
        parameters: [
          Schemas.query("unit", "About this unit, or to it"), Schemas.query("task", "About this task"),
          Schemas.query("series", "Of this series"),
          Schemas.query("unanswered", "Only those whose answer is wanted and not there", Shape.flag), Schemas.after,
          Schemas.limit,
        ], answers: [RouteAnswer(200, "A page", schema: Schemas.page("Notice"))], run: list),
      Route(
        .get, "/api/v1/notices/{series}/{year}/{number}", "notice-show",
        "A document with its answers, or as people read it", .may(.readNotice),
        parameters: number + [Schemas.query("format", "json, md or html", Shape.oneOf(["json", "md", "html"]))],
        answers: [
          RouteAnswer(
            200, "The document", schema: Schemas.reference("Notice"),
            otherTypes: [DocumentFormat.md, .html].map(\.mediaType))
        ], run: show),
      Route(
        .post, "/api/v1/notices/{series}/{year}/{number}/answer", "notice-answer", "Answers a document",
        .may(.answerNotice), parameters: number,
        body: RouteBody(
          json: Shape.body(["text": Shape.text(TextLimit.statement, least: 1)], required: ["text"])), answers: outcome
      ) { (request) throws(Problem) in
        let notice = try await Self.notice(request)
        try request.require(.answerNotice, Resource(notice.record.content, in: request.book))
        return try await request.done("notice-answer", try request.json(), ["id": .string(notice.record.id)])
      },
      Route(
        .get, "/api/v1/proposals", "proposal-list", "What waits for approval", .may(.readDraft),
        parameters: [Schemas.after, Schemas.limit],
        answers: [RouteAnswer(200, "A page, the newest first", schema: Shape.page(Shape.anything))], run: proposals),
      Route(
        .get, "/api/v1/proposals/{id}", "proposal-show", "What waits for approval, as the document that it would be",
        .may(.readDraft),
        parameters: [
          Schemas.id("The proposal's id"),
          Schemas.query("format", "json, md or html", Shape.oneOf(["json", "md", "html"])),
        ],
        answers: [
          RouteAnswer(
            200, "The document", schema: Shape.anything, otherTypes: [DocumentFormat.md, .html].map(\.mediaType))
        ], run: proposal),
      decision("approve", "Approves: it goes out under the next number of its series", needsReason: false),
      decision("reject", "Rejects it", needsReason: true),
    ]
  }

  /// The document that a path names.
  static func notice(_ request: FrontRequest) async throws(Problem) -> Recorded<Notice> {
    let id = ["series", "year", "number"].map { request.parameter($0) }.joined(separator: "/")
    let found = try await request.reading { store throws(StoreError) in try store.record(Notice.self, id: id) }
    guard let found else { throw .notFound("there is no document `\(id.prefix(80))`", help: "see /api/v1/notices") }
    return found
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    let notice = try await Self.notice(request)
    try request.require(.readNotice, Resource(notice.record.content, in: request.book))
    let zone = request.zone
    guard let format = request.query["format"].flatMap({ DocumentFormat(rawValue: $0) }), format != .json else {
      return .json(
        try await request.reading { store throws(StoreError) in try NoticeJSON.whole(notice, in: store, zone) })
    }
    let document = try await request.archive { archive throws(StoreError) in
      try archive.noticeDocument(notice.record.id)
    }
    guard let document else { throw .notFound("it cannot be written out", help: "ask for it as JSON") }
    let bytes = renderNotice(document, as: format, locale: request.locale, templates: request.book.templates)
    return .bytes(bytes, type: format.mediaType)
  }

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> Response {
    let query = request.query
    let limit = request.limit
    let (book, actor, zone) = (request.book, request.actor, request.zone)
    let topic = query["task"].map { Topic.task($0.uppercased()) }
    let after = try await request.after(of: Notice.kind, topic: topic)
    let page = try await request.reading { store throws(StoreError) in
      let amended = try store.amendedNotices()
      return try store.page(Notice.kind, topic: topic, after: after, limit: limit) { stored throws(StoreError) in
        guard let notice = stored.fact.record(Notice.self) else { return nil }
        let content = notice.content
        if let unit = query["unit"], content.unit != unit, !content.recipients.contains(unit) { return nil }
        if let series = query["series"], notice.series != series { return nil }
        guard decide(actor, .readNotice, Resource(content, in: book), in: book).isAllowed else { return nil }
        let isWithdrawn = try store.fact(.noticeWithdrawal, id: notice.id) != nil
        if query["unanswered"] == "true" {
          let answers = try store.facts(FactQuery(.noticeAnswer, topic: Topic.notice(notice.id)))
          if content.answerBy == nil || isWithdrawn || !answers.isEmpty { return nil }
        }
        return NoticeJSON.value(
          notice, at: stored.at, isWithdrawn: isWithdrawn, gone: amended[notice.id] ?? [], in: zone)
      }
    }
    return .json(page)
  }

  @Sendable
  private func proposal(_ request: FrontRequest) async throws(Problem) -> Response {
    let (id, zone, book, now) = (request.parameter("id"), request.zone, request.book, request.now)
    let unknown = Problem.notFound("there is no proposal `\(id.prefix(40))`", help: "see /api/v1/proposals")
    let found = try await request.reading { store throws(StoreError) in
      guard let known = try store.record(NoticeProposal.self, id: id) else {
        return (proposal: NoticeProposal, value: JSONValue)?.none
      }
      let ground = try ProposalGround(store, book.rung(of: known.record.content))
      let value = NoticeJSON.proposal(
        known, why: try store.why(known.record.content), lapsed: try ground.lost(known.record.content, at: now), in: zone)
      return (known.record, value)
    }
    guard let found else { throw unknown }
    try request.require(.readDraft, Resource(approver: found.proposal.approver, in: book))
    guard let format = request.query["format"].flatMap({ DocumentFormat(rawValue: $0) }), format != .json else {
      return .json(found.value)
    }
    let document = try await request.archive { archive throws(StoreError) in try archive.proposalDocument(id) }
    guard let document else { throw unknown }
    let bytes = renderNotice(document, as: format, locale: request.locale, templates: book.templates)
    return .bytes(bytes, type: format.mediaType)
  }

  @Sendable
  private func proposals(_ request: FrontRequest) async throws(Problem) -> Response {
    let (zone, actor, book) = (request.zone, request.actor, request.book)
    let (limit, now) = (request.limit, request.now)
    let after = try await request.after(of: NoticeProposal.kind)
    let page = try await request.reading { store throws(StoreError) in
      let struck = try store.struckReferences()
      return try store.page(NoticeProposal.kind, after: after, limit: limit) { stored throws(StoreError) in
        guard let proposal = stored.fact.record(NoticeProposal.self),
          try store.fact(.noticeDecision, id: stored.fact.id) == nil,
          decide(actor, .readDraft, Resource(approver: proposal.approver, in: book), in: book).isAllowed
        else { return nil }
        let ground = try ProposalGround(store, book.rung(of: proposal.content), struck: struck)
        return NoticeJSON.proposal(
          Recorded(proposal, at: stored.at), why: try store.why(proposal.content),
          lapsed: try ground.lost(proposal.content, at: now), in: zone)
      }
    }
    return .json(page)
  }
}

extension Resource {
  /// A numbered document: the unit it is about, and whoever it is addressed to.
  package init(_ content: NoticeContent, in book: Book) {
    let people = content.recipients.filter { book.people[$0] != nil }
    let units = content.recipients.filter { book.units[$0] != nil }
    self.init(units: units + [content.unit], people: people + [content.by])
  }

  /// What waits for somebody's approval: a person, or anybody of a unit.
  package init(approver id: String, in book: Book) {
    guard let unit = book.units.ref(id) else {
      self.init(people: [id])
      return
    }
    self.init(people: book.people.rows.filter { $0.unit == unit }.map(\.id))
  }
}
