import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts

/// What a mock evaluation came to (模拟测评得分, M38): the points that passed, of those that were looked at.
///
/// - Shape: only verified tasks count, a reported one is shown as waiting; a task failed where its check opened a
///   finding. Points in thousandths; a share is in hundredths of a percent, rounded half up, `nil` where nothing was looked at.
package struct MockScore: Sendable {
  package struct Line: Hashable, Sendable {
    package var name: String
    package var drawn = 0
    package var looked = 0
    package var passed = 0
    package var milliPoints = 0
    package var milliPassed = 0

    package var share: Int? {
      milliPoints == 0 ? nil : (milliPassed * 20_000 + milliPoints) / (2 * milliPoints)
    }
  }

  package var drawn: MockDrawn
  package var total: Line
  package var sectors: [Line]
  package var units: [Line]
  /// Tasks that are reported and wait for the verifier.
  package var waiting: [String] = []
  /// Failed tasks and the findings they opened.
  package var failed: [(task: String, finding: String)] = []

  /// `nil` where there is no such evaluation.
  package init?(of id: String, in store: some LedgerStore, _ book: Book) throws(StoreError) {
    guard let drawn = try store.record(MockDrawn.self, id: id)?.record else { return nil }
    self.drawn = drawn
    total = Line(name: id)
    var bySector: [String: Line] = [:]
    var byUnit: [String: Line] = [:]
    var failed: [(task: String, finding: String)] = []
    for number in drawn.drawn {
      guard let row = try store.task(number: number) else { continue }
      let standard = book.standards[row.record.key.grain]
      let sector = standard.map { book.sectors[$0.sector].id } ?? row.record.key.grain
      let points = standard?.milliPoints ?? 0
      let finding = try store.records(Finding.self, topic: Topic.task(number)).first { $0.record.check == number }
      let isLooked = row.closure == .done || row.closure == .fixed
      if row.state == .reported { waiting.append(number) }
      if isLooked, let finding { failed.append((number, finding.record.id)) }
      func add(_ line: inout Line) {
        line.drawn += 1
        guard isLooked else { return }
        line.looked += 1
        line.milliPoints += points
        guard finding == nil else { return }
        line.passed += 1
        line.milliPassed += points
      }
      add(&total)
      add(&bySector[sector, default: Line(name: sector)])
      add(&byUnit[row.record.roles.lead, default: Line(name: row.record.roles.lead)])
    }
    self.failed = failed
    sectors = bySector.values.sorted { $0.name < $1.name }
    units = byUnit.values.sorted { $0.name < $1.name }
  }
}
