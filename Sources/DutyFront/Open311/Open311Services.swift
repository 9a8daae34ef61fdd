import DutyBook
import DutyRights

/// What citizens can report: the standards of places, in the groups of their sectors, and whatever else.
///
/// - Shape: a service's code is the standard's identifier; `other` is left to the office.
struct Open311Services {
  static let other = "other"
  static let placeAttribute = "PLACE"

  let book: Book
  private var isChinese: Bool { book.settings.locale == .chinese }

  var list: Open311Value {
    let standards = book.standards.rows.filter { isForPlaces($0) }.map { service($0.id) }
    return .list(of: "service", standards.compactMap(\.self) + [service(Self.other)].compactMap(\.self))
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
    guard let standard = book.standards[code], isForPlaces(standard) else { return nil }
    return standard.name
  }

  private func isForPlaces(_ standard: Standard) -> Bool {
    if case .units = standard.appliesTo { false } else { true }
  }
}
