extension PageRenderer {
  func cards(_ cards: PageCards) -> String {
    let body = cards.cards.map { card($0) }.joined()
    return Templates.cards(
      Scope([
        "id": .text(cards.heading.id), "head": .markup(head(cards.heading, count: cards.count.map { String($0) } ?? "")),
        "note": .text(cards.note), "empty": .text(cards.cards.isEmpty ? cards.empty : ""), "cards": .markup(body),
        "more": .markup(more(cards.more)),
      ]))
  }

  private func card(_ card: PageCard) -> String {
    let marks = badges(card.badges)
    let actions = card.actions.map { action($0) } + card.links.map { link($0) }
    return Templates.card(
      Scope([
        "late": .text(card.late), "href": .text(card.href), "title": .text(card.title),
        "badges": .markup(marks.isEmpty ? "" : "<p class=\"badges\">" + marks + "</p>\n"), "place": .text(card.place),
        "path": .text(card.path), "text": .text(card.text), "due": .text(card.due),
        "small": .text(card.small.filter { !$0.isEmpty }.joined(separator: " · ")),
        "actions": .markup(actions.joined(separator: " ")),
      ]))
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
