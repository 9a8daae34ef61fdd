/// Reads the blocks of a text.
///
/// - Law: whatever the text, the blocks hold all of its words; nothing is refused.
struct MarkupReader {
  private let lines: [Substring]
  private var index = 0
  private var blocks: [Markup.Block] = []

  static func blocks(_ text: String) -> [Markup.Block] {
    var reader = MarkupReader(lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    reader.run()
    return reader.blocks
  }

  private init(lines: [Substring]) {
    self.lines = lines
  }

  private mutating func run() {
    while index < lines.count {
      let line = lines[index]
      if isBlank(line) {
        index += 1
      } else if let heading = heading(line) {
        blocks.append(heading)
        index += 1
      } else if isRule(line) {
        blocks.append(.rule)
        index += 1
      } else if isTable(at: index) {
        table()
      } else if let kind = marker(line)?.kind {
        list(kind)
      } else if line.hasPrefix(">") {
        quotation()
      } else {
        paragraph()
      }
    }
  }

  // MARK: Blocks

  private func heading(_ line: Substring) -> Markup.Block? {
    let level = line.prefix { $0 == "#" }.count
    guard (1...6).contains(level), line.dropFirst(level).first == " " else { return nil }
    return .heading(level, InlineReader.read(trimmed(line.dropFirst(level))))
  }

  private mutating func table() {
    let head = cells(lines[index])
    var rows: [[[Markup.Inline]]] = []
    index += 2
    while index < lines.count, lines[index].hasPrefix("|") {
      var row = cells(lines[index]).map { InlineReader.read($0) }
      while row.count < head.count { row.append([]) }
      rows.append(Array(row.prefix(head.count)))
      index += 1
    }
    blocks.append(.table(head: head.map { InlineReader.read($0) }, rows: rows))
  }

  private mutating func list(_ kind: Marker.Kind) {
    var items: [String] = []
    while index < lines.count {
      if let marker = marker(lines[index]), marker.kind == kind {
        items.append(String(lines[index].dropFirst(marker.length)))
      } else if !items.isEmpty, lines[index].hasPrefix("  "), !isBlank(lines[index]) {
        items[items.count - 1] += "\n" + trimmed(lines[index])
      } else {
        break
      }
      index += 1
    }
    blocks.append(.list(isNumbered: kind == .number, items: items.map { InlineReader.read($0[...]) }))
  }

  private mutating func quotation() {
    var text: [Substring] = []
    while index < lines.count, lines[index].hasPrefix(">") {
      let line = lines[index].dropFirst()
      text.append(line.first == " " ? line.dropFirst() : line)
      index += 1
    }
    blocks.append(.quotation(InlineReader.read(text.joined(separator: "\n")[...])))
  }

  private mutating func paragraph() {
    var text: [Substring] = []
    while index < lines.count, !isBlank(lines[index]) {
      let line = lines[index]
      if !text.isEmpty, heading(line) != nil || isRule(line) || isTable(at: index) || marker(line) != nil { break }
      text.append(line)
      index += 1
    }
    blocks.append(.paragraph(InlineReader.read(text.joined(separator: "\n")[...])))
  }

  // MARK: Lines

  private struct Marker {
    enum Kind { case bullet, number }
    var kind: Kind
    var length: Int
  }

  private func marker(_ line: Substring) -> Marker? {
    if line.hasPrefix("- ") || line.hasPrefix("* ") || line.hasPrefix("+ ") { return Marker(kind: .bullet, length: 2) }
    let digits = line.prefix { $0.isASCII && $0.isNumber }.count
    guard (1...9).contains(digits) else { return nil }
    let rest = line.dropFirst(digits)
    return rest.hasPrefix(". ") || rest.hasPrefix(") ") ? Marker(kind: .number, length: digits + 2) : nil
  }

  private func isBlank(_ line: Substring) -> Bool { line.allSatisfy { $0 == " " || $0 == "\t" } }

  private func isRule(_ line: Substring) -> Bool {
    guard let first = line.first, "-*_".contains(first) else { return false }
    return line.count >= 3 && line.allSatisfy { $0 == first }
  }

  private func isTable(at index: Int) -> Bool {
    guard lines[index].hasPrefix("|"), index + 1 < lines.count, lines[index + 1].hasPrefix("|") else { return false }
    return lines[index + 1].allSatisfy { "|-: ".contains($0) } && lines[index + 1].contains("-")
  }

  /// The texts between the bars; an escaped bar is none.
  private func cells(_ line: Substring) -> [Substring] {
    var cells: [Substring] = []
    var start = line.index(after: line.startIndex)
    var isEscaped = false
    var position = start
    while position < line.endIndex {
      if line[position] == "|", !isEscaped {
        cells.append(trimmed(line[start..<position]))
        start = line.index(after: position)
      }
      isEscaped = line[position] == "\\" && !isEscaped
      position = line.index(after: position)
    }
    let rest = trimmed(line[start...])
    return rest.isEmpty ? cells : cells + [rest]
  }

  private func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}
