extension PageRenderer {
  func cards(_ cards: PageCards) -> String {
    let body = Markup.Writer()
    for card in cards.cards { write(card, to: body) }
    return Templates.cards(
      Scope([
        "id": .text(cards.heading.id), "head": .markup(head(cards.heading, count: cards.count.map { String($0) } ?? "")),
        "note": .text(cards.note), "empty": .text(cards.cards.isEmpty ? cards.empty : ""), "cards": .markup(body.html),
        "more": .markup(more(cards.more)),
      ]))
  }

  /// One card. A queue has dozens of them, and a template for each would take longer than all that is read for it.
  private func write(_ card: PageCard, to out: Markup.Writer) {
    out.markup(card.late.isEmpty ? "<li class=\"card\">\n" : "<li class=\"card is-late\">\n")
    out.markup("<h3><a href=\"").text(card.href).markup("\">").text(card.title).markup("</a></h3>\n")
    if !card.badges.isEmpty { out.markup("<p class=\"badges\">").markup(badges(card.badges)).markup("</p>\n") }
    if !card.place.isEmpty {
      out.markup("<p class=\"place\">").text(card.place)
      if !card.path.isEmpty { out.markup(" <span class=\"path\">").text(card.path).markup("</span>") }
      out.markup("</p>\n")
    }
    if !card.text.isEmpty { out.markup("<p class=\"said\">").text(card.text).markup("</p>\n") }
    if !card.alert.isEmpty { out.markup("<p class=\"said alert\">").text(card.alert).markup("</p>\n") }
    if !card.due.isEmpty {
      out.markup("<p class=\"due\">").text(card.due)
      if !card.late.isEmpty { out.markup(" <strong class=\"late\">").text(card.late).markup("</strong>") }
      out.markup("</p>\n")
    }
    let small = card.small.filter { !$0.isEmpty }.joined(separator: " · ")
    out.markup("<p class=\"small\">").text(small).markup("</p>\n")
    if !card.actions.isEmpty || !card.links.isEmpty {
      out.markup("<div class=\"act\">")
      out.markup((card.actions.map { action($0) } + card.links.map { link($0) }).joined(separator: " "))
      out.markup("</div>\n")
    }
    out.markup("</li>\n")
  }

  func more(_ more: PageLink?) -> String {
    more.map { "<p class=\"more\">" + link($0) + "</p>\n" } ?? ""
  }

  func table(_ table: PageTable) -> String {
    let columns = table.columns.map { column in
      "<th scope=\"col\"" + (column.isNumber ? " class=\"n\"" : "") + ">" + Markup(column.text).html + "</th>"
    }
    return Templates.table(
      Scope([
        "id": .text(table.heading.id), "head": .markup(head(table.heading)), "note": .text(table.note),
        "empty": .text(table.rows.isEmpty ? table.empty : ""), "staysTable": .flag(table.staysTable),
        "columns": .markup(columns.joined()), "rows": .markup(table.rows.map { row($0, table) }.joined()),
        "more": .markup(more(table.more)),
      ]))
  }

  /// One row; on a phone each cell says the head of its column.
  private func row(_ cells: [PageCell], _ table: PageTable) -> String {
    var html = "<tr>"
    for (index, cell) in cells.enumerated() {
      let isName = index == 0
      var classes: [String] = []
      if cell.isNumber { classes.append("n") }
      if cell.isCode { classes.append("code") }
      if let heat = cell.heat { classes.append("h" + String(heat)) }
      html += isName ? "<th scope=\"row\"" : "<td"
      if !classes.isEmpty { html += " class=\"" + classes.joined(separator: " ") + "\"" }
      if !isName, !table.staysTable, table.columns.indices.contains(index) {
        html += " data-head=\"" + Markup(table.columns[index].text).html + "\""
      }
      html += ">" + self.cell(cell) + (isName ? "</th>" : "</td>")
    }
    return html + "</tr>\n"
  }
}
