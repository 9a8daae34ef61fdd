import DutyPorts
import Glibc

/// Messages as lines of standard error: what a person in front of a terminal reads.
///
/// - Shape: `dutyd: warning: text (DUTY_TASK=…, DUTY_UNIT=…)`; notices and below without the level's word.
package struct StderrJournal: Journal {
  package init() {}

  package func write(_ message: JournalMessage) {
    writeLine(Self.line(message))
  }

  static func line(_ message: JournalMessage) -> String {
    line(text: message.text, level: message.level, fields: message.fields)
  }

  static func line(text: String, level: JournalMessage.Level, fields: [String: String]) -> String {
    let word =
      switch level {
      case .error: "error: "
      case .warning: "warning: "
      case .notice, .info: ""
      case .debug: "debug: "
      }
    let pairs = fields.sorted { $0.key < $1.key }.map { journalFieldName($0.key) + "=" + oneLine($0.value) }
    return "dutyd: " + word + oneLine(text) + (pairs.isEmpty ? "" : " (" + pairs.joined(separator: ", ") + ")")
  }
}

/// Writes a line to standard error in one piece, so that lines of several threads do not mix.
func writeLine(_ line: String) {
  var bytes = Array(line.utf8)
  bytes.append(10)
  var offset = 0
  while offset < bytes.count {
    let count = bytes.withUnsafeBytes { room in
      uninterrupted { write(STDERR_FILENO, room.baseAddress.map { $0 + offset }, room.count - offset) }
    }
    if count <= 0 { return }
    offset += count
  }
}
