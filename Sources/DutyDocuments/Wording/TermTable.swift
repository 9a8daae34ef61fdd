/// The one table of terms: every word that a document shows of its own accord, in each locale.
enum TermTable {
  struct Row {
    var term: Term
    var chinese: String
    var english: String

    init(_ term: Term, _ chinese: String, _ english: String) {
      self.term = term
      self.chinese = chinese
      self.english = english
    }
  }

  static let rows: [Row] =
    sheet + sections + columns + states + moments + reasons + limits + gaps + punctuation + notices + reports
    + reportColumns + workbooks

  private static let sheet: [Row] = [
    Row(.title, "每日派单", "Daily queue"),
    Row(.indexTitle, "派单总表", "Index of queues"),
    Row(.preview, "预览（未派发）", "Preview (not dispatched)"),
    Row(
      .previewNote, "这是预览：任何任务都尚未派发，正式内容以派单时为准。",
      "This is a preview: nothing was dispatched. What counts is the queue of the dispatch."),
    Row(
      .provisionalNote, "本年度官方放假通知尚未公布，工作日暂按周末推算。",
      "The official calendar of this year is not announced yet; workdays are computed from weekends."),
    Row(.provisional, "暂定", "provisional"),
    Row(.notices, "提示", "Notices"),
    Row(.district, "区", "District"),
    Row(.date, "日期", "Date"),
    Row(.revision, "版次", "Revision"),
    Row(.revisionValue, "第 {0} 版", "{0}"),
    Row(.dispatchedAt, "派单时间", "Dispatched"),
    Row(.previewAt, "预览时点", "As of"),
    Row(.nextDispatch, "下次派单", "Next dispatch"),
    Row(.rules, "规则版本", "Rule book"),
    Row(.zone, "时区", "Time zone"),
    Row(.recipient, "收件人", "Recipient"),
    Row(.recipientID, "收件人编号", "Recipient id"),
    Row(.unit, "单位", "Unit"),
    Row(.person, "人员", "Person"),
    Row(.posts, "职务", "Posts"),
    Row(.units, "单位", "Units"),
    Row(.people, "人员", "People"),
    Row(.documentState, "文件状态", "Document"),
    Row(.dispatched, "正式派单", "dispatched"),
    Row(.nothing, "今日没有任务。", "Nothing today."),
    Row(.onlyCounts, "今日没有需逐项列出的任务，件数见上表。", "Nothing to list today; the counts are above."),
    Row(.counts, "件数", "Counts"),
    Row(.total, "合计", "Total"),
    Row(.openTasks, "未结任务", "Open tasks"),
    Row(.withWork, "有任务", "With work"),
    Row(.withNothing, "无任务", "With nothing"),
    Row(.signedBy, "签收人", "Received by"),
    Row(.signedOn, "签收时间", "Date and time"),
    Row(.remarks, "备注", "Remarks"),
  ]

  private static let sections: [Row] = [
    Row(.escalated, "一票否决与已升级", "Vetoes and escalated"),
    Row(.overdue, "已逾期", "Overdue"),
    Row(.dueToday, "今日到期", "Due today"),
    Row(.toVerify, "待核验", "To verify"),
    Row(.new, "新派", "New"),
    Row(.comingUp, "即将到期", "Coming up"),
    Row(.later, "以后到期", "Later"),
    Row(.waiting, "已报告或暂停", "Reported or suspended"),
    Row(.holder, "责任人", "Holder"),
    Row(.lead, "牵头", "Lead"),
    Row(.verifier, "核验", "Verifier"),
    Row(.leader, "责任领导", "Leader"),
    Row(.support, "配合", "Support"),
    Row(.office, "创建办", "Office"),
    Row(.escalation, "升级告知", "Escalated to"),
    Row(.approver, "审批", "Approver"),
  ]

  private static let columns: [Row] = [
    Row(.done, "完成", "Done"),
    Row(.number, "任务编号", "Task"),
    Row(.checkCode, "校验码", "Check"),
    Row(.section, "类别", "Section"),
    Row(.role, "角色", "Role"),
    Row(.task, "事项", "Duty or standard"),
    Row(.ask, "要求", "What is asked"),
    Row(.checklist, "检查项", "Checklist"),
    Row(.evidence, "所需佐证", "Evidence"),
    Row(.place, "地点或单位", "Subject"),
    Row(.placeID, "地点或单位编号", "Subject id"),
    Row(.path, "所在", "Within"),
    Row(.opens, "开始", "Opens"),
    Row(.due, "截止", "Due"),
    Row(.limit, "时限", "Limit"),
    Row(.state, "状态", "State"),
    Row(.rung, "升级级数", "Rung"),
    Row(.veto, "一票否决", "Veto"),
    Row(.why, "派发依据", "Why me"),
    Row(.period, "周期", "Period"),
    Row(.overdueBy, "逾期 {0}", "overdue by {0}"),
    Row(.marks, "标记", "Marks"),
    Row(.yes, "是", "yes"),
    Row(.documents, "文件", "Documents"),
    Row(.vetoMark, "一票否决", "VETO"),
    Row(.rungMark, "升级第 {0} 级", "rung {0}"),
    Row(.newMark, "新", "new"),
    Row(.caughtUpMark, "补派", "caught up late"),
    Row(.provisionalMark, "期限暂定", "provisional deadline"),
    Row(.occurrenceMark, "本期第 {0} 次", "no. {0} of the period"),
  ]

