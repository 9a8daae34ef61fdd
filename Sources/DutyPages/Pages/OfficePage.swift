import DutyCalendar
import DutyDocuments
import DutyLedger

/// Something that waits for the office.
package struct OfficeItem: Hashable, Sendable {
  package var id: String
  package var title: String
  package var about: String
  package var who: String
  package var reason: String
  package var due: Instant?
  package var href: String

  package init(id: String, title: String, about: String = "", who: String = "", reason: String = "", due: Instant? = nil, href: String) {
    self.id = id
    self.title = title
    self.about = about
    self.who = who
    self.reason = reason
    self.due = due
    self.href = href
  }
}

/// A class that no rule covers.
package struct GapItem: Hashable, Sendable {
  package var id: String
  /// `lead`, `holder`…
  package var role: String
  package var topic: String
  package var witness: String
  package var pairs: Int
  package var from: CivilDate
  package var until: CivilDate
  package var reason: String

  package init(
    id: String, role: String, topic: String, witness: String, pairs: Int, from: CivilDate, until: CivilDate, reason: String
  ) {
    self.id = id
    self.role = role
    self.topic = topic
    self.witness = witness
    self.pairs = pairs
    self.from = from
    self.until = until
    self.reason = reason
  }
}

/// A designation in force.
package struct DesignationItem: Hashable, Sendable {
  package var id: String
  package var about: String
  /// Whom it names, in the roles' own order.
  package var named: [NamedRole]
  package var author: String
  package var date: CivilDate
  package var until: CivilDate?
  package var reason: String
  /// Where later ones speak in its place.
  package var outranked: [OutrankedItem] = []
  /// Those in whose place it speaks.
  package var outranks: [String] = []
  /// The roles whose person or unit is not there today.
  package var absent: [String] = []
  /// Why nothing is asked that it could answer, and whether that is so of all that it names.
  package var idle: IdleReason?
  package var isIdle = false
  /// Whether its last day is over.
  package var isOver = false

  package init(
    id: String, about: String, named: [NamedRole], author: String, date: CivilDate, until: CivilDate?, reason: String
  ) {
    self.id = id
    self.about = about
    self.named = named
    self.author = author
    self.date = date
    self.until = until
    self.reason = reason
  }
}

/// Whom a designation names in a role, by name.
package struct NamedRole: Hashable, Sendable {
  package var role: String
  package var name: String

  package init(_ role: String, _ name: String) {
    self.role = role
    self.name = name
  }
}

/// Why a designation, or a part of it, decides nothing, with names as people know them.
package enum IdleReason: Hashable, Sendable {
  /// What the book has not: `duty`, `standard`, `subject` or a role, and how it is called.
  case unknown(what: String, name: String)
  case standardNotAsked
  case subjects([String])
}

/// A role of a designation in which a later one speaks.
package struct OutrankedItem: Hashable, Sendable {
  package var role: String
  package var by: String
  package var since: CivilDate
  /// The last day of the one that speaks; `nil` until it is withdrawn.
  package var until: CivilDate?
  /// Where alone, by name; empty for everywhere.
  package var within: [String]

  package init(role: String, by: String, since: CivilDate, until: CivilDate? = nil, within: [String]) {
    self.role = role
    self.by = by
    self.since = since
    self.until = until
    self.within = within
  }
}

/// A document that waits for somebody's approval.
package struct ProposalItem: Hashable, Sendable {
  package var id: String
  package var series: String
  package var about: String
  package var recipients: [String]
  package var approver: String
  package var since: Instant
  package var mayDecide: Bool
  /// Whether it has nothing left to rest on, and can only be rejected.
  package var isLapsed = false

  package init(
    id: String, series: String, about: String, recipients: [String], approver: String, since: Instant, mayDecide: Bool
  ) {
    self.id = id
    self.series = series
    self.about = about
    self.recipients = recipients
    self.approver = approver
    self.since = since
    self.mayDecide = mayDecide
  }
}

/// A rung that fires today, or has fired.
package struct RungItem: Hashable, Sendable {
  package var task: PageTask
  package var ladder: String
  package var rung: Int
  package var at: Instant
  /// What the rung does: `notice`, `bulletin`.
  package var action: String

  package init(task: PageTask, ladder: String, rung: Int, at: Instant, action: String) {
    self.task = task
    self.ladder = ladder
    self.rung = rung
    self.at = at
    self.action = action
  }
}

/// The lists of the desk.
package enum DeskList: String, Hashable, Sendable, CaseIterable {
  case gaps, rulings, unclassified, proposals, appeals, wishes, stuck, rungs, designations
}

