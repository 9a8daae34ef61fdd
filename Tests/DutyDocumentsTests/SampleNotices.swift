import DutyBook
import DutyCalendar
import Testing

@testable import DutyDocuments

/// Notices with something of everything: what the golden documents show.
struct SampleNotices {
  let sample: SampleQueues

  init() throws { sample = try SampleQueues() }

  static let head = "5d1c0b7f9ae24c6688f0d2b13e47a95c0c8de6f21b3a7745910fe2dc64b8a0f3"
  static let book = "3f9ac02b7e51d4086ac1f7725be0439d8e61c50fa2b7749133d0c85e6f21a4bb"
  static let office = NoticeParty(id: "u-chuangjianban", name: "创建办")

  func notice(_ form: NoticeForm, number: Int = 3) throws -> NoticeDocument {
    NoticeDocument(
      form: form, year: 2026, number: number, date: sample.date, zone: sample.zone, district: "云河区", office: "创建办",
      recipients: [NoticeParty(id: "p-0112", name: "周远舟", unit: "市政局", post: "liaison")], unit: "市政局",
      cases: [try manhole()], basis: "《云河区文明城区创建督查办法》第十二条", demand: "",
      answerBy: try sample.clock("17:30", 2), head: Self.head, book: Self.book)
  }

  func manhole() throws -> NoticeCase {
    NoticeCase(
      task: "T-7KQ4M2", finding: "F-20261118-07", title: "窨井盖缺失修复", standard: "窨井盖完好", place: "中山路",
      path: ["东湖街道", "百花社区"], foundOn: sample.date.adding(days: -5), foundBy: "第三方测评",
      deadline: try sample.clock("17:30", -3), asOf: try sample.clock("09:00"), what: "路口东侧窨井盖缺失，仅以锥桶围挡",
      failed: 2, holder: "周远舟")
  }

  func market() throws -> NoticeCase {
    NoticeCase(
      task: "T-1A9XPD", title: "农贸市场占道经营", place: "北湖<农贸>市场 | A区", path: ["北湖街道"],
      deadline: try sample.clock("12:00", -1), asOf: try sample.clock("09:00"), what: "入口两侧占道，*反复*出现",
      failed: 1, holder: "闻静")
  }

  /// A bulletin that names two cases, costs points and follows two notices.
  func bulletin() throws -> NoticeDocument {
    var notice = try notice(.bulletin, number: 12)
    notice.recipients = [
      NoticeParty(id: "p-0101", name: "程砚", unit: "市政局", post: "head"), Self.office,
    ]
    notice.cc = [NoticeParty(id: "u-zhihuibu", name: "创建指挥部"), NoticeParty(id: "u-jiwei", name: "纪委监委")]
    notice.cases.append(try market())
    notice.approver = "韩立本"
    notice.deductions = [
      NoticeDeduction(unit: "市政局", person: "周远舟", milliPoints: 1500, reason: "两次整改未通过", reference: "F-20261118-07"),
      NoticeDeduction(unit: "市政局", person: "闻静", milliPoints: 500, reason: "反弹", reference: "T-1A9XPD"),
    ]
    notice.previous = [
      NoticeReference(
        form: .rectification, year: 2026, number: 1, date: sample.date.adding(days: -9),
        answeredOn: sample.date.adding(days: -7)),
      NoticeReference(form: .rectification, year: 2026, number: 3, date: sample.date.adding(days: -4)),
    ]
    notice.note = "分管领导空缺，直送主要负责人。"
    return notice
  }

  func interview() throws -> NoticeDocument {
    var notice = try notice(.interview, number: 2)
    notice.conductedBy = "区委副书记 沈知行"
    notice.recipients = [NoticeParty(id: "p-0101", name: "程砚", unit: "市政局", post: "head")]
    notice.cases[0].failed = 3
    notice.approver = "韩立本"
    return notice
  }

  /// The last rung, with the dossier of the case.
  func referral() throws -> NoticeDocument {
    var notice = try notice(.referral, number: 1)
    notice.recipients = [NoticeParty(id: "u-jiwei", name: "纪委监委")]
    notice.answerBy = nil
    notice.approver = "韩立本"
    notice.dossier = [
      DossierLine(at: try sample.clock("10:12", -5), what: "发现问题（第三方测评）", who: "督查二组", reference: "F-20261118-07"),
      DossierLine(at: try sample.clock("10:15", -5), what: "派单，限 1 个工作日", who: "创建办", reference: "T-7KQ4M2"),
      DossierLine(at: try sample.clock("16:40", -4), what: "报告整改完成", who: "周远舟", reference: "照片 2 张"),
      DossierLine(at: try sample.clock("17:05", -4), what: "核验不通过：围挡不能代替修复", who: "督查二组"),
      DossierLine(at: try sample.clock("09:00", -2), what: "约谈主要负责人", who: "沈知行", reference: "约谈通知〔2026〕2号"),
    ]
    return notice
  }

  func revocation() throws -> NoticeDocument {
    var notice = try notice(.revocation, number: 1)
    notice.cases = []
    notice.answerBy = nil
    notice.ranking = NoticeRanking(
      period: .containing(sample.date, .month), unitClass: "区直部门", rank: 18, of: 19, running: 3)
    notice.flag = NoticeFlag(id: "civil-unit", name: "文明单位称号", from: sample.date)
    return notice
  }

  /// One of each, for what must hold of all.
  func all() throws -> [NoticeDocument] {
    try NoticeForm.allCases.map { form in
      switch form {
      case .bulletin: try bulletin()
      case .interview: try interview()
      case .referral: try referral()
      case .revocation: try revocation()
      default: try notice(form)
      }
    }
  }
}
