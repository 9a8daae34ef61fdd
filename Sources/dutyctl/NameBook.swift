import DutyBook
import DutyControl
import DutyLedger
import DutyPorts
import DutyStore

/// What a name may stand for; the raw value is the list of the API that has it.
enum NameKind: String {
  case unit = "units"
  case person = "people"
  case place = "places"
}

/// Units, people and places by the names that people know them by: 环卫中心 in place of `u-huanwei`.
///
/// - Shape: an identifier stands for itself, a name for the one thing that has it; what is neither stays as it is, for the
///   command to refuse.
struct NameBook {
  struct Entry {
    var id: String
    /// Where it belongs, to tell it from others of its name.
    var within: String
  }

  private let entries: (NameKind, String) throws -> [Entry]

  init(_ entries: @escaping (NameKind, String) throws -> [Entry]) { self.entries = entries }

  init(_ book: Book) {
    self.init { kind, name in
      switch kind {
      case .unit:
        book.units.rows.filter { $0.id == name || $0.name == name }.map { unit in
          Entry(id: unit.id, within: unit.parent.map { book.units[$0].name } ?? "")
        }
      case .person:
        book.people.rows.filter { $0.id == name || $0.name == name }.map { person in
          Entry(id: person.id, within: book.units[person.unit].name)
        }
      case .place:
        book.places.ids.indices.filter { book.places.ids[$0] == name || book.places.names[$0] == name }.map { index in
          Entry(id: book.places.ids[index], within: book.places.parents[index].map { book.places.names[$0.index] } ?? "")
        }
      }
    }
  }

  /// The names of the book in force of a ledger, which is not read before a name is asked for.
  init(ledger store: @escaping () throws -> SQLiteStore) {
    self.init { kind, name in
      guard let book = try storedBook(try store()) else { return [] }
      return try NameBook(book).entries(kind, name)
    }
  }

  /// Those of a daemon elsewhere.
  init(_ client: ServerClient) {
    self.init { kind, name in
      try client.items("/api/v1/" + kind.rawValue, [("q", name)], limit: 500, format: .text).compactMap { item in
        guard let id = item["id"]?.string, id == name || item["name"]?.string == name else { return nil }
        return Entry(id: id, within: item["unit"]?.string ?? item["parent"]?.string ?? "")
      }
    }
  }

  /// The identifier that a text stands for, the kinds in their order.
  ///
  /// - Errors: a name that several have, with each of them.
  func id(_ text: String?, _ kinds: NameKind...) throws -> String? {
    guard let text, text.wholeMatch(of: #/[a-z0-9][a-z0-9._\-]*/#) == nil else { return text }
    for kind in kinds {
      let found = try entries(kind, text)
      if let exact = found.first(where: { $0.id == text }) ?? (found.count == 1 ? found.first : nil) { return exact.id }
      guard found.isEmpty else {
        let candidates = found.prefix(12).map { $0.within.isEmpty ? $0.id : "\($0.id) (\($0.within))" }
        throw CommandFailure(
          "\(found.count) \(kind.rawValue) are named `\(text)`",
          help: "say which: " + candidates.joined(separator: ", ") + (found.count > 12 ? "…" : ""))
      }
    }
    return text
  }
}
