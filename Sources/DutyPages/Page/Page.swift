/// A page as a value: what it says, in which order; how it looks is the templates' and the style sheet's business.
///
/// - Shape: ``title`` is the only heading of the first level; blocks with a heading are of the second, what stands in
///   them of the third.
package struct Page: Hashable, Sendable {
  package var title: String
  /// A line above the title: what kind of thing it is, its number.
  package var over: String
  /// A sentence under the title.
  package var lead: String
  package var tab: PageTab?
  package var blocks: [PageBlock]

  package init(_ title: String, over: String = "", lead: String = "", tab: PageTab? = nil, blocks: [PageBlock] = []) {
    self.title = title
    self.over = over
    self.lead = lead
    self.tab = tab
    self.blocks = blocks
  }

  package mutating func add(_ block: PageBlock) { blocks.append(block) }
}

/// The places that the head of every page leads to.
package enum PageTab: String, Hashable, Sendable, CaseIterable {
  case queue, office, findings, league, places, rules, campaigns, search

  package var path: String {
    switch self {
    case .queue: "/queue"
    case .office: "/office"
    case .findings: "/findings"
    case .league: "/league"
    case .places: "/places"
    case .rules: "/rules"
    case .campaigns: "/campaigns"
    case .search: "/search"
    }
  }
}

/// One part of a page.
package enum PageBlock: Hashable, Sendable {
  case notice(PageNotice)
  case text(PageText)
  case document(PageDocument)
  case links(PageLinks)
  case facts(PageFacts)
  case cards(PageCards)
  case table(PageTable)
  case form(PageForm)
  case history(PageHistory)
  case figure(PageFigure)
  case pictures(PagePictures)
}

/// A heading of the second level and the name by which it is linked to.
package struct PageHeading: Hashable, Sendable {
  package var text: String
  package var id: String

  package init(_ text: String, id: String) {
    self.text = text
    self.id = id
  }
}

package struct PageLink: Hashable, Sendable {
  package var text: String
  package var href: String
  /// A number beside it.
  package var count: String
  package var isHere: Bool

  package init(_ text: String, _ href: String, count: String = "", isHere: Bool = false) {
    self.text = text
    self.href = href
    self.count = count
    self.isHere = isHere
  }
}

/// Something to be noticed before everything else.
package struct PageNotice: Hashable, Sendable {
  package enum Tone: String, Hashable, Sendable { case good, plain, warning, bad }
  package var tone: Tone
  package var title: String
  package var lines: [String]
  package var link: PageLink?
  /// What a machine said, in its own language; shown when asked for.
  package var detail: String

  package init(_ tone: Tone, _ title: String, lines: [String] = [], link: PageLink? = nil, detail: String = "") {
    self.tone = tone
    self.title = title
    self.lines = lines
    self.link = link
    self.detail = detail
  }
}

/// Paragraphs.
package struct PageText: Hashable, Sendable {
  /// Shown as it was written, with its blanks: lines of a file.
  package var isVerbatim = false
  package var heading: PageHeading?
  package var paragraphs: [String]
  package var links: [PageLink]
  /// What is folded away because it is long, under words that say how much it is.
  package var rest = PageRest(label: "", paragraphs: [])

  package init(_ heading: PageHeading? = nil, _ paragraphs: [String] = [], links: [PageLink] = []) {
    self.heading = heading
    self.paragraphs = paragraphs
    self.links = links
  }
}

/// The rest of a long text, shown to whoever asks for it.
package struct PageRest: Hashable, Sendable {
  package var label: String
  package var paragraphs: [String]

  package init(label: String, paragraphs: [String]) {
    self.label = label
    self.paragraphs = paragraphs
  }
}

/// A document as it is printed: made elsewhere as safe HTML, its title a heading of the second level.
package struct PageDocument: Hashable, Sendable {
  package var html: String

  package init(html: String) { self.html = html }
}

/// A row of places to go to: sections of the page, neighbours in a tree, pages of a list.
package struct PageLinks: Hashable, Sendable {
  package var label: String
  package var links: [PageLink]
  /// Those that are folded away because there are many, under words that say how many.
  package var rest: [PageLink]
  package var restLabel: String

  package init(_ label: String, _ links: [PageLink], rest: [PageLink] = [], restLabel: String = "") {
    self.label = label
    self.links = links
    self.rest = rest
    self.restLabel = restLabel
  }
}

/// Names and what they stand for.
package struct PageFacts: Hashable, Sendable {
  package var heading: PageHeading?
  package var rows: [PageFact]

  package init(_ heading: PageHeading? = nil, _ rows: [PageFact]) {
    self.heading = heading
    self.rows = rows.filter { !$0.value.text.isEmpty || !$0.value.badges.isEmpty }
  }
}

package struct PageFact: Hashable, Sendable {
  package var label: String
  package var value: PageCell

  package init(_ label: String, _ value: PageCell) {
    self.label = label
    self.value = value
  }

  package init(_ label: String, _ text: String) {
    self.init(label, PageCell(text))
  }
}

/// A few words in a box: a state, a warning. Its meaning is its text; the tone only helps.
package struct PageBadge: Hashable, Sendable {
  package enum Tone: String, Hashable, Sendable { case plain, good, warning, bad, loud }
  package var text: String
  package var tone: Tone

  package init(_ text: String, _ tone: Tone = .plain) {
    self.text = text
    self.tone = tone
  }
}

/// A figure drawn elsewhere: SVG without script and without style attributes.
package struct PageFigure: Hashable, Sendable {
  package var heading: PageHeading?
  package var svg: String

  package init(_ heading: PageHeading? = nil, svg: String) {
    self.heading = heading
    self.svg = svg
  }
}

/// What happened, in order.
package struct PageHistory: Hashable, Sendable {
  package struct Line: Hashable, Sendable {
    package var when: String
    package var who: String
    package var what: String
    package var note: String

    package init(when: String, who: String, what: String, note: String = "") {
      self.when = when
      self.who = who
      self.what = what
      self.note = note
    }
  }

  package var heading: PageHeading
  package var lines: [Line]
  package var empty: String

  package init(_ heading: PageHeading, lines: [Line], empty: String) {
    self.heading = heading
    self.lines = lines
    self.empty = empty
  }
}
