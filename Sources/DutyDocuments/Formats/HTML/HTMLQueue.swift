import DutyCalendar
import DutyDispatch

/// A queue as a page of its own: read on a screen, printed on A4, ticked with a pen.
///
/// - Shape: one sheet per unit or person; table heads repeat on every page of paper, a line is never torn apart; the
///   foot of the paper says whose sheet it is. No script, no image, no request.
struct HTMLQueue {
  private let queue: Queue
  private let words: Words
  private let sheet: SheetText

  init(_ queue: Queue, _ words: Words) {
    self.queue = queue
    self.words = words
    sheet = SheetText(queue.header, words)
  }

  func draw(to outlet: Outlet) {
    var page = HTMLWriter()
    let name = queue.recipient.name
    let title = words(.title) + words(.dot) + name + words(.dot) + queue.header.date.description
    let draft = queue.header.isPreview ? words(.preview) + " " : ""
    page.head(
      title: draft + title,
      footer: draft + queue.header.district + words(.dot) + name + words(.dot)
        + queue.header.date.description, words: words)
    writeHead(&page)
    writeCounts(&page)
    if !queue.lines.isEmpty { writeLines(&page, outlet) }
    if !queue.gaps.isEmpty { writeGaps(&page) }
    if queue.isEmpty {
      page.element("<p>", words(queue.counts.total == 0 ? .nothing : .onlyCounts), "</p>\n")
    } else {
      writeSignature(&page)
    }
    page.end()
    outlet.finish(page.bytes)
  }

  private func writeHead(_ page: inout HTMLWriter) {
    page.raw("<header>\n")
    page.element("<p class=\"over\">", queue.header.district + words(.dot) + words(.title), "</p>\n")
    page.element("<h1>", queue.recipient.name, "</h1>\n")
    let position = sheet.position(queue.recipient)
    if !position.isEmpty { page.element("<p>", position, "</p>\n") }
    page.facts(sheet.facts)
    page.raw("</header>\n")
    page.notices(sheet)
  }

  private func writeCounts(_ page: inout HTMLWriter) {
    let counts = sheet.counts(queue.counts)
    guard !counts.isEmpty else { return }
    page.counts(counts + [(words(.total), queue.counts.total)], label: words(.counts))
  }

  /// One table, so that its head stands once on every page of paper; a group of rows per section.
  private func writeLines(_ page: inout HTMLWriter, _ outlet: Outlet) {
    page.raw("<table class=\"lines\">\n<thead><tr>")
    page.element("<th scope=\"col\" class=\"c-done\">", words(.done), "</th>")
    page.element("<th scope=\"col\" class=\"c-number\">", words(.number) + " / " + words(.role), "</th>")
    page.element("<th scope=\"col\">", words(.task), "</th>")
    page.element("<th scope=\"col\" class=\"c-place\">", words(.place), "</th>")
    page.element("<th scope=\"col\" class=\"c-due\">", words(.due), "</th></tr></thead>\n")
    for section in QueueSection.listed {
      let lines = queue.lines(in: section)
      guard !lines.isEmpty else { continue }
      page.element("<tbody>\n<tr class=\"section\"><th scope=\"rowgroup\" colspan=\"5\">", words(section.term), "")
      page.element("<span class=\"sum\">", words.parenthesised(String(lines.count)), "</span></th></tr>\n")
      for line in lines {
        HTMLLine(sheet.line(line)).write(&page)
        outlet.settle(&page.bytes)
      }
      page.raw("</tbody>\n")
    }
    page.raw("</table>\n")
  }

  private func writeGaps(_ page: inout HTMLWriter) {
    page.raw("<section aria-labelledby=\"designations\">\n<h2 id=\"designations\">")
    page.text(words(.designations) + words.parenthesised(String(queue.gaps.count)))
    page.element("</h2>\n<p>", words(.designationsNote), "</p>\n<table>\n<thead><tr>")
    for column in [Term.gapID, .missingRole, .topic, .witness, .pairs, .span, .reason] {
      page.element("<th scope=\"col\">", words(column), "</th>")
    }
    page.raw("</tr></thead>\n<tbody>\n")
    for gap in queue.gaps {
      page.raw("<tr>")
      let cells = [
        gap.id, sheet.role(gap.role), gap.topicName, gap.witness.name, String(gap.pairs),
        sheet.moments.span(gap.span), gap.reason,
      ]
      for cell in cells { page.element("<td>", cell, "</td>") }
      page.raw("</tr>\n")
    }
    page.raw("</tbody>\n</table>\n</section>\n")
  }

  private func writeSignature(_ page: inout HTMLWriter) {
    page.raw("<p class=\"sign\">")
    for term in [Term.signedBy, .signedOn, .remarks] {
      page.element("<span>", words(term) + words(.colon), "</span>")
    }
    page.raw("</p>\n")
  }
}

extension HTMLWriter {
  mutating func facts(_ facts: [(label: String, value: String)]) {
    raw("<dl class=\"facts\">")
    for fact in facts {
      element("<div><dt>", fact.label, "</dt>")
      element("<dd>", fact.value, "</dd></div>")
    }
    raw("</dl>\n")
  }

  mutating func notices(_ sheet: SheetText) {
    if sheet.header.isPreview { element("<p class=\"notice draft\">", sheet.words(.preview), "</p>\n") }
    for notice in sheet.notices { element("<p class=\"notice\">", notice, "</p>\n") }
  }

  /// Numbers, each beside its name.
  mutating func counts(_ counts: [(label: String, count: Int)], label: String) {
    raw("<ul class=\"counts\" aria-label=\"")
    text(label)
    raw("\">")
    for count in counts {
      element("<li>", count.label, "")
      element("<b>", String(count.count), "</b></li>")
    }
    raw("</ul>\n")
  }
}
