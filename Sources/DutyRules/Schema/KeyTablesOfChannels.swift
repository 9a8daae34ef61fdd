extension MapKind {
  /// What a message may be about.
  static let messageKinds = ["queue", "immediate", "notice", "rung", "report"]

  var channelKeys: [KeySpec] {
    let messages = Shape.oneOrMany(.choice(Self.messageKinds))
    let credential = Shape.text("the name of a credential")
    if self == .channelAudience {
      return [
        may("messages", messages, "which messages; without it, all"),
        may("unit", .any([.map(.unitSelector), .oneOrMany(.name(of: "unit"))]), "these units"),
        may("person", .oneOrMany(.name(of: "person")), "these people"),
        may("post", .oneOrMany(.text("a post: head, liaison")), "whoever holds one of these posts"),
        may("people-of", .any([.map(.unitSelector), .oneOrMany(.name(of: "unit"))]), "everybody of these units"),
      ]
    }
    return [
      must("channel", .text("an identifier"), "the channel's name"), wasKey,
      must("kind", .choice(["files", "webhook", "robot", "mail", "program"]), "how it reaches people"),
      may("url", .text("a URL"), "where a webhook or robot listens; {{recipient}} and {{token}} are filled in"),
      may("template", .text("wecom, dingtalk, feishu or a Mustache file in dispatch/"), "a robot's body"),
      may("from", .text("an address"), "a mail's sender"),
      may("to", .text("an address"), "a mail's recipient; {{recipient}} is filled in"),
      may("addresses", .table(.text("an address")), "addresses of units and people who have their own"),
      may("command", .oneOrMany(.text("a program or an argument")), "the program, then its arguments; no shell"),
      may("input", .choice(["json", "text"]), "what a program is given"),
      may("secret", credential, "what signs; never the secret itself"),
      may("token", credential, "what stands for {{token}} in the URL"),
      may("for", .map(.channelAudience), "which messages to whom; without it, all, or only what falls back"),
      may("quiet", .text("22:00-07:00"), "when only urgent messages go out"),
      may("urgent", messages, "what quiet hours do not hold; without it, immediate"),
      may("throttle", .text("20 per minute"), "more to one recipient become a digest"),
      may("then", .name(of: "channel"), "what gets what this one cannot deliver; without it, the office"),
      may("retry", .text("1m, 5m, 30m, 2h"), "how long after each failure it is tried again"),
      may("timeout", .text("seconds, 15 seconds"), "how long one attempt may take"),
    ]
  }
}
