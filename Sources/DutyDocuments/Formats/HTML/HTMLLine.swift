import DutyCalendar
import DutyDispatch

/// One line of a sheet as a row.
struct HTMLLine {
  private let text: LineText
  private let words: Words
  private let task: QueueTask

  init(_ text: LineText) {
    self.text = text
    words = text.words
    task = text.line.task
  }

  func write(_ page: inout HTMLWriter) {
    page.raw("<tr><td class=\"done\"><input type=\"checkbox\" aria-label=\"")
    page.text(words(.done) + " " + task.number)
    page.raw("\"></td>")
    page.element("<td><span class=\"number\">", task.number, "</span><br>")
    page.element("<span class=\"check\">", words(.checkCode), " ")
    page.element("<b>", task.checkCode, "</b></span><br>")
    page.element("<span class=\"role\">", text.role, "</span></td><td>")
    writeWhat(&page)
    page.element("</td><td>", task.subject.name, "")
    if !text.path.isEmpty { page.element("<p class=\"small\">", text.path, "</p>") }
    page.element("</td><td>", text.due, "")
    if let lateness = text.lateness { page.element("<span class=\"late\">", lateness, "</span>") }
    page.element("<p class=\"small\">", isClock ? "" : text.limit + words(.dot), "")
    page.element("", text.state, "</p></td></tr>\n")
  }

  /// A limit that is a wall time says nothing beyond the deadline.
  private var isClock: Bool { task.limit.isEmpty || WallMinute(task.limit) != nil }

  private func writeWhat(_ page: inout HTMLWriter) {
    for mark in text.marks {
      let isLoud = mark == words(.vetoMark)
      page.element(isLoud ? "<span class=\"mark loud\">" : "<span class=\"mark\">", mark, "</span> ")
    }
    page.element("<span class=\"what\">", task.title, "</span> ")
    page.element("<span class=\"label still\">", text.period.isEmpty ? task.period : text.period, "</span>")
    if !task.ask.isEmpty { page.element("<p>", task.ask, "</p>") }
    if !text.items.isEmpty {
      page.raw("<ul class=\"list\">")
      for item in text.items { page.element("<li>", item, "</li>") }
      page.raw("</ul>")
    }
    if !text.evidence.isEmpty {
      page.element("<p><span class=\"label\">", words(.evidence) + words(.colon), "</span>")
      page.element("", text.evidence, "</p>")
    }
    page.element("<p class=\"small\">", words(.why) + words(.colon) + text.why, "</p>")
  }
}
