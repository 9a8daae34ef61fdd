import Foundation

/// A directory of its own for a test.
struct TemporaryDirectory {
  let path: String

  init() throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("dutyd-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = directory.path
  }

  var ledger: String { path + "/ledger.sqlite" }

  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }
}
