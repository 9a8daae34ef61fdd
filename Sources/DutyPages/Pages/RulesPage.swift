import DutyCalendar
import DutyDocuments

/// A rule and what it decides today.
package struct RuleItem: Hashable, Sendable {
  package var id: String
  package var rank: Int
  /// `responsibility/20-patrol.yaml:4`.
  package var source: String
  package var basis: String
  /// Role, its expression as it was written, and how many questions it decides today.
  package var roles: [RoleLine]
  /// Questions of which it decides some role today.
  package var decides: Int
  /// The people and units it names today, the most named first.
  package var people: [NamedCount]
  package var units: [NamedCount]
  package var isDesignation: Bool

  package struct RoleLine: Hashable, Sendable {
    package var role: String
    package var expression: String
    package var decides: Int

    package init(role: String, expression: String, decides: Int) {
      self.role = role
      self.expression = expression
      self.decides = decides
    }
  }

  package struct NamedCount: Hashable, Sendable {
    package var name: String
    package var count: Int

    package init(_ name: String, _ count: Int) {
      self.name = name
      self.count = count
    }
  }

  package init(
    id: String, rank: Int, source: String, basis: String = "", roles: [RoleLine], decides: Int = 0,
    people: [NamedCount] = [], units: [NamedCount] = [], isDesignation: Bool = false
  ) {
    self.id = id
    self.rank = rank
    self.source = source
    self.basis = basis
    self.roles = roles
    self.decides = decides
    self.people = people
    self.units = units
    self.isDesignation = isDesignation
  }
}

/// The rule book in force, as it is read today.
///
/// - Shape: ``digest`` is the book's, its first twelve digits; ``changes`` compares its files with the book before.
package struct RulesView: Sendable {
  package struct FileChange: Hashable, Sendable {
    package var path: String
    package var added: Int
    package var removed: Int

    package init(path: String, added: Int, removed: Int) {
      self.path = path
      self.added = added
      self.removed = removed
    }
  }

  package var digest: String
  package var since: Instant?
  package var counts: [(Phrase, Int)]
  package var rules: [RuleItem]
  package var questions: Int
  package var changes: [FileChange]
  /// What the last change did to the plan; `nil` where the book before it cannot be read any more.
  package var plan: PlanChange?
  package var previous: String

  package init(
    digest: String, since: Instant?, duties: Int, standards: Int, places: Int, people: Int, rules: [RuleItem],
    questions: Int, changes: [FileChange] = [], plan: PlanChange? = nil, previous: String = ""
  ) {
    self.digest = digest
    self.since = since
    counts = [(.countRules, rules.count { !$0.isDesignation }), (.countDuties, duties), (.countStandards, standards), (.countPlaces, places), (.countPeople, people)]
    self.rules = rules
    self.questions = questions
    self.changes = changes
    self.plan = plan
    self.previous = previous
  }
}

package func rulesPage(_ view: RulesView, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.rulesTitle), lead: say(.rulesLead, String(view.questions)), tab: .rules)
  page.add(
    .facts(
      PageFacts(
        nil,
        [
          PageFact(say(.bookDigest), String(view.digest.prefix(12))),
          PageFact(say(.bookSince), view.since.map { reader.moments.plain($0) } ?? ""),
        ] + view.counts.map { PageFact(say($0), String($1)) })))
  page.add(.links(PageLinks(say(.sections), [PageLink(say(.rulesTable), "#rules"), PageLink(say(.lastDiff), "#diff")])))
  page.add(
    .table(
      PageTable(
        PageHeading(say(.rulesTable), id: "rules"), note: say(.rulesNote),
        columns: [
          .init(say(.whyRule)), .init(say(.ruleSays)), .init(say(.ruleDecides), isNumber: true),
          .init(say(.ruleWho), isNumber: true), .init(say(.ruleSource)),
        ],
        rows: view.rules.map { rule in
          [
            PageCell(
              rule.id, href: "/rules/" + encoded(rule.id), note: rule.basis,
              badges: rule.isDesignation ? [PageBadge(say(.designation))] : []),
            PageCell(rule.roles.map { reader.roleName($0.role) + say(.colon) + $0.expression }.joined(separator: "；")),
            .number(String(rule.decides)), .number(String(rule.people.count + rule.units.count)),
            PageCell(rule.source, note: say(.ruleRank, String(rule.rank))),
          ]
        }, empty: say(.none))))
  let heading = PageHeading(say(.lastDiff), id: "diff")
  if view.previous.isEmpty {
    page.add(.text(PageText(heading, [say(.diffFirst)])))
  } else {
    let note = say(.diffNote, String(view.previous.prefix(12)))
    if let plan = view.plan {
      for block in planBlocks(plan, note: note, heading, reader) { page.add(block) }
    } else {
      page.add(.text(PageText(heading, [note, say(.diffUnread)])))
    }
    let files = view.changes.map { "\($0.path)（+\($0.added) −\($0.removed)）" }
    page.add(.text(PageText(nil, [files.isEmpty ? say(.diffNone) : say(.planFiles, say.list(files))])))
  }
  return page
}

/// So many lines of a rule are shown; the others when they are asked for.
private let mostLines = 40

/// One rule: what it says, what it decides today, and whom it names.
package func rulePage(_ rule: RuleItem, text: [String], _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(rule.id, over: say(.whyRule), lead: rule.basis, tab: .rules)
  page.add(
    .facts(
      PageFacts(
        nil,
        [
          PageFact(say(.ruleSource), rule.source), PageFact(say(.rankLabel), String(rule.rank)),
          PageFact(say(.ruleDecides), String(rule.decides)),
        ])))
  page.add(
    .table(
      PageTable(
        PageHeading(say(.ruleSays), id: "says"),
        columns: [.init(say(.whyRole)), .init(say(.whyExpression)), .init(say(.ruleDecides), isNumber: true)],
        rows: rule.roles.map { [PageCell(reader.roleName($0.role)), PageCell($0.expression), .number(String($0.decides))] },
        empty: say(.none), staysTable: true)))
  if !text.isEmpty {
    var verbatim = PageText(PageHeading(say(.ruleText), id: "text"), [text.prefix(mostLines).joined(separator: "\n")])
    verbatim.isVerbatim = true
    let rest = text.dropFirst(mostLines)
    if !rest.isEmpty {
      verbatim.rest = PageRest(label: say(.moreLines, String(rest.count)), paragraphs: [rest.joined(separator: "\n")])
    }
    page.add(.text(verbatim))
  }
  for (named, phrase, id) in [(rule.people, Phrase.rulePeople, "people"), (rule.units, .ruleUnits, "units")] {
    guard !named.isEmpty else { continue }
    page.add(
      .table(
        PageTable(
          PageHeading(say(phrase), id: id),
          note: named.count > 40 ? say(.firstOfAll, "40", String(named.count)) : "",
          columns: [.init(say(.name)), .init(say(.ruleDecides), isNumber: true)],
          rows: named.prefix(40).map { [PageCell($0.name), .number(String($0.count))] }, empty: say(.none), staysTable: true)))
  }
  return page
}
