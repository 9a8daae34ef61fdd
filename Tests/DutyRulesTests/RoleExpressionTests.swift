import DutyBook
import DutyRules
import Testing

/// Role expressions: what they are read as, and that their printing reads the same.
@Suite struct RoleExpressionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var use: RoleUse
    var canonical: String
    var why: String
    var testDescription: String { text }
  }

  static let rows: [Row] = [
    Row(text: "place.road-chief", use: .role(.holder), canonical: "place.road-chief", why: "a relation with a person"),
    Row(
      text: " place . road-chief|lead.head ", use: .role(.holder), canonical: "place.road-chief | lead.head",
      why: "blanks mean nothing"),
    Row(text: "lead.deputy-in-charge", use: .role(.leader), canonical: "lead.deputy", why: "分管领导 has two spellings"),
    Row(text: "subject.territory", use: .role(.lead), canonical: "place.territory", why: "the subject is a place here"),
    Row(
      text: "lead.deputy-for( standard . sector )", use: .role(.leader), canonical: "lead.deputy-for(standard.sector)",
      why: "one spelling of the argument"),
    Row(
      text: "inspection-team-2.member outside place.territory", use: .role(.verifier),
      canonical: "inspection-team-2.member outside place.territory", why: "cross-inspection"),
    Row(text: "p-01", use: .role(.holder), canonical: "p-01", why: "a person by name"),
    Row(text: "office", use: .recipient, canonical: "office", why: "a rung may tell a unit"),
    Row(
      text: "place.subdistrict.road-chief.unit.parent.head", use: .role(.approver),
      canonical: "place.subdistrict.road-chief.unit.parent.head", why: "a long path"),
    Row(
      text: "place.compound-unit.head", use: .role(.holder), canonical: "place.compound-unit.head",
      why: "a row where a unit is needed"),
  ]

  let vocabulary: RoleVocabulary

  init() throws {
    vocabulary = RoleVocabulary(try #require(load().book))
  }

  @Test(arguments: rows) func printsCanonically(_ row: Row) throws {
    let first = try RoleExpressionParser.parse(row.text, use: row.use, in: vocabulary)
    #expect(first.text == row.canonical, "\(row.why)")
    let again = try RoleExpressionParser.parse(first.text, use: row.use, in: vocabulary)
    #expect(again == first, "reading the canonical text is a fixed point")
  }

  @Test func writesCoercionsOut() throws {
    func steps(_ text: String, _ use: RoleUse) throws -> [RoleStep] {
      try RoleExpressionParser.parse(text, use: use, in: vocabulary).alternatives[0].path.steps
    }
    #expect(try steps("place.road-chief", .role(.lead)).last == .unit, "a row becomes its unit")
    #expect(try steps("place.road-chief.unit", .role(.lead)).count == 2, "and not twice")
    #expect(try steps("place", .support) == [.territory], "a place becomes its territory")
    #expect(try steps("p-01", .role(.lead)) == [.unit], "a person becomes their unit")
    #expect(try steps("place.compound-unit.head", .role(.holder)).count == 3, "relation, unit, post")
    #expect(try steps("place.road-chief", .role(.holder)).count == 1, "a person stays one")
  }

  @Test func readsTheSubjectOfUnits() throws {
    let expression = try RoleExpressionParser.parse(
      "subject.head", use: .role(.holder), subjectIsUnit: true, in: vocabulary)
    #expect(expression.text == "unit.head")
    #expect(expression.alternatives[0].path.root == .unit)
  }
}
