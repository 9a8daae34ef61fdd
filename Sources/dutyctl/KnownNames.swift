import DutyBook
import DutyCalendar
import DutyHost
import DutyLedger
import DutyPorts
import DutyRules
import DutyStore

/// Names in the filters of a list: an empty answer must not stand for a slip of the finger.
///
/// - Shape: asked where nothing was found; what the ledger has is shown whatever the book in force says of it.
struct KnownNames {
  private let book: Book?
  private let store: SQLiteStore

  init(_ store: SQLiteStore) throws {
    self.store = store
    book = try storedBook(store)
  }

  /// - Errors: a name that neither the registers nor the rules of the book in force have, with the nearest one.
  func check(
    unit: String? = nil, person: String? = nil, place: String? = nil, subject: String? = nil, duty: String? = nil,
    standard: String? = nil, source: String? = nil, period: String? = nil, series: String? = nil, flag: String? = nil,
    channel: String? = nil, party: String? = nil, task: String? = nil, list: String? = nil
  ) throws {
    try checkTask(task)
    try checkList(list)
    guard let book else { return }
    let units = book.units.rows.map(\.id)
    try check(unit, "unit", among: units)
    try check(person, "person", among: book.people.rows.map(\.id))
    try check(place, "place", among: book.places.ids + units)
    try check(subject, "place or unit", among: book.places.ids + units)
    try check(duty, "duty", among: book.duties.rows.map(\.id) + WorkKind.allCases.map(\.rawValue))
    try check(standard, "standard", among: book.standards.rows.map(\.id))
    try check(party, "unit or person", among: units + book.people.rows.map(\.id))
    try check(source, "source", among: book.settings.findings.sources.map(\.id), isShort: true)
    try check(channel, "channel", among: book.channels.rows.map(\.id), isShort: true)
    let rungs = book.ladders.rows.flatMap(\.rungs)
    if series != nil {
      let issued = try store.records(Notice.self).map(\.record.series)
      let known = Set(rungs.filter(\.isDocument).map(\.seriesName) + issued)
      try check(series, "series", among: known.sorted(), isShort: true)
    }
    if flag != nil {
      let raised = try store.records(EligibilityFlag.self).map(\.record.flag)
      let known = Set(rungs.compactMap { $0.flag?.name } + raised + [EligibilityFlag.exposed])
      try check(flag, "flag", among: known.sorted(), isShort: true)
    }
    try checkPeriod(period)
  }

  /// - Parameter isShort: there are few enough to name them all.
  private func check(_ id: String?, _ what: String, among known: [String], isShort: Bool = false) throws {
    guard let id, !known.contains(id) else { return }
    let near = nearestName(to: id, among: known).map { "did you mean `\($0)`?" }
    throw CommandFailure(
      "no \(what) `\(id)` in the book in force",
      help: near ?? (isShort && !known.isEmpty ? "one of: " + known.joined(separator: ", ") : Self.whereToLook(what)))
  }

  /// Where all of a kind stand, for a name that is near to none.
  private static func whereToLook(_ what: String) -> String {
    let registers = [
      "unit": "units", "person": "people", "unit or person": "units people", "place": "places",
      "place or unit": "places units",
    ]
    return registers[what].map { "`dutyctl register export \($0) --out names.xlsx` lists them all" }
      ?? "see the rule directory"
  }

  private func checkTask(_ number: String?) throws {
    guard let number, try store.task(number: number.uppercased()) == nil else { return }
    throw CommandFailure(
      "no task `\(number)`", help: "the number is ten letters and digits in two groups; see `dutyctl task list --all`")
  }

  private func checkList(_ digest: String?) throws {
    guard let digest else { return }
    let known = Set(try store.records(Finding.self).map(\.record.list)).subtracting([""])
    guard !known.contains(digest) else { return }
    let shown = known.sorted().prefix(12).joined(separator: ", ")
    throw CommandFailure(
      "no problem list `\(digest)` was taken in",
      help: known.isEmpty ? "none was: see `dutyctl finding import`" : "those that were: " + shown)
  }

  /// Tasks that no period opened have the number of what did: a finding, a cascade, another task.
  private func checkPeriod(_ period: String?) throws {
    guard let period, Period(named: period) == nil, period.first?.isNumber ?? true else { return }
    throw CommandFailure(
      "`\(period)` is no period", help: "write 2026-11-23, 2026-W48, 2026-11, 2026-Q4, 2026-H2 or 2026")
  }
}

/// The present instant of a ledger: the machine's, or that of its last event where a trial has gone on ahead.
func presentInstant(_ store: any LedgerStore) throws -> Instant {
  max(SystemClock().now(), try store.head().at)
}

/// Today as a ledger has it; by the machine's clock where there is none.
func presentDay(_ store: SQLiteStore?) throws -> CivilDate {
  guard let store else { return SystemClock().today() }
  return try districtZone(store).local(try presentInstant(store)).date
}
