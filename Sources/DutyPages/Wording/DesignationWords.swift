import DutyLedger

/// What a designation or its withdrawal brings about, in the reader's language.
extension RefusalWords {
  /// Every code's wording, as of ``phrases``.
  static let notes: [DesignationNote.Code: Phrase] = [
    .actsFor: Phrase(
      "{role}{person}在{day}不在岗，由{people}代理。", "{person}, named as {role}, is away on {day}; {people} acts for them."),
    .decidesNothing: Phrase(
      "所指定的{role}在{day}不起作用：在所涉的任何一项上，被指定的人都不能担任。",
      "Nobody becomes {role} by it on {day}: whom it names may not be that in any case it is about."),
    .outsider: Phrase(
      "{role}{person}不是“{place}”“{topic}”牵头单位“{unit}”的人；可以这样指定，也可以另行指定牵头单位。",
      "{person}, named as {role}, has no post in {unit}, which leads {topic} at {place}; a designation may name somebody of elsewhere."),
    .outranks: Phrase(
      "{day}所作的指定 {word}（{role}{person}）与本次指定重叠之处，以本次为准；因此换人的未结任务：{count} 项。",
      "It outranks {word} of {day} ({role}: {person}) wherever both speak; open tasks that change hands by that: {count}."),
    .speaksAgain: Phrase("{day}所作的指定 {word} 重新起作用：{role}为{person}。", "{word} of {day} speaks again; {role}: {person}."),
    .isHolder: Phrase(
      "“{place}”“{topic}”的责任人现在就是{person}，不能再担任{role}，由规则决定。",
      "{person} is the holder of {topic} at {place} by now, and does not become {role} there."),
    .ofLeadUnit: Phrase(
      "{person}现在属于“{place}”“{topic}”的牵头单位，不能担任{role}，由规则决定。",
      "{person} is of the unit that leads {topic} at {place} by now, and does not become {role} there."),
    .notThere: Phrase(
      "{person}现在不在岗，不担任“{place}”“{topic}”的{role}，由规则决定。",
      "{person} is not there now, and does not become {role} of {topic} at {place}."),
    .passedOver: Phrase(
      "{person}现在不能担任“{place}”“{topic}”的{role}，由规则决定。",
      "{person} may not be {role} of {topic} at {place} by now."),
  ]

  package func text(_ note: DesignationNote) -> String {
    Self.notes[note.code].map { filled($0, note.facts) } ?? note.text
  }
}
