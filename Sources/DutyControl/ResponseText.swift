/// An HTTP/1.1 response whose connection has ended.
///
/// - Shape: a status line, header lines, a body of `Content-Length` bytes or in chunks; nothing after it.
/// - Source: RFC 9112 §4, §6.3, §7.1.
struct ResponseText: Hashable {
  struct Malformed: Error {
    var detail: String
  }

  /// The most that is read of an answer.
  static let limit = 256 << 20
  static let headLimit = 64 << 10

  var status: Int
  var body: [UInt8]

  init(_ bytes: [UInt8]) throws(Malformed) {
    guard let end = Self.endOfHead(bytes) else { throw Malformed(detail: "the header does not end") }
    let head = String(decoding: bytes[..<end], as: UTF8.self)
    let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
    status = try Self.status(lines.first ?? "")
    let fields = try Self.fields(lines.dropFirst())
    let rest = bytes[(end + 4)...]
    if let coding = fields["transfer-encoding"] {
      guard coding.lowercased() == "chunked" else { throw Malformed(detail: "transfer coding `\(coding)`") }
      body = try Self.joinChunks(rest)
    } else if let length = fields["content-length"] {
      guard let count = Self.number(length, radix: 10), rest.count == count else {
        throw Malformed(detail: "\(rest.count) bytes of body where \(length) were announced")
      }
      body = Array(rest)
    } else {
      body = Array(rest)
    }
  }

  /// The place of the empty line.
  private static func endOfHead(_ bytes: [UInt8]) -> Int? {
    let last = min(bytes.count, headLimit) - 4
    guard last >= 0 else { return nil }
    return (0...last).first {
      bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
    }
  }

  private static func status(_ line: Substring) throws(Malformed) -> Int {
    let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count >= 2, parts[0] == "HTTP/1.1", parts[1].utf8.count == 3, let code = number(parts[1], radix: 10),
      (200...599).contains(code)
    else { throw Malformed(detail: "its first line is `\(line.prefix(80))`") }
    return code
  }

  private static func fields(_ lines: ArraySlice<Substring>) throws(Malformed) -> [String: Substring] {
    var fields: [String: Substring] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { throw Malformed(detail: "header line `\(line.prefix(80))`") }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      if let earlier = fields[name], ["content-length", "transfer-encoding"].contains(name), earlier != value {
        throw Malformed(detail: "`\(name)` is given twice")
      }
      fields[name] = value
    }
    return fields
  }

  private static func joinChunks(_ bytes: ArraySlice<UInt8>) throws(Malformed) -> [UInt8] {
    var body: [UInt8] = []
    var rest = bytes
    while true {
      guard let end = rest.firstIndex(of: 10), end > rest.startIndex, rest[end - 1] == 13 else {
        throw Malformed(detail: "a chunk without its size")
      }
      let line = String(decoding: rest[rest.startIndex..<end - 1], as: UTF8.self)
      let digits = line.prefix { $0 != ";" }
      guard let size = number(digits, radix: 16) else { throw Malformed(detail: "chunk size `\(line.prefix(40))`") }
      if size == 0 { return body }
      let start = end + 1
      guard rest.endIndex - start >= size + 2, rest[start + size] == 13, rest[start + size + 1] == 10 else {
        throw Malformed(detail: "a chunk was cut short")
      }
      body.append(contentsOf: rest[start..<start + size])
      rest = rest[(start + size + 2)...]
    }
  }

  /// Digits only: no sign, no space, at most ten.
  private static func number(_ text: Substring, radix: Int) -> Int? {
    guard (1...10).contains(text.utf8.count), text.utf8.first != 43, text.utf8.first != 45 else { return nil }
    return Int(text, radix: radix)
  }
}
