import DutyLedger

extension Phrase {
  // The queue.
  static let queueTitle = Phrase("任务清单", "Queue")
  static let otherQueues = Phrase("其他清单", "Other queues")
  static let ownQueue = Phrase("本人", "Mine")
  static let queueByDeadline = Phrase("按期限先后排列：", "By deadline: ")
  static let overdue = Phrase("已逾期", "Overdue")
  static let dueToday = Phrase("今天到期", "Due today")
  static let dueTomorrow = Phrase("明天到期", "Due tomorrow")
  static let dueLater = Phrase("以后到期", "Due later")
  static let watched = Phrase("督办（一票否决、已升级、已逾期）", "To see to: vetoes, escalated, overdue")
  static let supported = Phrase("配合的任务", "Supported")
  static let toVerify = Phrase("待我核验", "For me to verify")
  static let waiting = Phrase("已报告或暂停", "Reported or suspended")
  static let nothingOverdue = Phrase("没有逾期任务。", "Nothing is overdue.")
  static let nothingToday = Phrase("今天没有到期任务。", "Nothing is due today.")
  static let nothingTomorrow = Phrase("明天没有到期任务。", "Nothing is due tomorrow.")
  static let dueAt = Phrase("截止 {0}", "Due {0}")
  static let heldBy = Phrase("责任人 {0}", "held by {0}")
  static let rungMark = Phrase("升级第 {0} 级", "rung {0}")
  static let roundMark = Phrase("第 {0} 轮", "round {0}")
  static let acknowledge = Phrase("签收", "Acknowledge")
  static let acknowledged = Phrase("已签收。", "Acknowledged.")
  static let report = Phrase("报告", "Report")
  static let toVerifyLink = Phrase("核验", "Verify")
  static let queueElsewhere = Phrase("任务 {0} 由 {1} 负责。", "Task {0} is held by {1}.")
  static let noQueueTitle = Phrase("您没有任务清单", "You have no queue")
  static let noQueueText = Phrase(
    "这个账号不对应在册人员，可使用上方其他栏目。", "This account is nobody of the register; use the other tabs.")

  // Parts.
  static let partHolder = Phrase("责任人", "holder")
  static let partVerifier = Phrase("核验人", "verifier")
  static let partLead = Phrase("牵头单位", "lead unit")
  static let partLeader = Phrase("责任领导", "leader")
  static let partSupport = Phrase("配合单位", "supporting unit")
  static let partTold = Phrase("升级上报", "escalated to you")
  static let partOffice = Phrase("创建办（督办）", "coordination office, oversees it")

  // A task.
  static let taskOver = Phrase("任务 {0}（校验码 {1}）", "Task {0}, check {1}")
  static let state = Phrase("状态", "State")
  static let due = Phrase("截止", "Due")
  static let promisedFor = Phrase("按 {0} 计是否按时", "on time is measured by {0}")
  static let limit = Phrase("时限", "Limit")
  static let place = Phrase("地点或单位", "Place or unit")
  static let period = Phrase("周期", "Period")
  static let opened = Phrase("开始", "Opened")
  static let leadUnit = Phrase("牵头单位", "Lead unit")
  static let leader = Phrase("责任领导", "Leader")
  static let holder = Phrase("责任人", "Holder")
  static let verifier = Phrase("核验人", "Verifier")
  static let support = Phrase("配合单位", "Support")
  static let ask = Phrase("要求", "What is asked")
  static let basisOf = Phrase("依据", "Basis")
  static let checklist = Phrase("检查项", "Checklist")
  static let mustShow = Phrase("报告须附", "A report must show")
  static let progress = Phrase("进度", "Progress")
  static let progressValue = Phrase("{0}：{1}／{2}", "{0}: {1} of {2}")
  static let partsTitle = Phrase("配合单位分工", "Parts")
  static let partsOpen = Phrase(
    "还有配合单位的部分没有完成，暂时不能验收：", "Parts of supporting units are open still; it cannot be verified yet:")
  static let partOpen = Phrase("未完成", "open")
  static let partDone = Phrase("已完成", "done")
  static let signature = Phrase("审签", "Sign-off")
  static let signatureWanted = Phrase("待 {0} 审签", "waits for {0} to sign")
  static let evidenceTitle = Phrase("佐证材料", "Evidence")
  static let photosTitle = Phrase("照片", "Photos")
  static let photoLabel = Phrase("{0}：{1}，{2} 提交", "{0}: {1}, by {2}")
  static let evidenceName = Phrase("名称", "Name")
  static let evidenceKind = Phrase("类别", "Kind")
  static let evidenceBy = Phrase("提交人", "By")
  static let evidenceNone = Phrase("还没有佐证材料。", "There is no evidence yet.")
  static let historyTitle = Phrase("办理过程", "History")
  static let historyNone = Phrase("还没有记录。", "Nothing yet.")
  static let findingOf = Phrase("所属问题", "Finding")

