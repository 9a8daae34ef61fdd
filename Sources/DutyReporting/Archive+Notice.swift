import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPorts

extension Archive {
  /// A numbered notice as a document; `nil` for an unknown identifier (`series/year/number`).
  package func noticeDocument(_ id: String) throws(StoreError) -> NoticeDocument? {
    guard let known = try store.record(Notice.self, id: id) else { return nil }
    let notice = known.record
    let proposal = try notice.proposal.isEmpty ? nil : store.record(NoticeProposal.self, id: notice.proposal)
    var document = try document(
      notice.content, series: notice.series, at: known.at, cases: CaseSpan(known, proposal: proposal))
    document.year = notice.year
    document.number = notice.number
    document.approver = partyName(notice.approvedBy)
    document.head = notice.head
    document.deductions = try deductions(of: notice)
    document.marks = try marks(of: notice.id)
    return document
  }

  /// A proposal as the document that it would be; its number is 0.
  package func proposalDocument(_ id: String) throws(StoreError) -> NoticeDocument? {
    guard let known = try store.record(NoticeProposal.self, id: id) else { return nil }
    let content = known.record.content
    var document = try document(
      content, series: known.record.series, at: known.at, cases: CaseSpan(known, now: now))
    document.lapsed = try lostGround(content)
    return document
  }

  /// Why a proposal can be approved no more; `nil` while it can.
  package func lostGround(_ content: NoticeContent, struck: Set<String>? = nil) throws(StoreError) -> LostGround? {
    try ProposalGround(store, book.rung(of: content), struck: struck).lost(content, at: now)
  }

  private func document(
    _ content: NoticeContent, series: String, at: Instant, cases span: CaseSpan
  ) throws(StoreError) -> NoticeDocument {
    let form = NoticeForm(series: series, action: content.action, rung: content.rung)
    let day = date(at)
    var document = NoticeDocument(
      form: form, year: day.year, number: 0, date: day, zone: zone, district: book.settings.district,
      office: book.units[book.settings.office].name, recipients: content.recipients.map { party($0) },
      head: try store.head().hash, book: book.digest)
    var rows: [TaskRow] = []
    for number in try tasks(of: content) {
      if let row = try store.task(number: number) { rows.append(row) }
    }
    document.unit = unitName(content.unit.isEmpty ? rows.first?.record.roles.lead ?? "" : content.unit)
    for row in rows { if let item = try noticeCase(row.number, span) { document.cases.append(item) } }
    let rung = book.rung(of: content)
    document.basis = rung?.basis ?? ""
    document.demand = rung?.demand ?? ""
    document.variant = rung?.template.flatMap { variant($0, of: form) }
    document.answerBy = content.answerBy
    document.conductedBy = partyName(content.by)
    document.note = content.reason
    document.ranking = try ranking(content)
    if case .relapses(let wanted)? = rung?.trigger { document.relapses = wanted }
    // That it is made public is what the document itself does.
    if !content.flag.isEmpty, form != .exposure {
      document.flag = NoticeFlag(
        id: content.flag, name: book.name(ofFlag: content.flag), from: day, until: content.flagUntil)
    }
    document.previous = try previous(content, before: at)
    if rung?.hasDossier ?? (form == .referral) { document.dossier = try dossier(rows) }
    return document
  }

  /// `bulletin.fire` names the variant `fire` of bulletins.
  private func variant(_ template: String, of form: NoticeForm) -> String? {
    let parts = template.split(separator: ".")
    if parts.first.map(String.init) == form.rawValue { return parts.count > 1 ? String(parts[1]) : nil }
    return template
  }

  private func party(_ id: String) -> NoticeParty {
    guard let person = book.people[id] else { return NoticeParty(id: id, name: unitName(id)) }
    return NoticeParty(id: id, name: person.name, unit: book.units[person.unit].name)
  }

