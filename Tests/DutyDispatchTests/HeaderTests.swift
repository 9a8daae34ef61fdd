import DutyBook
import DutyCalendar
import DutyDispatch
import DutyLedger
import Testing

@Suite struct HeaderTests {
  @Test func everyQueueSaysWhatItIs() throws {
    let district = try SmallDistrict()
    let next = try district.clock("07:30", 1)
    let set = dispatchQueues(
      QueueInput(
        book: district.book, date: district.date, revision: 0, at: district.at, tasks: [],
        notices: ["停机期间错过 2 期"], isPreview: true, nextDispatch: next))
    let expected = QueueHeader(
      district: "云河区", zone: district.zone, date: district.date, revision: 0, at: district.at, isPreview: true,
      isProvisional: false, book: "abababababab", notices: ["停机期间错过 2 期"], nextDispatch: next)
    #expect(set.header == expected)
    #expect(set.queues.allSatisfy { $0.header == expected })
  }

  @Test func aYearWithoutANoticeIsProvisional() throws {
    let district = try SmallDistrict()
    let newYear = try #require(CivilDate("2027-01-04"))
    let row = try district.task(due: district.zone.instant(LocalTime(newYear, second: 63_000)), veto: true)
    let tasks = [row, try district.task(period: "2026-11-24")]
    let set = dispatchQueues(
      QueueInput(book: district.book, date: district.date, revision: 1, at: district.at, tasks: tasks))
    #expect(!set.header.isProvisional)
    #expect(set["p-chief"]?.lines.map(\.task.isProvisional) == [true, false])
    let later = dispatchQueues(
      QueueInput(book: district.book, date: newYear, revision: 1, at: district.at, tasks: []))
    #expect(later.header.isProvisional)
  }

  struct Touch: Sendable, CustomTestStringConvertible {
    var veto = false
    var told: [String] = []
    var ids: Set<String>
    var why: String
    var testDescription: String { why }
  }

  @Test(arguments: [
    Touch(ids: ["p-chief", "u-road", "u-east"], why: "a new task changes its holder's and its units' lists"),
    Touch(
      veto: true, ids: ["p-chief", "u-road", "u-east", "p-deputy"], why: "a veto item stands in the leader's list"),
    Touch(
      told: ["u-office", "p-head"], ids: ["p-chief", "u-road", "u-east", "u-office", "p-head"],
      why: "a rung touches whom it tells"),
  ])
  func touches(_ c: Touch) throws {
    let district = try SmallDistrict()
    let row = try district.task(veto: c.veto)
    let rung = RungFired(
      task: row.number, ladder: "overdue", rung: 1, nominal: row.record.due, recipients: c.told)
    #expect(touched(by: [row.record], rungs: c.told.isEmpty ? [] : [rung]) == c.ids)
  }

  @Test func nothingTouchesNobody() {
    #expect(touched(by: []).isEmpty)
  }
}
