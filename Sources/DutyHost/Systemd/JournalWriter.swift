import CSystemd
import DutyPorts
import Glibc

/// Messages as records of systemd's journal, each with its catalog id and fields.
///
/// - Shape: `MESSAGE`, `MESSAGE_ID`, `PRIORITY`, `SYSLOG_IDENTIFIER` and the message's own `DUTY_…` fields.
/// - Laws: a field's name is made of `A…Z 0…9 _` and never starts with what the journal reserves; a value never
///   carries a line break. Where the journal does not answer, the message goes to standard error.
/// - Source: sd_journal_sendv_with_location(3).
package struct JournalWriter: Journal {
  private let identifier: String
  private let fallback = StderrJournal()

  package init(identifier: String = "dutyd") {
    self.identifier = identifier
  }

  package func write(_ message: JournalMessage) {
    var fields = [
      "MESSAGE=" + oneLine(message.text), "MESSAGE_ID=" + message.kind.messageID, "PRIORITY=\(message.level.rawValue)",
      "SYSLOG_IDENTIFIER=" + identifier, "DUTY_EVENT=" + message.kind.rawValue,
    ]
    for (name, value) in message.fields.sorted(by: { $0.key < $1.key }) {
      fields.append(journalFieldName(name) + "=" + oneLine(value))
    }
    if !sendToJournal(fields, at: nil) { fallback.write(message) }
  }

  /// A line of the program's log, with its place in the source.
  func write(text: String, level: JournalMessage.Level, fields: [String: String], at place: CodePlace) -> Bool {
    var lines = ["MESSAGE=" + oneLine(text), "PRIORITY=\(level.rawValue)", "SYSLOG_IDENTIFIER=" + identifier]
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
      lines.append(journalFieldName(name) + "=" + oneLine(value))
    }
    return sendToJournal(lines, at: place)
  }
}

/// Where in the source a log line was written.
struct CodePlace {
  var file: String
  var line: UInt
  var function: String
}

/// A name that the journal accepts for a field of ours: `DUTY_` and upper-case letters, digits, underscores.
///
/// `task` and `DUTY_TASK` both give `DUTY_TASK`; at most 64 characters.
func journalFieldName(_ name: String) -> String {
  let letters = name.utf8.map { byte -> Character in
    switch byte {
    case 48...57, 65...90: Character(Unicode.Scalar(byte))
    case 97...122: Character(Unicode.Scalar(byte - 32))
    default: "_"
    }
  }
  let text = String(letters)
  return String((text.hasPrefix("DUTY_") ? text : "DUTY_" + text).prefix(64))
}

/// - Returns: whether the journal took it.
private func sendToJournal(_ fields: [String], at place: CodePlace?) -> Bool {
  var bytes: [UInt8] = []
  var ends: [Int] = []
  for field in fields {
    bytes.append(contentsOf: field.utf8)
    ends.append(bytes.count)
  }
  return bytes.withUnsafeMutableBytes { room in
    guard let base = room.baseAddress else { return false }
    var start = 0
    let pieces = ends.map { end -> iovec in
      defer { start = end }
      return iovec(iov_base: base + start, iov_len: end - start)
    }
    guard let place else { return sd_journal_sendv(pieces, Int32(pieces.count)) == 0 }
    return sd_journal_sendv_with_location(
      "CODE_FILE=" + place.file, "CODE_LINE=\(place.line)", place.function, pieces, Int32(pieces.count)) == 0
  }
}
