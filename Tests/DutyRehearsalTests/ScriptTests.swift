import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyRehearsal
import DutyRules
import DutyStore
import DutyTestKit
import Testing

extension District {
  /// The small district with a script that opens, moves, disputes and closes work.
  static let scripted = District.small
    .putting(
      "duties/same-day.yaml",
      """
      duties:
        - duty: same-day
          of: { kind: [subdistrict, road] }
          every: on demand
          cascade:
            - { to: subdistrict, due: 2 working-hours }
            - { to: road, due: 3 workdays }

      """
    )
    .putting(
      "scenarios/script.yaml",
      """
      scenario: script
      from: 2026-11-23
      to: 2026-11-25
      script:
        - { at: 2026-11-23 08:05, do: task-act, on: { duty: road-patrol, subject: road-zs }, with: { action: acknowledge, by: $task.holder } }
        - { at: 2026-11-23 08:07, do: task-act, as: moved, on: { duty: road-patrol, subject: road-zs }, with: { action: transfer, by: $task.leader, approved-by: p-cjb, holder: p-jt2, note: away } }
        - { at: 2026-11-23 08:11, do: finding-add, as: notices, with: { standard: notices, place: road-hp, source: patrol, text: one, by: p-a1 } }
        - { at: 2026-11-23 08:11, do: finding-add, as: again, with: { standard: notices, place: road-hp, source: citizen, text: two, by: p-a1, reporter: R, contact: "1" } }
        - { at: 2026-11-23 08:13, do: finding-add, as: dirty, with: { standard: road-clean, place: road-zs, source: patrol, text: "${again} too", by: p-a1 } }
        - { at: 2026-11-23 08:15, do: summon, as: whistle, with: { unit: u-dh, place: road-zs, departments: [u-jt, u-hw], text: come, by: p-dh1 } }
        - { at: 2026-11-23 08:17, do: cascade-start, as: down, with: { duty: same-day, from: dh, text: storm, by: p-cjb } }
        - { at: 2026-11-23 08:19, do: task-act, on: $down.tasks.0, with: { action: acknowledge, by: $task.holder } }
        - { at: 2026-11-23 08:21, do: task-disown, on: $dirty.task, with: { by: $task.holder, reason: no } }
        - { at: 2026-11-23 08:23, do: task-disown, as: dispute, on: $dirty.task, with: { by: $task.holder, reason: no } }
        - { at: 2026-11-23 08:23, do: task-disown, on: $dirty.task, refused: ruling on it, with: { by: $task.holder, reason: no } }
        - { at: 2026-11-23 08:29, do: task-rule, with: { number: $dispute.ruling, by: p-cjb, lead: u-dh, holder: p-dh2, reason: yes } }
        - { at: 2026-11-23 09:03, do: designate, as: other, with: { duty: road-patrol, subjects: [road-hp], holder: p-hw2, reason: ill, by: p-cjb } }
        - { at: 2026-11-23 09:05, do: designation-withdraw, with: { id: $other, reason: well }, author: p-cjb }
        - { at: 2026-11-24 08:05, do: task-act, on: { event: cascade, give: children.0 }, refused: may not, with: { action: report, by: p-hw1, note: x } }
      expect:
        - { name: M14 two, events: task-generated, where: { duty: attendance, period: $whistle }, count: 2 }
        - { name: M02 holder, events: finding, where: { id: $dirty, roles.holder: p-hw3 }, count: 1 }
        - { name: M39 one, events: finding, where: { id: $again, outcome: joined, joined-to: $notices }, count: 1, by: 2026-11-23 08:11 }
        - { name: M39 none before, events: finding, count: 0, by: 2026-11-23 08:10 }
        - { name: M26 digest, report: digest, period: 2026-W48, says: [周调度] }

      """
    )
    .replacing("scenarios/script.yaml", "$down.tasks.0", "$down.children.0")
    .replacing("scenarios/script.yaml", "on: { event: cascade, give: children.0 }", "on: $down.children.0")
}

@Suite struct ScriptTests {
  static func accepted(_ district: District) throws -> Accepted {
    let examined = testGate.examine(
      Shelf(district).read(), designations: [], on: try #require(CivilDate("2026-11-23")))
    return try #require(
      examined.accepted, "\((examined.refusal?.lines ?? []) + examined.diagnostics.map(\.description))")
  }

