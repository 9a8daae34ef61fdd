import DutyBook
import DutyCalendar
import DutyPorts
import DutyRights
import HTTPTypes
import Synchronization

/// Who asks, found from the key that a request shows.
struct Caller: Sendable {
  var actor: Actor
  var key: AccessKey?
  /// The session's secret as the cookie carried it; `nil` where the browser shows none.
  var session: String?
}

/// Tells who asks: a bearer token, else a session's cookie, else anybody.
///
/// - Laws: every request looks the key up anew, so that a revoked one is refused at once; somebody who has left the
///   register is refused with a key that is good.
final class Authentication: Sendable {
  private let parts: FrontParts
  private let register = Mutex<(book: String, register: RightsRegister)?>(nil)

  init(_ parts: FrontParts) {
    self.parts = parts
  }

  /// - Errors: 401 for a key that is not good.
  func caller(_ fields: HTTPFields, _ book: Book, today: CivilDate, at now: Instant) async throws(Problem) -> Caller {
    if let header = fields[.authorization] {
      guard let secret = Self.bearer(header) else {
        throw Self.refused("the header `Authorization` is not read", "send `Authorization: Bearer TOKEN`")
      }
      let key = try await key(secret, .token, at: now)
      return Caller(actor: try actor(of: key, book, today), key: key)
    }
    guard let secret = Cookies(fields).session else { return Caller(actor: .anybody) }
    // A session that has ended makes its reader anybody again: pages send them to sign in.
    let key: AccessKey
    do throws(Problem) { key = try await self.key(secret, .session, at: now) } catch {
      if error.status == 401 { return Caller(actor: .anybody) }
      throw error
    }
    return Caller(actor: try actor(of: key, book, today), key: key, session: secret)
  }

  private static func bearer(_ header: String) -> String? {
    let words = header.split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bearer" else { return nil }
    return String(words[1])
  }

  /// The good key of a secret.
  func key(_ secret: String, _ kind: AccessKey.Kind, at now: Instant) async throws(Problem) -> AccessKey {
    let hash = Secrets.hash(secret)
    let access = parts.access
    let found = try await parts.reading { () throws(StoreError) in try access.key(hash: hash) }
    guard let found, Secrets.areEqual(found.hash, hash), found.kind == kind, found.isGood(at: now) else {
      throw Self.refused("this \(kind.rawValue) is not known, or has ended", "sign in again, or ask for another token")
    }
    return found
  }

  /// The roles of whoever a key is for, as the registers say today.
  func actor(of key: AccessKey, _ book: Book, _ today: CivilDate) throws(Problem) -> Actor {
    if key.subject.hasPrefix(Actor.servicePrefix) {
      let role = AccessRole(rawValue: key.scope) ?? .citizen
      return Actor(
        id: key.subject, name: key.label, grants: [Grant(role), Grant(.citizen)], isReadOnly: key.isReadOnly)
    }
    guard var actor = rights(book, today).actor(key.subject) else {
      throw Self.refused(
        "`\(key.subject)` is not in the register today", "ask the coordination office; the key opens nothing")
    }
    actor.isReadOnly = key.isReadOnly
    return actor
  }

  /// Everybody's roles on a day; read from the registers once a day and book.
  func rights(_ book: Book, _ day: CivilDate) -> RightsRegister {
    register.withLock { kept in
      if let kept, kept.book == book.digest, kept.register.day == day { return kept.register }
      let made = RightsRegister(book, on: day)
      kept = (book.digest, made)
      return made
    }
  }

  private static func refused(_ detail: String, _ help: String) -> Problem {
    var problem = Problem(401, "key-not-good", detail, help: help)
    problem.fields["WWW-Authenticate"] = "Bearer realm=\"dutyd\""
    return problem
  }
}
