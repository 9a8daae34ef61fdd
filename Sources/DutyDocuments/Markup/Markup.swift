/// The part of Markdown that documents are worded in.
///
/// - Shape: headings, paragraphs, bullets and numbers, tables, quotations, rules; within a line `**strong**`, `` `code` ``,
///   backslash escapes and the five entities. Everything else is text.
/// - Source: CommonMark 0.31 with pipe tables.
enum Markup {
  enum Inline: Hashable, Sendable {
    case text(String)
    case strong(String)
    case code(String)
    /// Two blanks or a backslash at the end of a line.
    case lineBreak
    /// The end of a line that is none for the reader.
    case softBreak
  }

  enum Block: Hashable, Sendable {
    case heading(Int, [Inline])
    case paragraph([Inline])
    case list(isNumbered: Bool, items: [[Inline]])
    case table(head: [[Inline]], rows: [[[Inline]]])
    case quotation([Inline])
    case rule
  }

  /// Data that stands for itself wherever a template puts it, at the beginning of a line too.
  ///
  /// Beyond ``MarkdownWriter/plain(_:)``, which is for cells, nothing that would begin a list, a quotation, a heading's
  /// underline or a rule is left at the front, and no blanks are.
  static func escaped(_ text: String) -> String {
    var rest = MarkdownWriter.plain(text)[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return Self.beginsBlock(rest).map { rest.prefix($0) + "\\" + rest.dropFirst($0) } ?? String(rest)
  }

  /// How many characters stand before the one that would begin a block at the front of a line; `nil` where none would.
  private static func beginsBlock(_ text: Substring) -> Int? {
    func ends(_ position: Int) -> Bool { text.dropFirst(position).first.map { $0 == " " } ?? true }
    switch text.first {
    case ">", "=": return 0
    case "+": return ends(1) ? 0 : nil
    case "-": return ends(1) || text.dropFirst().first == "-" ? 0 : nil
    default:
      let digits = text.prefix { $0.isASCII && $0.isNumber }.count
      guard digits > 0, let after = text.dropFirst(digits).first, ".)".contains(after), ends(digits + 1) else {
        return nil
      }
      return digits
    }
  }
}
