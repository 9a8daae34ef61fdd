import DutyBook
import DutyLedger

/// Designations by role, duty and subject, so that those which may speak of the same are found without looking at all.
///
/// - Shape: designations are known by their age, the index of an array that has the oldest first.
struct DesignationIndex {
  private enum Spot: Hashable {
    /// Whatever it is of.
    case any
    /// Of every subject.
    case everywhere
    case at(String)
    /// Of something below a place.
    case below(String)
  }

  private struct Key: Hashable {
    var role: Role
    var duty: String
    var spot: Spot
  }

  private let book: Book
  private var ages: [Key: [Int]] = [:]
  private var duties: Set<String> = []

  /// - Parameter speaking: by designation, the roles of which it is to be found.
  init(_ records: [DesignationRecord], speaking: [Set<Role>], in book: Book) {
    self.book = book
    for (age, record) in records.enumerated() {
      for role in speaking[age] { add(record, age, role) }
    }
  }

  private mutating func add(_ record: DesignationRecord, _ age: Int, _ role: Role) {
    duties.insert(record.duty)
    var spots: Set<Spot> = [.any]
    if record.subjects.isEmpty { spots.insert(.everywhere) }
    for subject in record.subjects {
      spots.insert(.at(subject))
      for above in lineage(subject).dropFirst() { spots.insert(.below(above)) }
    }
    for spot in spots { ages[Key(role: role, duty: record.duty, spot: spot), default: []].append(age) }
  }

  /// A place and what it lies within; a unit alone.
  private func lineage(_ subject: String) -> [String] {
    guard let place = book.places.ref(subject) else { return [subject] }
    return book.places.lineage(place).map { book.places.ids[$0.index] }
  }

  /// Those later than one that may speak in a role where it does, the newest first, each once.
  func later(than age: Int, _ record: DesignationRecord, _ role: Role) -> Later {
    var spots: Set<Spot> = [.any]
    if !record.subjects.isEmpty {
      spots = [.everywhere]
      for subject in record.subjects {
        spots.insert(.below(subject))
        for place in lineage(subject) { spots.insert(.at(place)) }
      }
    }
    let duties = record.duty.isEmpty ? duties : [record.duty, ""]
    return Later(
      age: age,
      lists: duties.flatMap { duty in
        spots.compactMap { spot in ages[Key(role: role, duty: duty, spot: spot)]?[...] }
      })
  }

  /// Several ascending lists as one descending, down to an age.
  struct Later: Sequence, IteratorProtocol {
    let age: Int
    fileprivate var lists: [ArraySlice<Int>]

    fileprivate init(age: Int, lists: [ArraySlice<Int>]) {
      self.age = age
      self.lists = lists
    }

    mutating func next() -> Int? {
      guard let newest = lists.compactMap(\.last).max(), newest > age else { return nil }
      for index in lists.indices where lists[index].last == newest { lists[index] = lists[index].dropLast() }
      return newest
    }
  }
}
