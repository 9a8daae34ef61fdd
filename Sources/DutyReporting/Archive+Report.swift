import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPorts
import DutyRoster

extension Archive {
  /// Everything a report of a form may speak of, for a period, as it stood when the report was put out: made again, after
  /// whatever was corrected since, it says what it said.
  package func reportInput(_ form: ReportForm, _ period: Period) throws(StoreError) -> ReportInput {
    try publication(of: form, period).input(form, period)
  }

  /// The same as the archive has it now.
  package func input(_ form: ReportForm, _ period: Period) throws(StoreError) -> ReportInput {
    let day = min(today, period.last)
    var input = ReportInput(
      form: form, period: period, date: day, zone: zone, district: book.settings.district,
      office: book.units[book.settings.office].name, head: try store.head().hash, book: book.digest)
    try count(into: &input)
    input.leagues = try leagues(period)
    try addFindings(&input)
    try addSanctions(&input)
    input.actions = try actions(on: day)
    input.campaigns = campaigns(on: day)
    input.unanswered = try unanswered(period)
    if form == .brief { input.postGaps = postGaps(on: day) }
    return input
  }

  /// The present period and those before it, oldest first.
  private func history(_ period: Period) -> [Period] {
    var periods = [period]
    while periods.count < 8, let first = periods.first {
      periods.insert(.containing(first.first.adding(days: -1), period.kind), at: 0)
    }
    return periods
  }

  // MARK: Tasks

  /// One pass over the tasks: rates of the period and those before it, what is open and how old, what is stuck.
  private func count(into input: inout ReportInput) throws(StoreError) {
    let periods = history(input.period)
    let end = midnight(input.period.last.adding(days: 1))
    var tallies = [Tally](repeating: Tally(), count: periods.count)
    var units: [String: ReportUnit] = [:]
    var ages: [(days: Int, isOverdue: Bool)] = []
    var stuck: [StuckItem] = []
    var documents: [DocumentRow] = []
    let disputed = try disputedTasks()
    let early = periods[0].first
    try store.forEachTask(TaskFilter()) { row in
      let lead = row.record.roles.lead
      let isDocument = isDocument(row.record.key)
      let due = date(row.promised)
      if row.promised < end, row.promised <= now, due >= early,
        let index = periods.lastIndex(where: { $0.contains(due) })
      {
        tallies[index].count(row, isDocument: isDocument)
        if index >= periods.count - 2 {
          var unit = units[lead] ?? unitRow(lead)
          if index == periods.count - 1 {
            unit.tally.count(row, isDocument: isDocument)
          } else {
            var before = unit.before ?? Tally()
            before.count(row, isDocument: isDocument)
            unit.before = before
          }
          units[lead] = unit
        }
      }
      guard row.state.isOpen, row.state != .generated else { return }
      let isOverdue = row.record.due < now && row.state != .reported && row.state != .suspended
      var unit = units[lead] ?? unitRow(lead)
      unit.open += 1
      if isOverdue { unit.overdue += 1 }
      units[lead] = unit
      let sent = row.dispatchedAt ?? row.record.opens
      ages.append((max(0, Int(today.epochDay - date(sent).epochDay)), isOverdue))
      if let item = stuckItem(row, isDisputed: disputed.contains(row.number), isOverdue) { stuck.append(item) }
      if isDocument, isOverdue || row.state == .returned {
        documents.append(
          DocumentRow(
            number: row.number, title: title(row.record.key), unit: unitName(lead), due: row.record.due,
            daysLate: daysLate(row), returns: row.round))
      }
    }
    input.total = tallies[periods.count - 1]
    // Nothing is compared with a time before the ledger.
    let begin = try store.books().first.map { date($0.since) } ?? today
    input.before = periods.count > 1 && periods[periods.count - 2].last >= begin ? tallies[periods.count - 2] : nil
    // Periods before the ledger began have nothing to say.
    input.history = zip(periods, tallies).drop { $0.1 == Tally() }.map { RatePoint(period: $0.0, tally: $0.1) }
    input.units = units.values.sorted { ($0.unitClass, $0.id) < ($1.unitClass, $1.id) }
    input.open = ages.count
    input.overdue = ages.count { $0.isOverdue }
    input.ages = AgeBand.bands(of: ages)
    stuck += try undeliveredItems()
    input.stuck = Array(stuck.sorted { a, b in
      (b.daysLate ?? -1, b.returns, a.number) < (a.daysLate ?? -1, a.returns, b.number)
    }.prefix(40))
    input.documents = documents.sorted { ($0.due, $0.number) < ($1.due, $1.number) }
  }

  private func unitRow(_ id: String) -> ReportUnit {
    ReportUnit(id: id, name: unitName(id), unitClass: book.units[id]?.kind ?? "", tally: Tally())
  }

  /// Full days since a task's deadline, as queues say; `nil` before the first has passed, and while nobody owes anything.
  private func daysLate(_ row: TaskRow) -> Int? {
    guard row.state != .reported, row.state != .suspended, let late = Lateness(due: row.record.due, at: now) else {
      return nil
    }
    return late.days > 0 ? late.days : nil
  }

