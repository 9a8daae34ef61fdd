/// Open seats that no plain chain fills: where rest lets a person stand several times a day, filling one may take
/// somebody giving up two shifts, or standing twice in one chain.
extension RosterSolver {
  /// How deep hand-overs may follow each other, and how many clashes are looked at, for one seat and for all.
  private static let depth = 6
  private static let effort = 4_000
  private static let totalEffort = 200_000

  /// Tries each open seat by trial and error, within a fixed effort, so that the same problem has the same answer.
  mutating func dig(_ want: KeyPath<RosterProblem.Slot, Int>) {
    var left = Self.totalEffort
    for slot in problem.slots.indices where !isFixed[slot] {
      while crews[slot].count < problem.slots[slot][keyPath: want], left > 0 {
        var trial = Trial(left: min(Self.effort, left))
        let before = trial.left
        let isFilled = place(slot, Self.depth, &trial)
        left -= before - trial.left
        if !isFilled { break }
      }
    }
  }

  /// One attempt: what it may still look at, what it has done, and which seats it is filling.
  private struct Trial {
    struct Deed { var person: Int32, slot: Int, isSeated: Bool }

    var left: Int
    var deeds: [Deed] = []
    var open: Set<Int> = []

    /// A seat given in this attempt is not taken back by it.
    func hasGiven(_ person: Int32, _ slot: Int) -> Bool {
      deeds.contains { $0.isSeated && $0.person == person && $0.slot == slot }
    }
  }

  /// Seats somebody, moving up to two of their shifts to others; leaves everything as it was where that fails.
  private mutating func place(_ slot: Int, _ depth: Int, _ trial: inout Trial) -> Bool {
    guard trial.open.insert(slot).inserted else { return false }
    defer { trial.open.remove(slot) }
    var costly: [(person: Int32, clashes: [Int])] = []
    for person in problem.pools[Int(problem.slots[slot].pool)] {
      guard trial.left > 0 else { return false }
      trial.left -= 1
      let clashes = allClashes(person, slot)
      if clashes.isEmpty {
        seat(person, slot)
        trial.deeds.append(Trial.Deed(person: person, slot: slot, isSeated: true))
        return true
      }
      if clashes.count <= 2, !clashes.contains(where: { $0 == slot || isFixed[$0] }) {
        costly.append((person, clashes))
      }
    }
    guard depth > 0 else { return false }
    for choice in costly.sorted(by: { $0.clashes.count < $1.clashes.count }) {
      if choice.clashes.contains(where: { trial.hasGiven(choice.person, $0) }) { continue }
      if exchange(choice.person, choice.clashes, for: slot, depth, &trial) { return true }
    }
    return false
  }

  private mutating func exchange(
    _ person: Int32, _ clashes: [Int], for slot: Int, _ depth: Int, _ trial: inout Trial
  ) -> Bool {
    let before = trial.deeds.count
    for other in clashes {
      unseat(person, other)
      trial.deeds.append(Trial.Deed(person: person, slot: other, isSeated: false))
    }
    seat(person, slot)
    trial.deeds.append(Trial.Deed(person: person, slot: slot, isSeated: true))
    for other in clashes where !place(other, depth - 1, &trial) {
      undo(to: before, &trial)
      return false
    }
    return true
  }

  private mutating func undo(to count: Int, _ trial: inout Trial) {
    while trial.deeds.count > count {
      let deed = trial.deeds.removeLast()
      if deed.isSeated { unseat(deed.person, deed.slot) } else { seat(deed.person, deed.slot) }
    }
  }
}
