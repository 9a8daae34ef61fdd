import DutyPorts
import Logging

/// The libraries' log lines, in the journal with their place in the source, or on standard error.
///
/// - Shape: metadata become `DUTY_…` fields, the label `DUTY_LOGGER`.
package struct JournalLogHandler: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var metadataProvider: Logger.MetadataProvider?
  package var logLevel: Logger.Level
  private let label: String
  private let writer: JournalWriter?

  /// - Parameter writer: `nil` for standard error.
  package init(label: String, writer: JournalWriter?, logLevel: Logger.Level = .info) {
    self.label = label
    self.writer = writer
    self.logLevel = logLevel
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var all = metadata
    for (key, value) in metadataProvider?.get() ?? [:] { all[key] = value }
    for (key, value) in event.metadata ?? [:] { all[key] = value }
    var fields = ["logger": label]
    for (key, value) in all { fields[key] = "\(value)" }
    let level = JournalMessage.Level(event.level)
    let place = CodePlace(file: event.file, line: event.line, function: event.function)
    if writer?.write(text: "\(event.message)", level: level, fields: fields, at: place) == true { return }
    writeLine(StderrJournal.line(text: "\(event.message)", level: level, fields: fields))
  }
}

extension JournalMessage.Level {
  init(_ level: Logger.Level) {
    switch level {
    case .trace, .debug: self = .debug
    case .info: self = .info
    case .notice: self = .notice
    case .warning: self = .warning
    case .error, .critical: self = .error
    }
  }
}
