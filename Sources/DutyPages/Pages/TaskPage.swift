import DutyCalendar
import DutyDocuments
import DutyLedger

/// What somebody may do to a task as it stands, beside reading it.
package enum TaskWish: String, Hashable, Sendable, CaseIterable {
  case acknowledge, report, verify, `return`, disown, part, sign, progress
  case extend, transfer, suspend, resume, void

  /// Those that change a task rather than do it: at the foot of its page, folded.
  package static let changes: [TaskWish] = [.extend, .transfer, .suspend, .resume, .void]

  /// The action of the table of states; `nil` for what is said of a task and does not change its state.
  package var action: TaskAction? { TaskAction(rawValue: rawValue) }
}

/// Something that somebody asked for and somebody else has to consent to.
package struct AskedWish: Hashable, Sendable {
  package var id: String
  package var action: TaskAction
  package var by: String
  package var approvers: [String]
  /// Whether the reader is one of those who consent.
  package var mayDecide: Bool

  package init(id: String, action: TaskAction, by: String, approvers: [String], mayDecide: Bool) {
    self.id = id
    self.action = action
    self.by = by
    self.approvers = approvers
    self.mayDecide = mayDecide
  }
}

/// How one role of a task was found.
package struct WhyRole: Hashable, Sendable {
  package var part: TaskPart
  package var who: String
  package var rule: String
  /// `responsibility/10-roads.yaml:4`.
  package var source: String
  package var basis: String
  package var expression: String
  package var rows: [String]
  package var actingFor: String
  /// Why the office has it, as the receipt says; empty where a rule decided.
  package var fallback: String
  /// Whether ``rule`` is one of the book; else it says what decided instead: a transfer, a ruling.
  package var isRule = true

  package init(
    part: TaskPart, who: String, rule: String = "", source: String = "", basis: String = "", expression: String = "",
    rows: [String] = [], actingFor: String = "", fallback: String = ""
  ) {
    self.part = part
    self.who = who
    self.rule = rule
    self.source = source
    self.basis = basis
    self.expression = expression
    self.rows = rows
    self.actingFor = actingFor
    self.fallback = fallback
  }
}

/// How a deadline was found: what its receipt says, line by line.
package struct WhyDeadline: Hashable, Sendable {
  package var limit: String
  package var from: String
  package var due: String
  package var lines: [String]

  package init(limit: String, from: String, due: String, lines: [String]) {
    self.limit = limit
    self.from = from
    self.due = due
    self.lines = lines
  }
}

/// A file that was shown for a task.
package struct ShownEvidence: Hashable, Sendable {
  /// Its hash, by which it is asked for; empty for what cannot be looked at.
  package var id: String
  /// Whether a browser may show it: a photo by its bytes, not by what somebody called it.
  package var isPicture: Bool
  package var name: String
  package var shows: String
  package var by: String
  package var at: Instant

  package init(id: String, isPicture: Bool, name: String, shows: String, by: String, at: Instant) {
    self.id = id
    self.isPicture = isPicture
    self.name = name
    self.shows = shows
    self.by = by
    self.at = at
  }

  package var href: String { id.isEmpty ? "" : "/evidence/" + id }
}

/// A task with all that its page says.
package struct TaskView: Sendable {
  package var task: PageTask
  package var period: String
  package var opens: Instant
  package var promised: Instant
  package var leader: String
  package var verifier: String
  package var support: [(name: String, isDone: Bool?)]
  package var basis: String
  package var checklist: [String]
  package var mustShow: [String]
  package var signatory: String
  package var progress: (name: String, total: Int, target: Int)?
  package var evidence: [ShownEvidence]
  package var history: [PageHistory.Line]
  package var why: [WhyRole]
  package var deadline: WhyDeadline?
  /// What made the deadline what it is.
  package var deadlineBy: DeadlineHistory?
  /// The campaign whose limit it has, where one tightened it.
  package var campaign: PageLink?
  /// The finding that it mends, by number.
  package var finding: String
  package var may: Set<TaskWish>
  /// What waits for somebody's consent.
  package var asked: [AskedWish] = []
  /// Of what the reader may ask for, that which they may do without another's consent.
  package var alone: Set<TaskWish> = []
  /// Whether it is a rectification: those end as fixed, not found, or not ours.
  package var isRectification: Bool

  package init(
    task: PageTask, period: String, opens: Instant, promised: Instant, leader: String, verifier: String,
    support: [(name: String, isDone: Bool?)] = [], basis: String = "", checklist: [String] = [], mustShow: [String] = [],
    signatory: String = "", progress: (name: String, total: Int, target: Int)? = nil, evidence: [ShownEvidence] = [],
    history: [PageHistory.Line] = [], why: [WhyRole] = [], deadline: WhyDeadline? = nil, finding: String = "",
    may: Set<TaskWish> = [], isRectification: Bool = false
  ) {
    self.task = task
    self.period = period
    self.opens = opens
    self.promised = promised
    self.leader = leader
    self.verifier = verifier
    self.support = support
    self.basis = basis
    self.checklist = checklist
    self.mustShow = mustShow
    self.signatory = signatory
    self.progress = progress
    self.evidence = evidence
    self.history = history
    self.why = why
    self.deadline = deadline
    self.finding = finding
    self.may = may
    self.isRectification = isRectification
  }
}

