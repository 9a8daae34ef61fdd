import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPages
import DutyPlanning
import DutyPorts

extension PageArchive {
  /// At most so many items stand in one list of the desk at a time.
  package static let mostOnDesk = 30

  /// Everything that waits for the office, each list cut to its first items; or one list from a place on.
  ///
  /// - Parameters:
  ///   - place: which list alone, and behind which of its items; `nil` for the whole desk.
  ///   - wishes: what waits for somebody's consent, the newest first.
  package func office(
    mayDesignate: Bool, at place: DeskPlace? = nil, wishes: () throws(StoreError) -> [ApprovalWish]
  ) throws(StoreError) -> OfficeView {
    var view = OfficeView()
    view.mayDesignate = mayDesignate
    view.place = place
    if view.shows(.gaps) { view.gaps = cut(try store.gaps(), .gaps, &view, id: \.id).map { gap(of: $0) } }
    if view.shows(.designations) {
      let standings = try standings()
      view.designations = cut(standings.reversed(), .designations, &view, id: \.record.id).map { item(of: $0) }
    }
    if view.shows(.rulings) { try addRulings(&view) }
    if view.shows(.unclassified) { try addUnclassified(&view) }
    if view.shows(.proposals) { try addProposals(&view) }
    if view.shows(.appeals) { try addAppeals(&view) }
    if view.shows(.wishes) {
      for wish in cut(try wishes(), .wishes, &view, id: \.id) {
        if let item = try approval(wish) { view.wishes.append(item) }
      }
    }
    if view.shows(.stuck) {
      var late = TaskFilter()
      late.states = [.dispatched, .acknowledged, .returned]
      late.dueBefore = now
      view.stuck = try tasks(try first(of: late, .stuck, &view) { _ in true })
      late.limit = Self.mostCounted + 1
      let count = try store.count(late)
      view.totals[.stuck] = min(count, Self.mostCounted)
      if count > Self.mostCounted { view.atLeast.insert(.stuck) }
    }
    if view.shows(.rungs) { view.rungs = try rungsToday(&view) }
    return view
  }

  /// The items of a list that follow the place asked for, as many as stand on the desk.
  private func cut<Item>(_ items: [Item], _ list: DeskList, _ view: inout OfficeView, id: (Item) -> String) -> [Item] {
    view.totals[list] = items.count
    var rest = items[...]
    if let after = view.place?.after, !after.isEmpty {
      // What was settled in between is in no list any more: then the list begins anew.
      rest = rest.firstIndex { id($0) == after }.map { rest[($0 + 1)...] } ?? rest
    }
    let shown = rest.prefix(Self.mostOnDesk)
    if let last = shown.last, rest.count > shown.count { view.more[list] = id(last) }
    return Array(shown)
  }

  /// The same of tasks, which are read no further than is shown.
  private func first(
    of filter: TaskFilter, _ list: DeskList, _ view: inout OfficeView, where isShown: (TaskRow) throws(StoreError) -> Bool
  ) throws(StoreError) -> [TaskRow] {
    var filter = filter
    filter.after = view.place.flatMap { QueuePlace.place($0.after) }
    filter.limit = Self.mostOnDesk * 2
    var shown: [TaskRow] = []
    while true {
      let rows = try store.tasks(filter)
      for row in rows where try isShown(row) {
        if shown.count == Self.mostOnDesk {
          view.more[list] = shown.last.map { QueuePlace.text(TaskPlace($0)) }
          return shown
        }
        shown.append(row)
      }
      guard let last = rows.last, rows.count == filter.limit else { return shown }
      filter.after = TaskPlace(last)
    }
  }

  // MARK: Designations

  private func gap(of record: GapRecord) -> GapItem {
    GapItem(
      id: record.id, role: record.role, topic: topic(record.topic), witness: archive.subjectName(record.witness),
      pairs: record.pairs, from: record.from, until: record.until, reason: record.reason)
  }

