import DutyBook
import DutyRules
import Foundation

/// The sample district that the project ships, read from the checkout.
package enum SampleRules {
  package static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("rules").resolvingSymlinksInPath()

  package static func sources() -> RuleSources {
    var files: [RuleFile] = []
    let root = directory.path + "/"
    let walk = FileManager.default.enumerator(atPath: directory.path)
    while let path = walk?.nextObject() as? String {
      guard let data = FileManager.default.contents(atPath: root + path), RuleFileKind(path: path) != nil else {
        continue
      }
      files.append(RuleFile(path: path, bytes: Array(data)))
    }
    return RuleSources(files: files)
  }

  /// The same as named texts.
  package static func district() -> District {
    District(
      Dictionary(uniqueKeysWithValues: sources().files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) }))
  }

  package static func book() throws -> Book {
    let result = testLoader.load(sources())
    guard let book = result.book else {
      throw DistrictError(description: result.diagnostics.prefix(20).map(\.description).joined(separator: "\n"))
    }
    return book
  }
}
