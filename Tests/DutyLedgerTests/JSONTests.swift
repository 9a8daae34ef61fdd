import DutyLedger
import Testing

@Suite struct JSONTests {
  struct Canonical: Sendable {
    var text: String
    var canonical: String
    var why: String
  }

  @Test(arguments: [
    Canonical(text: " { \"b\" : 1 , \"a\" : [ ] } ", canonical: "{\"a\":[],\"b\":1}", why: "keys sorted, no spaces"),
    Canonical(text: "{\"路\":1,\"z\":2,\"Z\":3}", canonical: "{\"Z\":3,\"z\":2,\"路\":1}", why: "order by UTF-8 bytes"),
    Canonical(text: "{\"aa\":1,\"a\":2}", canonical: "{\"a\":2,\"aa\":1}", why: "a prefix comes first"),
    Canonical(
      text: "{\"\u{FF61}\":1,\"\u{1F600}\":2}", canonical: "{\"\u{FF61}\":1,\"\u{1F600}\":2}",
      why: "UTF-8 puts U+FF61 before U+1F600, UTF-16 would not"),
    Canonical(text: "\"\\u4e2d\\u0041\\/\"", canonical: "\"中A/\"", why: "escapes that are not needed go"),
    Canonical(text: "\"\\ud83d\\ude00\"", canonical: "\"😀\"", why: "a surrogate pair is one character"),
    Canonical(
      text: "\"\\u0000\\u001f\\u000a\\t\\b\\f\\r\"", canonical: "\"\\u0000\\u001f\\n\\t\\b\\f\\r\"",
      why: "control characters, the short form where there is one"),
    Canonical(text: "\"\\\"\\\\\"", canonical: "\"\\\"\\\\\"", why: "quote and backslash stay escaped"),
    Canonical(text: "-9223372036854775808", canonical: "-9223372036854775808", why: "the least integer"),
    Canonical(text: "9223372036854775807", canonical: "9223372036854775807", why: "the greatest integer"),
    Canonical(text: "[true,false,null,0,-1,\"\"]", canonical: "[true,false,null,0,-1,\"\"]", why: "every scalar"),
    Canonical(text: "{}", canonical: "{}", why: "the empty object"),
  ])
  func canonicalForm(_ c: Canonical) throws {
    let value = try JSONValue(parsing: c.text)
    #expect(value.canonicalText == c.canonical, "\(c.why)")
    #expect(try JSONValue(parsing: value.canonical) == value, "parse and print are a fixed point: \(c.why)")
    #expect(try JSONValue(parsing: value.prettyPrinted) == value, "the pretty form says the same: \(c.why)")
  }

  struct Refused: Sendable {
    var bytes: [UInt8]
    var offset: Int
    var why: String

    init(_ text: String, at offset: Int, _ why: String) {
      self.init(Array(text.utf8), at: offset, why)
    }

    init(_ bytes: [UInt8], at offset: Int, _ why: String) {
      self.bytes = bytes
      self.offset = offset
      self.why = why
    }
  }

  @Test(arguments: [
    Refused("", at: 0, "nothing at all"),
    Refused("{\"a\":1,\"a\":2}", at: 12, "a key twice"),
    Refused("{\"a\":1,}", at: 7, "a trailing comma"),
    Refused("[1,]", at: 3, "a trailing comma in a list"),
    Refused("[1 2]", at: 3, "no comma"),
    Refused("1.5", at: 1, "a fraction"),
    Refused("1e3", at: 1, "an exponent"),
    Refused("01", at: 2, "a leading zero"),
    Refused("-0", at: 2, "zero has no sign"),
    Refused("-", at: 1, "a sign alone"),
    Refused("9223372036854775808", at: 18, "one more than 64 bits hold"),
    Refused("\"\\ud800\"", at: 7, "half a surrogate pair"),
    Refused("\"\\ud800\\u0041\"", at: 13, "a high surrogate before a letter"),
    Refused("\"\\udc00\"", at: 7, "a low surrogate alone"),
    Refused("\"\\x\"", at: 2, "an escape that does not exist"),
    Refused("\"a\nb\"", at: 2, "a bare control character"),
    Refused("\"abc", at: 4, "a string without an end"),
    Refused("nul", at: 0, "half a word"),
    Refused("{} x", at: 3, "text after the value"),
    Refused("{a:1}", at: 1, "a key without quotes"),
    Refused([0x22, 0xC3, 0x28, 0x22], at: 3, "not UTF-8"),
    Refused([0x22, 0xED, 0xA0, 0x80, 0x22], at: 4, "a surrogate in UTF-8"),
  ])
  func refusedText(_ c: Refused) {
    let error = #expect(throws: JSONError.self, "\(c.why)") { try JSONValue(parsing: c.bytes) }
    #expect(error?.offset == c.offset, "\(c.why): \(error?.description ?? "")")
  }

  @Test func depthIsBounded() throws {
    let deepest = JSONValue.deepest
    func nested(_ levels: Int) -> [UInt8] {
      [UInt8](repeating: UInt8(ascii: "["), count: levels) + [UInt8](repeating: UInt8(ascii: "]"), count: levels)
    }
    #expect(throws: Never.self) { try JSONValue(parsing: nested(deepest)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: nested(deepest + 1)) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)) }
  }

  @Test func everySingleByteChangeIsReadOrRefused() {
    let text = Array("{\"a\":[1,-2,true,null,\"\\u4e2d\\n\"],\"中\":{}}".utf8)
    for index in text.indices {
      for byte in UInt8.min...UInt8.max {
        var altered = text
        altered[index] = byte
        guard let value = try? JSONValue(parsing: altered) else { continue }
        #expect((try? JSONValue(parsing: value.canonical)) == value)
      }
    }
  }

  @Test func subscriptsAndLiterals() {
    let value: JSONValue = ["who": "u-huanwei", "days": [1, 2], "open": true, "until": nil]
    #expect(value["who"]?.string == "u-huanwei")
    #expect(value["days"]?[1]?.int == 2)
    #expect(value["days"]?[2] == nil)
    #expect(value["open"]?.bool == true)
    #expect(value["until"] == .null)
    #expect(value["absent"] == nil)
    #expect(value["who"]?["deeper"] == nil)
  }

  @Test func prettyForm() {
    let value: JSONValue = ["b": [1, []], "a": [:]]
    #expect(value.prettyPrinted == "{\n  \"a\": {},\n  \"b\": [\n    1,\n    []\n  ]\n}")
  }
}
