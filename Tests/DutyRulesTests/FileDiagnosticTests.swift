import DutyBook
import DutyRules
import Testing

/// Files, encodings, columns and keys: R001–R019.
@Suite struct FileDiagnosticTests {
  static let cases: [Case] = [
    Case(
      [.bytes(units, [0xFF, 0xFE, 0x69, 0x00])], .encoding, at: "\(units):1:1", says: "UTF-16",
      why: "Excel's “Unicode text” is UTF-16"),
    Case(
      [.bytes(units, Array("id,name\nu-1,".utf8) + [0xFF, 0xFF, 0x20])], .encoding, at: "\(units):2:5",
      why: "neither UTF-8 nor GB18030: the place of the first bad byte"),
    Case(
      [.bytes(units, Array("id,name\nu-1,a".utf8) + [0])], .nulByte, at: "\(units):2:6", why: "a zero byte is not text"),
    Case([.put(patrols, "duties: [\n")], .yamlSyntax, at: "\(patrols):1:1", why: "a list that is never closed"),
    Case(
      [.replace(patrols, "every: workday", "every: *-*-01 09:00")], .yamlReference, at: "\(patrols):6:12",
      says: "put quotes", why: "an expression that begins with a star needs quotes"),
    Case(
      [.replace(patrols, "every: workday", "every: &a workday")], .yamlReference, at: "\(patrols):6:12", says: "anchor",
      why: "anchors are refused"),
    Case(
      [.replace(patrols, "every: workday", "every: !!str workday")], .yamlReference, at: "\(patrols):6:12", says: "tag",
      why: "tags are refused"),
    Case(
      [.put(patrols, "a: " + String(repeating: "[", count: 70))], .yamlDepth, at: "\(patrols):1:67",
      why: "deeper than any rule file"),
    Case(
      [.append(units, "u-x,\"unclosed\n")], .csvSyntax, at: "\(units):8:5", says: "never closed", why: "an open quote"),
    Case([.append(units, "u-x,\"a\"b\n")], .csvSyntax, at: "\(units):8:8", why: "text behind a closing quote"),
    Case(
      [.append(units, "u-x,a,,,,,,,extra\n")], .csvSyntax, at: "\(units):8:13", says: "9 cells",
      why: "an unquoted comma shifts the cells"),
    Case(
      [.append(units, "u-x," + String(repeating: "x", count: 1 << 21) + "\n")], .tooLarge, at: "\(units):8:1",
      why: "a row of two megabytes"),
    Case(
      [.append(units, "u-x" + String(repeating: ",", count: 300) + "\n")], .tooLarge, at: "\(units):8:1",
      why: "a row of 301 cells"),
    Case(
      [.bytes(patrols, [UInt8](repeating: 32, count: (8 << 20) + 1))], .tooLarge, at: "\(patrols):1:1",
      why: "more YAML than is read"),
    Case(
      [.put("registers/old/units.csv", "id,name\n")], .notRead, at: "registers/old/units.csv:1:1",
      why: "a register below its folder"),
    Case([.put("dutis/a.yaml", "x: 1")], .notRead, at: "dutis/a.yaml:1:1", says: "`duties`", why: "a misspelt folder"),
    Case([.remove(units)], .missingFile, at: "\(units):1:1", why: "a register that must exist"),
    Case([.remove("dutyd.yaml")], .missingFile, at: "dutyd.yaml:1:1", why: "the settings must exist"),
    Case([.put(patrols, "# nothing\n")], .emptyFile, at: "\(patrols):1:1", why: "only a comment"),
    Case([.put(units, "")], .emptyFile, at: "\(units):1:1", says: "id,name,parent", why: "not even a header"),
    Case(
      [.put(units, "id,parent\nu-1,\n")], .missingColumn, at: "\(units):1:1", says: "`name`", why: "no column `name`"),
    Case(
      [.put("registers/x.csv", "who,person\na,p-01\n")], .missingColumn, at: "registers/x.csv:1:1", says: "`place`",
      why: "a relation begins with its key"),
    Case(
      [.put("registers/x.csv", "place,note\nqu,a\n")], .missingColumn, at: "registers/x.csv:1:1", says: "`person`",
      why: "a relation names somebody"),
    Case(
      [.replace(units, "tier", "teir")], .unknownColumn, at: "\(units):1:16", says: "`tier`", why: "a misspelt column"),
    Case([.replace(units, "tier", "name")], .repeatedColumn, at: "\(units):1:16", why: "two columns of one name"),
    Case(
      [.replace(patrols, "    every: workday\n", "")], .missingKey, at: "\(patrols):2:5", says: "`every`",
      why: "a duty must say how often"),
    Case(
      [.replace(patrols, "of: { kind: road }", "of: road")], .wrongShape, at: "\(patrols):4:9", says: "a value",
      why: "a word where a mapping belongs"),
    Case(
      [.replace(patrols, "every: workday", "every: [workday]")], .wrongShape, at: "\(patrols):6:12", says: "a list",
      why: "a list where a word belongs"),
    Case(
      [.replace(patrols, "every: workday", "evry: workday")], .unknownKey, at: "\(patrols):6:5", says: "`every`",
      why: "a misspelt key, with the nearest"),
    Case(
      [.replace(patrols, "{ kind: road }", "{ kind: road, colour: red }")], .unknownKey, at: "\(patrols):4:23",
      says: "known keys: id", why: "nothing is near, so all are named"),
    Case(
      [.replace(patrols, "every: workday", "every:")], .missingValue, at: "\(patrols):6:5", why: "a key without a value"
    ),
    Case(
      [.append(units, "u-x,,,,\n")], .missingValue, at: "\(units):8:5", says: "`name`", why: "a unit without a name"),
    Case([.append(chiefs, "lane-1,,,,,\n")], .missingValue, at: "\(chiefs):4:1", why: "a relation row without anybody"),
    Case(
      [.replace(patrols, "every: workday", "every: workday\n    every: day")], .repeatedKey, at: "\(patrols):6:5",
      why: "the same key twice"),
  ]

  @Test(arguments: cases) func reports(_ c: Case) { c.check() }

  @Test func passesTheReadersProblemsOn() {
    var given = sources()
    given.problems = [
      Diagnostic(severity: .error, code: "R001", place: .init("registers"), message: "permission denied")
    ]
    let result = loader.load(given)
    #expect(result.book == nil)
    #expect(result.diagnostics.map(\.description) == ["registers:1:1: error[R001]: permission denied"])
  }
}
