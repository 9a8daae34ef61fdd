import DutyCalendar

/// What all queues of one dispatch have in common.
package struct QueueHeader: Hashable, Sendable {
  package var district: String
  package var zone: Zone
  package var date: CivilDate
  /// From 1 within the day; 0 for a preview.
  package var revision: Int
  package var at: Instant
  /// Nothing was dispatched by it.
  package var isPreview: Bool
  /// The year's official calendar is not announced: workdays are computed from weekends.
  package var isProvisional: Bool
  /// The first twelve digits of the book's digest.
  package var book: String
  package var notices: [String]
  package var nextDispatch: Instant?

  package init(
    district: String, zone: Zone, date: CivilDate, revision: Int, at: Instant, isPreview: Bool = false,
    isProvisional: Bool = false, book: String, notices: [String] = [], nextDispatch: Instant? = nil
  ) {
    self.district = district
    self.zone = zone
    self.date = date
    self.revision = revision
    self.at = at
    self.isPreview = isPreview
    self.isProvisional = isProvisional
    self.book = book
    self.notices = notices
    self.nextDispatch = nextDispatch
  }
}

/// Whose queue it is.
package enum Recipient: Hashable, Sendable {
  case unit(id: String, name: String)
  /// - Parameter posts: the person's posts in units today: `head`, `liaison`….
  case person(id: String, name: String, unit: String, unitName: String, posts: [String])

  package var id: String {
    switch self {
    case .unit(let id, _), .person(let id, _, _, _, _): id
    }
  }

  package var name: String {
    switch self {
    case .unit(_, let name), .person(_, let name, _, _, _): name
    }
  }

  package var isUnit: Bool {
    if case .unit = self { true } else { false }
  }
}

/// The list of one unit's or person's tasks for one day (每日派单).
///
/// - Shape: ``lines`` in reading order; ``counts`` covers the tasks that are only counted too.
package struct Queue: Hashable, Sendable {
  package var recipient: Recipient
  package var header: QueueHeader
  package var lines: [QueueLine]
  package var counts: QueueCounts
  /// The designation list (M11): only in the coordination office's queue.
  package var gaps: [QueueGap]

  package init(
    recipient: Recipient, header: QueueHeader, lines: [QueueLine] = [], counts: QueueCounts = QueueCounts(),
    gaps: [QueueGap] = []
  ) {
    self.recipient = recipient
    self.header = header
    self.lines = lines
    self.counts = counts
    self.gaps = gaps
  }

  /// The lines of one section, in reading order.
  package func lines(in section: QueueSection) -> ArraySlice<QueueLine> {
    guard let first = lines.firstIndex(where: { $0.section == section }) else { return [] }
    let end = lines[first...].firstIndex { $0.section != section } ?? lines.endIndex
    return lines[first..<end]
  }

  package var isEmpty: Bool { lines.isEmpty && gaps.isEmpty }
}

/// One line of the office's designation list: a class that no rule covers.
package struct QueueGap: Hashable, Sendable {
  package var id: String
  package var role: String
  /// `duty:road-patrol`, as the ledger has it.
  package var topic: String
  package var topicName: String
  package var witness: QueueSubject
  package var pairs: Int
  package var span: DateSpan
  package var reason: String

  package init(
    id: String, role: String, topic: String, topicName: String, witness: QueueSubject, pairs: Int, span: DateSpan,
    reason: String
  ) {
    self.id = id
    self.role = role
    self.topic = topic
    self.topicName = topicName
    self.witness = witness
    self.pairs = pairs
    self.span = span
    self.reason = reason
  }
}

/// The queues of one dispatch: every unit and every person who is in the register that day, those with nothing too.
///
/// - Shape: ``queues`` sorted by recipient identifier, units before people where both have the same one.
package struct QueueSet: Sendable {
  package var header: QueueHeader
  package var queues: [Queue]
  /// The open tasks themselves, each counted once.
  package var totals: QueueCounts
  /// Who has anything to read, in the order of ``queues``; of those whose lines were not wanted too.
  package var readers: [String]

  package init(header: QueueHeader, queues: [Queue], totals: QueueCounts, readers: [String]? = nil) {
    self.header = header
    self.queues = queues
    self.totals = totals
    self.readers = readers ?? queues.filter { !$0.isEmpty }.map(\.recipient.id)
  }

  package var date: CivilDate { header.date }
  package var revision: Int { header.revision }

  /// The queue of a unit or person; of a unit where both have the identifier.
  package subscript(_ recipient: String) -> Queue? {
    var low = 0
    var high = queues.count
    while low < high {
      let middle = (low + high) / 2
      if queues[middle].recipient.id < recipient { low = middle + 1 } else { high = middle }
    }
    return low < queues.count && queues[low].recipient.id == recipient ? queues[low] : nil
  }
}
