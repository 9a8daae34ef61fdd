import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPages
import DutyPorts

extension PageArchive {
  /// At most so many items stand in one list of the desk.
  package static let mostOnDesk = 30

  /// Everything that waits for the office, each list cut to its first items.
  ///
  /// - Parameter wishes: what waits for somebody's consent, the newest first.
  package func office(mayDesignate: Bool, wishes: [ApprovalWish]) throws(StoreError) -> OfficeView {
    var view = OfficeView()
    view.mayDesignate = mayDesignate
    view.gaps = cut(try store.gaps(), "gaps", &view).map { gap(of: $0) }
    view.designations = cut(try store.designations().reversed(), "designations", &view).map { item(of: $0) }
    try addRulings(&view)
    try addUnclassified(&view)
    try addProposals(&view)
    for wish in cut(wishes, "wishes", &view) {
      if let item = try approval(wish) { view.wishes.append(item) }
    }
    var late = TaskFilter()
    late.states = [.dispatched, .acknowledged, .returned]
    late.dueBefore = now
    late.limit = Self.mostOnDesk + 1
    view.stuck = try tasks(cut(try store.tasks(late), "stuck", &view))
    view.rungs = try rungsToday(&view)
    return view
  }

  private func cut<Item>(_ items: [Item], _ name: String, _ view: inout OfficeView) -> [Item] {
    if items.count > Self.mostOnDesk { view.cut.insert(name) }
    return Array(items.prefix(Self.mostOnDesk))
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
    let roles = Role.allCases.compactMap { role in record.roles[role.rawValue].map { names.person($0) } }
    return DesignationItem(
      id: record.id, about: about.joined(separator: " · "), who: reader.say.list(roles),
      author: names.person(record.author), date: record.date, until: record.until, reason: record.reason)
  }

  package func designation(_ id: String) throws(StoreError) -> DesignationItem? {
    try store.designations().first { $0.id == id }.map { item(of: $0) }
  }

  // MARK: Rulings and classification: the office's own tasks

  private func officeTasks(_ work: WorkKind) throws(StoreError) -> [TaskRow] {
    var filter = TaskFilter.open
    filter.lead = archive.book.units[archive.book.settings.office].id
    filter.duty = work.rawValue
    filter.limit = Self.mostOnDesk + 1
    return try store.tasks(filter)
  }

  private func addRulings(_ view: inout OfficeView) throws(StoreError) {
    let rows = cut(try officeTasks(.ruling).filter { $0.state != .reported }, "rulings", &view)
    for row in rows {
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
    let rows = cut(try officeTasks(.classification), "unclassified", &view)
    for row in rows {
      guard let card = try store.findingCard(row.record.key.period), card.standing == .unclassified else { continue }
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
    for recorded in cut(open.reversed(), "proposals", &view) { view.proposals.append(try item(of: recorded)) }
  }

  private func item(of recorded: Recorded<NoticeProposal>) throws(StoreError) -> ProposalItem {
    let proposal = recorded.record
    let content = proposal.content
    var about: [String] = []
    if !content.unit.isEmpty { about.append(archive.unitName(content.unit)) }
    if let first = content.tasks.first, let row = try store.task(number: first) {
      about += [archive.title(row.record.key), archive.subjectName(row.record.key.subject)]
    }
    return ProposalItem(
      id: proposal.id, series: proposal.series, about: about.joined(separator: " · "),
      recipients: content.recipients.map { names.person($0) }, approver: names.person(proposal.approver),
      since: recorded.at, mayDecide: mayDecide(proposal))
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
  package func proposal(_ id: String) throws(StoreError) -> (item: ProposalItem, text: [String])? {
    guard let recorded = try store.record(NoticeProposal.self, id: id),
      try store.record(NoticeDecision.self, id: id) == nil
    else { return nil }
    let text = try archive.proposalText(id, locale: reader.locale.settings)
    return (try item(of: recorded), text)
  }

  // MARK: Rungs

  /// Rungs that time alone makes due today, of open cases.
  ///
  /// - Complexity: one look per distinct deadline of open tasks, and at most so many tasks as are listed.
  private func rungsToday(_ view: inout OfficeView) throws(StoreError) -> [RungItem] {
    let zone = archive.zone
    let from = zone.instant(LocalTime(archive.today))
    let end = zone.instant(LocalTime(archive.today.adding(days: 1)))
    var items: [RungItem] = []
    for ladder in archive.book.ladders.rows where ladder.scope == .case {
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
          try add(ladder, index + 1, due: due, at: at, &items)
          if items.count > Self.mostOnDesk { break }
        }
      }
    }
    items.sort { ($0.at, $0.task.number) < ($1.at, $1.task.number) }
    return cut(items, "rungs", &view)
  }

  private func add(
    _ ladder: Ladder, _ number: Int, due: Instant, at: Instant, _ items: inout [RungItem]
  ) throws(StoreError) {
    var filter = TaskFilter.open
    filter.due = due
    filter.ladder = ladder.id
    filter.limit = Self.mostOnDesk + 1
    let rows = try store.tasks(filter).filter { ladder.climbs($0.state) && $0.state != .generated && ($0.rung < number || at <= now) }
    for task in try tasks(rows) {
      items.append(
        RungItem(
          task: task, ladder: ladder.name.isEmpty ? ladder.id : ladder.name, rung: number, at: at,
          action: ladder.rungs[number - 1].shownAction))
    }
  }
}

extension Rung {
  /// What it does, as a series is called: a notice that puts out no document only reminds.
  fileprivate var shownAction: String { action == .notice && !isDocument ? "reminder" : action.rawValue }
}
