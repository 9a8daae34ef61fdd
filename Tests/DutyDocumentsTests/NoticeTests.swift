import DutyBook
import DutyCalendar
import Foundation
import DutyLedger
import DutyTestKit
import Testing

@testable import DutyDocuments

/// Numbered documents (M41–M48, M54).
@Suite struct NoticeTests {
  private let shelf = TemplateShelf()

  private func page(
    _ notice: NoticeDocument, _ format: DocumentFormat = .md, _ locale: Settings.Locale = .chinese
  ) -> String {
    text(renderNotice(notice, as: format, locale: locale, templates: shelf))
  }

  @Test(arguments: noticeFormats, Settings.Locale.allCases)
  func M45_bulletin(_ format: DocumentFormat, _ locale: Settings.Locale) throws {
    let bytes = renderNotice(try SampleNotices().bulletin(), as: format, locale: locale, templates: shelf)
    try expectGolden("notice.bulletin.\(locale.rawValue).\(format.fileExtension)", bytes)
  }

  @Test func M43_referralWithItsDossier() throws {
    let bytes = renderNotice(try SampleNotices().referral(), as: .md, locale: .chinese, templates: shelf)
    try expectGolden("notice.referral.md", bytes)
  }

  @Test func M42_revocation() throws {
    let bytes = renderNotice(try SampleNotices().revocation(), as: .md, locale: .chinese, templates: shelf)
    try expectGolden("notice.revocation.md", bytes)
  }

  @Test(arguments: NoticeForm.allCases, Settings.Locale.allCases)
  func everyFormCarriesWhatADocumentMust(_ form: NoticeForm, _ locale: Settings.Locale) throws {
    let notice = try #require(try SampleNotices().all().first { $0.form == form })
    for format in [DocumentFormat.md, .html] {
      let page = page(notice, format, locale)
      let hash = format == .md ? SampleNotices.head : String(SampleNotices.head.prefix(8))
      #expect(page.contains(hash), "the ledger's head stands at the foot")
      #expect(page.contains(noticeReference(form, year: 2026, number: notice.number, locale: locale)))
      #expect(page.contains(notice.recipients[0].name))
      #expect(!page.contains("{{") && !page.contains("}}"), "no tag is left")
      #expect(!page.contains("Optional("))
    }
  }

