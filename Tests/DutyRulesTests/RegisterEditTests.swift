import DutyBook
import DutyRules
import Testing

/// What the file says, what the sheet says, and what becomes of the file.
private struct EditCase: Sendable, CustomTestStringConvertible {
  var why: String
  var file: String
  var sheet: String
  var becomes: String
  /// `+ 4`, `~ 2 name 甲 → 乙`, `- p-02`: kind, then the sheet's row or the key.
  var changes: [String]

  var testDescription: String { why }
}

private let header = "id,name,unit\n"

@Suite struct RegisterEditTests {
  private static let cases = [
    EditCase(
      why: "the same rows in another order, with blank rows between, change nothing",
      file: "# 名册\n" + header + "p-01,甲,u-a\n\np-02,乙,u-b\n", sheet: header + "p-02,乙,u-b\n,,\np-01,甲,u-a\n",
      becomes: "# 名册\n" + header + "p-01,甲,u-a\n\np-02,乙,u-b\n", changes: []),
    EditCase(
      why: "one cell changes; quotes, blanks, comments and CRLF around it stay",
      file: "id,name,unit\r\n\"p-01\" , 甲,u-a\r\n# 以下为新任\r\np-02,\"乙\",u-b\r\n",
      sheet: header + "p-01,甲,u-a\np-02,乙,u-c\n",
      becomes: "id,name,unit\r\n\"p-01\" , 甲,u-a\r\n# 以下为新任\r\np-02,\"乙\",u-c\r\n",
      changes: ["~ 3 unit u-b → u-c"]),
    EditCase(
      why: "an added row follows the one above it; the file's last line had no end", file: header + "p-01,甲,u-a\np-02,乙,u-b",
      sheet: header + "p-01,甲,u-a\np-03,丙,u-a\np-02,乙,u-b\np-04,丁,u-b\n",
      becomes: header + "p-01,甲,u-a\np-03,丙,u-a\np-02,乙,u-b\np-04,丁,u-b\n", changes: ["+ 3", "+ 5"]),
    EditCase(
      why: "a removed row takes its line along, the comment above it stays", file: header + "# 甲\np-01,甲,u-a\np-02,乙,u-b\n",
      sheet: header + "p-02,乙,u-b\n", becomes: header + "# 甲\np-02,乙,u-b\n", changes: ["- p-01"]),
    EditCase(
      why: "columns in another order mean the same; what needs quotes gets them",
      file: header + "p-01,甲,u-a\n", sheet: "unit,id,name\nu-a,p-01,\"甲,\"\"大\"\"\"\n",
      becomes: header + "p-01,\"甲,\"\"大\"\"\",u-a\n", changes: ["~ 2 name 甲 → 甲,\"大\""]),
    EditCase(
      why: "a new column goes to the end of the header; rows without a value in it stay",
      file: header + "p-01,甲,u-a\np-02,乙,u-b\n",
      sheet: "id,name,unit,until\np-01,甲,u-a,\np-02,乙,u-b,2026-12-31\n",
      becomes: "id,name,unit,until\np-01,甲,u-a\np-02,乙,u-b,2026-12-31\n", changes: ["~ 3 until  → 2026-12-31"]),
    EditCase(
      why: "coordinates that say the same number keep their digits", file: "id,lon,lat\nx,117.2830,31.0\ny,117.3,31\n",
      sheet: "id,lon,lat\nx,117.283,31\ny,117.4,31.000\n", becomes: "id,lon,lat\nx,117.2830,31.0\ny,117.4,31\n",
      changes: ["~ 3 lon 117.3 → 117.4"]),
    EditCase(
      why: "of several rows about one thing the one that shares most is the one that changed",
      file: "unit,post,person\nu-a,head,p-01\nu-a,deputy,p-02\nu-a,deputy,p-03\n",
      sheet: "unit,post,person\nu-a,head,p-09\nu-a,deputy,p-02\nu-a,deputy,p-04\n",
      becomes: "unit,post,person\nu-a,head,p-09\nu-a,deputy,p-02\nu-a,deputy,p-04\n",
      changes: ["~ 2 person p-01 → p-09", "~ 4 person p-03 → p-04"]),
    EditCase(
      why: "two equal rows of which one goes: one stays", file: header + "p-01,甲,u-a\np-01,甲,u-a\n",
      sheet: header + "p-01,甲,u-a\n", becomes: header + "p-01,甲,u-a\n", changes: ["- p-01"]),
    EditCase(
      why: "a first cell that begins like a comment is quoted, so that it stays a row", file: header + "p-01,甲,u-a\n",
      sheet: header + "#2,甲,u-a\np-01,甲,u-a\n", becomes: header + "\"#2\",甲,u-a\np-01,甲,u-a\n", changes: ["+ 2"]),
  ]

