import DutyBook
import DutyCalendar

/// The parts of a notice in words, the same in every rendering.
struct NoticeText {
  let notice: NoticeDocument
  let words: Words
  let dates: DateWords
  let wording: Wording

  init(_ notice: NoticeDocument, _ words: Words, _ shelf: TemplateShelf) {
    self.notice = notice
    self.words = words
    dates = DateWords(zone: notice.zone, words: words)
    wording = Wording(
      .notice(notice.form), variant: notice.variant, noticeScope(notice, words), shelf, words)
  }

  var isDraft: Bool { notice.number == 0 }

  /// What was decided about it since, one line each.
  var marks: [String] { noticeMarks(notice, locale: words.locale) }

  /// In Markdown, its data escaped.
  var title: String { wording.title ?? Markup.escaped(words(notice.form.term)) }

  /// `整改通知书〔2026〕3号`.
  var reference: String {
    isDraft
      ? words(notice.form.term) + words.parenthesised(words(.noticeDraft))
      : noticeReference(notice.form, notice.series, notice.year, notice.number, words)
  }

  var issuer: String { issuerName(notice.district, notice.office, words) }

  var recipients: String { list(notice.recipients) }
  var cc: String { list(notice.cc) }

  private func list(_ parties: [NoticeParty]) -> String { words.list(parties.map { party($0, words) }) }

  /// Label and value of what stands beside the text.
  var facts: [(label: String, value: String)] {
    var facts: [(String, String)] = []
    if !notice.unit.isEmpty { facts.append((words(.unitConcerned), notice.unit)) }
    if !notice.basis.isEmpty { facts.append((words(.basis), notice.basis)) }
    if let answerBy = notice.standingAnswerBy { facts.append((words(.answerBy), dates.moment(answerBy))) }
    if !notice.conductedBy.isEmpty { facts.append((words(.conductedBy), notice.conductedBy)) }
    if let flag = notice.flag {
      let (name, from) = (Vocabulary.word(flag.name, words), dates.date(flag.from))
      let term = flag.until.map { words(.flagTerm, name, from, dates.date($0)) } ?? words(.flagFrom, name, from)
      facts.append((words(.eligibility), term))
    }
    if !notice.approver.isEmpty { facts.append((words(.approvedBy), notice.approver)) }
    return facts
  }

  /// The tables behind the text; empty ones are left out.
  var attachments: [NoticeTable] { [cases, deductions, previous, dossier].filter { !$0.rows.isEmpty } }

  private var cases: NoticeTable {
    NoticeTable(
      "cases", words(.casesTitle),
      [.ordinal, .number, .task, .place, .due, .holder, .whatHappened].map { words($0) },
      notice.cases.enumerated().map { index, item in
        let place = item.place + (item.path.isEmpty ? "" : words.parenthesised(item.path.joined(separator: " › ")))
        let due = item.deadline.map { dates.short($0) } ?? ""
        let late = overdue(item, words).map { "\n" + $0 } ?? ""
        let isOne = item.standard.isEmpty || item.standard == item.title
        let name = isOne ? item.title : item.title + words(.dot) + item.standard
        let cells = [
          String(index + 1), [item.task, item.finding].filter { !$0.isEmpty }.joined(separator: "\n"), name, place,
          due + late, item.holder,
          [item.what, item.since.map { became($0, dates) } ?? ""].filter { !$0.isEmpty }.joined(separator: "\n"),
        ]
        return NoticeTable.Row(cells, gone: notice.goneSince(item.task).map { words(.caseGone, dates.date($0)) } ?? "")
      })
  }

  private var deductions: NoticeTable {
    var rows = notice.deductions.map { item in
      let corrected = item.correctedMilli == 0 ? "" : correction(item.correctedMilli)
      let isGone = item.correctedMilli < 0 && item.standingMilli == 0
      let reason = [item.reason, isGone ? "" : corrected].filter { !$0.isEmpty }.joined(separator: "\n")
      return NoticeTable.Row(
        [
          item.unit, item.person, points(item.milliPoints), reason,
          item.referenceName.isEmpty ? item.reference : item.referenceName,
        ], gone: isGone ? corrected : "")
    }
    if rows.count > 1 {
      // Of one that is withdrawn the rows were given back, and so was what they came to.
      let isGone = notice.isWithdrawn && rows.allSatisfy { !$0.gone.isEmpty }
      let corrected = notice.deductions.reduce(0) { $0 + $1.correctedMilli }
      rows.append(
        NoticeTable.Row(
          [words(.total), "", points(notice.deductedMilli), "", ""], gone: isGone ? correction(corrected) : ""))
    }
    return NoticeTable(
      "deductions", words(.deductionsTitle),
      [.unit, .deductedPerson, .deductedPoints, .reason, .evidenceReference].map { words($0) }, rows)
  }

