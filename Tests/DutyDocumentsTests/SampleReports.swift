import DutyBook
import DutyCalendar
import DutyOversight
import Testing

@testable import DutyDocuments

/// Reports with something of everything: what the golden documents and the pictures show.
struct SampleReports {
  let sample: SampleQueues
  static let names = [
    "环卫中心", "市政局", "交通运输局", "城管执法局", "住建局", "市场监管局", "教育局", "卫健局", "文旅局", "公安交警大队",
  ]

  init() throws { sample = try SampleQueues() }

  static func tally(_ due: Int, _ onTime: Int, _ findings: Int, _ rectified: Int) -> Tally {
    var tally = Tally()
    tally.due = due
    tally.onTime = onTime
    tally.closed = onTime
    tally.rectifications = findings
    tally.rectified = rectified
    tally.rectifiedOnTime = max(0, rectified - findings / 20)
    tally.returned = findings / 9
    tally.reports = due
    tally.documents = due / 10
    tally.documentsAccepted = due / 12
    return tally
  }

  func period(_ form: ReportForm) -> Period { .containing(sample.date, form.period ?? .day) }

  func input(_ form: ReportForm) throws -> ReportInput {
    var input = ReportInput(
      form: form, period: period(form), date: period(form).last, zone: sample.zone, district: "云河区", office: "创建办",
      head: SampleNotices.head, book: SampleNotices.book)
    input.total = Self.tally(4120, 3866, 1200, 984)
    input.total.relapses = 7
    input.total.vetoes = 1
    input.before = Self.tally(4055, 3702, 1144, 887)
    input.open = 431
    input.overdue = 96
    input.units = units()
    input.history = history(form.period ?? .month)
    input.ages = [
      AgeBand(from: 0, until: 3, open: 212, overdue: 8), AgeBand(from: 4, until: 7, open: 118, overdue: 21),
      AgeBand(from: 8, until: 14, open: 61, overdue: 34), AgeBand(from: 15, until: 30, open: 29, overdue: 22),
      AgeBand(from: 31, until: nil, open: 11, overdue: 11),
    ]
    input.stuck = try stuck()
    input.leagues = [league()]
    input.findings = findings()
    try fillRows(&input)
    return input
  }

  func units() -> [ReportUnit] {
    Self.names.enumerated().map { index, name in
      let tally = Self.tally(412 - index * 17, 396 - index * 21, 120 - index * 7, 104 - index * 8)
      let before = Self.tally(400, 370 - index * 5, 110, 90 - index * 3)
      return ReportUnit(
        id: "u-\(index)", name: name, unitClass: index < 6 ? "建设管理组" : "社会事业组", tally: tally, before: before,
        open: 20 + index * 4, overdue: index * 2)
    }
  }

  /// Eight periods up to this one; the third had nothing to rectify.
  func history(_ kind: PeriodKind) -> [RatePoint] {
    var points: [RatePoint] = []
    var date = sample.date
    let rectified = [640, 688, 0, 702, 745, 731, 775, 820]
    let onTime = [860, 848, 871, 880, 902, 896, 913, 938]
    for index in rectified.indices.reversed() {
      let period = Period.containing(date, kind)
      let findings = rectified[index] == 0 ? 0 : 1000
      points.insert(
        RatePoint(period: period, tally: Self.tally(1000, onTime[index], findings, rectified[index])), at: 0)
      date = period.first.adding(days: -1)
    }
    return points
  }

  func league() -> ReportLeague {
    let before: [Int?] = [3, 1, 2, 6, 5, 4, 8, nil, 7, 9]
    return ReportLeague(
      name: "区直部门",
      rows: Self.names.enumerated().map { index, name in
        LeagueRow(
          id: "u-\(index)", name: name, rank: index == 4 ? 4 : index + 1, before: before[index],
          milliScore: 96_500 - (index == 4 ? 3 : index) * 2_310, bottomRunning: index > 7 ? index - 7 : 0)
      })
  }

  func findings() -> FindingGrid {
    let places = ["中山路", "人民路", "北湖农贸市场", "月园小区", "火车站广场", "东湖公园", "解放巷"]
    let sectors = ["环境卫生", "市政设施", "交通秩序", "公益广告", "食品安全", "消防安全"]
    return FindingGrid(
      places: places, sectors: sectors,
      counts: places.indices.map { row in
        sectors.indices.map { column in (row * 5 + column * 3) % 7 == 0 ? 0 : (31 - row * 4 + column * column) % 23 }
      })
  }

