import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts

/// A citizen's finding as GeoReport shows it to everybody.
///
/// - Shape: what was reported in words, and by whom, is not shown: it may name people. Where, what and how it stands is.
struct Open311Request {
  let card: FindingCard
  let answers: [Recorded<FindingAnswered>]
  let book: Book

  static let source = "citizen"

  /// The token of a report, before and after it has its number.
  static func token(_ id: String) -> String { "T" + id.dropFirst() }
  static func id(ofToken token: String) -> String? {
    token.uppercased().hasPrefix("T-") ? "F" + token.uppercased().dropFirst() : nil
  }

  var value: Open311Value {
    let finding = card.finding
    let services = Open311Services(book: book)
    let code = services.name(finding.standard) == nil ? Open311Services.other : finding.standard
    let unit = card.rows.last.map(\.record.roles.lead) ?? finding.roles?.lead ?? ""
    let due = card.rows.first { $0.state.isOpen }?.record.due
    let updated = ([card.at] + answers.map(\.at) + card.rows.compactMap(\.closedAt)).max() ?? card.at
    let place = book.subject(finding.place).map { book.name(of: $0) } ?? ""
    return .object([
      ("service_request_id", .text(finding.id)), ("status", .text(card.standing.isClosed ? "closed" : "open")),
      ("status_notes", .text(answers.last?.record.text ?? "")), ("service_name", .text(services.name(code) ?? code)),
      ("service_code", .text(code)), ("description", .text("")),
      ("agency_responsible", .text(book.units[unit]?.name ?? "")), ("service_notice", .text("")),
      ("requested_datetime", .text(rfc3339(card.at))), ("updated_datetime", .text(rfc3339(updated))),
      ("expected_datetime", due.map { .text(rfc3339($0)) } ?? .nothing), ("address", .text(place)),
      ("address_id", .text(finding.place)), ("zipcode", .nothing),
      ("lat", finding.position.map { .number(Self.degrees($0.latitudeMicro)) } ?? .nothing),
      ("long", finding.position.map { .number(Self.degrees($0.longitudeMicro)) } ?? .nothing),
      ("media_url", .nothing),
    ])
  }

  private func rfc3339(_ instant: Instant) -> String { book.settings.zone.rfc3339(instant) }

  /// Millionths of a degree as a decimal.
  static func degrees(_ micro: Int) -> String {
    let digits = String(1_000_000 + micro.magnitude % 1_000_000).dropFirst()
    return (micro < 0 ? "-" : "") + "\(micro.magnitude / 1_000_000).\(digits)"
  }
}
