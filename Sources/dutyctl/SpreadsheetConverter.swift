import DutyRules
import Foundation

/// A list from a file: CSV as it is, XLSX through Debian's `xlsx2csv`.
///
/// - Unit: at most ``mostBytes`` of CSV; the converter has ``mostSeconds`` and a gigabyte of memory.
struct SpreadsheetConverter {
  static let mostSeconds = 60.0

  /// The sheet, by name or by number from 1; the first one when empty.
  var sheet = ""
  var mostBytes = 6 << 20

  /// The list as UTF-8.
  func text(of path: String) throws -> [UInt8] {
    let bytes = try self.bytes(of: path)
    let isBook = path.lowercased().hasSuffix(".xlsx") || bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
    if !isBook, !sheet.isEmpty {
      throw CommandFailure("\(path) is no workbook, so it has no sheet `\(sheet)`", help: "leave --sheet out")
    }
    let csv = isBook ? try converted(path, options + ["-f", "%Y-%m-%d %H:%M"]) : bytes
    return try utf8(csv, path)
  }

  /// Every sheet of a workbook with its name; dates without a time as `2026-11-23`.
  func sheets(of path: String) throws -> [(name: String, text: [UInt8])] {
    _ = try bytes(of: path)
    // A form feed, which no cell can have, begins the line before each sheet.
    let output = try utf8(try converted(path, ["-a", "-p", "\\f", "-f", "%Y-%m-%d"]), path)
    let begin: [UInt8] = [12, 32]
    var sheets: [(name: String, text: [UInt8])] = []
    for line in output.split(separator: 10, omittingEmptySubsequences: false) {
      if line.starts(with: begin) {
        // `1 - people`
        let title = String(decoding: line.dropFirst(begin.count), as: UTF8.self)
        sheets.append((title.range(of: " - ").map { String(title[$0.upperBound...]) } ?? title, []))
      } else if !sheets.isEmpty {
        sheets[sheets.count - 1].text += Array(line) + [10]
      }
    }
    guard !sheets.isEmpty else { throw CommandFailure("\(path) has no sheet", help: "save it again as .xlsx") }
    return sheets
  }

  private func bytes(of path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure("cannot read \(path)", help: "check the path and its permissions")
    }
    let bytes = Array(data)
    guard !bytes.isEmpty else {
      throw CommandFailure("\(path) is empty", help: "was it saved, and copied to its end?")
    }
    if path.lowercased().hasSuffix(".xls") || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw CommandFailure(
        "\(path) is in the old format of Excel, or protected by a password",
        help: "save it as .xlsx without a password, or as CSV")
    }
    if path.lowercased().hasSuffix(".xlsx"), !bytes.starts(with: [0x50, 0x4B]) {
      throw CommandFailure(
        "could not read \(path) as a workbook, whatever its name says", help: "save it as .xlsx again, or name it .csv if it is one")
    }
    return bytes
  }

  private func utf8(_ csv: [UInt8], _ path: String) throws -> [UInt8] {
    guard csv.count <= mostBytes else {
      throw CommandFailure("the list has more than \(mostBytes >> 20) MiB", help: "split it into several lists")
    }
    let read = ListTable.utf8(csv, name: path)
    guard let text = read.text else {
      throw CommandFailure(
        read.diagnostics.first?.message ?? "the file is no text",
        help: read.diagnostics.first?.help ?? "save it as UTF-8")
    }
    return text
  }

  private func converted(_ path: String, _ options: [String]) throws -> [UInt8] {
    guard let program = Self.program() else {
      throw CommandFailure(
        "a workbook is read by `xlsx2csv`, which is not installed",
        help: "apt-get install xlsx2csv, or save the sheet as CSV")
    }
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("dutyctl-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: output) }
    try Data().write(to: output)
    let problems = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // A workbook is a packed archive: what it unpacks to is bounded, in memory and on disk.
    let blocks = mostBytes / 512 + 2
    process.arguments =
      ["-c", "ulimit -v 1048576; ulimit -f \(blocks); exec \"$@\"", "sh"] + Self.command(program) + ["-d", ","] + options
      + ["--", path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = problems
    try process.run()
    let deadline = DispatchTime.now() + Self.mostSeconds
    DispatchQueue.global().asyncAfter(deadline: deadline) { [process] in if process.isRunning { process.terminate() } }
    let said = String(decoding: problems.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let csv = Array(try Data(contentsOf: output))
    guard process.terminationReason == .exit, process.terminationStatus == 0, !said.contains("not found") else {
      throw failure(path, said, wasStopped: process.terminationReason != .exit, size: csv.count)
    }
    return csv
  }

  /// What the converter's end means to a person; its own words are a programmer's.
  private func failure(_ path: String, _ said: String, wasStopped: Bool, size: Int) -> CommandFailure {
    if said.contains("MemoryError") || said.contains("File too large") || size >= mostBytes {
      return CommandFailure("\(path) unpacks to more than \(mostBytes >> 20) MiB", help: "split it into several lists")
    }
    if wasStopped {
      return CommandFailure(
        "\(path) took longer than \(Int(Self.mostSeconds)) s to read", help: "split it, or save the sheet as CSV")
    }
    if said.contains("Sheet"), said.contains("not found") {
      return CommandFailure(
        sheet.isEmpty ? "\(path) has a sheet that cannot be found in it" : "\(path) has no sheet `\(sheet)`",
        help: sheet.isEmpty ? "save it again as .xlsx" : "its sheets have their names at the bottom of the window")
    }
    return CommandFailure(
      "could not read \(path): it is damaged, or no workbook of Excel's", help: "open it and save it again as .xlsx, or as CSV")
  }

  private var options: [String] {
    if sheet.isEmpty { ["-s", "1"] } else if Int(sheet) != nil { ["-s", sheet] } else { ["-n", sheet] }
  }

  /// How the converter is run so that long cells stay whole.
  ///
  /// Up to 0.8 it keeps of a text written within its cell only what its XML reader handed over last, and the reader
  /// hands over 8 KiB at a time: a cell of 3,000 characters would lose its beginning without a word. With room for
  /// more than a cell may hold (32,767 characters) there is one piece.
  private static func command(_ program: String) -> [String] {
    let head = FileManager.default.contents(atPath: program)?.prefix(200) ?? Data()
    let line = String(decoding: head, as: UTF8.self).split(separator: "\n").first ?? ""
    guard line.hasPrefix("#!"), line.contains("python") else { return [program] }
    let interpreter = line.dropFirst(2).split(separator: " ").map(String.init)
    let roomy = """
      import sys
      sys.path = [p for p in sys.path if p]
      import runpy, xml.parsers.expat as expat
      plain = expat.ParserCreate
      def roomy(*given, **named):
        parser = plain(*given, **named)
        parser.buffer_size = 1 << 20
        return parser
      expat.ParserCreate = roomy
      sys.argv = sys.argv[1:]
      runpy.run_path(sys.argv[0], run_name="__main__")
      """
    return interpreter + ["-c", roomy, program]
  }

  /// `xlsx2csv` of the search path.
  private static func program() -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/xlsx2csv" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
