import DutyRules
import Foundation

/// A problem list from a file: CSV as it is, XLSX through Debian's `xlsx2csv`.
///
/// - Unit: at most ``mostBytes`` of CSV; the converter has ``mostSeconds`` and a gigabyte of memory.
struct SpreadsheetConverter {
  static let mostBytes = 6 << 20
  static let mostSeconds = 60.0

  /// The sheet, by name or by number from 1; the first one when empty.
  var sheet = ""

  /// The list as UTF-8.
  func text(of path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure("cannot read \(path)", help: "check the path and its permissions")
    }
    let bytes = Array(data)
    if path.lowercased().hasSuffix(".xls") || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw CommandFailure("\(path) is in the old format of Excel", help: "save it as .xlsx or as CSV")
    }
    let isBook = path.lowercased().hasSuffix(".xlsx") || bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
    if !isBook, !sheet.isEmpty {
      throw CommandFailure("\(path) is no workbook, so it has no sheet `\(sheet)`", help: "leave --sheet out")
    }
    let csv = isBook ? try converted(path) : bytes
    guard csv.count <= Self.mostBytes else {
      throw CommandFailure("the list has more than \(Self.mostBytes >> 20) MiB", help: "split it into several lists")
    }
    let read = ListTable.utf8(csv, name: path)
    guard let text = read.text else {
      throw CommandFailure(
        read.diagnostics.first?.message ?? "the file is no text",
        help: read.diagnostics.first?.help ?? "save it as UTF-8")
    }
    return text
  }

  private func converted(_ path: String) throws -> [UInt8] {
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
    let blocks = Self.mostBytes / 512 + 2
    process.arguments =
      ["-c", "ulimit -v 1048576; ulimit -f \(blocks); exec \"$@\"", "sh", program] + options + [path]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = problems
    try process.run()
    let deadline = DispatchTime.now() + Self.mostSeconds
    DispatchQueue.global().asyncAfter(deadline: deadline) { [process] in if process.isRunning { process.terminate() } }
    let said = problems.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let last = String(decoding: said.suffix(400), as: UTF8.self).split(separator: "\n").last.map(String.init) ?? ""
      throw CommandFailure(
        "`xlsx2csv` could not read \(path)" + (last.isEmpty ? "" : ": \(last)"),
        help: sheet.isEmpty ? "is it a workbook? save it as CSV otherwise" : "is there a sheet `\(sheet)`?")
    }
    return Array(try Data(contentsOf: output))
  }

  private var options: [String] {
    let which =
      if sheet.isEmpty { ["-s", "1"] } else if Int(sheet) != nil { ["-s", sheet] } else { ["-n", sheet] }
    return which + ["-d", ",", "-f", "%Y-%m-%d %H:%M"]
  }

  /// `xlsx2csv` of the search path.
  private static func program() -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/xlsx2csv" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
