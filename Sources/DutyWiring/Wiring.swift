import DutyBook
import DutyDispatch
import DutyDocuments
import DutyEngine
import DutyHost
import DutyPorts
import DutyRules

/// What both executables wire in the same way: files to rules, rules to books, queues to documents.

/// The rule directory on disk, as the engine wants it.
package struct DirectorySource: RuleSource {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  package func read() -> RuleSources {
    let content = RuleDirectory().read(path)
    return RuleSources(
      files: content.files.map { RuleFile(path: $0.path, bytes: $0.bytes) },
      problems: content.problems.map { problem in
        Diagnostic(
          severity: problem.severity == .error ? .error : .warning, code: DiagnosticCodes.unreadable.rawValue,
          place: SourcePlace(problem.path), message: problem.message, help: problem.help)
      })
  }
}

/// The gate with the machine's time zones.
package func systemGate() -> RuleGate {
  RuleGate(loader: RuleLoader(zones: { ZoneFiles.load($0) }))
}

/// Queues as the files that go under `queues/`.
@Sendable
package func renderQueues(_ set: QueueSet, _ locale: Settings.Locale, _ only: Set<String>?) -> QueueFiles {
  let documents = renderAll(set, locale: locale, only: only)
  return QueueFiles(documents.names) { documents.draw($0, to: Outlet($1)) }
}