  // Why.
  static let whyPeople = Phrase("为什么由这些人负责", "Why these people")
  static let whyPeopleNote = Phrase("派单时由规则推定，随任务留存。", "Derived from the rules when it was dispatched, and kept with it.")
  static let whyRole = Phrase("角色", "Role")
  static let whyWho = Phrase("现在是", "Now")
  static let whyRule = Phrase("规则", "Rule")
  static let whyClause = Phrase("条款", "Clause")
  static let whyExpression = Phrase("取值", "Expression")
  static let whyRows = Phrase("登记册行", "Register rows")
  static let whyActing = Phrase("代 {0}", "acting for {0}")
  static let whyOffice = Phrase("没有规则可定，由创建办兜底", "no rule decides, so the office has it")
  static let whyTie = Phrase("两条规则冲突，由创建办兜底", "two rules disagree, so the office has it")
  static let limitByCampaign = Phrase("专项行动“{0}”收紧", "tightened by the campaign {0}")
  static let limitOfCampaign = Phrase("专项行动“{0}”期间下达，按其时限", "opened within the campaign {0}, whose limit it is")
  static let limitByCampaignBefore = Phrase("专项行动“{0}”收紧，原时限 {1}", "tightened by the campaign {0}; it was {1}")
  static let limitFromDispatch = Phrase("派单时已过原期限，自派单起计", "past before it was dispatched: counted from the dispatch")
  static let limitByCalendar = Phrase("放假安排或办公时间变化，重新计算", "counted anew: the calendar or the office hours changed")
  static let limitExtended = Phrase("已延期", "extended since")
  static let limitReturned = Phrase("退回后重新计算", "counted anew after it was returned")
  static let limitResumed = Phrase("恢复后顺延", "moved on when it was resumed")
  static let limitReopened = Phrase("重新打开后重新计算", "counted anew after it was reopened")
  static let limitReissued = Phrase("重新下达时重新计算", "counted anew when it was reissued")
  static let whyDeadline = Phrase("期限是怎么算的", "How the deadline was counted")
  static let whyDeadlineNote = Phrase("时限 {0}，自 {1} 起，至 {2} 止。", "{0}, from {1} to {2}.")
  static let whyDay = Phrase("日期", "Day")
  static let whyCount = Phrase("计算", "Count")
  static let whyWhy = Phrase("原因", "Why")
  static let whyNone = Phrase("没有留存推导过程。", "No derivation is kept.")
  static let whyPlain = Phrase("其间没有跳过的日子。", "No day was skipped meanwhile.")
  static let whyAsked = Phrase("{0}（{1} 申请，{2} 批准）", "{0} (asked by {1}, approved by {2})")
  static let whySaid = Phrase("{0}（{1}）", "{0} ({1})")
  static let returnedFor = Phrase("退回理由：{0}", "Returned: {0}")
  static let counted = Phrase("计入", "counted")
  static let skipped = Phrase("跳过", "skipped")
  static let shifted = Phrase("顺延", "moved")
  static let noted = Phrase("说明", "note")

  // Acting on a task.
  static let verifyTitle = Phrase("核验", "Verify")
  static let verifyNote = Phrase("核验人与责任人不能是同一人；核验通过即销号。", "The one who did it does not close it.")
  static let closureLabel = Phrase("核验结论", "Outcome")
  static let closureDone = Phrase("已完成", "done")
  static let closureFixed = Phrase("已整改", "put right")
  static let closureNotFound = Phrase("现场未发现问题", "not found on the spot")
  static let closureNotOurs = Phrase("不属本单位职责", "not theirs")
  static let closureJoined = Phrase("并入另一件", "joined")
  static let closureVoid = Phrase("作废", "void")
  static let whoseLabel = Phrase("属于哪个单位", "Whose it is")
  static let whoseHelp = Phrase("结论为“不属本单位职责”时填写单位编号或名称", "With “not theirs”: the unit's id or name")
  static let note = Phrase("说明", "Note")
  static let verifySubmit = Phrase("通过并销号", "Close it")
  static let verified = Phrase("已核验销号。", "Verified and closed.")
  static let returnTitle = Phrase("退回", "Return")
  static let returnNote = Phrase("退回后由责任人重新办理，退回次数计入考核。", "It goes back to its holder; returns are counted.")
  static let returnSubmit = Phrase("退回重做", "Return it")
  static let returned = Phrase("已退回。", "Returned.")
  static let disownTitle = Phrase("不是我的", "Not mine")
  static let disownNote = Phrase(
    "第一次提出告知本单位一把手，第二次提出由创建办裁定。裁定之前任务仍由您负责。",
    "The first time your head is told, the second time the office rules. Until then it stays with you.")
  static let disownSubmit = Phrase("提出异议", "Say so")
  static let disowned = Phrase("异议已记录，已告知 {0}。", "Recorded; {0} is told.")
  static let ruledOnDone = Phrase("异议已记录，由创建办裁定（任务 {0}）。", "Recorded; the office rules on it (task {0}).")
  static let partTitle = Phrase("完成本单位的配合事项", "Close your unit's part")
  static let partNoteLabel = Phrase("做了什么", "What was done")
  static let partSubmit = Phrase("完成配合", "Close the part")
  static let partClosed = Phrase("配合事项已完成。", "The part is closed.")
  static let signTitle = Phrase("审签", "Sign off")
  static let signSubmit = Phrase("审签", "Sign")
  static let signed = Phrase("已审签。", "Signed off.")
  static let progressTitle = Phrase("更新进度", "Record progress")
  static let progressLabel = Phrase("累计完成数", "Total so far")
  static let progressSubmit = Phrase("记录", "Record")
  static let progressDone = Phrase("进度已记录。", "Recorded.")
  static let wholeNumber = Phrase("请填写整数", "Write a whole number")

