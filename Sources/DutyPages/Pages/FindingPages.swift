import DutyCalendar
import DutyDocuments
import DutyLedger

/// What the form for a finding offers.
package struct FindingFormView: Sendable {
  /// What may be found, by standard: what stands in the register of standards as open to findings.
  package var kinds: [PageOption]
  /// Where it comes from; empty for a citizen, whose it is without asking.
  package var sources: [PageOption]
  package var mostBytes: Int

  package init(kinds: [PageOption], sources: [PageOption] = [], mostBytes: Int = 10 << 20) {
    self.kinds = kinds
    self.sources = sources
    self.mostBytes = mostBytes
  }
}

/// Files a finding: one page, at most six inputs, no account (随手拍, M35, M39).
package func findingForm(_ view: FindingFormView, _ state: FormState, _ reader: PageReader) -> Page {
  let say = reader.say
  var fields = [
    PageField("text", say(.findingText), .lines, help: say(.findingTextHelp), isRequired: true,
      most: TextLimit.statement),
    PageField("place", say(.findingPlace), help: say(.findingPlaceHelp), isRequired: true,
      most: TextLimit.line),
    PageField("photo", say(.reportPhoto), .photo, help: say(.reportPhotoHelp, String(view.mostBytes >> 20))),
    PageField(
      "kind", say(.findingKind), .select([PageOption("", say(.findingKindUnknown))] + view.kinds),
      help: say(.findingKindHelp)),
  ]
  if view.sources.isEmpty {
    fields.append(
      PageField(
        "contact", say(.findingContact), help: say(.findingContactHelp), autocomplete: "tel", most: TextLimit.line))
  } else {
    fields.append(PageField("source", say(.findingSource), .select(view.sources), isRequired: true))
    fields.append(PageField("reporter", say(.findingReporter), help: say(.findingReporterHelp), most: TextLimit.line))
  }
  var page = Page(say(.fileFinding), lead: say(view.sources.isEmpty ? .fileFindingLead : .fileFindingLeadStaff), tab: .findings)
  page.add(
    .form(
      PageForm(
        nil, path: "/findings", hasFiles: true, fields: fields.map { state.filled($0) }, submit: say(.fileFindingSubmit))))
  return page
}

/// Checks a finding before it is sent on.
package func checkFinding(_ state: FormState, hasPhoto: Bool, _ reader: PageReader) -> FormState {
  let say = reader.say
  var state = state
  state.require("text", say(.needFindingText))
  state.require("place", say(.needFindingPlace))
  state.limit("text", to: TextLimit.statement, reader)
  for field in ["place", "reporter", "contact"] { state.limit(field, to: TextLimit.line, reader) }
  if !state.errors.isEmpty, hasPhoto, state.errors["photo"] == nil { state.errors["photo"] = say(.fileAgain) }
  return state
}

/// Where somebody asks how a finding stands, by its number and the code that came with it.
package func followForm(_ state: FormState, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.followFinding), lead: say(.followLead), tab: .findings)
  let fields = [
    PageField("number", say(.findingNumber), help: say(.findingNumberHelp), isRequired: true, most: 20),
    PageField("code", say(.findingCode), .whole, help: say(.findingCodeHelp), isRequired: true, most: 8),
  ]
  var form = PageForm(
    nil, method: .post, path: "/findings/follow", fields: fields.map { state.filled($0) }, submit: say(.followSubmit))
  form.isOnce = false
  page.add(.form(form))
  return page
}

/// How a finding stands.
///
/// - Shape: ``standing`` is one of `unclassified`, `open`, `fixed`, `not-found`, `not-ours`, `joined`, `void`; what only
///   officials see (``tasks``, ``ownTasks``, ``reporter``) is empty for a citizen.
package struct FindingView: Sendable {
  package var number: String
  package var code: String
  package var standing: String
  package var text: String
  package var place: String
  package var placeID: String
  package var kind: String
  package var source: String
  package var unit: String
  package var foundAt: Instant
  package var due: Instant?
  package var isVeto: Bool
  package var isRelapse: Bool
  package var answers: [(at: Instant, text: String)]
  /// Whether anybody waits for an answer.
  package var hasReporter = true
  package var tasks: [PageTask]
  /// Of one that was joined to another: what was asked for it alone until then.
  package var ownTasks: [PageTask] = []
  package var reporter: String
  /// Who of the register wrote it down, by identifier.
  package var filer = ""
  package var hasPhoto: Bool
  /// The photos that this reader may look at.
  package var photos: [ShownEvidence] = []
  package var mayClassify: Bool
  /// Whether the reader may contest it, or see what became of an appeal against it.
  package var mayContest = false
  package var isContested = false

  package init(
    number: String, code: String, standing: String, text: String, place: String, placeID: String = "", kind: String = "",
    source: String = "", unit: String = "", foundAt: Instant, due: Instant? = nil, isVeto: Bool = false,
    isRelapse: Bool = false, answers: [(at: Instant, text: String)] = [], tasks: [PageTask] = [], reporter: String = "",
    hasPhoto: Bool = false, mayClassify: Bool = false
  ) {
    self.number = number
    self.code = code
    self.standing = standing
    self.text = text
    self.place = place
    self.placeID = placeID
    self.kind = kind
    self.source = source
    self.unit = unit
    self.foundAt = foundAt
    self.due = due
    self.isVeto = isVeto
    self.isRelapse = isRelapse
    self.answers = answers
    self.tasks = tasks
    self.reporter = reporter
    self.hasPhoto = hasPhoto
    self.mayClassify = mayClassify
  }
}

