import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

/// What a designation names and is never asked about.
@Suite struct DesignationReachTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var duty = ""
    var standard = ""
    var subjects: [String]
    /// As ``text(_:)`` says it; empty where it can answer for all of them.
    var told: String
    var why: String
    var testDescription: String { why }
  }

  /// The small district with a duty of units, one with a task for each standard, and one that is handed down.
  private static let district = District.small
    .duty("filing", "of: { units: { kind: bureau } }", "every: month", "due: 1 workday")
    .duty("by-standard", "of: { kind: road }", "grain: standard", "standards: [road-clean]", "every: month", "due: 1 workday")
    .duty(
      "handed-down", "of: { kind: district }", "every: on demand", "due: 1 workday",
      "cascade: [{ to: lane, due: 1 workday }]")

  @Test(arguments: [
    Row(duty: "road-patrol", subjects: ["road-zs"], told: "", why: "a road of the duty"),
    Row(duty: "road-patrol", subjects: ["dh", "qu"], told: "", why: "places above roads"),
    Row(duty: "road-patrol", subjects: [], told: "", why: "whatever it is of"),
    Row(duty: "road-patrol", subjects: ["lane-1"], told: "subjects lane-1", why: "a lane below a road"),
    Row(duty: "road-patrol", subjects: ["compound-1"], told: "subjects compound-1", why: "a place of another kind"),
    Row(duty: "road-patrol", subjects: ["dh", "compound-1"], told: "subjects compound-1", why: "one of two"),
    Row(duty: "road-patrol", subjects: ["u-jt"], told: "subjects u-jt", why: "a unit for a duty of places"),
    Row(duty: "filing", subjects: ["u-jt"], told: "", why: "a unit of a duty of units"),
    Row(duty: "filing", subjects: ["u-dh"], told: "subjects u-dh", why: "a unit of another kind"),
    Row(duty: "filing", subjects: ["qu"], told: "subjects qu", why: "a place for a duty of units"),
    Row(subjects: ["u-jt"], told: "", why: "a unit, whatever is asked of it"),
    Row(subjects: ["road-zs", "u-jt"], told: "subjects u-jt", why: "a unit beside a place"),
    Row(standard: "road-clean", subjects: ["road-zs", "xh"], told: "", why: "what a standard applies to"),
    Row(standard: "road-clean", subjects: ["lane-1"], told: "subjects lane-1", why: "and what it does not"),
    Row(duty: "by-standard", standard: "road-clean", subjects: ["road-zs"], told: "", why: "a task for each standard"),
    Row(duty: "by-standard", standard: "notices", subjects: ["road-zs"], told: "standard", why: "no standard of the duty"),
    Row(duty: "road-patrol", standard: "road-clean", subjects: [], told: "standard", why: "one task for all of them"),
    Row(duty: "handed-down", subjects: ["lane-1", "road-hp"], told: "", why: "a level that it is handed down to"),
    Row(duty: "handed-down", subjects: ["compound-1"], told: "subjects compound-1", why: "and what is none"),
    Row(duty: "no-such", subjects: ["road-zs"], told: "unknown duty no-such", why: "what the book has not"),
    Row(duty: "road-patrol", subjects: ["road-zs", "nowhere"], told: "subjects nowhere", why: "a place that is gone"),
  ])
  func tells(_ row: Row) throws {
    let assignment = Assignment(book: try Self.district.book())
    let record = DesignationRecord(
      id: "A", author: "p-cjb", date: day("2026-11-20"), reason: "试", duty: row.duty, standard: row.standard,
      subjects: row.subjects, roles: ["holder": "p-jt2"], until: nil)
    var reach = DesignationReach(assignment)
    #expect(text(reach.idleness(of: record)) == row.told)
    #expect(text(reach.idleness(of: record)) == row.told, "asked once more")
  }

  private func text(_ idleness: DesignationIdleness?) -> String {
    switch idleness {
    case nil: ""
    case .unknown(let missing): "unknown \(missing.what) \(missing.name)"
    case .standardNotAsked: "standard"
    case .subjects(let idle): "subjects " + idle.joined(separator: " ")
    }
  }

  /// One that is idle stands in nobody's way, and of one that is so in part the rest counts.
  @Test func whatIsIdleOutranksNobody() throws {
    func record(_ id: String, _ subjects: [String]) -> DesignationRecord {
      DesignationRecord(
        id: id, author: "p-cjb", date: day("2026-11-20"), reason: "试", duty: "road-patrol", standard: "",
        subjects: subjects, roles: ["holder": "p-jt2"], until: nil)
    }
    let assignment = Assignment(book: try District.small.book())
    let records = [record("A", ["compound-1", "road-zs"]), record("B", ["building-1"]), record("C", ["compound-1", "dh"])]
    let standings = DesignationStanding.all(records, in: assignment, on: day("2026-11-23"))
    #expect(standings[0].idleness == .subjects(["compound-1"]) && !standings[0].isIdle)
    #expect(standings[0].outranked.map(\.by) == ["C"] && standings[0].silent == [.holder], "the road is all that is left")
    #expect(standings[1].isIdle && standings[1].isSilent && standings[1].absent.isEmpty)
    #expect(standings[1].outranked.isEmpty && standings[1].outranks.isEmpty)
    #expect(standings[2].outranks == ["A"] && !standings[2].isSilent)
  }
}
