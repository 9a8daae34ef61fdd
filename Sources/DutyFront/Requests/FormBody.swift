/// What a browser's form sent: texts by name, and files.
///
/// - Shape: `application/x-www-form-urlencoded` or `multipart/form-data`.
/// - Errors: 400 for a body that is not whole, 415 for another type.
/// - Source: RFC 7578, RFC 2046 §5.1.
package struct FormBody: Sendable {
  package struct File: Sendable {
    package var field: String
    package var name: String
    package var bytes: [UInt8]
  }

  package private(set) var texts = QueryItems()
  package private(set) var files: [File] = []

  package subscript(name: String) -> String? { texts[name] }

  package init(_ body: [UInt8], type: String) throws(Problem) {
    let kind = type.prefix { $0 != ";" }.lowercased().filter { $0 != " " }
    switch kind {
    case "application/x-www-form-urlencoded":
      guard let text = String(validating: body, as: UTF8.self), let items = QueryItems(text) else {
        throw .badRequest("the form is not read", help: "send it as UTF-8")
      }
      texts = items
    case "multipart/form-data":
      guard let boundary = Self.boundary(type) else {
        throw .badRequest("the form names no boundary", help: "send `multipart/form-data; boundary=…`")
      }
      try readParts(body[...], boundary: boundary)
    default:
      throw Problem(
        415, "not-a-form", "`\(type.prefix(80))` is no form",
        help: "send application/x-www-form-urlencoded or multipart/form-data")
    }
  }

  private static func boundary(_ type: String) -> String? {
    for part in type.split(separator: ";").dropFirst() {
      let halves = part.split(separator: "=", maxSplits: 1)
      guard halves.count == 2, halves[0].lowercased().filter({ $0 != " " }) == "boundary" else { continue }
      let value = halves[1].filter { $0 != "\"" && $0 != " " }
      if (1...70).contains(value.utf8.count) { return value }
    }
    return nil
  }

  private mutating func readParts(_ body: ArraySlice<UInt8>, boundary: String) throws(Problem) {
    let broken = Problem.badRequest("the form broke off", help: "send it again, as a whole")
    let delimiter = Array("--\(boundary)".utf8)
    guard body.starts(with: delimiter) else { throw broken }
    var rest = body.dropFirst(delimiter.count)
    var count = 0
    while true {
      if rest.starts(with: [45, 45]) { return }
      guard rest.starts(with: [13, 10]) else { throw broken }
      rest = rest.dropFirst(2)
      guard let headEnd = Self.find([13, 10, 13, 10], in: rest) else { throw broken }
      let head = String(decoding: rest[..<headEnd], as: UTF8.self)
      rest = rest[(headEnd + 4)...]
      guard let end = Self.find([13, 10] + delimiter, in: rest) else { throw broken }
      count += 1
      guard count <= 200 else { throw .badRequest("the form has too many parts", help: "send fewer") }
      try add(head, Array(rest[..<end]))
      rest = rest[(end + 2 + delimiter.count)...]
    }
  }

  private mutating func add(_ head: String, _ content: [UInt8]) throws(Problem) {
    let lines = head.split(separator: "\r\n")
    guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }),
      let name = Self.quoted("name", in: line)
    else { throw .badRequest("a part of the form has no name", help: "send every field with a name") }
    if let file = Self.quoted("filename", in: line) {
      // A file field that was left empty comes without a name and without bytes.
      if !file.isEmpty || !content.isEmpty { files.append(File(field: name, name: file, bytes: content)) }
      return
    }
    guard let text = String(validating: content, as: UTF8.self) else {
      throw .badRequest("the field `\(name)` is no UTF-8", help: "send texts as UTF-8")
    }
    texts.append(name, text)
  }

  /// `name="…"` of a header line; browsers write a quote inside as `%22`.
  private static func quoted(_ key: String, in line: Substring) -> String? {
    for part in line.split(separator: ";").dropFirst() {
      let trimmed = part.drop { $0 == " " }
      guard trimmed.lowercased().hasPrefix(key + "=") else { continue }
      let value = trimmed.dropFirst(key.count + 1)
      guard value.hasPrefix("\"") else { return String(value) }
      return String(value.dropFirst().prefix { $0 != "\"" })
    }
    return nil
  }

  /// Where a pattern begins.
  private static func find(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
    var at = bytes.startIndex
    let last = bytes.endIndex - pattern.count
    while at <= last {
      guard let hit = bytes[at...last].firstIndex(of: first) else { return nil }
      if bytes[hit..<hit + pattern.count].elementsEqual(pattern) { return hit }
      at = hit + 1
    }
    return nil
  }
}
