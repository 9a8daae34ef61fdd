import DutyCalendar
import DutyLedger

/// Lines of an export, made of the stored bytes: the envelope's fields are put between the body's where they belong.
///
/// - Shape: the same bytes as parsing the body, adding the fields and writing it canonically; a year's ledger is exported
///   for a tenth of that.
struct LineSplicer {
  private var members = JSONMembers()
  private var envelope = CanonicalWriter(reserving: 128)
  /// The envelope's fields within its bytes: the key between its quotes, and the whole.
  private var fields = JSONMembers()

  /// Appends an event's line; false, with nothing appended, for a body that is not canonical.
  ///
  /// - Parameter recordedAt: when the transaction was written; `nil` for a comparable line.
  mutating func add(_ event: StoredEvent, recordedAt: Instant?, to piece: inout [UInt8]) -> Bool {
    guard members.find(in: event.body) else { return false }
    envelope.clear()
    envelope.open()
    envelope.field("at", event.at)
    envelope.field("kind", event.kind.rawValue)
    if let recordedAt {
      envelope.field("recordedAt", recordedAt)
      envelope.key("seq")
      envelope.integer(event.sequence)
      envelope.key("tx")
      envelope.integer(event.transaction)
    }
    envelope.close()
    guard fields.find(in: envelope.bytes) else { return false }
    merge(event.body, into: &piece)
    return true
  }

  /// Both lists ascend; of equal keys the envelope's stays. What follows one another in the body is taken in one piece.
  private func merge(_ body: [UInt8], into piece: inout [UInt8]) {
    body.withUnsafeBufferPointer { body in
      envelope.bytes.withUnsafeBufferPointer { own in
        var separator = UInt8(ascii: "{")
        func put(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
          if range.isEmpty { return }
          piece.append(separator)
          piece.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
          separator = UInt8(ascii: ",")
        }
        var next = 0
        /// Members of the body that are still to be put, with the commas between them.
        var run = 0..<0
        for index in members.keys.indices {
          var isReplaced = false
          while next < fields.keys.count {
            let order = compare(body[members.keys[index]], own[fields.keys[next]])
            if order < 0 { break }
            put(body, run)
            run = 0..<0
            put(own, fields.wholes[next])
            next += 1
            isReplaced = order == 0
            if isReplaced { break }
          }
          let whole = members.wholes[index]
          if !isReplaced { run = run.isEmpty ? whole : run.lowerBound..<whole.upperBound }
        }
        put(body, run)
        for rest in next..<fields.keys.count { put(own, fields.wholes[rest]) }
      }
    }
    piece.append(UInt8(ascii: "}"))
    piece.append(UInt8(ascii: "\n"))
  }

  /// Negative, zero or positive, as the first of two texts comes before the second by their bytes, is it, or comes
  /// after.
  private func compare(_ a: Slice<UnsafeBufferPointer<UInt8>>, _ b: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var (left, right) = (a.startIndex, b.startIndex)
    while left < a.endIndex, right < b.endIndex {
      if a[left] != b[right] { return a[left] < b[right] ? -1 : 1 }
      left += 1
      right += 1
    }
    return a.count - b.count
  }
}
