import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyTestKit
import Foundation
import Testing

@testable import DutyDelivery

/// The forms that channels give a message.
@Suite struct FormTests {
  static func parcel(
    _ kind: Channel.Kind, _ change: (inout Channel) -> Void = { _ in }, title: String = "每日派单 2026-11-23：2 件",
    text: String = "- 道路巡查 \"中山路\"\n- 清运\\", html: String = ""
  ) -> Parcel {
    var channel = Channel(id: "chat", kind: kind, source: SourcePlace("dispatch/chat.yaml"))
    channel.url = "https://chat.example.org/{{recipient}}/send?key={{token}}"
    channel.from = "duty@example.org"
    channel.to = "{{recipient}}@example.org"
    change(&channel)
    return Parcel(
      id: "msg_1", messages: ["msg_1"], channel: channel, recipient: "u-hw", recipientName: "环卫局", isUnit: true,
      district: "云河区", zone: shanghai, at: moment("2026-11-23 07:30"),
      content: MessageContent(
        kind: "queue", title: title, markdown: text, html: html, link: "https://duty.example.org",
        items: [.init(task: "T-1", title: "道路巡查", place: "中山路", due: "2026-11-23 17:30")], count: 2))
  }

  @Test func theURLCarriesRecipientAndToken() throws {
    let message = try Self.parcel(.webhook) { $0.addresses = ["u-x": "https://x"] }.webhook(
      ChannelSecrets(token: "a/b c"))
    #expect(message.url == "https://chat.example.org/u-hw/send?key=a%2Fb%20c")
    #expect(message[header: "webhook-id"] == "msg_1" && message[header: "webhook-timestamp"] == "1795390200")
    #expect(message[header: "webhook-signature"] == nil, "no secret, no signature")
    let own = try Self.parcel(.webhook) { $0.addresses = ["u-hw": "https://own.example.org/in"] }.webhook(
      ChannelSecrets())
    #expect(own.url == "https://own.example.org/in")
  }

