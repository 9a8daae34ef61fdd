import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyRehearsal
import DutyStore
import DutyTestKit
import Testing

/// The sample's scenarios: what they show, and that they show it.
@Suite struct SampleScenarioTests {
  /// The mechanisms from dispatch to closure.
  static let mechanisms: [String] = {
    let numbers = [2] + Array(12...14) + [16] + Array(18...22) + Array(24...56)
    return numbers.map { ($0 < 10 ? "M0" : "M") + String($0) }
  }()

  /// Every name of a rule test, of a score's test and of a scenario's expectation.
  static func names(_ book: Book) -> [String] {
    book.tests.map(\.name) + book.scores.rows.flatMap { $0.tests.map(\.name) }
      + book.scenarios.rows.flatMap { $0.expectations.map(\.name) }
  }

  /// Read once for all of them.
  static let sample = Result { try SampleRules.book() }

  @Test(arguments: mechanisms) func eachMechanismHasItsTest(_ mechanism: String) throws {
    let named = Self.names(try Self.sample.get()).filter { $0.hasPrefix(mechanism + " ") }
    #expect(!named.isEmpty, "\(mechanism): name a rule test or an expectation of a scenario after it")
  }

  @Test func aCheckThatIsNamedAfterNothingIsSeen() throws {
    #expect(Self.mechanisms.count == 43)
    let names = Self.names(try Self.sample.get())
    #expect(names.count > 100)
    let nameless = names.filter { $0.wholeMatch(of: #/M\d\d .+/#) == nil }
    #expect(nameless == [], "each begins with its mechanism")
    #expect(Set(names).count == names.count, "no two are called the same")
  }

  /// In a few days, small enough to be killed many times over.
  @Test func everyKindComesToBe() throws {
    let district = SampleRules.district()
    let store = MemoryStore()
    let gate = testGate.examine(Shelf(district).read(), designations: [], on: try #require(CivilDate("2026-11-30")))
    let accepted = try #require(gate.accepted, "\(gate.refusal?.lines ?? [])")
    let scenario = try #require(accepted.book.scenarios["every-kind"])
    let outcome = try #require(try scenario.play(accepted, Bench.parts(store, Shelf(district))))
    #expect(outcome.problems.isEmpty, "\(outcome.problems)")
    #expect(outcome.results.flatMap(\.failures) == [])
    var kinds = Set<EventKind>()
    var days = Set<Int32>()
    try store.forEachTransaction { (transaction) throws(StoreError) in
      for event in transaction.events { kinds.insert(event.kind) }
      days.insert(accepted.book.settings.zone.local(transaction.link.at).date.epochDay)
    }
    #expect(Set(EventKind.allCases).subtracting(kinds).map(\.rawValue) == [])
    #expect((3...5).contains(days.count))
  }
}
