import DutyCalendar
import DutyLedger
import Testing

@testable import DutyPages

/// Every refusal of the engine has words in both languages, with all that it names.
@Suite struct RefusalTests {
  private static let facts: [RefusalFact: String] = [
    .word: "甲乙", .action: "extend", .state: "reported", .closure: "fixed", .actors: "holder;head of the lead unit",
    .person: "p-1", .people: "p-1 p-2", .unit: "u-1", .units: "u-1 u-2", .place: "road-1", .standard: "clean", .duty: "patrol", .topic: "duty:patrol",
    .task: "AAAAA-00001", .finding: "F-1", .day: "2026-11-25", .free: "2026-11-29", .at: "2026-11-25T09:30:00Z",
    .due: "2026-11-24T09:30:00Z", .count: "812", .total: "40", .target: "60", .most: "500", .least: "30",
    .bounds: "≥0.4", .evidence: "photo note", .measures: "ratio clean:ratio", .quantity: "visits", .file: "甲.jpg",
  ]

  private static let names = PageNames(
    person: { ["p-1": "王芳", "p-2": "李强"][$0] ?? $0 }, unit: { ["u-1": "交通局", "u-2": "城管局"][$0] ?? $0 },
    standard: { $0 == "clean" ? "路面整洁" : $0 }, place: { $0 == "road-1" ? "中山路" : $0 }, duty: { $0 == "patrol" ? "道路巡查" : $0 })

  private func text(_ code: RefusalCode, _ locale: PageLocale) -> String {
    let facts = Self.facts.filter { code.facts.contains($0.key) }
    return RefusalWords(Sample.reader(locale), Self.names).text(Refusal(code, facts))
  }

  private func places(in phrase: String) -> [String] {
    phrase.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map { String($0.prefix { $0 != "}" }) }
  }

  @Test("every code is worded in both languages, with exactly what it names", arguments: RefusalCode.allCases)
  func worded(_ code: RefusalCode) {
    guard let phrase = RefusalWords.phrases[code] else {
      Issue.record("\(code.rawValue) has no words")
      return
    }
    let wanted = code.facts.map(\.rawValue).sorted()
    #expect(places(in: phrase.chinese).sorted() == wanted, "\(code.rawValue): what it names, in Chinese")
    #expect(places(in: phrase.english).sorted() == wanted, "\(code.rawValue): what it names, in English")
  }

  /// Words that a Chinese sentence may hold: numbers of things, formats, file types, limits as they are typed.
  private static let foreign: Set = [
    "AAAAA", "F", "jpg", "JPEG", "PNG", "HEIC", "workdays", "working", "hours",
  ]

  @Test("a Chinese sentence has no English in it, an English one no Chinese", arguments: RefusalCode.allCases)
  func oneLanguage(_ code: RefusalCode) {
    let chinese = text(code, .chinese)
    let latin = chinese.split { !("a"..."z").contains($0) && !("A"..."Z").contains($0) }.map(String.init)
    #expect(latin.filter { !Self.foreign.contains($0) } == [], "\(chinese)")
    #expect(chinese.contains { $0 == "。" }, "a sentence: \(chinese)")
    let named = ["王芳", "李强", "交通局", "城管局", "路面整洁", "中山路", "道路巡查", "甲乙", "甲"].reduce(text(code, .english)) {
      $0.split(separator: $1, omittingEmptySubsequences: false).joined()
    }
    #expect(!named.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(named)")
  }

  @Test("a refusal's facts are read as names, days and moments of the reader's", arguments: [
    (Refusal(.tooFar, [.count: "812", .most: "500", .place: "road-1"]), "签到位置距“中山路”812 米，超过 500 米，请到现场后再报告。", "amounts and a place"),
    (Refusal(.mayNotAct, [.action: "extend", .actors: "holder;head of the lead unit", .people: "p-1"]),
      "只有责任人、牵头单位一把手可以延期。可联系：王芳。", "places of a task"),
    (Refusal(.needsApproval, [.action: "void", .people: ""]), "作废需要批准，请选择批准人。有权批准：无。", "nobody is said"),
    (Refusal(.evidenceMissing, [.evidence: "photo note"]), "报告还缺：照片、文字记录。", "kinds of evidence"),
    (Refusal(.notNow, [.action: "report", .state: "closed"]), "任务现在的状态是“销号”，不能报告。请返回查看最新状态。", "a state"),
    (Refusal(.notLater, [.at: "2026-11-24T09:30:00Z", .due: "2026-11-25T09:30:00Z"]),
      "明天 17:30不晚于现在的截止时间（11-25 周三 17:30），请填写更晚的日期。", "moments in the district's time"),
  ])
  func sentences(_ c: (refusal: Refusal, text: String, why: String)) {
    #expect(RefusalWords(Sample.reader(), Self.names).text(c.refusal) == c.text, "\(c.why)")
  }

  @Test("a refusal comes back from its JSON as it was; what is no refusal does not")
  func json() {
    for code in RefusalCode.allCases {
      let refusal = Refusal(code, Self.facts.filter { code.facts.contains($0.key) })
      #expect(Refusal(refusal.json) == refusal)
    }
    #expect(Refusal(nil) == nil)
    #expect(Refusal(["code": "no-such"]) == nil)
    #expect(Refusal(["code": "too-far", "odd": "x"]) == Refusal(.tooFar))
  }
}
