import DutyCalendar

/// When the rungs of the ladders are due, by deadline: what was asked before, under one book.
struct RungTimes {
  private var book = ""
  private var byEdition: [Int: [Instant: [Instant?]]] = [:]
  /// Of each ladder, the deadline up to which no rung is due after an instant: a later deadline never brings an earlier
  /// rung.
  private var settled: [String: (due: Instant, at: Instant)] = [:]

  /// Forgets what another book said.
  mutating func use(book digest: String) {
    guard digest != book else { return }
    self = RungTimes()
    book = digest
  }

  /// The instants of an edition's rungs for a deadline, by number; `nil` for rungs that follow from something else.
  func instants(edition: Int, due: Instant) -> [Instant?]? { byEdition[edition]?[due] }

  mutating func keep(_ instants: [Instant?], edition: Int, due: Instant) {
    byEdition[edition, default: [:]][due] = instants
  }

  /// The deadline up to which nothing is due after an instant; `nil` where none is known.
  func settledDeadline(_ ladder: String, after instant: Instant) -> Instant? {
    guard let known = settled[ladder], known.at <= instant else { return nil }
    return known.due
  }

  /// Takes note that up to a deadline nothing is due after an instant; what is known of an earlier one stays.
  mutating func settle(_ ladder: String, upTo due: Instant, at instant: Instant) {
    if let known = settled[ladder], known.at > instant || known.due >= due { return }
    settled[ladder] = (due, instant)
  }
}

/// A stretch of time without a rung of an open deadline: after one instant, until the next rung or for good.
struct RungPause {
  var after: Instant
  var next: Instant?

  func holds(_ instant: Instant) -> Bool { after <= instant && next.map { instant < $0 } ?? true }
}

/// The first rung of an open deadline after an instant: known until something is appended that moves it.
struct RungsAhead {
  private var book = ""
  private var pause: RungPause?

  /// What is known under a book.
  func pause(book digest: String) -> RungPause? { book == digest ? pause : nil }

  mutating func keep(_ found: RungPause, book digest: String) {
    book = digest
    pause = found
  }

  /// A deadline that came brings a rung.
  mutating func bring(_ at: Instant) {
    guard let known = pause else { return }
    pause?.next = known.next.map { min($0, at) } ?? at
  }
}