  private func disputedTasks() throws(StoreError) -> Set<String> {
    let ruled = Set(try store.records(Ruling.self).map(\.record.task))
    return Set(try store.records(Disowned.self).map(\.record.task)).subtracting(ruled)
  }

  private func stuckItem(_ row: TaskRow, isDisputed: Bool, _ isOverdue: Bool) -> StuckItem? {
    let cause: StuckItem.Cause
    if isDisputed {
      cause = .disputed
    } else if row.state == .returned {
      cause = .returned
    } else if row.state == .reported {
      guard let reported = row.reportedAt, now.seconds - reported.seconds > 3 * 86_400 else { return nil }
      cause = .unverified
    } else if isOverdue {
      cause = .overdue
    } else {
      return nil
    }
    let key = row.record.key
    return StuckItem(
      number: row.number, title: title(key), place: subjectName(key.subject), unit: unitName(row.record.roles.lead),
      holder: personName(row.record.roles.holder), due: row.record.due, daysLate: daysLate(row), returns: row.round,
      rung: row.rung, cause: cause)
  }

  // MARK: Leagues, findings

  private func leagues(_ period: Period) throws(StoreError) -> [ReportLeague] {
    let board = try ScoreBoard(store, book, now: now)
    var leagues: [ReportLeague] = []
    for score in book.scores.rows where score.every.kind == period.kind {
      let ranking = try board.ranking(of: score, in: period)
      guard !ranking.rows.isEmpty else { continue }
      let past = try store.rankings(of: score.id).filter { $0.period < ranking.period } + [ranking]
      let rows = ranking.rows.map { row in
        LeagueRow(
          id: row.unit, name: unitName(row.unit), rank: row.rank, before: row.movement.map { row.rank + $0 },
          milliScore: row.milliScore, bottomRunning: bottomRun(row.unit, past, of: score))
      }
      leagues.append(ReportLeague(name: score.name.isEmpty ? score.id : score.name, rows: rows))
    }
    return leagues
  }

  private func addFindings(_ input: inout ReportInput) throws(StoreError) {
    let found = try findings(in: input.period)
    (input.vetoes, input.relapses) = (found.vetoes, found.relapses)
    input.findings = FindingGrid(found.spots)
    input.total.vetoes = found.vetoes.count
    input.total.relapses = found.relapses.count
    guard input.before != nil else { return }
    let before = try findings(in: .containing(input.period.first.adding(days: -1), input.period.kind))
    input.before?.vetoes = before.vetoes.count
    input.before?.relapses = before.relapses.count
  }

  /// What was taken in within a period: where and of which sector, and what of it is a veto item or a relapse.
  private func findings(
    in period: Period
  ) throws(StoreError) -> (spots: [(place: String, sector: String)], vetoes: [VetoRow], relapses: [RelapseRow]) {
    var filter = FindingFilter()
    filter.from = midnight(period.first)
    filter.before = midnight(period.last.adding(days: 1))
    var spots: [(place: String, sector: String)] = []
    var vetoes: [VetoRow] = []
    var relapses: [RelapseRow] = []
    for card in try store.findingCards(filter) {
      let finding = card.finding
      guard let standard = book.standards[finding.standard] else { continue }
      spots.append((area(of: finding.place), book.sectors[standard.sector].name))
      let unit = unitName(finding.roles?.lead ?? "")
      if standard.isVeto {
        vetoes.append(
          VetoRow(
            number: finding.id, standard: standard.name, place: subjectName(finding.place), unit: unit,
            date: date(finding.foundAt)))
      }
      if !finding.relapseOf.isEmpty, let former = try store.findingCard(finding.relapseOf),
        let closed = former.rows.compactMap(\.closedAt).max()
      {
        relapses.append(
          RelapseRow(
            standard: standard.name, place: subjectName(finding.place), unit: unit, closedOn: date(closed),
            foundOn: date(finding.foundAt), closer: personName(former.rows.last?.record.roles.holder ?? "")))
      }
    }
    return (spots, vetoes, relapses)
  }

  /// The subdistrict of a place: what the heat map's rows are.
  private func area(of id: String) -> String {
    guard let place = book.places.ref(id) else { return unitName(id) }
    let above = book.places.lineage(place).dropLast()
    return book.places.names[(above.last ?? place).index]
  }

  // MARK: Notices and what follows from them

