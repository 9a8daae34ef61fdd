import DutyLedger
import Testing

/// Members are found where a canonical object has them, and nowhere else.
@Suite struct JSONMembersTests {
  struct Case: Sendable {
    var text: String
    var keys: [String]?
    var why: String
  }

  @Test(arguments: [
    Case(text: "{}", keys: [], why: "an empty object"),
    Case(text: #"{"a":1,"b":"x","c":[1,{"z":null,"a":true}],"d":{}}"#, keys: ["a", "b", "c", "d"], why: "every shape"),
    Case(text: #"{"路":"a\"},{\\","长":-12}"#, keys: ["路", "长"], why: "escapes hide what ends a value"),
    Case(text: #"{"":0}"#, keys: [""], why: "an empty key"),
    Case(text: #"{"a": 1}"#, keys: nil, why: "a space"),
    Case(text: #"{"b":1,"a":2}"#, keys: nil, why: "keys out of order"),
    Case(text: #"{"a":1,"a":2}"#, keys: nil, why: "a key twice"),
    Case(text: #"{"a\u0041":1}"#, keys: nil, why: "an escape in a key"),
    Case(text: #"{"a":1"#, keys: nil, why: "an object that does not end"),
    Case(text: #"{"a":1}}"#, keys: nil, why: "more after the object"),
    Case(text: #"{"a":01}"#, keys: nil, why: "a zero too many"),
    Case(text: #"{"a":tru}"#, keys: nil, why: "half a word"),
    Case(text: #"{"a":"x}"#, keys: nil, why: "a text that does not end"),
    Case(text: "{\"a\":\"\n\"}", keys: nil, why: "a bare control character"),
    Case(text: "{\"a\":" + String(repeating: "[", count: 99), keys: nil, why: "too deep"),
    Case(text: "[1]", keys: nil, why: "no object"),
    Case(text: "", keys: nil, why: "nothing"),
  ])
  func finds(_ c: Case) {
    var members = JSONMembers()
    let bytes = Array(c.text.utf8)
    let found = members.find(in: bytes)
    #expect(found == (c.keys != nil), "\(c.why)")
    guard found else { return }
    #expect(members.keys.map { String(decoding: bytes[$0], as: UTF8.self) } == c.keys, "\(c.why)")
    let wholes = members.wholes.map { String(decoding: bytes[$0], as: UTF8.self) }
    #expect("{" + wholes.joined(separator: ",") + "}" == c.text, "\(c.why): the members are the object")
  }

  /// What events are written as is read, and has as many members as parsing finds.
  @Test(arguments: [UInt64](1...40))
  func everyEventIsRead(_ seed: UInt64) throws {
    var samples = EventSamples(seed: seed)
    var members = JSONMembers()
    for kind in EventKind.allCases {
      let event = samples.event(kind)
      let bytes = EventCodec.encode(event)
      let isRead = members.find(in: bytes)
      #expect(isRead, "\(event.kind)")
      #expect(members.keys.count == (try JSONValue(parsing: bytes).object?.count), "\(event.kind)")
    }
  }
}
