import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyTestKit
import Testing

@testable import DutyDocuments

/// Reports (M26–M29, M31) and lists (M16).
@Suite struct ReportTests {
  private let shelf = TemplateShelf()

  private func page(_ document: ReportDocument, _ format: DocumentFormat = .md) -> String {
    text(renderReport(document, as: format, locale: .chinese, templates: shelf))
  }

  @Test(arguments: reportFormats, Settings.Locale.allCases)
  func M26_weeklyDigest(_ format: DocumentFormat, _ locale: Settings.Locale) throws {
    let document = report(of: try SampleReports().input(.digest))
    try expectGolden(
      "report.digest.\(locale.rawValue).\(format.fileExtension)",
      renderReport(document, as: format, locale: locale, templates: shelf))
  }

  static let goldens: [(ReportForm, String)] = [
    (.monthly, "M27"), (.twoMonthly, "M29"), (.quarterly, "M27"), (.halfYearly, "M28"), (.yearly, "M28"),
    (.brief, "M31"),
  ]

  @Test(arguments: goldens) func M27_M28_M29_M31_forms(_ form: ReportForm, _ mechanism: String) throws {
    let document = report(of: try SampleReports().input(form))
    try expectGolden(
      "report.\(form.rawValue).md", renderReport(document, as: .md, locale: .chinese, templates: shelf))
  }

  @Test(arguments: reportFormats) func M16_lists(_ format: DocumentFormat) throws {
    let document = unitLists(of: try SampleReports().lists())
    try expectGolden(
      "report.lists.\(format.fileExtension)", renderReport(document, as: format, locale: .chinese, templates: shelf))
  }

  @Test(arguments: ReportForm.allCases) func everyReportSaysWhenAndByWhatItCanBeChecked(_ form: ReportForm) throws {
    let document = try SampleReports().document(form)
    for locale in Settings.Locale.allCases {
      for format in [DocumentFormat.md, .html] {
        let page = text(renderReport(document, as: format, locale: locale, templates: shelf))
        #expect(page.contains(format == .md ? SampleNotices.head : String(SampleNotices.head.prefix(8))))
        #expect(page.contains(document.period.name))
        #expect(!page.contains("{{") && !page.contains("Optional("))
      }
    }
    let html = page(document, .html)
    for fetching in ["http:", "https:", "src=", "<link", "<script", "@import", "<img"] {
      #expect(!html.contains(fetching), "\(fetching)")
    }
    #expect(onlyGreys(html))
  }

  @Test(arguments: ReportForm.allCases) func anEmptyLedgerGivesAReportThatSaysSo(_ form: ReportForm) throws {
    let sample = try SampleReports()
    let input = ReportInput(
      form: form, period: sample.period(form), date: sample.sample.date, zone: sample.sample.zone, district: "云河区",
      office: "创建办", head: "", book: "")
    for format in reportFormats {
      let page = page(report(of: input), format)
      #expect(!page.contains("{{"))
    }
    if form == .digest {
      #expect(page(report(of: input)).contains("没有卡点事项。"))
      #expect(page(report(of: input)).contains("各单位均已反馈。"), "silence is said aloud")
      #expect(page(report(of: input)).contains("本期至 2026-11-29 结束，以下数据截至 2026-11-23。"), "a period that is not over")
    }
  }

  static let kinds: [(String, ReportForm?)] = [
    ("2026-11-23", .brief), ("2026-W47", .digest), ("2026-11", .monthly), ("2026-B6", .twoMonthly),
    ("2026-Q4", .quarterly), ("2026-H2", .halfYearly), ("2026", .yearly), ("2026-W47+2", nil), ("2026-11-H1", nil),
  ]

