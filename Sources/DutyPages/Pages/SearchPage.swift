import DutyDocuments

/// What was found for a few words: tasks and findings by number, places, units and people by name.
package struct SearchView: Sendable {
  package struct Hit: Hashable, Sendable {
    package var title: String
    package var href: String
    package var about: String

    package init(_ title: String, _ href: String, about: String = "") {
      self.title = title
      self.href = href
      self.about = about
    }
  }

  package var text: String
  package var groups: [(title: Phrase, hits: [Hit], hasMore: Bool)]

  package init(text: String) {
    self.text = text
    groups = []
  }

  package mutating func add(_ title: Phrase, _ hits: [Hit], hasMore: Bool = false) {
    if !hits.isEmpty { groups.append((title, hits, hasMore)) }
  }
}

package func searchPage(_ view: SearchView, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.tabSearch), tab: .search)
  page.add(
    .form(
      PageForm(
        nil, method: .get, path: "/search",
        fields: [PageField("q", say(.searchFor), value: view.text, help: say(.searchHelp), most: 60)],
        submit: say(.tabSearch))))
  guard !view.text.isEmpty else { return page }
  if view.groups.isEmpty {
    page.add(.notice(PageNotice(.plain, say(.searchNone, view.text), lines: [say(.searchWhole)])))
  }
  for (index, group) in view.groups.enumerated() {
    page.add(
      .table(
        PageTable(
          PageHeading(say(group.title), id: "found-" + String(index + 1)),
          note: group.hasMore ? say(.firstOfNames, String(group.hits.count)) : "",
          columns: [.init(say(.name)), .init(say(.about))],
          rows: group.hits.map { [PageCell($0.title, href: $0.href), PageCell($0.about)] }, empty: say(.none),
          staysTable: true)))
  }
  return page
}
