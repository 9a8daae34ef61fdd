import DutyLedger

/// Refusals in words: what is asked, of whom, and by whom.
extension RefusalWords {
  static let ofGeneral: [RefusalCode: Phrase] = [
    .other: Phrase("填写内容不符合要求，没有记入台账。", "What was sent does not fit; nothing was recorded."),
    .unknownTask: Phrase("没有编号为“{word}”的任务，请核对编号。", "There is no task “{word}”; check its number."),
    .unknownPerson: Phrase(
      "登记册中没有“{word}”这个人，请填写人员编号或姓名。",
      "Nobody in the register is “{word}”; give a person's id or name."),
    .personNotThere: Phrase(
      "{person}在{day}不在册，请另选一人。",
      "{person} is not in the register on {day}; name somebody else."),
    .personAway: Phrase(
      "{person}在{day}休假或外出，也没有人代理，请另选一人。",
      "{person} is away on {day}, and nobody acts for them; name somebody else."),
    .nobodyNamed: Phrase("没有指明由谁办理。", "Nobody is named to do it."),
    .unknownUnit: Phrase(
      "登记册中没有“{word}”这个单位，请填写单位编号或名称。",
      "No unit in the register is “{word}”; give a unit's id or name."),
    .unitNotThere: Phrase(
      "{unit}在{day}不在册，请另选一个单位。",
      "{unit} is not in the register on {day}; name another unit."),
    .unitMissing: Phrase("没有指明单位。", "No unit is named."),
    .notUnderstood: Phrase(
      "系统没有读懂这次提交，请刷新页面后重新填写。",
      "The form was not understood; reload the page and fill it in again."),
    .wrongNumber: Phrase(
      "“{word}”不是数字，请填写 0.42、42% 或 85 这样的数。",
      "“{word}” is no number; write 0.42, 42% or 85."),
    .wrongMinutes: Phrase(
      "用时应为整数分钟，最多一周。",
      "The time taken is a whole number of minutes, a week's at most."),
    .wrongPosition: Phrase(
      "位置应填经纬度，例如 28.512345 和 118.123456。",
      "A position is degrees, 28.512345 and 118.123456 for one."),
    .wrongTime: Phrase(
      "“{word}”不是日期或时间，请写成 2026-11-25 或 2026-11-25 17:30。",
      "“{word}” is no date or time; write 2026-11-25 or 2026-11-25 17:30."),
    .wrongLimit: Phrase(
      "“{word}”不是时限，请写成 2 workdays 或 8 working-hours。",
      "“{word}” is no limit; write 2 workdays or 8 working-hours."),
    .reasonMissing: Phrase("请写明理由。", "Say why."),
    .textMissing: Phrase("请写明内容。", "Say what was done or found."),
    .textTooLong: Phrase(
      "内容有 {count} 字，不能超过 {most} 字，请写得简短些。",
      "It has {count} characters, {most} at most: say it in fewer words."),
  ]

  static let ofStates: [RefusalCode: Phrase] = [
    .notNow: Phrase(
      "任务现在的状态是“{state}”，不能{action}。请返回查看最新状态。",
      "The task is {state}: to {action} it does not fit now. Look at it again."),
    .wrongState: Phrase(
      "任务现在的状态是“{state}”，不能这样办理。请返回查看最新状态。",
      "The task is {state}, and this cannot be done now. Look at it again."),
    .storedOtherwise: Phrase(
      "任务的状态刚刚变了，请返回查看最新状态后再办。",
      "The task has just changed; look at it again."),
  ]

  static let ofPeople: [RefusalCode: Phrase] = [
    .mayNotAct: Phrase(
      "只有{actors}可以{action}。可联系：{people}。",
      "Only the {actors} may {action} it. Ask: {people}."),
    .didTheWork: Phrase(
      "办理人不能核验自己的工作，请由创建办另派核验人。",
      "Whoever did the work does not judge it; ask the office for a verifier."),
    .ofTheLeadUnit: Phrase(
      "您属于牵头单位“{unit}”，不能核验本单位的工作，请由创建办另派核验人。",
      "You are of the lead unit {unit} and do not judge its work; the office names a verifier."),
    .needsApproval: Phrase(
      "{action}需要批准，请选择批准人。有权批准：{people}。",
      "To {action} it takes an approval; choose who approves: {people}."),
    .mayNotApprove: Phrase(
      "{person}无权批准。有权批准：{people}。",
      "{person} may not approve it; these may: {people}."),
    .mayNotReject: Phrase(
      "{person}无权决定不批准。有权批准或不批准：{people}。",
      "{person} may not reject it; these may decide about it: {people}."),
    .nobodyApproves: Phrase(
      "现在没有人可以批准，请联系创建办。",
      "Nobody can approve it now; ask the office."),
    .asksAndApproves: Phrase(
      "提出的人不能自己批准，请选择另一位批准人。",
      "Who asks does not approve as well; choose somebody else."),
    .notTheHolder: Phrase(
      "这项任务由{person}负责，只有责任人能这样办理。",
      "The task is held by {person}; only its holder does this."),
    .notTheSignatory: Phrase("这项报告应由{people}审签。", "It is signed off by {people}."),
    .notTheOffice: Phrase("只有“{unit}”的人员可以办理。", "Only somebody of {unit} does this."),
    .beyondRights: Phrase("您的岗位无权办理这一项。", "Your posts give no right to do this."),
  ]

  static let ofParts: [RefusalCode: Phrase] = [
    .noPart: Phrase(
      "所填单位不是这项任务的配合单位。配合单位：{units}。",
      "That unit has no part in the task; those that have: {units}."),
    .notOfUnit: Phrase(
      "您不属于“{unit}”，配合事项由该单位自己完成。",
      "You are not of {unit}; a part is closed by its own unit."),
    .partClosed: Phrase(
      "“{unit}”的配合事项已经完成，不用再报。",
      "The part of {unit} is closed already; nothing is left to do."),
    .partsOpen: Phrase(
      "配合事项还没有全部完成：{units}。完成后才能销号。",
      "Parts are open: {units}. It is closed when they are done."),
    .noSignature: Phrase("这项任务不需要审签。", "Nobody signs this task off."),
    .signedAlready: Phrase("已经审签过了，正在等待核验。", "It is signed off already and waits for its verifier."),
    .notSigned: Phrase(
      "还没有审签，应由{people}审签后才能销号。",
      "It is not signed off yet: {people} signs before it is closed."),
    .nothingCounted: Phrase("这项任务不记数量。", "Nothing is counted in this task."),
    .countMissing: Phrase("请填写累计完成数（整数）。", "Give the total so far, a whole number."),
    .countBeyondTarget: Phrase(
      "累计 {total} 已超过“{quantity}”的目标 {target}，请核对；确实超额完成的，请写明说明。",
      "{total} is more than the target of {target} ({quantity}); correct it, or write in a note how it came."),
    .countWentDown: Phrase(
      "上次已记到 {total}，累计数不能变小；确需更正的，请写明说明。",
      "It was {total} already; a total does not shrink. For a correction write a note."),
  ]
}
