import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyRules
import DutyTestKit
import Testing

/// Problem lists (问题明细表): what each row becomes.
@Suite struct FindingImportTests {
  private static let list = """
    云河区问题明细表,,,,,,,
    序号,问题描述*,测评指标,点位,发现时间（必填）,问题来源,报告人,联系电话
    1,垃圾箱满溢,无暴露垃圾,中山路,2026-11-22 09:00,群众举报,张三,13800000000.0
    2,"私搭彩钢棚，
    挤占通道",illegal-building,compound-1,2026/11/22,第三方,,
    3,垃圾箱又满了,rubbish,road-zs,46348.5,巡查,李四,

    5,看不懂的问题,文明程度,中山路,2026年11月21日,督查,,
    6,地点写错,rubbish,中山北路,2026.11.21,督查,,
    7,,rubbish,中山路,2026-11-21,督查,,
    8,来源写错,rubbish,中山路,2026-11-21,督差,,
    9,日期写错,rubbish,中山路,2026-13-21,督查,,
    10,日期在后,rubbish,中山路,2026-12-21,督查,,
    11,没有地点,rubbish,,2026-11-21,督查,,
    1,垃圾箱满溢,无暴露垃圾,中山路,2026-11-22 09:00,群众举报,张三,13800000000.0

    """

  private func take(_ bench: Bench, _ csv: String, _ more: [String: JSONValue] = [:]) -> Told {
    bench.ask("finding-import", ["csv": .string(csv), "by": "p-zb"].merging(more) { $1 })
  }

  private func lines(_ told: Told) -> [String] {
    (told.body["results"]?.array ?? []).map { row in
      let parts = [
        "\(row["row"]?.int ?? 0)", row["outcome"]?.string ?? "", row["standard"]?.string ?? "",
        row["place"]?.string ?? "", row["column"]?.string ?? "", row["reason"]?.string ?? "",
        (row["notes"]?.array ?? []).compactMap(\.string).joined(separator: "; "),
      ]
      return parts.filter { !$0.isEmpty }.joined(separator: " | ")
    }
  }

