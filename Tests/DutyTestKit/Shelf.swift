import DutyEngine
import DutyRules
import Synchronization

/// A rule directory that a test may change while the engine runs.
package final class Shelf: RuleSource {
  private let present: Mutex<RuleSources>

  package init(_ district: District) { present = Mutex(district.sources) }

  package func put(_ district: District) { present.withLock { $0 = district.sources } }
  package func read() -> RuleSources { present.withLock { $0 } }
}
