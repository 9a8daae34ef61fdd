import DutyBook
import Testing

@testable import DutyRules

/// Small parts: names of relations, trees.
@Suite struct TextTests {
  @Test(arguments: [
    ("registers/road-chiefs.csv", "road-chief"), ("registers/authorities.csv", "authority"),
    ("registers/addresses.csv", "address"), ("registers/路长.csv", "路长"), ("registers/glass.csv", "glass"),
  ])
  func makesRelationNamesSingular(_ path: String, _ name: String) throws {
    let book = try #require(
      load(
        .remove(chiefs), .remove("registers/authorities.csv"), .remove(roads), .remove(sectorRules),
        .remove("tests/roads.yaml"), .replace(patrols, "with-standards: { evidence-file: true }", "kind: bureau"),
        .put(path, "place,person\ncompound-1,p-01\n")
      ).book)
    #expect(book.relation(.place, name) != nil)
  }

  @Test func ordersAForestTopDown() {
    #expect(TreeOrder(parents: [-1, 0, 1]).topDown == [0, 1, 2])
    #expect(TreeOrder(parents: [1, 2, -1]).topDown == [2, 1, 0])
    #expect(TreeOrder(parents: [1, 2, -1]).depths == [2, 1, 0])
  }

  @Test func findsEachCircleOnce() {
    let order = TreeOrder(parents: [1, 2, 0, 0, 3, -1, 6])
    #expect(order.cycles == [[0, 1, 2], [6]])
    #expect(order.topDown == [5], "what hangs on a circle is not in the order")
  }
}
