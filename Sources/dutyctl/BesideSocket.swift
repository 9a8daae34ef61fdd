import ArgumentParser
import DutyStore
import Foundation

/// The ledger of a daemon by its control socket, for commands that read: `deploy/run` keeps both in one directory.
struct BesideSocket: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "In place of --ledger: the control socket that lies beside the ledger.", valueName: "PATH"))
  var socket: String?

  /// - Errors: a usage error where both are given, a failure where no ledger lies there.
  func open(_ ledger: RequiredLedger) throws -> SQLiteStore {
    guard let socket else { return try ledger.open() }
    guard ledger.ledger == nil else { throw ValidationError("--socket and --ledger both say where it is: give one") }
    let folder = URL(fileURLWithPath: socket).deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: folder + "/ledger.db") else {
      throw CommandFailure(
        "no ledger lies beside \(socket)", help: "give --ledger PATH, the state directory; or --server URL")
    }
    return try openLedger(folder)
  }
}
