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
  base64(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", isPadded: false)
}

/// Base64 (RFC 4648 §4).
func base64(_ bytes: [UInt8]) -> String {
  base64(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", isPadded: true)
}

private func base64(_ bytes: [UInt8], _ letters: String, isPadded: Bool) -> String {
  let alphabet = Array(letters.utf8)
  var out: [UInt8] = []
  out.reserveCapacity((bytes.count + 2) / 3 * 4)
  var at = 0
  while at < bytes.count {
    let left = bytes.count - at
    let b = left > 1 ? bytes[at + 1] : 0
    let c = left > 2 ? bytes[at + 2] : 0
    out.append(alphabet[Int(bytes[at] >> 2)])
    out.append(alphabet[Int((bytes[at] & 3) << 4 | b >> 4)])
    if left > 1 { out.append(alphabet[Int((b & 15) << 2 | c >> 6)]) }
    if left > 2 { out.append(alphabet[Int(c & 63)]) }
    at += 3
  }
  while isPadded, !out.count.isMultiple(of: 4) { out.append(61) }
  return String(decoding: out, as: UTF8.self)
}
