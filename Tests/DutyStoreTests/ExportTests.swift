import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import Testing

@Suite struct ExportTests {
  private func store(recordedAt: Int64, starts: Int) throws -> MemoryStore {
    let store = MemoryStore()
    let at = Instant(seconds: 1_795_390_200)
    for _ in 0..<starts {
      try store.append(
        [.process(ProcessRecord(what: "start", detail: ""))], at: at, recordedAt: Instant(seconds: recordedAt))
    }
    let gap = Event.gapClosed(GapClosed(id: "g", reason: "有\"规则\"了"))
    let opened = Event.gap(
      GapRecord(
        id: "g", role: "lead", topic: "t", witness: "w", pairs: 1, from: CivilDate(epochDay: 0),
        until: CivilDate(epochDay: 1), reason: ""))
    try store.append([opened, gap], at: at, recordedAt: Instant(seconds: recordedAt))
    return store
  }

  private func text(_ export: LedgerExport, _ store: MemoryStore) throws -> String {
    String(decoding: try export.bytes(store), as: UTF8.self)
  }

  @Test func lines() throws {
    let lines = try text(LedgerExport(), store(recordedAt: 0, starts: 1)).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[2]
        == """
        {"at":"2026-11-22T23:30:00Z","id":"g","kind":"gap-closed","reason":"有\\"规则\\"了",\
        "recordedAt":"1970-01-01T00:00:00Z","seq":3,"tx":2}
        """)
  }

  @Test func comparableLines() throws {
    let lines = try text(LedgerExport(isComparable: true), store(recordedAt: 0, starts: 1)).split(separator: "\n")
    #expect(lines.count == 2, "process events are left out")
    #expect(
      lines[1] == "{\"at\":\"2026-11-22T23:30:00Z\",\"id\":\"g\",\"kind\":\"gap-closed\",\"reason\":\"有\\\"规则\\\"了\"}")
  }

  @Test(arguments: LedgerExport.Format.allCases)
  func comparableMeansComparable(_ format: LedgerExport.Format) throws {
    let (one, two) = (try store(recordedAt: 1, starts: 1), try store(recordedAt: 9, starts: 3))
    let comparable = LedgerExport(format: format, isComparable: true)
    #expect(try comparable.bytes(one) == comparable.bytes(two), "two runs with other restarts at other times")
    let full = LedgerExport(format: format)
    #expect(try full.bytes(one) != full.bytes(two))
  }

  @Test func table() throws {
    let rows = try text(LedgerExport(format: .csv), store(recordedAt: 0, starts: 0)).split(separator: "\r\n")
    #expect(rows.count == 3)
    #expect(rows[0] == "tx,seq,at,recordedAt,kind,body")
    #expect(
      rows[2]
        == "1,2,2026-11-22T23:30:00Z,1970-01-01T00:00:00Z,gap-closed,"
        + "\"{\"\"id\"\":\"\"g\"\",\"\"reason\"\":\"\"有\\\"\"规则\\\"\"了\"\"}\"")
  }
}
