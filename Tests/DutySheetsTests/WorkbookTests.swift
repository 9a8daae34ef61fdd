import DutyCalendar
import DutyDocuments
import DutySheets
import Testing

@Suite struct WorkbookTests {
  @Test(arguments: [
    (0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA"),
  ])
  func columnsHaveTheLettersOfSpreadsheets(_ index: Int, _ letters: String) {
    #expect(columnLetters(index) == letters)
  }

  @Test(arguments: [
    ("people", "people", "a plain name stays"),
    ("2026/11: 任务", "2026-11- 任务", "what programs refuse is replaced"),
    ("'x'", "x", "no apostrophe at an end"),
    (String(repeating: "长", count: 40), String(repeating: "长", count: 31), "31 characters at most"),
  ])
  func sheetNamesFit(_ name: String, _ fitted: String, _ why: String) {
    #expect(WorkbookSheet.fitted(name) == fitted, "\(why)")
    #expect(WorkbookSheet.isName(fitted), "\(why)")
  }

  @Test func sheetsOfOneNameAreToldApart() throws {
    let day = try #require(CivilDate("2026-11-23"))
    let book = Workbook(
      title: "t", made: day,
      sheets: ["任务", "任务", "TASKS", "tasks", "", String(repeating: "a", count: 31), String(repeating: "a", count: 33)]
        .map { WorkbookSheet($0, [], []) })
    #expect(Set(book.sheets.map { $0.name.lowercased() }).count == book.sheets.count)
    #expect(book.sheets.allSatisfy { WorkbookSheet.isName($0.name) })
    #expect(book.sheets[1].name == "任务 2")
  }

  @Test func whatCannotBeWrittenSaysSo() throws {
    let day = try #require(CivilDate("2026-11-23"))
    let book = Workbook(title: "t", made: day, sheets: [WorkbookSheet("s", [WorkbookColumn("a")], [[.text("x")]])])
    #expect(throws: WorkbookError.self) { try write(book, to: "/nonexistent/folder/x.xlsx") }
  }
}