  @Test func M39_everyRowIsAnswered() throws {
    let bench = try Bench.finding()
    let told = take(bench, Self.list)
    #expect(told.status == 200, "\(told.message)")
    #expect(
      lines(told) == [
        "3 | opened | rubbish | road-zs",
        "4 | opened | illegal-building | compound-1",
        "5 | joined | rubbish | road-zs",
        "7 | unclassified | road-zs | no standard is called `文明程度`",
        "8 | unclassified | rubbish | no place is called `中山北路`; did you mean `中山路`?",
        "9 | bad | 问题描述 | it does not say what was found",
        "10 | bad | 来源 | no source is called `督差`; did you mean `督查`?",
        "11 | bad | 发现时间 | `2026-13-21` is not a time; write 2026-11-23 09:00",
        "12 | bad | 发现时间 | 2026-12-21 00:00 is in the future",
        "13 | bad | 点位 | it does not say where",
        "14 | known | rubbish | road-zs",
      ])
    for (outcome, count) in [("opened", 2), ("joined", 1), ("unclassified", 2), ("bad", 5), ("known", 1), ("rows", 11)]
    {
      #expect(told.body[outcome]?.int == Int64(count), "\(outcome)")
    }
    #expect(told.body["heading-row"]?.int == 2, "a title may stand above the headings")
    #expect(told.body["ignored-columns"]?.array == ["序号"])
    let found = try bench.store.findingCards(FindingFilter()).map(\.finding)
    #expect(found.map(\.contact).first == "13800000000", "a spreadsheet's number is a telephone number")
    #expect(
      found.map { wall($0.foundAt) } == [
        "2026-11-22 09:00", "2026-11-22 00:00", "2026-11-22 12:00", "2026-11-21 00:00", "2026-11-21 00:00",
      ])
    #expect(Set(found.map(\.list)).count == 1 && found.map(\.row) == [3, 4, 5, 7, 8])
    let importing = try bench.events().filter {
      if case .fact(let fact) = $0.event { fact.kind == .finding } else { false }
    }
    #expect(Set(importing.map(\.at)) == [bench.now], "good rows in one transaction")
  }

  @Test func M39_theSameListAgainAddsNothing() throws {
    let bench = try Bench.finding()
    _ = take(bench, Self.list)
    let head = try bench.store.head()
    try bench.run(until: moment("2026-11-23 09:30"))
    let again = take(bench, Self.list)
    #expect(again.body["known"]?.int == 6 && again.body["opened"]?.int == 0 && again.body["unclassified"]?.int == 0)
    #expect(try bench.store.head() == head)
    let rows = Self.list.split(separator: "\n", omittingEmptySubsequences: true)
    let turned = (Array(rows[0..<2]) + rows[2...].filter { !$0.hasPrefix("2,") && !$0.hasPrefix("挤占") }.reversed())
      .joined(separator: "\r\n")
    let reordered = take(bench, turned)
    #expect(reordered.body["opened"]?.int == 0 && reordered.body["joined"]?.int == 0, "in another order either")
    #expect(try bench.store.head() == head)
    bench.shelf.put(.finding.replacing("registers/places.csv", "和平路", "中山北路"))
    _ = try bench.engine.reload(confirm: nil, at: bench.now)
    #expect(take(bench, Self.list).body["known"]?.int == 6, "nor when a register has come to know a place")
  }

  @Test func M39_whatIsOlderThanTheRulesIsNotTakenIn() throws {
    let bench = try Bench.finding()
    let told = take(
      bench, "问题描述,点位,指标,发现时间,来源\n旧账,road-zs,rubbish,2025-12-31,督查\n垃圾,road-zs,rubbish,2026-01-01,督查\n")
    #expect(told.body["bad"]?.int == 1 && told.body["opened"]?.int == 1)
    #expect(told.body["results"]?.array?.first?["reason"]?.string?.contains("before the rules begin") == true)
  }

  @Test func aDryRunWritesNothing() throws {
    let bench = try Bench.finding()
    let head = try bench.store.head()
    let told = take(bench, Self.list, ["dry-run": true])
    #expect(told.body["opened"]?.int == 2)
    #expect(try bench.store.head() == head)
  }

  struct Header: Sendable, CustomTestStringConvertible {
    var header: String
    var more: [String: JSONValue] = [:]
    var message = ""
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Header(header: "description,place,found,source", why: "in English"),
    Header(header: "Source,FOUND,Place,Description", why: "in any order and case"),
    Header(header: "问题,地点,检查时间,来源", why: "by other names"),
    Header(header: "问题描述,经度,纬度,时间,来源", why: "coordinates stand for a place"),
    Header(
      header: "问题描述,点位,备注", more: ["source": "督查", "found-at": "2026-11-20"],
      why: "source and time of the whole list"),
    Header(
      header: "问题描述,点位", message: "the list has no column `发现时间` (found), `来源` (source)",
      why: "what is missing is named"),
    Header(header: "点位,时间,来源", message: "`问题描述` (description)", why: "without a description"),
    Header(header: "问题描述,时间,来源", message: "`点位` (place)", why: "without a place"),
    Header(header: "甲,乙,丙", message: "no row names the columns", why: "no heading at all"),
    Header(header: "", message: "no row names the columns", why: "an empty list"),
    Header(header: "问题描述,点位", more: ["source": "督差", "found-at": "2026-11-20"], message: "督差", why: "no such source"),
  ])
  func M39_columnsAreMatchedByName(_ c: Header) throws {
    let told = take(try Bench.finding(), c.header + "\n", c.more)
    #expect(told.status == (c.message.isEmpty ? 200 : 422), "\(told.message)")
    #expect(told.message.contains(c.message), "\(told.message)")
  }

  @Test func aListThatBreaksOffIsTakenAsFarAsItGoes() throws {
    let bench = try Bench.finding()
    let told = take(
      bench, "问题描述,点位,指标,时间,来源\n垃圾,中山路,rubbish,2026-11-22,巡查\n\"没有关上,中山路,rubbish,2026-11-22,巡查\n")
    #expect(
      lines(told) == [
        "2 | opened | rubbish | road-zs",
        "3 | bad | a quoted value is never closed; close it with `\"`; the rest of the list was not read",
      ])
  }

  @Test(arguments: [
    (Array("问题描述".utf8), "问题描述", "UTF-8"), ([0xEF, 0xBB, 0xBF] + Array("点位".utf8), "点位", "a mark"),
    ([0xCE, 0xCA, 0xCC, 0xE2], "问题", "GB18030, as Excel saves it"),
  ])
  func M39_aListIsReadInTheEncodingsOfSpreadsheets(_ bytes: [UInt8], _ text: String, _ why: String) {
    #expect(ListTable.utf8(bytes, name: "list.csv").text.map { String(decoding: $0, as: UTF8.self) } == text, "\(why)")
  }

  @Test(arguments: [[0xFF, 0xFE, 0x4E, 0x00], [0x41, 0x00, 0x42], [0xFF, 0xFF, 0xFF]])
  func whatIsNoTextIsRefused(_ bytes: [UInt8]) {
    let read = ListTable.utf8(bytes, name: "list.csv")
    #expect(read.text == nil && !read.diagnostics.isEmpty)
  }

  /// Rows are conserved whatever a list holds, and nothing traps.
  @Test(arguments: 0..<120)
  func oddListsAreAnsweredRowByRow(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let cells = [
      "垃圾", "", "中山路", "rubbish", "2026-11-22", "46348.5", "99999", "-1", "巡查", "\"a,b\"", "\"x\ny\"", "118.1", "28.5",
      "１２", "'", "=SUM(A1)", String(repeating: "长", count: 300), "\u{0007}", "9999999999999999999", "2026年", "0.5",
      "30000.99999",
    ]
    var csv = "问题描述,点位,指标,时间,来源,经度,纬度\n"
    var expected = 0
    for _ in 0..<Int(dice.next() % 12) {
      let row = (0..<Int(1 + dice.next() % 8)).map { _ in cells[Int(dice.next() % UInt64(cells.count))] }
      csv += row.joined(separator: ",") + (dice.next() % 2 == 0 ? "\r\n" : "\n")
      if row.contains(where: { !$0.isEmpty }) { expected += 1 }
    }
    let bench = try Bench.finding()
    let told = take(bench, csv)
    #expect(told.status == 200, "\(told.message)")
    #expect(told.body["rows"]?.int == Int64(expected), "\(csv)")
    let kinds = ["opened", "joined", "unclassified", "known", "bad"]
    #expect(kinds.reduce(0) { $0 + (told.body[$1]?.int ?? 0) } == Int64(expected))
    let kept = kinds.prefix(3).reduce(0) { $0 + (told.body[$1]?.int ?? 0) }
    #expect(try bench.store.findingCards(FindingFilter()).count == Int(kept))
  }
}
