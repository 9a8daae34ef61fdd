import Foundation
import Testing

/// A daemon on the sample rules with its doors open, stopped after the test.
final class Running {
  private let process = Process()
  let scratch: Scratch
  var socket: String { scratch.path + "/control.sock" }
  var state: String { scratch.path + "/state" }
  /// What `--server` takes.
  var site: String { "unix:" + scratch.path + "/http.sock" }

  init(_ more: [String] = []) throws {
    scratch = try Scratch()
    process.executableURL = Program(name: "dutyd").url
    process.arguments = ["--rules", "rules", "--state", state, "--socket", socket, "--http", site] + more
    process.currentDirectoryURL = Program.root
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let ctl = Program(name: "dutyctl")
    for _ in 0..<600 {
      if try ctl.run(["status", "--socket", socket]).status != 3 { return }
      Thread.sleep(forTimeInterval: 0.2)
    }
    Issue.record("the daemon does not answer")
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }
}
