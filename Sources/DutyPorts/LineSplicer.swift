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

  /// Both lists ascend; of equal keys the envelope's stays.
  private func merge(_ body: [UInt8], into piece: inout [UInt8]) {
    var next = 0
    var separator = UInt8(ascii: "{")
    func put(_ bytes: ArraySlice<UInt8>) {
      piece.append(separator)
      piece.append(contentsOf: bytes)
      separator = UInt8(ascii: ",")
    }
    for index in members.keys.indices {
      let key = body[members.keys[index]]
      var isReplaced = false
      while next < fields.keys.count {
        let own = envelope.bytes[fields.keys[next]]
        if key.lexicographicallyPrecedes(own) { break }
        isReplaced = !own.lexicographicallyPrecedes(key)
        put(envelope.bytes[fields.wholes[next]])
        next += 1
        if isReplaced { break }
      }
      if !isReplaced { put(body[members.wholes[index]]) }
    }
    while next < fields.keys.count {
      put(envelope.bytes[fields.wholes[next]])
      next += 1
    }
    piece.append(UInt8(ascii: "}"))
    piece.append(UInt8(ascii: "\n"))
  }
}