/// One list of the desk, from behind one of its items on.
package struct DeskPlace: Hashable, Sendable {
  package var list: DeskList
  /// As ``OfficeView/more`` says it; empty for the list's beginning.
  package var after: String

  package init(_ list: DeskList, after: String = "") {
    self.list = list
    self.after = after
  }

  var href: String { "/office?list=" + list.rawValue + (after.isEmpty ? "" : "&after=" + encoded(after)) }
}

/// The office's desk (创建办工作台): each list with its first items; or one list from a place on.
package struct OfficeView: Sendable {
  package var gaps: [GapItem] = []
  package var designations: [DesignationItem] = []
  package var rulings: [OfficeItem] = []
  package var unclassified: [OfficeItem] = []
  package var proposals: [ProposalItem] = []
  package var appeals: [OfficeItem] = []
  /// What people asked for and somebody has to consent to.
  package var wishes: [WishItem] = []
  package var stuck: [PageTask] = []
  package var rungs: [RungItem] = []
  /// How many there are in all of a list, where that is known.
  package var totals: [DeskList: Int] = [:]
  /// Of which there are more than ``totals`` says: nobody counts on.
  package var atLeast: Set<DeskList> = []
  /// Behind which item a list goes on, where it does.
  package var more: [DeskList: String] = [:]
  /// Whether there are more rungs today than were looked at.
  package var rungsAreCut = false
  /// The one list that is shown; `nil` for all.
  package var place: DeskPlace?
  package var mayDesignate = true

  package init() {}

  package func shows(_ list: DeskList) -> Bool { place.map { $0.list == list } ?? true }
}

package func officePage(_ view: OfficeView, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.officeTitle), over: say(.tabOffice), lead: reader.moments.long(reader.today), tab: .office)
  if let place = view.place {
    page.add(.links(PageLinks(say(.sections), [PageLink(say(.officeTitle), "/office#" + place.list.rawValue)])))
  } else {
    page.add(
      .links(
        PageLinks(
          say(.sections),
          DeskList.allCases.map { list in
            PageLink(
              say(list.phrase), "#" + list.rawValue, count: view.countText(of: list))
          })))
  }
  for list in DeskList.allCases where view.shows(list) { page.add(block(list, view, reader)) }
  return page
}

extension OfficeView {
  /// How many there are; `30+` where only that is known.
  fileprivate func countText(of list: DeskList) -> String {
    if list == .rungs, rungsAreCut { return String(count(of: list)) + "+" }
    return total(of: list) ?? String(count(of: list)) + (more[list] == nil ? "" : "+")
  }

  fileprivate func total(of list: DeskList) -> String? {
    totals[list].map { String($0) + (atLeast.contains(list) ? "+" : "") }
  }

  fileprivate func count(of list: DeskList) -> Int {
    switch list {
    case .gaps: gaps.count
    case .rulings: rulings.count
    case .unclassified: unclassified.count
    case .proposals: proposals.count
    case .appeals: appeals.count
    case .wishes: wishes.count
    case .stuck: stuck.count
    case .rungs: rungs.count
    case .designations: designations.count
    }
  }
}

extension DeskList {
  fileprivate var phrase: Phrase {
    switch self {
    case .gaps: .gapsTitle
    case .rulings: .rulingsTitle
    case .unclassified: .unclassifiedTitle
    case .proposals: .proposalsTitle
    case .appeals: .appealsTitle
    case .wishes: .wishesTitle
    case .stuck: .stuckTitle
    case .rungs: .rungsTitle
    case .designations: .designationsTitle
    }
  }
}

private func block(_ list: DeskList, _ view: OfficeView, _ reader: PageReader) -> PageBlock {
  let say = reader.say
  switch list {
  case .gaps: return .table(gaps(view, reader))
  case .rulings: return .table(items(view.rulings, list, .rulingsNone, .rule, view, reader))
  case .unclassified:
    return .table(items(view.unclassified, list, .unclassifiedNone, .classifyShort, who: .findingSource, view, reader))
  case .proposals: return .table(proposals(view, reader))
  case .appeals: return .table(items(view.appeals, list, .appealsNone, .appealDecideShort, who: .appealBy, view, reader))
  case .wishes: return .table(wishes(view, reader))
  case .stuck:
    return .cards(
      PageCards(
        PageHeading(say(.stuckTitle), id: "stuck"), count: view.totals[.stuck] ?? view.stuck.count,
        note: note(list, view, reader), cards: view.stuck.map { reader.card($0, mayAct: false) },
        empty: say(.stuckNone), more: more(list, view, reader)))
  case .rungs: return .table(rungs(view, reader))
  case .designations: return .table(designations(view, reader))
  }
}

