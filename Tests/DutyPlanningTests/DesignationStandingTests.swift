import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

/// Which of two designations of the same speaks.
@Suite struct DesignationStandingTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var older: DesignationRecord
    var newer: DesignationRecord
    /// `holder by B`, or `holder by B of dh`; empty where both speak.
    var told: [String]
    var isSilent: Bool
    var why: String
    var testDescription: String { why }
  }

  private static func record(
    _ id: String, _ roles: [String: String], duty: String = "road-patrol", standard: String = "",
    _ subjects: [String] = [], on date: String = "2026-11-20", until: String? = nil
  ) -> DesignationRecord {
    DesignationRecord(
      id: id, author: "p-cjb", date: day(date), reason: "试", duty: duty, standard: standard, subjects: subjects,
      roles: roles, until: until.map { day($0) })
  }

  private static let holder = ["holder": "p-jt2"]
  private static let older = record("A", holder, ["road-zs"], on: "2026-11-18")

  @Test(arguments: [
    Row(older: older, newer: record("B", holder, ["road-zs"]), told: ["holder by B"], isSilent: true, why: "the same"),
    Row(older: older, newer: record("B", holder, ["dh"]), told: ["holder by B"], isSilent: true, why: "a place above"),
    Row(older: older, newer: record("B", holder), told: ["holder by B"], isSilent: true, why: "every place"),
    Row(
      older: older, newer: record("B", holder, duty: "", []), told: ["holder by B"], isSilent: true,
      why: "whatever the duty"),
    Row(
      older: older, newer: record("B", ["verifier": "p-a1"], ["road-zs"]), told: [], isSilent: false, why: "another role"),
    Row(older: older, newer: record("B", holder, ["road-hp"]), told: [], isSilent: false, why: "another place"),
    Row(
      older: record("A", ["holder": "p-jt2", "verifier": "p-a1"], ["road-zs"]), newer: record("B", holder, ["road-zs"]),
      told: ["holder by B"], isSilent: false, why: "one of two roles"),
    Row(
      older: record("A", holder, ["dh"]), newer: record("B", holder, ["road-zs"]), told: ["holder by B of road-zs"],
      isSilent: false, why: "a place below"),
    Row(
      older: record("A", holder, ["road-zs", "road-hp"]), newer: record("B", holder, ["xh"]),
      told: ["holder by B of road-hp"], isSilent: false, why: "one of two places"),
    Row(
      older: record("A", holder, duty: "", ["road-zs"]), newer: record("B", holder, ["road-zs"]),
      told: ["holder by B of road-patrol"], isSilent: false, why: "one duty of all"),
    Row(
      older: older, newer: record("B", holder, duty: "", standard: "road-clean", ["road-zs"]), told: [], isSilent: false,
      why: "a duty is one task: no standard of it is asked about"),
    Row(
      older: older, newer: record("B", holder, ["road-zs"], until: "2026-11-22"), told: [], isSilent: false,
      why: "one that is over speaks no more"),
    Row(
      older: older, newer: record("B", ["holder": "p-gone"], ["road-zs"]), told: [], isSilent: false,
      why: "nor one whom the book does not know"),
  ])
  func tells(_ row: Row) throws {
    let book = try District.small.book()
    let standings = DesignationStanding.all([row.older, row.newer], in: Assignment(book: book), on: day("2026-11-23"))
    let told = standings[0].outranked.map { one in
      "\(one.role.rawValue) by \(one.by)" + (one.isWhole ? "" : " of " + one.within.joined(separator: " "))
    }
    #expect(told == row.told)
    #expect(standings[0].outranked.allSatisfy { $0.since == day("2026-11-20") })
    #expect(standings[0].isSilent == row.isSilent)
    #expect(standings[1].outranks == (row.told.isEmpty ? [] : ["A"]) && standings[1].outranked.isEmpty)
  }

  /// What the assignment decides is what the list says: whoever is said to speak decides.
  @Test func theNewestOfThreeSpeaks() throws {
    let book = try District.small.book()
    let records = [
      Self.older, Self.record("B", ["holder": "p-jt1"], ["dh"]), Self.record("C", ["holder": "p-jt2"], ["road-zs"]),
    ]
    let standings = DesignationStanding.all(records, in: Assignment(book: book), on: day("2026-11-23"))
    #expect(standings[0].outranked.map(\.by) == ["C"], "the newest that speaks everywhere, alone")
    #expect(standings[1].outranked.map(\.by) == ["C"] && !standings[1].isSilent)
    #expect(standings[2].outranks == ["A", "B"])
    let assignment = Assignment(book: book, designations: DesignatedRules(records, in: book).rules)
    let question = Question(duty: book.duties.ref("road-patrol"), subject: try #require(book.subject("road-zs")))
    let decided = assignment.decide(question, on: day("2026-11-23")).holder.rule
    #expect(assignment.rules[Int(decided)].id == "designation-C")
  }

  /// One whose person is away, nobody acting, decides nothing that day: what stands behind it speaks, and the list says so.
  @Test(arguments: [
    (acting: "", told: [], absent: [Role.holder], rule: "designation-A"),
    (acting: "p-jt3", told: ["B"], absent: [], rule: "designation-B"),
  ])
  func oneWhosePersonIsAwayIsSilent(_ c: (acting: String, told: [String], absent: [Role], rule: String)) throws {
    let leave = "person,from,until,acting\np-jt2,2026-11-23,2026-11-24,\(c.acting)\n"
    let book = try District.small.putting("registers/absences.csv", leave).book()
    let records = [Self.record("A", ["holder": "p-jt1"], ["road-zs"]), Self.record("B", ["holder": "p-jt2"], ["road-zs"])]
    let standings = DesignationStanding.all(records, in: Assignment(book: book), on: day("2026-11-23"))
    #expect(standings[0].outranked.map(\.by) == c.told)
    #expect(standings[1].absent == c.absent && standings[1].isSilent == !c.absent.isEmpty)
    let assignment = Assignment(book: book, designations: DesignatedRules(records, in: book).rules)
    let question = Question(duty: book.duties.ref("road-patrol"), subject: try #require(book.subject("road-zs")))
    let decided = assignment.decide(question, on: day("2026-11-23")).holder.rule
    #expect(assignment.rules[Int(decided)].id == c.rule, "as the rules decide it")
  }

  @Test func oneThatIsOverSaysSo() throws {
    let ended = Self.record("A", Self.holder, ["road-zs"], until: "2026-11-22")
    let book = try District.small.book()
    let standing = try #require(DesignationStanding.all([ended], in: Assignment(book: book), on: day("2026-11-23")).first)
    #expect(standing.ended == day("2026-11-22") && standing.isSilent)
    #expect(DesignationStanding.all([ended], in: Assignment(book: book), on: day("2026-11-22")).first?.ended == nil, "its last day")
  }
}
