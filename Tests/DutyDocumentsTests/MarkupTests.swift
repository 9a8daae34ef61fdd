import DutyTestKit
import Testing

@testable import DutyDocuments

/// The part of Markdown that documents are worded in.
@Suite struct MarkupTests {
  static let pages: [(String, String, String)] = [
    ("中文一\n中文二", "<p>中文一中文二</p>\n", "lines of Chinese join without a blank"),
    ("one\ntwo", "<p>one\ntwo</p>\n", "words do not"),
    ("a\n\nb", "<p>a</p>\n<p>b</p>\n", "paragraphs"),
    ("a  \nb", "<p>a<br>\nb</p>\n", "a break that was meant"),
    ("## 要求\n一", "<h2>要求</h2>\n<p>一</p>\n", "a heading"),
    ("- 甲\n- 乙\n  续", "<ul>\n<li>甲</li>\n<li>乙续</li>\n</ul>\n", "bullets, one with a second line"),
    ("1. 甲\n2. 乙", "<ol>\n<li>甲</li>\n<li>乙</li>\n</ol>\n", "numbers"),
    ("> 注意", "<blockquote><p>注意</p></blockquote>\n", "a quotation"),
    ("---", "<hr>\n", "a rule"),
    ("**重** `T-1` *x*", "<p><strong>重</strong> <code>T-1</code> *x*</p>\n", "strong and code, and no other emphasis"),
    ("\\*a\\* \\<b> &lt;c> &amp;", "<p>*a* &lt;b&gt; &lt;c&gt; &amp;</p>\n", "escapes are undone once"),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n", "markup is text"),
    ("[x](javascript:y)", "<p>[x](javascript:y)</p>\n", "so are links"),
    ("a ** b", "<p>a ** b</p>\n", "a mark that is never closed"),
    (
      "| 甲 | 乙 |\n| --- | ---: |\n| a \\| b | c |\n| d |",
      "<table>\n<thead><tr><th scope=\"col\">甲</th><th scope=\"col\">乙</th></tr></thead>\n<tbody>\n"
        + "<tr><td>a | b</td><td>c</td></tr>\n<tr><td>d</td><td></td></tr>\n</tbody>\n</table>\n",
      "a table; an escaped bar is none, a missing cell is empty"
    ),
    ("", "", "nothing"),
  ]

  @Test(arguments: pages) func html(_ markdown: String, _ html: String, _ why: String) {
    var page = HTMLWriter()
    page.blocks(MarkupReader.blocks(markdown))
    #expect(text(page.bytes) == html, "\(why)")
  }

  static let hostile = [
    "- 项", "+ 项", "* 项", "> 引", "# 题", "1. 一", "12) 二", "---", "===", "***", "| a | b |", "`c`", "**d**", "_e_",
    "[f](g)", "![f](g)", "<b>", "&amp;", "&lt;", "\\", "\\n", "a\nb", "    code", "~~s~~", "\u{1}x", "{{unit}}",
    "http://a.b",
  ]

  /// Whatever the data, at the front of a line or within it: what a reader sees is the data.
  @Test(arguments: hostile) func dataStaysText(_ data: String) {
    for line in [data, "前 " + data + " 后"] {
      let blocks = MarkupReader.blocks(Markup.escaped(line))
      guard case .paragraph(let words)? = blocks.first, blocks.count == 1 else {
        Issue.record("\(line.debugDescription) became \(blocks)")
        continue
      }
      let shown = words.map(\.plain).joined()
      let wanted = line.unicodeScalars.filter { $0.value >= 32 || $0 == "\n" }.map { $0 == "\n" ? " " : Character($0) }
      #expect(shown == String(wanted).trimmed, "\(line.debugDescription)")
      #expect(words.allSatisfy { if case .text = $0 { true } else { false } })
    }
  }

  @Test func manyOpenMarksStayCheap() {
    let blocks = MarkupReader.blocks(String(repeating: "** ` ", count: 20_000))
    #expect(blocks.count == 1)
  }

  /// No text is lost or refused, whatever it is.
  @Test func everyTextHasBlocks() {
    var dice = SplitMix(seed: 7)
    let pieces = ["#", " ", "\n", "-", "1.", "|", "---", "*", "**", "`", "\\", ">", "中", "a", "&lt;", "&"]
    for _ in 0..<3000 {
      let text = (0..<dice.next(20)).map { _ in pieces[dice.next(pieces.count)] }.joined()
      let letters = text.filter { $0 == "中" || $0 == "a" }.count
      var page = HTMLWriter()
      page.blocks(MarkupReader.blocks(text))
      #expect(DutyTestKit.text(page.bytes).letters >= letters, "\(text.debugDescription)")
    }
  }
}

extension String {
  /// Without blanks at its ends.
  fileprivate var trimmed: String {
    var slice = self[...]
    while slice.first == " " { slice.removeFirst() }
    while slice.last == " " { slice.removeLast() }
    return String(slice)
  }

  /// Letters outside of tags.
  fileprivate var letters: Int {
    var isTag = false
    var count = 0
    for character in self {
      if character == "<" { isTag = true }
      if !isTag, character == "中" || character == "a" { count += 1 }
      if character == ">" { isTag = false }
    }
    return count
  }
}

extension MarkupTests {
  @Test(arguments: [
    ("82.0%", "82.0%", "a number begins no list"), ("+2.5", "+2.5", "nor does a sign"), ("-5", "-5", "nor this one"),
    ("1. 一", "1\\. 一", "this would"), ("1)", "1\\)", "and this, with what follows in the template"),
    ("-", "\\-", "a bullet with what follows"), ("--", "\\--", "a rule"), ("= 1", "\\= 1", "a heading's underline"),
    ("> 引", "\\> 引", "a quotation"), ("  a  ", "a", "no blanks at the ends"), ("a - b", "a - b", "not at the front"),
  ])
  func escapesNoMoreThanItMust(_ data: String, _ written: String, _ why: String) {
    #expect(Markup.escaped(data) == written, "\(why)")
  }

  @Test func numbersOfOursKeepTheirSignInCSV() {
    var csv = CSVWriter()
    csv.row(["-5", "-5"], numbers: [1])
    #expect(text(Array(csv.bytes.dropFirst(3))) == "'-5,-5\r\n")
  }
}
