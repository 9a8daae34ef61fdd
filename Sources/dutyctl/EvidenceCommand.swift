import ArgumentParser
import DutyCalendar
import DutyControl
import DutyDigest
import DutyHost
import DutyLedger
import DutyPorts
import DutyReporting
import DutyStore
import Foundation

struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Add and look at what shows that work was done: photos, documents (佐证).",
    discussion: "Example: dutyctl evidence add photo=after.jpg --task K7Q2M-9XD4P --by p-0112",
    subcommands: [Add.self, List.self, Get.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Keep files as evidence of a task.",
      discussion: """
        A file is told by its first bytes, not by its name; one that was shown for another task is refused.

        Example: dutyctl evidence add photo=after.jpg document=minutes.pdf --task K7Q2M-9XD4P --by p-0112
        """)
    @Argument(help: "The files, each with what it shows: KIND=FILE.") var files: [String]
    @Option(help: ArgumentHelp("The task.", valueName: "NUMBER")) var task: String
    @Option(help: ArgumentHelp("Who shows it.", valueName: "ID-OR-NAME")) var by: String
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      var ids: [JSONValue] = []
      for pair in files {
        let file = try EvidenceFile(pair)
        let id = try file.send(to: socket, task: task, by: by, format)
        ids.append(.string(id))
        if format == .text { Output.line("\(id)  \(file.shows)  \(file.name)") }
      }
      if format == .json { Output.json(["evidence": .array(ids)]) }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the evidence of a task, or of all.",
      discussion: "Example: dutyctl evidence list --task K7Q2M-9XD4P")
    @Option(help: ArgumentHelp("Only of this task.", valueName: "NUMBER")) var task: String?
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      if let client = try server.client() {
        guard let task else { throw ValidationError("over HTTP evidence is a task's own: give --task") }
        let items = try client.list("/tasks/\(queryEncoded(task))/evidence", format: format)
        if format == .json { return Output.json(.array(items)) }
        return RemoteTable.show(
          items,
          [
            "id": "id", "shows": "shows", "type": "type", "bytes": "size", "task": "task", "by": "by", "at": "at",
            "name": "name",
          ])
      }
      let store = try ledger.open()
      let zone = try districtZone(store)
      let found = try store.records(Evidence.self, topic: task.map { Topic.task($0.uppercased()) })
      if found.isEmpty { try KnownNames(store).check(task: task) }
      if format == .json {
        return Output.json(
          .array(found.map { EvidenceJSON.value($0, in: zone) }))
      }
      Output.table(
        [["id", "shows", "type", "bytes", "task", "by", "at", "name"]]
          + found.map {
            [
              String($0.record.id.prefix(12)), $0.record.shows, $0.record.type, String($0.record.size), $0.record.task,
              $0.record.by, zone.local($0.at).description, $0.record.name,
            ]
          })
    }
  }

  struct Get: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a file of evidence out, after comparing it with its hash.",
      discussion: "Example: dutyctl evidence get 3f9c2a71d0e4 --output after.jpg")
    @Argument(help: "The hash, or its first digits.") var id: String
    @Option(help: ArgumentHelp("Where to; its own name when not given.", valueName: "FILE")) var output: String?
    @OptionGroup var ledger: RequiredLedger
    @OptionGroup var server: ServerOptions

    func run() throws {
      if let client = try server.client() {
        guard id.count == 64 else { throw ValidationError("over HTTP a file is asked for by its whole hash, 64 digits") }
        let bytes = try client.look("/evidence/" + queryEncoded(id)).body
        guard Digest(of: bytes).hex == id.lowercased() else {
          throw CommandFailure("what came is not \(id.prefix(12))", help: "try again; then ask whoever runs the server")
        }
        return try put(bytes, as: output ?? String(id.prefix(12)), "hash as asked for")
      }
      let store = try ledger.open()
      let matches = try store.records(Evidence.self).map(\.record).filter { $0.id.hasPrefix(id.lowercased()) }
      guard let found = matches.first, matches.count == 1 || found.id == id else {
        throw CommandFailure(
          matches.isEmpty ? "no evidence \(id)" : "\(matches.count) files begin with \(id)",
          help: "see `dutyctl evidence list`")
      }
      let shelf = EvidenceDirectory(reading: ledger.path + "/evidence")
      guard let bytes = try shelf.bytes(of: found.id) else {
        throw CommandFailure("the file of \(found.id.prefix(12)) is gone", help: "restore \(ledger.path)/evidence from a backup")
      }
      guard Digest(of: bytes).hex == found.id else {
        throw CommandFailure(
          "the file of \(found.id.prefix(12)) was altered: its hash is \(Digest(of: bytes).hex.prefix(12))",
          help: "restore \(ledger.path)/evidence from a backup")
      }
      let name = output ?? (found.name.isEmpty ? found.id : String(found.name.split(separator: "/").last ?? "evidence"))
      try put(bytes, as: name, "\(found.type), hash as recorded")
    }

    private func put(_ bytes: [UInt8], as name: String, _ what: String) throws {
      guard !FileManager.default.fileExists(atPath: name) else {
        throw CommandFailure("\(name) exists", help: "give another --output")
      }
      do {
        try Data(bytes).write(to: URL(fileURLWithPath: name))
      } catch {
        throw CommandFailure("\(name) cannot be written", help: "give another --output")
      }
      Output.line("\(name): \(bytes.count) bytes, \(what)")
    }
  }
}

/// A file that a person shows: `photo=after.jpg`.
struct EvidenceFile {
  var shows: String
  var path: String

  var name: String { URL(fileURLWithPath: path).lastPathComponent }

  init(_ pair: String) throws {
    let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else {
      throw ValidationError("`\(pair)`: write what the file shows before it, photo=after.jpg")
    }
    (shows, path) = (halves[0], halves[1])
  }

  /// Sends the bytes to the daemon, which keeps them; gives their hash.
  ///
  /// - Parameter isHeld: they are evidence only with the report that names them.
  func send(
    to socket: SocketOptions, task: String, by: String, isHeld: Bool = false, _ format: OutputFormat
  ) throws -> String {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure("\(path) cannot be read", help: "check the path and its permissions")
    }
    let answer = try socket.ask(
      "evidence-add",
      [
        "task": .string(task), "by": .string(by), "shows": .string(shows), "name": .string(name),
        "data": .string(data.base64EncodedString()), "held": .bool(isHeld),
      ], format: format)
    return answer["id"]?.string ?? ""
  }
}
