import DutyCalendar
import DutyLedger
import DutyRoster
import DutyTestKit
import Testing

/// Are people at their posts? (M56)
@Suite struct AttendanceTests {
  /// What happened, as `08:05 in`, `11:00 out`, `09:00 seen`, `09:00 missed`.
  struct Row: Sendable, CustomTestStringConvertible {
    var happened: [String]
    var at: String
    var status: AttendanceStatus
    var late = 0
    var early = 0
    var why: String

    var testDescription: String { why }
  }

  static let shift = Shift(
    post: "desk", place: "road-zs", day: day("2026-12-01"), from: moment("2026-12-01 08:00"),
    to: moment("2026-12-01 12:00"), people: ["p-1", "p-2"], staff: 2...3)

  static let rows = [
    Row(happened: [], at: "07:59", status: .upcoming, why: "not begun"),
    Row(happened: [], at: "08:10", status: .awaited, why: "the grace is not over"),
    Row(happened: [], at: "08:11", status: .missing, why: "the grace is over"),
    Row(happened: [], at: "12:00", status: .absent, why: "the shift is over and nobody came"),
    Row(happened: ["07:50 in"], at: "08:30", status: .present, why: "came before the start"),
    Row(happened: ["06:59 in"], at: "08:30", status: .missing, why: "more than an hour before is for something else"),
    Row(happened: ["08:10 in"], at: "08:30", status: .present, late: 10, why: "within the grace"),
    Row(happened: ["08:11 in"], at: "08:30", status: .late, late: 11, why: "after it"),
    Row(happened: ["08:11 in"], at: "08:10", status: .awaited, why: "what is not yet known is not looked at"),
    Row(
      happened: ["08:00 in", "11:50 out"], at: "12:30", status: .present, early: 10, why: "a little early is in time"),
    Row(happened: ["08:00 in", "11:49 out"], at: "12:30", status: .leftEarly, early: 11, why: "left early"),
    Row(happened: ["08:00 in", "09:00 out", "09:20 in"], at: "12:30", status: .present, why: "came back"),
    Row(happened: ["08:00 in", "12:05 out"], at: "12:30", status: .present, why: "left after the end"),
    Row(
      happened: ["08:30 in", "09:00 out"], at: "12:30", status: .leftEarly, late: 30, early: 180, why: "late and early"),
    Row(happened: ["08:00 in", "09:00 missed"], at: "09:30", status: .notFound, why: "checked in, not found"),
    Row(happened: ["08:00 in", "09:00 missed", "09:05 in"], at: "09:30", status: .present, why: "found the way back"),
    Row(happened: ["08:00 in", "09:00 missed", "10:00 seen"], at: "10:30", status: .present, why: "seen later"),
    Row(happened: ["08:00 in", "09:00 seen", "10:00 missed"], at: "10:30", status: .notFound, why: "and missed again"),
    Row(happened: ["09:00 seen"], at: "09:30", status: .present, why: "forgot to check in, but is there"),
    Row(happened: ["08:05 missed"], at: "08:06", status: .missing, why: "an inspector looked: no need to wait"),
    Row(
      happened: ["08:00 in", "09:00 out", "10:00 seen"], at: "12:30", status: .present,
      why: "the eye outweighs the list"),
    Row(happened: ["09:00 out"], at: "12:30", status: .absent, why: "left without having come"),
  ]

  static func events(_ texts: [String]) -> (checkIns: [CheckIn], spotChecks: [SpotCheck]) {
    var checkIns: [CheckIn] = []
    var spotChecks: [SpotCheck] = []
    for text in texts {
      let parts = text.split(separator: " ").map(String.init)
      let at = moment("2026-12-01 " + parts[0])
      switch parts[1] {
      case "in", "out":
        checkIns.append(
          CheckIn(
            campaign: "c", post: "desk", place: "road-zs", person: "p-1", at: at, isLeaving: parts[1] == "out",
            position: nil, by: "p-1"))
      default:
        let isThere = parts[1] == "seen"
        spotChecks.append(
          SpotCheck(
            campaign: "c", post: "desk", place: "road-zs", at: at, by: "p-9", present: isThere ? ["p-1"] : [],
            missing: isThere ? [] : ["p-1"], note: ""))
      }
    }
    return (checkIns, spotChecks)
  }

