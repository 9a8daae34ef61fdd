import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyTestKit
import Testing

/// Every question that a book may be asked: each duty and each standard on each of its subjects.
func everyQuestion(_ assignment: Assignment) -> [Question] {
  let book = assignment.book
  let subjects: [Subject] = (0..<book.places.count).map { .place(Ref($0)) } + book.units.refs.map { .unit($0) }
  var all: [Question] = []
  for duty in book.duties.refs {
    for subject in subjects where assignment.matches(book.duties[duty].of, subject) {
      all += assignment.questions(of: duty, on: subject)
    }
  }
  for standard in book.standards.refs {
    for subject in subjects where assignment.applies(standard, to: subject) {
      all.append(Question(standard: standard, sector: book.standards[standard].sector, subject: subject))
    }
  }
  return all
}

/// Laws that hold for every book, tried on small random ones.
@Suite struct LawTests {
  static let first = day("2026-11-23")
  static let days = 12

  @Test(arguments: [UInt64](1...200))
  func theProofFindsWhatBruteForceFinds(_ seed: UInt64) throws {
    let assignment = Assignment(book: try District.randomBook(seed))
    let proof = assignment.prove(from: Self.first, days: Self.days)
    let found = Dictionary(
      uniqueKeysWithValues: proof.findings.map {
        (Brute.Case($0, assignment), Brute.Extent(from: $0.from, until: $0.until, pairs: $0.pairs))
      })
    #expect(found == Brute.cases(assignment, Self.first, Self.days))
    #expect(Set(proof.unreached.map(\.standard)) == Brute.unreached(assignment))
  }

  /// Where no register can name a day any more, each day stands for itself, and a proof and a diff come to an end.
  @Test(.timeLimit(.minutes(1)), arguments: ["9999-12-25", "9999-12-31"])
  func theLastDaysEndToo(_ from: String) throws {
    let planner = Planner(Assignment(book: try District.small.book()))
    #expect(planner.assignment.prove(from: day(from), days: Self.days).findings.isEmpty)
    #expect(PlanDiff.between(planner, planner, openTasks: [], on: day(from)).isEmpty)
  }

  /// A proof that remembers the one before finds what one that remembers nothing finds, on whatever day it is made.
  @Test(arguments: [UInt64](1...60))
  func aRememberedProofIsAProof(_ seed: UInt64) throws {
    let assignment = Assignment(book: try District.randomBook(seed))
    var memory = ProofMemory()
    for offset in [0, 1, 2, 5, 6, 3, 11, 40] {
      let from = Self.first.adding(days: offset)
      let plain = assignment.prove(from: from, days: Self.days)
      let remembered = assignment.prove(from: from, days: Self.days, remembering: &memory)
      #expect(remembered.findings == plain.findings, "seed \(seed), day \(offset)")
      #expect(remembered.unreached == plain.unreached)
      #expect((remembered.classes, remembered.pairs) == (plain.classes, plain.pairs))
    }
    let other = Assignment(book: try District.randomBook(seed + 1))
    #expect(
      other.prove(from: Self.first, days: Self.days, remembering: &memory).findings
        == other.prove(from: Self.first, days: Self.days).findings)
  }

  /// A decision says until when it stands; asking on any day until then gives the same.
  @Test(arguments: [UInt64](1...60))
  func aDecisionStandsAsLongAsItSays(_ seed: UInt64) throws {
    let assignment = Assignment(book: try District.randomBook(seed))
    for question in everyQuestion(assignment) {
      for offset in 0..<Self.days {
        let start = Self.first.adding(days: offset)
        let decision = assignment.decide(question, on: start)
        #expect(decision.stableThrough >= start)
        let next = start.adding(days: 1)
        guard decision.stableThrough >= next else { continue }
        var later = assignment.decide(question, on: next)
        later.stableThrough = decision.stableThrough
        #expect(later == decision, "seed \(seed), \(start)")
      }
    }
  }

  /// Whatever is decided for a place is decided for all of its class.
  @Test(arguments: [UInt64](1...60))
  func aClassIsDecidedAsItsRepresentative(_ seed: UInt64) throws {
    let assignment = Assignment(book: try District.randomBook(seed))
    for question in everyQuestion(assignment) {
      guard case .place(let place) = question.subject else { continue }
      var other = question
      other.subject = .place(Ref(assignment.classes.representative[Int(assignment.classes.classOf[place.index])]))
      // Deciding looks selectors up by class; asked of the place itself, they must say the same.
      for selector in assignment.rules.compactMap(\.selector.place) {
        let itself = assignment.matches(.places(selector), question.subject)
        #expect(itself == assignment.matches(.places(selector), other.subject), "seed \(seed), \(selector)")
      }
      for offset in [0, 3, 5, 8, 11] {
        let on = Self.first.adding(days: offset)
        #expect(assignment.decide(question, on: on) == assignment.decide(other, on: on), "seed \(seed), \(on)")
      }
    }
  }

  @Test(arguments: [UInt64](1...60))
  func explainAgreesWithDecide(_ seed: UInt64) throws {
    let assignment = Assignment(book: try District.randomBook(seed))
    for question in everyQuestion(assignment) {
      for offset in [0, 4, 9] {
        checkExplanation(of: question, assignment, on: Self.first.adding(days: offset))
      }
    }
  }

  /// Nobody unowned (invariant 3): whatever the rules leave open, a task has all its roles.
  @Test(arguments: [UInt64](1...60))
  func whatIsOpenFallsToTheOffice(_ seed: UInt64) throws {
    let assignment = Assignment(book: try District.randomBook(seed))
    let away = assignment.book.absences.filter { $0.acting == nil }.map(\.person)
    for question in everyQuestion(assignment) {
      for offset in [0, 6] {
        let on = Self.first.adding(days: offset)
        let roles = assignment.effective(question, assignment.decide(question, on: on), on: on)
        if away.isEmpty {
          #expect(roles.leader != nil, "seed \(seed)")
          #expect(roles.holder != nil, "seed \(seed)")
        }
        if let verifier = roles.verifier { #expect(verifier != roles.holder, "seed \(seed)") }
        #expect(!roles.support.contains(roles.lead), "seed \(seed)")
      }
    }
  }
}

/// The explanation's own decision, and the report of the rule that decided, against `decide`.
func checkExplanation(of question: Question, _ assignment: Assignment, on date: CivilDate) {
  let decision = assignment.decide(question, on: date)
  let explanation = assignment.explain(question, on: date)
  #expect(explanation.decision == decision)
  for role in explanation.roles {
    let result = decision[role.role]
    let deciding = role.reports.filter { $0.status == .decided }
    switch result.kind {
    case .decided, .outside:
      #expect(deciding.map(\.rule) == [Int(result.rule)])
      #expect(deciding.map(\.value) == [result.value])
      #expect(deciding.map(\.actingFor) == [result.actingFor])
    case .tie:
      #expect(role.reports.contains { if case .tied = $0.status { true } else { false } })
    case .gap:
      #expect(deciding.isEmpty)
      #expect(role.reports.allSatisfy { $0.value < 0 }, "a rule that names somebody would have decided")
    }
  }
  let support = assignment.support(question, lead: decision.lead.usable ?? -1, on: date)
  #expect(explanation.support.map(\.unit) == support)
}
