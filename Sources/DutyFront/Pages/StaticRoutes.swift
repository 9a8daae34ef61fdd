import DutyLedger
import DutyPages
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// Where everybody comes in: the front page, what pages load besides themselves, signing in.
package struct EntryRoutes: RouteGroup {
  package init() {}

  package var routes: [Route] {
    [
      Route(.get, "/", "page-home", "The front page", .anybody, style: .page, answers: Self.html, run: home),
      Route(
        .get, "/static/{file}", "page-static", "What pages load", .anybody, style: .page,
        parameters: [RouteParameter("file", in: .path, "A file by its content")],
        answers: [RouteAnswer(200, "The file", type: "text/css")], run: file),
      Route(
        .get, "/login", "page-login", "The form to sign in", .anybody, style: .page,
        parameters: [RouteParameter("next", in: .query, "Where to go on to")], answers: Self.html, run: login),
      Route(
        .get, "/login/{secret}", "page-login-link", "What a one-time link opens", .anybody, style: .page,
        parameters: [RouteParameter("secret", in: .path, "The link's secret")], answers: Self.html, run: link),
    ]
  }

  static let html = [RouteAnswer(200, "The page", type: "text/html")]

  /// On to where the reader works.
  @Sendable
  private func home(_ request: FrontRequest) async throws(Problem) -> Response {
    if request.query["lang"] == nil {
      if request.may(.readGaps, .district) { return .seeOther("/office") }
      if request.actor.isPerson { return .seeOther("/queue") }
      if request.actor.isSignedIn { return .seeOther("/league") }
    }
    return request.page(homePage(request.pageReader))
  }

  @Sendable
  private func file(_ request: FrontRequest) async throws(Problem) -> Response {
    guard let asset = Assets.asset(at: "/static/" + request.parameter("file")) else {
      throw .notFound("there is no such file, or it is of another version", help: "load the page again")
    }
    return .bytes(asset.bytes, type: asset.type, fields: [.cacheControl: Assets.caching])
  }

  @Sendable
  private func login(_ request: FrontRequest) async throws(Problem) -> Response {
    if request.actor.isSignedIn, request.query["lang"] == nil { return .seeOther(SessionRoutes.inside(request.query["next"])) }
    return request.page(loginPage(FormState(), next: SessionRoutes.inside(request.query["next"]), request.pageReader))
  }

  /// A press uses the link up, not whoever fetches addresses ahead of people.
  @Sendable
  private func link(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(
      oneTimePage(
        secret: request.parameter("secret"), next: SessionRoutes.inside(request.query["next"]), request.pageReader))
  }
}

/// A refusal as a page, in the reader's language.
@Sendable
package func drawnProblemPage(_ problem: Problem, _ request: FrontRequest?) -> String {
  guard let request else { return plainProblemPage(problem, nil) }
  let reader = request.pageReader
  if problem.status == 401, request.route.name == "login" {
    let form = try? request.form()
    let isLink = form?["secret"]?.hasPrefix("dutyd-\(AccessKey.Kind.link.rawValue)-") == true
    return PageRenderer(reader).html(loginAgain(next: SessionRoutes.inside(form?["next"]), isLink: isLink, reader))
  }
  if problem.status == 401 {
    // After signing in they come back to the form, which says that it is empty again.
    let form = try? request.form()
    let next = form == nil
      ? request.cameFrom : request.parts.doneMark.address(request.cameFrom, telling: .signedInAgain)
    return PageRenderer(reader).html(
      signedOutPage(
        login: "/login?next=" + percentEncoded(next), written: request.written, hadFiles: form?.files.isEmpty == false,
        reader))
  }
  // What was not done to a task is looked at on its page.
  let isOfTask = request.route.path.hasPrefix("/tasks/{number}") && problem.status == 409
  let again = problem.code == "form-key" ? request.again : nil
  let key = again == nil ? "" : base64URL(request.parts.randomness.bytes(16))
  return PageRenderer(reader, formKey: key).html(
    troublePage(
      PageTrouble(problem), because: request.words(of: problem), detail: problem.detail + "; " + problem.help,
      back: isOfTask ? "/tasks/" + percentEncoded(request.parameter("number")) : request.cameFrom,
      written: problem.code == "form-reused" || problem.code == "form-key" ? request.written : [],
      again: again, reader))
}

/// What nobody wrote themselves.
private let unkept: Set = [PageReader.tokenField, PageReader.onceField, "secret", "next", "lat", "lon"]

extension FrontRequest {
  /// What somebody wrote into the form that was sent.
  fileprivate var written: [String] {
    ((try? form())?.texts.items ?? []).filter { !unkept.contains($0.name) && !$0.value.isEmpty }.map(\.value)
  }

  /// The form that was sent, to be sent once more under another key.
  fileprivate var again: FormAgain? {
    guard let form = try? form() else { return nil }
    // A secret is written once more: it stands in no page.
    let marks = [PageReader.tokenField, PageReader.onceField, "secret"]
    return FormAgain(
      path: path, fields: form.texts.items.filter { !marks.contains($0.name) }.map { PageHidden($0.name, $0.value) },
      hadFiles: form.files.contains { !$0.bytes.isEmpty })
  }

  /// The page of this site that a form was sent from, as the browser says; the front page where it does not.
  ///
  /// - Source: RFC 9110, section 10.1.3: pages send it within the site only.
  var cameFrom: String {
    guard route.isUnsafe, let referer = fields[.referer], let scheme = referer.firstRange(of: "://") else { return "/" }
    let rest = referer[scheme.upperBound...]
    guard let path = rest.firstIndex(of: "/") else { return "/" }
    return PageDone.forgotten(in: SessionRoutes.inside(String(rest[path...])))
  }
}

extension PageTrouble {
  /// By what was refused, where that says more than the status of the answer.
  init(_ problem: Problem) {
    if let known = PageTrouble(code: problem.code) {
      self = known
    } else if problem.refusal?.code == .shownElsewhere {
      // Nothing has changed: it is the wrong file.
      self = .refused
    } else {
      self.init(status: problem.status)
    }
  }
}
