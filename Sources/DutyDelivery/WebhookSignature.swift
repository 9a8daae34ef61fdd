import DutyDigest

/// The signature of a webhook, so that who gets it can tell who sent it and that nobody changed it.
///
/// - Shape: `v1,` and the base 64 of the MAC over `ID.TIMESTAMP.BODY`; several secrets (while one is replaced by
///   another) give several, with a blank between them.
/// - Source: Standard Webhooks 1.0.0, “Signature scheme” (github.com/standard-webhooks/standard-webhooks).
package enum WebhookSignature {
  /// A secret as the credential has it, `whsec_` and base 64 on a line each.
  ///
  /// - Returns: empty where a line is no such secret.
  package static func keys(_ credential: String) -> [[UInt8]] {
    var keys: [[UInt8]] = []
    for line in credential.split(whereSeparator: \.isWhitespace) {
      let text = line.hasPrefix("whsec_") ? line.dropFirst(6) : line
      guard let key = Base64Coding.decode(String(text)), !key.isEmpty else { return [] }
      keys.append(key)
    }
    return keys
  }

  /// The header `webhook-signature`.
  ///
  /// - Parameter timestamp: seconds since 1970, as in the header `webhook-timestamp`.
  package static func header(id: String, timestamp: Int64, body: [UInt8], keys: [[UInt8]]) -> String {
    let signed = Array("\(id).\(timestamp).".utf8) + body
    return keys.map { "v1," + Base64Coding.encode(MAC.sha256(key: $0, signed)) }.joined(separator: " ")
  }
}

/// The signatures of chat robots.
enum RobotSignature {
  /// DingTalk (钉钉 加签): over `MILLISECONDS\nSECRET`, keyed with the secret.
  ///
  /// - Source: DingTalk Open Platform, “Custom robot security settings”.
  static func dingtalk(milliseconds: Int64, secret: String) -> String {
    Base64Coding.encode(MAC.sha256(key: Array(secret.utf8), Array("\(milliseconds)\n\(secret)".utf8)))
  }

  /// Feishu (飞书 签名校验): over nothing, keyed with `SECONDS\nSECRET`.
  ///
  /// - Source: Feishu Open Platform, “Custom bot usage guide”.
  static func feishu(seconds: Int64, secret: String) -> String {
    Base64Coding.encode(MAC.sha256(key: Array("\(seconds)\n\(secret)".utf8), []))
  }
}
