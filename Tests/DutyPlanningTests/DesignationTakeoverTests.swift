import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

/// Which older designations would outrank a rule that takes a newer one over.
@Suite struct DesignationTakeoverTests {
  private static func record(
    _ id: String, _ roles: [String: String], _ subjects: [String] = ["road-zs"], duty: String = "road-patrol",
    until: String? = nil
  ) -> DesignationRecord {
    DesignationRecord(
      id: id, author: "p-cjb", date: day("2026-11-20"), reason: "试", duty: duty, standard: "", subjects: subjects,
      roles: roles, until: until.map { day($0) })
  }

  private static let taken = record("B", ["holder": "p-jt1", "verifier": "p-a1"])

  /// The book has a rule `designated-b`.
  @Test(arguments: [
    ([record("A", ["holder": "p-jt2"]), taken], ["A holder"], "the same place and role"),
    ([record("A", ["holder": "p-jt2", "verifier": "p-a2"], ["qu"]), taken], ["A holder verifier"], "two roles, from above"),
    ([record("A", ["holder": "p-jt2", "verifier": "p-a1"]), taken], ["A holder"], "of two roles the one that differs"),
    ([record("A", ["holder": "p-jt1"]), taken], [], "the same person"),
    ([record("A", ["leader": "p-jt2"]), taken], [], "another role"),
    ([record("A", ["holder": "p-jt2"], ["road-hp"]), taken], [], "another place"),
    ([taken, record("A", ["holder": "p-jt2"])], [], "a newer one speaks already"),
    ([record("A", ["holder": "p-jt2"], until: "2026-11-22"), taken], [], "one that is over"),
    ([record("A", ["holder": "p-jt2"], until: "2026-11-23"), taken], ["A holder"], "its last day"),
    ([record("A", ["holder": "p-gone"]), taken], [], "one that names nobody of the book"),
    (
      [record("A", ["holder": "p-jt2"]), record("B", ["holder": "p-jt1"], until: "2026-11-22")], [],
      "what is over hides nothing"
    ),
    (
      [record("A", ["holder": "p-jt2"]), record("C", ["holder": "p-jt3"]), taken], ["A holder", "C holder"],
      "each that stands behind it"
    ),
    ([record("A", ["holder": "p-jt2"]), record("C", ["holder": "p-jt1"])], [], "none is taken over"),
  ] as [([DesignationRecord], [String], String)])
  func found(_ records: [DesignationRecord], _ told: [String], _ why: String) throws {
    let book = try District.small.rule(1, "designated-b", "for: { duty: road-patrol }", "holder: p-jt1", "outside: true")
      .book()
    let found = DesignatedRules.overruled(records, by: book, on: day("2026-11-23"))
    #expect(found.map { ([$0.older] + $0.roles.map(\.rawValue)).joined(separator: " ") } == told, "\(why)")
    #expect(found.allSatisfy { $0.designation == "B" && book.rules[$0.rule].id == "designated-b" })
  }
}