  @Test(arguments: rows) func m56Reads(_ row: Row) throws {
    let (checkIns, spotChecks) = Self.events(row.happened)
    let reading = AttendanceReading(
      of: [Self.shift], checkIns: checkIns, spotChecks: spotChecks, at: moment("2026-12-01 " + row.at))
    let first = try #require(reading.rows.first)
    #expect(first.person == "p-1" && first.status == row.status)
    #expect(first.lateMinutes == row.late && first.earlyMinutes == row.early)
    let shuffled = AttendanceReading(
      of: [Self.shift], checkIns: checkIns.reversed(), spotChecks: spotChecks.reversed(), at: reading.instant)
    #expect(shuffled.rows == reading.rows, "the order of the events is their times'")
  }

  @Test func m56WhomToChase() {
    let (checkIns, spotChecks) = Self.events(["08:00 in", "09:00 missed"])
    func reading(_ at: String) -> AttendanceReading {
      AttendanceReading(of: [Self.shift], checkIns: checkIns, spotChecks: spotChecks, at: moment("2026-12-01 " + at))
    }
    #expect(reading("08:05").toChase.map(\.person) == [], "p-2 may still come")
    #expect(reading("08:30").toChase.map { "\($0.person) \($0.status)" } == ["p-2 missing"])
    #expect(reading("09:10").toChase.map { "\($0.person) \($0.status)" } == ["p-1 notFound", "p-2 missing"])
    #expect(reading("12:00").toChase.map(\.person) == [], "over: chasing is too late")
    #expect(reading("12:00").faults.map { "\($0.person) \($0.status)" } == ["p-1 notFound", "p-2 absent"], "of record")
    #expect(reading("09:10").belowStrength.map(\.missing) == [2])
    #expect(reading("07:00").belowStrength == [], "a shift that has not begun lacks nobody")
  }

  @Test func m56ASubstituteStandsInForAnybody() {
    let check = SpotCheck(
      campaign: "c", post: "desk", place: "road-zs", at: moment("2026-12-01 09:00"), by: "p-9",
      present: ["p-1", "p-7"], missing: ["p-2"], note: "p-7 for p-2")
    let reading = AttendanceReading(
      of: [Self.shift], checkIns: [], spotChecks: [check], at: moment("2026-12-01 09:30"))
    #expect(reading.strengths.map { "\($0.present) \($0.substitutes)" } == ["2 [\"p-7\"]"])
    #expect(reading.belowStrength == [], "the post is manned")
    #expect(reading.toChase.map(\.person) == ["p-2"], "and p-2 is asked where they are")
  }

  @Test func whoStandsTwoShiftsOnEndChecksInOnce() {
    var second = Self.shift
    second.from = Self.shift.to
    second.to = moment("2026-12-01 16:00")
    let (checkIns, _) = Self.events(["08:00 in"])
    let both = AttendanceReading(
      of: [Self.shift, second], checkIns: checkIns, spotChecks: [], at: moment("2026-12-01 13:00"))
    #expect(
      both.rows.map { "\($0.person) \($0.status)" } == ["p-1 present", "p-2 absent", "p-1 present", "p-2 missing"])
    let (left, _) = Self.events(["08:00 in", "12:00 out"])
    let one = AttendanceReading(
      of: [Self.shift, second], checkIns: left, spotChecks: [], at: moment("2026-12-01 13:00"))
    #expect(one.rows.map(\.status) == [.present, .absent, .missing, .missing], "who checked out at noon went home")
  }

  @Test func elsewhereDoesNotCount() {
    var (checkIns, _) = Self.events(["08:00 in"])
    checkIns[0].place = "road-hp"
    let reading = AttendanceReading(
      of: [Self.shift], checkIns: checkIns, spotChecks: [], at: moment("2026-12-01 09:00"))
    #expect(reading.rows.first?.status == .missing)
  }
}
