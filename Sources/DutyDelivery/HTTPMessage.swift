import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger

/// An HTTP POST, ready to be sent.
package struct HTTPMessage: Hashable, Sendable {
  package var url: String
  /// In the order in which they are sent.
  package var headers: [Header]
  package var body: [UInt8]

  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package init(url: String, headers: [Header], body: [UInt8]) {
    self.url = url
    self.headers = headers
    self.body = body
  }

  package subscript(header name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// What the credentials of a channel say; empty where it names none.
package struct ChannelSecrets: Hashable, Sendable {
  package var secret: String
  package var token: String

  package init(secret: String = "", token: String = "") {
    self.secret = secret
    self.token = token
  }
}

/// Why a parcel cannot be given its form; nothing was sent.
package struct FormFault: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String
  /// Trying again would come to the same.
  package var isFinal: Bool

  package init(_ description: String, isFinal: Bool = false) {
    self.description = description
    self.isFinal = isFinal
  }
}

extension Parcel {
  /// The message for programs: what a webhook's body is, what `files` keeps and a program reads.
  ///
  /// - Shape: canonical JSON; `type` names the shape, as Standard Webhooks ask: `queue.dispatched`, `notice.issued`….
  package var json: JSONValue {
    [
      "type": .string(Self.types[content.kind] ?? content.kind),
      "timestamp": .string(zone.rfc3339(at)),
      "data": [
        "id": .string(id), "messages": .array(messages.map { .string($0) }), "channel": .string(channel.id),
        "district": .string(district),
        "recipient": [
          "id": .string(recipient), "name": .string(recipientName), "kind": .string(isUnit ? "unit" : "person"),
        ],
        "title": .string(content.title), "text": .string(content.brief), "link": .string(content.link),
        "count": .int(Int64(content.count)),
        "items": .array(
          content.items.map {
            [
              "task": .string($0.task), "title": .string($0.title), "place": .string($0.place),
              "due": .string($0.due), "link": .string($0.link),
            ]
          }),
      ],
    ]
  }

  private static let types = [
    "queue": "queue.dispatched", "immediate": "queue.revised", "notice": "notice.issued", "rung": "rung.fired",
    "report": "report.published", "digest": "messages.digest", "test": "channel.test",
  ]

  /// As a signed webhook.
  package func webhook(_ secrets: ChannelSecrets) throws(FormFault) -> HTTPMessage {
    let body = json.canonical
    var headers = [
      HTTPMessage.Header("content-type", "application/json"), .init("user-agent", "dutyd"),
      .init("webhook-id", id), .init("webhook-timestamp", String(at.seconds)),
    ]
    if !channel.secret.isEmpty {
      let keys = WebhookSignature.keys(secrets.secret)
      if keys.isEmpty {
        throw FormFault("the credential `\(channel.secret)` is no webhook secret: write `whsec_` and base 64")
      }
      let signature = WebhookSignature.header(id: id, timestamp: at.seconds, body: body, keys: keys)
      headers.append(.init("webhook-signature", signature))
    }
    return HTTPMessage(url: address(secrets), headers: headers, body: body)
  }

  /// The channel's URL with the recipient and the token in it.
  func address(_ secrets: ChannelSecrets) -> String {
    let base = channel.addresses[recipient] ?? channel.url
    return base.replacing("{{recipient}}", with: percentEncoded(recipient))
      .replacing("{{token}}", with: percentEncoded(secrets.token))
  }
}

/// For a part of a URL: everything but what RFC 3986 §2.3 calls unreserved.
package func percentEncoded(_ text: String) -> String {
  var out = ""
  for byte in text.utf8 {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: out.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      out += "%" + (digits.count == 1 ? "0" : "") + digits
    }
  }
  return out
}

extension Channel {
  /// What an answer of the other side comes to.
  ///
  /// - Parameter body: its first bytes.
  package func result(status: Int, body: [UInt8]) -> SendResult {
    guard (200..<300).contains(status) else {
      let text = String(decoding: body.prefix(160), as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
      let cause = "HTTP \(status)" + (text.isEmpty ? "" : ": \(text)")
      // 410 says that nobody will ever listen there again.
      return .failed(cause, isFinal: status == 410)
    }
    guard kind == .robot, case .object(let answer)? = try? JSONValue(parsing: body) else { return .delivered }
    // A robot's service says OK in HTTP and why not in the body.
    for name in ["errcode", "code", "StatusCode"] {
      guard let code = answer[name]?.int, code != 0 else { continue }
      let text = answer["errmsg"]?.string ?? answer["msg"]?.string ?? answer["StatusMessage"]?.string ?? ""
      return .failed("\(name) \(code)" + (text.isEmpty ? "" : ": \(text)"), isFinal: false)
    }
    return .delivered
  }
}
