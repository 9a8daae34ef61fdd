import DutyLedger
import DutyPages
import Testing

@testable import dutyctl

/// What a terminal's reader is told in which language.
@Suite struct ReaderLanguageTests {
  @Test(arguments: [
    ([:], PageLocale.english, "nothing is said"), (["LANG": "zh_CN.UTF-8"], .chinese, "the session's"),
    (["LANG": "C.UTF-8"], .english, "a machine's"), (["LC_ALL": "zh_CN", "LANG": "en_US"], .chinese, "LC_ALL comes first"),
    (["LC_ALL": "", "LC_MESSAGES": "en_GB", "LANG": "zh_CN"], .english, "an empty one says nothing"),
  ])
  func isTheSessions(_ environment: [String: String], _ locale: PageLocale, _ why: String) {
    #expect(ReaderLanguage.locale(environment) == locale, "\(why)")
  }

  @Test(arguments: [
    ("zh_CN.UTF-8", "提示：2026-11-23所作的指定 Z-1 重新起作用：责任人为p-1。"), ("", "note: Z-1 of 2026-11-23 speaks again; holder: p-1."),
  ])
  func notesAreWorded(_ lang: String, _ text: String) {
    let note = DesignationNote(.speaksAgain, [.word: "Z-1", .day: "2026-11-23", .role: "holder", .person: "p-1"])
    let answer: JSONValue = ["notes": [.string(note.text)], "effects": [note.json, "odd"]]
    #expect(ReaderLanguage.notes(answer, ["LANG": lang]) == [text])
    #expect(ReaderLanguage.notes(["outcome": "unchanged"], ["LANG": lang]).isEmpty)
  }
}
