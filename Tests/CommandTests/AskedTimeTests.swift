import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

@testable import dutyctl

/// Who was responsible at a time: as the ledger stood then.
@Suite struct AskedTimeTests {
  private func bench() throws -> (bench: Bench, made: String) {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    let fields: JSONValue = ["holder": "p-jt2", "duty": "road-patrol", "subjects": ["road-zs"], "reason": "试"]
    let made = bench.engine.perform("designate", fields, author: "p-cjb", at: bench.now)
    let id = try #require(made.body["id"]?.string, "\(made.body.canonicalText)")
    try bench.run(until: moment("2026-11-25 15:00"))
    let withdrawal: JSONValue = ["id": .string(id), "reason": "试"]
    #expect(bench.engine.perform("designation-withdraw", withdrawal, author: "p-cjb", at: bench.now).status == 200)
    return (bench, id)
  }

  @Test(arguments: [
    ("2026-11-22", 0, "", "before it"),
    ("2026-11-23 08:59", 0, "was designated later that day: road-patrol road-zs: holder p-jt2", "an hour before it"),
    ("2026-11-23", 1, "was designated in the course of that day", "its first day"),
    ("2026-11-23 09:00", 1, "", "its first instant"), ("2026-11-24", 1, "", "a day of it"),
    ("2026-11-25", 0, "was withdrawn in the course of that day: road-patrol road-zs: holder p-jt2", "its last day"),
    ("2026-11-25 14:59", 1, "was withdrawn later that day: road-patrol road-zs: holder p-jt2", "its last hour"),
    ("2026-11-25 15:00", 0, "", "when it is withdrawn"), ("2026-11-26", 0, "", "after it"),
  ])
  func designationsCountAsTheyStoodThen(_ at: String, _ count: Int, _ note: String, _ why: String) throws {
    let (bench, id) = try bench()
    let zone = bench.engine.current.book.settings.zone
    let time = try AskedTime(at, in: zone, bench.store)
    #expect(zone.local(time.instant).date.description == at.prefix(10))
    #expect(try bench.store.designations(at: time.known).map(\.id) == (count == 0 ? [] : [id]), "\(why)")
    let notes = try time.changes(bench.store) { _ in true }
    #expect(notes.count == (note.isEmpty ? 0 : 1), "\(notes)")
    #expect(notes.allSatisfy { $0.line.contains(note) && $0.line.contains(id) }, "\(notes)")
    for note in notes {
      #expect(note.json["id"] == .string(id) && note.json["designation"]?["roles"]?["holder"] == "p-jt2")
      #expect(note.json["change"]?.string.map { note.line.contains($0) } == true)
      #expect(note.json["when"] == (at.count > 10 ? "later" : "in-its-course"), "\(why)")
    }
    #expect(try time.changes(bench.store) { _ in false }.isEmpty, "of what is not asked about nothing is said")
  }

  @Test(arguments: [
    ("9999-12-31", nil, nil, "nothing changes"),
    ("2026-12-31", nil, "unchanged through 2026-12-31; how often and by when, for good", "only who answers"),
    ("9999-12-31", "2026-11-30", "unchanged through 2026-11-30; who answers, for good", "only the timing"),
    ("2026-12-31", "2026-11-30", "unchanged through 2026-11-30; who answers, through 2026-12-31", "the timing first"),
    ("2026-11-25", "2026-11-30", "unchanged through 2026-11-25; how often and by when, through 2026-11-30", "who first"),
    ("2026-11-30", "2026-11-30", "unchanged through 2026-11-30", "both at once"),
  ] as [(String, String?, String?, String)])
  func untilWhenAnAnswerStands(_ who: String, _ timing: String?, _ line: String?, _ why: String) {
    #expect(ExplainReport.unchanged(who: day(who), timing: timing.map { day($0) }) == line, "\(why)")
  }

  /// A trial's clock may be ahead of the machine's.
  @Test func withoutATimeItIsTheLedgersPresent() throws {
    let bench = try Bench(.small, at: moment("2126-11-25 09:00"))
    let time = try AskedTime(nil, in: bench.engine.current.book.settings.zone, bench.store)
    #expect(try time.instant == bench.store.head().at && time.known == time.instant)
  }
}
