import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight

/// What was counted in the cases of one unit, as it was read last: a memory of ``Climbs``.
///
/// - Shape: by kind, and within a kind by instant and reference.
struct UnitCounts {
  struct Items {
    var events: [CountedEvent] = []
    /// Of each event, when something was last counted in its case.
    var latest: [Instant] = []

    /// Whether nothing among them is left out by a stretch of time.
    func lies(from: Instant, to: Instant) -> Bool {
      (events.last.map { $0.at <= to } ?? true) && latest.allSatisfy { $0 >= from }
    }
  }

  private var byKind: [CountedEvent.Kind: Items] = [:]
  /// What was put down last for each task.
  private var byTask: [String: (events: [CountedEvent], latest: Instant)] = [:]

  func items(_ kind: CountedEvent.Kind) -> Items { byKind[kind] ?? Items() }

  /// Whether anything of a kind was counted between two instants, both included.
  func has(_ kind: CountedEvent.Kind, from: Instant, to: Instant) -> Bool {
    guard let events = byKind[kind]?.events else { return false }
    for event in events.reversed() where event.at <= to { return event.at >= from }
    return false
  }

  /// Puts what is counted in a case in the place of what was.
  mutating func put(_ events: [CountedEvent], of task: String, latest: Instant) {
    if let known = byTask[task], known.latest == latest, known.events == events { return }
    byTask[task] = (events, latest)
    for kind in CountedEvent.Kind.allCases {
      var items = byKind.removeValue(forKey: kind) ?? Items()
      for place in items.events.indices.reversed() where items.events[place].task == task {
        items.events.remove(at: place)
        items.latest.remove(at: place)
      }
      for event in events where event.kind == kind {
        let place = items.events.lastIndex { !Self.precedes(event, $0) }.map { $0 + 1 } ?? 0
        items.events.insert(event, at: place)
        items.latest.insert(latest, at: place)
      }
      if !items.events.isEmpty { byKind[kind] = items }
    }
  }

  private static func precedes(_ a: CountedEvent, _ b: CountedEvent) -> Bool {
    a.at == b.at ? a.reference < b.reference : a.at < b.at
  }
}

extension Ladder {
  /// What its rungs count.
  var countedKinds: [CountedEvent.Kind] {
    CountedEvent.Kind.allCases.filter { kind in
      rungs.contains { rung in
        switch rung.trigger {
        case .failedNotices: kind == .failedNotice
        case .vetoes: kind == .veto
        case .relapses: kind == .relapse
        default: false
        }
      }
    }
  }
}
