import DutyPorts
import Glibc
import Logging

/// The journal, where standard error is connected to it; standard error itself otherwise.
///
/// - Source: systemd.exec(5), `$JOURNAL_STREAM`: device and inode of the stream, which a child with a redirected
///   standard error inherits without being connected.
package func standardJournal(environment: [String: String]) -> any Journal {
  isJournalStream(environment["JOURNAL_STREAM"]) ? JournalWriter() : StderrJournal()
}

/// The log handler that goes with ``standardJournal(environment:)``, for `LoggingSystem.bootstrap`.
package func standardLogHandler(
  environment: [String: String], level: Logger.Level = .info
) -> @Sendable (String) -> any LogHandler {
  let writer = isJournalStream(environment["JOURNAL_STREAM"]) ? JournalWriter() : nil
  return { JournalLogHandler(label: $0, writer: writer, logLevel: level) }
}

/// Whether standard error is the stream that the variable names.
func isJournalStream(_ variable: String?, descriptor: Int32 = STDERR_FILENO) -> Bool {
  let parts = (variable ?? "").split(separator: ":", omittingEmptySubsequences: false).map { UInt64($0) }
  guard parts.count == 2, let device = parts[0], let inode = parts[1] else { return false }
  var status = stat()
  return fstat(descriptor, &status) == 0 && UInt64(status.st_dev) == device && UInt64(status.st_ino) == inode
}
