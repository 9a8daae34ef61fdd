import DutyBook
import DutyControl
import DutyLedger
import DutyPorts
import DutyStore

/// Units, people and places by the names that people know them by: 云河区环境卫生事务中心 in place of `u-huanwei`.
///
/// - Shape: an identifier stands for itself, a name for the one thing that has it; what is neither stays as it is, for the
///   command to refuse.
struct NameBook {
  private let entries: (NameKind, String) throws -> [Namesake]

  /// What was looked up is not looked up again: a list names the same few people over and over.
  init(_ entries: @escaping (NameKind, String) throws -> [Namesake]) {
    var known: [String: [Namesake]] = [:]
    self.entries = { kind, name in
      let key = kind.rawValue + "/" + name
      if let found = known[key] { return found }
      let found = try entries(kind, name)
      known[key] = found
      return found
    }
  }

  init(_ book: Book) {
    self.init { kind, name in book.namesakes(name, kind) }
  }

  /// The names of the book in force of a ledger, which is not read before a name is asked for.
  init(ledger store: @escaping () throws -> SQLiteStore) {
    self.init { kind, name in
      guard let book = try storedBook(try store()) else { return [] }
      return book.namesakes(name, kind)
    }
  }

  /// Those of a daemon elsewhere.
  init(_ client: ServerClient) {
    self.init { kind, name in
      try client.items("/api/v1/" + kind.rawValue, [("q", name)], limit: 500, format: .text).compactMap { item in
        guard let id = item["id"]?.string, id == name || item["name"]?.string == name else { return nil }
        return Namesake(id: id, within: item["unit"]?.string ?? item["parent"]?.string ?? "")
      }
    }
  }

  /// Those of the daemon behind a control socket.
  ///
  /// - Parameter ask: asks it one operation.
  init(asking ask: @escaping (String, JSONValue) throws -> JSONValue) {
    self.init { kind, name in
      try ask("names", ["kind": .string(kind.rawValue), "name": .string(name)])["items"]?.array?.compactMap { item in
        item["id"]?.string.map { Namesake(id: $0, within: item["within"]?.string ?? "") }
      } ?? []
    }
  }

  /// The identifier that a text stands for, the kinds in their order.
  ///
  /// - Errors: a name that several have, with each of them.
  func id(_ text: String?, _ kinds: NameKind...) throws -> String? {
    try text.map { try id($0, of: kinds) }
  }

  func id(_ text: String, of kinds: [NameKind]) throws -> String {
    guard text.wholeMatch(of: #/[a-z0-9][a-z0-9._\-]*/#) == nil else { return text }
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
