import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyReporting
import DutyTestKit
import Testing

@testable import dutyctl

/// How a designation stands, as the list on a terminal says it.
@Suite struct DesignationTextTests {
  private static func record(
    _ id: String, _ subjects: [String], duty: String = "road-patrol", standard: String = "", holder: String = "p-jt2",
    until: String? = nil
  ) -> DesignationRecord {
    DesignationRecord(
      id: id, author: "p-cjb", date: day("2026-11-20"), reason: "试", duty: duty, standard: standard, subjects: subjects,
      roles: ["holder": holder], until: until.map { day($0) })
  }

  @Test(arguments: [
    (record("A", ["road-zs"]), "in-force", "", "one that decides"),
    (record("A", ["compound-1"]), "idle", "decides nothing: compound-1 is not what road-patrol is of", "another kind"),
    (
      record("A", ["road-zs", "compound-1", "nowhere"]), "in-force",
      "decides nothing of some: compound-1 nowhere is not what road-patrol is of", "some of several"
    ),
    (record("A", ["lane-1"], duty: "", standard: "road-clean"), "idle", "decides nothing: lane-1 is not what road-clean is of", "a standard"),
    (record("A", [], duty: "sweep"), "idle", "decides nothing: the duty sweep is not in the rule book", "a duty that is gone"),
    (record("A", ["road-zs"], holder: "p-gone"), "idle", "decides nothing: the holder p-gone is not in the rule book", "nobody known"),
    (
      record("A", ["road-zs"], standard: "road-clean"), "idle", "decides nothing: road-patrol has no task for road-clean alone",
      "no task of its own"
    ),
    (record("A", ["compound-1"], until: "2026-11-22"), "ended", "over", "what is over is only that"),
  ])
  func saysHowItStands(_ record: DesignationRecord, _ standing: String, _ text: String, _ why: String) throws {
    let assignment = Assignment(book: try District.small.book())
    let value = DesignationJSON.value([], [record], in: assignment, on: day("2026-11-23"))
    let item = try #require(value["designations"]?.array?.first)
    #expect(item["standing"] == .string(standing), "\(why)")
    #expect(DesignationText.standing(item) == text, "\(why)")
    let without = DesignationJSON.value([], [record], in: nil, on: day("2026-11-23"))
    #expect(without["designations"]?.array?.first.map { DesignationText.standing($0) } == "", "without a book nothing is said")
  }
}
