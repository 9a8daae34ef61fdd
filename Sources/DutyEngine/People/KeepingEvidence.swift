import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPorts

extension Engine {
  /// `evidence-add`: keeps a file as evidence of a task, by the hash of its bytes.
  ///
  /// The file is in place before the event says so; the same file for another task is refused with where it was first.
  /// With `held` it waits for the report that names it, and comes into the ledger with it or not at all.
  func addEvidence(_ call: OperationCall) throws(ActError) -> JSONValue {
    let row = try knownTask(call.text("task"))
    let shows = call.text("shows")
    let by: String
    if shows == Evidence.asFound, call.text("by") == Finding.citizen {
      by = Finding.citizen
    } else {
      by = book.people[try someone(call.text("by"), "by", at: call.at)].id
    }
    // What a reporter saw may be kept before the task goes out.
    guard row.state.isOpen, row.state != .generated || shows == Evidence.asFound else {
      throw .denied(
        409, .wrongState, [.state: row.state.rawValue], "\(row.number): it is \(row.state.rawValue)",
        help: "evidence is shown for open work")
    }
    guard !shows.isEmpty, shows.utf8.count <= 40 else {
      throw .denied(400, .kindMissing, "what does it show?", help: "give --shows photo, document, check-in…")
    }
    guard let bytes = Base64.decode(call.text("data")), !bytes.isEmpty else {
      throw .denied(400, .fileBroken, "the file is empty, or came broken", help: "send it again")
    }
    let type = try accepted(bytes, shows: shows)
    let id = Digest(of: bytes).hex
    let fact = Evidence(
      id: id, name: String(call.text("name").prefix(200)), shows: shows, type: type.mime, size: bytes.count,
      task: row.number, by: by)
    let known = try seek { store throws(StoreError) in try store.record(Evidence.self, id: id) }
    if let known {
      guard known.record.task == row.number else {
        throw .denied(
          409, .shownElsewhere, shownFacts(known),
          "this very file was shown for task \(known.record.task) on \(date(of: known.at)), as `\(known.record.name)`",
          help: "show what was made for \(row.number)")
      }
      return ["outcome": "unchanged", "id": .string(id), "type": .string(type.mime)]
    }
    do {
      try evidence.keep(bytes, as: id)
    } catch {
      throw .failed(.queues(error))
    }
    if call.arguments["held"]?.bool == true {
      held.put(fact)
      return ["outcome": "held", "id": .string(id), "type": .string(type.mime), "size": .int(Int64(bytes.count))]
    }
    try passing { () throws(EngineError) in try self.conclude([.fact(Fact(fact))], at: call.at) }
    return ["outcome": "kept", "id": .string(id), "type": .string(type.mime), "size": .int(Int64(bytes.count))]
  }

  private func accepted(_ bytes: [UInt8], shows: String) throws(ActError) -> EvidenceType {
    let policy = book.settings.people.evidence
    guard bytes.count <= policy.maxBytes else {
      throw .denied(
        422, .fileTooLarge, [.count: String(bytes.count >> 20), .most: String(policy.maxBytes >> 20)],
        "the file has \(bytes.count >> 20) MiB, more than \(policy.maxBytes >> 20)", help: "make it smaller")
    }
    let known = EvidenceType.allCases.filter { policy.types.contains($0) }.map(\.rawValue).joined(separator: ", ")
    guard let type = EvidenceType(firstBytes: bytes), policy.types.contains(type) else {
      throw .denied(
        422, .fileTypeUnknown, [.word: known], "its first bytes are of no type that is kept", help: "one of: \(known)")
    }
    let isPicture = [.jpeg, .png, .heic].contains(type)
    if shows == "photo" || shows == Evidence.asFound, !isPicture {
      throw .denied(422, .notAPicture, "a photo is a picture, this is \(type.mime)", help: "show a JPEG, PNG or HEIC")
    }
    return type
  }
}

/// Base64 (RFC 4648, section 4) as bytes; line breaks are passed over.
package enum Base64 {
  package static func decode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count / 4 * 3)
    var bits: UInt32 = 0
    var count = 0
    var padding = 0
    for byte in text.utf8 {
      if byte == 10 || byte == 13 { continue }
      if byte == 61 {
        padding += 1
        continue
      }
      guard padding == 0, let value = value(byte) else { return nil }
      bits = bits << 6 | value
      count += 1
      if count == 4 {
        bytes.append(UInt8(truncatingIfNeeded: bits >> 16))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
        bytes.append(UInt8(truncatingIfNeeded: bits))
        (bits, count) = (0, 0)
      }
    }
    switch (count, padding) {
    case (0, 0): return bytes
    case (2, 2) where bits & 0xF == 0: return bytes + [UInt8(truncatingIfNeeded: bits >> 4)]
    case (3, 1) where bits & 0x3 == 0:
      return bytes + [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
    default: return nil
    }
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 65...90: UInt32(byte) - 65
    case 97...122: UInt32(byte) - 71
    case 48...57: UInt32(byte) + 4
    case 43: 62
    case 47: 63
    default: nil
    }
  }
}

extension Evidence {
  /// What a reporter's photo shows: it is kept with the task that the finding opened, and is no proof of work.
  package static let asFound = "as-found"
}
