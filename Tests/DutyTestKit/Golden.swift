import Foundation
import Testing

/// Compares bytes with the file of that name in the folder `Golden/` beside the test's file; with `UPDATE_GOLDEN=1` writes
/// the file instead.
package func expectGolden(
  _ name: String, _ bytes: [UInt8], beside test: StaticString = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: "\(test)").deletingLastPathComponent().appending(path: "Golden/" + name)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return
  }
  let wanted = try [UInt8](Data(contentsOf: file))
  guard wanted != bytes else { return }
  let pairs = zip(
    text(wanted).split(separator: "\n", omittingEmptySubsequences: false),
    text(bytes).split(separator: "\n", omittingEmptySubsequences: false))
  let first = pairs.enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    \(name) differs (\(wanted.count) bytes wanted, \(bytes.count) made), first in line \((first?.offset ?? -1) + 1):
    wanted: \(first?.element.0 ?? "")
    made:   \(first?.element.1 ?? "")
    """, sourceLocation: sourceLocation)
}

/// Bytes as the text that they are.
package func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
