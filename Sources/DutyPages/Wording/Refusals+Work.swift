import DutyLedger

/// Refusals in words: evidence, reports and judgements.
extension RefusalWords {
  static let ofEvidence: [RefusalCode: Phrase] = [
    .unknownEvidence: Phrase("所附材料没有收到，请重新选择文件。", "A file did not arrive; choose it again."),
    .shownBefore: Phrase(
      "“{file}”已随第 {count} 次报告（{day}）用过，那次报告被退回；请附上现在的照片。",
      "“{file}” was shown with report no. {count} on {day}, which was returned; show how it is now."),
    .shownElsewhere: Phrase(
      "“{file}”已经用于任务 {task}（{day}），请附上这项任务自己的材料。",
      "“{file}” was shown for task {task} on {day}; show what was made for this one."),
    .evidenceMissing: Phrase("报告还缺：{evidence}。", "The report does not show: {evidence}."),
    .kindMissing: Phrase("请说明材料属于哪一类。", "Say what the file shows."),
    .fileBroken: Phrase(
      "文件是空的，或者没有传完，请重新选择。",
      "The file is empty or came broken; choose it again."),
    .fileTooLarge: Phrase(
      "文件有 {count} 兆字节，超过上限 {most} 兆字节。",
      "The file has {count} MiB, {most} at most."),
    .fileTypeUnknown: Phrase(
      "这种文件不收，可以上传：{word}。",
      "Files of this kind are not kept; these are: {word}."),
    .notAPicture: Phrase("照片须为 JPEG、PNG 或 HEIC 图片。", "A photo is a JPEG, PNG or HEIC picture."),
  ]

  static let ofReports: [RefusalCode: Phrase] = [
    .notALine: Phrase("“{word}”不在这项任务的检查项里。", "“{word}” is no line of its checklist."),
    .lineFails: Phrase(
      "整改任务还有不合格项，整改到位后再报告。",
      "A line still fails; report when it is put right."),
    .valuesMissing: Phrase("还缺数值：{measures}。", "Values are missing: {measures}."),
    .notMeasured: Phrase("这项任务不测“{word}”。", "Nothing called “{word}” is measured here."),
    .notPutRight: Phrase(
      "“{standard}”实测 {count}，未达到 {bounds}；达标后再报告，或申请延期。",
      "{standard} measures {count}, not {bounds}; report when it is reached, or ask for more time."),
    .noShare: Phrase(
      "“{measures}”是比例，应在 0% 到 100% 之间，不能是 {count}。",
      "{measures} is a share, from 0% to 100%; it cannot be {count}."),
    .minutesMissing: Phrase("请填写用时（分钟）。", "Say how many minutes it took."),
    .tooFewMinutes: Phrase(
      "用时 {count} 分钟，不足 {least} 分钟。",
      "{count} minutes, and at least {least} are owed."),
    .quantityShort: Phrase(
      "“{quantity}”累计 {total}，目标 {target}，还没有完成；请先更新进度。",
      "{quantity}: {total} of {target}; record progress first, and report when it is done."),
    .tooFar: Phrase(
      "签到位置距“{place}”{count} 米，超过 {most} 米，请到现场后再报告。",
      "The check-in is {count} m from {place}, more than {most} m; report from the place itself."),
    .tooSoon: Phrase(
      "上次走访在{day}（任务 {task}），两次须间隔 {least} 天，请在{free}以后再去。",
      "The last visit was on {day} (task {task}); visits are {least} days apart: go on {free} or later."),
    .elsewhere: Phrase(
      "按任务 {task} 的记录，您在{at}以前在“{place}”，时间重叠；请在走访结束时报告实际用时。",
      "Task {task} says you were at {place} until {at}; report a visit when it ends, with the minutes it took."),
  ]

  static let ofJudging: [RefusalCode: Phrase] = [
    .onlyRectifications: Phrase("只有整改任务可以按“{closure}”了结。", "Only a rectification ends as {closure}."),
    .closureMissing: Phrase("请选择核验结论。", "Say how it ended."),
    .whoseMissing: Phrase("不属本单位职责的，请写明属于哪个单位。", "Not theirs: say whose it is."),
    .whoseUnwanted: Phrase("只有结论为“不属本单位职责”时才填写单位。", "A unit is named only with “not theirs”."),
    .untilMissing: Phrase("请填写延期到哪一天。", "Say until when."),
    .notLater: Phrase(
      "{at}不晚于现在的截止时间（{due}），请填写更晚的日期。",
      "{at} is not later than the deadline {due} and now; give a later one."),
    .tooLate: Phrase(
      "延期到{at}太久了：最晚可以延到{due}；需要更长时间的，请作废后重新安排。",
      "{at} is too far off: {due} is the latest; for more, void it and plan it anew."),
    .toWhomMissing: Phrase("请填写转给哪个单位或哪个人。", "Say to which unit or person."),
    .holderNotOfUnit: Phrase(
      "{person}不是“{unit}”的人；请同时填写其单位，或另选一人。",
      "{person} is not of {unit}; give their unit as well, or name somebody else."),
    .haveItAlready: Phrase("任务本来就由他们负责，不用转办。", "They have it already."),
    .nobodyLeft: Phrase(
      "“{unit}”没有人可以负责，或者没有人可以核验；请指定责任人。",
      "{unit} has nobody to do it, or nobody is left to verify it; name a holder."),
    .dutyGone: Phrase(
      "现行规则里已经没有这项职责，请作废任务或恢复职责。",
      "The rules in force no longer have this duty; void the task, or bring the duty back."),
    .nothingChanges: Phrase(
      "与现行规则一致，没有需要更新的内容。",
      "It is as the rules in force have it; nothing would change."),
    .rulingOpen: Phrase(
      "创建办正在裁定（任务 {task}），请等待裁定结果。",
      "The office is ruling on it (task {task}); wait for the ruling."),
    .notARuling: Phrase("这不是一件裁定任务。", "This is no ruling."),
  ]
}
