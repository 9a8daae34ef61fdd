import DutyBook
import DutyCalendar
import DutyOversight

/// This period beside the one before.
func headlineTable(_ input: ReportInput) -> ReportTable {
  let now = input.total
  let then = input.before
  func counted(_ term: Term, _ id: String, _ value: (Tally) -> Int) -> [ReportCell] {
    let before = then.map(value)
    let difference: ReportCell = before.map { .difference(value(now) - $0) } ?? .nothing
    return [.word(ReportWord(id, term)), .count(value(now)), before.map { .count($0) } ?? .nothing, difference]
  }
  func rated(_ term: Term, _ id: String, _ share: (Tally) -> Share) -> [ReportCell] {
    let before = then.map(share)
    return [
      .word(ReportWord(id, term)), .share(share(now)), before.map { .share($0) } ?? .nothing,
      .change(changed(share(now), before)),
    ]
  }
  var rows = [
    counted(.tasksDue, "due") { $0.due }, rated(.onTimeRate, "on-time") { Share($0.onTime, of: $0.due) },
    counted(.findingsDue, "findings") { $0.rectifications },
    rated(.rectificationRate, "rectified") { Share($0.rectified, of: $0.rectifications) },
    rated(.rectifiedOnTimeRate, "rectified-on-time") { Share($0.rectifiedOnTime, of: $0.rectifications) },
    counted(.returnedReports, "returned") { $0.returned },
    rated(.documentsRate, "documents") { Share($0.documentsAccepted, of: $0.documents) },
    counted(.relapsesCount, "relapses") { $0.relapses }, counted(.vetoesCount, "vetoes") { $0.vetoes },
  ]
  let open: [ReportCell] = [.word(ReportWord("open", .openTasks)), .count(input.open), .nothing, .nothing]
  let overdue: [ReportCell] = [.word(ReportWord("overdue", .overdueTasks)), .count(input.overdue), .nothing, .nothing]
  rows += [open, overdue]
  return ReportTable(
    id: "headline",
    columns: [
      ReportColumn("measure", .measure), ReportColumn("now", .thisPeriod, isNumeric: true),
      ReportColumn("before", .periodBefore, isNumeric: true), ReportColumn("change", .changeColumn, isNumeric: true),
    ], rows: rows)
}

/// A sentence for each campaign that is on, and their table.
func countdownParts(_ input: ReportInput) -> [ReportPart] {
  guard let first = input.campaigns.first else { return [] }
  let sentence =
    first.daysLeft == 0
    ? ReportSentence(.countdownLast, .text(first.name))
    : ReportSentence(.countdownSentence, .text(first.name), .count(first.daysLeft), .count(first.workdaysLeft))
  let table = ReportTable(
    id: "campaigns",
    columns: [
      ReportColumn("campaign", .campaign), ReportColumn("commander", .commander), ReportColumn("lead", .campaignLead),
      ReportColumn("last-day", .lastDay), ReportColumn("days-left", .daysLeft, isNumeric: true),
      ReportColumn("workdays-left", .workdaysLeft, isNumeric: true),
    ],
    rows: input.campaigns.map { campaign in
      [
        .text(campaign.name), .text(campaign.commander), .text(campaign.lead), .date(campaign.lastDay),
        .count(campaign.daysLeft), .count(campaign.workdaysLeft),
      ]
    })
  return [.paragraph(sentence), .table(table)]
}

/// What the meeting has to decide, worst first.
func agendaTable(_ input: ReportInput) -> ReportTable {
  let items = input.stuck.sorted { a, b in
    (-a.rung, -a.returns, -(a.daysLate ?? -1), a.number) < (-b.rung, -b.returns, -(b.daysLate ?? -1), b.number)
  }
  return ReportTable(
    id: "agenda",
    columns: [
      ReportColumn("n", .ordinal, isNumeric: true), ReportColumn("number", .number), ReportColumn("title", .task),
      ReportColumn("place", .place), ReportColumn("unit", .unit), ReportColumn("holder", .holder),
      ReportColumn("days-late", .daysLate, isNumeric: true), ReportColumn("returns", .returnsColumn, isNumeric: true),
      ReportColumn("rung", .rung, isNumeric: true), ReportColumn("cause", .stuckCause),
      ReportColumn("ask", .toDecide),
    ],
    rows: items.enumerated().map { index, item in
      [
        .count(index + 1), .text(item.number), .text(item.title), .text(item.place), .text(item.unit),
        .text(item.holder), item.daysLate.map { .count($0) } ?? .nothing,
        item.returns > 0 ? .count(item.returns) : .nothing, item.rung > 0 ? .count(item.rung) : .nothing,
        .word(ReportWord(item.cause.rawValue, item.cause.term)),
        item.ask.isEmpty ? .word(ReportWord("decide-" + item.cause.rawValue, item.cause.ask)) : .text(item.ask),
      ]
    })
}