private func note(_ list: DeskList, _ view: OfficeView, _ reader: PageReader) -> String {
  guard view.more[list] != nil, view.place == nil else { return "" }
  let shown = String(view.count(of: list))
  return view.total(of: list).map { reader.say(.firstOfPieces, shown, $0) } ?? reader.say(.firstOf, shown)
}

/// The way to what a list has besides.
private func more(_ list: DeskList, _ view: OfficeView, _ reader: PageReader) -> PageLink? {
  guard let after = view.more[list] else { return nil }
  return PageLink(reader.say(view.place == nil ? .more : .nextPage), DeskPlace(list, after: after).href)
}

private func gaps(_ view: OfficeView, _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.gapsTitle), id: "gaps"),
    note: view.gaps.isEmpty
      ? "" : [reader.words(.designationsNote), note(.gaps, view, reader)].joined(separator: " "),
    columns: [
      .init(say(.gapTopic)), .init(say(.gapRole)), .init(say(.gapWitness)), .init(say(.gapPairs), isNumber: true),
      .init(say(.gapSpan)), .init(""),
    ],
    rows: view.gaps.map { gap in
      [
        PageCell(gap.topic, note: gap.id), PageCell(reader.roleName(gap.role)), PageCell(gap.witness),
        .number(String(gap.pairs)), PageCell(gap.from.description + " – " + gap.until.description),
        PageCell(view.mayDesignate ? say(.designate) : "", href: view.mayDesignate ? "/office/designate?gap=" + gap.id : ""),
      ]
    }, empty: say(.gapsNone), more: more(.gaps, view, reader))
}

private func items(
  _ items: [OfficeItem], _ list: DeskList, _ none: Phrase, _ press: Phrase,
  who: Phrase = .itemWho, _ view: OfficeView, _ reader: PageReader
) -> PageTable {
  let say = reader.say
  // A column that nothing stands in is none.
  let hasReasons = items.contains { !$0.reason.isEmpty }
  let hasDeadlines = items.isEmpty || items.contains { $0.due != nil }
  return PageTable(
    PageHeading(say(list.phrase), id: list.rawValue), note: note(list, view, reader),
    columns: [.init(say(.itemWhat)), .init(say(who))] + (hasReasons ? [.init(say(.reason))] : [])
      + (hasDeadlines ? [.init(say(.due))] : []) + [.init("")],
    rows: items.map { item in
      [
        PageCell(item.title, note: item.id + (item.about.isEmpty ? "" : " · " + item.about)), PageCell(item.who),
      ] + (hasReasons ? [PageCell(item.reason)] : [])
        + (hasDeadlines ? [PageCell(item.due.map { reader.moments.short($0) } ?? "")] : [])
        + [PageCell(say(press), href: item.href)]
    }, empty: say(none), more: more(list, view, reader))
}

private func proposals(_ view: OfficeView, _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.proposalsTitle), id: "proposals"), note: note(.proposals, view, reader),
    columns: [
      .init(say(.proposalWhat)), .init(say(.proposalTo)), .init(say(.proposalApprover)), .init(say(.proposalSince)), .init(""),
    ],
    rows: view.proposals.map { item in
      [
        PageCell(reader.noticeName(item.series), href: "/office/proposals/" + encoded(item.id), note: item.about,
          badges: item.isLapsed ? [PageBadge(say(.approvalLapsed), .warning)] : []),
        PageCell(say.list(item.recipients)), PageCell(item.approver), PageCell(reader.moments.short(item.since)),
        // Nobody approves what they have not read.
        item.mayDecide ? PageCell(say(.proposalRead), href: "/office/proposals/" + encoded(item.id)) : PageCell(""),
      ]
    }, empty: say(.proposalsNone), more: more(.proposals, view, reader))
}

private func wishes(_ view: OfficeView, _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.wishesTitle), id: "wishes"), note: note(.wishes, view, reader),
    columns: [
      .init(say(.itemWhat)), .init(say(.approvalBy)), .init(say(.proposalApprover)), .init(say(.approvalAt)),
    ],
    rows: view.wishes.map { item in
      [
        PageCell(
          title(item, reader), href: "/approvals/" + encoded(item.id),
          note: [item.task.subject, wanted(item, reader)].filter { !$0.isEmpty }.joined(separator: " · ")),
        PageCell(item.by, note: item.note), PageCell(say.list(item.approvers)), PageCell(reader.moments.short(item.at)),
      ]
    }, empty: say(.wishesNone), more: view.wishes.isEmpty ? nil : PageLink(say(.approvalsTitle), "/approvals"))
}

