import ArgumentParser
import DutyLedger
import Foundation

extension FindingCommand {
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take a problem list in (问题明细表), from CSV or XLSX.",
      discussion: """
        Columns are known by name, in any order: 问题描述/description, 指标/standard, 点位/place, 发现时间/found,
        来源/source, 报告人/reporter, 联系方式/contact, 经度/lon, 纬度/lat; others are
        listed and left alone. A title may stand above the headings. Good rows are taken in
        one transaction, each bad one is told with its number, column and reason. The same
        list, or its rows in another order, adds nothing the second time. A workbook is read
        by xlsx2csv.

        Example: dutyctl finding import 问题明细表.xlsx --by p-0112
                 dutyctl finding import list.csv --source third-party --found 2026-11-20 --by p-0112 --dry-run

        Exit status: 0 every row was read, 1 some were bad or the list was refused, 3 no daemon.
        """)
    @Argument(help: ArgumentHelp("The list.", valueName: "FILE")) var file: String
    @Option(
      help: ArgumentHelp("The sheet of a workbook, by name or number; the first when not given.", valueName: "SHEET"))
    var sheet: String?
    @Option(help: ArgumentHelp("The source of rows that name none.", valueName: "SOURCE")) var source: String?
    @Option(help: ArgumentHelp("When rows without a time were found.", valueName: "TIME")) var found: String?
    @Flag(help: "Only say what would become of each row.") var dryRun = false
    @Flag(help: "Print every row, not only those to look at.") var all = false
    @Option(help: ArgumentHelp("Who takes it in.", valueName: "ID-OR-NAME")) var by: String
    @OptionGroup var socket: SocketOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
      let text = try SpreadsheetConverter(sheet: sheet ?? "").text(of: file)
      let answer = try socket.ask(
        "finding-import",
        [
          "csv": .string(String(decoding: text, as: UTF8.self)), "source": .string(source ?? ""),
          "found-at": .string(found ?? ""), "dry-run": .bool(dryRun), "by": .string(by),
        ], format: format)
      if format == .json { Output.json(answer) } else { show(answer) }
      if answer["bad"]?.int ?? 0 > 0 { throw ExitCode(1) }
    }

    private func show(_ answer: JSONValue) {
      func count(_ key: String) -> Int64 { answer[key]?.int ?? 0 }
      Output.line(
        (dryRun ? "would be: " : "") + "\(count("rows")) rows: \(count("opened")) opened, \(count("joined")) joined, "
          + "\(count("unclassified")) left to the office, \(count("known")) known already, \(count("bad")) bad")
      let ignored = (answer["ignored-columns"]?.array ?? []).compactMap(\.string)
      if !ignored.isEmpty { Output.line("columns left alone: \(ignored.joined(separator: ", "))") }
      var rows: [[String]] = []
      for row in answer["results"]?.array ?? [] {
        func text(_ key: String) -> String { row[key]?.string ?? "" }
        let outcome = text("outcome")
        let notes = (row["notes"]?.array ?? []).compactMap(\.string).joined(separator: "; ")
        guard all || outcome == "bad" || outcome == "unclassified" || !notes.isEmpty else { continue }
        let why = [text("column"), text("reason")].filter { !$0.isEmpty }.joined(separator: ": ")
        rows.append([
          "row \(row["row"]?.int ?? 0)", outcome, text("finding"),
          [text("standard"), text("place")]
            .filter { !$0.isEmpty }.joined(separator: " @ "), why.isEmpty ? notes : why,
        ])
      }
      Output.table(rows, indent: "  ")
    }
  }
}
