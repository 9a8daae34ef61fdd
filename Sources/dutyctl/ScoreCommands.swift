import ArgumentParser
import DutyBook
import DutyCalendar
import DutyControl
import DutyDocuments
import DutyEngine
import DutyHost
import DutyLedger
import DutyOversight
import DutyPorts
import DutyReporting
import DutyRules
import DutyStore

/// The scores of a ledger: its board, by the book that was in force at a period's end.
private struct ScoreDesk {
  let store: SQLiteStore
  let board: ScoreBoard
  let period: Period

  /// - Parameter at: counted is what was due by then; without it by now, or by the newest event where that is later, as
  ///   in the ledger of a simulation.
  init(_ ledger: RequiredLedger, period name: String, at: String?) throws {
    guard let period = Period(named: name), ScorePeriod.allCases.contains(where: { $0.kind == period.kind }) else {
      throw ValidationError("`\(name)` is no period of a score; write 2026-11, 2026-B6, 2026-Q4, 2026-H2 or 2026")
    }
    self.period = period
    store = try ledger.open()
    let zone = try districtZone(store)
    var now = try presentInstant(store)
    if let at {
      guard let instant = parseInstant(at, in: zone) else {
        throw ValidationError("`\(at)` is not a time; write 2026-11-23 or \"2026-11-23 09:00\"")
      }
      now = instant
    }
    let end = min(now, zone.instant(LocalTime(period.last.adding(days: 1))))
    let books = try store.books()
    guard let book = books.last(where: { $0.since <= end }) ?? books.first,
      let files = try store.bookFiles(digest: book.accepted.digest)
    else { throw CommandFailure("the ledger has no book", help: "has dutyd run on it?") }
    let sources = RuleSources(files: files.map { RuleFile(path: $0.path, bytes: $0.bytes) })
    guard let loaded = RuleLoader(zones: { ZoneFiles.load($0) }).load(sources).book else {
      throw CommandFailure("the kept book cannot be read", help: "see `dutyctl ledger verify`")
    }
    board = try ScoreBoard(store, loaded, now: now)
  }

  /// The one score of this period's length that is meant.
  func score(id: String?, unitClass: String?) throws -> Score {
    let all = board.book.scores.rows
    if let id {
      guard let score = board.book.scores[id] else {
        let near = nearestName(to: id, among: all.map(\.id))
        throw CommandFailure("no score `\(id)`", help: near.map { "did you mean `\($0)`?" } ?? known(all))
      }
      guard score.every.kind == period.kind else {
        throw CommandFailure("`\(id)` is counted by \(score.every.rawValue)", help: "give a period of that length")
      }
      return score
    }
    let fitting = all.filter { $0.every.kind == period.kind && (unitClass == nil || $0.league == unitClass) }
    if fitting.count == 1 { return fitting[0] }
    if let unitClass, !all.contains(where: { $0.league == unitClass }) {
      let near = nearestName(to: unitClass, among: all.map(\.league))
      throw CommandFailure(
        "no class `\(unitClass)` in `scoring/`", help: near.map { "did you mean `\($0)`?" } ?? known(all))
    }
    throw CommandFailure(
      fitting.isEmpty ? "no score is counted for \(period.name)" : "several scores are counted for \(period.name)",
      help: fitting.isEmpty
        ? known(all) : "choose one with --score: \(fitting.map(\.id).joined(separator: ", "))")
  }

  private func known(_ scores: [Score]) -> String {
    scores.isEmpty
      ? "the rule directory has no `scoring/`"
      : "there are: "
        + scores.map { "\($0.id) (class \($0.league), every \($0.every.rawValue))" }.joined(separator: ", ")
  }

  func name(_ unit: String) -> String { board.book.units[unit]?.name ?? "" }
}

