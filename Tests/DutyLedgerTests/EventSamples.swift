import DutyCalendar
import DutyLedger

/// Random events of every kind, from a seed.
struct EventSamples {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &+ 0x9E37_79B9_7F4A_7C15
  }

  /// SplitMix64.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func number(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
  mutating func flag() -> Bool { next() & 1 == 0 }

  mutating func text(_ canBeEmpty: Bool = true) -> String {
    let parts = [
      "road-patrol", "东湖街道", "\"quoted\"", "back\\slash", "line\nbreak", "\u{0}\u{1F}", "😀", "é", "2026-W47", " ", "/",
    ]
    let count = number(4) + (canBeEmpty ? 0 : 1)
    return (0..<count).map { _ in parts[number(parts.count)] }.joined()
  }

  mutating func texts() -> [String] { (0..<number(4)).map { _ in text() } }
  mutating func instant() -> Instant { Instant(seconds: Int64(number(4_000_000_000)) - 1_000_000_000) }
  mutating func date() -> CivilDate { CivilDate(epochDay: Int32(number(60_000)) - 10_000) }

  mutating func roles() -> TaskRoles {
    TaskRoles(lead: text(), leader: text(), holder: text(), verifier: text(), support: texts())
  }

  private mutating func value(_ depth: Int) -> JSONValue {
    switch number(depth > 3 ? 4 : 6) {
    case 0: .null
    case 1: .bool(flag())
    case 2: .int(Int64(bitPattern: next()))
    case 3: .string(text())
    case 4: .array((0..<number(4)).map { _ in value(depth + 1) })
    default: .object(Dictionary((0..<number(4)).map { _ in (text(), value(depth + 1)) }, uniquingKeysWith: { $1 }))
    }
  }

  mutating func task() -> TaskRecord {
    let key = TaskKey(
      duty: text(false), subject: text(false), grain: text(), period: text(false), n: number(3) + 1)
    return TaskRecord(
      key: key, opens: instant(), due: instant(), limit: text(), roles: roles(), assignment: text(), deadline: text(),
      ladder: text(), isVeto: flag(), book: text(), isCaughtUp: flag())
  }

  mutating func event(_ kind: EventKind) -> Event {
    switch kind {
    case .generated: .generated(task())
    case .entry:
      .entry(
        EntryRecord(
          stream: text(), period: text(), n: number(3) + 1, opens: instant(),
          outcome: EntryOutcome.allCases[number(EntryOutcome.allCases.count)], reason: text(), count: number(1000),
          digest: text(), book: text()))
    case .receipt: .receipt(Receipt(kind: flag() ? .assignment : .deadline, body: value(0)))
    case .dispatched:
      .dispatched(
        DispatchRecord(
          date: date(), revision: number(5), outcome: [.daily, .immediate, .missed][number(3)], reason: text(),
          tasks: texts()))
    case .moved: .moved(TaskMove(task: text(), from: roles(), to: roles(), assignment: text(), reason: text()))
    case .rederived:
      .rederived(
        DeadlineChange(
          task: text(), from: instant(), to: instant(), deadline: text(), reason: text(), limit: text()))
    case .rung:
      .rung(
        RungFired(
          task: text(), ladder: text(), rung: number(9), nominal: instant(), recipients: texts(), reason: text()))
    case .gap:
      .gap(
        GapRecord(
          id: text(), role: text(), topic: text(), witness: text(), pairs: number(99), from: date(), until: date(),
          reason: text()))
    case .gapClosed: .gapClosed(GapClosed(id: text(), reason: text()))
    case .designated: .designated(designation())
    case .designationWithdrawn:
      .designationWithdrawn(DesignationWithdrawn(id: text(), author: text(), reason: text()))
    case .audited:
      .audited(AuditRecord(date: date(), entries: number(99), tasks: number(99), differences: texts()))
    case .acted:
      .acted(
        TaskActed(
          task: text(), action: TaskAction.allCases[number(TaskAction.allCases.count)], by: text(), note: text(),
          approvedBy: flag() ? text() : nil, values: integers(), evidence: texts(), failed: texts(),
          minutes: flag() ? number(99) : nil, position: position(), due: flag() ? instant() : nil, deadline: text(),
          roles: flag() ? roles() : nil, assignment: text(),
          closure: flag() ? Closure.allCases[number(Closure.allCases.count)] : nil, whose: text(),
          limit: text(), ladder: text(), book: text(), via: text()))
    case .bookAccepted:
      .bookAccepted(
        BookAccepted(digest: text(), previous: flag() ? text() : nil, reason: text(), newStreams: texts()))
    case .process: .process(ProcessRecord(what: text(), detail: text()))
    default: .fact(fact(kind))
    }
  }

  private mutating func designation() -> DesignationRecord {
    let roles = Dictionary((0..<number(4)).map { _ in (text(), text()) }, uniquingKeysWith: { $1 })
    return DesignationRecord(
      id: text(), author: text(), date: date(), reason: text(), duty: text(), standard: text(), subjects: texts(),
      roles: roles, until: flag() ? date() : nil)
  }
}
