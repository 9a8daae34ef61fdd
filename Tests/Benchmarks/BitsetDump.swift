import DutyBook
import DutyCalendar
import DutyPlanning
import Foundation

/// The rules of a district as rows of bits, for the bitset in C (`ceiling/bitset.c` has the shape).
///
/// Made from the selectors through the module's own matching, so that both sides agree on which rule speaks of what.
enum BitsetDump {
  static func write(_ directory: String, to path: String) throws {
    let book = try AssignmentBench.book(directory)
    let assignment = Assignment(book: book)
    let classes = assignment.classes
    let rules = assignment.rules
    let words = max(1, (rules.count + 63) / 64)
    var bytes = Data()
    let roles = [Role.lead, .leader, .holder, .verifier]
    for number in [book.places.count, classes.count, book.standards.count, words, roles.count, 0] {
      add(UInt32(number), to: &bytes)
    }
    for number in classes.classOf { add(UInt32(bitPattern: number), to: &bytes) }
    if classes.classOf.count % 2 == 1 { add(UInt32(0), to: &bytes) }
    let subjects = classes.representative.map { Subject.place(Ref($0)) }
    let byPlace = rowsByPlace(assignment, subjects)
    for index in subjects.indices {
      add(row(rules, words) { byPlace[$0.selector.place]?[index] ?? false && $0.selector.unit == nil }, to: &bytes)
    }
    for standard in book.standards.refs {
      let value = book.standards[standard]
      add(
        row(rules, words) { rule in
          rule.selector.duties == nil && rule.selector.standard?.matches(standard, value) ?? true
        }, to: &bytes)
    }
    for role in roles { add(row(rules, words) { $0.roles[role] != nil }, to: &bytes) }
    for subject in subjects {
      let applied = book.standards.refs.map { assignment.applies($0, to: subject) }
      for start in stride(from: 0, to: applied.count, by: 64) {
        var word: UInt64 = 0
        for bit in start..<min(start + 64, applied.count) where applied[bit] { word |= 1 << UInt64(bit - start) }
        add(word, to: &bytes)
      }
    }
    try bytes.write(to: URL(fileURLWithPath: path))
  }

  private static func rowsByPlace(_ assignment: Assignment, _ subjects: [Subject]) -> [PlaceSelector?: [Bool]] {
    var found: [PlaceSelector?: [Bool]] = [:]
    for rule in assignment.rules where found[rule.selector.place] == nil {
      found[rule.selector.place] = subjects.map { subject in
        rule.selector.place.map { assignment.matches(.places($0), subject) } ?? true
      }
    }
    return found
  }

  private static func row(_ rules: [Rule], _ words: Int, _ isSet: (Rule) -> Bool) -> [UInt64] {
    var row = [UInt64](repeating: 0, count: words)
    for (index, rule) in rules.enumerated() where isSet(rule) { row[index >> 6] |= 1 << UInt64(index & 63) }
    return row
  }

  private static func add(_ words: [UInt64], to bytes: inout Data) {
    for word in words { add(word, to: &bytes) }
  }

  private static func add(_ number: some FixedWidthInteger, to bytes: inout Data) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
