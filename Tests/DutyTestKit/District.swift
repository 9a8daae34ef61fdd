import DutyBook
import DutyCalendar
import DutyPlanning
import DutyRules

/// Why a district of a test did not become a book.
package struct DistrictError: Error, CustomStringConvertible {
  package var description: String

  package init(description: String) { self.description = description }
}

/// A rule directory as named texts, changed step by step and read by the real loader.
package struct District: Sendable {
  package var files: [String: String]

  package init(_ files: [String: String]) { self.files = files }

  /// The district with one file put in place of whatever it was.
  package func putting(_ path: String, _ text: String) -> District {
    var copy = self
    copy.files[path] = text
    return copy
  }

  /// The district with rows added at the end of a file.
  package func adding(_ path: String, _ text: String) -> District {
    var copy = self
    copy.files[path, default: ""] += text.hasSuffix("\n") ? text : text + "\n"
    return copy
  }

  /// The district with one text replaced; a text that is not there is a mistake in the test.
  package func replacing(_ path: String, _ old: String, _ new: String) -> District {
    guard let text = files[path], let range = text.firstRange(of: old) else {
      preconditionFailure("\(path) has no \(old.debugDescription)")
    }
    return putting(path, text[..<range.lowerBound] + new + String(text[range.upperBound...]))
  }

  package func without(_ path: String) -> District {
    var copy = self
    copy.files[path] = nil
    return copy
  }

  /// A file of rules of a rank: the lines below `rules:`.
  package func rule(_ rank: Int, _ name: String, _ lines: String...) -> District {
    let path = "responsibility/\(rank < 10 ? "0" : "")\(rank)-\(name).yaml"
    let head = "  - rule: \(name)\n"
    return putting(path, "rules:\n" + head + lines.map { "    " + $0 + "\n" }.joined())
  }

  /// A file of one duty.
  package func duty(_ name: String, _ lines: String...) -> District {
    putting("duties/\(name).yaml", "duties:\n  - duty: \(name)\n" + lines.map { "    " + $0 + "\n" }.joined())
  }

  package var sources: RuleSources {
    RuleSources(files: files.map { RuleFile(path: $0.key, bytes: Array($0.value.utf8)) })
  }

  package func book() throws -> Book {
    let result = testLoader.load(sources)
    guard let book = result.book else {
      throw DistrictError(description: result.diagnostics.map(\.description).joined(separator: "\n"))
    }
    return book
  }

  package func planner(designations: [Rule] = []) throws -> Planner {
    Planner(Assignment(book: try book(), designations: designations))
  }
}
