import DutyLedger

/// Refusals in words: what the office decides, and posts.
extension RefusalWords {
  static let ofOffice: [RefusalCode: Phrase] = [
    .roleMissing: Phrase("请至少指定一个角色。", "Name at least one role."),
    .subjectMissing: Phrase(
      "请写明指定针对哪个地点、单位、职责或指标。",
      "Say what it is about: a place, a unit, a duty or a standard."),
    .overBefore: Phrase(
      "截止日期{day}已经过去，请填写今天或以后的日期。",
      "{day} is past; give today or a later day."),
    .unknownDuty: Phrase("现行规则中没有“{word}”这项职责，请核对编号。", "The rules have no duty “{word}”; check its id."),
    .unknownStandard: Phrase(
      "现行规则中没有“{word}”这项指标，请核对编号。", "The rules have no standard “{word}”; check its id."),
    .unknownSubject: Phrase(
      "登记册中没有“{word}”这个地点或单位，请填写编号或名称。",
      "No place or unit in the register is “{word}”; give its id or name."),
    .notASubject: Phrase(
      "“{place}”及其下级都不是“{duty}”的对象，指定不起作用；请改填这项职责的对象，或者它们的上级地点。",
      "{place} is no subject of {duty}, nor is anything below it; name one that is, or a place above one."),
    .standardNotThere: Phrase(
      "“{standard}”不适用于“{place}”及其下级，指定不起作用；请改填它适用的地点或单位。",
      "{standard} does not apply to {place}, nor to anything below it; name what it applies to."),
    .standardNotAsked: Phrase(
      "“{duty}”没有单按指标“{standard}”派的任务，指定不起作用；请只填职责，或者只填指标。",
      "{duty} has no task for {standard} alone; name the duty or the standard, not both."),
    .placesAndUnits: Phrase(
      "单位“{unit}”和地点写在同一份指定里，对单位不起作用；请分两次指定。",
      "{unit} is a unit beside places, and nothing is decided for it; designate for places and for units apart."),
    .verifierIsHolder: Phrase(
      "核验人不能是责任人，请另选一人。",
      "The verifier may not be the holder; name somebody else."),
    .uncoversOwnVerifier: Phrase(
      "撤销后，{person}会成为自己在“{place}”所做工作的核验人；请先撤销更早的指定“{word}”。",
      "Without it {person} would verify their own work at {place}; withdraw the older designation “{word}” first."),
    .verifierOfLead: Phrase(
      "{person}属于牵头单位“{unit}”，不能核验；请另选其他单位的人。",
      "{person} is of the lead unit {unit}; name somebody of another unit."),
    .opensGap: Phrase(
      "这样指定后，自{day}起“{place}”的{role}无人担任，或者不是牵头单位的人；请另选，或者一并指定。",
      "From {day} on nobody of the lead unit would be {role} of {place}; name somebody else, or that role as well."),
    .unknownDesignation: Phrase(
      "没有生效中的指定“{word}”，可能已经撤销。",
      "No designation “{word}” is in force; it may be withdrawn already."),
    .designatedAlready: Phrase(
      "同样的指定已经作过：{word}。需要改变的，请先撤销它或者后来的指定。",
      "The same was designated already: {word}. To change it, withdraw it, or the one that came later."),
    .unknownSource: Phrase("没有“{word}”这个问题来源，请重新选择。", "No source is called “{word}”; choose again."),
    .foundBeforeStart: Phrase(
      "发现时间{at}早于规则开始的 {day}，请核对。", "{at} is before the rules begin on {day}; check when it was found."),
    .findingsApart: Phrase(
      "{finding} 是“{place}”的“{standard}”，与这一件的指标或者地点不同；确属同一问题的，请注明跨指标或跨地点合并并说明理由。",
      "{finding} is of {standard} at {place}, which is not the same; say that they are to be joined all the same, and why."),
    .joinsItself: Phrase(
      "两个编号都是 {finding}：问题不能并入自身，请填写另一件的编号。",
      "Both numbers are {finding}: a finding is not joined to itself, give the number of the other one."),
    .vetoStays: Phrase(
      "{finding} 涉及一票否决指标“{standard}”，不能并入一般问题；确属同一问题的，请把另一件并入它。",
      "{finding} is of {standard}, a veto item, and cannot be joined to one that is none; join the other into it."),
    .foundInFuture: Phrase("发现时间{at}还没有到，请核对。", "{at} has not come yet; check when it was found."),
    .standardMissing: Phrase("请填写指标。", "Say which standard."),
    .standardUnclear: Phrase(
      "“{word}”对不上唯一一条指标，请填写指标编号。",
      "“{word}” is not one standard; give its id."),
    .placeMissing: Phrase("请填写地点。", "Say where."),
    .placeUnclear: Phrase(
      "“{word}”对不上唯一一个地点，或者指标不适用于那里；请填写地点编号。",
      "“{word}” is not one place, or the standard does not apply there; give the place's id."),
    .unknownFinding: Phrase(
      "没有编号为“{word}”的问题，请核对编号。",
      "There is no finding “{word}”; check its number."),
    .classifiedAlready: Phrase("这件问题已经核定，不用再办。", "The finding is classified already."),
    .findingJoined: Phrase(
      "这件问题已经并入 {finding}，不用再核定。",
      "The finding was joined to {finding}; nothing is left to classify."),
    .unknownProposal: Phrase("没有待批文书“{word}”。", "There is no document “{word}” to decide on."),
    .lostGround: Phrase(
      "这件文书的依据已经不在（任务作废、问题不成立，或者申诉成立），不能再批准，请退回。",
      "What the document rests on is gone: a void task, no case after all, or an appeal upheld. Reject it."),
    .noticeWithdrawn: Phrase(
      "这件文书已于{day}撤销，不用再答复。", "The document was withdrawn on {day}; nothing is left to answer."),
    .contestsWithdrawn: Phrase(
      "这件文书已于{day}撤销，不用再申诉。", "The document was withdrawn on {day}; nothing is left to contest."),
    .wishLapsed: Phrase(
      "这项申请已经撤回或失效，不能再批准；确有需要的，请重新申请。",
      "It was withdrawn or has lapsed; ask again, if it is still wanted."),
    .notTheAsker: Phrase("只有申请人{person}可以撤回。", "Only {person}, who asked, withdraws it."),
    .decidedAlready: Phrase(
      "{person}已经办理过了，一件文书只批一次。",
      "{person} has decided it already; a document is decided once."),
    .noShift: Phrase("现在没有{person}的班次，请核对值守安排。", "{person} has no shift now; look at the roster."),
    .shiftElsewhere: Phrase(
      "{person}现在的班次在“{place}”，不在这里。",
      "{person} has a shift now, but at {place}."),
  ]
}
