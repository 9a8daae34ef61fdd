import DutyCalendar
import DutyLedger

/// One row of what people want done to tasks, as it was typed.
///
/// - Shape: one JSON object: `number`, `action`, `by`, and what the action needs; numbers with a fraction are texts.
package struct ActRequest: Sendable {
  package var number: String
  package var action: TaskAction
  package var by: String
  package var note: String
  package var approvedBy: String
  /// Measured values by name, in millionths.
  package var values: [String: Int]
  package var evidence: [String]
  package var failed: [String]
  package var minutes: Int?
  package var position: Position?
  /// A moment or a day, or a length of time: of the two at most one.
  package var until: String
  package var limit: String
  package var lead: String
  package var holder: String
  package var closure: Closure?
  package var whose: String

  /// A row of somebody who needs no text for it.
  package init(number: String, action: TaskAction, by: String, note: String = "") {
    self.number = number
    self.action = action
    self.by = by
    self.note = note
    (approvedBy, until, limit, lead, holder, whose) = ("", "", "", "", "", "")
    (values, evidence, failed) = ([:], [], [])
  }

  /// What may be said of a row; anything else is a slip that is told.
  static let keys = [
    "number", "action", "by", "note", "approved-by", "values", "evidence", "failed", "minutes", "lat", "lon", "until",
    "limit", "lead", "holder", "closure", "whose",
  ]
  private static let known = Set(keys)

  init(_ row: JSONValue) throws(ActError) {
    guard let fields = row.object else {
      throw .denied(400, .notUnderstood, "a row is no object", help: "give number, action and by")
    }
    func text(_ key: String) -> String { fields[key]?.string ?? "" }
    number = text("number").uppercased()
    if let odd = fields.keys.filter({ !Self.known.contains($0) }).min() {
      throw .denied(400, .notUnderstood, "`\(odd)` is not known", help: "one of: \(Self.keys.joined(separator: ", "))")
    }
    if let long = row.longText { throw .denied(400, .textTooLong, long.facts, long.message, help: long.help) }
    guard let action = TaskAction(rawValue: text("action")) else {
      let known = TaskAction.allCases.map(\.rawValue).joined(separator: ", ")
      throw .denied(
        400, .notUnderstood, "`\(text("action"))` is nothing that is done to a task", help: "one of: \(known)")
    }
    self.action = action
    by = text("by")
    note = text("note")
    approvedBy = text("approved-by")
    values = try Self.values(row["values"])
    evidence = row["evidence"]?.array?.compactMap(\.string) ?? []
    failed = row["failed"]?.array?.compactMap(\.string) ?? []
    minutes = row["minutes"]?.int.map { Int($0) } ?? Int(text("minutes"))
    if row["minutes"] != nil, minutes.map({ !(0...10_080).contains($0) }) ?? true {
      throw .denied(
        400, .wrongMinutes, "`minutes` is no number of minutes", help: "give a whole number, at most a week's")
    }
    position = try Self.position(row["lat"], row["lon"])
    until = text("until")
    limit = text("limit")
    lead = text("lead")
    holder = text("holder")
    whose = text("whose")
    closure = Closure(rawValue: text("closure"))
    if closure == nil, !text("closure").isEmpty {
      let known = Closure.allCases.map(\.rawValue).joined(separator: ", ")
      throw .denied(400, .notUnderstood, "`\(text("closure"))` is no way for a task to end", help: "one of: \(known)")
    }
  }

  private static func values(_ value: JSONValue?) throws(ActError) -> [String: Int] {
    var values: [String: Int] = [:]
    for (name, amount) in value?.object ?? [:] {
      let text = amount.string ?? amount.int.map { String($0) } ?? ""
      guard let micro = FixedPoint.micro(text) else {
        throw .denied(
          400, .wrongNumber, [.word: text], "`\(name)` has the value `\(text)`, which is no number",
          help: "write 0.42, 42% or 85")
      }
      values[name] = micro
    }
    return values
  }

  private static func position(_ lat: JSONValue?, _ lon: JSONValue?) throws(ActError) -> Position? {
    if lat == nil, lon == nil { return nil }
    func degrees(_ value: JSONValue?, _ most: Int) -> Int? {
      let text = value?.string ?? value?.int.map { String($0) } ?? ""
      return FixedPoint.micro(text).flatMap { abs($0) <= most * 1_000_000 ? $0 : nil }
    }
    guard let latitude = degrees(lat, 90), let longitude = degrees(lon, 180) else {
      throw .denied(
        400, .wrongPosition, "lat and lon are no position", help: "write degrees, --lat 30.251123 --lon 120.163456")
    }
    return Position(latitudeMicro: latitude, longitudeMicro: longitude)
  }
}

/// Decimal numbers as whole millionths.
package enum FixedPoint {
  /// Reads `0.42`, `42%`, `-3`: `nil` for anything else, or for more than six decimals.
  package static func micro(_ text: String) -> Int? {
    var body = text[...]
    let isPercent = body.hasSuffix("%")
    if isPercent { body = body.dropLast() }
    let isNegative = body.hasPrefix("-")
    if isNegative { body = body.dropFirst() }
    let parts = body.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } }),
      parts[0].utf8.count <= 12
    else { return nil }
    let digits = isPercent ? 4 : 6
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard fraction.utf8.count <= digits else { return nil }
    let padding = String(repeating: "0", count: digits - fraction.utf8.count)
    return Int(String(parts[0]) + fraction + padding).map { isNegative ? -$0 : $0 }
  }

  /// Prints millionths as `42%`, `150%`.
  package static func percent(_ micro: Int) -> String {
    let (scaled, isTooLarge) = micro.multipliedReportingOverflow(by: 100)
    return isTooLarge ? text(micro) : text(scaled) + "%"
  }

  /// Prints millionths as `0.42`, `85`.
  package static func text(_ micro: Int) -> String {
    let (whole, rest) = micro.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let sign = micro < 0 ? "-" : ""
    if rest == 0 { return sign + String(whole) }
    var (fraction, places) = (rest, 6)
    while fraction % 10 == 0 {
      fraction /= 10
      places -= 1
    }
    let digits = String(fraction)
    return sign + String(whole) + "." + String(repeating: "0", count: places - digits.utf8.count) + digits
  }
}
