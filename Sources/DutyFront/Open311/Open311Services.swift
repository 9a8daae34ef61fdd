import DutyBook
import DutyRights

/// What citizens can report: what the rule book offers them, in the groups of their sectors, and whatever else.
///
/// - Shape: a service's code is the standard's identifier, its name what citizens call it; `other` is left to the office.
///   A book that names nothing for citizens offers every standard of places.
struct Open311Services {
  static let other = "other"
  static let placeAttribute = "PLACE"

  let book: Book
  private var isChinese: Bool { book.settings.locale == .chinese }

  var list: Open311Value {
    let standards = book.standards.offered ?? book.standards.rows.filter(\.isForPlaces)
    return .list(of: "service", (standards.map(\.id) + [Self.other]).compactMap { service($0) })
  }

  /// A service by its code; `nil` for a code that is none.
  func service(_ code: String) -> Open311Value? {
    guard let name = name(code) else { return nil }
    let sector = book.standards[code].map { book.sectors[$0.sector].name } ?? (isChinese ? "其他" : "Other")
    return .object([
      ("service_code", .text(code)), ("service_name", .text(name)), ("description", .text(name)),
      ("metadata", .flag(true)), ("type", .text("realtime")), ("keywords", .text(sector)), ("group", .text(sector)),
    ])
  }

  /// What a report of this service may say besides: where it is, in words.
  func definition(_ code: String) -> Open311Value? {
    guard name(code) != nil else { return nil }
    return .object([
      ("service_code", .text(code)),
      (
        "attributes",
        .list(
          of: "attribute",
          [
            .object([
              ("variable", .flag(true)), ("code", .text(Self.placeAttribute)), ("datatype", .text("string")),
              ("required", .flag(false)), ("datatype_description", .text("")), ("order", .number("1")),
              ("description", .text(isChinese ? "地点（路名、小区、点位）" : "Where it is: a road, a compound, a site")),
              ("values", .list(of: "value", [])),
            ])
          ])
      ),
    ])
  }

  func name(_ code: String) -> String? {
    if code == Self.other { return isChinese ? "其他问题" : "Something else" }
    guard let standard = book.standards[code], standard.isForPlaces else { return nil }
    return book.standards.offered == nil ? standard.name : standard.reportAs
  }
}
