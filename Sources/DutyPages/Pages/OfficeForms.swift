import DutyCalendar
import DutyDocuments
import DutyLedger

/// Who answers for what no rule covers, as the office says it (M11).
///
/// - Parameter gap: what it answers; `nil` for a designation that somebody makes unasked.
package func designateForm(
  _ gap: GapItem?, duty: String, standard: String, subject: String, _ state: FormState, _ reader: PageReader
) -> Page {
  let say = reader.say
  var page = Page(say(.designateTitle), over: say(.tabOffice), lead: say(.designateLead), tab: .office)
  if let gap {
    page.add(
      .facts(
        PageFacts(
          nil,
          [
            PageFact(say(.gapTopic), gap.topic), PageFact(say(.gapRole), reader.roleName(gap.role)),
            PageFact(say(.gapWitness), gap.witness), PageFact(say(.gapPairs), String(gap.pairs)),
          ])))
  }
  let fields = [
    PageField("subject", say(.designateSubject), value: subject, help: say(.designateSubjectHelp), isRequired: true),
    PageField("lead", say(.leadUnit), help: say(.unitIDHelp), isRequired: gap?.role == "lead"),
    PageField("leader", say(.leader), help: say(.personIDHelp), isRequired: gap?.role == "leader"),
    PageField("holder", say(.holder), help: say(.personIDHelp), isRequired: gap?.role == "holder"),
    PageField("verifier", say(.verifier), help: say(.personIDHelp), isRequired: gap?.role == "verifier"),
    PageField("reason", say(.reason), .lines, isRequired: true, most: TextLimit.note),
    PageField("until", say(.designateUntil), .date, help: say(.designateUntilHelp)),
  ]
  page.add(
    .form(
      PageForm(
        nil, path: "/office/designate", fields: fields.map { state.filled($0) },
        hidden: [PageHidden("gap", gap?.id ?? ""), PageHidden("duty", duty), PageHidden("standard", standard)],
        submit: say(.designate))))
  return page
}

package func checkDesignation(_ state: FormState, _ reader: PageReader) -> FormState {
  let say = reader.say
  var state = state
  state.require("subject", say(.needSubject))
  state.require("reason", say(.noReason))
  let roles = ["lead", "leader", "holder", "verifier"]
  if roles.allSatisfy({ state[$0].isEmpty }) { state.errors["holder"] = say(.needRole) }
  if !state["until"].isEmpty, CivilDate(state["until"]) == nil { state.errors["until"] = say(.needDate) }
  if let until = CivilDate(state["until"]), until < reader.today { state.errors["until"] = say(.datePast) }
  return state
}

package func withdrawForm(_ item: DesignationItem, _ state: FormState, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.withdrawTitle), over: item.id, lead: item.about, tab: .office)
  let standing = standing(of: item, reader)
  page.add(
    .facts(
      PageFacts(
        nil,
        [
          PageFact(say(.designationWho), named(in: item, reader)), PageFact(say(.reason), item.reason),
          PageFact(say(.gapSpan), item.date.description + " – " + (item.until?.description ?? say(.untilWithdrawn))),
        ] + (standing.isEmpty ? [] : [PageFact(say(.designationStands), standing)]))))
  page.add(
    .form(
      PageForm(
        nil, note: say(.withdrawNote), path: "/office/withdraw/" + item.id,
        fields: [state.filled(PageField("reason", say(.reason), .lines, isRequired: true, most: TextLimit.note))],
        submit: say(.withdraw))))
  return page
}

/// The office rules whose a disputed task is (裁定).
package func rulingForm(
  _ ruling: PageTask, disputed: PageTask, reasons: [String], _ state: FormState, _ reader: PageReader
) -> Page {
  let say = reader.say
  var page = Page(say(.rulingTitle), over: ruling.number, lead: disputed.title + " · " + disputed.subject, tab: .office)
  page.add(
    .cards(
      PageCards(
        PageHeading(say(.disputedTask), id: "disputed"), cards: [reader.card(disputed, mayAct: false)], empty: "")))
  page.add(.text(PageText(PageHeading(say(.disputeReasons), id: "reasons"), reasons.isEmpty ? [say(.none)] : reasons)))
  let fields = [
    PageField("lead", say(.leadUnit), help: say(.unitIDHelp)),
    PageField("holder", say(.holder), help: say(.personIDHelp)),
    PageField("reason", say(.reason), .lines, isRequired: true, most: TextLimit.note),
  ]
  page.add(
    .form(
      PageForm(
        PageHeading(say(.rule), id: "rule"), note: say(.rulingNote), path: "/office/rulings/" + ruling.number,
        fields: fields.map { state.filled($0) }, submit: say(.rule))))
  return page
}

/// The office tells the standard and the place of a finding.
package func classifyForm(
  _ finding: FindingView, standards: [PageOption], _ state: FormState, _ reader: PageReader
) -> Page {
  let say = reader.say
  var page = Page(say(.classify), over: finding.number, lead: finding.text, tab: .office)
  page.add(
    .facts(
      PageFacts(
        nil,
        [
          PageFact(say(.findingPlace), finding.place), PageFact(say(.findingSource), finding.source),
          PageFact(say(.findingFoundAt), reader.moments.short(finding.foundAt)),
        ])))
  let fields = [
    PageField("standard", say(.standard), .suggested(standards), help: say(.standardHelp), isRequired: true),
    PageField("place", say(.place), value: finding.place, help: say(.placeHelp), isRequired: true),
  ]
  page.add(
    .form(
      PageForm(
        nil, path: "/office/classify/" + finding.number, fields: fields.map { state.filled($0) },
        submit: say(.classifySubmit))))
  return page
}

/// A proposal as the document that it would be, with what can be done about it.
package func proposalPage(
  _ item: ProposalItem, document: String, _ state: FormState, _ reader: PageReader
) -> Page {
  let say = reader.say
  var page = Page(reader.noticeName(item.series), over: say(.proposalsTitle), lead: item.about, tab: .office)
  page.add(
    .facts(
      PageFacts(
        nil,
        [
          PageFact(say(.proposalTo), say.list(item.recipients)), PageFact(say(.proposalApprover), item.approver),
          PageFact(say(.proposalSince), reader.moments.short(item.since)),
        ])))
  if item.isLapsed { page.add(.notice(PageNotice(.warning, say(.proposalLapsed)))) }
  page.add(.document(PageDocument(html: document)))
  guard item.mayDecide else { return page }
  if !item.isLapsed {
    page.add(
      .form(
        PageForm(
          PageHeading(say(.approve), id: "approve"), note: say(.approveNote),
          path: "/office/proposals/" + encoded(item.id) + "/approve",
          fields: [PageField("reason", say(.note), .lines, most: TextLimit.note)], submit: say(.approve),
          prefix: "approve")))
  }
  page.add(
    .form(
      PageForm(
        PageHeading(say(.reject), id: "reject"), path: "/office/proposals/" + encoded(item.id) + "/reject",
        fields: [state.filled(PageField("reason", say(.reason), .lines, isRequired: true, most: TextLimit.note))],
        submit: say(.reject), isFolded: true, prefix: "reject")))
  return page
}
