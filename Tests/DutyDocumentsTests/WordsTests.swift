import DutyBook
import DutyCalendar
import DutyDispatch
import DutyLedger
import Testing

@testable import DutyDocuments

@Suite struct WordsTests {
  @Test(arguments: Settings.Locale.allCases)
  func noTermIsMissing(_ locale: Settings.Locale) {
    let words = Words(locale)
    for term in Term.allCases { #expect(!words(term).isEmpty, "\(term)") }
    #expect(TermTable.rows.count == Term.allCases.count, "each term has one row")
  }

  @Test func bothLocalesFillTheSamePlaces() {
    for row in TermTable.rows {
      for place in 0..<5 {
        let mark = "{\(place)}"
        #expect(row.chinese.contains(mark) == row.english.contains(mark), "\(row.term) \(mark)")
      }
    }
  }

  @Test func englishIsInLatinLettersAndChineseIsNot() {
    for row in TermTable.rows {
      #expect(!row.english.unicodeScalars.contains { (0x2E80...0x9FFF).contains($0.value) }, "\(row.term)")
    }
    let kept: Set<Term> = [
      .dot, .listSeparator, .itemSeparator, .colon, .inParentheses, .inBrackets, .atLeast, .atMost,
    ]
    for row in TermTable.rows where !kept.contains(row.term) {
      #expect(row.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(row.term)")
    }
  }

  @Test func everyCodeOfTheVocabularyHasOneMeaning() {
    #expect(Set(Vocabulary.rows.map(\.code)).count == Vocabulary.rows.count)
    for row in Vocabulary.rows { #expect(!row.chinese.isEmpty && !row.english.isEmpty) }
    #expect(Vocabulary.word("巡查组长", Words(.english)) == "巡查组长", "a word of the rule book's own stays")
  }

  @Test(arguments: [
    ("3 workdays", "3 个工作日", "3 workdays"), ("1 workday", "1 个工作日", "1 workday"),
    ("4 working-hours", "4 个工作时", "4 working hours"), ("1.5 working-hours", "1.5 个工作时", "1.5 working hours"),
    ("90 working-minutes", "90 工作分钟", "90 working minutes"), ("2 urgent-hours", "2 个紧急工作时", "2 urgent hours"),
    ("5 days", "5 天", "5 days"), ("5 days exact", "5 天（不顺延）", "5 days exactly"),
    ("day 25", "期末月 25 日", "day 25"), ("day 10 of next month", "次月 10 日", "day 10 of next month"),
    ("last workday", "期内最后一个工作日", "last workday"), ("end of period", "期末", "end of period"),
    ("17:30", "17:30", "17:30"), ("3 fortnights", "3 fortnights", "3 fortnights"), ("", "", ""),
  ])
  func limits(_ limit: String, _ chinese: String, _ english: String) {
    #expect(limitText(limit, Words(.chinese)) == chinese)
    #expect(limitText(limit, Words(.english)) == english)
  }

  @Test(arguments: [
    ("17:30", 0, "今天 17:30", "today 17:30"), ("09:00", 1, "明天 09:00", "tomorrow 09:00"),
    ("17:30", 2, "11-25 周三 17:30", "11-25 Wed 17:30"), ("17:30", -1, "11-22 周日 17:30", "11-22 Sun 17:30"),
    ("17:30", 39, "2027-01-01 周五 17:30", "2027-01-01 Fri 17:30"), ("24:00", 0, "明天 00:00", "tomorrow 00:00"),
  ])
  func moments(_ clock: String, _ days: Int, _ chinese: String, _ english: String) throws {
    let sample = try SampleQueues()
    let instant = try sample.clock(clock, days)
    #expect(Moments(try sample.header(), Words(.chinese)).short(instant) == chinese)
    #expect(Moments(try sample.header(), Words(.english)).short(instant) == english)
  }

  static let late: [(Int64, String?, String)] = [
    (0, nil, "met means at or before"), (1, "逾期 1 分钟", "anything past is at least a minute"),
    (3599, "逾期 59 分钟", "whole minutes"), (3600, "逾期 1 小时", "hours from the first"),
    (86_399, "逾期 23 小时", "whole hours"), (86_400, "逾期 1 天", "days from the first"),
    (10 * 86_400 - 1, "逾期 9 天", "whole days"),
  ]

  @Test(arguments: late)
  func lateness(_ seconds: Int64, _ text: String?, _ why: String) throws {
    let header = try SampleQueues().header()
    let moments = Moments(header, Words(.chinese))
    #expect(moments.lateness(header.at.adding(seconds: -seconds)) == text, "\(why)")
  }

  static let reasons: [(QueueReason, String, String)] = [
    (SampleQueues.reason, "road-chief · place.road-chief · registers/road-chiefs.csv:12 · 《云河区路长制实施办法》第三条", "a rule"),
    (
      .assigned(AssignmentReason(rule: "r", expression: "place.chief", actingFor: "甲")), "r · place.chief · 代 甲",
      "somebody stands in"
    ),
    (
      .assigned(AssignmentReason(rule: "office", fallback: "no rule names anyone")), "没有规则可定，由创建办兜底",
      "nobody was named"
    ),
    (
      .assigned(AssignmentReason(rule: "office", fallback: "tie between a and b")),
      "没有规则可定，由创建办兜底 · tie between a and b", "two were named"
    ),
    (.unreachable(["p-7", "leader"]), "不在册或空缺，由创建办接办：p-7、责任领导", "one has left, one is vacant"),
    (.unrecorded, "依据见台账", "no receipt at hand"),
  ]

  @Test(arguments: reasons)
  func whyMe(_ reason: QueueReason, _ text: String, _ why: String) throws {
    let sample = try SampleQueues()
    let line = try sample.line(.dueToday, 1, due: sample.clock("17:30"), reason: reason)
    #expect(SheetText(try sample.header(), Words(.chinese)).line(line).why == text, "\(why)")
  }

  @Test(arguments: Settings.Locale.allCases)
  func everyCaseHasAWord(_ locale: Settings.Locale) {
    let words = Words(locale)
    #expect(Set(QueueSection.allCases.map { words($0.term) }).count == QueueSection.allCases.count)
    #expect(Set(QueueRole.allCases.map { words($0.term) }).count == QueueRole.allCases.count)
    #expect(Set(TaskState.allCases.map { words($0.term) }).count == TaskState.allCases.count)
  }
}
