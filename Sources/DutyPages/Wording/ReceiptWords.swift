import DutyCalendar
import DutyDocuments

/// One line of a deadline's receipt in the reader's words.
///
/// - Shape: the ledger keeps `2026-10-01 skipped off: 国庆节 (calendar/2026.csv:31)`; what is not recognised stays as it
///   was written.
struct ReceiptWords {
  var day = ""
  var count = ""
  var why = ""

  init(_ line: String, _ reader: PageReader) {
    let say = reader.say
    let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true).map(String.init)
    guard parts.count >= 2, let date = CivilDate(parts[0]), let kind = ReceiptLine.Kind(rawValue: parts[1]) else {
      day = say(.noted)
      why = Self.translated(line, reader)
      return
    }
    day = reader.moments.long(date)
    var rest = parts.count > 2 ? parts[2] : ""
    switch kind {
    case .counted: count = say(.counted)
    case .skipped: count = say(.skipped)
    case .shifted: count = say(.shifted)
    case .note: count = say(.noted)
    }
    for (amount, phrase) in Self.amounts where rest.hasPrefix(amount) {
      count += " " + say(phrase)
      rest = trimmed(String(rest.dropFirst(amount.count)))
      break
    }
    let pieces = rest.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true).map(String.init)
    if pieces.count >= 2, pieces[1] == "h", pieces[0].contains(":") {
      count += " " + say(.hoursAmount, pieces[0])
      rest = pieces.count > 2 ? pieces[2] : ""
    }
    why = Self.translated(rest, reader)
  }

  private static let amounts: [(String, Phrase)] = [
    ("1 workday", .oneWorkday), ("last workday", .lastWorkdayCounted), ("1 day", .oneDay),
  ]

  /// What receipts say, by how it begins; what follows is looked at again.
  private static let beginnings: [(String, Phrase)] = [
    ("day of receipt, not counted", .dayOfReceipt), ("the next workday, ", .nextWorkday), ("off: ", .offDay),
    ("workday: ", .onWorkday), ("the limit was already past on receipt", .limitPast), ("Monday", .monday),
    ("Tuesday", .tuesday), ("Wednesday", .wednesday), ("Thursday", .thursday), ("Friday", .friday),
    ("Saturday", .saturday), ("Sunday", .sunday), ("limit of standard ", .limitOfStandard),
    ("answer within ", .answerWithin), ("caught up late", .caughtUpLate), ("of ", .ofPeriod),
  ]

  /// What receipts say with something in the middle: before it, after it, and how it reads.
  private static let frames: [(String, String, Phrase)] = [
    ("received off hours at ", ", so it starts at the next opening", .offHours),
    ("", " was already past, so it is that of the next workday", .minutePast),
    (" (", " is provisional)", .yearIsProvisional), ("", " has no workday", .noWorkday), ("laid ", " workdays back", .laidBack),
  ]

  static func translated(_ text: String, _ reader: PageReader) -> String {
    guard reader.locale == .chinese else { return text }
    for (before, after, phrase) in frames where text.hasPrefix(before) {
      guard let cut = text.firstRange(of: after) else { continue }
      let middle = text[..<cut.lowerBound].dropFirst(before.count)
      return reader.say(phrase, String(middle)) + translated(String(text[cut.upperBound...]), reader)
    }
    for (english, phrase) in beginnings where text.hasPrefix(english) {
      let rest = String(text.dropFirst(english.count))
      return reader.say(phrase) + (rest.isEmpty ? "" : translated(rest, reader))
    }
    return text
  }
}

extension StringProtocol {
  /// The first place where a text stands in this one.
  func firstRange(of wanted: String) -> Range<Index>? {
    guard !wanted.isEmpty else { return nil }
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(wanted) {
        return start..<(index(start, offsetBy: wanted.count, limitedBy: endIndex) ?? endIndex)
      }
      start = index(after: start)
    }
    return nil
  }
}
