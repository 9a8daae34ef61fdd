import DutyBook
import DutyDispatch
import DutyLedger

/// The parts of a sheet's head in words.
struct SheetText {
  let header: QueueHeader
  let moments: Moments
  let words: Words
  let memo = LineMemo()

  init(_ header: QueueHeader, _ words: Words) {
    self.header = header
    self.words = words
    moments = Moments(header, words)
  }

  /// Label and value, in reading order.
  var facts: [(label: String, value: String)] {
    var facts = [(words(.date), moments.long(header.date))]
    if header.isPreview {
      facts.append((words(.previewAt), moments.plain(header.at)))
    } else {
      facts.append((words(.dispatchedAt), moments.plain(header.at)))
      facts.append((words(.revision), words(.revisionValue, String(header.revision))))
    }
    if let next = header.nextDispatch { facts.append((words(.nextDispatch), moments.short(next))) }
    facts.append((words(.rules), header.book))
    return facts
  }

  /// What must be read before the tasks: that it is a preview, that the calendar is provisional, what was missed.
  var notices: [String] {
    (header.isPreview ? [words(.previewNote)] : []) + (header.isProvisional ? [words(.provisionalNote)] : [])
      + header.notices
  }

  var documentState: String { words(header.isPreview ? .preview : .dispatched) }

  func line(_ line: QueueLine) -> LineText { LineText(line: line, moments: moments, words: words, memo: memo) }

  /// Unit and posts of a person; empty for a unit.
  func position(_ recipient: Recipient) -> String {
    guard case .person(_, _, _, let unit, let posts) = recipient else { return "" }
    return ([unit] + posts.map { Vocabulary.word($0, words) }).joined(separator: words(.dot))
  }

  func posts(_ recipient: Recipient) -> String {
    guard case .person(_, _, _, _, let posts) = recipient else { return "" }
    return words.list(posts.map { Vocabulary.word($0, words) })
  }

  /// The sections that have any task, with their counts.
  func counts(_ counts: QueueCounts) -> [(label: String, count: Int)] {
    QueueSection.allCases.filter { counts[$0] > 0 }.map { (words($0.term), counts[$0]) }
  }

  /// The role that a gap lacks.
  func role(_ role: String) -> String {
    if let known = QueueRole(rawValue: role) { return words(known.term) }
    return role == Role.approver.rawValue ? words(.approver) : role
  }
}