  func stuck() throws -> [StuckItem] {
    [
      StuckItem(
        number: "T-7KQ4M2", title: "窨井盖缺失修复", place: "中山路", unit: "市政局", holder: "周远舟",
        due: try sample.clock("17:30", -3), daysLate: 3, returns: 2, rung: 2, cause: .returned),
      StuckItem(
        number: "T-1A9XPD", title: "占道经营整治", place: "北湖<农贸>市场 | A区", unit: "城管执法局", daysLate: 1,
        cause: .disputed, ask: "明确由城管执法局还是北湖街道牵头"),
      StuckItem(number: "T-9Z0W3C", title: "楼道堆物清理", place: "月园小区", unit: "住建局", holder: "闻静", cause: .unverified),
    ]
  }

  private func fillRows(_ input: inout ReportInput) throws {
    let date = sample.date
    input.actions = [
      ActionRow(
        action: "社区文明实践中心建设", commander: "沈知行", lead: "住建局", goal: "建成中心", target: 501, done: 229,
        expected: 268, due: date.adding(days: 37))
    ]
    input.documents = [
      DocumentRow(
        number: "T-3D77KE", title: "未成年人思想道德建设材料", unit: "教育局", due: try sample.clock("17:30", -4), daysLate: 4,
        returns: 1)
    ]
    input.unanswered = [
      UnansweredRow(unit: "卫健局", form: .rectification, count: 2, year: 2026, number: 5, due: try sample.clock("17:30", -1))
    ]
    input.relapses = [
      RelapseRow(
        standard: "无暴露垃圾", place: "解放巷", unit: "环卫中心", closedOn: date.adding(days: -12),
        foundOn: date.adding(days: -1), closer: "督查一组")
    ]
    input.vetoes = [
      VetoRow(number: "F-20261120-02", standard: "重大食品安全事故", place: "北湖农贸市场", unit: "市场监管局", date: date)
    ]
    input.notices = [
      NoticeRow(
        form: .bulletin, year: 2026, number: 12, date: date, unit: "市政局", subject: "窨井盖缺失两次整改未通过",
        answerBy: date.adding(days: 2)),
      NoticeRow(
        form: .rectification, year: 2026, number: 3, date: date.adding(days: -4), unit: "市政局", subject: "窨井盖缺失",
        answerBy: date.adding(days: -3), answeredOn: date.adding(days: -3)),
    ]
    input.flags = [
      FlagRow(unit: "公安交警大队", flag: "文明奖", from: date, until: date.adding(days: 181), reference: "资格暂停决定〔2026〕1号")
    ]
    input.deductions = [
      DeductionRow(
        unit: "市政局", person: "周远舟", milliPoints: 1500, reason: "两次整改未通过", date: date, reference: "F-20261118-07"),
      DeductionRow(
        unit: "环卫中心", person: "陆小满", milliPoints: 500, reason: "反弹", date: date, reference: "T-22MMQ8",
        isAppealed: true),
    ]
    input.campaigns = [
      CampaignRow(
        name: "全国文明城市迎检", commander: "沈知行", lead: "创建办", lastDay: date.adding(days: 19), daysLeft: 19,
        workdaysLeft: 15)
    ]
    input.postGaps = [
      PostGapRow(
        post: "文明路口", place: "人民路口", from: try sample.clock("07:00"), to: try sample.clock("11:00"), missing: 1)
    ]
  }

  /// What a unit answers for.
  func lists() throws -> UnitListInput {
    UnitListInput(
      unit: "市政局", unitID: "u-shizheng", date: sample.date, zone: sample.zone, district: "云河区", office: "创建办",
      rows: [
        UnitListRow(
          task: "路长巡查", standards: ["路面整洁", "车辆停放有序"], subjects: ["中山路", "人民路"], subjectCount: 81,
          cadence: "workday", leader: "程砚", holder: "周远舟", verifier: "督查二组", support: ["东湖街道"],
          measure: "沿路段全程巡查一遍，发现问题当场上报", evidence: ["check-in", "photo"], basis: "《云河区路长制实施办法》第三条", limit: "17:30",
          nextDue: try sample.clock("17:30"), rectification: [
            LimitGroup(
              standards: ["路面整洁"],
              limits: [.init("", ["1 workday"]), .init("key", ["4 working-hours"]), .init("inspection", ["2 urgent-hours"])]),
            LimitGroup(standards: ["车辆停放有序"], limits: [.init("", ["2 working-hours", "3 workdays"])]),
          ]),
        UnitListRow(
          task: "领导包片走访", subjects: ["东湖片区"], cadence: "2 per month, 4 days apart", isLead: false, leader: "程砚",
          holder: "程砚", measure: "到片区走访", evidence: ["note"], limit: "end of period"),
      ], head: SampleNotices.head, book: SampleNotices.book)
  }
}

extension SampleReports {
  func document(_ form: ReportForm) throws -> ReportDocument {
    form == .lists ? unitLists(of: try lists()) : report(of: try input(form))
  }

  func all() throws -> [ReportDocument] { try ReportForm.allCases.map { try document($0) } }
}
