/// The bytes of a time zone file, read once into plain arrays.
///
/// - Shape: `kinds[types[i]]` holds from `instants[i]` on; ``first`` holds before all of them.
/// - Unit: seconds since the epoch, and seconds east of UTC.
/// - Errors: ``ZoneError`` for anything cut short, out of order or out of range; files that count leap seconds are refused.
/// - Source: RFC 8536 (TZif), versions 1 to 4.
struct TZif {
  struct Kind {
    var offset: Int32
    var isDaylight: Bool
  }

  var instants: [Int64] = []
  var types: [Int] = []
  var kinds: [Kind] = []
  var footer: [UInt8] = []

  init(_ bytes: [UInt8]) throws(ZoneError.Reason) {
    var reader = TZifReader(bytes: bytes)
    let header = try reader.header()
    guard header.version >= 2 else {
      try readBlock(header, wide: false, &reader)
      return
    }
    reader.position += header.length(wide: false)
    let second = try reader.header()
    try readBlock(second, wide: true, &reader)
    footer = try reader.footer()
  }

  private mutating func readBlock(_ header: TZifReader.Header, wide: Bool, _ reader: inout TZifReader)
    throws(ZoneError.Reason)
  {
    guard header.length(wide: wide) <= reader.bytes.count - reader.position else { throw .cutShort }
    guard header.leaps == 0 else { throw .leapSeconds }
    guard header.kinds > 0 else { throw .malformed("no local time type") }
    for _ in 0..<header.times {
      let instant = wide ? try reader.integer64() : Int64(try reader.integer32())
      // The earliest that is written stands for the beginning of time, about -2^59.
      guard instant.magnitude <= 1 << 60 else { throw .malformed("a transition out of all time") }
      if let last = instants.last, instant <= last { throw .malformed("transitions out of order") }
      instants.append(instant)
    }
    for _ in 0..<header.times {
      let type = Int(try reader.byte())
      guard type < header.kinds else { throw .malformed("transition to an unknown type") }
      types.append(type)
    }
    for _ in 0..<header.kinds {
      let offset = try reader.integer32()
      guard offset > -93_600, offset < 93_600 else { throw .malformed("offset beyond 26 hours") }
      let isDaylight = try reader.byte() != 0
      _ = try reader.byte()
      kinds.append(Kind(offset: offset, isDaylight: isDaylight))
    }
    reader.position += header.characters + header.standardFlags + header.utcFlags
  }
}

/// Big-endian numbers from a byte buffer, each read checked.
struct TZifReader {
  struct Header {
    var version: Int
    var utcFlags: Int
    var standardFlags: Int
    var leaps: Int
    var times: Int
    var kinds: Int
    var characters: Int

    func length(wide: Bool) -> Int {
      let word = wide ? 8 : 4
      return times * (word + 1) + kinds * 6 + characters + leaps * (word + 4) + standardFlags + utcFlags
    }
  }

  let bytes: [UInt8]
  var position = 0

  mutating func byte() throws(ZoneError.Reason) -> UInt8 {
    guard position >= 0, position < bytes.count else { throw .cutShort }
    defer { position += 1 }
    return bytes[position]
  }

  mutating func integer32() throws(ZoneError.Reason) -> Int32 {
    var value: UInt32 = 0
    for _ in 0..<4 { value = value << 8 | UInt32(try byte()) }
    return Int32(bitPattern: value)
  }

  mutating func integer64() throws(ZoneError.Reason) -> Int64 {
    var value: UInt64 = 0
    for _ in 0..<8 { value = value << 8 | UInt64(try byte()) }
    return Int64(bitPattern: value)
  }

  mutating func header() throws(ZoneError.Reason) -> Header {
    for expected in "TZif".utf8 {
      guard try byte() == expected else { throw .notTZif }
    }
    let version = try byte()
    position += 15
    var counts: [Int] = []
    for _ in 0..<6 {
      let count = Int(try integer32())
      guard count >= 0, count <= 1 << 20 else { throw .malformed("a count of \(count)") }
      counts.append(count)
    }
    return Header(
      version: version == 0 ? 1 : Int(version) - 48, utcFlags: counts[0], standardFlags: counts[1], leaps: counts[2],
      times: counts[3], kinds: counts[4], characters: counts[5])
  }

  mutating func footer() throws(ZoneError.Reason) -> [UInt8] {
    guard try byte() == 10 else { throw .malformed("no footer after the data") }
    var text: [UInt8] = []
    while true {
      let next = try byte()
      if next == 10 { return text }
      text.append(next)
    }
  }
}
