import DutyBook
import DutyDigest
import DutyLedger
import DutyPlanning
import DutyRules

/// What an import came to: each row that differs, what it moves, and whether it was written.
struct RegisterReport {
  let file: String
  let edits: [RegisterEdit]
  let isDryRun: Bool
  var diagnostics: [Diagnostic] = []
  /// What refused it beyond the diagnostics; `nil` where it passed.
  var refusal: [String]?
  var diff: PlanDiff?
  var openTasks: [TaskRow] = []
  /// Why a digest is asked for.
  var confirmation: String?
  var isWritten = false
  /// Whether every change is named, those that are alike too.
  var isAll = false

  private var changed: [RegisterEdit] { edits.filter(\.isChange) }

  func print(as format: OutputFormat) {
    switch format {
    case .json: Output.json(json)
    case .text: printText()
    }
  }

  private func printText() {
    for edit in edits { printChanges(edit) }
    for diagnostic in diagnostics { Output.line(diagnostic.description) }
    if let refusal {
      for line in refusal { Output.line(line) }
      Output.error("dutyctl: \(file) is refused, nothing was written")
      return Output.error("  help: mend what is listed above, in the workbook, and import it again")
    }
    guard let diff else { return Output.line("nothing differs from the registers") }
    DiffText(diff, openTasks: openTasks, isAll: isAll).print()
    if let confirmation {
      Output.error("dutyctl: " + confirmation)
      Output.error(
        "  help: if that is what is meant: dutyctl register import \(file) --confirm \(diff.digest.hex.prefix(12))")
    } else if isWritten {
      Output.line("written: \(changed.map(\.path).joined(separator: ", ")); `dutyctl reload` brings it into force")
    } else {
      Output.line("nothing was written (--dry-run)")
    }
  }

  private func printChanges(_ edit: RegisterEdit) {
    func count(_ kind: RegisterChange.Kind) -> Int { edit.changes.count { $0.kind == kind } }
    guard edit.isChange else { return Output.line("\(edit.sheet.name): no change") }
    Output.line(
      "\(edit.sheet.name): \(count(.added)) added, \(count(.changed)) changed, \(count(.removed)) removed")
    if !edit.newColumns.isEmpty { Output.line("  + column \(edit.newColumns.joined(separator: ", "))") }
    for change in edit.changes {
      let content = change.cells.map { "\($0.column) \($0.new.isEmpty ? $0.old : $0.new)" }.joined(separator: ", ")
      switch change.kind {
      case .added: Output.line("  + row \(change.row ?? 0) \(change.key): \(content)")
      case .removed: Output.line("  - line \(change.line ?? 0) \(change.key): \(content)")
      case .changed:
        let cells = change.cells.map { "\($0.column) \(shown($0.old)) → \(shown($0.new))" }.joined(separator: ", ")
        Output.line("  ~ row \(change.row ?? 0) \(change.key): \(cells)")
      }
    }
  }

  private func shown(_ text: String) -> String { text.isEmpty ? "(empty)" : text }

  private var json: JSONValue {
    var fields: [String: JSONValue] = [
      "outcome": .string(outcome), "registers": .array(edits.map { self.json($0) }),
      "diagnostics": .array(
        diagnostics.map {
          [
            "severity": .string($0.severity.rawValue), "code": .string($0.code), "file": .string($0.place.file),
            "line": .int(Int64($0.place.line)), "column": .int(Int64($0.place.column)), "message": .string($0.message),
            "help": $0.help.map { .string($0) } ?? .null,
          ]
        }),
    ]
    if let refusal { fields["refused"] = .array(refusal.map { .string($0) }) }
    if let confirmation { fields["confirm"] = .string(confirmation) }
    if let diff {
      fields["diff"] = diff.json
      fields["digest"] = .string(diff.digest.hex)
    }
    return .object(fields)
  }

  private var outcome: String {
    if refusal != nil { return "refused" }
    if changed.isEmpty { return "unchanged" }
    if isWritten { return "written" }
    return isDryRun ? "dry-run" : "unconfirmed"
  }

  private func json(_ edit: RegisterEdit) -> JSONValue {
    [
      "register": .string(edit.sheet.name), "new-columns": .array(edit.newColumns.map { .string($0) }),
      "changes": .array(
        edit.changes.map { change in
          [
            "kind": .string(change.kind.rawValue), "row": change.row.map { .int(Int64($0)) } ?? .null,
            "line": change.line.map { .int(Int64($0)) } ?? .null, "key": .string(change.key),
            "cells": .array(
              change.cells.map {
                ["column": .string($0.column), "old": .string($0.old), "new": .string($0.new)]
              }),
          ]
        }),
    ]
  }
}
