/// Something in a template that it may not contain.
///
/// - Shape: ``line`` and ``column`` from 1, columns in characters, of the tag's first brace.
package struct TemplateFault: Hashable, Sendable {
  package enum Cause: Hashable, Sendable {
    /// `{{` without `}}`.
    case openTag
    /// A kind of tag that is not offered: `{{{`, `{{&`, `{{>`, `{{<`, `{{$`, `{{=`, `{{%`.
    case unsupportedTag(String)
    /// What stands in the tag is no name.
    case malformedName(String)
    /// A name that documents of this form do not have; the names that may stand here.
    case unknownName(String, known: [String])
    /// A list written as if it were a text.
    case rowsAsText(String)
    /// `{{/name}}` without its beginning, or of another section.
    case strayEnd(String, open: String?)
    /// A section that is never ended.
    case openSection(String)
    /// Sections nested deeper than any document needs.
    case tooDeep
  }

  package var cause: Cause
  package var line: Int
  package var column: Int

  package init(_ cause: Cause, line: Int, column: Int) {
    self.cause = cause
    self.line = line
    self.column = column
  }
}

/// Checks a template's tags without rendering it.
///
/// - Shape: plain values `{{name}}`, sections `{{#name}}…{{/name}}`, inverted sections `{{^name}}…{{/name}}` and comments
///   `{{! … }}`. Values are always escaped, so there is no tag for raw ones; partials and other delimiters are not offered.
/// - Law: what this accepts, the renderer's own parser accepts.
/// - Source: the Mustache manual, of which this is a part.
package struct TemplateScanner {
  static let depthLimit = 16

  private struct Section {
    var name: String
    var line: Int
    var column: Int
    /// What a section on rows adds; `nil` for lines, whose `.` is the line.
    var names: [TemplateVariable]
    var hasDot: Bool
  }

  private let characters: [Character]
  private let variables: [TemplateVariable]
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var sections: [Section] = []
  private var faults: [TemplateFault] = []

  private init(_ text: String, _ variables: [TemplateVariable]) {
    characters = Array(text)
    self.variables = variables
  }

  /// Everything that is wrong with the tags of `text`, in order.
  package static func faults(in text: String, variables: [TemplateVariable]) -> [TemplateFault] {
    var scanner = TemplateScanner(text, variables)
    scanner.run()
    return scanner.faults.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private mutating func run() {
    while position < characters.count {
      if characters[position] == "{", position + 1 < characters.count, characters[position + 1] == "{" {
        tag()
      } else {
        advance()
      }
    }
    for section in sections {
      faults.append(TemplateFault(.openSection(section.name), line: section.line, column: section.column))
    }
  }

  private mutating func advance() {
    if characters[position].isNewline {
      line += 1
      lineStart = position + 1
    }
    position += 1
  }

  private mutating func tag() {
    let at = (line: line, column: position - lineStart + 1)
    func fault(_ cause: TemplateFault.Cause) -> TemplateFault { TemplateFault(cause, line: at.line, column: at.column) }
    guard let end = closing(from: position + 2) else {
      faults.append(fault(.openTag))
      position = characters.count
      return
    }
    let inside = characters[(position + 2)..<end]
    while position < end + 2 { advance() }
    if let sign = inside.first, "{&><$=%*".contains(sign) {
      faults.append(fault(.unsupportedTag("{{" + String(sign))))
    } else if inside.first != "!" {
      if let cause = read(inside, at) { faults.append(fault(cause)) }
    }
  }

  private func closing(from start: Int) -> Int? {
    var index = start
    while index + 1 < characters.count {
      if characters[index] == "}", characters[index + 1] == "}" { return index }
      index += 1
    }
    return nil
  }

  /// Reads a value or one end of a section; gives what is wrong with it.
  private mutating func read(_ inside: ArraySlice<Character>, _ at: (line: Int, column: Int)) -> TemplateFault.Cause? {
    let sign = inside.first.flatMap { "#^/".contains($0) ? $0 : nil }
    let name = Self.trimmed(sign == nil ? inside : inside.dropFirst())
    guard Self.isName(name) else { return .malformedName(name) }
    switch sign {
    case "#", "^": return open(name, isInverted: sign == "^", at)
    case "/": return close(name)
    default: return value(name)
    }
  }

  private func value(_ name: String) -> TemplateFault.Cause? {
    if name == "." { return sections.contains { $0.hasDot } ? nil : .unknownName(name, known: known) }
    switch find(name)?.shape {
    case .text, .count: return nil
    case .rows, .lines: return .rowsAsText(name)
    case nil: return .unknownName(name, known: known)
    }
  }

  private mutating func open(_ name: String, isInverted: Bool, _ at: (line: Int, column: Int)) -> TemplateFault.Cause? {
    var section = Section(name: name, line: at.line, column: at.column, names: [], hasDot: false)
    let shape = find(name)?.shape
    if !isInverted {
      if case .rows(let names) = shape { section.names = names }
      if case .lines = shape { section.hasDot = true }
    }
    sections.append(section)
    if sections.count == Self.depthLimit + 1 { return .tooDeep }
    return shape == nil ? .unknownName(name, known: known) : nil
  }

  private mutating func close(_ name: String) -> TemplateFault.Cause? {
    guard let last = sections.last else { return .strayEnd(name, open: nil) }
    guard last.name == name else {
      // The end of an outer section ends the inner ones too, so that one mistake is one diagnostic.
      guard let outer = sections.lastIndex(where: { $0.name == name }) else { return .strayEnd(name, open: last.name) }
      for section in sections[(outer + 1)...] {
        faults.append(TemplateFault(.openSection(section.name), line: section.line, column: section.column))
      }
      sections.removeSubrange(outer...)
      return nil
    }
    sections.removeLast()
    return nil
  }

  private func find(_ name: String) -> TemplateVariable? {
    for section in sections.reversed() {
      if let found = section.names.first(where: { $0.name == name }) { return found }
    }
    return variables.first { $0.name == name }
  }

  private var known: [String] { sections.reversed().flatMap { $0.names.map(\.name) } + variables.map(\.name) }

  private static func trimmed(_ inside: ArraySlice<Character>) -> String {
    var inside = inside
    while let first = inside.first, first == " " || first == "\t" { inside.removeFirst() }
    while let last = inside.last, last == " " || last == "\t" { inside.removeLast() }
    return String(inside)
  }

  /// Small Latin letters, digits and `-`, or `.` for the line itself.
  private static func isName(_ name: String) -> Bool {
    if name == "." { return true }
    return !name.isEmpty && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
  }
}
