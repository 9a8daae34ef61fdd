import DutyBook
import DutyRules
import Testing

/// Input that was made to hurt: an error, soon, in bounded memory.
@Suite struct HostileTests {
  struct Attack: Sendable, CustomTestStringConvertible {
    var change: Change
    var code: String
    var why: String
    var testDescription: String { why }
  }

  static let attacks: [Attack] = [
    Attack(
      change: .bytes(units, [UInt8](repeating: 120, count: 200 << 20)), code: "R002", why: "a line of 200 MB in CSV"),
    Attack(
      change: .bytes(units, [34] + [UInt8](repeating: 120, count: 200 << 20)), code: "R002",
      why: "a quoted cell of 200 MB"),
    Attack(
      change: .bytes(patrols, [UInt8](repeating: 120, count: 200 << 20)), code: "R002", why: "a line of 200 MB in YAML"),
    Attack(change: .bytes(patrols, [UInt8](repeating: 0, count: 1 << 20)), code: "R003", why: "nothing but zero bytes"),
    Attack(change: .bytes(units, [UInt8](repeating: 0, count: 1 << 20)), code: "R003", why: "zero bytes in CSV"),
    Attack(
      change: .put(patrols, String(repeating: "[", count: 1 << 20)), code: "R007", why: "a million lists in a line"),
    Attack(change: .put(patrols, String(repeating: "{a: ", count: 1 << 18)), code: "R007", why: "mappings in a line"),
    Attack(change: .put(patrols, String(repeating: "- ", count: 1 << 20)), code: "R007", why: "block lists in a line"),
    Attack(change: .put(patrols, staircase(2000)), code: "R007", why: "a staircase of mappings"),
    Attack(change: .put(patrols, laughs), code: "R006", why: "aliases that explode"),
    Attack(change: .put(patrols, "? *a : b\n"), code: "R006", why: "an alias as a key"),
    Attack(change: .put(patrols, "a: 'x'\nb: \"y # z\" \nc: &q [1]\n"), code: "R006", why: "an anchor behind quotes"),
    Attack(change: .put(patrols, "a: |\n   \n b: *x\n"), code: "R006", why: "an alias behind a block scalar"),
    Attack(change: .put(patrols, "a: text\u{2028}*x : 1\n"), code: "R006", why: "an alias behind a line separator"),
    Attack(change: .put(patrols, "a: it's\nb: *x\n"), code: "R006", why: "an apostrophe opens no quote inside a word"),
    Attack(change: .put(patrols, "{\"a\":*x}"), code: "R006", why: "an alias right behind a colon"),
    Attack(change: .put(patrols, "duties: []\n---\nduties: []\n"), code: "R005", why: "two documents"),
    Attack(change: .put(patrols, "duties: 1\nduties: \u{1}"), code: "R005", why: "a control character"),
    Attack(change: .put(patrols, "? {a: b}\n: c\n? [a]\n: d\n"), code: "R016", why: "keys that are not words"),
    Attack(
      change: .replace(patrols, "every: 2 per month, 4 days apart", "every: 99999999999999999999 per month"),
      code: "R037",
      why: "a number no integer holds"),
    Attack(
      change: .replace(patrols, "due: day 10 of next month", "due: 9223372036854775807 workdays"), code: "R034",
      why: "a limit beyond any life"),
    Attack(
      change: .replace(patrols, "minutes: 30", "minutes: -9223372036854775808"), code: "R033", why: "the least integer"),
    Attack(change: .replace(places, "118.123456", "1e308"), code: "R033", why: "an exponent"),
    Attack(change: .append(places, tall(200_000)), code: "R049", why: "a tower of 200,000 places"),
    Attack(change: .append(places, ring(100_000)), code: "R040", why: "a ring of 100,000 places"),
    Attack(
      change: .append(chiefs, String(repeating: "lane-1,p-02,,,,\n", count: 100_000)), code: "R042",
      why: "a hundred thousand rows for one key"),
    Attack(
      change: .append(chiefs, String(repeating: "nowhere,p-02,,,,\n", count: 100_000)), code: "R020",
      why: "a hundred thousand unknown names"),
    Attack(
      change: .replace(
        roads, "holder: place.road-chief", "holder: " + String(repeating: "place.", count: 50_000) + "x"),
      code: "R050", why: "a role expression of 300 kB"),
    Attack(
      change: .replace(roads, "holder: place.road-chief", "holder: office.head" + String(repeating: "(", count: 150)),
      code: "R050", why: "parentheses without end"),
  ]

  static let laughs = "a: &a [x, x]\n" + (1...30).map { "b\($0): &b\($0) [*a, *a]\n" }.joined()

  static func staircase(_ steps: Int) -> String {
    (0..<steps).map { String(repeating: " ", count: $0) + "k:\n" }.joined()
  }

  static func tall(_ count: Int) -> String {
    (0..<count).map { "t\($0),塔,road,\($0 == 0 ? "qu" : "t\($0 - 1)"),,\n" }.joined()
  }

  static func ring(_ count: Int) -> String {
    (0..<count).map { "r\($0),环,road,r\(($0 + 1) % count),,\n" }.joined()
  }

  @Test(.serialized, arguments: attacks) func isRefused(_ attack: Attack) {
    let result = load(attack.change)
    #expect(result.book == nil)
    #expect(
      result.diagnostics.contains { $0.code == attack.code }, "\(result.diagnostics.prefix(5).map(\.description))")
    #expect(result.diagnostics.count < 1000, "bounded")
  }

  @Test(arguments: [
    ("every: \"*-*-* 09:00\"", "a quoted star"), ("every: Mon *-*-* 09:00", "a star inside a word"),
    ("every: 'Mon *-*-* 09:00'", "single quotes"), ("every: day # *x &y !z", "a comment"),
    ("every: day\n    ask: |\n      *not an alias\n      & [ { [\n", "a block scalar"),
    ("every: day\n    ask: >-\n      it's \"open\n", "quotes inside a block scalar"),
    ("every: day\n    ask: don't & won't", "an apostrophe and an ampersand inside a word"),
    ("every: day\n    ask: 一段话\n      *第二行 [ { 还在说", "a second line of a plain value"),
  ])
  func isNotMistakenForAnAlias(_ line: String, _ why: String) {
    let result = load(.replace(patrols, "every: workday", line))
    #expect(result.diagnostics.map(\.description) == [], "\(why)")
  }
}
