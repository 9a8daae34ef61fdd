import DutyBook
import DutyCalendar
import DutyOversight

/// The report of a form, from what it may speak of: pure, so that the same input gives the same bytes.
package func report(of input: ReportInput) -> ReportDocument {
  var sections: [ReportSection] = []
  if input.date < input.period.last {
    let sentence = ReportSentence(.partialNote, .date(input.period.last), .date(input.date))
    sections.append(ReportSection(id: "partial", heading: .partialTitle, parts: [.paragraph(sentence)]))
  }
  sections += ReportOutline.sections(input.form).compactMap { $0.section(input) }
  return ReportDocument(
    form: input.form, period: input.period, date: input.date, zone: input.zone, district: input.district,
    office: input.office, unit: "", sections: sections, head: input.head, book: input.book,
    scope: figures(input), unitID: "")
}

/// The section that a report may have.
enum ReportOutline: String, CaseIterable {
  case headline, countdown, agenda, ages, rates, units, league, places, actions, posts
  case documents, unanswered, relapses, vetoes, notices, flags, deductions

  /// What each form shows, in its order.
  static func sections(_ form: ReportForm) -> [ReportOutline] {
    switch form {
    case .brief: [.countdown, .headline, .vetoes, .agenda, .ages, .posts, .actions, .unanswered]
    case .digest:
      [
        .headline, .agenda, .ages, .rates, .units, .actions, .documents, .unanswered, .vetoes, .relapses, .notices,
      ]
    case .monthly:
      [
        .headline, .rates, .units, .league, .places, .relapses, .vetoes, .documents, .unanswered, .notices, .flags,
        .deductions, .actions,
      ]
    case .twoMonthly: [.headline, .rates, .league, .units, .places, .documents, .notices, .deductions]
    case .quarterly:
      [
        .headline, .rates, .league, .units, .places, .ages, .documents, .unanswered, .relapses, .vetoes, .notices,
        .flags, .deductions, .actions,
      ]
    case .halfYearly, .yearly:
      [
        .headline, .rates, .league, .units, .places, .documents, .relapses, .vetoes, .notices, .flags, .deductions,
        .actions,
      ]
    case .lists: []
    }
  }

  /// `nil` where there is nothing to say and silence says it.
  func section(_ input: ReportInput) -> ReportSection? {
    let (heading, parts) = content(input)
    return parts.isEmpty ? nil : ReportSection(id: rawValue, heading: heading, parts: parts)
  }

  private func content(_ input: ReportInput) -> (Term, [ReportPart]) {
    switch self {
    case .headline: (.headlineTitle, [.table(headlineTable(input))])
    case .countdown: (.countdownTitle, countdownParts(input))
    case .agenda: (.agendaTitle, listed(agendaTable(input), orElse: .agendaNothing))
    case .ages: (.agesTitle, input.ages.isEmpty ? [] : [.plot(.ages(input.ages))])
    case .rates: (.ratesTitle, input.history.count < 2 ? [] : [.plot(.rates(input.history))])
    case .units: (.unitsTitle, listed(unitTable(input), orElse: .unitsNothing))
    case .league: (.leagueTitle, input.leagues.flatMap { [.table(leagueTable($0)), .plot(.league($0))] })
    case .places: (.placesTitle, input.findings.isEmpty ? [] : [.plot(.heat(input.findings))])
    case .actions: (.actionsTitle, listed(actionTable(input), orElse: nil))
    case .posts: (.postGapsTitle, listed(postTable(input), orElse: .postGapsNothing))
    case .documents: (.documentsTitle, listed(documentTable(input), orElse: .documentsNothing))
    case .unanswered: (.unansweredTitle, listed(unansweredTable(input), orElse: .unansweredNothing))
    case .relapses: (.relapsesTitle, listed(relapseTable(input), orElse: .relapsesNothing))
    case .vetoes: (.vetoesTitle, listed(vetoTable(input), orElse: .vetoesNothing))
    case .notices: (.noticesTitle, listed(noticeTable(input), orElse: .noticesNothing))
    case .flags: (.flagsTitle, listed(flagTable(input), orElse: .flagsNothing))
    case .deductions: (.deductionsTitle, listed(deductionTable(input), orElse: .deductionsNothing))
    }
  }

  /// The table, or the sentence that says that there is nothing; no sentence leaves the section out.
  private func listed(_ table: ReportTable, orElse nothing: Term?) -> [ReportPart] {
    if !table.rows.isEmpty { return [.table(table)] }
    return nothing.map { [.paragraph(ReportSentence($0))] } ?? []
  }
}

/// What the templates of a report may say.
private func figures(_ input: ReportInput) -> ReportFigures {
  let total = input.total
  var figures = ReportFigures()
  figures.counts = [
    "due": total.due, "on-time": total.onTime, "closed": total.closed, "findings": total.rectifications,
    "rectified": total.rectified, "returned": total.returned, "relapses": total.relapses, "vetoes": total.vetoes,
    "documents": total.documents, "documents-accepted": total.documentsAccepted, "open": input.open,
    "overdue": input.overdue, "stuck": input.stuck.count, "unanswered": Set(input.unanswered.map(\.unit)).count,
    "notices": input.notices.count, "tasks": 0,
  ]
  figures.onTime = Share(total.onTime, of: total.due)
  figures.onTimeChange = changed(figures.onTime, input.before.map { Share($0.onTime, of: $0.due) })
  figures.rectification = Share(total.rectified, of: total.rectifications)
  figures.rectificationChange = changed(
    figures.rectification, input.before.map { Share($0.rectified, of: $0.rectifications) })
  figures.documents = Share(total.documentsAccepted, of: total.documents)
  figures.campaign = input.campaigns.first
  for league in input.leagues {
    guard let last = league.rows.map(\.rank).max(), last > 1 else { continue }
    for row in league.rows {
      let place = ReportFigures.Place(name: row.name, milliScore: row.milliScore, unitClass: league.name)
      if row.rank == 1 { figures.top.append(place) }
      if row.rank == last { figures.bottom.append(place) }
    }
  }
  return figures
}

/// The difference of two shares in tenths of a percentage point; `nil` where one of them is of nothing.
func changed(_ now: Share, _ before: Share?) -> Int? {
  guard let now = now.permille, let before = before?.permille else { return nil }
  return now - before
}