  /// What appeals gave back of a deduction, or took after all.
  private func correction(_ milli: Int) -> String {
    milli < 0 ? words(.pointsGivenBack, points(-milli)) : words(.pointsTakenAfterAll, points(milli))
  }

  private var previous: NoticeTable {
    NoticeTable(
      "previous", words(.previousTitle), [.document, .date, .answered].map { words($0) },
      notice.previous.map { item in
        NoticeTable.Row([
          noticeReference(item.form, item.series, item.year, item.number, words), dates.date(item.date),
          item.isWithdrawn ? words(.previousWithdrawn) : item.answeredOn.map { dates.date($0) } ?? words(.notAnswered),
        ])
      })
  }

  private var dossier: NoticeTable {
    NoticeTable(
      "dossier", words(.dossierTitle), [.ordinal, .when, .event, .who, .evidenceReference].map { words($0) },
      notice.dossier.enumerated().map { index, line in
        NoticeTable.Row([String(index + 1), dates.short(line.at), line.what, line.who, line.reference])
      })
  }
}

/// A table behind a notice's text.
struct NoticeTable {
  struct Row {
    var cells: [String]
    /// Why it no longer counts: then its cells are struck; empty for a row that counts.
    var gone: String

    init(_ cells: [String], gone: String = "") {
      self.cells = cells
      self.gone = gone
    }
  }

  var id: String
  var title: String
  var columns: [String]
  var rows: [Row]

  init(_ id: String, _ title: String, _ columns: [String], _ rows: [Row]) {
    self.id = id
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}

/// `云河区创建办`; an office whose name begins with the district's is not named twice.
func issuerName(_ district: String, _ office: String, _ words: Words) -> String {
  if office.hasPrefix(district) { return office }
  return district + (words.locale == .chinese ? "" : " ") + office
}

/// `整改通知书〔2026〕3号`; with a series that has a name in Chinese, `云创督〔2026〕3号`.
func noticeReference(_ form: NoticeForm, _ series: String, _ year: Int, _ number: Int, _ words: Words) -> String {
  let name = series.unicodeScalars.contains(where: isWide) ? series : words(form.term)
  return name + (words.locale == .chinese ? "" : " ") + words(.noticeNumber, String(year), String(number))
}

/// `市政局 周远舟（联络员）`.
func party(_ party: NoticeParty, _ words: Words) -> String {
  let name = party.unit.isEmpty ? party.name : party.unit + " " + party.name
  return party.post.isEmpty ? name : name + words.parenthesised(Vocabulary.word(party.post, words))
}

/// `逾期 2 天`; `nil` where it is not late or nobody asked.
func overdue(_ item: NoticeCase, _ words: Words) -> String? {
  guard let due = item.deadline, let asOf = item.asOf else { return nil }
  return Lateness(due: due, at: asOf).map { overdueBy($0, words) }
}

/// What became of a case since its document was put forward.
func became(_ since: NoticeCase.Since, _ dates: DateWords) -> String {
  let words = dates.words
  return switch since {
  case .open: words(.sinceOpen)
  case .reported(let day): words(.sinceReported, dates.date(day))
  case .closed(let day): words(.sinceClosed, dates.date(day))
  case .withdrawn(let day): words(.sinceWithdrawn, dates.date(day))
  case .struck(let day): words(.sinceStruck, dates.date(day))
  }
}

extension NoticeForm {
  var term: Term {
    switch self {
    case .reminder: .formReminder
    case .rectification: .formRectification
    case .bulletin: .formBulletin
    case .interview: .formInterview
    case .referral: .formReferral
    case .commendation: .formCommendation
    case .exposure: .formExposure
    case .deduction: .formDeduction
    case .suspension: .formSuspension
    case .revocation: .formRevocation
    case .firstOrder: .formFirstOrder
    case .secondOrder: .formSecondOrder
    case .thirdOrder: .formThirdOrder
    }
  }
}
