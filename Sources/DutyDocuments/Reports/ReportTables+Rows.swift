import DutyBook
import DutyCalendar

func actionTable(_ input: ReportInput) -> ReportTable {
  ReportTable(
    id: "actions",
    columns: [
      ReportColumn("action", .specialAction), ReportColumn("commander", .commander),
      ReportColumn("lead", .campaignLead), ReportColumn("goal", .goal), ReportColumn("due", .due),
      ReportColumn("target", .target, isNumeric: true), ReportColumn("done", .doneSoFar, isNumeric: true),
      ReportColumn("progress", .progress, isNumeric: true), ReportColumn("expected", .expectedPace, isNumeric: true),
      ReportColumn("shortfall", .shortfall, isNumeric: true),
    ],
    rows: input.actions.map { row in
      [
        .text(row.action), .text(row.commander), .text(row.lead), .text(row.goal), .date(row.due), .count(row.target),
        .count(row.done), .share(Share(row.done, of: row.target)), .count(row.expected),
        row.done < row.expected ? .count(row.expected - row.done) : .nothing,
      ]
    })
}

func postTable(_ input: ReportInput) -> ReportTable {
  ReportTable(
    id: "posts",
    columns: [
      ReportColumn("post", .post), ReportColumn("place", .place), ReportColumn("from", .opens),
      ReportColumn("to", .ends), ReportColumn("missing", .missingPeople, isNumeric: true),
    ],
    rows: input.postGaps.map { row in
      [.text(row.post), .text(row.place), .moment(row.from), .moment(row.to), .count(row.missing)]
    })
}

func documentTable(_ input: ReportInput) -> ReportTable {
  ReportTable(
    id: "documents",
    columns: [
      ReportColumn("number", .number), ReportColumn("title", .document), ReportColumn("unit", .unit),
      ReportColumn("due", .due), ReportColumn("days-late", .daysLate, isNumeric: true),
      ReportColumn("returns", .returnsColumn, isNumeric: true),
    ],
    rows: input.documents.map { row in
      [
        .text(row.number), .text(row.title), .text(row.unit), .moment(row.due),
        row.daysLate.map { .count($0) } ?? .nothing, row.returns > 0 ? .count(row.returns) : .nothing,
      ]
    })
}

func unansweredTable(_ input: ReportInput) -> ReportTable {
  ReportTable(
    id: "unanswered",
    columns: [
      ReportColumn("unit", .unit), ReportColumn("what", .unansweredWhat),
      ReportColumn("count", .unansweredCount, isNumeric: true), ReportColumn("reference", .unansweredFirst),
      ReportColumn("due", .answerBy),
    ],
    rows: input.unanswered.map { row in
      [
        .text(row.unit), .word(ReportWord(row.form.rawValue, row.form.term)), .count(row.count),
        .notice(row.form, series: row.series, year: row.year, number: row.number), .moment(row.due),
      ]
    })
}

func relapseTable(_ input: ReportInput) -> ReportTable {
  ReportTable(
    id: "relapses",
    columns: [
      ReportColumn("standard", .standard), ReportColumn("place", .place), ReportColumn("unit", .unit),
      ReportColumn("closed-on", .closedOn), ReportColumn("found-on", .foundAgainOn), ReportColumn("closer", .closer),
    ],
    rows: input.relapses.map { row in
      [
        .text(row.standard), .text(row.place), .text(row.unit), .date(row.closedOn), .date(row.foundOn),
        .text(row.closer),
      ]
    })
}

func vetoTable(_ input: ReportInput) -> ReportTable {
  ReportTable(
    id: "vetoes",
    columns: [
      ReportColumn("number", .number), ReportColumn("standard", .standard), ReportColumn("place", .place),
      ReportColumn("unit", .unit), ReportColumn("date", .date),
    ],
    rows: input.vetoes.map {
      [.text($0.number), .text($0.standard), .text($0.place), .text($0.unit), .date($0.date)]
    })
}

func noticeTable(_ input: ReportInput) -> ReportTable {
  let notices = input.notices.sorted { a, b in
    let forms = NoticeForm.allCases
    let (left, right) = (forms.firstIndex(of: a.form) ?? 0, forms.firstIndex(of: b.form) ?? 0)
    return (left, a.series, a.year, a.number) < (right, b.series, b.year, b.number)
  }
  return ReportTable(
    id: "notices",
    columns: [
      ReportColumn("notice", .document), ReportColumn("date", .date), ReportColumn("unit", .unit),
      ReportColumn("subject", .subjectMatter), ReportColumn("answer-by", .answerBy),
      ReportColumn("answered", .answered),
    ],
    rows: notices.map { row in
      let answered: ReportCell =
        row.answeredOn.map { .date($0) }
        ?? (row.answerBy == nil ? .nothing : .word(ReportWord("no", .notAnswered)))
      return [
        .notice(row.form, series: row.series, year: row.year, number: row.number), .date(row.date), .text(row.unit),
        .text(row.subject),
        row.answerBy.map { .date($0) } ?? .nothing, answered,
      ]
    })
}

func flagTable(_ input: ReportInput) -> ReportTable {
  ReportTable(
    id: "flags",
    columns: [
      ReportColumn("unit", .unit), ReportColumn("flag", .eligibility), ReportColumn("from", .fromDay),
      ReportColumn("until", .untilDay), ReportColumn("reference", .evidenceReference),
    ],
    rows: input.flags.map { row in
      [
        .text(row.unit), row.name.map { .called(row.flag, name: $0) } ?? .code(row.flag), .date(row.from),
        row.until.map { .date($0) } ?? .word(ReportWord("none", .noEnd)),
        reference(row.reference, row.referenceName),
      ]
    })
}

/// What something rests on: a document by its number, with its identifier for programs.
private func reference(_ id: String, _ name: String) -> ReportCell {
  name.isEmpty ? .text(id) : .called(id, name: name)
}

func deductionTable(_ input: ReportInput) -> ReportTable {
  var rows: [[ReportCell]] = input.deductions.map { row in
    [
      .text(row.unit), .text(row.person), .points(row.milliPoints), .text(row.reason), .date(row.date),
      reference(row.reference, row.referenceName), row.isAppealed ? .word(ReportWord("yes", .underAppeal)) : .nothing,
    ]
  }
  if rows.count > 1 {
    let sum = input.deductions.reduce(0) { $0 + $1.milliPoints }
    rows.append([.word(ReportWord("total", .total)), .nothing, .points(sum), .nothing, .nothing, .nothing, .nothing])
  }
  return ReportTable(
    id: "deductions",
    columns: [
      ReportColumn("unit", .unit), ReportColumn("person", .deductedPerson),
      ReportColumn("points", .deductedPoints, isNumeric: true), ReportColumn("reason", .reason),
      ReportColumn("date", .date), ReportColumn("reference", .evidenceReference),
      ReportColumn("appeal", .appeal),
    ], rows: rows, hasSum: rows.count > 1)
}
