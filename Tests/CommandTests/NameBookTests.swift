import DutyBook
import DutyTestKit
import Testing

@testable import dutyctl

/// Names in place of identifiers.
@Suite struct NameBookTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var text: String
    var kinds: [NameKind]
    var id: String?
    var why: String
    var testDescription: String { why }
  }

  private static func names() throws -> NameBook {
    let district = District.small
      .adding("registers/people.csv", "p-xh9,东一,u-xh,,,")
      .adding("registers/units.csv", "园林,园林局,u-qu,district,bureau,,,")
    return NameBook(try district.book())
  }

  @Test(arguments: [
    Row(text: "环卫局", kinds: [.unit], id: "u-hw", why: "a unit by its name"),
    Row(text: "u-hw", kinds: [.unit], id: "u-hw", why: "an identifier stands for itself"),
    Row(text: "园林", kinds: [.unit], id: "园林", why: "an identifier may be Chinese"),
    Row(text: "交三", kinds: [.person], id: "p-jt3", why: "a person"),
    Row(text: "中山路", kinds: [.place, .unit], id: "road-zs", why: "a place"),
    Row(text: "交通局", kinds: [.place, .unit], id: "u-jt", why: "a unit where no place has the name"),
    Row(text: "没有这个", kinds: [.unit], id: "没有这个", why: "what nobody is called is left to the command"),
    Row(text: "u-nothing", kinds: [.unit], id: "u-nothing", why: "and so is an identifier that nothing has"),
  ])
  func standsFor(_ row: Row) throws {
    let names = try Self.names()
    let found =
      row.kinds.count == 2 ? try names.id(row.text, row.kinds[0], row.kinds[1]) : try names.id(row.text, row.kinds[0])
    #expect(found == row.id)
  }

  @Test func aNameOfSeveralIsRefusedWithAllOfThem() throws {
    let error = try #require(throws: CommandFailure.self) { _ = try Self.names().id("东一", .person) }
    #expect(error.message == "2 people are named `东一`")
    #expect(error.help == "say which: p-dh1 (东湖街道), p-xh9 (西湖街道)")
    #expect(try Self.names().id(nil, .person) == nil)
  }
}
