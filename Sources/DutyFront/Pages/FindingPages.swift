import DutyBook
import DutyCalendar
import DutyDigest
import DutyEngine
import DutyLedger
import DutyPages
import DutyPlanning
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore
import Synchronization

/// Filing a finding and following it, with and without an account.
package struct FindingPages: RouteGroup {
  private let codes = FindingCodes()

  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/findings", "page-findings", "The findings of the reader's scope", .anybody, style: .page,
        parameters: [
          RouteParameter("show", in: .query, "`all` for closed ones too"),
          RouteParameter("after", in: .query, "The last finding of the page before"),
          RouteParameter("from", in: .query, "The number of its first finding in the whole"),
        ], answers: EntryRoutes.html, run: list),
      Route(
        .get, "/findings/new", "page-finding-new", "The form to report a problem", .may(.fileFinding), style: .page,
        answers: EntryRoutes.html, run: form),
      Route(
        .post, "/findings", "page-finding-file", "Reports a problem", .may(.fileFinding), style: .page,
        body: TaskPages.upload, answers: TaskPages.seeOther, bodyLimit: 12 << 20, run: file),
      Route(
        .get, "/findings/follow", "page-finding-follow", "The form to follow a report", .may(.followFinding), style: .page,
        answers: EntryRoutes.html, run: followForm),
      Route(
        .post, "/findings/follow", "page-finding-look", "Looks a report up by its number and code", .may(.followFinding),
        style: .page, body: TaskPages.fields, answers: TaskPages.seeOther, run: follow),
      Route(
        .get, "/findings/{number}", "page-finding", "How a finding stands", .anybody, style: .page,
        parameters: [
          RouteParameter("number", in: .path, "The finding's number"),
          RouteParameter("code", in: .query, "The code that came with it"),
        ], answers: EntryRoutes.html, run: show),
    ]
  }

  // MARK: Reading

  @Sendable
  private func list(_ request: FrontRequest) async throws(Problem) -> Response {
    guard request.actor.isSignedIn else { return request.page(homePage(request.pageReader)) }
    let isOpenOnly = request.query["show"] != "all"
    let seesAll = [AccessRole.office, .inspector, .auditor].contains { request.actor.has($0) }
    var units: [String]?
    if !seesAll {
      let own = AccessRole.allCases.flatMap { request.actor.units(as: $0) } + [request.actor.unit]
      var all: [String] = []
      for unit in own where !unit.isEmpty {
        for below in request.book.subtree(of: unit) where !all.contains(below) { all.append(below) }
      }
      units = all
    }
    let (wanted, actor, book) = (units, request.actor, request.book)
    let mayFile = request.may(.fileFinding, .district)
    let after = try await request.after(of: Finding.kind)
    let first = after == nil ? 1 : request.query["from"].flatMap { Int($0) }.map { min(max($0, 1), 1_000_000) } ?? 1
    var view = try await request.pages(slowly: true) { pages throws(StoreError) in
      try pages.findings(of: wanted, isOpenOnly: isOpenOnly, after: after, first: first) { card in
        decide(actor, .readFinding, Resource(card, in: book), in: book).isAllowed
      }
    }
    view.mayFile = mayFile
    return request.page(findingList(view, request.pageReader))
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    let number = request.parameter("number").uppercased()
    let code = request.query["code"] ?? ""
    let right = try await codes.code(of: number, request)
    let hasCode = !code.isEmpty && Secrets.areEqual(Array(code.utf8), Array(right.utf8))
    var isStaff = false
    if request.actor.isSignedIn {
      let card = try await request.reading { store throws(StoreError) in try store.findingCard(number) }
      guard let card else { throw Self.unknown(number) }
      let concerned = Resource(card, in: request.book)
      isStaff = request.may(.readFinding, concerned)
      if !isStaff, !hasCode { try request.require(.readFinding, concerned) }
    } else if !hasCode {
      try codes.slow(request)
      return .seeOther("/findings/follow")
    }
    let mayClassify = request.may(.settleFinding, .district)
    let staff = isStaff
    let (actor, book) = (request.actor, request.book)
    let view = try await request.pages { pages throws(StoreError) in
      try pages.finding(number, code: right, isStaff: staff, mayClassify: mayClassify) { roles in
        decide(actor, .readEvidence, Resource(roles, in: book), in: book).isAllowed
      }
    }
    guard var view else { throw Self.unknown(number) }
    let readsReporter = request.may(.readReporter, .district)
    if !readsReporter, view.filer.isEmpty || view.filer != actor.id { view.reporter = "" }
    // The code is the reporter's: whoever followed it here has it, and the office may have to say it again.
    if !readsReporter, !hasCode { view.code = "" }
    if staff {
      let whose = try await AppealRoutes.whose(number, request)
      let contested = try await request.pages { pages throws(StoreError) in try pages.isContested(number) }
      // Not for whoever reported it, and not before it is anybody's.
      view.mayContest = request.actor.isPerson && !view.unit.isEmpty && request.may(.fileAppeal, whose)
      view.isContested = contested
    }
    return request.page(findingPage(view, isNew: request.query["new"] != nil, request.pageReader))
  }

  static func unknown(_ number: String) -> Problem {
    .notFound("there is no finding `\(number.prefix(20))`", help: "a number begins with F-")
  }

  @Sendable
  private func followForm(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(DutyPages.followForm(FormState(), request.pageReader))
  }

  /// A code that is wrong costs time: numbers and codes cannot be tried out.
  @Sendable
  private func follow(_ request: FrontRequest) async throws(Problem) -> Response {
    var state = try request.formState().state
    let number = state["number"].uppercased()
    let code = state["code"]
    let right = try await codes.code(of: number, request)
    guard Secrets.areEqual(Array(code.utf8), Array(right.utf8)) else {
      try codes.slow(request)
      state.errors["code"] = request.pageReader.followUnknownText
      return request.again(DutyPages.followForm(state, request.pageReader))
    }
    return .seeOther("/findings/" + percentEncoded(number) + "?code=" + percentEncoded(code))
  }

  // MARK: Filing

  private func formView(_ request: FrontRequest) async throws(Problem) -> FindingFormView {
    let isStaff = request.actor.isPerson
    return try await request.pages { pages throws(StoreError) in pages.findingForm(isStaff: isStaff) }
  }

  @Sendable
  private func form(_ request: FrontRequest) async throws(Problem) -> Response {
    request.page(findingForm(try await formView(request), FormState(), request.pageReader))
  }

  @Sendable
  private func file(_ request: FrontRequest) async throws(Problem) -> Response {
    let reader = request.pageReader
    let view = try await formView(request)
    let (sent, files) = try request.formState()
    let photos = files.filter { $0.field == "photo" }
    var state = checkFinding(sent, hasPhoto: !photos.isEmpty, reader)
    for photo in photos {
      guard let trouble = photoTrouble(photo.bytes, isPhoto: true, most: view.mostBytes, reader) else { continue }
      state.errors["photo"] = trouble
    }
    if photos.count > mostPhotos { state.errors["photo"] = reader.tooManyPhotosText }
    let isStaff = request.actor.isPerson
    if isStaff, !view.sources.contains(where: { $0.value == state["source"] }) {
      state.errors["source"] = reader.needSourceText
    }
    guard state.isGood else { return request.again(findingForm(view, state, reader)) }
    do throws(Problem) {
      let answer = try await request.perform("finding-add", try arguments(state, isStaff: isStaff, request))
      guard let number = answer["finding"]?["id"]?.string else { throw Self.unknown("") }
      for photo in photos { await keep(photo, answer, request) }
      return .seeOther(try await Self.taken(number, codes, request))
    } catch {
      return request.again(findingForm(view, state, reader), error)
    }
  }

  /// Where whoever reported something reads its number and its code.
  static func taken(
    _ number: String, _ codes: FindingCodes, _ request: FrontRequest
  ) async throws(Problem) -> String {
    "/findings/" + percentEncoded(number) + "?new=1&code=" + (try await codes.code(of: number, request))
  }

  private func arguments(
    _ state: FormState, isStaff: Bool, _ request: FrontRequest
  ) throws(Problem) -> JSONValue {
    var fields: [String: JSONValue] = [
      "text": .string(state["text"]), "place": .string(state["place"]), "standard": .string(state["kind"]),
      "source": .string(isStaff ? state["source"] : FindingSource.citizen), "unclassified": .bool(true),
      "by": .string(isStaff ? try request.person() : Finding.citizen),
    ]
    // A report without a contact has no reporter either: nobody is asked who they are.
    if isStaff { fields["reporter"] = .string(state["reporter"]) } else { fields["contact"] = .string(state["contact"]) }
    return .object(fields)
  }

  /// The reporter's photo goes to the task that the finding opened or joined; a finding without one is whole too.
  private func keep(_ photo: FormBody.File, _ answer: JSONValue, _ request: FrontRequest) async {
    guard let task = answer["finding"]?["task"]?.string ?? answer["finding"]?["tasks"]?.array?.first?["number"]?.string,
      !task.isEmpty
    else { return }
    do throws(Problem) {
      let by = request.actor.isPerson ? try request.person() : Finding.citizen
      _ = try await request.keepEvidence(photo, shows: Evidence.asFound, task: task, by: by)
    } catch {
      // The page says whether the photo is kept.
    }
  }
}

