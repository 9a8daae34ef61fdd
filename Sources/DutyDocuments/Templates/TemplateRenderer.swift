import Mustache

/// Fills a template; every value is escaped for Markdown, however the tag is written.
///
/// - Shape: text in Markdown.
/// - Errors: `nil` where the text is no template; one that ``DutyBook/TemplateScanner`` accepts always is one.
func filled(_ template: String, _ scope: TemplateScope) -> String? {
  // Values arrive escaped already, so the library must not escape them for HTML on top. It also takes one brace at
  // the very end for a tag that is cut short.
  let text = "{{% CONTENT_TYPE:TEXT}}\n" + template + (template.hasSuffix("{") ? "\n" : "")
  guard let parsed = try? MustacheTemplate(string: text) else { return nil }
  return parsed.render(Frame(scope: scope))
}

/// The names that may be looked up at one level.
private struct Frame: MustacheParent {
  let scope: TemplateScope

  func child(named name: String) -> Any? { scope[name].map { object($0) } }

  private func object(_ value: TemplateValue) -> Any {
    switch value {
    case .text(let text): Leaf(renderText: Markup.escaped(text), isNull: value.isNothing)
    case .count(let count): Leaf(renderText: String(count), isNull: value.isNothing)
    case .rows(let rows): rows.map { Frame(scope: $0) }
    case .lines(let lines): lines.map { Leaf(renderText: Markup.escaped($0), isNull: $0.isEmpty) }
    }
  }
}

/// A text or a number: empty ones do not open a section.
private struct Leaf: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  let isNull: Bool

  func child(named: String) -> Any? { nil }
}
