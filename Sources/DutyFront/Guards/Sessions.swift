import DutyCalendar
import DutyPorts
import DutyRights

/// Signing in and out: a token or a one-time link opens a session; no password is kept anywhere.
package struct Sessions: Sendable {
  let parts: FrontParts

  package init(_ parts: FrontParts) {
    self.parts = parts
  }

  /// Opens a session with a token or with a one-time link, which is used up by it.
  ///
  /// - Returns: the cookie to set.
  /// - Errors: 401 for a secret that is not good.
  package func open(with secret: String, at now: Instant, isSecure: Bool) async throws(Problem) -> String {
    let hash = Secrets.hash(secret)
    let (access, randomness) = (parts.access, parts.randomness)
    let hours = Int64(parts.limits.sessionHours)
    let opened: String? = try await parts.reading { () throws(StoreError) in
      guard let key = try access.key(hash: hash), Secrets.areEqual(key.hash, hash), key.isGood(at: now) else {
        return nil
      }
      switch key.kind {
      case .token: break
      case .link: guard try access.useLink(hash: hash, at: now) else { return nil }
      case .session, .feed: return nil
      }
      let made = Secrets.make(.session, randomness)
      var expires = now.adding(seconds: hours * 3600)
      if key.kind == .token, let end = key.expiresAt { expires = min(expires, end) }
      try access.add(
        AccessKey(
          id: Secrets.identifier(.session, randomness), kind: .session, hash: Secrets.hash(made),
          subject: key.subject, scope: key.scope, isReadOnly: key.isReadOnly, label: key.label,
          createdBy: key.subject, createdAt: now, expiresAt: expires, parent: key.id))
      return made
    }
    guard let opened else {
      throw Problem(
        401, "key-not-good", "this token or link is not known, was used, or has ended",
        help: "ask the coordination office for a new link")
    }
    return Cookies.session(opened, seconds: hours * 3600, isSecure: isSecure)
  }

  /// Ends a session at once.
  package func close(_ key: AccessKey, at now: Instant) async throws(Problem) {
    let access = parts.access
    _ = try await parts.reading { () throws(StoreError) in try access.revoke(key.id, at: now) }
  }
}
