import Foundation

/// One of our programs, as it lies beside the test bundle, run as a person would run it.
struct Program {
  struct Answer {
    var status: Int32
    var out: String
    var err: String
  }

  let name: String

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  var url: URL {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent(name)
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return Program.root.appendingPathComponent(".build/debug/\(name)")
  }

  func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Answer {
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = Program.root
    var all = ProcessInfo.processInfo.environment
    for name in ["STATE_DIRECTORY", "RUNTIME_DIRECTORY", "CONFIGURATION_DIRECTORY", "NOTIFY_SOCKET"] { all[name] = nil }
    process.environment = all.merging(environment) { $1 }
    // Files, not pipes: a full pipe would stop the program.
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("duty-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let outURL = folder.appendingPathComponent("out")
    let errURL = folder.appendingPathComponent("err")
    try Data().write(to: outURL)
    try Data().write(to: errURL)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: outURL)
    process.standardError = try FileHandle(forWritingTo: errURL)
    try process.run()
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus, out: String(decoding: try Data(contentsOf: outURL), as: UTF8.self),
      err: String(decoding: try Data(contentsOf: errURL), as: UTF8.self))
  }
}

/// A folder that is gone after the test.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("duty-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.path }

  /// A copy of the sample rules, to be changed.
  func rules() throws -> URL {
    let copy = url.appendingPathComponent("rules")
    try FileManager.default.copyItem(at: Program.root.appendingPathComponent("rules"), to: copy)
    return copy
  }
}

/// Changes one file of a copied rule directory.
func edit(_ file: URL, _ change: (String) -> String) throws {
  let before = try String(contentsOf: file, encoding: .utf8)
  try change(before).write(to: file, atomically: true, encoding: .utf8)
}
