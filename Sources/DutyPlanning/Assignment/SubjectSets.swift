import DutyBook

/// Which classes of subjects each selector takes in, as rows of bits; a selector is tried once on each class,
/// however many standards and duties share it.
struct SubjectSets {
  let subjects: [Subject]
  let words: Int
  private var rows: [[UInt64]] = []
  private var numbers: [SubjectSelector?: Int] = [:]
  /// The row of each standard's subjects and of each duty's.
  private(set) var standards: [Int] = []
  private(set) var duties: [Int] = []

  init(_ assignment: Assignment, subjects: [Subject]) {
    self.subjects = subjects
    words = (subjects.count + 63) / 64
    for standard in assignment.book.standards.rows { standards.append(row(of: standard.appliesTo, assignment)) }
    for duty in assignment.book.duties.rows { duties.append(row(of: duty.of, assignment)) }
  }

  /// The row of a selector; a standard without one applies to every place.
  private mutating func row(of selector: SubjectSelector?, _ assignment: Assignment) -> Int {
    if let known = numbers[selector] { return known }
    var bits = [UInt64](repeating: 0, count: words)
    let units: UnitMatcher? =
      if case .units(let wanted)? = selector { UnitMatcher(wanted, book: assignment.book) } else { nil }
    for (index, subject) in subjects.enumerated() {
      let isTaken: Bool
      switch (selector, subject) {
      case (.places(let wanted)?, .place(let place)):
        isTaken = assignment.classes.matches(wanted, place: place.index, book: assignment.book)
      case (nil, .place): isTaken = true
      case (.units?, .unit(let unit)): isTaken = units?.matches(unit) ?? false
      case (.places?, .unit), (.units?, .place), (nil, .unit): isTaken = false
      }
      if isTaken { bits[index >> 6] |= 1 << UInt64(index & 63) }
    }
    numbers[selector] = rows.count
    rows.append(bits)
    return rows.count - 1
  }

  func standard(_ standard: Int, takes subject: Int) -> Bool {
    rows[standards[standard]][subject >> 6] >> UInt64(subject & 63) & 1 == 1
  }

  func duty(_ duty: Int, takes subject: Int) -> Bool {
    rows[duties[duty]][subject >> 6] >> UInt64(subject & 63) & 1 == 1
  }

  /// The subjects of a standard that none of these duties has, ascending.
  func left(ofStandard standard: Int, byDuties taken: [Int]) -> [Int] {
    var bits = rows[standards[standard]]
    for duty in taken {
      let row = rows[duties[duty]]
      for word in 0..<words { bits[word] &= ~row[word] }
    }
    var left: [Int] = []
    for word in 0..<words {
      var rest = bits[word]
      while rest != 0 {
        left.append(word << 6 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return left
  }
}