  @Test(arguments: cases)
  private func aSheetBecomesTheFile(_ one: EditCase) throws {
    let edit = try Self.edit(one.file, one.sheet)
    #expect(String(decoding: edit.bytes, as: UTF8.self) == one.becomes)
    #expect(edit.changes.map(Self.text) == one.changes)
  }

  @Test func aByteOrderMarkStays() throws {
    let edit = try Self.edit("\u{FEFF}" + header + "p-01,甲,u-a\n", header + "p-01,乙,u-a\n")
    #expect(Array(edit.bytes.prefix(3)) == [0xEF, 0xBB, 0xBF])
    #expect(String(decoding: edit.bytes.dropFirst(3), as: UTF8.self) == header + "p-01,乙,u-a\n")
  }

  /// Where the loader complains of the file, a person looks into the sheet.
  @Test(arguments: [
    (3, 1, "r.xlsx!people:3:2", "a row of the file is a row of the sheet, its columns in the sheet's order"),
    (3, 6, "r.xlsx!people:3:3", "the second cell"), (3, 8, "r.xlsx!people:3:1", "the third, which comes first there"),
    (4, 1, "r.xlsx!people:5:2", "an added row, below an empty one"),
    (1, 1, "registers/people.csv:1:1", "a comment is in the file only"), (2, 4, "r.xlsx!people:1:3", "the header"),
  ])
  func placesAreThoseOfTheSheet(_ line: Int, _ column: Int, _ place: String, _ why: String) throws {
    let edit = try Self.edit(
      "# c\n" + header + "p-01,甲,u-a\n", "unit,id,name\n,,\nu-a,p-01,甲\n,,\nu-b,p-02,乙\n")
    let found = edit.place(in: SourcePlace("registers/people.csv", line, column))
    #expect(found.description == place, "\(why)")
  }

  @Test(arguments: [
    ("", "r.xlsx!people:1:1: error[R011]", "an empty sheet"),
    ("id,name\np-01,甲\n", "r.xlsx!people:1:1: error[R012]", "a column of the file is gone"),
    ("id,name,unit,name\np-01,甲,u-a,x\n", "r.xlsx!people:1:4: error[R014]", "a column twice"),
    ("id,name,unit\np-01,甲,u-a,x\n", "r.xlsx!people:2:4: error[R008]", "a value beside the table"),
  ])
  func aSheetThatIsNoRegisterIsRefused(_ sheet: String, _ begins: String, _ why: String) throws {
    do throws(RegisterTextError) {
      _ = try Self.edit(header + "p-01,甲,u-a\n", sheet)
      Issue.record("\(why)")
    } catch {
      #expect(error.diagnostics.first?.description.hasPrefix(begins) == true, "\(error.diagnostics)")
      #expect(error.diagnostics.first?.help != nil)
    }
  }

  private static func edit(_ file: String, _ sheet: String) throws(RegisterTextError) -> RegisterEdit {
    let text = try RegisterText(RuleFile(path: "registers/people.csv", bytes: Array(file.utf8)))
    let rows = try RegisterSheet(
      name: "people", place: "r.xlsx!people", table: ListTable(Array(sheet.utf8)), register: text)
    return RegisterEdit(rows, into: text)
  }

  private static func text(_ change: RegisterChange) -> String {
    switch change.kind {
    case .added: "+ \(change.row ?? 0)"
    case .removed: "- \(change.key)"
    case .changed:
      "~ \(change.row ?? 0) " + change.cells.map { "\($0.column) \($0.old) → \($0.new)" }.joined(separator: ", ")
    }
  }
}
