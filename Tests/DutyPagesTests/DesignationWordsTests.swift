import DutyLedger
import Testing

@testable import DutyPages

/// What a designation or a withdrawal brings about, in both languages.
@Suite struct DesignationWordsTests {
  private static let facts: [RefusalFact: String] = [
    .role: "verifier", .person: "p-1", .people: "p-2", .day: "2026-11-23", .unit: "u-1", .topic: "duty:patrol standard:clean",
    .place: "road-1", .word: "Z-1A2B3C4D", .count: "12",
  ]

  private static let names = PageNames(
    person: { ["p-1": "王芳", "p-2": "李强"][$0] ?? $0 }, unit: { $0 == "u-1" ? "交通局" : $0 },
    standard: { $0 == "clean" ? "路面整洁" : $0 }, place: { $0 == "road-1" ? "中山路" : $0 },
    duty: { $0 == "patrol" ? "道路巡查" : $0 })

  private func note(_ code: DesignationNote.Code) -> DesignationNote {
    DesignationNote(code, Self.facts.filter { code.facts.contains($0.key) })
  }

  @Test(arguments: DesignationNote.Code.allCases)
  func worded(_ code: DesignationNote.Code) throws {
    let phrase = try #require(RefusalWords.notes[code])
    for text in [phrase.chinese, phrase.english] {
      let places = text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
        .map { String($0.prefix { $0 != "}" }) }
      #expect(places.sorted() == code.facts.map(\.rawValue).sorted(), "\(text)")
    }
    let chinese = RefusalWords(Sample.reader(), Self.names).text(note(code))
    #expect(!chinese.replacing("Z-1A2B3C4D", with: "").contains { $0.isASCII && $0.isLetter }, "\(chinese)")
  }

  @Test(arguments: [
    (DesignationNote.Code.speaksAgain, "2026-11-23所作的指定 Z-1A2B3C4D 重新起作用：核验人为王芳。", "Z-1A2B3C4D of 2026-11-23 speaks again; verifier: 王芳."),
    (.outranks, "2026-11-23所作的指定 Z-1A2B3C4D（核验人王芳）与本次指定重叠之处，以本次为准；因此换人的未结任务：12 项。",
      "It outranks Z-1A2B3C4D of 2026-11-23 (verifier: 王芳) wherever both speak; open tasks that change hands by that: 12."),
    (.isHolder, "“中山路”“道路巡查 · 路面整洁”的责任人现在就是王芳，不能再担任核验人，由规则决定。",
      "王芳 is the holder of 道路巡查 · 路面整洁 at 中山路 by now, and does not become verifier there."),
  ])
  func sentences(_ code: DesignationNote.Code, _ chinese: String, _ english: String) {
    #expect(RefusalWords(Sample.reader(), Self.names).text(note(code)) == chinese)
    #expect(RefusalWords(Sample.reader(.english), Self.names).text(note(code)) == english)
  }

  @Test func comesBackFromItsJSON() {
    for code in DesignationNote.Code.allCases {
      #expect(DesignationNote(note(code).json) == note(code))
      #expect(code.facts.allSatisfy { $0 == .word || note(code).text.contains(Self.facts[$0] ?? "?") }, "\(note(code).text)")
    }
    #expect(DesignationNote(["code": "no-such"]) == nil && DesignationNote("speaks-again") == nil)
    #expect(DesignationNote(["code": "decides-nothing", "role": "holder"]) == nil, "a fact is missing")
  }
}
