import DutyDigest
import DutyLedger
import DutyPages
import DutyPorts
import HummingbirdCore

/// What shows that an address's words of something done are this daemon's own.
///
/// - Shape: 12 bytes of an HMAC-SHA-256 over the whole address, in base64url, in the query's field ``name``. The key is
///   made at start and kept in memory: what was told before a restart is told no more.
/// - Laws: an address with any other path, name or value has another mark, save for the language that it is read in.
package struct DoneMark: Sendable {
  static let name = "mark"
  /// What a reader may change without changing what is told.
  private static let unmarked: Set = [name, "lang"]

  private let key: [UInt8]

  init(_ randomness: any Randomness) { key = randomness.bytes(32) }

  /// An address whose page tells that something was done.
  ///
  /// - Parameters:
  ///   - path: it may have a query; what it told before is forgotten.
  ///   - text: what the phrase is filled with.
  func address(
    _ path: String, telling what: PageDone, with text: String = "", _ notes: DoneNotes = DoneNotes()
  ) -> String {
    let path = PageDone.forgotten(in: path)
    var told = "done=" + what.rawValue
    if !text.isEmpty { told += "&with=" + percentEncoded(text) }
    if let notes = notes.text { told += "&" + DoneNotes.name + "=" + percentEncoded(notes) }
    let address = path + (path.contains("?") ? "&" : "?") + told
    let halves = address.split(separator: "?", maxSplits: 1)
    return address + "&" + Self.name + "=" + mark(String(halves[0]), QueryItems(halves[1]) ?? QueryItems())
  }

  /// Whether an address is one that ``address(_:telling:with:_:)`` made.
  func isRight(_ path: String, _ query: QueryItems) -> Bool {
    guard let shown = query[Self.name] else { return false }
    return Secrets.areEqual(Array(shown.utf8), Array(mark(path, query).utf8))
  }

  private func mark(_ path: String, _ query: QueryItems) -> String {
    // Decoded, as browsers and proxies write the same address in several ways.
    let said = query.items.filter { !Self.unmarked.contains($0.name) }.flatMap { [$0.name, $0.value] }
    let content = JSONValue.array(([percentDecoded(path) ?? path] + said).map { .string($0) })
    return base64URL(Array(MAC.sha256(key: key, content.canonical).prefix(12)))
  }
}

extension PageDone {
  /// What of a query tells of something done.
  static let fields = ["done", "with", DoneNotes.name, DoneMark.name]

  /// A path without what its page told of something that was done before.
  static func forgotten(in path: String) -> String {
    let halves = path.split(separator: "?", maxSplits: 1)
    guard halves.count == 2 else { return path }
    let kept = halves[1].split(separator: "&").filter { item in !fields.contains { item.hasPrefix($0 + "=") } }
    return halves[0] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
  }
}

extension FrontRequest {
  /// What this page tells that was done; `nil` where nothing was, or the address is made up.
  var told: PageDone? {
    guard let done = query["done"].flatMap({ PageDone(rawValue: $0) }), parts.doneMark.isRight(path, query) else {
      return nil
    }
    return done
  }

  /// After something was done: look there, and be told.
  func telling(_ what: PageDone, _ path: String, with text: String = "", _ notes: DoneNotes = DoneNotes()) -> Response {
    .seeOther(parts.doneMark.address(path, telling: what, with: text, notes))
  }
}
