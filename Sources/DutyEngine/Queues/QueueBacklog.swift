import DutyCalendar

/// Queues that wait to be written beside the loop.
///
/// - Laws: one is written at a time; what comes meanwhile is written together. A dispatch goes before a preview, does not
///   rest for one, and no preview is begun that would still be written when the dispatch comes that it is of. After each
///   writing its like rests in proportion to what it took, so that a large district's queues never take a processor for
///   themselves.
struct QueueBacklog {
  var isBeside = false
  private var waiting: [CivilDate: QueueOrder] = [:]
  private var writing: QueueOrder?
  /// No dispatch, and no preview, is begun before these.
  private var rest: Instant?
  private var previewRest: Instant?
  /// Seconds that the last writing of everybody's queues took.
  private var lastTook: Int64 = 0

  /// Seconds until what failed is tried again.
  private static let retry: Int64 = 60
  /// A preview rests so many times as long as it took.
  private static let previewPause: Int64 = 4
  /// A preview is not begun so many times its length before the dispatch.
  private static let margin: Int64 = 2

  mutating func add(_ order: QueueOrder) {
    waiting[order.isOn] = waiting[order.isOn].map { order.merged(over: $0) } ?? order
  }

  /// Whether this revision, or a later one, of a day is on its way.
  func has(_ day: CivilDate, _ revision: Int) -> Bool {
    [waiting[day], writing].contains { $0.map { $0.isOn == day && $0.revision >= revision } ?? false }
  }

  var owesDispatch: Bool {
    waiting.values.contains { !$0.isPreview } || writing.map { !$0.isPreview } ?? false
  }

  /// What is to be begun now; a preview whose dispatch has passed is forgotten.
  mutating func next(at now: Instant) -> QueueOrder? {
    waiting = waiting.filter { !$0.value.isPreview || $0.value.at >= now }
    guard writing == nil else { return nil }
    let ready = waiting.values.filter { begins($0).map { $0 <= now } ?? true && !comesTooLate($0, at: now) }
    return ready.min { ($0.isPreview ? 1 : 0, $0.isOn) < ($1.isPreview ? 1 : 0, $1.isOn) }
  }

  /// When there is something to begin; `nil` while something is being written, whose end is told.
  func due(after now: Instant) -> Instant? {
    guard writing == nil else { return nil }
    return waiting.values.map { order in
      comesTooLate(order, at: now) ? order.at : max(begins(order) ?? now, now)
    }.min()
  }

  /// Before when an order is not begun; `nil` where nothing rests.
  private func begins(_ order: QueueOrder) -> Instant? { order.isPreview ? previewRest : rest }

  /// Whether a preview would keep the dispatch waiting that it is of; one that is of no dispatch is of its own instant.
  private func comesTooLate(_ order: QueueOrder, at now: Instant) -> Bool {
    order.isPreview && order.at > now && order.at < now.adding(seconds: Self.margin * lastTook)
  }

  mutating func begin(_ order: QueueOrder) {
    waiting[order.isOn] = nil
    writing = order
  }

  mutating func end(_ order: QueueOrder, failed: Bool, from start: Instant, to now: Instant) {
    writing = nil
    let took = max(0, now.seconds - start.seconds)
    if order.recipients == nil { lastTook = took }
    if order.isPreview {
      previewRest = now.adding(seconds: failed ? Self.retry : took * Self.previewPause)
    } else {
      rest = now.adding(seconds: failed ? Self.retry : took)
      previewRest = max(previewRest ?? now, now.adding(seconds: took))
    }
    guard failed else { return }
    waiting[order.isOn] = waiting[order.isOn].map { $0.merged(over: order) } ?? order
  }
}
