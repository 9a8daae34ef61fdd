import DutyCalendar
import DutyDispatch
import DutyLedger
import Foundation
import Testing

/// Queues with something of everything: what the golden documents show.
struct SampleQueues {
  let zone: Zone
  let date: CivilDate

  init() throws {
    zone = try Zone(
      name: "Asia/Shanghai", tzif: [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Asia/Shanghai"))))
    date = try #require(CivilDate("2026-11-23"))
  }

  func clock(_ text: String, _ days: Int = 0) throws -> Instant {
    zone.instant(LocalTime(date.adding(days: days), try #require(WallMinute(text))))
  }

  func header(preview: Bool = false, notices: [String] = []) throws -> QueueHeader {
    QueueHeader(
      district: "云河区", zone: zone, date: date, revision: preview ? 0 : 2, at: try clock("07:30"),
      isPreview: preview, book: "3f9ac02b7e51", notices: notices, nextDispatch: try clock("07:30", 1))
  }

  static let holder = Recipient.person(
    id: "p-0112", name: "周远舟", unit: "u-shizheng", unitName: "市政局", posts: ["liaison", "巡查组长"])
  static let office = Recipient.unit(id: "u-chuangjianban", name: "创建办")
  static let idle = Recipient.person(
    id: "p-0900", name: "闻静", unit: "u-shizheng", unitName: "市政局", posts: [])

  static let reason = QueueReason.assigned(
    AssignmentReason(
      rule: "road-chief", source: "responsibility/10-roads.yaml:4", basis: "《云河区路长制实施办法》第三条",
      expression: "place.road-chief", rows: ["registers/road-chiefs.csv:12"]))

  static let road = QueueSubject(id: "road-zhongshan", name: "中山路", path: ["东湖街道", "百花社区"])

  /// One line; its number derives from `index`, so that it is stable.
  func line(
    _ section: QueueSection, _ index: Int, role: QueueRole = .holder, title: String = "路长巡查",
    subject: QueueSubject = SampleQueues.road, ask: String = "沿路段全程巡查一遍，发现问题当场上报", checklist: Int = 0, due: Instant,
    reason: QueueReason = SampleQueues.reason, _ change: (inout QueueTask) -> Void = { _ in }
  ) throws -> QueueLine {
    let key = TaskKey(duty: "road-patrol", subject: subject.id, period: "2026-11-23", n: index)
    let number = TaskNumber.derive(from: key)
    let names = ["路面整洁、无积存垃圾", "无暴露垃圾", "车辆停放有序", "公益广告完好"]
    var items = names.prefix(checklist).map { ChecklistItem(standard: $0, name: $0) }
    if checklist > 3 {
      items[3].measure = LeastMeasure(value: "ratio", atLeastMicro: 400_000)
      items[2].isVeto = true
    }
    var task = QueueTask(
      number: number, checkCode: TaskNumber.checkCode(number), duty: "road-patrol", title: title,
      period: "2026-11-23", subject: subject, ask: ask, checklist: items, evidence: ["check-in", "photo"],
      opens: try clock("08:00", -1), due: due, limit: "1 workday")
    change(&task)
    return QueueLine(section: section, role: role, task: task, reason: reason)
  }

  /// A holder with every section and every mark.
  func busy(preview: Bool = false) throws -> Queue {
    let market = QueueSubject(id: "market-beihu", name: "北湖<农贸>市场 | A区", path: ["北湖街道"])
    let rung = QueueReason.rung(ladder: "overdue", rung: 2, nominal: try clock("17:30", -3), note: "")
    var lines = [
      try line(.escalated, 1, role: .leader, title: "燃气隐患整改", subject: market, due: clock("12:00", 2)) {
        $0.isVeto = true
        $0.limit = "4 urgent-hours"
      },
      try line(.escalated, 2, title: "窨井盖缺失修复", checklist: 2, due: clock("17:30", -3), reason: rung) {
        $0.rung = 2
        $0.state = .returned
      },
      try line(.overdue, 3, ask: "", checklist: 4, due: clock("17:30", -1)) { $0.isCaughtUp = true },
      try line(.dueToday, 4, checklist: 4, due: clock("12:00")) { $0.isNew = true },
      try line(.dueToday, 5, role: .support, due: clock("17:30")) { $0.n = 2 },
      try line(.toVerify, 6, role: .verifier, due: clock("17:30", -1)) { $0.state = .reported },
      try line(.new, 7, due: clock("17:30", 3)) {
        $0.isNew = true
        $0.atLeast = [LeastAmount(name: "minutes", amount: 30)]
      },
      try line(.comingUp, 8, due: clock("17:30", 40)) {
        $0.isProvisional = true
        $0.limit = "last workday"
      },
    ]
    lines[7].reason = .unrecorded
    var counts = QueueCounts()
    for line in lines { counts[line.section] += 1 }
    counts[.later] = 5
    counts[.waiting] = 1
    let notices = ["停机期间错过 2 期：路长巡查 2026-11-21、2026-11-22"]
    return Queue(
      recipient: Self.holder, header: try header(preview: preview, notices: notices), lines: lines, counts: counts)
  }

  /// The office: a task that a rung brought, one whose holder is gone, and the designation list.
  func desk() throws -> Queue {
    let told = QueueReason.rung(ladder: "overdue", rung: 2, nominal: try clock("17:30", -1), note: "leader: 空缺")
    let lines = [
      try line(.escalated, 9, role: .office, due: clock("17:30", -3), reason: told) { $0.rung = 2 },
      try line(.escalated, 10, role: .office, due: clock("17:30"), reason: .unreachable(["p-0007"])),
    ]
    var counts = QueueCounts()
    counts[.escalated] = 2
    let gap = QueueGap(
      id: "G-4KM2", role: "holder", topic: "duty:road-patrol", topicName: "路长巡查", witness: Self.road, pairs: 12,
      span: DateSpan(from: date, until: date.adding(days: 30)), reason: "没有规则给出责任人")
    return Queue(recipient: Self.office, header: try header(), lines: lines, counts: counts, gaps: [gap])
  }

  /// Somebody with nothing at all.
  func nothing() throws -> Queue { Queue(recipient: Self.idle, header: try header()) }

  func set(preview: Bool = false) throws -> QueueSet {
    var totals = QueueCounts()
    totals[.escalated] = 4
    totals[.dueToday] = 2
    let busy = try busy(preview: preview)
    return QueueSet(header: busy.header, queues: [busy, try nothing(), try desk()], totals: totals)
  }
}
