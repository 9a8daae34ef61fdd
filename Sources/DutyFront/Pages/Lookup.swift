import DutyBook

/// What people type for a unit, a person, a place: its identifier, or a name that only one of them has.
struct Lookup {
  let book: Book

  init(_ book: Book) { self.book = book }

  func unit(_ text: String) -> String? {
    if book.units[text] != nil { return text }
    return only(book.units.rows.lazy.filter { $0.name == text }.map(\.id).prefix(2))
  }

  func person(_ text: String) -> String? {
    if book.people[text] != nil { return text }
    return only(book.people.rows.lazy.filter { $0.name == text }.map(\.id).prefix(2))
  }

  /// A place or a unit.
  func subject(_ text: String) -> String? {
    if book.subject(text) != nil { return text }
    let places = book.places.names.indices.lazy.filter { book.places.names[$0] == text }.map { book.places.ids[$0] }
    return only(places.prefix(2)) ?? unit(text)
  }

  func standard(_ text: String) -> String? {
    if book.standards[text] != nil { return text }
    return only(book.standards.rows.lazy.filter { $0.name == text }.map(\.id).prefix(2))
  }

  private func only(_ found: some Sequence<String>) -> String? {
    let found = Array(found)
    return found.count == 1 ? found[0] : nil
  }

  /// A task's or finding's number as somebody typed it, as the ledger writes it: in capitals, with its dash, without the
  /// check code after it.
  static func number(_ text: String) -> String {
    let first = String(text.uppercased().split(separator: " ").first ?? "")
    let letters = first.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    guard letters.count == first.count, letters.count == 10 || letters.count == 12, letters.contains(where: \.isNumber) else {
      return first
    }
    return letters.prefix(5) + "-" + letters.dropFirst(5).prefix(5)
  }
}
