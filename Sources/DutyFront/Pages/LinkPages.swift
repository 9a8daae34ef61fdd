import DutyBook
import DutyCalendar
import DutyDelivery
import DutyLedger
import DutyPages
import DutyPorts
import DutyReporting
import HTTPTypes
import HummingbirdCore

/// Acknowledgement by the link of a message, without signing in (issue 4 §3).
///
/// - Laws: fetching the link changes nothing, for mail is looked through by programs; a press acknowledges in the name of
///   the link's person, once, and only while the task is theirs. A link opens nothing besides.
package struct LinkPages: RouteGroup {
  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/a/{secret}", "page-link", "A task, as the link of a message shows it", .anybody, style: .page,
        parameters: [Self.secret], answers: EntryRoutes.html, run: show),
      Route(
        .post, "/a/{secret}", "page-link-acknowledge", "Acknowledges a task by the link of a message", .anybody,
        style: .page, parameters: [Self.secret], body: TaskPages.fields, answers: TaskPages.seeOther,
        run: acknowledge),
    ]
  }

  private static let secret = RouteParameter("secret", in: .path, "The link's token")

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    let (token, row) = try await opened(request)
    let (store, planner, now, reader) = (request.parts.store, request.view.planner, request.now, request.pageReader)
    let view = try await request.parts.reading { () throws(StoreError) in
      try PageArchive(Archive(store, planner, now: now), reader, person: token.person)
        .link(row, isReading: token.purpose == .view)
    }
    return request.page(
      linkPage(view, path: Self.path(request), isJustDone: request.told != nil, reader))
  }

  @Sendable
  private func acknowledge(_ request: FrontRequest) async throws(Problem) -> Response {
    let (token, row) = try await opened(request)
    guard token.purpose == .acknowledge else {
      throw Problem(403, "link-reads-only", "this link only shows the task", help: "sign in to acknowledge it")
    }
    let place = Self.path(request)
    guard row.state == .dispatched else { return .seeOther(place) }
    let (store, person, number) = (request.parts.store, token.person, row.number)
    // Nobody can change hands between this look and the act: both are the loop's.
    let reply = await request.parts.desk.perform(
      "task-act", ["rows": [["number": .string(number), "action": "acknowledge", "by": .string(person)]]],
      author: person, deed: nil
    ) {
      guard let now = try? store.task(number: number), now.record.roles.holder == person else {
        return ControlReply(
          status: 409,
          ["error": ["code": .string(Problem.linkMoved.code), "message": .string(Problem.linkMoved.detail)]])
      }
      return nil
    }
    guard (200..<300).contains(reply.status) else {
      let problem = Problem(reply)
      throw problem.code == Problem.linkMoved.code ? .linkMoved : problem
    }
    if let refused = reply.body["rows"]?.array?.first, refused["outcome"]?.string != "done" {
      // Pressed twice at once: the page says that it is done.
      if let now = try await request.reading({ store throws(StoreError) in try store.task(number: number) }),
        now.state != .dispatched
      {
        return .seeOther(place)
      }
      let error = refused["error"]
      throw Problem(
        error?["code"]?.int.map { Int($0) } ?? 422, "refused", error?["message"]?.string ?? "refused",
        help: error?["help"]?.string ?? "sign in, and look at the task")
    }
    return request.telling(.acknowledged, place)
  }

  private static func path(_ request: FrontRequest) -> String { "/a/" + percentEncoded(request.parameter("secret")) }

  /// The token of the link and the task that it is about, while that is its person's.
  private func opened(_ request: FrontRequest) async throws(Problem) -> (token: LinkToken, row: TaskRow) {
    let token = try await token(request)
    guard request.book.people[token.person] != nil else { throw .linkForged }
    let found = try await request.reading { store throws(StoreError) in try store.task(number: token.task) }
    guard let row = found else { throw .linkForged }
    guard row.record.roles.holder == token.person else { throw .linkMoved }
    return (token, row)
  }

  private func token(_ request: FrontRequest) async throws(Problem) -> LinkToken {
    guard let links = request.book.dispatch.links else { throw .linkForged }
    let (text, now, credential) = (request.parameter("secret"), request.now, request.parts.credential)
    let key = try await request.parts.reading { () throws(StoreError) in credential(links.secret) }
    guard let key, !key.isEmpty else {
      var problem = Problem(503, "link-no-key", "links are not opened just now", help: "sign in, and use the queue")
      let name = links.secret
      problem.cause = "there is no credential `\(name)`: links cannot be checked; give LoadCredential=\(name)"
      throw problem
    }
    do throws(LinkToken.Fault) {
      return try LinkToken.verify(text, key: key, at: now)
    } catch {
      switch error {
      case .malformed: throw .linkMalformed
      case .forged: throw .linkForged
      case .expired: throw .linkExpired
      }
    }
  }
}

extension Problem {
  package static var linkMalformed: Problem {
    Problem(404, "link-malformed", "this is no whole link", help: "open it from the message again, or sign in")
  }
  package static var linkForged: Problem {
    Problem(403, "link-forged", "this link is not good here", help: "use the one in the message as it is, or sign in")
  }
  package static var linkExpired: Problem {
    Problem(410, "link-expired", "this link has ended", help: "use the one in the newest message, or sign in")
  }
  package static var linkMoved: Problem {
    Problem(409, "link-moved", "somebody else holds the task now", help: "nothing is to be done")
  }

  /// Whether it goes into the log of refusals: somebody asked for what is not theirs, or not any more.
  var isAudited: Bool { [401, 403, 410, 429].contains(status) || code.hasPrefix("link-") }

  /// Whether it may be a guess at a secret, which are to be few.
  var isGuess: Bool { ["key-not-good", "link-malformed", "link-forged"].contains(code) }
}
