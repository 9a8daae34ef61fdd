import DutyBook
import DutyCalendar
import DutyLedger
import DutyPages
import DutyPorts
import DutyReporting
import DutyRights
import HTTPTypes
import HummingbirdCore
import Synchronization

/// What page routes share: the reader, the page as an answer, forms with what was typed.
extension FrontRequest {
  var pageLocale: PageLocale { locale == .chinese ? .chinese : .english }

  /// Who reads, with the tabs that their roles open.
  var pageReader: PageReader {
    var place = path
    let kept = query.items.filter { $0.name != "lang" && !PageDone.fields.contains($0.name) }
    if !kept.isEmpty {
      place += "?" + kept.map { percentEncoded($0.name) + "=" + percentEncoded($0.value) }.joined(separator: "&")
    }
    return PageReader(
      locale: pageLocale, district: book.settings.district, zone: zone, now: now,
      name: actor.isSignedIn ? actor.name : "", tabs: tabs, token: csrf, path: place)
  }

  private var tabs: [PageTab] {
    PageTab.allCases.filter { tab in
      switch tab {
      case .queue: actor.isPerson
      case .office: may(.readGaps, .district)
      case .findings: true
      case .league: may(.readRanking, .district)
      case .places: may(.readRegisters, .district)
      case .rules: may(.readRules, .district)
      case .campaigns: may(.readRoster, .district)
      case .search: actor.isSignedIn
      }
    }
  }

  /// A page as an answer; a language that was asked for is remembered.
  func page(_ page: Page, status: HTTPResponse.Status = .ok) -> Response {
    self.page(html: drawn(page, status), status)
  }

  /// A page that is read often or is long, drawn off the event loop where it is read; `nil` where there is none.
  func page(
    _ make: @escaping @Sendable (PageArchive) throws(StoreError) -> Page?
  ) async throws(Problem) -> Response? {
    let html = try await pages { pages throws(StoreError) -> String? in
      guard let page = try make(pages) else { return nil }
      return drawn(page, .ok)
    }
    return html.map { page(html: $0, .ok) }
  }

  private func drawn(_ page: Page, _ status: HTTPResponse.Status) -> String {
    var page = page
    if status == .ok, let told {
      let lines = DoneNotes(query[DoneNotes.name] ?? "").lines(pageReader, PageNames(book))
      page.blocks.insert(.notice(told.notice(query["with"] ?? "", lines: lines, pageReader)), at: 0)
    }
    return PageRenderer(pageReader, formKey: base64URL(parts.randomness.bytes(16))).html(page)
  }

  private func page(html: String, _ status: HTTPResponse.Status) -> Response {
    var response = Response.html(html, status: status)
    if let asked = query["lang"], let locale = PageLocale(rawValue: asked) {
      response.headers.append(
        HTTPField(
          name: .setCookie,
          value: "\(Cookies.languageName)=\(locale.rawValue); Path=/; Max-Age=31536000; SameSite=Lax"
            + (isSecure ? "; Secure" : "")))
    }
    return response
  }

  /// A form that came back: shown again, with what was typed.
  func again(_ page: Page, _ problem: Problem? = nil) -> Response {
    var page = page
    if let problem {
      let trouble = PageTrouble(problem)
      page.blocks.insert(
        .notice(
          pageReader.notice(trouble, because: words(of: problem), detail: problem.detail + "; " + problem.help)), at: 0)
    }
    return self.page(page, status: .init(code: problem?.status ?? 422))
  }

  /// What the engine refused, in the reader's language; `nil` for what has no wording of its own.
  func words(of problem: Problem) -> String? {
    problem.refusal.map { RefusalWords(pageReader, PageNames(book)).text($0) }
  }

  /// What came with a form.
  func formState() throws(Problem) -> (state: FormState, files: [FormBody.File]) {
    let form = try form()
    return (FormState(form.texts.items.map { ($0.name, $0.value) }), form.files)
  }

  /// Reads what a page says, off the event loop.
  ///
  /// - Parameter slowly: beside the queues, which are not to wait for it: what is counted over many tasks or rules.
  func pages<Value: Sendable>(
    slowly: Bool = false, _ body: @escaping @Sendable (PageArchive) throws(StoreError) -> Value
  ) async throws(Problem) -> Value {
    let (reader, person) = (pageReader, actor.isPerson ? actor.id : "")
    let (store, planner, now) = (parts.store, view.planner, now)
    return try await parts.reading(slowly: slowly) { () throws(StoreError) in
      try body(PageArchive(Archive(store, planner, now: now), reader, person: person))
    }
  }
}

/// Values that take a while to make and stand for a while: made once for as long as their key is the same.
final class PageCache: Sendable {
  private let kept = Mutex<[String: (key: String, value: any Sendable)]>([:])

  func value<Value: Sendable, Failure: Error>(
    _ name: String, _ key: String, _ make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    if let known = kept.withLock({ $0[name] }), known.key == key, let value = known.value as? Value { return value }
    let made = try make()
    kept.withLock { kept in
      if kept.count > 200 { kept.removeAll() }
      kept[name] = (key, made)
    }
    return made
  }
}
