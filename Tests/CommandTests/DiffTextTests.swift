import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

@testable import dutyctl

/// What a diff says of many changes that are alike.
@Suite struct DiffTextTests {
  /// A district with so many roads more, all of one chief.
  private func roads(_ count: Int) -> District {
    (0..<count).reduce(District.small) { district, n in
      district.adding("registers/places.csv", "road-n\(n),新路\(n),road,dh,key,,,,")
    }
  }

  private func tasks(_ district: District) throws -> [TaskRow] {
    let planner = try district.planner()
    return planner.entries(from: day("2026-11-24"), to: day("2026-11-24")).flatMap { planner.tasks(of: $0) }.map {
      TaskRow(record: $0.record(in: planner.book, ladder: "overdue"))
    }
  }

  private func text(_ old: District, _ new: District, isAll: Bool = false) throws -> [String] {
    let open = try tasks(old)
    let starts = Dictionary(open.map { ($0.record.deadline, $0.record.opens) }) { old, _ in old }
    let diff = PlanDiff.between(
      try old.planner(), try new.planner(), openTasks: open, starts: starts, on: day("2026-11-24"))
    return DiffText(diff, openTasks: open, isAll: isAll).lines()
  }

  @Test func manyAlikeAreTheFirstFewAndHowManyMore() throws {
    let old = roads(30)
    let new = old.replacing("duties/road-patrol.yaml", "17:30", "16:30")
    let lines = try text(old, new)
    let retimed = lines.filter { $0.hasPrefix("~ road-patrol on ") }
    #expect(retimed.count == DiffText.fewAlike, "\(lines)")
    let more = lines.first { $0.hasPrefix("  and 29 more of road-patrol: workday") }
    #expect(more?.hasSuffix("(--all names them)") == true, "\(lines)")
    #expect(lines.contains { $0.contains(" 32 retimed,") }, "all are counted: \(lines)")
    let all = try text(old, new, isAll: true)
    #expect(all.filter { $0.hasPrefix("~ road-patrol on ") }.count == 32 && !all.contains { $0.contains("more of") })
    #expect(all.suffix(2) == lines.suffix(2), "and the digest is the same")
  }

  @Test func deadlinesThatMoveAlikeAreOneGroup() throws {
    let old = roads(10).replacing("duties/road-patrol.yaml", "due: \"17:30\"", "due: 3 workdays")
    let new = old.replacing("dutyd.yaml", "14:00-17:30", "14:00-16:00")
    let lines = try text(old, new)
    #expect(lines.filter { $0.hasPrefix("> open task ") }.count == DiffText.fewAlike, "\(lines)")
    #expect(lines.contains("  and 9 more of road-patrol: due 1 h 30 min earlier (--all names them)"), "\(lines)")
    #expect(lines.contains { $0.hasSuffix("12 open deadlines move") })
  }

  @Test func fewAreNamed() throws {
    let new = roads(4)
    let lines = try text(.small, new)
    #expect(lines.filter { $0.hasPrefix("+ road-patrol on ") }.count == 4, "one more than the few is named: \(lines)")
  }

  /// Duties on three roads, each of other people: each duty is three groups.
  @Test(arguments: [
    (7, "", "21 groups: the last is as long as to say that there is one more"),
    (8, "  and 4 more that differ in 4 other ways (--all names them)", "24 groups"),
  ])
  func manyThatDiffer(_ duties: Int, _ rest: String, _ why: String) throws {
    let old = roads(1)
    let new = (0..<duties).reduce(old) { district, n in
      district.duty(
        "look-\(n)", "of: { kind: road }", "standards: [road-clean]", "every: workday", "opens: \"08:00\"",
        "due: \"17:30\"")
    }
    let lines = try text(old, new)
    #expect(lines.filter { $0.contains("other ways") } == (rest.isEmpty ? [] : [rest]), "\(why): \(lines)")
    let named = rest.isEmpty ? 3 * duties : DiffText.mostGroups
    #expect(lines.count { $0.hasPrefix("+ look-") } == named, "\(why): \(lines)")
  }

  @Test(arguments: [
    (90, "1 min later"), (5400, "1 h 30 min later"), (-86_400, "1 d earlier"), (90_060, "1 d 1 h 1 min later"),
    (30, "30 s later"),
  ])
  func shift(_ seconds: Int, _ text: String) {
    let start = moment("2026-11-24 09:00")
    #expect(DiffText.shift(start, start.adding(seconds: Int64(seconds))) == text)
  }
}