  private func addSanctions(_ input: inout ReportInput) throws(StoreError) {
    let from = midnight(input.period.first)
    let before = midnight(input.period.last.adding(days: 1))
    let withdrawn = try withdrawnNotices()
    for notice in try store.records(Notice.self, from: from, before: before) {
      let answers = try store.records(NoticeAnswer.self, topic: Topic.notice(notice.record.id))
      let content = notice.record.content
      var task: TaskRow?
      if let number = content.tasks.first { task = try store.task(number: number) }
      input.notices.append(
        NoticeRow(
          form: NoticeForm(notice.record), year: notice.record.year, number: notice.record.number,
          date: date(notice.at), unit: unitName(content.unit.isEmpty ? task?.record.roles.lead ?? "" : content.unit),
          subject: task.map { title($0.record.key) } ?? content.reason,
          answerBy: withdrawn.contains(notice.record.id) ? nil : content.answerBy.map { date($0) },
          answeredOn: answers.first.map { date($0.at) }))
    }
    let lifted = Set(try store.records(FlagLifted.self).map(\.record.flag))
    for flag in try store.records(EligibilityFlag.self).map(\.record)
    where flag.from <= input.date && flag.until.map({ $0 >= input.date }) ?? true && !lifted.contains(flag.id) {
      var row = FlagRow(
        unit: unitName(flag.unit), flag: flag.flag, name: book.name(ofFlag: flag.flag), from: flag.from,
        until: flag.until, reference: flag.notice)
      row.referenceName = try numbered(flag.notice)
      input.flags.append(row)
    }
    for deduction in try store.records(Deduction.self).map(\.record) where input.period.contains(deduction.date) {
      let appeal = try store.record(Appeal.self, id: "A-" + deduction.id)
      var row = DeductionRow(
        unit: unitName(deduction.unit), person: personName(deduction.person), milliPoints: deduction.milliPoints,
        reason: rungText(deduction.reason, in: book, words), date: deduction.date, reference: deduction.reference,
        isAppealed: appeal != nil)
      row.referenceName = try numbered(deduction.reference)
      input.deductions.append(row)
    }
  }

  /// A unit, or the one that a person belongs to.
  private func unit(of recipient: String) -> String {
    book.people[recipient].map { book.units[$0.unit].id } ?? recipient
  }

  /// Which units owe an answer to documents whose limit passed within the period (M53), by form of document.
  private func unanswered(_ period: Period) throws(StoreError) -> [UnansweredRow] {
    let (from, before) = (midnight(period.first), min(now, midnight(period.last.adding(days: 1))))
    let withdrawn = try withdrawnNotices()
    var rows: [[String]: UnansweredRow] = [:]
    for notice in try store.records(Notice.self).map(\.record) where !withdrawn.contains(notice.id) {
      guard let by = notice.content.answerBy, from <= by, by < before else { continue }
      guard try store.facts(FactQuery(.noticeAnswer, topic: Topic.notice(notice.id))).isEmpty else { continue }
      let form = NoticeForm(notice)
      for unit in Set(notice.content.recipients.map { unit(of: $0) }) {
        let key = [unit, form.rawValue]
        var row =
          rows[key]
          ?? UnansweredRow(
            unit: unitName(unit), form: form, count: 0, series: notice.series, year: notice.year,
            number: notice.number, due: by)
        row.count += 1
        if by < row.due { (row.series, row.year, row.number, row.due) = (notice.series, notice.year, notice.number, by) }
        rows[key] = row
      }
    }
    return rows.values.sorted {
      ($1.count, $0.due, $0.unit, $0.form.rawValue) < ($0.count, $1.due, $1.unit, $1.form.rawValue)
    }
  }

  // MARK: Campaigns

  private func actions(on day: CivilDate) throws(StoreError) -> [ActionRow] {
    var rows: [ActionRow] = []
    for campaign in book.campaigns.rows where campaign.window.contains(day) {
      let reported = try store.records(Progress.self, topic: Topic.campaign(campaign.id)).map(\.record)
      for goal in campaign.goals {
        let done = reported.last { $0.quantity == goal.quantity }?.total
        let pace = goal.pace(done: done, from: campaign.window.from ?? day, on: day, in: book.workCalendar)
        rows.append(
          ActionRow(
            action: campaign.name, commander: campaign.commander.map { book.people[$0].name } ?? "",
            lead: campaign.lead.map { book.units[$0].name } ?? "", goal: goal.name, target: pace.target,
            done: pace.done, expected: pace.expected, due: goal.by))
      }
    }
    return rows
  }

  private func campaigns(on day: CivilDate) -> [CampaignRow] {
    book.campaigns.rows.filter { $0.window.contains(day) }.compactMap { campaign in
      campaign.countdown(on: day, in: book.workCalendar).map { countdown in
        CampaignRow(
          name: campaign.name, commander: campaign.commander.map { book.people[$0].name } ?? "",
          lead: campaign.lead.map { book.units[$0].name } ?? "", lastDay: countdown.deadline, daysLeft: countdown.days,
          workdaysLeft: countdown.workdays)
      }
    }.sorted { ($0.lastDay, $0.name) < ($1.lastDay, $1.name) }
  }

  private func postGaps(on day: CivilDate) -> [PostGapRow] {
    book.campaigns.rows.filter { $0.window.contains(day) && !$0.posts.isEmpty }.flatMap { campaign in
      book.roster(of: campaign).showing(day...day).gaps.map { gap in
        PostGapRow(
          post: campaign.posts.first { $0.id == gap.shift.post }?.name ?? gap.shift.post,
          place: subjectName(gap.shift.place), from: gap.shift.from, to: gap.shift.to, missing: gap.missing)
      }
    }
  }
}
