import DutyBook
import DutyCalendar
import DutyEngine
import DutyPlanning
import DutyRules
import DutyWiring

/// Loading, assignment and proof, on a district made by `district scale`.
enum AssignmentBench {
  static let day = CivilDate(year: 2026, month: 11, day: 23) ?? CivilDate(epochDay: 20_780)

  static func book(_ directory: String) throws -> Book {
    let result = systemGate().loader.load(DirectorySource(path: directory).read())
    guard let book = result.book, !result.hasErrors else {
      throw BenchError(result.diagnostics.map(\.description).joined(separator: "\n"))
    }
    return book
  }

  static func load(_ directory: String) throws {
    let (book, cpu) = try Measurement.time { try Self.book(directory) }
    Measurement(work: book.places.count, unit: "places", cpu: cpu).report()
  }

  static func assign(_ directory: String, rounds: Int) throws {
    let book = try Self.book(directory)
    let (assignment, compiling) = Measurement.time { Assignment(book: book) }
    let standards = book.standards.refs
    var table = assignment.leadTable(of: standards, on: day)
    let (_, cpu) = Measurement.time {
      for _ in 0..<rounds { table = assignment.leadTable(of: standards, on: day) }
    }
    try compare(table, with: assignment)
    // The same number that the bitset's table comes to: the rule of every pair.
    var check: UInt64 = 0
    for place in 0..<book.places.count {
      let row = Int(assignment.classes.classOf[place]) * standards.count
      for position in standards.indices {
        check = check &* 31 &+ UInt64(UInt32(bitPattern: table.rules[row + position]))
      }
    }
    Measurement(
      work: table.leads.count * rounds, unit: "pairs", cpu: cpu, check: check,
      more: [("classes", "\(assignment.classes.count)"), ("compile", "\(compiling)")]
    ).report()
  }

  /// The table says what the daemon's own question says, for pairs spread over the whole of it.
  private static func compare(_ table: LeadTable, with assignment: Assignment) throws {
    let standards = table.standards
    for pair in stride(from: 0, to: table.leads.count, by: 101) {
      let place = Ref<Place>(pair / standards.count)
      let standard = standards[pair % standards.count]
      let result = assignment.lead(
        Question(standard: standard, sector: assignment.book.standards[standard].sector, subject: .place(place)),
        on: day)
      guard result.kind == .decided ? table.leads[pair] == result.value : table.leads[pair] == -1 else {
        throw BenchError("the table differs from the decision at place \(place.index), standard \(standard.index)")
      }
    }
  }

  /// - Shape: the figure is compiling and proving together, all that happens after loading.
  static func prove(_ directory: String) throws {
    let book = try Self.book(directory)
    let (assignment, compiling) = Measurement.time { Assignment(book: book) }
    let (proof, proving) = Measurement.time { assignment.prove(from: day, days: book.settings.horizonDays) }
    guard proof.isClean else { throw BenchError("the district has gaps: \(proof.findings.prefix(3))") }
    Measurement(
      work: proof.pairs, unit: "pairs", cpu: compiling + proving,
      more: [
        ("classes", "\(proof.classes)"), ("standard-classes", "\(proof.standardClasses)"),
        ("settled", "\(proof.settled)"), ("compile", "\(compiling)"), ("prove", "\(proving)"),
      ]
    ).report()
  }
}
