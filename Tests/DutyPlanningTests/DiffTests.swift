import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

private let small = District.small
private let on = "2026-11-23"

@Suite struct DiffTests {
  private func diff(_ old: District, _ new: District, open: [TaskRow] = []) throws -> PlanDiff {
    PlanDiff.between(try old.planner(), try new.planner(), openTasks: open, on: day(on))
  }

  private func open(_ district: District) throws -> [TaskRow] {
    let planner = try district.planner()
    return allTasks(planner, on, on).map { TaskRow(record: $0.record(in: planner.book, ladder: "overdue")) }
  }

  @Test func theSameDirectoryIsAnEmptyDiff() throws {
    #expect(try diff(small, small, open: open(small)).isEmpty)
  }

  @Test func whatIsNewIsGained() throws {
    let new = small.adding("registers/places.csv", "road-new,新路,road,dh,,,,,")
    let diff = try diff(small, new)
    #expect(diff.gained.map(\.obligation.text) == ["road-patrol on road-new"])
    #expect(diff.lost.isEmpty && diff.moved.isEmpty)
    let back = try self.diff(new, small)
    #expect(back.lost.map(\.obligation.text) == ["road-patrol on road-new"])
    #expect(back.gained.isEmpty)
  }

  @Test func whoChangesIsMovedFromWhomToWhom() throws {
    let diff = try diff(
      small, small.replacing("registers/road-chiefs.csv", "road-zs,p-jt3", "road-zs,p-jt2"), open: open(small))
    #expect(
      diff.moved.map { "\($0.from?.holder ?? "")→\($0.to?.holder ?? "") \($0.since)" } == ["p-jt3→p-jt2 2026-11-23"])
    #expect(diff.openMoves.map(\.to.holder) == ["p-jt2"])
    #expect(diff.loads.map(\.person) == ["p-jt2", "p-jt3"])
  }

  @Test func aChangeThatBeginsLaterNamesItsDay() throws {
    let later = small.putting(
      "registers/road-chiefs.csv",
      "place,person,unit,from,until\nroad-zs,p-jt3,u-jt,,2026-12-07\nroad-zs,p-jt2,u-jt,2026-12-08,\nroad-hp,p-hw3,u-hw,,\n"
    )
    let diff = try diff(small, later, open: open(small))
    #expect(diff.moved.map(\.since) == [day("2026-12-08")])
    #expect(diff.openMoves.isEmpty, "nothing changes hands today")
  }

  @Test func anotherTimingIsRetimed() throws {
    let diff = try diff(small, small.replacing("duties/road-patrol.yaml", "17:30", "16:30"))
    #expect(diff.retimed.count == 2)
    #expect(diff.retimed.first?.to.contains("16:30") == true)
  }

  /// A rename carries the identity over: nobody gains, loses or moves anything.
  @Test(arguments: [
    (
      "duty",
      small.replacing("duties/road-patrol.yaml", "duty: road-patrol", "duty: street-patrol\n    was: road-patrol")
        .replacing("responsibility/10-roads.yaml", "road-patrol", "street-patrol")
    ),
    (
      "place",
      small.replacing("registers/places.csv", "road-hp,和平路,road,xh,,,,,", "road-peace,和平路,road,xh,,,,,road-hp")
        .replacing("registers/places.csv", "lane,road-hp", "lane,road-peace").replacing(
          "registers/road-chiefs.csv", "road-hp", "road-peace")
    ),
    (
      "unit",
      small.replacing(
        "registers/units.csv", "u-xh,西湖街道,u-qu,subdistrict,subdistrict,,,",
        "u-west,西湖街道,u-qu,subdistrict,subdistrict,,,u-xh"
      )
      .replacing("registers/people.csv", "p-xh1,西一,u-xh", "p-xh1,西一,u-west").replacing(
        "registers/people.csv", "p-xh2,西二,u-xh", "p-xh2,西二,u-west"
      )
      .replacing("registers/places.csv", "qu,,u-xh", "qu,,u-west")
      .replacing("registers/posts.csv", "u-xh,head", "u-west,head").replacing(
        "registers/posts.csv", "u-xh,liaison", "u-west,liaison")
    ),
    (
      "lead unit",
      small.replacing(
        "registers/units.csv", "u-hw,环卫局,u-qu,district,bureau,,,", "u-san,环卫局,u-qu,district,bureau,,,u-hw"
      )
      .replacing("registers/people.csv", "p-hw1,环一,u-hw", "p-hw1,环一,u-san").replacing(
        "registers/people.csv", "p-hw2,环二,u-hw", "p-hw2,环二,u-san"
      )
      .replacing("registers/people.csv", "p-hw3,环三,u-hw", "p-hw3,环三,u-san")
      .replacing("registers/authorities.csv", "u-hw", "u-san").replacing("registers/road-chiefs.csv", "u-hw", "u-san")
      .replacing("registers/posts.csv", "u-hw,head", "u-san,head").replacing(
        "registers/posts.csv", "u-hw,deputy", "u-san,deputy"
      )
      .replacing("registers/posts.csv", "u-hw,liaison", "u-san,liaison")
    ),
    (
      "person",
      small.replacing("registers/people.csv", "p-jt3,交三,u-jt,,,", "p-jiao,交三,u-jt,,,p-jt3")
        .replacing("registers/posts.csv", "p-jt3", "p-jiao").replacing("registers/road-chiefs.csv", "p-jt3", "p-jiao")
    ),
    ("rule", small.replacing("responsibility/10-roads.yaml", "rule: road-chief", "rule: chief\n    was: road-chief")),
  ])
  func aRenameAloneIsAnEmptyDiff(_ what: String, _ renamed: District) throws {
    let diff = try diff(small, renamed, open: open(small))
    #expect(
      diff.isEmpty,
      "\(what): gained \(diff.gained.map(\.obligation.text)) lost \(diff.lost.map(\.obligation.text)) moved \(diff.moved) open \(diff.openMoves.map(\.reason))"
    )
    #expect(diff.loads.isEmpty, "\(what): \(diff.loads)")
  }

  @Test func anOpenTaskOfARenamedDutyStillHasItsQuestion() throws {
    let renamed = small.replacing(
      "duties/road-patrol.yaml", "duty: road-patrol", "duty: street-patrol\n    was: road-patrol"
    )
    .replacing("responsibility/10-roads.yaml", "road-patrol", "street-patrol")
    .replacing("registers/road-chiefs.csv", "road-zs,p-jt3", "road-zs,p-jt2")
    let diff = try diff(small, renamed, open: open(small))
    #expect(diff.openMoves.map(\.to.holder) == ["p-jt2"])
  }

  @Test func theDigestIsStableAndTellsChangesApart() throws {
    let one = small.replacing("registers/road-chiefs.csv", "road-zs,p-jt3", "road-zs,p-jt2")
    let other = small.replacing("registers/road-chiefs.csv", "road-zs,p-jt3", "road-zs,p-jt1")
    #expect(try diff(small, one).digest == diff(small, one).digest)
    #expect(try diff(small, one).digest != diff(small, other).digest)
  }
}
