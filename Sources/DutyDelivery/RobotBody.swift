import DutyBook
import DutyCalendar
import DutyLedger
import Mustache

/// The bodies of chat robots, as Mustache templates whose values are escaped for JSON.
///
/// - Source: the services' own pages: WeCom “Group robot”, DingTalk “Custom robot”, Feishu “Custom bot”.
extension Parcel {
  /// What a service takes in one message, in bytes of UTF-8 of the text.
  private static let limits: [Channel.BodyTemplate: Int] = [.wecom: 4000, .dingtalk: 18_000, .feishu: 18_000]

  private static let wecom = #"{"msgtype":"markdown","markdown":{"content":"**{{title}}**\n{{markdown}}"}}"#
  private static let dingtalk =
    #"{"msgtype":"markdown","markdown":{"title":"{{title}}","text":"**{{title}}**\n\n{{markdown}}"}}"#
  private static let feishu = """
    { {{#sign}}"timestamp":"{{timestamp}}","sign":"{{sign}}",{{/sign}}"msg_type":"interactive",\
    "card":{"header":{"title":{"tag":"plain_text","content":"{{title}}"}},\
    "elements":[{"tag":"markdown","content":"{{markdown}}"}]}}
    """

  /// As a robot's message.
  package func robot(_ secrets: ChannelSecrets) throws(FormFault) -> HTTPMessage {
    var url = address(secrets)
    var sign = ""
    if !channel.secret.isEmpty {
      if secrets.secret.isEmpty { throw FormFault("the credential `\(channel.secret)` is empty") }
      if channel.template == .dingtalk {
        let stamp = at.seconds * 1000
        let signature = RobotSignature.dingtalk(milliseconds: stamp, secret: secrets.secret)
        url += (url.contains("?") ? "&" : "?") + "timestamp=\(stamp)&sign=\(percentEncoded(signature))"
      } else {
        sign = RobotSignature.feishu(seconds: at.seconds, secret: secrets.secret)
      }
    }
    let template: String
    switch channel.template {
    case .wecom: template = Self.wecom
    case .dingtalk: template = Self.dingtalk
    case .feishu: template = Self.feishu
    case .own(_, let text): template = text
    case .none: throw FormFault("the channel `\(channel.id)` has no template")
    }
    let body = try filled(template, sign: sign)
    return HTTPMessage(
      url: url,
      headers: [
        .init("content-type", "application/json; charset=utf-8"), .init("user-agent", "dutyd"), .init("webhook-id", id),
      ], body: Array(body.utf8))
  }

  private func filled(_ template: String, sign: String) throws(FormFault) -> String {
    let limit = Self.limits[channel.template] ?? 18_000
    let markdown = clipped(content.brief + (content.link.isEmpty ? "" : "\n\n\(content.link)"), to: limit)
    let values: [String: Any] = [
      "id": Leaf(id), "kind": Leaf(content.kind), "recipient": Leaf(recipient), "recipient-name": Leaf(recipientName),
      "district": Leaf(district), "title": Leaf(content.title), "text": Leaf(markdown), "markdown": Leaf(markdown),
      "link": Leaf(content.link), "timestamp": Leaf(String(at.seconds)), "sign": Leaf(sign),
      "count": Leaf(content.count == 0 ? "" : String(content.count), shown: String(content.count)),
      "items": content.items.map { item in
        [
          "task": Leaf(item.task), "title": Leaf(item.title), "place": Leaf(item.place), "due": Leaf(item.due),
          "link": Leaf(item.link),
        ] as [String: Any]
      },
    ]
    // Values arrive escaped already; the library also takes one brace at the very end for a tag that is cut short.
    let text = "{{% CONTENT_TYPE:TEXT}}\n" + template + (template.hasSuffix("{") ? "\n" : "")
    guard let parsed = try? MustacheTemplate(string: text) else {
      throw FormFault("the body of the channel `\(channel.id)` is no template")
    }
    let body = parsed.render(values)
    guard (try? JSONValue(parsing: Array(body.utf8))) != nil else {
      throw FormFault("the body of the channel `\(channel.id)` is no JSON once it is filled in")
    }
    return body
  }

  /// As much as fits, in whole characters.
  private func clipped(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    var (kept, size) = ("", 0)
    for character in text {
      size += character.utf8.count
      if size > limit - 4 { break }
      kept.append(character)
    }
    return kept + "…"
  }
}

/// A text for a JSON string; an empty one does not open a section.
private struct Leaf: MustacheCustomRenderable, MustacheParent {
  let renderText: String
  let isNull: Bool

  init(_ text: String, shown: String? = nil) {
    // The canonical form of a string, without its quotes.
    renderText = String(decoding: JSONValue.string(shown ?? text).canonical.dropFirst().dropLast(), as: UTF8.self)
    isNull = text.isEmpty
  }

  func child(named: String) -> Any? { nil }
}
