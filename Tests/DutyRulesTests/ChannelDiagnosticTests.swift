import DutyBook
import DutyCalendar
import DutyRules
import Testing

/// Channels: R100–R104, and what each word comes to.
@Suite struct ChannelDiagnosticTests {
  static let path = "dispatch/chat.yaml"

  static func channel(_ lines: String...) -> [Change] {
    [.put(path, lines.map { $0 + "\n" }.joined())]
  }

  static func webhook(_ lines: String...) -> [Change] {
    [
      .put(
        path, (["channel: chat", "kind: webhook", "url: https://c.example.org/in"] + lines).map { $0 + "\n" }.joined())
    ]
  }

  static let secrets: [Case] = [
    Case(
      webhook("secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), .literalSecret, at: "\(path):4:9",
      says: "LoadCredential=NAME", why: "a secret where its name belongs"),
    Case(
      channel(
        "channel: chat", "kind: robot", "template: wecom", "url: https://q.example.org/send?key=693axxx6-7aoc-4bc4"),
      .literalSecret, at: "\(path):4:6", why: "WeCom's key in the URL"),
    Case(
      channel(
        "channel: chat", "kind: robot", "template: feishu",
        "url: https://open.example.org/hook/c8d5a1f0-1f2e-4a0e-9b6c-2f4f8f1a7d10"), .literalSecret, at: "\(path):4:6",
      why: "Feishu's identifier in the path"),
    Case(
      channel("channel: chat", "kind: webhook", "url: https://user:word@c.example.org/"), .literalSecret,
      at: "\(path):3:6", says: "names a user", why: "a password before the host"),
    Case(
      webhook("secret: 1f3870be274f6c49b3e31a0c6728957f"), .literalSecret, at: "\(path):4:9",
      why: "long and of letters and digits"),
  ]

  static let shapes: [Case] = [
    Case(
      channel("channel: chat", "kind: webhook"), .channelShape, at: "\(path):1:10", says: "no `url`", why: "where to"),
    Case(
      channel("channel: chat", "kind: robot", "url: https://c.example.org/"), .channelShape, at: "\(path):1:10",
      says: "no `template`", why: "in which form"),
    Case(
      channel("channel: chat", "kind: mail", "from: a@example.org", "command: /usr/sbin/sendmail"), .channelShape,
      at: "\(path):1:10", says: "addresses:", why: "to whom"),
    Case(
      channel("channel: chat", "kind: program"), .channelShape, at: "\(path):1:10", says: "no `command`", why: "which"),
    Case(
      channel("channel: chat", "kind: program", "command: notify --now"), .channelShape, at: "\(path):3:10",
      says: "absolute path", why: "no shell looks for it"),
    Case(
      channel("channel: chat", "kind: files", "url: https://c.example.org/"), .channelShape, at: "\(path):3:1",
      says: "no use for `url`", why: "files go nowhere else"),
    Case(webhook("token: k"), .channelShape, at: "\(path):4:1", says: "{{token}}", why: "a token without a place"),
    Case(
      channel("channel: chat", "kind: webhook", "url: https://c.example.org/{{token}}"), .channelShape,
      at: "\(path):3:1", says: "no `token`", why: "a place without a token"),
  ]

  static let others: [Case] = [
    Case(webhook("then: chat"), .channelChain, at: "\(path):4:7", says: "chat → chat", why: "falls back on itself"),
    Case(
      webhook("then: mail") + [.put("dispatch/mail.yaml", "channel: mail\nkind: files\nthen: chat\n")], .channelChain,
      at: "\(path):4:7", says: "chat → mail → chat", why: "in a circle"),
    Case(
      webhook("then: mial") + [.put("dispatch/mail.yaml", "channel: mail\nkind: files\n")], .unknownID,
      at: "\(path):4:7", says: "`mail`", why: "the nearest name is given"),
    Case(webhook("quiet: 22-7"), .badTiming, at: "\(path):4:8", says: "22:00-07:00", why: "minutes are written"),
    Case(webhook("quiet: 07:00-07:00"), .badTiming, at: "\(path):4:8", why: "a window of nothing, or of all"),
    Case(webhook("throttle: 20"), .badTiming, at: "\(path):4:11", says: "20 per minute", why: "per what"),
    Case(webhook("throttle: 20 per fortnight"), .badTiming, at: "\(path):4:11", why: "no such stretch"),
    Case(webhook("retry: 5"), .badTiming, at: "\(path):4:8", says: "5m", why: "five of what"),
    Case(webhook("retry: 1m, 0s"), .badTiming, at: "\(path):4:8", says: "`0s`", why: "no time at all"),
    Case(
      channel("channel: chat", "kind: webhook", "url: c.example.org"), .badAddress, at: "\(path):3:6", says: "https://",
      why: "no scheme"),
    Case(
      channel("channel: chat", "kind: webhook", "url: ftp://c.example.org"), .badAddress, at: "\(path):3:6",
      why: "another scheme"),
    Case(
      channel("channel: chat", "kind: mail", "from: duty", "to: a@b.c", "command: /usr/bin/msmtp"), .badAddress,
      at: "\(path):3:7", says: "name@example.org", why: "no host"),
    Case(webhook("timeout: 1000"), .badNumber, at: "\(path):4:10", why: "no thread waits so long"),
    Case(webhook("for: { messages: queues }"), .badValue, at: "\(path):4:18", says: "`queue`", why: "a misspelt kind"),
    Case(webhook("for: { unit: u-none }"), .unknownID, at: "\(path):4:14", why: "an unknown unit"),
    Case(webhook("for: { person: p-none }"), .unknownID, at: "\(path):4:16", why: "an unknown person"),
    Case(webhook("for: { post: haed }"), .unknownID, at: "\(path):4:14", says: "`head`", why: "a misspelt post"),
    Case(webhook("throtle: 3 per day"), .unknownKey, at: "\(path):4:1", says: "`throttle`", why: "a misspelt key"),
    Case(
      webhook("addresses: { u-none: https://x.example.org }"), .unknownID, at: "\(path):4:14", why: "an unknown unit"),
    Case(
      channel("channel: office", "kind: files"), .reservedID, at: "\(path):1:10",
      why: "the office is the end of every chain"),
    Case(
      channel("channel: chat", "kind: pigeon"), .badValue, at: "\(path):2:7", says: "webhook", why: "no such kind"),
    Case(
      [
        .put("dispatch/a.yaml", "channel: chat\nkind: files\n"),
        .put("dispatch/b.yaml", "channel: chat\nkind: files\n"),
      ],
      .duplicateID, at: "dispatch/b.yaml:1:10", says: "dispatch/a.yaml", why: "two of a name"),
    Case(
      channel("channel: chat", "kind: robot", "template: wecm", "url: https://c.example.org/"), .templateName,
      at: "\(path):3:11", says: "`wecom`", why: "a misspelt body"),
    Case(
      channel("channel: chat", "kind: robot", "template: own.mustache", "url: https://c.example.org/")
        + [.put("dispatch/own.mustache", "{\"a\":\"{{titel}}\"}\n")], .templateName, at: "dispatch/own.mustache:1:7",
      says: "`title`", why: "a misspelt name in a body"),
    Case(
      [.put("dispatch/own.mustache", "{}\n")], .notRead, at: "dispatch/own.mustache:1:1",
      says: "template: own.mustache",
      why: "a body that no channel names"),
    Case(
      [.put("dispatch/daily.yaml", "dispatch: daily\nlinks: https://d.example.org\n")], .missingKey,
      at: "dispatch/daily.yaml:2:8", says: "links-secret", why: "links without a key"),
    Case(
      [.put("dispatch/daily.yaml", "dispatch: daily\nlinks-secret: k\n")], .missingKey, at: "dispatch/daily.yaml:2:1",
      says: "`links`", why: "a key without links"),
  ]

  @Test(arguments: secrets) func secretsAreRefused(_ c: Case) { c.check() }
  @Test(arguments: shapes) func shapesAreChecked(_ c: Case) { c.check() }
  @Test(arguments: others) func valuesAreChecked(_ c: Case) { c.check() }

  @Test func whatEachWordComesTo() throws {
    let text = """
      channel: chat
      kind: webhook
      url: https://c.example.org/{{token}}/{{recipient}}
      token: chat-token
      secret: chat-key
      for: { messages: [queue, notice], unit: { tier: district }, post: head }
      quiet: 22:00-07:00
      urgent: [immediate, rung]
      throttle: 20 per minute per recipient
      then: mail
      retry: 30s, 5m, 2h, 1d
      timeout: 5 seconds
      addresses: { u-hw: https://own.example.org/ }

      """
    let mail = """
      channel: mail
      kind: mail
      from: duty@example.org
      to: "{{recipient}}@example.org"
      command: [/usr/bin/msmtp, --account=duty]

      """
    let result = loader.load(sources([.put(Self.path, text), .put("dispatch/mail.yaml", mail)]))
    let book = try #require(result.book, "\(result.diagnostics)")
    let chat = try #require(book.channels["chat"])
    #expect(chat.retrySeconds == [30, 300, 7200, 86_400] && chat.timeoutSeconds == 5)
    #expect(chat.throttle == Channel.Throttle(count: 20, seconds: 60) && chat.urgent == [.immediate, .rung])
    #expect(chat.quiet?.from.description == "22:00" && chat.quiet?.until.description == "07:00")
    #expect(chat.audience?.messages == [.queue, .notice] && chat.audience?.posts == ["head"])
    #expect(chat.audience?.units?.tiers == ["district"] && chat.then == "mail" && chat.secret == "chat-key")
    let fallback = try #require(book.channels["mail"])
    #expect(fallback.audience == nil, "named by another and without `for`: only what falls back")
    #expect(fallback.retrySeconds == Channel.usualRetries && fallback.command.count == 2)
    #expect(book.dispatch.links == nil)
  }
}