  // The report.
  static let reportTitle = Phrase("报告：{0}", "Report: {0}")
  static let reportText = Phrase("办理情况", "What was done")
  static let reportTextHelp = Phrase("简要写明做了什么、结果如何", "In a few words: what you did, how it came out")
  static let reportPhoto = Phrase("现场照片", "Photo")
  static let reportPhotoHelp = Phrase(
    "可拍照或从相册选择，可选多张；JPEG、PNG 或 HEIC，每张不超过 {0} 兆字节",
    "Take one or choose some; JPEG, PNG or HEIC, {0} MiB at most each")
  static let tooManyPhotos = Phrase("最多上传 {0} 张", "{0} photos at most")
  static let reportFileHelp = Phrase("须附：{0}", "Must show: {0}")
  static let reportMinutes = Phrase("用时", "Time taken")
  static let reportMinutesHelp = Phrase("至少 {0} 分钟", "At least {0} minutes")
  static let minutesUnit = Phrase("分钟", "minutes")
  static let latitude = Phrase("签到纬度", "Check-in latitude")
  static let longitude = Phrase("签到经度", "Check-in longitude")
  static let checkInHelp = Phrase("手机允许定位时自动填写；点位登记位置 {0}", "Filled in where the phone allows it; the place lies at {0}")
  static let checkInPlain = Phrase("手机允许定位时自动填写", "Filled in where the phone allows it")
  static let measureHelp = Phrase("合格线：{0}", "Passes: {0}")
  static let ratioUnit = Phrase("%", "%")
  static let failedLines = Phrase("不合格的检查项", "Checklist lines that fail")
  static let failedLinesHelp = Phrase("勾选后自动生成整改任务", "Each opens a rectification of its own")
  static let reportSubmit = Phrase("提交报告", "Send the report")
  static let reported = Phrase("报告已提交，等待 {0} 核验。", "Reported; {0} verifies it.")
  static let lastReturn = Phrase("上次退回的理由", "Why it came back")
  static let needText = Phrase("请写明办理情况", "Say what was done")
  static let needPhoto = Phrase("请附上照片", "Add a photo")
  static let needFile = Phrase("请附上文件", "Add the file")
  static let needMinutes = Phrase("请填写用时（整数分钟）", "Write the minutes as a whole number")
  static let tooFewMinutes = Phrase("不足 {0} 分钟，不能报告", "Less than the {0} minutes that are owed")
  static let needPosition = Phrase("请填写签到位置，例如 {0}", "Write the position, {0} for one")
  static let needValue = Phrase("请填写数值，例如 42", "Write the value, 42 for one")
  static let valueFails = Phrase("未达到合格线，整改任务不能报告完成", "It is not put right before the value is reached")
  static let notAPhoto = Phrase("这个文件不是 JPEG、PNG 或 HEIC 图片", "This file is no JPEG, PNG or HEIC picture")
  static let photoTooLarge = Phrase("照片超过 {0} 兆字节", "The photo has more than {0} MiB")
  static let fileAgain = Phrase("请重新选择文件（浏览器不保留已选文件）", "Choose the file again; browsers do not keep it")
  static let textTooLong = Phrase("不能超过 {0} 字", "At most {0} characters")
  static let parts = Phrase("配合：{0}", "Support: {0}")
}

extension TaskAction {
  /// What it did to a deadline; `nil` for one that sets none.
  var limitPhrase: Phrase? {
    switch self {
    case .extend: .limitExtended
    case .return: .limitReturned
    case .resume: .limitResumed
    case .reopen: .limitReopened
    case .reissue: .limitReissued
    case .dispatch, .acknowledge, .report, .verify, .transfer, .suspend, .void: nil
    }
  }
}

extension TaskPart {
  /// `nil` for who only looks at it.
  var phrase: Phrase? {
    switch self {
    case .holder: .partHolder
    case .verifier: .partVerifier
    case .lead: .partLead
    case .leader: .partLeader
    case .support: .partSupport
    case .office: .partOffice
    case .reader: nil
    case .told: .partTold
    }
  }
}

extension Phrase {
  static let nextStep = Phrase("下一步", "Next step")
  static let unitHelp = Phrase("可填单位编号或名称，可不填", "The unit's id or name; may be left empty")
}
