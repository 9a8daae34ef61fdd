import DutyDigest
import DutyPorts

/// Secrets as they are handed out: `dutyd-token-…`, 32 bytes of the system's randomness in base64url.
package enum Secrets {
  package static func make(_ kind: AccessKey.Kind, _ randomness: any Randomness) -> String {
    "dutyd-\(kind.rawValue)-" + base64URL(randomness.bytes(32))
  }

  /// What is kept of a secret.
  package static func hash(_ secret: String) -> [UInt8] { Digest(of: secret).bytes }

  /// What a session's forms carry: it follows from the cookie's secret, and the secret does not follow from it.
  package static func csrf(_ secret: String) -> String {
    String(Digest(of: "csrf of " + secret).hex.prefix(32))
  }

  /// A short identifier for lists: says nothing of the secret.
  package static func identifier(_ kind: AccessKey.Kind, _ randomness: any Randomness) -> String {
    let letters = Array("23456789abcdefghjkmnpqrstuvwxyz")
    let prefix = kind.rawValue.prefix(1)
    return "\(prefix)-" + String(randomness.bytes(10).map { letters[Int($0) % letters.count] })
  }

  /// Compares without telling by the time it takes where two texts differ.
  package static func areEqual(_ a: some Collection<UInt8>, _ b: some Collection<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for (x, y) in zip(a, b) { difference |= x ^ y }
    return difference == 0
  }
}

/// Base64 in the alphabet of URLs, without padding (RFC 4648 §5).
package func base64URL(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  var out: [UInt8] = []
  var at = 0
  while at < bytes.count {
    let a = bytes[at]
    let b = at + 1 < bytes.count ? bytes[at + 1] : 0
    let c = at + 2 < bytes.count ? bytes[at + 2] : 0
    out.append(alphabet[Int(a >> 2)])
    out.append(alphabet[Int((a & 3) << 4 | b >> 4)])
    if at + 1 < bytes.count { out.append(alphabet[Int((b & 15) << 2 | c >> 6)]) }
    if at + 2 < bytes.count { out.append(alphabet[Int(c & 63)]) }
    at += 3
  }
  return String(decoding: out, as: UTF8.self)
}
