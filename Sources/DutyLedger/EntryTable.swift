import DutyCalendar

/// The entries of all streams: by key, and by opening within a stream.
package struct EntryTable: Hashable, Sendable {
  package struct Key: Hashable, Sendable {
    var stream: String
    var period: String
    var n: Int
  }

  private var byKey: [Key: EntryRecord] = [:]
  private var byStream: [String: [EntryRecord]] = [:]

  package init() {}

  package var streams: some Collection<String> { byStream.keys }
  package var count: Int { byKey.count }
  package private(set) var missed = 0

  package subscript(stream: String, period: String, n: Int) -> EntryRecord? {
    byKey[Key(stream: stream, period: period, n: n)]
  }

  /// Puts an entry in, in the place of one with its key.
  mutating func put(_ entry: EntryRecord) {
    remove(entry.stream, entry.period, entry.n)
    byKey[Key(stream: entry.stream, period: entry.period, n: entry.n)] = entry
    var rows = byStream.removeValue(forKey: entry.stream) ?? []
    rows.insert(entry, at: EntryTable.place(in: rows) { EntryTable.precedes($0, entry) })
    byStream[entry.stream] = rows
    if entry.outcome == .missed { missed += 1 }
  }

  mutating func remove(_ stream: String, _ period: String, _ n: Int) {
    guard let old = byKey.removeValue(forKey: Key(stream: stream, period: period, n: n)) else { return }
    if old.outcome == .missed { missed -= 1 }
    var rows = byStream.removeValue(forKey: stream) ?? []
    let index = EntryTable.place(in: rows) { EntryTable.precedes($0, old) }
    if rows.indices.contains(index) { rows.remove(at: index) }
    if !rows.isEmpty { byStream[stream] = rows }
  }

  /// Entries of a stream that open in `from..<to`, by opening, period and number.
  package func of(stream: String, from: Instant, to: Instant) -> ArraySlice<EntryRecord> {
    guard let rows = byStream[stream] else { return [] }
    let start = EntryTable.place(in: rows) { $0.opens < from }
    let end = EntryTable.place(in: rows) { $0.opens < to }
    return start < end ? rows[start..<end] : []
  }

  /// The newest opening of each stream.
  package var lastOpenings: [String: Instant] { byStream.compactMapValues { $0.last?.opens } }

  /// Entries of one stream in order.
  package static func precedes(_ a: EntryRecord, _ b: EntryRecord) -> Bool {
    if a.opens != b.opens { return a.opens < b.opens }
    return a.period == b.period ? a.n < b.n : a.period.precedesByBytes(b.period)
  }

  /// The first index for which `isBefore` no longer holds.
  private static func place(in rows: [EntryRecord], _ isBefore: (EntryRecord) -> Bool) -> Int {
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(rows[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