  private func deductions(of notice: Notice) throws(StoreError) -> [NoticeDeduction] {
    var found: [NoticeDeduction] = []
    for deduction in try store.records(Deduction.self, topic: "reference:" + notice.id).map(\.record) {
      var item = NoticeDeduction(
        unit: unitName(deduction.unit), person: personName(deduction.person), milliPoints: deduction.milliPoints,
        reason: rungText(deduction.reason, in: book, words), reference: deduction.reference)
      item.referenceName = try numbered(deduction.reference)
      // An appeal's corrections name the deduction that they correct.
      for correction in try store.records(Deduction.self, topic: "reference:" + deduction.id) {
        item.correctedMilli += correction.record.milliPoints
      }
      found.append(item)
    }
    return found
  }

  /// The words in which the district's documents are written.
  var words: Words { Words(book.settings.locale) }

  /// A document's identifier as documents refer to it, 第二道令〔2026〕1号; empty for anything else.
  func numbered(_ id: String) throws(StoreError) -> String {
    guard let notice = try store.record(Notice.self, id: id)?.record else { return "" }
    return noticeReference(
      NoticeForm(notice), series: notice.series, year: notice.year, number: notice.number,
      locale: book.settings.locale)
  }

  /// Where the unit came out in the period that occasioned the notice.
  private func ranking(_ content: NoticeContent) throws(StoreError) -> NoticeRanking? {
    guard !content.unit.isEmpty, let id = book.ladders[content.ladder]?.ranking?.score, let score = book.scores[id] else {
      return nil
    }
    let periods = try store.rankings(of: id)
    guard let last = periods.last(where: { $0.period <= content.occasion && $0.row(content.unit) != nil }),
      let row = last.row(content.unit), let period = Period(named: last.period)
    else { return nil }
    let end = periods.prefix { $0.period <= last.period }
    let running = end.reversed().prefix { table in
      table.row(content.unit)?.rank == 1 || isLow(content.unit, in: table, of: score, by: content.ladder)
    }.count
    return NoticeRanking(
      period: period, unitClass: last.unitClass, className: book.name(ofLeague: last.unitClass), rank: row.rank,
      of: row.of, running: max(running, 1))
  }

  /// What was issued before in the same cases, or to the same unit by the same ladder, in its order.
  private func previous(_ content: NoticeContent, before at: Instant) throws(StoreError) -> [NoticeReference] {
    var known: [String: Recorded<Notice>] = [:]
    for number in try tasks(of: content) {
      for stored in try store.records(Notice.self, topic: Topic.task(number), before: at) {
        known[stored.record.id] = stored
      }
    }
    if content.tasks.isEmpty {
      for stored in try store.records(Notice.self, topic: Topic.unit(content.unit), before: at)
      where stored.record.content.ladder == content.ladder {
        known[stored.record.id] = stored
      }
    }
    var found: [NoticeReference] = []
    for stored in known.values.sorted(by: { ($0.at, $0.record.id) < ($1.at, $1.record.id) }) {
      let notice = stored.record
      let answer = try store.records(NoticeAnswer.self, topic: Topic.notice(notice.id)).first
      var reference = NoticeReference(
        form: NoticeForm(notice), series: notice.series, year: notice.year, number: notice.number, date: date(stored.at),
        answeredOn: answer.map { date($0.at) })
      reference.isWithdrawn = try store.fact(.noticeWithdrawal, id: notice.id) != nil
      found.append(reference)
    }
    return found
  }

  // MARK: The dossier

  /// Everything the ledger has of the cases, in order (卷宗, M43).
  private func dossier(_ rows: [TaskRow]) throws(StoreError) -> [DossierLine] {
    var lines: [DossierLine] = []
    for row in rows {
      for stored in try store.history(task: row.number) {
        guard let event = try? stored.event(), let line = line(event, row.number) else { continue }
        lines.append(DossierLine(at: stored.at, what: line.what, who: line.who, reference: line.reference))
      }
    }
    return lines.sorted { ($0.at, $0.reference) < ($1.at, $1.reference) }
  }

