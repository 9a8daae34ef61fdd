import DutyCalendar
import DutyLedger
import Testing

@Suite struct EventCodecTests {
  @Test(arguments: EventKind.allCases)
  func roundTrip(_ kind: EventKind) throws {
    for seed in 0..<300 {
      var samples = EventSamples(seed: UInt64(seed))
      let event = samples.event(kind)
      #expect(event.kind == kind)
      let body = EventCodec.encode(event)
      #expect(try EventCodec.decode(kind, body) == event, "seed \(seed)")
      #expect(try EventCodec.encode(EventCodec.decode(kind, body)) == body, "seed \(seed)")
    }
  }

  @Test(arguments: EventKind.allCases)
  func bodiesAreCanonical(_ kind: EventKind) throws {
    for seed in 0..<100 {
      var samples = EventSamples(seed: UInt64(seed))
      let body = EventCodec.encode(samples.event(kind))
      let value = try JSONValue(parsing: body)
      #expect(value.canonical == body, "the hand-written order of keys differs from the canonical one")
      for taken in ["at", "kind", "tx", "seq", "recordedAt"] {
        #expect(value[taken] == nil, "`\(taken)` belongs to the export's line")
      }
    }
  }

  @Test(arguments: EventKind.allCases)
  func fieldsAreAskedFor(_ kind: EventKind) throws {
    var samples = EventSamples(seed: 5)
    guard case .object(var fields) = try JSONValue(parsing: EventCodec.encode(samples.event(kind))) else {
      Issue.record("not an object")
      return
    }
    fields["zz-unknown"] = 1
    #expect(throws: CodecError.self) { try EventCodec.decode(kind, JSONValue.object(fields).canonical) }
    #expect(throws: CodecError.self) { try EventCodec.decode(kind, Array("{}".utf8)) }
    #expect(throws: CodecError.self) { try EventCodec.decode(kind, Array("[]".utf8)) }
    #expect(throws: CodecError.self) { try EventCodec.decode(kind, Array("{".utf8)) }
  }

  @Test func exactBytes() {
    let record = TaskRecord(
      key: TaskKey(duty: "road-patrol", subject: "road-zhongshan", period: "2026-11-23"),
      opens: Instant(seconds: 1_795_392_000), due: Instant(seconds: 1_795_426_200), limit: "17:30",
      roles: TaskRoles(
        lead: "u-jiaotong", leader: "p-0003", holder: "p-0112", verifier: "p-0900", support: ["u-donghu"]),
      assignment: "a1", deadline: "d1", book: "b1")
    let text = String(decoding: EventCodec.encode(.generated(record)), as: UTF8.self)
    let expected =
      "{\"assignment\":\"a1\",\"book\":\"b1\",\"deadline\":\"d1\",\"due\":\"2026-11-23T09:30:00Z\",\"duty\":\"road-patrol\","
      + "\"holder\":\"p-0112\",\"lead\":\"u-jiaotong\",\"leader\":\"p-0003\",\"limit\":\"17:30\",\"number\":\"\(record.number)\","
      + "\"opens\":\"2026-11-23T00:00:00Z\",\"period\":\"2026-11-23\",\"subject\":\"road-zhongshan\","
      + "\"support\":[\"u-donghu\"],\"verifier\":\"p-0900\"}"
    #expect(text == expected)
  }

  @Test func numberMustDeriveFromItsKey() throws {
    var samples = EventSamples(seed: 1)
    guard case .object(var fields) = try JSONValue(parsing: EventCodec.encode(.generated(samples.task()))) else {
      return
    }
    fields["number"] = "00000-00000"
    let error = #expect(throws: CodecError.self) {
      try EventCodec.decode(.generated, JSONValue.object(fields).canonical)
    }
    #expect(error?.reason.contains("is not that of its key") == true)
  }
}