/// The codes by which reporters follow their findings without an account.
///
/// - Shape: six digits of a keyed hash of the finding's number; the key is made once, from the system's randomness, and
///   lies with the other keys. Revoking it makes all codes new.
final class FindingCodes: Sendable {
  private let key = Mutex<[UInt8]?>(nil)
  private let limiter = RateLimiter()
  static let subject = "service:finding-codes"

  func code(of number: String, _ request: FrontRequest) async throws(Problem) -> String {
    let secret: [UInt8]
    if let known = key.withLock({ $0 }) { secret = known } else { secret = try await find(request) }
    // The inner hash keeps a longer number from being appended to a shorter one's.
    let inner = Digest(of: secret + Array(number.utf8)).bytes
    var value: UInt64 = 0
    for byte in Digest(of: secret + inner).bytes.prefix(8) { value = value << 8 | UInt64(byte) }
    let digits = String(value % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  private func find(_ request: FrontRequest) async throws(Problem) -> [UInt8] {
    let (access, randomness, now) = (request.parts.access, request.parts.randomness, request.now)
    let found = try await request.parts.reading { () throws(StoreError) -> [UInt8] in
      if let known = try access.keys([.feed]).last(where: { $0.subject == Self.subject && $0.isGood(at: now) }) {
        return known.hash
      }
      let made = AccessKey(
        id: Secrets.identifier(.feed, randomness), kind: .feed, hash: randomness.bytes(32), subject: Self.subject,
        scope: "finding-codes", isReadOnly: true, label: "codes of findings", createdBy: "dutyd", createdAt: now)
      try access.add(made)
      return made.hash
    }
    key.withLock { $0 = found }
    return found
  }

  /// So many wrong codes of an address at once, then so many a minute.
  func slow(_ request: FrontRequest) throws(Problem) {
    let rate = RateLimiter.Rate(burst: 10, perMinute: 6)
    guard let wait = limiter.take("codes at " + request.address, rate, at: request.now) else { return }
    var problem = Problem(429, "too-many", "that is too many wrong codes", help: "wait \(wait) s, and look at the code again")
    problem.fields["Retry-After"] = String(wait)
    throw problem
  }
}
