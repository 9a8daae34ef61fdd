import DutyCalendar

/// Queues that wait to be written beside the loop.
///
/// - Laws: one is written at a time; what comes meanwhile is written together; a dispatch goes before a preview. After
///   each there is a rest in proportion to what it took, so that a large district's queues never take a processor for
///   themselves.
struct QueueBacklog {
  var isBeside = false
  private var waiting: [CivilDate: QueueOrder] = [:]
  private var writing: QueueOrder?
  /// Nothing is begun before these.
  private var rest: Instant?
  private var previewRest: Instant?

  /// Seconds until what failed is tried again.
  private static let retry: Int64 = 60
  /// A preview rests so many times as long as it took.
  private static let previewPause: Int64 = 4

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

  func next(at now: Instant) -> QueueOrder? {
    guard writing == nil, rest.map({ $0 <= now }) ?? true else { return nil }
    let ready = waiting.values.filter { !$0.isPreview || previewRest.map { $0 <= now } ?? true }
    return ready.min { ($0.isPreview ? 1 : 0, $0.isOn) < ($1.isPreview ? 1 : 0, $1.isOn) }
  }

  var due: Instant? {
    guard writing == nil else { return nil }
    return waiting.values.compactMap { order -> Instant? in
      let until = order.isPreview ? [rest, previewRest].compactMap(\.self).max() : rest
      return until ?? order.at
    }.min()
  }

  mutating func begin(_ order: QueueOrder) {
    waiting[order.isOn] = nil
    writing = order
  }

  mutating func end(_ order: QueueOrder, failed: Bool, from start: Instant, to now: Instant) {
    writing = nil
    let took = max(0, now.seconds - start.seconds)
    rest = now.adding(seconds: failed ? Self.retry : took)
    if order.isPreview { previewRest = now.adding(seconds: took * Self.previewPause) }
    guard failed else { return }
    waiting[order.isOn] = waiting[order.isOn].map { $0.merged(over: order) } ?? order
  }
}
