import DutyBook
import DutyCalendar
import DutyLedger
import DutyTestKit
import Testing

@testable import DutyPlanning

/// Who is outranked by whom, as looking at every two of them says it.
@Suite struct DesignationStandingLawTests {
  private static let today = day("2026-11-23")

  private func record(_ number: Int, _ book: Book, _ dice: inout Dice) -> DesignationRecord {
    let places = book.places.ids
    let subjects =
      dice.chance(20)
      ? [] : dice.chance(15) ? [dice.one(of: book.units.rows.map(\.id))] : (0...dice.below(3)).map { _ in dice.one(of: places) }
    var roles: [String: String] = [:]
    for role in Role.allCases where dice.chance(45) {
      roles[role.rawValue] = dice.one(of: role.isUnit ? book.units.rows.map(\.id) : book.people.rows.map(\.id))
    }
    if roles.isEmpty { roles["holder"] = dice.one(of: book.people.rows.map(\.id)) }
    return DesignationRecord(
      id: "Z-\(number)", author: "p-1", date: day("2026-11-01").adding(days: number), reason: "试",
      duty: dice.chance(60) ? dice.one(of: book.duties.rows.map(\.id)) : "",
      standard: dice.chance(25) ? dice.one(of: book.standards.rows.map(\.id)) : "", subjects: subjects, roles: roles,
      until: dice.chance(15) ? Self.today.adding(days: dice.below(6) - 3) : nil)
  }

  /// Every pair is looked at; what is idle, over or absent is known of each alone.
  private func pairwise(_ standings: [DesignationStanding], _ book: Book) -> [[OutrankedRole]] {
    func spoken(_ standing: DesignationStanding) -> DesignationRecord {
      var record = standing.record
      if case .subjects(let idle) = standing.idleness { record.subjects.removeAll { idle.contains($0) } }
      return record
    }
    func speaks(_ standing: DesignationStanding, _ role: Role) -> Bool {
      standing.ended == nil && !standing.isIdle && standing.record.roles[role.rawValue] != nil
        && !standing.absent.contains(role)
    }
    return standings.indices.map { age in
      Role.allCases.flatMap { role -> [OutrankedRole] in
        guard speaks(standings[age], role) else { return [] }
        let found = standings.indices.filter { $0 > age && speaks(standings[$0], role) }.reversed().compactMap { later in
          DesignationStanding.narrower(spoken(standings[later]), than: spoken(standings[age]), in: book).map {
            let other = standings[later].record
            return OutrankedRole(role: role, by: other.id, since: other.date, until: other.until, within: $0)
          }
        }
        return found.first(where: \.isWhole).map { [$0] } ?? found
      }
    }
  }

  @Test(arguments: 1...60)
  func saysWhatEveryPairSays(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let book = try District.randomBook(seed)
    let assignment = Assignment(book: book)
    let records = (0..<30).map { record($0, book, &dice) }
    let standings = DesignationStanding.all(records, in: assignment, on: Self.today)
    let wanted = pairwise(standings, book)
    for (age, standing) in standings.enumerated() {
      #expect(standing.outranked == wanted[age], "\(standing.record.id)")
      let under = wanted.indices.filter { wanted[$0].contains { $0.by == standing.record.id } }.map { records[$0].id }
      #expect(standing.outranks == under, "those in whose place it speaks")
    }
  }

  /// The laws say something: there are wholes, parts, and some that are idle.
  @Test func theRandomOnesAreOfEveryKind() throws {
    var (wholes, parts, idle, free) = (0, 0, 0, 0)
    for seed: UInt64 in 1...60 {
      var dice = Dice(seed)
      let book = try District.randomBook(seed)
      let records = (0..<30).map { record($0, book, &dice) }
      for standing in DesignationStanding.all(records, in: Assignment(book: book), on: Self.today) {
        wholes += standing.outranked.count(where: \.isWhole)
        parts += standing.outranked.count { !$0.isWhole }
        idle += standing.isIdle ? 1 : 0
        free += standing.isSilent ? 0 : 1
      }
    }
    for count in [wholes, parts, idle, free] { #expect(count > 100) }
  }
}