  static func play(_ district: District) throws -> ScenarioOutcome {
    let accepted = try accepted(district)
    let scenario = try #require(accepted.book.scenarios["script"])
    return try #require(try scenario.play(accepted, Bench.parts(MemoryStore(), Shelf(district))))
  }

  @Test func goesAsItSays() throws {
    let outcome = try Self.play(.scripted)
    #expect(outcome.problems.map(\.text) == [])
    for result in outcome.results { #expect(result.failures == [], "\(result.expectation.name)") }
    #expect(outcome.results.count == 5)
  }

  struct Slip: Sendable {
    var old: String
    var new: String
    /// In a problem of the script, or in what an expectation found.
    var says: String
    var why: String
  }

  @Test(arguments: [
    Slip(old: "refused: ruling on it", new: "refused: something else", says: "not with `something else`", why: "another refusal"),
    Slip(
      old: "do: finding-add, as: dirty, with", new: "do: finding-add, as: dirty, refused: no, with", says: "was to be refused",
      why: "done, though it should not be"),
    Slip(old: "approved-by: p-cjb, holder", new: "approved-by: p-zb, holder", says: "task-act was refused", why: "refused, though it should not be"),
    Slip(old: "on: $dirty.task, with: { by: $task.holder, reason: no } }", new: "on: $dirty.tusk, with: { by: $task.holder, reason: no } }", says: "has no `tusk`", why: "a field that is not there"),
    Slip(old: "subject: road-zs }, with: { action: ack", new: "subject: road-hp, state: closed }, with: { action: ack", says: "no task {", why: "a selector that takes none"),
    Slip(old: "period: $whistle }, count: 2", new: "period: $whistle }, count: 3", says: "expected 3 task-generated, found 2", why: "another number"),
    Slip(old: "roles.holder: p-hw3", new: "roles.holder: p-hw1", says: "expected 1 finding, found 0", why: "another value"),
    Slip(old: "count: 0, by: 2026-11-23 08:10", new: "count: 0, by: 2026-11-23 08:11", says: "expected 0 finding, found 2", why: "another time"),
    Slip(old: "says: [周调度]", new: "says: [周调度, 没有这句话]", says: "does not say `没有这句话`", why: "a text that is not there"),
  ])
  func tellsWhatWentOtherwise(_ slip: Slip) throws {
    let outcome = try Self.play(District.scripted.replacing("scenarios/script.yaml", slip.old, slip.new))
    let said = outcome.problems.map(\.text) + outcome.results.flatMap(\.failures)
    #expect(!outcome.hasPassed)
    #expect(said.contains { $0.contains(slip.says) }, "\(slip.why): \(said)")
  }

  /// Dies at an append and goes on where the ledger ends, as `dutyd --fast-forward` does.
  func run(_ store: FaultyStore) throws -> [String] {
    let end = moment("2026-11-25 23:00")
    let parts = Bench.parts(store, Shelf(.scripted))
    while true {
      do {
        let head = try store.base.head()
        let now = head.number > 1 ? head.at : moment("2026-11-23 06:00")
        let engine = try Engine.start(parts, at: now)
        let scenario = try #require(engine.current.book.scenarios["script"])
        let play = try ScenarioPlay(engine, store: store, scenario: scenario, at: now)
        try play.run(from: now, to: end)
        let bytes = try LedgerExport(format: .jsonl, isComparable: true).bytes(store.base)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
      } catch EngineError.store(.failed) {
        store.failAppend(nil)
      }
    }
  }

  @Test func aDeathAtAnyAppendChangesNothing() throws {
    let whole = try run(FaultyStore())
    #expect(whole.contains { $0.contains("\"ruling\"") } && whole.contains { $0.contains("designation-withdrawn") })
    let appends = 70
    for number in 1...appends {
      for moment in [FaultyStore.Moment.before, .after] {
        let store = FaultyStore()
        store.failAppend(number, moment)
        let interrupted = try run(store)
        #expect(interrupted == whole, "death \(moment) append \(number): \(difference(whole, interrupted))")
        if interrupted != whole { return }
      }
    }
  }

  private func difference(_ a: [String], _ b: [String]) -> String {
    let index = zip(a, b).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(a.count, b.count)
    return "line \(index + 1): \(index < a.count ? a[index] : "none") // \(index < b.count ? b[index] : "none")"
  }
}
