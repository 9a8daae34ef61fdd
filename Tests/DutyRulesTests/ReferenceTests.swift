import DutyRules
import Foundation
import Testing

/// `rules/README.md` lists every diagnostic and every key.
@Suite struct ReferenceTests {
  /// The reference, found from this file's place in the repository.
  static func text() throws -> String {
    let here = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    let root = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("rules/README.md"), encoding: .utf8)
  }

  @Test(arguments: DiagnosticCodes.allCases) func listsTheCode(_ code: DiagnosticCodes) throws {
    let row = "| `\(code.rawValue)` | \(code.severity.rawValue) | \(code.title) | \(code.remedy) |"
    #expect(try Self.text().contains(row), "add this row to the table")
  }

  @Test func listsNoOtherCode() throws {
    let known = Set(DiagnosticCodes.allCases.map(\.rawValue))
    let listed = try Self.text().matches(of: /\| `(R\d\d\d)` \|/).map { String($0.1) }
    #expect(Set(listed).subtracting(known) == [])
    #expect(listed == listed.sorted(), "in order")
  }

  @Test func namesEveryKey() throws {
    let text = try Self.text()
    let schema = try #require(try JSONSerialization.jsonObject(with: Data(jsonSchema().utf8)) as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    for (name, definition) in definitions {
      for key in (definition["properties"] as? [String: Any] ?? [:]).keys {
        let isNamed = text.contains("`\(key)`") || text.contains("\(key):") || text.contains("| `\(key)`")
        #expect(isNamed, "\(key) of \(name)")
      }
    }
  }
}
