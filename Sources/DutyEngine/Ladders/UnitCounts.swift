import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight

/// What was counted in the cases of one unit, as it was read last: a memory of ``Climbs``.
///
/// - Shape: by kind, and within a kind by instant and reference.
struct UnitCounts {
  struct Item {
    var event: CountedEvent
    /// When something was last counted in its case.
    var latest: Instant
  }

  private var byKind: [CountedEvent.Kind: [Item]] = [:]

  func items(_ kind: CountedEvent.Kind) -> [Item] { byKind[kind] ?? [] }

  /// Puts what is counted in a case in the place of what was.
  mutating func put(_ events: [CountedEvent], of task: String, latest: Instant) {
    for kind in CountedEvent.Kind.allCases {
      var items = byKind.removeValue(forKey: kind) ?? []
      items.removeAll { $0.event.task == task }
      for event in events where event.kind == kind {
        let place = items.lastIndex { !Self.precedes(event, $0.event) }.map { $0 + 1 } ?? 0
        items.insert(Item(event: event, latest: latest), at: place)
      }
      if !items.isEmpty { byKind[kind] = items }
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
