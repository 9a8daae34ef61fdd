import DutyBook
import Glibc

/// A file as UTF-8 bytes, without its byte order mark and without zero bytes.
///
/// - Source: Excel on Chinese Windows writes GB18030, or UTF-8 with a mark; both are read.
struct DecodedFile {
  var path: String
  var bytes: [UInt8]
}

/// Size limits, so that hostile input costs bounded time and memory.
enum ReadLimits {
  static let yamlBytes = 8 << 20
  static let csvBytes = 512 << 20
  static let rowBytes = 1 << 20
  static let cellsPerRow = 256
  static let yamlDepth = 64
  static let treeDepth = 64
}

/// Decodes a file, or reports why it cannot be.
func decode(_ file: RuleFile, limit: Int, _ sink: DiagnosticSink) -> DecodedFile? {
  let place = SourcePlace(file.path)
  guard file.bytes.count <= limit else {
    sink.report(
      .tooLarge, place, "the file has \(file.bytes.count) bytes, more than the \(limit) that are read",
      help: "split it into several files")
    return nil
  }
  if startsWithUTF16Mark(file.bytes) {
    sink.report(
      .encoding, place, "the file is encoded as UTF-16", help: "save it as UTF-8 (in Excel: “CSV UTF-8”)")
    return nil
  }
  if let zero = firstZero(file.bytes) {
    sink.report(.nulByte, DutyRules.place(of: zero, in: file), "the file contains a zero byte", help: "save it as text")
    return nil
  }
  guard let invalid = firstInvalidUTF8(file.bytes) else {
    return DecodedFile(path: file.path, bytes: withoutMark(file.bytes))
  }
  if let converted = fromGB18030(file.bytes) {
    return DecodedFile(path: file.path, bytes: withoutMark(converted))
  }
  sink.report(
    .encoding, DutyRules.place(of: invalid, in: file), "the file is neither UTF-8 nor GB18030",
    help: "save it as UTF-8")
  return nil
}

private func firstZero(_ bytes: [UInt8]) -> Int? {
  bytes.withUnsafeBytes { text in
    guard let start = text.baseAddress, let found = memchr(start, 0, text.count) else { return nil }
    return start.distance(to: UnsafeRawPointer(found))
  }
}

private func startsWithUTF16Mark(_ bytes: [UInt8]) -> Bool {
  bytes.count >= 2 && (bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF)
}

private func withoutMark(_ bytes: [UInt8]) -> [UInt8] {
  bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
}

/// The offset of the first byte that is not UTF-8; `nil` where all are.
private func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  do {
    _ = try UTF8Span(validating: bytes.span)
    return nil
  } catch {
    return error.byteOffsets.lowerBound
  }
}

/// The line and column of a byte offset; the column counts characters as far as they can be told.
func place(of offset: Int, in file: RuleFile) -> SourcePlace {
  var line = 1
  var start = 0
  for index in 0..<offset where file.bytes[index] == 10 {
    line += 1
    start = index + 1
  }
  let column = file.bytes[start..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  return SourcePlace(file.path, line, column)
}

/// GB18030 to UTF-8 with the C library's converter; `nil` where the bytes are not GB18030.
private func fromGB18030(_ bytes: [UInt8]) -> [UInt8]? {
  guard let converter = iconv_open("UTF-8", "GB18030"), Int(bitPattern: converter) != -1 else { return nil }
  defer { iconv_close(converter) }
  // Two bytes of GB18030 become at most three of UTF-8.
  var output = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
  var input = bytes.map { CChar(bitPattern: $0) }
  var left = bytes.count
  var room = output.count
  // `iconv` returns `(size_t)-1` where a sequence is not valid.
  let failure = -1
  let failed = input.withUnsafeMutableBufferPointer { from in
    output.withUnsafeMutableBytes { to in
      var source = from.baseAddress
      var target = to.bindMemory(to: CChar.self).baseAddress
      return iconv(converter, &source, &left, &target, &room) == failure
    }
  }
  guard !failed, left == 0 else { return nil }
  output.removeLast(room)
  return output
}
