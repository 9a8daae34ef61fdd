import DutyBook
import DutyCalendar
import DutyHost
import DutyLedger
import DutyPorts
import DutyRules
import DutyStore
import Foundation

/// The zone in which a ledger's district lives.
func districtZone(_ store: SQLiteStore) throws -> Zone {
  guard let book = try store.books().last, let files = try store.bookFiles(digest: book.accepted.digest),
    let settings = files.first(where: { $0.path == "dutyd.yaml" })
  else { return .utc }
  // The one line that matters, without loading the whole book.
  for line in String(decoding: settings.bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix("zone:") {
    let name = line.dropFirst(5).split(separator: "#")[0].trimmingCharacters(in: CharacterSet(charactersIn: " \t\r\"'"))
    return ZoneFiles.load(name) ?? .utc
  }
  return .utc
}

/// The book in force as a ledger keeps it, for names; `nil` where it has none, or one of another version.
func storedBook(_ store: SQLiteStore) throws -> Book? {
  guard let newest = try store.books().last, let files = try store.bookFiles(digest: newest.accepted.digest) else {
    return nil
  }
  let sources = RuleSources(files: files.map { RuleFile(path: $0.path, bytes: $0.bytes) })
  return RuleLoader(zones: { ZoneFiles.load($0) }).load(sources).book
}

/// Identifiers with the names that people know: `p-0112 王芳`.
struct Names {
  var book: Book?

  func person(_ id: String) -> String {
    if id.isEmpty { return "nobody" }
    return book?.people[id].map { "\(id) \($0.name)" } ?? id
  }

  func unit(_ id: String) -> String { book?.units[id].map { "\(id) \($0.name)" } ?? id }

  /// A person or a unit.
  func recipient(_ id: String) -> String { book?.people[id] == nil ? unit(id) : person(id) }

  func subject(_ id: String) -> String {
    guard let book, let subject = book.subject(id) else { return id }
    return "\(id) \(book.name(of: subject))"
  }

  func duty(_ key: TaskKey) -> String {
    var text = book?.duties[key.duty].map { $0.name == key.duty || $0.name.isEmpty ? key.duty : "\(key.duty) \($0.name)" } ?? key.duty
    if !key.grain.isEmpty {
      let grain = book?.name(ofGrain: key.grain, duty: key.duty) ?? book?.units[key.grain].map(\.name)
      text += " [\(key.grain)" + (grain.map { " \($0)" } ?? "") + "]"
    }
    return text
  }
}