  private func line(_ event: Event, _ number: String) -> (what: String, who: String, reference: String)? {
    switch event {
    case .generated(let record): ("立案派单，期限 \(limitText(record.limit, Words(.chinese)))", unitName(record.roles.lead), number)
    case .dispatched: ("列入每日派单", "", number)
    case .acted(let acted): (HistoryWords.action(acted), partyName(acted.by), number)
    case .moved(let move): ("责任变更：\(move.reason)", personName(move.to.holder), number)
    case .rederived(let change):
      ("期限调整：\(HistoryWords.deadline(change) { book.campaigns[$0]?.name ?? $0 })", "", number)
    case .rung(let rung):
      ("升级第 \(rung.rung) 级（\(ladderName(rung.ladder))）", rung.recipients.map { partyName($0) }.joined(separator: "、"), number)
    case .fact(let fact): factLine(fact)
    default: nil
    }
  }

  private func factLine(_ fact: Fact) -> (what: String, who: String, reference: String)? {
    // A document goes to whom the finding is about: it says where that came from, not who said it.
    if let finding = fact.record(Finding.self) {
      let source = book.settings.findings.source(finding.source)?.name ?? finding.source
      return ("发现问题：\(finding.text)", source, finding.id)
    }
    if let joined = fact.record(FindingJoined.self) {
      let why = joined.reason.isEmpty ? "" : "：\(joined.reason)"
      return ("并入问题 \(joined.finding)\(why)", partyName(joined.by), joined.finding)
    }
    if let notice = fact.record(Notice.self) {
      let to = notice.content.recipients.map { partyName($0) }.joined(separator: "、")
      return ("发出文书 \(notice.id)", to, notice.id)
    }
    if let evidence = fact.record(Evidence.self) {
      return ("提交佐证 \(evidence.name)", partyName(evidence.by), String(evidence.id.prefix(12)))
    }
    if let disowned = fact.record(Disowned.self) {
      return ("提出异议：\(disowned.reason)", partyName(disowned.by), disowned.task)
    }
    if let ruling = fact.record(Ruling.self) { return ("裁定：\(ruling.reason)", partyName(ruling.by), ruling.id) }
    return nil
  }
}

/// What happened in words, for dossiers.
enum HistoryWords {
  static func deadline(_ change: DeadlineChange, campaign: (String) -> String) -> String {
    switch change.cause {
    case .calendar: "放假安排或办公时间变化"
    case .campaign(let id): "专项行动“\(campaign(id))”收紧"
    case .dispatch: "派单时已过原期限，自派单起计"
    case nil: change.reason
    }
  }

  static func action(_ acted: TaskActed) -> String {
    let word =
      switch acted.action {
      case .dispatch: "派单"
      case .acknowledge: "签收"
      case .report: "反馈办结"
      case .verify: "核实销号"
      case .return: "退回重办"
      case .extend: "延期"
      case .transfer: "转办"
      case .suspend: "挂起"
      case .resume: "恢复办理"
      case .void: "作废"
      case .reopen: "重新开办"
      case .reissue: "按现行规定重新下达"
      }
    return acted.note.isEmpty ? word : word + "：" + acted.note
  }
}

extension Archive {
  /// A proposal as the document that it would be, for a page that shows it before it is approved; empty where there is
  /// none.
  package func proposalFragment(_ id: String, locale: Settings.Locale) throws(StoreError) -> String {
    guard let document = try proposalDocument(id) else { return "" }
    return DutyDocuments.noticeFragment(document, locale: locale, templates: book.templates)
  }

  /// A numbered document, in the same way.
  package func noticeFragment(_ id: String, locale: Settings.Locale) throws(StoreError) -> String {
    guard let document = try noticeDocument(id) else { return "" }
    return DutyDocuments.noticeFragment(document, locale: locale, templates: book.templates)
  }
}
