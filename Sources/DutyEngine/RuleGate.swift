import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRules

/// A rule directory as it was read: all that the engine knows of files.
package protocol RuleSource: Sendable {
  func read() -> RuleSources
}

/// A book that passed every check, compiled.
package struct Accepted: Sendable {
  package var book: Book
  package var planner: Planner
  package var proof: Proof
  package var diagnostics: [Diagnostic]
  package var tests: [RuleTestResult]
  package var files: [RuleFile]
  package var notes: [String]
}

/// The one path by which start, reload, `check` and `simulate` turn files into a book (design §4).
package struct RuleGate: Sendable {
  package let loader: RuleLoader

  package init(loader: RuleLoader) {
    self.loader = loader
  }

  /// Loads, compiles, proves and tests; nothing is changed anywhere.
  package func examine(
    _ sources: RuleSources, designations: [DesignationRecord], on date: CivilDate
  ) -> Examination { examine(sources, designations) { _ in date } }

  /// The same on an instant's date in the zone that the directory names.
  func examine(_ sources: RuleSources, designations: [DesignationRecord], at now: Instant) -> Examination {
    examine(sources, designations) { $0.settings.zone.local(now).date }
  }

  private func examine(
    _ sources: RuleSources, _ designations: [DesignationRecord], _ day: (Book) -> CivilDate
  ) -> Examination {
    let result = loader.load(sources)
    var examination = Examination(
      diagnostics: result.diagnostics, accepted: nil, proof: nil, tests: [], assignment: nil)
    guard let book = result.book, !result.hasErrors else { return examination }
    let date = day(book)
    let taken = Set(DesignatedRules.takenOver(designations, by: book).map(\.id))
    let designated = DesignatedRules(designations.filter { !taken.contains($0.id) }, in: book)
    let assignment = Assignment(book: book, designations: designated.rules)
    let proof = assignment.prove(from: max(date, book.settings.start), days: book.settings.horizonDays)
    let planner = Planner(assignment)
    // Rule tests speak of the files alone: a designation that decides otherwise is not a mistake in them.
    let plain = designated.rules.isEmpty ? planner : Planner(Assignment(book: book))
    let tests = plain.runTests(book.tests)
    examination.assignment = assignment
    examination.proof = proof
    examination.tests = tests
    examination.overruled = DesignatedRules.overruled(designations, by: book, on: date)
    guard examination.overruled.isEmpty else { return examination }
    guard !proof.hasTies, !proof.hasOutside, tests.allSatisfy(\.hasPassed) else { return examination }
    examination.accepted = Accepted(
      book: book, planner: planner, proof: proof, diagnostics: result.diagnostics, tests: tests,
      files: sources.files, notes: designated.notes)
    return examination
  }
}

/// Everything a look at a rule directory brought to light.
package struct Examination: Sendable {
  package var diagnostics: [Diagnostic]
  /// Set when the directory may come into force.
  package var accepted: Accepted?
  package var proof: Proof?
  package var tests: [RuleTestResult]
  package var assignment: Assignment?
  /// Older designations that would speak in place of rules that take newer ones over.
  package var overruled: [OverruledTakeover] = []

  /// What stands against it, for a caller who is refused.
  package var refusal: RuleRefusal? {
    guard accepted == nil else { return nil }
    var lines = diagnostics.filter { $0.severity == .error }.map(\.description)
    var codes = diagnostics.filter { $0.severity == .error }.map(\.code)
    if let assignment, let proof {
      for finding in proof.findings where finding.kind == .tie || finding.kind == .outside {
        lines.append(ProofText.line(finding, in: assignment))
        codes.append(ProofText.code(finding.kind))
      }
    }
    if let assignment {
      for one in overruled {
        lines.append(ProofText.line(one, in: assignment.book))
        codes.append("D001")
      }
    }
    for test in tests where !test.hasPassed {
      lines.append(contentsOf: ProofText.lines(test))
      codes.append("T001")
    }
    return RuleRefusal(lines: lines, codes: codes)
  }
}