struct Rank: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rank the units of a class in a period (排名).",
    discussion: """
      Counted from the ledger as it is now. Where the table was published, the published place stands beside it: what an
      appeal or a late verification has changed since can be seen.

      Example: dutyctl rank --period 2026-11 --class bureaus
               dutyctl rank --period 2026-Q4 --score quarterly-units --format json
               dutyctl rank --period 2026-11 --class bureaus --format xlsx --out league.xlsx
      """)
  @Option(help: ArgumentHelp("A period: 2026-11, 2026-B6, 2026-Q4, 2026-H2, 2026.", valueName: "P")) var period: String
  @Option(name: .customLong("class"), help: ArgumentHelp("A class of units, as `scoring/` names it.", valueName: "C"))
  var unitClass: String?
  @Option(help: ArgumentHelp("A score, where the class has several.", valueName: "S")) var score: String?
  @Option(help: ArgumentHelp("Count what was due by then; now when not given.", valueName: "TIME")) var at: String?
  @OptionGroup var ledger: RequiredLedger
  @OptionGroup var server: ServerOptions
  @Option(help: "text, json or xlsx.") var format: TableFormat = .text
  @OptionGroup var workbook: WorkbookOptions

  func validate() throws {
    try workbook.check(isWorkbook: format == .xlsx)
    if unitClass == nil, score == nil { throw ValidationError("give --class or --score") }
    try server.refuse(["--at": at != nil, "--format xlsx": format == .xlsx])
  }

  func run() throws {
    if let client = try server.client() { return try ask(client) }
    let desk = try ScoreDesk(ledger, period: period, at: at)
    let score = try desk.score(id: score, unitClass: unitClass)
    let table = try desk.board.ranking(of: score, in: desk.period)
    let published = try desk.store.record(RankingPublished.self, id: table.published.id)
    let before = published.map { RankingPeriod($0.record) }
    let sheets = try desk.board.sheets(of: score, in: desk.period)
    let unscored = sheets.filter { $0.milli == nil }
    if format == .json { return Output.json(ScoreJSON.ranking(table, of: score, published: before, sheets, desk.board)) }
    if format == .xlsx { return try workbook.write(sheet(desk, score, table, before, sheets)) }
    Output.line("\(score.name)  \(desk.period.name)  \(Self.named(score.league, desk.board.book.name(ofLeague: score.league)))")
    let grades = Dictionary(uniqueKeysWithValues: sheets.map { ($0.unit, $0.grade?.rawValue ?? "") })
    Output.table(
      [["rank", "moved", "unit", "name", "score", "grade"] + (before == nil ? [] : ["published"])]
        + table.rows.map { row in
          let cells = [
            row.rank == 0 ? "-" : String(row.rank), ScoreWords.movement(row.movement), row.unit, desk.name(row.unit),
            ScoreWords.points(row.milliScore), grades[row.unit] ?? "",
          ]
          return cells + (before.map { [ScoreWords.published($0.row(row.unit), row)] } ?? [])
        })
    if table.rows.count < score.smallestClass, !table.rows.isEmpty {
      Output.line("not ranked: \(table.rows.count) units have a score, `smallest-class` is \(score.smallestClass)")
    }
    for sheet in unscored { Output.line("no score: \(sheet.unit) (\(sheet.unscored ?? ""))") }
    if sheets.isEmpty { Output.line("nothing is recorded in \(desk.period.name)") }
  }

  /// `bureaus 区直单位`; a class that nobody named by its word alone.
  private static func named(_ league: String, _ name: String) -> String {
    name.isEmpty || name == league ? league : league + " " + name
  }

  private func ask(_ client: ServerClient) throws {
    let query = [("period", period), ("class", unitClass), ("score", score)]
    let table = try client.look("/rankings", query, format: format.plain).json
    if format == .json { return Output.json(table) }
    func text(_ key: String) -> String { table[key]?.string ?? "" }
    Output.line("\(text("score"))  \(text("period"))  \(Self.named(text("class"), text("class-name")))")
    Output.table(
      [["rank", "moved", "unit", "name", "score"]]
        + (table["rows"]?.array ?? []).map { row in
          let rank = row["rank"]?.int ?? 0
          return [
            rank == 0 ? "-" : String(rank), ScoreWords.movement(row["movement"]?.int.map(Int.init)),
            row["unit"]?.string ?? "", row["name"]?.string ?? "", ScoreWords.points(Int(row["points"]?.int ?? 0)),
          ]
        })
    for unit in table["unscored"]?.array ?? [] { Output.line("no score: \(unit.string ?? "")") }
  }

  private func sheet(
    _ desk: ScoreDesk, _ score: Score, _ table: RankingPeriod, _ before: RankingPeriod?, _ sheets: [ScoreSheet]
  ) -> Workbook {
    let settings = desk.board.book.settings
    let grades = Dictionary(sheets.map { ($0.unit, $0.grade) }, uniquingKeysWith: { first, _ in first })
    return leagueWorkbook(
      table.rows.map { row in
        LeagueEntry(
          row: row, name: desk.name(row.unit), grade: grades[row.unit] ?? nil, published: before?.row(row.unit))
      }, unscored: sheets.filter { $0.milli == nil }.map { (id: $0.unit, name: desk.name($0.unit)) },
      title: score.name.isEmpty ? score.id : score.name, period: desk.period.name,
      made: settings.zone.local(desk.board.now).date, locale: settings.locale)
  }
}

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Show a unit's scores in a period (考核得分).",
    discussion: """
      With --explain down to the tasks, findings, notices and persons behind every figure.

      Example: dutyctl score u-huanwei --period 2026-11 --explain
               dutyctl score u-huanwei --period 2026 --score yearly-units --format json
      """)
  @Argument(help: ArgumentHelp("The unit.", valueName: "ID-OR-NAME")) var unit: String
  @Option(help: ArgumentHelp("A period: 2026-11, 2026-B6, 2026-Q4, 2026-H2, 2026.", valueName: "P")) var period: String
  @Option(help: ArgumentHelp("Only this score.", valueName: "S")) var score: String?
  @Flag(help: "Print how every figure came about.") var explain = false
  @Option(help: ArgumentHelp("Count what was due by then; now when not given.", valueName: "TIME")) var at: String?
  @OptionGroup var ledger: RequiredLedger
  @OptionGroup var server: ServerOptions
  @Option(help: "text or json.") var format: OutputFormat = .text

  func validate() throws {
    try server.refuse(["--at": at != nil, "--explain without --format json": explain && format == .text])
  }

  mutating func run() throws {
    let client = try server.client()
    let names = client.map { NameBook($0) } ?? NameBook(ledger: { [ledger] in try ledger.open() })
    unit = try names.id(unit, .unit) ?? unit
    if let client { return try ask(client) }
    let desk = try ScoreDesk(ledger, period: period, at: at)
    let book = desk.board.book
    guard book.units[unit] != nil else {
      let near = nearestName(to: unit, among: book.units.rows.map(\.id))
      throw CommandFailure("no unit `\(unit)`", help: near.map { "did you mean `\($0)`?" } ?? "see registers/units.csv")
    }
    if let score { _ = try desk.score(id: score, unitClass: nil) }
    let sheets = try desk.board.explained(unit: unit, in: desk.period, only: score)
    guard !sheets.isEmpty else {
      throw CommandFailure(
        "`\(unit)` has no score for \(desk.period.name)",
        help: "it is in no class counted by that period, or nothing is recorded then; see `dutyctl rank`")
    }
    if format == .json { return Output.json(.array(sheets.map { ScoreJSON.value($0) })) }
    for sheet in sheets {
      if explain {
        for line in sheet.explanation { Output.line(line) }
      } else {
        let total = sheet.milli.map { ScoreWords.points($0) } ?? "no score: \(sheet.unscored ?? "")"
        Output.line("\(sheet.score)  \(sheet.period)  \(total)" + (sheet.grade.map { "  \($0.rawValue)" } ?? ""))
      }
    }
  }
}

