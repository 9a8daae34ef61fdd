import DutyBook
import DutyCalendar

/// A report's parts in words, the same in every rendering.
struct ReportText {
  let report: ReportDocument
  let words: Words
  let dates: DateWords
  let wording: Wording

  init(_ report: ReportDocument, _ words: Words, _ shelf: TemplateShelf) {
    self.report = report
    self.words = words
    dates = DateWords(zone: report.zone, words: words)
    wording = Wording(.report(report.form), reportScope(report, words), shelf, words)
  }

  /// In Markdown, its data escaped.
  var title: String { wording.title ?? Markup.escaped(issuer + words(.dot) + words(report.form.term)) }

  var issuer: String { issuerName(report.district, report.office, words) }

  var facts: [(label: String, value: String)] {
    var facts = [(words(.period), report.period.name), (words(.madeOn), dates.date(report.date))]
    if !report.unit.isEmpty { facts.insert((words(.unit), report.unit), at: 0) }
    return facts
  }

  func sentence(_ sentence: ReportSentence) -> String { words.fill(sentence.term, sentence.values.map { cell($0) }) }

  /// What people read in a cell.
  func cell(_ cell: ReportCell) -> String {
    switch cell {
    case .text(let text): text
    case .texts(let texts): words.list(texts)
    case .noted(let text, let note): text + words.parenthesised(note)
    case .count(let count): String(count)
    case .share(let share): share.text
    case .difference(let count): count == 0 ? "±0" : count > 0 ? "+" + String(count) : String(count)
    case .change(let permille): permille.map { change($0) } ?? "–"
    case .movement(let movement): movementText(movement, words)
    case .points(let milli): points(milli)
    case .score(let milli): scoreText(milli)
    case .date(let date): date.description
    case .moment(let instant): dates.short(instant)
    case .word(let word): words(word.term)
    case .notice(let form, let series, let year, let number): noticeReference(form, series, year, number, words)
    case .limits(let limits): words.list(limits.filter { !$0.isEmpty }.map { limitText($0, words) })
    case .limitGroups(let groups): limitGroups(groups)
    case .cadence(let cadence): cadenceText(cadence, words)
    case .called(_, let name): name
    case .code(let code): Vocabulary.word(code, words)
    case .codes(let codes): words.list(codes.map { Vocabulary.word($0, words) })
    case .many(let names, let count): words(.andMore, words.list(names), String(count))
    case .nothing: ""
    }
  }

  /// Each limit after the standards that it is of, where there are several.
  private func limitGroups(_ groups: [LimitGroup]) -> String {
    let texts = groups.map { group in
      let limits = words.list(
        group.limits.map { limit in
          let stages = limit.stages.map { limitText($0, words) }.joined(separator: words(.thenLimit))
          return limit.name.isEmpty ? stages : Vocabulary.word(limit.name, words) + " " + stages
        })
      if groups.count == 1 { return limits }
      let count = group.standards.count
      return count > 2
        ? words(.limitOfMany, group.standards[0], String(count), limits) : words.labelled(words.list(group.standards), limits)
    }
    return texts.joined(separator: words(.itemSeparator))
  }

  /// What a spreadsheet gets: numbers that it can count with, `3.2` for `+3.2`.
  func field(_ cell: ReportCell) -> (text: String, isNumber: Bool) {
    switch cell {
    case .difference(let count): (String(count), true)
    case .change(let permille?): (decimal(permille, 1), true)
    case .movement(let places?): (String(places), true)
    case .change(nil): ("", false)
    default: (self.cell(cell), false)
    }
  }

  /// Every plot of the report with its place among the files, in order.
  var drawings: [(stem: String, drawing: Drawing)] {
    var seen: [String: Int] = [:]
    return report.sections.flatMap(\.parts).compactMap { part in
      guard case .plot(let plot) = part else { return nil }
      let count = (seen[plot.id] ?? 0) + 1
      seen[plot.id] = count
      let id = count == 1 ? plot.id : plot.id + String(count)
      return (report.fileStem + "." + id, Drawing(plot, dates, id: "plot-" + id))
    }
  }
}

extension ReportForm {
  var term: Term {
    switch self {
    case .brief: .reportBrief
    case .digest: .reportDigest
    case .monthly: .reportMonthly
    case .twoMonthly: .reportTwoMonthly
    case .quarterly: .reportQuarterly
    case .halfYearly: .reportHalfYearly
    case .yearly: .reportYearly
    case .lists: .reportLists
    }
  }

  /// The form for a period's length; `nil` for one that nothing is reported by.
  package init?(_ kind: PeriodKind) {
    switch kind {
    case .day: self = .brief
    case .week: self = .digest
    case .month: self = .monthly
    case .twoMonths: self = .twoMonthly
    case .quarter: self = .quarterly
    case .halfYear: self = .halfYearly
    case .year: self = .yearly
    case .fortnight, .halfMonth, .instant: return nil
    }
  }

  /// The length of period that the form reports on; `nil` for lists, which are of a day's rules.
  package var period: PeriodKind? {
    switch self {
    case .brief: .day
    case .digest: .week
    case .monthly: .month
    case .twoMonthly: .twoMonths
    case .quarterly: .quarter
    case .halfYearly: .halfYear
    case .yearly: .year
    case .lists: nil
    }
  }
}

/// What a report's template may say; every name of ``DutyBook/TemplateForm/variables`` has a value.
func reportScope(_ report: ReportDocument, _ words: Words) -> TemplateScope {
  let dates = DateWords(zone: report.zone, words: words)
  let figures = report.scope
  var scope = TemplateScope()
  for name in TemplateForm.report(report.form).variables where name.shape == .count {
    scope.set(name.name, figures.counts[name.name] ?? 0)
  }
  scope.set("district", report.district)
  scope.set("office", report.office)
  scope.set("date", dates.date(report.date))
  scope.set("form", words(report.form.term))
  scope.set("unit", report.unit)
  scope.set("period", dates.period(report.period))
  scope.set("from", dates.date(report.period.first))
  scope.set("until", dates.date(report.period.last))
  scope.set("on-time-rate", figures.onTime.permille == nil ? "" : figures.onTime.text)
  scope.set("on-time-change", figures.onTimeChange.map { change($0) } ?? "")
  scope.set("rectification-rate", figures.rectification.permille == nil ? "" : figures.rectification.text)
  scope.set("rectification-change", figures.rectificationChange.map { change($0) } ?? "")
  scope.set("documents-rate", figures.documents.permille == nil ? "" : figures.documents.text)
  scope.set("campaign", figures.campaign?.name ?? "")
  scope.set("commander", figures.campaign?.commander ?? "")
  scope.set("campaign-lead", figures.campaign?.lead ?? "")
  scope.set("campaign-end", figures.campaign.map { dates.date($0.lastDay) } ?? "")
  scope.set("days-left", figures.campaign?.daysLeft ?? 0)
  scope["top"] = .rows(figures.top.map(placeScope))
  scope["bottom"] = .rows(figures.bottom.map(placeScope))
  return scope
}

private func placeScope(_ place: ReportFigures.Place) -> TemplateScope {
  var scope = TemplateScope()
  scope.set("name", place.name)
  scope.set("score", scoreText(place.milliScore))
  scope.set("class", place.unitClass)
  return scope
}