/// A task: what it asks, who has it and why, what happened, what can be done.
///
/// - Parameter state: what was typed into the form that came back, by its wish; the others are empty.
package func taskPage(_ view: TaskView, _ state: (wish: TaskWish, form: FormState)? = nil, _ reader: PageReader) -> Page {
  let say = reader.say
  let task = view.task
  var page = Page(
    task.title, over: say(.taskOver, task.number, task.checkCode),
    lead: ([task.subject] + [task.path.joined(separator: " › ")].filter { !$0.isEmpty }).joined(separator: " · "))
  if view.may.contains(.acknowledge) || view.may.contains(.report) { page.add(.cards(nextStep(view, reader))) }
  // Whoever checks the work sees it before the button that says so.
  if let pictures = reader.pictures(view.evidence, of: task.title + " " + task.subject) { page.add(.pictures(pictures)) }
  // A form that came back stands where it is seen without a script.
  let folded = [TaskWish.disown] + TaskWish.changes
  if let state, folded.contains(state.wish), view.may.contains(state.wish) {
    page.add(.form(form(state.wish, view, state.form, reader)))
  }
  let open = view.support.filter { $0.isDone == false }.map(\.name)
  if view.may.contains(.verify), !open.isEmpty {
    page.add(.notice(PageNotice(.warning, say(.partsOpen), lines: [say.list(open)])))
  }
  for wish in [TaskWish.verify, .return, .part, .sign, .progress] where view.may.contains(wish) {
    page.add(.form(form(wish, view, state?.wish == wish ? state?.form ?? FormState() : FormState(), reader)))
  }
  for asked in view.asked { page.add(.notice(notice(asked, reader))) }
  page.add(.facts(facts(view, reader)))
  if !view.evidence.isEmpty { page.add(.table(evidenceTable(view.evidence, reader))) }
  page.add(
    .history(
      PageHistory(PageHeading(say(.historyTitle), id: "history"), lines: view.history, empty: say(.historyNone))))
  page.add(.table(whyTable(view.why, reader)))
  if let deadline = view.deadline { page.add(.table(deadlineTable(deadline, reader))) }
  for wish in folded where view.may.contains(wish) && wish != state?.wish {
    page.add(.form(form(wish, view, FormState(), reader)))
  }
  return page
}

private func notice(_ asked: AskedWish, _ reader: PageReader) -> PageNotice {
  let say = reader.say
  return PageNotice(
    .warning, say(.askedFor, asked.by, say(asked.action.wishPhrase).lowercased()),
    lines: [say(.askedWaits, say.list(asked.approvers))],
    link: asked.mayDecide ? PageLink(say(.askedDecide), "/approvals/" + encoded(asked.id)) : nil)
}

/// What its holder does next, before everything else.
private func nextStep(_ view: TaskView, _ reader: PageReader) -> PageCards {
  var card = reader.card(view.task, mayAct: true)
  card.badges = []
  card.small = []
  return PageCards(PageHeading(reader.say(.nextStep), id: "next"), cards: [card], empty: "")
}

