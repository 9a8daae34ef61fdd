import DutyCalendar
import DutyLedger
import DutyPorts
import DutyStore
import Testing

/// An exported line is the same whether its body is parsed or spliced.
@Suite struct SpliceTests {
  private static let at = Instant(seconds: 1_795_390_200)

  /// Bodies whose keys stand before, between and after those of the envelope.
  private static let events: [Event] = [
    .process(ProcessRecord(what: "开始", detail: "a \"quoted\" \\ line\nwith a break")),
    .gap(
      GapRecord(
        id: "D-1", role: "lead", topic: "duty:x", witness: "w", pairs: 3, from: CivilDate(epochDay: 1),
        until: CivilDate(epochDay: 2), reason: "没有规则")),
    .receipt(
      Receipt(
        kind: .assignment, body: ["zeta": [1, [2, nil, true]], "at": "inner", "kind": ["tx": -7], "": "empty key"])),
    .gapClosed(GapClosed(id: "D-1", reason: "")),
    .audited(AuditRecord(date: CivilDate(epochDay: 20_000), entries: 0, tasks: 12, differences: ["a", "二"])),
    .fact(Fact(Disowned(task: "T1", n: 1, by: "p", reason: "\u{1}"))),
  ]

  @Test(arguments: [false, true])
  func aLineIsWhatParsingGives(_ isComparable: Bool) throws {
    let store = MemoryStore()
    try store.append(Self.events, at: Self.at, recordedAt: Instant(seconds: 12))
    var expected: [String] = []
    for transaction in try store.transactions(after: 0, limit: 9) {
      for event in transaction.events where !(isComparable && event.kind == .process) {
        var fields = try #require(try JSONValue(parsing: event.body).object)
        fields["at"] = .string(InstantText.text(event.at))
        fields["kind"] = .string(event.kind.rawValue)
        if !isComparable {
          fields["recordedAt"] = .string(InstantText.text(transaction.recordedAt))
          fields["seq"] = .int(event.sequence)
          fields["tx"] = .int(event.transaction)
        }
        expected.append(JSONValue.object(fields).canonicalText)
      }
    }
    let export = LedgerExport(isComparable: isComparable)
    let lines = String(decoding: try export.bytes(store), as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(lines == expected)
    var pieces: [UInt8] = []
    try export.run(store) { pieces += $0 }
    #expect(try export.bytes(store) == pieces)
  }
}
