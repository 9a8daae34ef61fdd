import DutyBook
import DutyOversight
import DutyTestKit
import Testing

/// The scores of the sample district, and the machinery that runs their tests.
@Suite struct ScoreSampleTests {
  static let plain = """
    score: monthly
    of: { tier: district, kind: bureau }
    every: month
    parts: [ { part: done, weight: 100, value: on-time-rate } ]
    tests:
      - test: M49 nine of ten
        given: { done: 9/10 }
        then: { score: 90 }
        why: one was late

    """

  @Test func allTestsOfTheSampleHold() throws {
    let book = try SampleRules.book()
    #expect(book.scores.count == 6)
    #expect(book.scores.rows.allSatisfy { !$0.tests.isEmpty }, "each score has its own tests")
    #expect(ScoreTesting.run(book) == [])
  }

  @Test func scoresComeAfterWhatTheyTakeIn() throws {
    let order = try SampleRules.book().scores.inOrderOfUse.map(\.id)
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    for (before, after) in [
      ("monthly-units", "quarterly-units"), ("quarterly-units", "yearly-units"), ("district-year", "district-cycle"),
    ] {
      #expect(try #require(places[before]) < #require(places[after]))
    }
    #expect(order.count == 6)
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    var then: String
    var expected: String
    var actual: String

    var testDescription: String { then }
  }

  @Test(arguments: [
    Broken(then: "{ score: 91 }", expected: "score 91.00", actual: "score 90.00"),
    Broken(then: "{ score: none }", expected: "score none", actual: "score 90.00"),
    Broken(then: "{ grade: good }", expected: "grade good", actual: "grade none"),
    Broken(then: "{ parts: { done: 89.99 } }", expected: "done 89.99", actual: "done 90.00"),
  ])
  func aTestThatDoesNotHoldSaysWhatCame(_ c: Broken) throws {
    let district = District.small.putting("scoring/monthly.yaml", Self.plain).replacing(
      "scoring/monthly.yaml", "{ score: 90 }", c.then)
    let failures = ScoreTesting.run(try district.book())
    let failure = try #require(failures.first)
    #expect(failures.count == 1)
    #expect((failure.expected, failure.actual) == (c.expected, c.actual))
    #expect(failure.source.description == "scoring/monthly.yaml:6:11")
    #expect(failure.why == "one was late")
    #expect(failure.explanation.contains("    on-time-rate 9/10"))
    #expect(
      failure.description.hasPrefix(
        "scoring/monthly.yaml:6:11: failed[T001]: test `M49 nine of ten` of score `monthly`: expected \(c.expected)"))
  }
}