extension ScoreCommand {
  private func ask(_ client: ServerClient) throws {
    let sheets = try client.list("/units/\(queryEncoded(unit))/scores", [("period", period)], format: format)
      .filter { score == nil || $0["score"]?.string == score }
    if format == .json { return Output.json(.array(sheets)) }
    for sheet in sheets {
      func text(_ key: String) -> String { sheet[key]?.string ?? "" }
      let total = sheet["points"]?.int.map { ScoreWords.points(Int($0)) } ?? "no score: \(text("unscored"))"
      Output.line("\(text("score"))  \(text("period"))  \(total)" + (text("grade").isEmpty ? "" : "  " + text("grade")))
    }
    if sheets.isEmpty { Output.line("no score of \(unit) for \(period)") }
  }
}

enum ScoreWords {
  /// Thousandths of a point with two places.
  static func points(_ milli: Int) -> String {
    let centi = (milli + 5) / 10
    return "\(centi / 100)." + (centi % 100 < 10 ? "0" : "") + "\(centi % 100)"
  }

  static func movement(_ places: Int?) -> String {
    guard let places else { return "new" }
    return places == 0 ? "=" : places > 0 ? "↑\(places)" : "↓\(-places)"
  }

  /// What was published, where it differs from what is counted now.
  static func published(_ then: RankRow?, _ now: RankRow) -> String {
    guard let then else { return "none" }
    return then.milliScore == now.milliScore && then.rank == now.rank
      ? "same" : "\(then.rank), \(points(then.milliScore))"
  }
}