private func facts(_ view: TaskView, _ reader: PageReader) -> PageFacts {
  let say = reader.say
  let task = view.task
  let late = reader.lateness(task)
  var rows = [
    PageFact(say(.state), PageCell("", badges: reader.marks(task))),
    PageFact(
      say(.due),
      PageCell(
        reader.moments.short(task.due) + (late.isEmpty ? "" : " · " + late),
        note: view.promised == task.due ? "" : say(.promisedFor, reader.moments.short(view.promised)))),
    PageFact(
      say(.limit),
      PageCell(limitText(task.limit, reader.words), href: view.campaign?.href ?? "", note: limitNote(view, reader))),
    PageFact(say(.place), PageCell(task.subject, href: "/places/" + task.subjectID, note: task.path.joined(separator: " › "))),
    PageFact(say(.ask), task.ask),
    PageFact(say(.checklist), view.checklist.joined(separator: say(.listSeparator))),
    PageFact(say(.mustShow), say.list(view.mustShow.map { Vocabulary.word($0, reader.words) })),
    PageFact(say(.holder), task.holder), PageFact(say(.leadUnit), task.lead), PageFact(say(.leader), view.leader),
    PageFact(say(.verifier), view.verifier), PageFact(say(.period), view.period),
    PageFact(say(.opened), reader.moments.short(view.opens)), PageFact(say(.basisOf), view.basis),
  ]
  for part in view.support {
    let state = part.isDone.map { PageBadge(say($0 ? .partDone : .partOpen), $0 ? .good : .warning) }
    rows.append(PageFact(say(.support), PageCell(part.name, badges: state.map { [$0] } ?? [])))
  }
  if !view.signatory.isEmpty { rows.append(PageFact(say(.signature), say(.signatureWanted, view.signatory))) }
  if let progress = view.progress {
    rows.append(
      PageFact(
        say(.progress),
        say(.progressValue, Vocabulary.word(progress.name, reader.words), String(progress.total), String(progress.target))))
  }
  if !view.finding.isEmpty {
    rows.append(PageFact(say(.findingOf), PageCell(view.finding, href: "/findings/" + view.finding)))
  }
  return PageFacts(nil, rows)
}

/// Why limit and deadline are not those that the task was opened with: a campaign, the calendar, a late dispatch,
/// somebody's act.
private func limitNote(_ view: TaskView, _ reader: PageReader) -> String {
  let say = reader.say
  guard let by = view.deadlineBy else { return "" }
  var parts: [String] = []
  if !by.campaign.isEmpty {
    let name = view.campaign?.text ?? by.campaign
    parts.append(
      by.firstLimit == view.task.limit
        ? say(.limitByCampaign, name) : say(.limitByCampaignBefore, name, limitText(by.firstLimit, reader.words)))
  } else if !by.openedWithin.isEmpty {
    parts.append(say(.limitOfCampaign, view.campaign?.text ?? by.openedWithin))
  }
  switch by.origin {
  case .limit, .rederived(.campaign), .rederived(nil): break
  case .rederived(.dispatch): parts.append(say(.limitFromDispatch))
  case .rederived(.calendar): parts.append(say(.limitByCalendar))
  case .acted(let action): if let phrase = action.limitPhrase { parts.append(say(phrase)) }
  }
  return parts.joined(separator: say(.hSeparator))
}

private func evidenceTable(_ evidence: [ShownEvidence], _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.evidenceTitle), id: "evidence"),
    columns: [.init(say(.evidenceName)), .init(say(.evidenceKind)), .init(say(.evidenceBy))],
    rows: evidence.map { file in
      [
        PageCell(file.name, href: file.href), PageCell(Vocabulary.word(file.shows, reader.words)),
        PageCell(file.by, note: reader.moments.short(file.at)),
      ]
    }, empty: say(.evidenceNone))
}

private func whyTable(_ why: [WhyRole], _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.whyPeople), id: "why"), note: say(.whyPeopleNote),
    columns: [.init(say(.whyRole)), .init(say(.whyWho)), .init(say(.whyRule)), .init(say(.whyExpression))],
    rows: why.map { role in
      let acting = role.actingFor.isEmpty ? "" : say(.whyActing, role.actingFor)
      if !role.fallback.isEmpty {
        let text = say(role.fallback.hasPrefix("tie ") ? .whyTie : .whyOffice)
        return [PageCell(role.part.phrase.map { say($0) } ?? ""), PageCell(role.who), PageCell(text), PageCell("")]
      }
      return [
        PageCell(role.part.phrase.map { say($0) } ?? ""), PageCell(role.who, note: acting),
        role.isRule
          ? PageCell(role.rule, href: role.rule.isEmpty ? "" : "/rules/" + encoded(role.rule), note: role.basis)
          : PageCell(Vocabulary.word(role.rule, reader.words), note: Vocabulary.word(role.basis, reader.words)),
        PageCell(role.expression, note: say.list(role.rows.isEmpty ? [role.source] : role.rows)),
      ]
    }, empty: say(.whyNone))
}

private func deadlineTable(_ deadline: WhyDeadline, _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.whyDeadline), id: "deadline"),
    note: say(.whyDeadlineNote, limitText(deadline.limit, reader.words), deadline.from, deadline.due),
    columns: [.init(say(.whyDay)), .init(say(.whyCount)), .init(say(.whyWhy))],
    rows: deadline.lines.map { line in
      let words = ReceiptWords(line, reader)
      return [PageCell(words.day), PageCell(words.count), PageCell(words.why)]
    }, empty: say(.whyPlain), staysTable: true)
}

