import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts

/// Which reports are listed.
///
/// - Shape: the newest ``most`` of the last 90 days, or of the days that are given; by number, those that are named.
struct Open311Query: Sendable {
  static let most = 200
  /// How far back is looked, in findings: a list is no search of the ledger.
  private static let steps = 10

  private var ids: [String] = []
  private var codes: Set<String> = []
  private var statuses: Set<String> = []
  private var from: Instant
  private var until: Instant?

  static let parameters: [RouteParameter] = [
    Schemas.query("service_request_id", "Numbers, separated by commas"),
    Schemas.query("service_code", "Services, separated by commas"),
    Schemas.query("start_date", "Reported at this instant or later", Shape.instant),
    Schemas.query("end_date", "Reported before this instant", Shape.instant),
    Schemas.query("status", "open, closed or both, separated by commas"),
  ]

  init(_ request: FrontRequest) throws(Problem) {
    func parts(_ name: String) -> [String] {
      (request.query[name] ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
    func instant(_ name: String) throws(Problem) -> Instant? {
      guard let text = request.query[name] else { return nil }
      guard let instant = parseInstant(text, in: request.zone) else {
        throw .badRequest("\(name) is not an instant", help: "write 2026-11-23T00:00:00+08:00")
      }
      return instant
    }
    ids = Array(parts("service_request_id").map { $0.uppercased() }.prefix(Self.most))
    codes = Set(parts("service_code"))
    statuses = Set(parts("status"))
    if let wrong = statuses.first(where: { !["open", "closed"].contains($0) }) {
      throw .badRequest("status `\(wrong.prefix(20))` is none", help: "open, closed, or both")
    }
    from = try instant("start_date") ?? request.now.adding(seconds: -90 * 86_400)
    until = try instant("end_date")
  }

  func read(_ store: any LedgerStore, _ book: Book) throws(StoreError) -> [Open311Request] {
    if !ids.isEmpty {
      var found: [Open311Request] = []
      for id in ids {
        guard let card = try store.findingCard(id), card.finding.source == Open311Request.source else { continue }
        found.append(try request(card, store, book))
      }
      return found
    }
    var filter = FindingFilter()
    filter.source = Open311Request.source
    filter.before = until
    let services = Open311Services(book: book)
    var found: [Open311Request] = []
    var place: String?
    for _ in 0..<Self.steps {
      let chunk = try store.newestFindings(Self.most, before: place)
      for known in chunk {
        if known.at < from || found.count == Self.most { return found }
        place = known.record.id
        guard let card = try store.findingCard(known, if: filter), isWanted(card, services) else { continue }
        found.append(try request(card, store, book))
      }
      if chunk.count < Self.most { break }
    }
    return found
  }

  private func isWanted(_ card: FindingCard, _ services: Open311Services) -> Bool {
    if !statuses.isEmpty, !statuses.contains(card.standing.isClosed ? "closed" : "open") { return false }
    guard !codes.isEmpty else { return true }
    let standard = card.finding.standard
    return codes.contains(services.name(standard) == nil ? Open311Services.other : standard)
  }

  private func request(
    _ card: FindingCard, _ store: any LedgerStore, _ book: Book
  ) throws(StoreError) -> Open311Request {
    Open311Request(card: card, answers: try store.letters(to: card.finding.id), book: book)
  }
}
