import DutyCalendar
import DutyLedger
import DutyPorts
import Foundation
import Testing

@testable import DutyStore

/// The store of keys: what it keeps, what it ends, and what it forgets.
@Suite final class AccessDatabaseTests {
  private let directory = NSTemporaryDirectory() + "/access-\(UUID().uuidString)"

  init() throws { try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false) }
  deinit { try? FileManager.default.removeItem(atPath: directory) }

  private func make() throws -> AccessDatabase { try AccessDatabase(path: directory + "/\(UUID().uuidString).db") }

  private func key(
    _ id: String, _ kind: AccessKey.Kind, at seconds: Int64 = 0, until: Int64? = nil, parent: String = ""
  ) -> AccessKey {
    AccessKey(
      id: id, kind: kind, hash: Array(repeating: UInt8(id.utf8.first ?? 0), count: 31) + [UInt8(id.utf8.last ?? 0)],
      subject: "p-1", createdBy: "uid 0", createdAt: Instant(seconds: seconds),
      expiresAt: until.map { Instant(seconds: $0) }, parent: parent)
  }

  @Test("what is kept is found again, by another opening of the file too")
  func keeps() throws {
    let store = try make()
    let token = key("a", .token, until: 99)
    try store.add(token)
    #expect(try store.key(hash: token.hash) == token)
    #expect(try store.key(hash: [1, 2]) == nil)
    try store.close()
    #expect(try AccessDatabase(path: store.path).key(hash: token.hash) == token)
    #expect(throws: StoreError.self) { try make().add(token); _ = try AccessDatabase(path: "/nowhere/access.db") }
  }

  @Test("revoking ends a key and whatever it opened, once, and no other")
  func revokes() throws {
    let store = try make()
    let (token, session, other) = (key("a", .token), key("b", .session, parent: "a"), key("c", .session, parent: "d"))
    for key in [token, session, other] { try store.add(key) }
    let now = Instant(seconds: 10)
    #expect(try store.revoke("a", at: now))
    #expect(try !store.revoke("a", at: now))
    #expect(try !store.revoke("nobody", at: now))
    #expect(try store.key(hash: token.hash)?.isGood(at: now) == false)
    #expect(try store.key(hash: session.hash)?.isGood(at: now) == false)
    #expect(try store.key(hash: other.hash)?.isGood(at: now) == true)
  }

  @Test("a link is used once, while it is good")
  func links() throws {
    let store = try make()
    let (link, late, token) = (key("a", .link, until: 50), key("b", .link, until: 5), key("c", .token))
    for key in [link, late, token] { try store.add(key) }
    let now = Instant(seconds: 10)
    #expect(try store.useLink(hash: link.hash, at: now))
    #expect(try !store.useLink(hash: link.hash, at: now))
    #expect(try !store.useLink(hash: late.hash, at: now), "it is over")
    #expect(try !store.useLink(hash: token.hash, at: now), "a token is no link")
  }

  @Test("a wish ends once")
  func wishes() throws {
    let store = try make()
    let wish = ApprovalWish(
      id: "w-1", task: "T", wish: ["action": "extend"], by: "p-1", at: Instant(seconds: 1), approvers: ["p-2", "p-3"])
    try store.add(wish)
    #expect(try store.wish("w-1") == wish)
    #expect(try store.wishes(isOpen: true, before: nil, limit: 5) == [wish])
    #expect(try store.decide("w-1", .approved, by: "p-2", reason: "", at: Instant(seconds: 2)))
    #expect(try !store.decide("w-1", .rejected, by: "p-3", reason: "no", at: Instant(seconds: 3)))
    #expect(try store.wishes(isOpen: true, before: nil, limit: 5).isEmpty)
    #expect(try store.wishes(isOpen: false, before: nil, limit: 5).first?.outcome == .approved)
  }

  @Test("the first answer to a key stays; the old is forgotten, what is good is not")
  func forgets() throws {
    let store = try make()
    func reply(_ text: String, at seconds: Int64) -> KeptReply {
      KeptReply(request: [1], status: 200, fields: ["ETag": "x"], body: Array(text.utf8), at: Instant(seconds: seconds))
    }
    #expect(try store.keep(reply("one", at: 5), scope: "p", key: "k"))
    #expect(try !store.keep(reply("two", at: 6), scope: "p", key: "k"))
    #expect(try store.reply(scope: "p", key: "k") == reply("one", at: 5))
    #expect(try store.keep(reply("other", at: 500), scope: "q", key: "k"))
    let (ended, good) = (key("a", .session, until: 50), key("b", .session, until: 5000))
    for key in [ended, good, key("c", .token, until: 50)] { try store.add(key) }
    for n in 0..<5 {
      try store.add(
        AccessRefusal(
          at: Instant(seconds: Int64(n)), actor: "", address: "x", method: "GET", path: "/", status: 401, code: "c",
          request: "\(n)"))
    }
    try store.forget(before: Instant(seconds: 100), keepingRefusals: 2)
    #expect(try store.reply(scope: "p", key: "k") == nil)
    #expect(try store.reply(scope: "q", key: "k") != nil)
    #expect(try store.key(hash: ended.hash) == nil)
    #expect(try store.key(hash: good.hash) != nil)
    #expect(try store.keys([.token]).count == 1, "tokens stay: who had one is to be known")
    #expect(try store.refusals(limit: 9).map(\.request) == ["4", "3"])
  }

  @Test("another program's file, and a newer one's, are refused")
  func foreignFiles() throws {
    let path = directory + "/ledger.db"
    _ = try SQLiteStore(path: path)
    #expect(throws: StoreError.self) { try AccessDatabase(path: path) }
  }
}