  @Test func M41_numbersAndTitles() throws {
    #expect(noticeReference(.rectification, year: 2026, number: 3, locale: .chinese) == "整改通知书〔2026〕3号")
    #expect(noticeReference(.thirdOrder, year: 2026, number: 1, locale: .english) == "Third order No. 1 of 2026")
    #expect(
      noticeReference(.bulletin, series: "云创督", year: 2026, number: 3, locale: .chinese) == "云创督〔2026〕3号",
      "a series with a name of its own")
    var notice = try SampleNotices().notice(.rectification)
    #expect(notice.fileStem == "rectification-2026-0003")
    notice.series = "street"
    #expect(notice.fileStem == "street-2026-0003", "documents of two series do not share a file")
    #expect(page(notice).contains("整改通知书〔2026〕3号"))
  }

  /// What brought it is said as it was: a return is no lapse of time, and who is in time is not called late.
  @Test(arguments: [
    (-3, 2, "未在期限内整改到位", "were not put right in time"), (1, 2, "整改未通过核验", "did not pass"),
    (1, 0, "有待整改", "are to be put right"),
  ])
  func M41_aNoticeSaysWhatBroughtIt(_ due: Int, _ failed: Int, _ chinese: String, _ english: String) throws {
    let samples = try SampleNotices()
    var notice = try samples.notice(.rectification)
    notice.cases[0].deadline = try samples.sample.clock("17:30", due)
    notice.cases[0].failed = failed
    for (locale, said) in [(Settings.Locale.chinese, chinese), (.english, english)] {
      let text = page(notice, .md, locale)
      #expect(text.contains(said), "\(text)")
      #expect((due < 0) == (text.contains("期限内") || text.contains("in time")))
    }
  }

  @Test func M41_aWithdrawnNoticeIsNotCounted() throws {
    var bulletin = try SampleNotices().bulletin()
    #expect(page(bulletin).contains("此前已发出文书 2 份"))
    bulletin.previous[0].isWithdrawn = true
    #expect(page(bulletin).contains("此前已发出文书 1 份"))
  }

  static let wordings: [(String, String?, Int, NoticeForm?, String?, String)] = [
    ("notice", nil, 1, .rectification, nil, "a notice asks for rectification"),
    ("bulletin", "veto", 1, .bulletin, "veto", "a second wording of the form"),
    ("bulletin", "bulletin.veto", 1, .bulletin, "veto", "said in full"),
    ("notice", "reminder", 1, .reminder, nil, "another form's wording"),
    ("order", nil, 1, .firstOrder, nil, "orders are counted"), ("order", nil, 2, .secondOrder, nil, "the second"),
    ("order", nil, 5, .thirdOrder, nil, "and no more than three"), ("suspend", nil, 1, .suspension, nil, "a flag"),
    ("climb", nil, 1, nil, nil, "no document"),
  ]

  @Test(arguments: wordings) func M54_actionsHaveForms(
    _ action: String, _ template: String?, _ step: Int, _ form: NoticeForm?, _ variant: String?, _ why: String
  ) {
    let wording = NoticeWording(action: action, template: template, step: step)
    #expect(wording?.form == form && wording?.variant == variant, "\(why)")
  }

  @Test func aDraftHasNoNumberAndSaysSo() throws {
    var notice = try SampleNotices().notice(.bulletin)
    notice.number = 0
    #expect(notice.fileStem == "bulletin-2026-draft")
    for format in [DocumentFormat.md, .html] {
      #expect(page(notice, format).contains(Words(.chinese)(.noticeDraftNote)))
      #expect(!page(notice, format).contains("〔2026〕0号"))
    }
    #expect(page(notice, .json).contains("\"draft\":true"))
  }

  private func hasMarks(_ notice: NoticeDocument, _ page: String) -> Bool {
    noticeMarks(notice, locale: .chinese).allSatisfy { page.contains(Markup.escaped($0)) }
  }

  @Test func M46_whatAnAppealUndidStandsAtTheHead() throws {
    var notice = try SampleNotices().notice(.bulletin)
    let plain = page(notice, .md)
    let day = try #require(CivilDate("2026-12-03"))
    notice.marks = [
      NoticeMark(date: day, appeal: "A-F-1", by: "罗主任", gone: ["K7Q2M-9XD4P"]),
      NoticeMark(date: day, appeal: "A-F-2", by: "罗主任"),
    ]
    #expect(!hasMarks(notice, plain), "a file from before does not bear them")
    for format in [DocumentFormat.md, .html] {
      let text = page(notice, format)
      let title = try #require(text.firstRange(of: format == .md ? "\n# " : "<h1>"))
      let head = text[..<title.lowerBound]
      for word in ["已撤销", "2026年12月3日", "A-F-2", "罗主任", "不再涉及", "K7Q2M-9XD4P"] {
        #expect(head.replacing("\\", with: "").contains(word), "\(format): \(word)")
      }
    }
    #expect(hasMarks(notice, page(notice, .md)))
    #expect(page(notice, .json).contains("\"withdrawn\":true"))
  }

  @Test func M46_whatNoLongerCountsIsStruckAndSaidSo() throws {
    var notice = try SampleNotices().bulletin()
    let day = try #require(CivilDate("2026-12-03"))
    notice.marks = [NoticeMark(date: day, appeal: "A-F-1", by: "罗主任", reason: "照片\n属实", gone: ["T-7KQ4M2"])]
    notice.deductions[0].correctedMilli = -1500
    notice.deductions[1].correctedMilli = -200
    let html = page(notice, .html)
    let rows = html.components(separatedBy: "<tr").filter { $0.contains("</td>") }
    let gone = rows.filter { $0.hasPrefix(" class=\"gone\">") }
    #expect(gone.count == 2, "the case and its deduction")
    #expect(gone.contains { $0.contains("<del>中山路") && $0.contains("<strong>不再计入（2026年12月3日申诉成立）</strong>") })
    #expect(gone.contains { $0.contains("<del>周远舟</del>") && $0.contains("<strong>已退还 1.5 分</strong>") })
    #expect(rows.contains { !$0.contains("<del>") && $0.contains("占道") }, "what stands is not struck")
    #expect(rows.contains { $0.contains("闻静") && $0.contains("已退还 0.2 分") && !$0.contains("<del>") })
    #expect(rows.contains { $0.contains("合计") && $0.contains("0.3") }, "the total is of what stands")
    #expect(html.contains("申诉成立（A-F-1（罗主任：照片 属实））"), "why, on one line")
    let markdown = page(notice, .md)
    #expect(markdown.contains("~~中山路") && markdown.contains("**不再计入（2026年12月3日申诉成立）**"))
    let body = try #require(markdown.components(separatedBy: "## ").first)
    #expect(body.contains("1 件") && !body.contains("窨井盖缺失修复"), "the text tells and counts what stands")
    let json = page(notice, .json)
    #expect(json.contains("\"gone\":\"2026-12-03\"") && json.contains("\"standing-milli-points\":0"))
  }

  @Test func M46_ofAWithdrawnNoticeNoAnswerIsAsked() throws {
    var notice = try SampleNotices().notice(.rectification)
    #expect(page(notice, .md).contains("答复期限") && page(notice, .md).contains("前答复"))
    notice.marks = [NoticeMark(date: notice.date, appeal: "A-F-2", by: "罗主任", reason: "查无此处")]
    for format in [DocumentFormat.md, .html] {
      let text = page(notice, format)
      #expect(!text.contains("答复期限") && !text.contains("前答复") && text.contains("查无此处"), "\(format)")
      #expect(text.contains("窨井盖缺失修复") && !text.contains("<del>"), "what it said can be read")
    }
    #expect(page(notice, .json).contains("\"answer-by\":null"))
  }

  @Test func M46_ofAWithdrawnNoticeTextAndTableTellTheSamePoints() throws {
    var notice = try SampleNotices().bulletin()
    notice.marks = [NoticeMark(date: notice.date, appeal: "A-F-2", by: "罗主任", reason: "查无此处")]
    for index in notice.deductions.indices {
      notice.deductions[index].correctedMilli = -notice.deductions[index].milliPoints
    }
    let said = try #require(noticeScope(notice, Words(.chinese))["deduction"])
    let html = page(notice, .html)
    let total = html.components(separatedBy: "<tr").first { $0.contains("合计") }
    #expect(said == .text("2"), "what it said can be read")
    let row = try #require(total)
    #expect(row.contains("<del>2</del>") && row.contains("<strong>已退还 2 分</strong>"), "\(row)")
  }

  @Test func anOfficeNamedForItsDistrictIsNotNamedTwice() {
    #expect(issuerName("云河区", "创建办", Words(.chinese)) == "云河区创建办")
    #expect(issuerName("云河区", "云河区创建办", Words(.chinese)) == "云河区创建办")
    #expect(issuerName("Yunhe", "Coordination Office", Words(.english)) == "Yunhe Coordination Office")
  }

  @Test func jsonParsesAndNamesItsShape() throws {
    for notice in try SampleNotices().all() {
      let bytes = renderNotice(notice, as: .json, locale: .chinese, templates: shelf)
      let value = try JSONValue(parsing: bytes)
      #expect(value.canonical + [10] == bytes)
      #expect(value["format"] == "dutyd.notice/1")
      #expect(value["form"]?.string == notice.form.rawValue)
      #expect(value["head"]?.string == SampleNotices.head)
    }
    let value = try JSONValue(
      parsing: renderNotice(try SampleNotices().bulletin(), as: .json, locale: .chinese, templates: shelf))
    #expect(value["deductions"]?[0]?["milli-points"] == 1500)
    #expect(value["answer-by"] == "2026-11-25T17:30:00+08:00")
  }

  @Test func thePageAsksForNothingAndPrintsInBlack() throws {
    for notice in try SampleNotices().all() {
      let page = page(notice, .html)
      for fetching in ["http:", "https:", "src=", "<link", "<script", "@import", "<img"] {
        #expect(!page.contains(fetching), "\(fetching)")
      }
      #expect(page.contains("size: A4"))
      #expect(onlyGreys(page))
    }
  }

  @Test func hostileDataStaysText() throws {
    let hostile = "</style><script>alert(1)</script>\"\\|=1\r\n# 题\n- 项 {{unit}} **强**"
    var notice = try SampleNotices().bulletin()
    notice.district = hostile
    notice.unit = hostile
    notice.recipients[0].name = hostile
    notice.basis = hostile
    notice.demand = hostile
    notice.note = hostile
    notice.approver = hostile
    notice.head = hostile
    for index in notice.cases.indices {
      notice.cases[index].title = hostile
      notice.cases[index].what = hostile
      notice.cases[index].place = hostile
    }
    notice.deductions[0].reason = hostile
    let html = page(notice, .html)
    #expect(!html.contains("<script"))
    #expect(html.components(of: "</style>") == 1)
    #expect(html.components(of: "<strong>") == 0, "no emphasis from data")
    let markdown = page(notice, .md)
    #expect(!markdown.contains("<script"))
    #expect(markdown.split(separator: "\n").filter { $0.hasPrefix("# ") }.count == 1, "one title")
    #expect(markdown.components(of: "\n- 项") == 0, "no list item from data")
  }

  @Test(arguments: [
    (0, nil, "met means at or before"), (60, "逾期 1 分钟", "a minute"), (7200, "逾期 2 小时", "hours"),
    (200_000, "逾期 2 天", "days"),
  ])
  func lateness(_ seconds: Int, _ text: String?, _ why: String) {
    let due = Instant(seconds: 1_795_000_000)
    let lateness = Lateness(due: due, at: due.adding(seconds: Int64(seconds)))
    #expect(lateness.map { overdueBy($0, Words(.chinese)) } == text, "\(why)")
  }
}

/// Whether every colour of a page is black, white or a grey.
func onlyGreys(_ page: String) -> Bool {
  page.matches(of: /#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b/).allSatisfy { match in
    let digits = Array(String(match.1).lowercased())
    let pairs = digits.count == 3 ? digits.map { String($0) } : [0, 2, 4].map { String(digits[$0..<($0 + 2)]) }
    return Set(pairs).count == 1
  }
}
