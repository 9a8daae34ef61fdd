import DutyLedger
import DutyPages
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// A page tells only what was done: an address that somebody else wrote makes it say nothing.
@Suite struct DoneMarkTests {
  private let note = DesignationNote(
    .speaksAgain, [.word: "Z-11112222", .day: "2026-11-23", .role: "holder", .person: "p-holder"])
  private var notes: DoneNotes { DoneNotes(["effects": [note.json]]) }

  @Test("what was done is told by its own address, in each language, and by no other")
  func pages() async throws {
    let door = try Door()
    let number = try door.task(on: "r-holder")
    let office = try door.token("p-office")
    let right = door.parts.doneMark.address("/office", telling: .withdrawn, notes)
    let mark = try #require(right.split(separator: "&mark=").last.map(String.init))
    let told = await door.ask(.get, right, token: office).text
    #expect(told.contains("已撤销。") && told.contains("Z-11112222"), "\(told.prefix(2000))")
    let english = await door.ask(.get, right + "&lang=en", token: office).text
    #expect(english.contains("Z-11112222 of 2026-11-23 speaks again"))
    var forged = note
    forged.facts[.word] = "Z-99990000"
    let other = try #require(DoneNotes(["effects": [forged.json]]).text)
    for (path, why) in [
      ("/office?done=withdrawn", "no mark"),
      (right.replacing("&mark=" + mark, with: ""), "its mark left out"),
      (right.replacing(mark, with: String(mark.reversed())), "another mark"),
      (right.replacing(mark, with: ""), "an empty mark"),
      ("/office?done=withdrawn&mark=" + mark, "the notes left out"),
      ("/office?done=withdrawn&notes=\(percentEncoded(other))&mark=\(mark)", "other notes"),
      (right.replacing("done=withdrawn", with: "done=designated"), "another deed"),
      (right + "&with=x", "one field more"),
      (right + "&list=gaps", "another query"),
      (right.replacing("/office?", with: "/queue?"), "another page"),
      ("/tasks/\(number)?done=asked&with=" + percentEncoded("市长"), "made up as a whole"),
    ] {
      let page = await door.ask(.get, path, token: office)
      #expect(page.status == 200, "\(why)")
      for text in ["已撤销。", "已指定。", "重新起作用", "申请已提交", "市长"] {
        #expect(!page.text.contains(text), "\(why): \(text)")
      }
    }
  }

  @Test("an address is marked with its query, however it is written, and is none of another start's")
  func addresses() throws {
    let (mark, later) = (DoneMark(CountedRandomness()), DoneMark(Later()))
    func isRight(_ address: String, by mark: DoneMark) throws -> Bool {
      let halves = address.split(separator: "?", maxSplits: 1).map(String.init)
      return mark.isRight(halves[0], try #require(QueryItems(halves[1])))
    }
    let plain = mark.address("/appeal?against=notice%2F2026%2F3", telling: .appealFiled, with: "某人 a+b")
    #expect(try isRight(plain, by: mark))
    #expect(try isRight(plain.replacing("%2F", with: "/"), by: mark), "a proxy may write it so")
    #expect(try !isRight(plain.replacing("2026", with: "2025"), by: mark))
    #expect(try !isRight(plain, by: later))
    let again = mark.address(plain, telling: .appealDecided)
    let start = "/appeal?against=notice%2F2026%2F3&done=appeal-decided&mark="
    #expect(again.hasPrefix(start), "what was told is forgotten")
    #expect(try isRight(again, by: mark))
    #expect(PageDone.forgotten(in: mark.address("/office", telling: .withdrawn, notes)) == "/office")
  }

  private struct Later: Randomness {
    func bytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 7, count: count) }
  }
}