  @Test(arguments: kinds) func periodsHaveForms(_ name: String, _ form: ReportForm?) throws {
    let period = try #require(Period(named: name))
    #expect(ReportForm(period.kind) == form)
    if let form { #expect(form.period == period.kind) }
  }

  static let periodNames: [(String, String, String)] = [
    ("2026-11-23", "2026年11月23日", "23 November 2026"),
    ("2026-W48", "2026年第48周（11月23日至11月29日）", "week 48 of 2026 (23 November to 29 November)"),
    ("2026-W01", "2026年第1周（12月29日至1月4日）", "week 1 of 2026 (29 December to 4 January)"),
    ("2026-11", "2026年11月", "November 2026"),
    ("2026-B6", "2026年第6双月（11月1日至12月31日）", "two months no. 6 of 2026 (1 November to 31 December)"),
    ("2026-Q4", "2026年第4季度", "quarter 4 of 2026"), ("2026-H1", "2026年上半年", "first half of 2026"),
    ("2026-H2", "2026年下半年", "second half of 2026"), ("2026", "2026年", "2026"),
  ]

  @Test(arguments: periodNames) func periodsInWords(_ name: String, _ chinese: String, _ english: String) throws {
    let period = try #require(Period(named: name))
    let zone = try SampleQueues().zone
    #expect(DateWords(zone: zone, words: Words(.chinese)).period(period) == chinese)
    #expect(DateWords(zone: zone, words: Words(.english)).period(period) == english)
  }

  @Test(arguments: [
    (984, 1200, "82.0%", "the speeches' figure"), (0, 0, "–", "nothing to rate"), (0, 5, "0.0%", "none"),
    (5, 5, "100.0%", "all"), (1, 3, "33.3%", "down"), (2, 3, "66.7%", "up"), (1, 2000, "0.1%", "halves go up"),
  ])
  func shares(_ part: Int, _ whole: Int, _ text: String, _ why: String) {
    #expect(Share(part, of: whole).text == text, "\(why)")
  }

  @Test(arguments: [(-15, 1, "-1.5"), (0, 1, "0.0"), (1500, 3, "1.500"), (7, 0, "7"), (-3, 2, "-0.03")])
  func decimals(_ scaled: Int, _ places: Int, _ text: String) { #expect(decimal(scaled, places) == text) }

  @Test(arguments: [
    ("workday", "每个工作日", "every workday"), ("month, on day 25", "每月、25 日", "every month, on day 25"),
    ("2 per month, 4 days apart", "每月 2 次、间隔 4 天", "2 times every month, 4 days apart"),
    ("2 months, on last workday", "每两月、最后一个工作日", "every two months, on the last workday"),
    ("week, on thursday", "每周四", "every Thu"), ("on demand", "按需", "on demand"),
    ("2 weeks from 2026-01-05, on tuesday", "每两周的周二（自 2026-01-05 起）", "every other Tue (from 2026-01-05)"),
    ("month, on 2nd wednesday", "每月、第 2 个周三", "every month, on Wed no. 2"),
    ("month, on first workday", "每月、第 1 个工作日", "every month, on workday 1"),
    ("month, on last friday", "每月、最后一个周五", "every month, on the last Fri"),
    ("quarter, on day 5 of month 2", "每季度、第 2 个月 5 日", "every quarter, on day 5 of month 2"),
    ("year, on 12-20", "每年、12月20日", "every year, 20 December"),
    ("Mon *-*-* 08:00", "周一 08:00", "Mon 08:00"), ("Mon..Fri 07:30", "周一至周五 07:30", "Mon to Fri 07:30"),
    ("07:30", "每天 07:30", "every day 07:30"), ("*-02-01 09:00", "*-02-01 09:00:00", "*-02-01 09:00:00"), ("", "", ""),
  ])
  func cadences(_ cadence: String, _ chinese: String, _ english: String) {
    #expect(cadenceText(cadence, Words(.chinese)) == chinese)
    #expect(cadenceText(cadence, Words(.english)) == english)
  }

  @Test func theAgendaBeginsWithTheWorst() throws {
    var input = try SampleReports().input(.digest)
    input.stuck.reverse()
    let table = agendaTable(input)
    #expect(table.rows.map { $0[1] } == [.text("T-7KQ4M2"), .text("T-1A9XPD"), .text("T-9Z0W3C")])
    #expect(table.rows.map { $0[0] } == [.count(1), .count(2), .count(3)])
  }

  @Test func agesFallIntoTheirBands() {
    let days = [0, 3, 4, 7, 8, 14, 15, 30, 31, 400]
    let bands = AgeBand.bands(of: days.map { ($0, $0 > 7) })
    #expect(bands.map(\.open) == [2, 2, 2, 2, 2])
    #expect(bands.map(\.overdue) == [0, 0, 2, 2, 2])
    #expect(bands.map(\.from) == [0, 4, 8, 15, 31])
  }

  @Test func jsonParsesAndNamesItsShape() throws {
    for form in ReportForm.allCases {
      let bytes = renderReport(try SampleReports().document(form), as: .json, locale: .english, templates: shelf)
      let value = try JSONValue(parsing: bytes)
      #expect(value.canonical + [10] == bytes)
      #expect(value["format"] == "dutyd.report/1")
      #expect(value["form"]?.string == form.rawValue)
    }
    let digest = try JSONValue(
      parsing: renderReport(try SampleReports().document(.digest), as: .json, locale: .english, templates: shelf))
    let headline = try #require(digest["sections"]?.array?.first { $0["id"] == "headline" })
    #expect(headline["tables"]?[0]?["rows"]?[3]?["now"] == ["part": 984, "of": 1200])
  }

  @Test(arguments: ReportForm.allCases) func filesHaveNamesOfTheirOwn(_ form: ReportForm) throws {
    let document = try SampleReports().document(form)
    let files = reportFiles(document, locale: .chinese, templates: shelf)
    #expect(Set(files.map(\.name)).count == files.count)
    #expect(files.allSatisfy { !$0.bytes.isEmpty && !$0.name.contains("/") })
    let pictures = files.filter { $0.name.hasSuffix(".svg") }.map(\.name)
    let markdown = page(document)
    for picture in pictures { #expect(markdown.contains("](<" + picture + ">)"), "\(picture)") }
  }

  @Test func hostileDataStaysText() throws {
    let hostile = "</style><script>alert(1)</script>\"\\|=1\r\n# 题\n- 项"
    var input = try SampleReports().input(.monthly)
    input.district = hostile
    input.units[0].name = hostile
    input.leagues[0].name = hostile
    input.leagues[0].rows[0].name = hostile
    input.findings = FindingGrid(places: [hostile], sectors: [hostile], counts: [[3]])
    input.relapses[0].place = hostile
    let document = report(of: input)
    let html = page(document, .html)
    #expect(!html.contains("<script"))
    #expect(html.components(of: "</style>") == 1)
    let markdown = page(document)
    #expect(!markdown.contains("<script"))
    #expect(markdown.split(separator: "\n").filter { $0.hasPrefix("# ") }.count == 1)
    for file in reportFiles(document, locale: .chinese, templates: shelf) {
      #expect(!file.name.contains("/") && !file.name.contains("\n"), "\(file.name)")
    }
  }

  @Test func theSameInputGivesTheSameBytes() throws {
    for form in ReportForm.allCases {
      let first = reportFiles(try SampleReports().document(form), locale: .chinese, templates: shelf)
      let second = reportFiles(try SampleReports().document(form), locale: .chinese, templates: shelf)
      #expect(first.map(\.name) == second.map(\.name) && first.map(\.bytes) == second.map(\.bytes))
    }
  }
}