  @Test func aSecretThatIsNoneIsSaid() {
    #expect(throws: FormFault.self) {
      _ = try Self.parcel(.webhook) { $0.secret = "key" }.webhook(ChannelSecrets(secret: "!"))
    }
  }

  struct Robot: Sendable {
    var template: Channel.BodyTemplate
    var path: [String]
    var limit: Int
    var why: String
  }

  @Test(arguments: [
    Robot(template: .wecom, path: ["markdown", "content"], limit: 4096, why: "WeCom takes 4096 bytes"),
    Robot(template: .dingtalk, path: ["markdown", "text"], limit: 20_000, why: "DingTalk takes 20000"),
    Robot(
      template: .own(name: "x", text: #"{"a":{"b":"{{recipient-name}} {{markdown}}"}}"#), path: ["a", "b"],
      limit: 20_000, why: "one of the rule book's own"),
  ])
  func robots(_ c: Robot) throws {
    for text in ["短", String(repeating: "很长的一行清单\n", count: 2000), "\"\\\u{1}{{x}}"] {
      let message = try Self.parcel(.robot, { $0.template = c.template }, text: text).robot(ChannelSecrets())
      var value = try JSONValue(parsing: message.body)
      for key in c.path { value = try #require(value[key]) }
      let said = try #require(value.string)
      #expect(said.utf8.count <= c.limit, "\(c.why)")
      #expect(text.utf8.count > 10_000 || said.contains(text), "\(c.why): nothing is lost or escaped twice")
    }
  }

  @Test func feishuSignsInItsBody() throws {
    let plain = try JSONValue(
      parsing: Self.parcel(.robot) { $0.template = .feishu }.robot(ChannelSecrets()).body)
    #expect(plain["sign"] == nil && plain["msg_type"]?.string == "interactive")
    let signed = try JSONValue(
      parsing: Self.parcel(.robot) {
        $0.template = .feishu
        $0.secret = "s"
      }.robot(ChannelSecrets(secret: "s5")).body)
    #expect(signed["timestamp"]?.string == "1795390200" && signed["sign"]?.string?.count == 44)
  }

  struct Answer: Sendable {
    var kind: Channel.Kind
    var status: Int
    var body: String
    var result: SendResult
    var why: String
  }

  @Test(arguments: [
    Answer(kind: .webhook, status: 204, body: "", result: .delivered, why: "any 2xx"),
    Answer(
      kind: .webhook, status: 302, body: "", result: .failed("HTTP 302", isFinal: false), why: "nobody follows"),
    Answer(
      kind: .webhook, status: 500, body: "over\nloaded", result: .failed("HTTP 500: over", isFinal: false),
      why: "its first line"),
    Answer(
      kind: .webhook, status: 410, body: "", result: .failed("HTTP 410", isFinal: true), why: "gone for good"),
    Answer(kind: .webhook, status: 200, body: #"{"errcode":1}"#, result: .delivered, why: "no robot: not looked at"),
    Answer(
      kind: .robot, status: 200, body: #"{"errcode":0,"errmsg":"ok"}"#, result: .delivered, why: "WeCom, DingTalk"),
    Answer(
      kind: .robot, status: 200, body: #"{"errcode":45009,"errmsg":"api freq out of limit"}"#,
      result: .failed("errcode 45009: api freq out of limit", isFinal: false), why: "an error with a 200"),
    Answer(
      kind: .robot, status: 200, body: #"{"code":19021,"msg":"sign match fail"}"#,
      result: .failed("code 19021: sign match fail", isFinal: false), why: "Feishu"),
    Answer(kind: .robot, status: 200, body: "ok", result: .delivered, why: "no JSON at all"),
  ])
  func answers(_ c: Answer) {
    let channel = Channel(id: "c", kind: c.kind, source: SourcePlace("x"))
    #expect(channel.result(status: c.status, body: Array(c.body.utf8)) == c.result, "\(c.why)")
  }

  @Test func aMailIsPlainASCII() throws {
    let long = String(repeating: "每日派单与督办提醒汇总", count: 12)
    let mail = try Self.parcel(.mail, title: long, html: "<p>清单</p>").mail()
    let lines = String(decoding: mail, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 128 } })
    #expect(lines.contains("Date: Mon, 23 Nov 2026 07:30:00 +0800"))
    #expect(lines.contains("Message-ID: <msg_1@example.org>"))
    #expect(lines.filter { $0.hasPrefix("--part-msg_1") }.count == 3)
    #expect(lines.prefix(2) == ["From: =?UTF-8?B?5LqR5rKz5Yy6?=", " <duty@example.org>"])
  }

  /// The text and the page of a mail, decoded.
  private static func sides(_ parcel: Parcel) throws -> [String] {
    let text = String(decoding: try parcel.mail(), as: UTF8.self)
    return text.components(separatedBy: "Content-Transfer-Encoding: base64\n\n").dropFirst().map { part in
      let body = part.components(separatedBy: "\n\n")[0].replacing("\n", with: "")
      return String(decoding: Base64Coding.decode(body) ?? [], as: UTF8.self)
    }
  }

  @Test func aMailHasTheLinksToAcknowledgeOnBothSides() throws {
    var parcel = Self.parcel(.mail, html: "<!DOCTYPE html>\n<body>\n<main>\n<h1>清单</h1></main></body>")
    let link = "https://duty.example.org/a/x.y?a=1&b=\"2\""
    parcel.content.items[0].link = link
    #expect(try Self.sides(parcel).allSatisfy { !$0.contains("/a/x.y") }, "nobody named them")
    parcel.content.linksTitle = "签收链接"
    let sides = try Self.sides(parcel)
    #expect(sides.count == 2)
    #expect(sides[0].contains("## 签收链接\n\n- 道路巡查 · 中山路 · 2026-11-23 17:30\n  \(link)\n\nhttps://duty"))
    #expect(sides[1].contains("<main>\n<section>\n<h2>签收链接</h2>"))
    let shown = "https://duty.example.org/a/x.y?a=1&amp;b=&quot;2&quot;"
    #expect(sides[1].contains("<li><a href=\"\(shown)\">道路巡查</a> · 中山路"))
    parcel.content.items[0].link = ""
    #expect(try Self.sides(parcel).allSatisfy { !$0.contains("签收链接") }, "what waits for nobody has no heading")
  }

  @Test func aDigestHasAPageToo() throws {
    func part(_ title: String, _ html: String) -> MessageContent {
      MessageContent(kind: "notice", title: title, markdown: "正文 <\(title)>", html: html)
    }
    let pages = [
      part("一", "<html><head><style>\nh1 {}\n</style></head><body><main><h1>甲</h1></main></body></html>"),
      part("二", "<html><head><style>\nh1 {}\n</style></head><body><p>乙</p></body></html>"), part("三", ""),
    ]
    let html = MessageContent.digest(pages, locale: .chinese).html
    #expect(html.contains("<h1>汇总：3 条消息</h1>") && html.contains("<h1>甲</h1>") && html.contains("<p>乙</p>"))
    #expect(html.contains("<h2>三</h2>\n<pre>正文 &lt;三&gt;</pre>"), "a part without a page is its text")
    #expect(html.ranges(of: "h1 {}").count == 1, "a style once")
    #expect(html.ranges(of: "<body>").count == 1 && html.ranges(of: "</html>").count == 1)
    #expect(MessageContent.digest([part("一", "")], locale: .english).html == "", "no pages, no page")
  }

  @Test func aHeaderCannotBeBrokenOpen() throws {
    let mail = try Self.parcel(.mail, title: "a\r\nBcc: x@example.org\n\nb").mail()
    let head = String(decoding: mail, as: UTF8.self).split(separator: "\n\n").first ?? ""
    #expect(!head.contains("\nBcc:"), "\(head)")
  }

  @Test func whoHasNoAddressIsPassedOn() {
    #expect(throws: FormFault.self) { _ = try Self.parcel(.mail) { $0.to = "" }.mail() }
  }

  @Test func aDigestNamesEachOfItsParts() {
    let parts = ["一", "二"].map { MessageContent(kind: "notice", title: $0, markdown: "正文 \($0)", count: 1) }
    let digest = MessageContent.digest(parts, locale: .chinese)
    #expect(digest.title == "汇总：2 条消息" && digest.count == 2 && digest.kind == "digest")
    #expect(digest.markdown.contains("## 一\n\n正文 一") && digest.markdown.contains("正文 二"))
  }
}