  private static let states: [Row] = [
    Row(.generated, "待派", "generated"),
    Row(.dispatchedState, "已派", "dispatched"),
    Row(.acknowledged, "已签收", "acknowledged"),
    Row(.reported, "已报告", "reported"),
    Row(.returned, "退回重做", "returned"),
    Row(.suspended, "暂停", "suspended"),
    Row(.closed, "销号", "closed"),
    Row(.voided, "作废", "voided"),
  ]

  private static let moments: [Row] = [
    Row(.today, "今天", "today"),
    Row(.tomorrow, "明天", "tomorrow"),
    Row(.days, "{0} 天", "{0} d"),
    Row(.hours, "{0} 小时", "{0} h"),
    Row(.minutes, "{0} 分钟", "{0} min"),
    Row(.monday, "周一", "Mon"),
    Row(.tuesday, "周二", "Tue"),
    Row(.wednesday, "周三", "Wed"),
    Row(.thursday, "周四", "Thu"),
    Row(.friday, "周五", "Fri"),
    Row(.saturday, "周六", "Sat"),
    Row(.sunday, "周日", "Sun"),
    Row(.january, "1月", "January"),
    Row(.february, "2月", "February"),
    Row(.march, "3月", "March"),
    Row(.april, "4月", "April"),
    Row(.may, "5月", "May"),
    Row(.june, "6月", "June"),
    Row(.july, "7月", "July"),
    Row(.august, "8月", "August"),
    Row(.september, "9月", "September"),
    Row(.october, "10月", "October"),
    Row(.november, "11月", "November"),
    Row(.december, "12月", "December"),
    Row(.longDate, "{0}年{1}{2}日（{3}）", "{3} {2} {1} {0}"),
  ]

  private static let reasons: [Row] = [
    Row(.actingFor, "代 {0}", "for {0}"),
    Row(.rungReason, "{0} 第 {1} 级，{2} 触发", "{0} rung {1}, fired for {2}"),
    Row(.officeFallback, "没有规则可定，由创建办兜底", "no rule decides, so the office has it"),
    Row(.unreachable, "不在册或空缺，由创建办接办：{0}", "vacant or not in the register, so the office has it: {0}"),
    Row(.unrecorded, "依据见台账", "see the ledger"),
  ]

  private static let limits: [Row] = [
    Row(.atLeast, "{0} ≥ {1}", "{0} ≥ {1}"),
    Row(.atMost, "{0} ≤ {1}", "{0} ≤ {1}"),
    Row(.workdays, "{0} 个工作日", "{0} workdays"),
    Row(.workday, "{0} 个工作日", "{0} workday"),
    Row(.workingHours, "{0} 个工作时", "{0} working hours"),
    Row(.workingHour, "{0} 个工作时", "{0} working hour"),
    Row(.workingMinutes, "{0} 工作分钟", "{0} working minutes"),
    Row(.urgentHours, "{0} 个紧急工作时", "{0} urgent hours"),
    Row(.urgentHour, "{0} 个紧急工作时", "{0} urgent hour"),
    Row(.urgentMinutes, "{0} 紧急分钟", "{0} urgent minutes"),
    Row(.limitDays, "{0} 天", "{0} days"),
    Row(.limitDay, "{0} 天", "{0} day"),
    Row(.exactDays, "{0} 天（不顺延）", "{0} days exactly"),
    Row(.dayOfPeriod, "期末月 {0} 日", "day {0}"),
    Row(.dayOfNext, "次月 {0} 日", "day {0} of next month"),
    Row(.lastWorkday, "期内最后一个工作日", "last workday"),
    Row(.endOfPeriod, "期末", "end of period"),
  ]

  private static let gaps: [Row] = [
    Row(.designations, "待指定清单", "Designation list"),
    Row(.designationsNote, "没有规则覆盖，指定之前由创建办兜底。", "No rule covers these; until a designation the office has them."),
    Row(.gapID, "编号", "Id"),
    Row(.missingRole, "缺", "Missing"),
    Row(.topic, "职责或指标", "Duty or standard"),
    Row(.witness, "首个对象", "First subject"),
    Row(.pairs, "涉及数", "Pairs"),
    Row(.span, "期间", "Days"),
    Row(.reason, "原因", "Reason"),
    Row(.open, "未定", "open"),
  ]

  private static let punctuation: [Row] = [
    Row(.listSeparator, "、", ", "),
    Row(.itemSeparator, "；", "; "),
    Row(.inBrackets, "【{0}】", "[{0}] "),
    Row(.colon, "：", ": "),
    Row(.inParentheses, "（{0}）", " ({0})"),
    Row(.dot, " · ", " · "),
  ]
}
