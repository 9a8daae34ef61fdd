import DutyCalendar
import DutyLedger

/// What opens a door: a token, a session, a one-time link, a feed's address. Its secret is not kept, only its hash.
///
/// - Shape: ``hash`` is the SHA-256 of the secret as it is handed out, 32 bytes. ``parent`` is the key by which a
///   session was opened: revoking that one ends it.
package struct AccessKey: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable { case token, session, link, feed }

  package var id: String
  package var kind: Kind
  package var hash: [UInt8]
  /// A person's identifier, or `service:NAME`.
  package var subject: String
  /// Of a system, the role it has; of a feed, what it is of; else empty.
  package var scope: String
  package var isReadOnly: Bool
  package var label: String
  package var createdBy: String
  package var createdAt: Instant
  package var expiresAt: Instant?
  package var revokedAt: Instant?
  /// Of a link, when it was used.
  package var usedAt: Instant?
  package var parent: String

  package init(
    id: String, kind: Kind, hash: [UInt8], subject: String, scope: String = "", isReadOnly: Bool = false,
    label: String = "", createdBy: String, createdAt: Instant, expiresAt: Instant? = nil, revokedAt: Instant? = nil,
    usedAt: Instant? = nil, parent: String = ""
  ) {
    self.id = id
    self.kind = kind
    self.hash = hash
    self.subject = subject
    self.scope = scope
    self.isReadOnly = isReadOnly
    self.label = label
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
    self.usedAt = usedAt
    self.parent = parent
  }

  /// Whether it opens anything at an instant.
  package func isGood(at now: Instant) -> Bool {
    revokedAt == nil && usedAt == nil && (expiresAt.map { now < $0 } ?? true)
  }
}

/// Somebody was turned away.
package struct AccessRefusal: Hashable, Sendable {
  package var at: Instant
  /// The actor's identifier; empty for anybody.
  package var actor: String
  package var address: String
  package var method: String
  /// Without the query, which may carry secrets.
  package var path: String
  package var status: Int
  package var code: String
  package var request: String

  package init(
    at: Instant, actor: String, address: String, method: String, path: String, status: Int, code: String,
    request: String
  ) {
    self.at = at
    self.actor = actor
    self.address = address
    self.method = method
    self.path = path
    self.status = status
    self.code = code
    self.request = request
  }
}

/// An answer that a repeated request is given again.
package struct KeptReply: Hashable, Sendable {
  /// SHA-256 of method, path and body.
  package var request: [UInt8]
  package var status: Int
  package var fields: [String: String]
  package var body: [UInt8]
  package var at: Instant

  package init(request: [UInt8], status: Int, fields: [String: String], body: [UInt8], at: Instant) {
    self.request = request
    self.status = status
    self.fields = fields
    self.body = body
    self.at = at
  }
}

/// Something that somebody wants done to a task and somebody else has to consent to: it waits here, and the ledger
/// hears of it when it is done.
///
/// - Shape: ``wish`` is a row of `task-act` without `by` and `approved-by`: these are whoever asked and whoever
///   consents; besides, `asked-of` is who held the task then, see ``row``.
package struct ApprovalWish: Hashable, Sendable {
  /// Withdrawn by whoever asked; lapsed where its ground was lost: ``reason`` is then a ``Lapse``.
  package enum Outcome: String, Hashable, Sendable, CaseIterable { case open, approved, rejected, withdrawn, lapsed }

  package var id: String
  package var task: String
  package var wish: JSONValue
  package var by: String
  package var at: Instant
  package var approvers: [String]
  package var outcome: Outcome
  package var decidedBy: String
  package var decidedAt: Instant?
  package var reason: String

  package init(
    id: String, task: String, wish: JSONValue, by: String, at: Instant, approvers: [String],
    outcome: Outcome = .open, decidedBy: String = "", decidedAt: Instant? = nil, reason: String = ""
  ) {
    self.id = id
    self.task = task
    self.wish = wish
    self.by = by
    self.at = at
    self.approvers = approvers
    self.outcome = outcome
    self.decidedBy = decidedBy
    self.decidedAt = decidedAt
    self.reason = reason
  }
}

/// Where keys, kept replies and refusals are; beside the ledger, not in it: secrets live and die by other laws.
///
/// - Laws: what ``revoke(_:at:)`` or an earlier ``useLink(_:at:)`` ended is seen as ended by the next ``key(hash:)``;
///   a link is used once, whoever comes first; a key's secret cannot be found from what is kept.
package protocol AccessStore: Sendable {
  func add(_ key: AccessKey) throws(StoreError)
  /// The key of a secret's hash, good or not.
  func key(hash: [UInt8]) throws(StoreError) -> AccessKey?
  /// The newest first.
  func keys(_ kinds: Set<AccessKey.Kind>) throws(StoreError) -> [AccessKey]
  /// Ends a key and every session that it opened; false for one that is not there or has ended.
  func revoke(_ id: String, at now: Instant) throws(StoreError) -> Bool
  /// Marks a link as used; false where it was not good any more.
  func useLink(hash: [UInt8], at now: Instant) throws(StoreError) -> Bool
  /// What was answered to a request of this scope and idempotency key.
  func reply(scope: String, key: String) throws(StoreError) -> KeptReply?
  /// Keeps an answer; false where another was kept already.
  func keep(_ reply: KeptReply, scope: String, key: String) throws(StoreError) -> Bool
  func add(_ wish: ApprovalWish) throws(StoreError)
  func wish(_ id: String) throws(StoreError) -> ApprovalWish?
  /// What waits for somebody's consent, or of those decided the newest too, at most `limit`; the newest first.
  ///
  /// - Parameter before: only those asked for before the one of this identifier.
  func wishes(isOpen: Bool, before: String?, limit: Int) throws(StoreError) -> [ApprovalWish]
  /// What waits for somebody's consent for one task; the newest first.
  func wishes(of task: String) throws(StoreError) -> [ApprovalWish]
  /// How many open wishes of others somebody may decide.
  func openWishes(for person: String) throws(StoreError) -> Int
  /// Notes how a wish ended; false where it had ended already.
  func decide(
    _ id: String, _ outcome: ApprovalWish.Outcome, by person: String, reason: String, at now: Instant
  ) throws(StoreError) -> Bool
  func add(_ refusal: AccessRefusal) throws(StoreError)
  /// The newest first, at most `limit`.
  func refusals(limit: Int) throws(StoreError) -> [AccessRefusal]
  /// Forgets keys that ended and replies that were given before an instant, and refusals beyond the newest `refusals`.
  func forget(before instant: Instant, keepingRefusals refusals: Int) throws(StoreError)
}

/// Where secrets come from: the system's randomness, or a test's own.
package protocol Randomness: Sendable {
  func bytes(_ count: Int) -> [UInt8]
}