/// Units by class, the lowest rectification rate first within it; a sum at the end.
func unitTable(_ input: ReportInput) -> ReportTable {
  let units = input.units.sorted { a, b in
    func key(_ unit: ReportUnit) -> Int {
      Share(unit.tally.rectified, of: unit.tally.rectifications).permille
        ?? Share(unit.tally.onTime, of: unit.tally.due).permille.map { $0 + 1001 } ?? 3000
    }
    return (a.unitClass, key(a), a.name, a.id) < (b.unitClass, key(b), b.name, b.id)
  }
  var rows = units.map { unit in
    unitRow([.text(unit.name), .code(unit.unitClass)], unit.tally, unit.before, unit.open, unit.overdue)
  }
  if rows.count > 1 {
    let sum: [ReportCell] = [.word(ReportWord("total", .total)), .nothing]
    rows.append(unitRow(sum, input.total, input.before, input.open, input.overdue))
  }
  return ReportTable(
    id: "units",
    columns: [
      ReportColumn("unit", .unit), ReportColumn("class", .unitClass),
      ReportColumn("due", .tasksDueShort, isNumeric: true), ReportColumn("on-time", .onTimeRate, isNumeric: true),
      ReportColumn("findings", .findingsShort, isNumeric: true),
      ReportColumn("rectified", .rectificationRate, isNumeric: true),
      ReportColumn("change", .changeColumn, isNumeric: true),
      ReportColumn("returned", .returnsColumn, isNumeric: true), ReportColumn("open", .openShort, isNumeric: true),
      ReportColumn("overdue", .overdueShort, isNumeric: true),
    ], rows: rows, hasSum: rows.count > 1)
}

private func unitRow(
  _ name: [ReportCell], _ tally: Tally, _ before: Tally?, _ open: Int, _ overdue: Int
) -> [ReportCell] {
  let rate = Share(tally.rectified, of: tally.rectifications)
  let change = changed(rate, before.map { Share($0.rectified, of: $0.rectifications) })
  return name + [
    .count(tally.due), .share(Share(tally.onTime, of: tally.due)), .count(tally.rectifications), .share(rate),
    .change(change), .count(tally.returned), .count(open), .count(overdue),
  ]
}

func leagueTable(_ league: ReportLeague) -> ReportTable {
  let rows = league.rows.sorted { ($0.rank, $0.name, $0.id) < ($1.rank, $1.name, $1.id) }
  return ReportTable(
    id: "league-" + league.name, name: league.name,
    columns: [
      ReportColumn("rank", .rank, isNumeric: true), ReportColumn("unit", .unit),
      ReportColumn("score", .score, isNumeric: true), ReportColumn("before", .rankBefore, isNumeric: true),
      ReportColumn("movement", .movementColumn, isNumeric: true),
      ReportColumn("bottom-running", .bottomRunning, isNumeric: true),
    ],
    rows: rows.map { row in
      [
        .count(row.rank), .text(row.name), .score(row.milliScore), row.before.map { .count($0) } ?? .nothing,
        .movement(row.before.map { $0 - row.rank }), row.bottomRunning > 0 ? .count(row.bottomRunning) : .nothing,
      ]
    })
}

extension StuckItem.Cause {
  var term: Term {
    switch self {
    case .overdue: .stuckOverdue
    case .returned: .stuckReturned
    case .unverified: .stuckUnverified
    case .disputed: .stuckDisputed
    case .unowned: .stuckUnowned
    case .unapproved: .stuckUnapproved
    case .unanswered: .stuckUnanswered
    case .undelivered: .stuckUndelivered
    }
  }

  /// What a meeting decides of such an item.
  var ask: Term {
    switch self {
    case .overdue: .askOverdue
    case .returned: .askReturned
    case .unverified: .askUnverified
    case .disputed: .askDisputed
    case .unowned: .askUnowned
    case .unapproved: .askUnapproved
    case .unanswered: .askUnanswered
    case .undelivered: .askUndelivered
    }
  }
}
