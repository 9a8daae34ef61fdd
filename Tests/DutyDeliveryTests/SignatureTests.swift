import DutyCalendar
import DutyDigest
import DutyTestKit
import Testing

@testable import DutyDelivery

/// Signatures against what their authors publish.
@Suite struct SignatureTests {
  struct MACCase: Sendable {
    var key: [UInt8]
    var message: String
    var hex: String
    var why: String
  }

  /// RFC 4231 §4.2, §4.3; the last is RFC 4231 §4.7 (a key longer than a block).
  @Test(arguments: [
    MACCase(
      key: [UInt8](repeating: 0x0B, count: 20), message: "Hi There",
      hex: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", why: "case 1"),
    MACCase(
      key: Array("Jefe".utf8), message: "what do ya want for nothing?",
      hex: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", why: "case 2"),
    MACCase(
      key: [UInt8](repeating: 0xAA, count: 131), message: "Test Using Larger Than Block-Size Key - Hash Key First",
      hex: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54", why: "case 6"),
  ])
  func hmac(_ c: MACCase) {
    let mac = MAC.sha256(key: c.key, Array(c.message.utf8))
    #expect(mac.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == c.hex, "\(c.why)")
  }

  struct Base64Case: Sendable {
    var text: String
    var coded: String
    var why: String
  }

  /// RFC 4648 §10.
  @Test(arguments: [
    Base64Case(text: "", coded: "", why: "nothing"), Base64Case(text: "f", coded: "Zg==", why: "two pads"),
    Base64Case(text: "fo", coded: "Zm8=", why: "one pad"), Base64Case(text: "foo", coded: "Zm9v", why: "none"),
    Base64Case(text: "foob", coded: "Zm9vYg==", why: "again"),
    Base64Case(text: "foobar", coded: "Zm9vYmFy", why: "two groups"),
  ])
  func base64(_ c: Base64Case) {
    #expect(Base64Coding.encode(Array(c.text.utf8)) == c.coded, "\(c.why)")
    #expect(Base64Coding.decode(c.coded) == Array(c.text.utf8), "\(c.why)")
    #expect(
      Base64Coding.decode(Base64Coding.encodeURL(Array(c.text.utf8))) == Array(c.text.utf8), "without padding: \(c.why)"
    )
  }

  @Test(arguments: ["Zg=", "Z", "Zm9v!", "Zh==", "Zm9=", "Zg==="])
  func refusesWhatIsNoBase64(_ text: String) {
    // `Zg=` has lost a pad and nothing else: the letters alone decide.
    #expect(Base64Coding.decode(text) == (text == "Zg=" ? [102] : nil), "\(text)")
  }

  /// The vector of the reference libraries (github.com/standard-webhooks/standard-webhooks, libraries/*/webhook tests).
  @Test func standardWebhooksVector() {
    let keys = WebhookSignature.keys("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
    let header = WebhookSignature.header(
      id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8),
      keys: keys)
    #expect(header == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test func aSecretIsReplacedWithoutAGap() {
    let both = WebhookSignature.keys("whsec_AAAA\nwhsec_BBBB\n")
    #expect(both.count == 2)
    let header = WebhookSignature.header(id: "a", timestamp: 1, body: [], keys: both)
    #expect(header.split(separator: " ").count == 2 && header.split(separator: " ").allSatisfy { $0.hasPrefix("v1,") })
    #expect(WebhookSignature.keys("not base 64 !").isEmpty && WebhookSignature.keys("").isEmpty)
  }

  @Test func comparesInConstantShape() {
    #expect(MAC.isEqual([1, 2], [1, 2]))
    #expect(!MAC.isEqual([1, 2], [1, 3]) && !MAC.isEqual([1], [1, 2]) && MAC.isEqual([], []))
  }
}

/// Links that let their bearer do one thing.
@Suite struct LinkTokenTests {
  static let key = Array("a key of the office".utf8)
  static let token = LinkToken(
    task: "HWXJX-1234", person: "p-112", purpose: .acknowledge, ends: moment("2026-12-07 08:00"))

  @Test func opensWhatItWasMadeFor() throws {
    let text = Self.token.make(key: Self.key)
    #expect(try LinkToken.verify(text, key: Self.key, at: moment("2026-12-07 07:59:59")) == Self.token)
    #expect(text.utf8.allSatisfy { $0 > 32 && $0 < 127 } && !text.contains("/") && !text.contains("="), "fits a path")
  }

  struct Fault: Sendable {
    var change: @Sendable (String) -> String
    var key: [UInt8] = LinkTokenTests.key
    var at = "2026-11-23 08:00"
    var fault: LinkToken.Fault
    var why: String
  }

  static let faults: [Fault] = [
    Fault(change: { $0 }, at: "2026-12-07 08:00", fault: .expired, why: "its last second is over"),
    Fault(change: { $0 }, key: Array("another".utf8), fault: .forged, why: "made by somebody else"),
    Fault(change: { $0 }, key: [], fault: .forged, why: "a missing credential opens nothing"),
    Fault(change: { "A" + $0.dropFirst() }, fault: .forged, why: "another body"),
    Fault(change: { String($0.dropLast(3)) }, fault: .forged, why: "a part of the MAC"),
    Fault(change: { String($0.prefix { $0 != "." }) }, fault: .malformed, why: "no MAC"),
    Fault(change: { _ in "" }, fault: .malformed, why: "nothing"),
    Fault(change: { $0 + "." }, fault: .malformed, why: "a third part"),
    Fault(change: { String(repeating: $0, count: 20) }, fault: .malformed, why: "endless"),
  ]

  @Test(arguments: faults.indices) func refuses(_ index: Int) {
    let c = Self.faults[index]
    let text = c.change(Self.token.make(key: Self.key))
    #expect(throws: c.fault, "\(c.why)") { _ = try LinkToken.verify(text, key: c.key, at: moment(c.at)) }
  }

  @Test func aSignedTextThatIsNoTokenIsNone() {
    // The same key signs a body of another shape: the MAC holds, the words do not.
    let text = LinkToken(task: "", person: "", purpose: .view, ends: moment("2026-12-07 08:00")).make(key: Self.key)
    #expect(throws: Never.self) { _ = try LinkToken.verify(text, key: Self.key, at: moment("2026-11-23 08:00")) }
  }
}
