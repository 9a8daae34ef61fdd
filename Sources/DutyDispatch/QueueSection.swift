/// Where in a queue a task stands, in the order in which people should look at it.
///
/// - Shape: the first six are listed; ``later`` and ``waiting`` are only counted.
/// - Source: issue 2 §7.
package enum QueueSection: String, Hashable, Sendable, CaseIterable, Comparable {
  /// A veto item (一票否决), or a task for which a rung has fired.
  case escalated
  case overdue
  case dueToday = "due-today"
  /// Reported, and this reader is to verify it.
  case toVerify = "to-verify"
  /// First dispatched today.
  case new
  /// Due within the workdays that the dispatch policy looks ahead.
  case comingUp = "coming-up"
  case later
  /// Reported or suspended: nothing is owed by this reader now.
  case waiting

  /// Whether its tasks may stand as lines; the others are only counted.
  package var isListed: Bool { self != .later && self != .waiting }

  package static let listed = allCases.filter(\.isListed)

  package static func < (a: QueueSection, b: QueueSection) -> Bool { a.order < b.order }

  /// The position in ``allCases``.
  var order: Int {
    switch self {
    case .escalated: 0
    case .overdue: 1
    case .dueToday: 2
    case .toVerify: 3
    case .new: 4
    case .comingUp: 5
    case .later: 6
    case .waiting: 7
    }
  }
}

/// How many tasks a reader has in each section, listed or not.
package struct QueueCounts: Hashable, Sendable {
  private var values = [Int](repeating: 0, count: QueueSection.allCases.count)

  package init() {}

  package subscript(section: QueueSection) -> Int {
    get { values[section.order] }
    set { values[section.order] = newValue }
  }

  package var total: Int { values.reduce(0, +) }
}

/// What a reader of a queue is to a task (M10, M15).
package enum QueueRole: String, Hashable, Sendable, CaseIterable {
  /// 责任人
  case holder
  /// 牵头
  case lead
  /// 核验
  case verifier
  /// 责任领导
  case leader
  /// 配合
  case support
  /// 创建办: the coordination office, by a rung or because somebody cannot be reached.
  case office
  /// Told by a rung without a role of their own.
  case escalation
}