package func findingPage(_ view: FindingView, isNew: Bool, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.findingTitle, view.number), over: view.kind, lead: view.text, tab: .findings)
  if isNew {
    page.add(
      .notice(
        PageNotice(
          .good, say(.findingFiled), lines: [say(.findingKeep, view.number, view.code)],
          link: PageLink(say(.followFinding), "/findings/follow"))))
  }
  var marks = [reader.standingBadge(view.standing)]
  if view.isVeto { marks.insert(PageBadge(reader.words(.vetoMark), .loud), at: 0) }
  if view.isRelapse { marks.append(PageBadge(say(.relapse), .bad)) }
  page.add(
    .facts(
      PageFacts(
        nil,
        [
          PageFact(say(.findingStanding), PageCell("", badges: marks)),
          PageFact(say(.findingCode), view.code), PageFact(say(.findingPlace), PageCell(view.place)),
          PageFact(say(.findingUnit), view.unit),
          PageFact(say(.findingDue), view.due.map { reader.moments.short($0) } ?? ""),
          PageFact(say(.findingFoundAt), reader.moments.short(view.foundAt)),
          PageFact(say(.findingSource), view.source), PageFact(say(.findingReporter), view.reporter),
          PageFact(say(.reportPhoto), view.hasPhoto ? say(.photoKept) : ""),
        ])))
  if let pictures = reader.pictures(view.photos, of: view.text) { page.add(.pictures(pictures)) }
  if view.hasReporter || !view.answers.isEmpty {
    page.add(
      .history(
        PageHistory(
          PageHeading(say(.answersTitle), id: "answers"),
          lines: view.answers.map { .init(when: reader.moments.short($0.at), who: "", what: $0.text) },
          empty: say(.answersNone))))
  }
  for (tasks, title, id) in [
    (view.tasks, Phrase.findingTasks, "tasks"), (view.ownTasks, .findingOwnTasks, "own-tasks"),
  ] where !tasks.isEmpty {
    page.add(
      .cards(
        PageCards(
          PageHeading(say(title), id: id), count: tasks.count, cards: tasks.map { reader.card($0, mayAct: false) },
          empty: say(.none))))
  }
  var links: [PageLink] = []
  if view.mayClassify { links.append(PageLink(say(.classify), "/office/classify/" + view.number)) }
  if view.isContested || view.mayContest {
    links.append(PageLink(say(view.isContested ? .appealSee : .appealLink), appealHref(view.number)))
  }
  if !links.isEmpty { page.add(.text(PageText(nil, [], links: links))) }
  return page
}

/// The list of findings that somebody may see, the newest first.
package struct FindingListView: Sendable {
  package var rows: [FindingView]
  package var isOpenOnly: Bool
  package var span: PageSpan
  package var mayFile: Bool

  package init(rows: [FindingView], isOpenOnly: Bool, span: PageSpan? = nil, mayFile: Bool = true) {
    self.rows = rows
    self.isOpenOnly = isOpenOnly
    self.span = span ?? PageSpan(first: 1, count: rows.count)
    self.mayFile = mayFile
  }
}

package func findingList(_ view: FindingListView, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.tabFindings), lead: say(.findingListLead), tab: .findings)
  var links = [PageLink(say(.followFinding), "/findings/follow")]
  if view.mayFile { links.insert(PageLink(say(.fileFinding), "/findings/new"), at: 0) }
  page.add(.text(PageText(nil, [], links: links)))
  page.add(
    .links(
      PageLinks(
        say(.sections),
        [
          PageLink(say(.findingsOpen), "/findings", isHere: view.isOpenOnly),
          PageLink(say(.findingsAll), "/findings?show=all", isHere: !view.isOpenOnly),
        ])))
  let heading = PageHeading(say(view.isOpenOnly ? .findingsOpen : .findingsAll), id: "findings")
  page.add(.table(reader.table(of: view.rows, heading, note: reader.text(view.span))))
  if view.span.isCut { page.add(.links(reader.links(view.span))) }
  return page
}

extension PageReader {
  /// Findings, one a row.
  func table(of rows: [FindingView], _ heading: PageHeading, note: String = "") -> PageTable {
    PageTable(
      heading, note: note,
      columns: [
        .init(say(.findingNumber)), .init(say(.findingWhat)), .init(say(.place)), .init(say(.findingUnit)),
        .init(say(.findingStanding)), .init(say(.findingDue)),
      ],
      rows: rows.map { row in
        var number = PageCell(row.number, href: "/findings/" + row.number, note: moments.short(row.foundAt))
        number.isCode = true
        return [
          number, PageCell(row.text, note: row.kind), PageCell(row.place), PageCell(row.unit),
          PageCell("", badges: [standingBadge(row.standing)]), PageCell(row.due.map { moments.short($0) } ?? ""),
        ]
      }, empty: say(.findingsNone))
  }

  /// How a finding stands, as a badge.
  func standingBadge(_ standing: String) -> PageBadge {
    switch standing {
    case "unclassified": PageBadge(say(.standingUnclassified), .warning)
    case "open": PageBadge(say(.standingOpen), .warning)
    case "fixed": PageBadge(say(.closureFixed), .good)
    case "not-found": PageBadge(say(.closureNotFound))
    case "not-ours": PageBadge(say(.closureNotOurs))
    case "joined": PageBadge(say(.standingJoined))
    case "void": PageBadge(say(.closureVoid))
    default: PageBadge(standing)
    }
  }
}
