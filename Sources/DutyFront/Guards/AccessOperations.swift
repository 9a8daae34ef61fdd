import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights

/// What the machine's own people ask of keys, over the control socket: to issue, list and revoke them; and what waits.
///
/// - Shape: operations by name as of the engine's; their answers are the same kind. A secret is in one answer, once.
package struct AccessOperations: Sendable {
  let access: any AccessStore
  let randomness: any Randomness
  let store: any LedgerStore
  private let desk: any FrontDesk
  private let limits: FrontLimits

  package init(
    _ access: any AccessStore, over store: any LedgerStore, _ randomness: any Randomness, _ desk: any FrontDesk,
    limits: FrontLimits = FrontLimits()
  ) {
    self.access = access
    self.store = store
    self.randomness = randomness
    self.desk = desk
    self.limits = limits
  }

  package static let names: Set = [
    "token-issue", "token-list", "token-revoke", "login-link", "access-log", "feed-issue", "feed-list", "feed-revoke",
    "approval-list", "approval-withdraw", "designation-list",
  ]

  /// - Errors: those of the store, as an answer.
  package func call(_ operation: String, _ arguments: JSONValue, author: String, at now: Instant) -> ControlReply {
    guard let planner = desk.view()?.planner else {
      return .refused(503, "the daemon is not ready yet", help: "try again in a moment")
    }
    let book = planner.book
    do throws(StoreError) {
      switch operation {
      case "token-issue": return try issue(arguments, author, book, now)
      case "token-list": return try list(arguments, book, now)
      case "token-revoke": return try revoke(arguments, now)
      case "login-link": return try link(arguments, author, book, now)
      case "access-log": return try log(arguments, book)
      case "feed-issue": return try issueFeed(arguments, author, book, now)
      case "feed-list": return try listFeeds(arguments, book, now)
      case "feed-revoke": return try revokeFeed(arguments, now)
      case "designation-list": return try listDesignations(planner, now)
      case "approval-list": return try listWishes(arguments, book, now)
      case "approval-withdraw": return try withdrawWish(arguments, book, now)
      default: return .refused(404, "unknown operation `\(operation)`", help: "see `dutyctl --help`")
      }
    } catch {
      return .refused(503, "\(error)", help: "see the journal of dutyd; nothing was changed")
    }
  }

  private func issue(
    _ arguments: JSONValue, _ author: String, _ book: Book, _ now: Instant
  ) throws(StoreError) -> ControlReply {
    func text(_ key: String) -> String { arguments[key]?.string ?? "" }
    let days = arguments["days"]?.int ?? 365
    guard (1...3650).contains(days) else {
      return .refused(400, "a token lasts 1 to 3650 days", help: "give --days")
    }
    var key = AccessKey(
      id: Secrets.identifier(.token, randomness), kind: .token, hash: [], subject: text("person"),
      isReadOnly: arguments["read-only"]?.bool ?? false, label: text("label"), createdBy: author, createdAt: now,
      expiresAt: now.adding(seconds: days * 86_400))
    if !text("service").isEmpty {
      guard text("person").isEmpty else {
        return .refused(400, "a token is a person's or a system's", help: "give --person or --service")
      }
      let roles: [AccessRole] = [.auditor, .citizen]
      guard let role = AccessRole(rawValue: text("role")), roles.contains(role) else {
        return .refused(
          400, "a system reads all, or files as anybody may: `\(text("role"))` is neither",
          help: "give --role auditor or --role citizen; whoever acts, acts as a person")
      }
      key.subject = Actor.servicePrefix + text("service")
      key.scope = role.rawValue
      if key.label.isEmpty { key.label = text("service") }
    } else if let refusal = unknown(text("person"), book, now) {
      return refusal
    }
    let secret = Secrets.make(.token, randomness)
    key.hash = Secrets.hash(secret)
    try access.add(key)
    var answer = value(key, book, now)
    answer["token"] = .string(secret)
    return ControlReply(.object(answer))
  }

  private func link(
    _ arguments: JSONValue, _ author: String, _ book: Book, _ now: Instant
  ) throws(StoreError) -> ControlReply {
    let person = arguments["person"]?.string ?? ""
    if let refusal = unknown(person, book, now) { return refusal }
    let secret = Secrets.make(.link, randomness)
    let key = AccessKey(
      id: Secrets.identifier(.link, randomness), kind: .link, hash: Secrets.hash(secret), subject: person,
      createdBy: author, createdAt: now, expiresAt: now.adding(seconds: Int64(limits.linkHours) * 3600))
    try access.add(key)
    var answer = value(key, book, now)
    answer["path"] = .string("/login/" + secret)
    return ControlReply(.object(answer))
  }

  func unknown(_ person: String, _ book: Book, _ now: Instant) -> ControlReply? {
    guard !person.isEmpty else { return .refused(400, "nobody is named", help: "give a person's identifier") }
    guard let known = book.people[person] else {
      return .refused(404, "no person `\(person)` in the register", help: "see registers/people.csv")
    }
    guard known.span.contains(book.settings.zone.local(now).date) else {
      return .refused(422, "`\(person)` is not in the register today", help: "name somebody who is there")
    }
    return nil
  }

  private func list(_ arguments: JSONValue, _ book: Book, _ now: Instant) throws(StoreError) -> ControlReply {
    let everything = arguments["all"]?.bool ?? false
    let keys = try access.keys(everything ? Set(AccessKey.Kind.allCases) : [.token, .feed])
    return ControlReply([
      "keys": .array(keys.filter { everything || $0.isGood(at: now) }.map { .object(value($0, book, now)) })
    ])
  }

  private func revoke(_ arguments: JSONValue, _ now: Instant) throws(StoreError) -> ControlReply {
    let id = arguments["id"]?.string ?? ""
    guard try access.revoke(id, at: now) else {
      return .refused(404, "no key `\(id)` that is good", help: "see `dutyctl token list`")
    }
    return ControlReply(["outcome": "revoked", "id": .string(id)])
  }

  private func log(_ arguments: JSONValue, _ book: Book) throws(StoreError) -> ControlReply {
    let limit = min(max(arguments["limit"]?.int ?? 50, 1), 10_000)
    let zone = book.settings.zone
    return ControlReply([
      "refusals": .array(try access.refusals(limit: Int(limit)).map { AccessJSON.value($0, in: zone) })
    ])
  }

  func value(_ key: AccessKey, _ book: Book, _ now: Instant) -> [String: JSONValue] {
    let zone = book.settings.zone
    return [
      "id": .string(key.id), "kind": .string(key.kind.rawValue), "subject": .string(key.subject),
      "name": .string(book.people[key.subject]?.name ?? key.label), "role": .string(key.scope),
      "read-only": .bool(key.isReadOnly), "label": .string(key.label), "by": .string(key.createdBy),
      "created": .string(zone.rfc3339(key.createdAt)),
      "expires": key.expiresAt.map { .string(zone.rfc3339($0)) } ?? .null, "good": .bool(key.isGood(at: now)),
    ]
  }
}

/// Refusals as JSON.
package enum AccessJSON {
  package static func value(_ refusal: AccessRefusal, in zone: Zone) -> JSONValue {
    [
      "at": .string(zone.rfc3339(refusal.at)), "actor": .string(refusal.actor), "address": .string(refusal.address),
      "method": .string(refusal.method), "path": .string(refusal.path), "status": .int(Int64(refusal.status)),
      "code": .string(refusal.code), "request": .string(refusal.request),
    ]
  }
}

extension ControlReply {
  /// A refusal in the shape of the control socket's.
  static func refused(_ status: Int, _ message: String, help: String) -> ControlReply {
    ControlReply(status: status, ["error": ["message": .string(message), "help": .string(help)]])
  }
}