// MARK: Forms

private func form(_ wish: TaskWish, _ view: TaskView, _ state: FormState, _ reader: PageReader) -> PageForm {
  let say = reader.say
  let path = view.task.href + "/" + wish.rawValue
  let reason = state.filled(PageField("note", say(.reason), .lines, isRequired: true, most: TextLimit.note))
  switch wish {
  case .verify:
    let closures: [(String, Phrase)] =
      view.isRectification
      ? [("fixed", .closureFixed), ("not-found", .closureNotFound), ("not-ours", .closureNotOurs)]
      : [("done", .closureDone)]
    var fields = [PageField("note", say(.note), .lines, most: TextLimit.note)]
    if closures.count > 1 {
      let options = closures.enumerated().map { PageOption($1.0, say($1.1), isChosen: $0 == 0) }
      fields.insert(PageField("closure", say(.closureLabel), .radios(options), isRequired: true), at: 0)
      fields.insert(PageField("whose", say(.whoseLabel), help: say(.whoseHelp)), at: 1)
    }
    return PageForm(
      PageHeading(say(.verifyTitle), id: "verify"), note: say(.verifyNote), path: path,
      fields: fields.map { state.filled($0) }, submit: say(.verifySubmit), prefix: "verify")
  case .return:
    return PageForm(
      PageHeading(say(.returnTitle), id: "return"), note: say(.returnNote), path: path, fields: [reason],
      submit: say(.returnSubmit), isFolded: true, prefix: "return", isOpen: state.isSent)
  case .disown:
    let whose = state.filled(PageField("whose", say(.whoseLabel), help: say(.unitHelp)))
    return PageForm(
      PageHeading(say(.disownTitle), id: "disown"), note: say(.disownNote), path: path, fields: [reason, whose],
      submit: say(.disownSubmit), isFolded: true, prefix: "disown", isOpen: state.isSent)
  case .part:
    return PageForm(
      PageHeading(say(.partTitle), id: "part"), path: path,
      fields: [state.filled(PageField("note", say(.partNoteLabel), .lines, isRequired: true, most: TextLimit.note))],
      submit: say(.partSubmit), prefix: "part")
  case .sign:
    return PageForm(
      PageHeading(say(.signTitle), id: "sign"), path: path,
      fields: [state.filled(PageField("note", say(.note), .lines, most: TextLimit.note))], submit: say(.signSubmit),
      prefix: "sign")
  case .extend, .transfer, .suspend, .resume, .void: return changeForm(wish, view, state, reader)
  case .progress, .acknowledge, .report:
    return PageForm(
      PageHeading(say(.progressTitle), id: "progress"), path: path,
      fields: [
        state.filled(PageField("total", say(.progressLabel), .whole, isRequired: true, most: 9)),
        state.filled(PageField("note", say(.note), .lines, most: TextLimit.note)),
      ], submit: say(.progressSubmit), prefix: "progress")
  }
}

/// A wish that changes a task: folded, for it is not what the page is for.
private func changeForm(_ wish: TaskWish, _ view: TaskView, _ state: FormState, _ reader: PageReader) -> PageForm {
  let say = reader.say
  let reason = PageField("note", say(.reason), .lines, isRequired: true, most: TextLimit.note)
  let title = wish.action.map { say($0.wishPhrase) } ?? ""
  var fields = [reason]
  var note = ""
  switch wish {
  case .extend:
    note = say(.extendNote, reader.moments.short(view.task.due))
    fields.insert(PageField("until", say(.extendUntil), .date, help: say(.extendHelp), isRequired: true), at: 0)
  case .transfer:
    note = say(.transferNote)
    fields.insert(PageField("lead", say(.leadUnit), help: say(.transferUnitHelp)), at: 0)
    fields.insert(PageField("holder", say(.holder), help: say(.transferHolderHelp)), at: 1)
  case .suspend: note = say(.suspendNote)
  case .resume:
    note = say(.resumeNote)
    fields = [PageField("note", say(.note), .lines, most: TextLimit.note)]
  default: note = say(.voidNote)
  }
  let asks = wish != .resume && !view.alone.contains(wish)
  if asks { note += say(.asksConsent) }
  return PageForm(
    PageHeading(title, id: wish.rawValue), note: note, path: view.task.href + "/" + wish.rawValue,
    fields: fields.map { state.filled($0) }, submit: asks ? say(.askSubmit, title.lowercased()) : title, isFolded: true,
    prefix: wish.rawValue, isOpen: state.isSent)
}