private func rungs(_ view: OfficeView, _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.rungsTitle), id: "rungs"),
    note: view.rungsAreCut ? say(.rungsCut) : note(.rungs, view, reader),
    columns: [
      .init(say(.itemWhat)), .init(say(.rungLadder)), .init(say(.rungDoes)), .init(say(.rungAt)), .init(say(.leadUnit)),
    ],
    rows: view.rungs.map { item in
      [
        PageCell(item.task.title, href: item.task.href, note: item.task.subject),
        PageCell(item.ladder, note: say(.rungMark, String(item.rung))), PageCell(reader.noticeName(item.action)),
        PageCell(
          reader.moments.short(item.at),
          badges: [item.at > reader.now ? PageBadge(say(.rungAhead)) : PageBadge(say(.rungFired), .bad)]),
        PageCell(item.task.lead, note: item.task.holder),
      ]
    }, empty: say(.rungsNone), more: more(.rungs, view, reader))
}

/// Which of several designations of the same speaks, and what decides nothing, in a few words; empty where nothing is to
/// be told.
func standing(of item: DesignationItem, _ reader: PageReader) -> String {
  let say = reader.say
  if item.isOver { return say(.designationOver) }
  let idle = item.idle.map { [say(item.isIdle ? .designationIdle : .designationIdleInPart, words($0, reader))] } ?? []
  if item.isIdle { return idle.joined() }
  let outranked = item.outranked.map { one in
    let role = reader.roleName(one.role)
    let since = one.until.map { say(.designationFromTo, one.since.description, $0.description) }
      ?? say(.designationFrom, one.since.description)
    return one.within.isEmpty
      ? say(.designationOutranked, role, one.by, since)
      : say(.designationOutrankedWithin, role, one.by, since, say.list(one.within))
  }
  let absent = item.absent.isEmpty ? [] : [say(.designationAbsent, say.list(item.absent.map { reader.roleName($0) }))]
  let outranks = item.outranks.isEmpty ? [] : [say(.designationOutranks, say.list(item.outranks))]
  return (idle + outranked + absent + outranks).joined(separator: say(.designationBetween))
}

/// `责任人：张三；核验人：李四`.
func named(in item: DesignationItem, _ reader: PageReader) -> String {
  item.named.map { reader.roleName($0.role) + reader.say(.colon) + $0.name }
    .joined(separator: reader.say(.designationBetween))
}

private func words(_ reason: IdleReason, _ reader: PageReader) -> String {
  let say = reader.say
  switch reason {
  case .unknown(let what, let name):
    let kind =
      switch what {
      case "duty": say(.idleDuty)
      case "standard": say(.standard)
      case "subject": say(.designateSubject)
      default: reader.roleName(what)
      }
    return say(.idleUnknown, kind, name)
  case .standardNotAsked: return say(.idleStandard)
  case .subjects(let names): return say(.idleSubjects, say.list(names))
  }
}

private func designations(_ view: OfficeView, _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.designationsTitle), id: "designations"), note: note(.designations, view, reader),
    columns: [.init(say(.gapTopic)), .init(say(.designationWho)), .init(say(.reason)), .init(say(.gapSpan)), .init("")],
    rows: view.designations.map { item in
      [
        PageCell(item.about, note: item.id), PageCell(named(in: item, reader), note: standing(of: item, reader)),
        PageCell(item.reason, note: item.author),
        PageCell(item.date.description + " – " + (item.until?.description ?? say(.untilWithdrawn))),
        PageCell(view.mayDesignate ? say(.withdraw) : "", href: view.mayDesignate ? "/office/withdraw/" + item.id : ""),
      ]
    }, empty: say(.designationsNone), more: more(.designations, view, reader))
}

extension PageReader {
  func roleName(_ role: String) -> String {
    switch role {
    case "lead": say(.leadUnit)
    case "leader": say(.leader)
    case "holder": say(.holder)
    case "verifier": say(.verifier)
    case "approver": say(.approver)
    default: role
    }
  }
}

/// A part of a path, per cent-encoded where it is not plain.
///
/// - Source: RFC 3986, section 2.3.
package func encoded(_ text: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  var bytes: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: bytes.append(byte)
    default: bytes += [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
