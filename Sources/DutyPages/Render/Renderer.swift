import DutyCalendar
import DutyDocuments
import Synchronization

/// Turns pages into HTML for one reader.
package struct PageRenderer: Sendable {
  let reader: PageReader
  private let keys: FormKeys

  /// - Parameter formKey: what the forms of this rendering are known by when they are sent, and sent again: a text that
  ///   nobody can guess and no other rendering has. Empty for pages whose forms may be sent as often as one likes.
  package init(_ reader: PageReader, formKey: String = "") {
    self.reader = reader
    keys = FormKeys(formKey)
  }

  /// The whole document.
  package func html(_ page: Page) -> String {
    let say = reader.say
    var scope = Scope([
      "language": .text(say.language), "title": .text(page.title),
      "tabTitle": .text(page.title == reader.site ? reader.site : page.title + " · " + reader.site), "site": .text(reader.site),
      "style": .text(Assets.style.path), "icon": .text(Assets.icon.path), "script": .text(Assets.script.path),
      "skip": .text(say(.skip)), "tabsLabel": .text(say(.mainNavigation)), "hasTabs": .flag(!reader.tabs.isEmpty),
      "who": .text(reader.name), "token": .markup(token), "logout": .text(say(.logOut)), "over": .text(page.over),
      "lead": .text(page.lead), "asOf": .text(say(.asOf, reader.moments.plain(reader.now))),
      "languageLabel": .text(say(.languages)),
    ])
    scope["login"] = .text(reader.name.isEmpty && !reader.isAtLogin ? say(.logIn) : "")
    scope["tabs"] = .rows(
      reader.tabs.map { tab in
        Scope(["href": .text(tab.path), "name": .text(say(tab.phrase)), "isHere": .flag(tab == page.tab)])
      })
    scope["languages"] = .rows(
      PageLocale.allCases.map { locale in
        Scope([
          "href": .text(reader.href(in: locale)), "code": .text(locale.rawValue), "name": .text(locale.ownName),
          "isHere": .flag(locale == reader.locale),
        ])
      })
    scope["body"] = .markup(page.blocks.map { block($0) }.joined())
    return Templates.layout(scope)
  }

  func block(_ block: PageBlock) -> String {
    switch block {
    case .notice(let notice): self.notice(notice)
    case .text(let text): self.text(text)
    case .document(let document): document.html
    case .links(let links): self.links(links)
    case .facts(let facts): self.facts(facts)
    case .cards(let cards): self.cards(cards)
    case .table(let table): self.table(table)
    case .form(let form): self.form(form)
    case .history(let history): self.history(history)
    case .pictures(let pictures): self.pictures(pictures)
    case .figure(let figure):
      Templates.figure(
        Scope(["id": .text(figure.heading?.id ?? ""), "head": .markup(head(figure.heading)), "svg": .markup(figure.svg)]))
    }
  }

  func head(_ heading: PageHeading?, count: String = "") -> String {
    guard let heading else { return "" }
    return Templates.heading(
      Scope(["id": .text(heading.id), "heading": .text(heading.text), "count": .text(count)]))
  }

  private func notice(_ notice: PageNotice) -> String {
    Templates.notice(
      Scope([
        "tone": .text(notice.tone.rawValue), "isAlert": .flag(notice.tone == .bad), "title": .text(notice.title),
        "lines": .rows(notice.lines.map { Scope(["line": .text($0)]) }),
        "link": .markup(notice.link.map { "<p>" + link($0) + "</p>\n" } ?? ""), "detail": .text(notice.detail),
        "detailLabel": .text(reader.say(.systemSaid)),
      ]))
  }

  private func text(_ text: PageText) -> String {
    Templates.text(
      Scope([
        "id": .text(text.heading?.id ?? ""), "head": .markup(head(text.heading)),
        "paragraphs": .rows(text.paragraphs.map { Scope(["line": .text($0)]) }),
        "isVerbatim": .flag(text.isVerbatim), "restLabel": .text(text.rest.label),
        "rest": .rows(text.rest.paragraphs.map { Scope(["line": .text($0)]) }), "hasRest": .flag(!text.rest.paragraphs.isEmpty),
        "links": .markup(text.links.map { link($0) }.joined(separator: " ")),
      ]))
  }

  private func links(_ links: PageLinks) -> String {
    guard !links.links.isEmpty else { return "" }
    func rows(_ links: [PageLink]) -> Value {
      .rows(
        links.map { link in
          Scope([
            "href": .text(link.href), "name": .text(link.text), "count": .text(link.count), "isHere": .flag(link.isHere),
          ])
        })
    }
    return Templates.links(
      Scope([
        "label": .text(links.label), "rows": rows(links.links), "rest": rows(links.rest),
        "restLabel": .text(links.restLabel), "hasRest": .flag(!links.rest.isEmpty),
      ]))
  }

  private func facts(_ facts: PageFacts) -> String {
    guard !facts.rows.isEmpty else { return "" }
    let rows = facts.rows.map { Scope(["label": .text($0.label), "cell": .markup(cell($0.value))]) }
    return Templates.facts(
      Scope(["id": .text(facts.heading?.id ?? ""), "head": .markup(head(facts.heading)), "rows": .rows(rows)]))
  }

  private func pictures(_ pictures: PagePictures) -> String {
    let rows = pictures.pictures.map {
      Scope(["href": .text($0.href), "label": .text($0.label), "caption": .text($0.caption)])
    }
    return Templates.pictures(
      Scope([
        "id": .text(pictures.heading.id), "head": .markup(head(pictures.heading)), "rows": .rows(rows),
      ]))
  }

  private func history(_ history: PageHistory) -> String {
    let lines = history.lines.map { line in
      Scope([
        "when": .text(line.when), "who": .text(line.who), "what": .text(line.what), "said": .text(line.note),
      ])
    }
    return Templates.history(
      Scope([
        "id": .text(history.heading.id), "head": .markup(head(history.heading)),
        "empty": .text(lines.isEmpty ? history.empty : ""), "hasLines": .flag(!lines.isEmpty), "lines": .rows(lines),
      ]))
  }

  // MARK: Small parts

  func link(_ link: PageLink) -> String {
    let out = Markup.Writer()
    out.markup("<a class=\"button\" href=\"").text(link.href).markup("\">").text(link.text).markup("</a>")
    return out.html
  }

  func action(_ action: PageAction) -> String {
    let out = Markup.Writer()
    out.markup("<form method=\"post\" action=\"").text(action.path).markup("\">").markup(token).markup(once())
    out.markup(hidden(action.hidden)).markup(action.isMain ? "<button class=\"main\"" : "<button")
    if !action.label.isEmpty { out.markup(" aria-label=\"").text(action.label).markup("\"") }
    out.markup(">").text(action.text).markup("</button></form>")
    return out.html
  }

  func hidden(_ fields: [PageHidden]) -> String {
    fields.map { field in
      "<input type=\"hidden\" name=\"" + Markup(field.name).html + "\" value=\"" + Markup(field.value).html + "\">"
    }.joined()
  }

  /// What proves that a form came from a page of ours.
  var token: String {
    reader.token.isEmpty ? "" : hidden([PageHidden(PageReader.tokenField, reader.token)])
  }

  /// What a form is known by when it is sent again: each of a page has a key of its own.
  func once() -> String {
    keys.next().map { hidden([PageHidden(PageReader.onceField, $0)]) } ?? ""
  }

  func badges(_ badges: [PageBadge]) -> String {
    badges.map { "<span class=\"badge " + $0.tone.rawValue + "\">" + Markup($0.text).html + "</span>" }
      .joined(separator: " ")
  }

  /// The inside of a table's cell or of a fact.
  func cell(_ cell: PageCell) -> String {
    var html = Markup(cell.text).html
    if !cell.href.isEmpty { html = "<a href=\"" + Markup(cell.href).html + "\">" + html + "</a>" }
    if !cell.badges.isEmpty { html += (html.isEmpty ? "" : " ") + badges(cell.badges) }
    if !cell.note.isEmpty { html += "<span class=\"under\">" + Markup(cell.note).html + "</span>" }
    if let act = cell.action { html += " " + action(act) }
    return html
  }
}

/// The keys of one rendering's forms: `KEY-1`, `KEY-2`, in the order in which they stand on the page.
private final class FormKeys: Sendable {
  private let key: String
  private let count = Atomic(0)

  init(_ key: String) { self.key = key }

  func next() -> String? {
    guard !key.isEmpty else { return nil }
    return key + "-" + String(count.add(1, ordering: .relaxed).newValue)
  }
}
