import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

/// The sample district that is shipped: what holds of small districts holds of it.
@Suite struct SampleTests {
  static let planner: Planner? = try? Planner(Assignment(book: SampleRules.book()))

  @Test func itsOwnTestsPassAndItsProofHasNoTies() throws {
    let planner = try #require(Self.planner)
    let failed = planner.runTests(planner.book.tests).filter { !$0.hasPassed }
    #expect(failed.isEmpty, "\(failed.map(\.test.name))")
    let proof = planner.assignment.prove(from: day("2026-11-21"), days: planner.book.settings.horizonDays)
    #expect(!proof.hasTies && !proof.hasOutside)
    #expect(proof.unreached.isEmpty)
  }

  /// What people read has a name in their language, not an identifier.
  @Test func everythingThatPeopleReadHasAName() throws {
    let book = try #require(Self.planner).book
    var names = book.ladders.rows.map { ("ladder \($0.id)", $0.name) }
    names += book.duties.rows.map { ("duty \($0.id)", $0.name) } + book.standards.rows.map { ("standard \($0.id)", $0.name) }
    names += book.sectors.rows.map { ("sector \($0.id)", $0.name) } + book.units.rows.map { ("unit \($0.id)", $0.name) }
    for score in book.scores.rows {
      names += [("score \(score.id)", score.name)] + score.parts.map { ("part \($0.id) of \(score.id)", $0.name) }
    }
    for campaign in book.campaigns.rows {
      names.append(("campaign \(campaign.id)", campaign.name))
      names += campaign.goals.map { ("goal \($0.quantity) of \(campaign.id)", $0.name) }
      names += campaign.measures.map { ("measure \($0.id) of \(campaign.id)", $0.name) }
      names += campaign.posts.map { ("post \($0.id) of \(campaign.id)", $0.name) }
    }
    #expect(names.count > 200)
    for (what, name) in names {
      #expect(name.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(what) is called `\(name)`")
    }
  }

  /// Every duty on every subject, on a day of its own.
  @Test func explainAgreesWithDecide() throws {
    let assignment = try #require(Self.planner).assignment
    let book = assignment.book
    var number = 0
    for duty in book.duties.refs {
      for subject in assignment.subjects(of: book.duties[duty].of) {
        for question in assignment.questions(of: duty, on: subject) {
          number += 1
          let on = day("2026-06-01").adding(days: number * 7 % 300)
          let decision = assignment.decide(question, on: on)
          let explanation = assignment.explain(question, on: on)
          guard explanation.decision == decision else {
            Issue.record("\(book.duties[duty].id) on \(book.id(of: subject)), \(on)")
            continue
          }
          for role in explanation.roles where decision[role.role].kind == .decided {
            let report = role.reports.first { $0.status == .decided }
            if report?.value != decision[role.role].value || report?.rule != Int(decision[role.role].rule) {
              Issue.record("\(role.role) of \(book.duties[duty].id) on \(book.id(of: subject)), \(on)")
            }
          }
        }
      }
    }
    #expect(number > 1000)
  }

  @Test func aYearHasNoTaskTwice() throws {
    let planner = try #require(Self.planner)
    let keys = planner.entries(from: day("2026-01-01"), to: day("2026-12-31")).flatMap { planner.keys(of: $0) }
    #expect(Set(keys).count == keys.count)
    #expect(keys.count > 100_000)
  }

  /// Three weeks that take in the campaign: every task has its people, and its verifier is somebody else.
  @Test func noTaskIsUnowned() throws {
    let planner = try #require(Self.planner)
    for entry in planner.entries(from: day("2026-11-23"), to: day("2026-12-13")) where entry.outcome == .generate {
      for task in planner.tasks(of: entry) {
        let roles = planner.book.taskRoles(task.roles)
        if roles.leader.isEmpty || roles.holder.isEmpty || roles.verifier.isEmpty || roles.verifier == roles.holder {
          Issue.record("\(task.key): \(roles)")
          return
        }
      }
    }
  }
}