  /// `duty:road-patrol` as 道路巡查.
  private func topic(_ text: String) -> String {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return text }
    let name =
      switch parts[0] {
      case "duty": archive.book.duties[parts[1]]?.name
      case "standard": archive.book.standards[parts[1]]?.name
      case "sector": archive.book.sectors[parts[1]]?.name
      default: nil as String?
      }
    return name.flatMap { $0.isEmpty ? nil : $0 } ?? parts[1]
  }

  /// A gap with the duty, standard and subject that its designation is about; `nil` for one that is closed.
  package func gap(_ id: String) throws(StoreError) -> (item: GapItem, duty: String, standard: String, subject: String)? {
    guard let record = try store.gaps().first(where: { $0.id == id }) else { return nil }
    let parts = record.topic.split(separator: ":", maxSplits: 1).map(String.init)
    return (
      gap(of: record), parts.first == "duty" ? parts.last ?? "" : "", parts.first == "standard" ? parts.last ?? "" : "",
      record.witness
    )
  }

  private func item(of record: DesignationRecord) -> DesignationItem {
    let about = [
      record.duty.isEmpty ? "" : topic("duty:" + record.duty),
      record.standard.isEmpty ? "" : topic("standard:" + record.standard),
    ].filter { !$0.isEmpty } + record.subjects.map { archive.subjectName($0) }
    let named = Role.allCases.compactMap { role in
      record.roles[role.rawValue].map { NamedRole(role.rawValue, role.isUnit ? names.unit($0) : names.person($0)) }
    }
    return DesignationItem(
      id: record.id, about: about.joined(separator: " · "), named: named,
      author: names.person(record.author), date: record.date, until: record.until, reason: record.reason)
  }

  private func item(of standing: DesignationStanding) -> DesignationItem {
    var item = item(of: standing.record)
    item.isOver = standing.ended != nil
    item.outranks = standing.outranks
    item.absent = standing.absent.map(\.rawValue)
    item.isIdle = standing.isIdle
    item.idle = standing.idleness.map { idleness in
      switch idleness {
      case .unknown(let missing): .unknown(what: missing.what, name: missing.name)
      case .standardNotAsked: .standardNotAsked
      case .subjects(let idle): .subjects(idle.map { archive.subjectName($0) })
      }
    }
    item.outranked = standing.outranked.map { one in
      OutrankedItem(
        role: one.role.rawValue, by: one.by, since: one.since, until: one.until,
        within: one.within.map { id in
          archive.book.duties[id].map(\.name) ?? archive.book.standards[id].map(\.name) ?? archive.subjectName(id)
        })
    }
    return item
  }

  package func designation(_ id: String) throws(StoreError) -> DesignationItem? {
    try standings().first { $0.record.id == id }.map { item(of: $0) }
  }

  private func standings() throws(StoreError) -> [DesignationStanding] {
    DesignationStanding.all(try store.designations(), in: planner.assignment, on: archive.today)
  }

  // MARK: Rulings and classification: the office's own tasks

  private func officeTasks(_ work: WorkKind) -> TaskFilter {
    var filter = TaskFilter.open
    filter.lead = archive.book.units[archive.book.settings.office].id
    filter.duty = work.rawValue
    return filter
  }

  private func addRulings(_ view: inout OfficeView) throws(StoreError) {
    for row in try first(of: officeTasks(.ruling), .rulings, &view, where: { $0.state != .reported }) {
      let disputed = row.record.key.period
      let about = try store.task(number: disputed)
      view.rulings.append(
        OfficeItem(
          id: disputed, title: about.map { archive.title($0.record.key) } ?? disputed,
          about: archive.subjectName(row.record.key.subject), who: person(about?.record.roles.holder ?? ""),
          reason: try disputeReasons(disputed).last ?? "", due: row.record.due, href: "/office/rulings/" + row.number))
    }
  }

  private func disputeReasons(_ number: String) throws(StoreError) -> [String] {
    try store.records(Disowned.self, topic: Topic.task(number)).map { recorded in
      person(recorded.record.by) + reader.say.colonText + recorded.record.reason
    }
  }

  /// A ruling that is open, with what is disputed and what was said.
  package func ruling(_ row: TaskRow) throws(StoreError) -> (ruling: PageTask, disputed: PageTask, reasons: [String])? {
    guard row.record.key.work == .ruling, let disputed = try store.task(number: row.record.key.period) else { return nil }
    let both = try tasks([row, disputed])
    return (both[0], both[1], try disputeReasons(disputed.number))
  }

  private func addUnclassified(_ view: inout OfficeView) throws(StoreError) {
    var cards: [String: FindingCard] = [:]
    let rows = try first(of: officeTasks(.classification), .unclassified, &view) { row throws(StoreError) in
      guard let card = try store.findingCard(row.record.key.period), card.standing == .unclassified else { return false }
      cards[row.number] = card
      return true
    }
    for row in rows {
      guard let card = cards[row.number] else { continue }
      let finding = card.finding
      view.unclassified.append(
        OfficeItem(
          id: finding.id, title: finding.text, about: archive.subjectName(finding.placeText),
          who: archive.book.settings.findings.source(finding.source)?.name ?? finding.source, due: row.record.due,
          href: "/office/classify/" + finding.id))
    }
  }

  package var standardOptions: [PageOption] { archive.book.standards.rows.map { PageOption($0.name, $0.id) } }

  // MARK: Approvals

  private func addProposals(_ view: inout OfficeView) throws(StoreError) {
    let decided = Set(try store.records(NoticeDecision.self).map(\.record.proposal))
    let open = try store.records(NoticeProposal.self).filter { !decided.contains($0.record.id) }
    // Who has waited longest comes first.
    let struck = try store.struckReferences()
    for recorded in cut(open, .proposals, &view, id: \.record.id) {
      view.proposals.append(try item(of: recorded, struck: struck))
    }
  }

  private func addAppeals(_ view: inout OfficeView) throws(StoreError) {
    for recorded in cut(try openAppeals(), .appeals, &view, id: \.record.id) {
      let against = recorded.record.against
      guard let known = try appeal(against: against) else { continue }
      view.appeals.append(
        OfficeItem(
          id: known.title.isEmpty ? reader.numberedText(against) : known.title, title: recorded.record.reason,
          about: known.about, who: person(recorded.record.by), href: known.href))
    }
  }

  private func item(
    of recorded: Recorded<NoticeProposal>, struck: Set<String>? = nil
  ) throws(StoreError) -> ProposalItem {
    let proposal = recorded.record
    let content = proposal.content
    var about: [String] = []
    if !content.unit.isEmpty { about.append(archive.unitName(content.unit)) }
    if let first = content.tasks.first, let row = try store.task(number: first) {
      about += [archive.title(row.record.key), archive.subjectName(row.record.key.subject)]
    }
    var item = ProposalItem(
      id: proposal.id, series: proposal.series, about: about.joined(separator: " · "),
      recipients: content.recipients.map { names.person($0) }, approver: names.person(proposal.approver),
      since: recorded.at, mayDecide: mayDecide(proposal))
    item.isLapsed = try archive.lostGround(content, struck: struck) != nil
    return item
  }

  /// The person named, whoever acts for them, or anybody of the unit named.
  private func mayDecide(_ proposal: NoticeProposal) -> Bool {
    guard !person.isEmpty, let known = archive.book.people.ref(person) else { return false }
    if proposal.approver == person { return true }
    if let unit = archive.book.units.ref(proposal.approver) { return archive.book.people[known].unit == unit }
    return archive.book.absences.contains { absence in
      absence.acting == known && absence.span.contains(archive.today)
        && archive.book.people[absence.person].id == proposal.approver
    }
  }

  /// A proposal that is open, with the text of the document that it would be.
  package func proposal(_ id: String) throws(StoreError) -> (item: ProposalItem, document: String)? {
    guard let recorded = try store.record(NoticeProposal.self, id: id),
      try store.record(NoticeDecision.self, id: id) == nil
    else { return nil }
    let document = try archive.proposalFragment(id, locale: reader.locale.settings)
    return (try item(of: recorded), document)
  }

  // MARK: Rungs

  /// At most so many rungs of a day are looked at.
  static let mostRungs = 1000

  private struct RungDue {
    var row: TaskRow
    var ladder: Ladder
    var rung: Int
    var at: Instant
    var id: String { "\(ladder.id)~\(rung)~\(row.number)" }
  }

  /// Rungs that time alone makes due today, of open cases.
  ///
  /// - Complexity: one look per distinct deadline of open tasks, and ``mostRungs`` tasks at most.
  private func rungsToday(_ view: inout OfficeView) throws(StoreError) -> [RungItem] {
    let zone = archive.zone
    let from = zone.instant(LocalTime(archive.today))
    let end = zone.instant(LocalTime(archive.today.adding(days: 1)))
    var all: [RungDue] = []
    search: for ladder in archive.book.ladders.rows where ladder.scope == .case {
      let timed = ladder.rungs.indices.filter {
        switch ladder.rungs[$0].trigger {
        case .before, .overdue: true
        default: false
        }
      }
      guard !timed.isEmpty else { continue }
      for due in try store.openDeadlines(ladder: ladder.id, after: nil, upTo: end.adding(seconds: 7 * 86_400)).suffix(400) {
        for index in timed {
          guard let at = ladder.rungs[index].trigger.instant(due: due, in: archive.book.limitContext), from <= at, at < end
          else { continue }
          try add(ladder, index + 1, due: due, at: at, &all)
          guard all.count < Self.mostRungs else { break search }
        }
      }
    }
    view.rungsAreCut = all.count >= Self.mostRungs
    all.sort { ($0.at, $0.row.number) < ($1.at, $1.row.number) }
    let shown = cut(all, .rungs, &view, id: \.id)
    let tasks = try tasks(shown.map(\.row))
    return zip(shown, tasks).map { due, task in
      RungItem(
        task: task, ladder: due.ladder.name.isEmpty ? due.ladder.id : due.ladder.name, rung: due.rung, at: due.at,
        action: due.ladder.rungs[due.rung - 1].shownAction)
    }
  }

  private func add(
    _ ladder: Ladder, _ number: Int, due: Instant, at: Instant, _ all: inout [RungDue]
  ) throws(StoreError) {
    var filter = TaskFilter.open
    filter.due = due
    filter.ladder = ladder.id
    filter.limit = Self.mostRungs
    for row in try store.tasks(filter)
    where ladder.climbs(row.state) && row.state != .generated && (row.rung < number || at <= now) {
      all.append(RungDue(row: row, ladder: ladder, rung: number, at: at))
    }
  }
}

extension Rung {
  /// What it does, as a series is called: a notice that puts out no document only reminds.
  fileprivate var shownAction: String { action == .notice && !isDocument ? "reminder" : action.rawValue }
}
