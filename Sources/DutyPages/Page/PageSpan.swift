/// Which part of a list a page shows, and where the others are: a cut list says so.
///
/// - Shape: ``first`` counts from 1; ``total`` is `nil` where nobody counted, ``isAtLeast`` where counting was given up.
package struct PageSpan: Hashable, Sendable {
  package var first: Int
  package var count: Int
  package var total: Int?
  package var isAtLeast: Bool
  /// Empty where there is none.
  package var previous: String
  package var next: String
  /// The first page, for a list that is read one way only.
  package var start: String

  package init(
    first: Int, count: Int, total: Int? = nil, isAtLeast: Bool = false, previous: String = "", next: String = "",
    start: String = ""
  ) {
    self.first = first
    self.count = count
    self.total = total
    self.isAtLeast = isAtLeast
    self.previous = previous
    self.next = next
    self.start = start
  }

  package var isCut: Bool { !previous.isEmpty || !next.isEmpty || !start.isEmpty }
}

extension PageReader {
  /// `第 121–240 件，共 431 件`; empty for a list that is shown whole.
  func text(_ span: PageSpan) -> String {
    guard span.isCut else { return "" }
    let part = [String(span.first), String(span.first + span.count - 1)]
    if span.count == 0 { return say(.spanNone) }
    guard let total = span.total else { return say(.spanOpen, part[0], part[1]) }
    return say(span.isAtLeast ? .spanAtLeast : .spanOf, part[0], part[1], String(total))
  }

  /// The ways to the pages before and after; those above a list are called otherwise than those below it.
  func links(_ span: PageSpan, isAbove: Bool = false) -> PageLinks {
    var links: [PageLink] = []
    if !span.start.isEmpty { links.append(PageLink(say(.firstPage), span.start)) }
    if !span.previous.isEmpty { links.append(PageLink(say(.previousPage), span.previous)) }
    if !span.next.isEmpty { links.append(PageLink(say(.nextPage), span.next)) }
    return PageLinks(say(isAbove ? .pagesAbove : .pagesLabel), links)
  }
}
