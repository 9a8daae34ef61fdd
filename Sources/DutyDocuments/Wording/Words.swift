import DutyBook
import DutyDispatch
import DutyLedger

/// The terms of one locale.
package struct Words: Sendable {
  package let locale: Settings.Locale
  private let texts: [String]

  package init(_ locale: Settings.Locale) {
    self.locale = locale
    texts = locale == .chinese ? Self.chinese : Self.english
  }

  /// What `lang` says in a page.
  var language: String { locale.rawValue }

  package func callAsFunction(_ term: Term) -> String { texts[term.rawValue] }

  package func callAsFunction(_ term: Term, _ first: String, _ rest: String...) -> String {
    fill(texts[term.rawValue], [first] + rest)
  }

  /// A phrase with as many places as there are values.
  func fill(_ term: Term, _ values: [String]) -> String { fill(texts[term.rawValue], values) }

  /// The items one after another; nothing stands between two separators. Where an item has the separator within itself,
  /// as 健身、休闲设施完好 has, a stronger one parts them.
  package func list(_ items: [String]) -> String {
    let said = items.filter { !$0.isEmpty }
    let separator = self(.listSeparator)
    let isAmbiguous = said.count > 1 && locale == .chinese && said.contains { $0.contains(separator) }
    return said.joined(separator: isAmbiguous ? self(.itemSeparator) : separator)
  }

  /// `11月`, `November`.
  func callAsFunction(month: Int) -> String {
    let terms: [Term] = [
      .january, .february, .march, .april, .may, .june, .july, .august, .september, .october, .november, .december,
    ]
    return terms.indices.contains(month - 1) ? self(terms[month - 1]) : ""
  }

  func parenthesised(_ text: String) -> String { self(.inParentheses, text) }

  func labelled(_ label: String, _ value: String) -> String { label + self(.colon) + value }

  private static let chinese = indexed(\.chinese)
  private static let english = indexed(\.english)

  private static func indexed(_ text: KeyPath<TermTable.Row, String>) -> [String] {
    var texts = [String](repeating: "", count: Term.allCases.count)
    for row in TermTable.rows { texts[row.term.rawValue] = row[keyPath: text] }
    return texts
  }

  private func fill(_ pattern: String, _ arguments: [String]) -> String {
    var result: [UInt8] = []
    let pattern = Array(pattern.utf8)
    var position = 0
    while position < pattern.count {
      if pattern[position] == UInt8(ascii: "{"), position + 2 < pattern.count,
        pattern[position + 2] == UInt8(ascii: "}")
      {
        let index = Int(pattern[position + 1]) - 48
        if arguments.indices.contains(index) { result.append(contentsOf: arguments[index].utf8) }
        position += 3
      } else {
        result.append(pattern[position])
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension QueueSection {
  package var term: Term {
    switch self {
    case .escalated: .escalated
    case .overdue: .overdue
    case .dueToday: .dueToday
    case .toVerify: .toVerify
    case .new: .new
    case .comingUp: .comingUp
    case .later: .later
    case .waiting: .waiting
    }
  }
}

extension QueueRole {
  package var term: Term {
    switch self {
    case .holder: .holder
    case .lead: .lead
    case .verifier: .verifier
    case .leader: .leader
    case .support: .support
    case .office: .office
    case .escalation: .escalation
    }
  }
}

extension TaskState {
  package var term: Term {
    switch self {
    case .generated: .generated
    case .dispatched: .dispatchedState
    case .acknowledged: .acknowledged
    case .reported: .reported
    case .returned: .returned
    case .suspended: .suspended
    case .closed: .closed
    case .voided: .voided
    }
  }
}
