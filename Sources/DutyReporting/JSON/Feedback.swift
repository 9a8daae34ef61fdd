import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts

/// Who has answered a dispatched duty of one period, and who has not (信息反馈, M53).
package struct Feedback: Sendable {
  package struct Line: Sendable {
    package var row: TaskRow
    package var standing: FeedbackStanding
    package var isMissing: Bool { standing.isMissing }
  }

  package let period: String
  package var lines: [Line]

  /// - Parameter period: the newest that was dispatched when not given.
  /// - Returns: `nil` where nothing was dispatched of the duty.
  package init?(
    of duty: String, period: String?, in store: any LedgerStore, at now: Instant
  ) throws(StoreError) {
    var filter = TaskFilter()
    filter.duty = duty
    filter.period = period
    let rows = try store.tasks(filter)
    guard let newest = rows.max(by: { $0.record.opens < $1.record.opens })?.record.key.period else { return nil }
    self.period = newest
    lines = rows.filter { $0.record.key.period == newest }
      .map { Line(row: $0, standing: FeedbackStanding($0, at: now)) }
  }

  package func json(_ zone: Zone) -> JSONValue {
    ["period": .string(period), "units": .array(lines.map { $0.json(zone) })]
  }
}

extension Feedback.Line {
  fileprivate func json(_ zone: Zone) -> JSONValue {
    [
      "unit": .string(row.record.roles.lead), "number": .string(row.number), "standing": .string(standing.rawValue),
      "answered": .bool(!isMissing), "on-time": row.reportedAt == nil ? .null : .bool(row.isOnTime),
      "due": .string(zone.rfc3339(row.record.due)),
    ]
  }
}
