import DutyBook
import DutyCalendar

/// What a message says, before a channel gives it its form.
package struct MessageContent: Hashable, Sendable {
  /// A task that it speaks of.
  package struct Item: Hashable, Sendable {
    package var task: String
    package var title: String
    package var place: String
    /// For people, by the district's clock.
    package var due: String
    /// Where it is acknowledged; empty without links.
    package var link: String

    package init(task: String, title: String, place: String, due: String, link: String = "") {
      self.task = task
      self.title = title
      self.place = place
      self.due = due
      self.link = link
    }
  }

  /// A ``MessageKind``, or `digest`, or `test`.
  package var kind: String
  package var title: String
  /// The whole document.
  package var markdown: String
  /// The whole document as a page; empty where there is none.
  package var html: String
  /// A few lines for a chat.
  package var brief: String
  package var link: String
  package var items: [Item]
  /// What stands above the links by which tasks are acknowledged, in the language of the message; empty: no links.
  package var linksTitle = ""
  /// How many tasks it speaks of, those too that ``items`` leaves out.
  package var count: Int

  package init(
    kind: String, title: String, markdown: String, html: String = "", brief: String = "", link: String = "",
    items: [Item] = [], count: Int = 0
  ) {
    self.kind = kind
    self.title = title
    self.markdown = markdown
    self.html = html
    self.brief = brief.isEmpty ? markdown : brief
    self.link = link
    self.items = items
    self.count = count
  }

  /// Several as one, each under its title.
  package static func digest(_ parts: [MessageContent], locale: Settings.Locale) -> MessageContent {
    let title: String
    switch locale {
    case .chinese: title = "汇总：\(parts.count) 条消息"
    case .english: title = "Digest: \(parts.count) messages"
    }
    func joined(_ text: (MessageContent) -> String) -> String {
      parts.map { "## \($0.title)\n\n\(text($0))" }.joined(separator: "\n\n")
    }
    return MessageContent(
      kind: "digest", title: title, markdown: joined(\.markdown), html: page(of: parts, title: title, locale: locale),
      brief: parts.map { "- " + $0.title + ($0.link.isEmpty ? "" : " " + $0.link) }.joined(separator: "\n"),
      link: parts.first { !$0.link.isEmpty }?.link ?? "", items: parts.flatMap(\.items),
      count: parts.reduce(0) { $0 + $1.count })
  }
}

/// A message on its way: to whom, by which channel, and what it says.
package struct Parcel: Hashable, Sendable {
  package var id: String
  /// The messages that it carries; one, unless it is a digest.
  package var messages: [String]
  package var channel: Channel
  package var recipient: String
  package var recipientName: String
  package var isUnit: Bool
  package var district: String
  package var zone: Zone
  /// When it is sent.
  package var at: Instant
  package var content: MessageContent

  package init(
    id: String, messages: [String], channel: Channel, recipient: String, recipientName: String, isUnit: Bool,
    district: String, zone: Zone, at: Instant, content: MessageContent
  ) {
    self.id = id
    self.messages = messages
    self.channel = channel
    self.recipient = recipient
    self.recipientName = recipientName
    self.isUnit = isUnit
    self.district = district
    self.zone = zone
    self.at = at
    self.content = content
  }

  /// The recipient's address by the channel: their own, else the channel's with their identifier in it.
  package var address: String {
    channel.addresses[recipient] ?? channel.to.replacing("{{recipient}}", with: recipient)
  }
}

/// Carries a parcel; blocks until it is known what became of it, no longer than the channel's timeout.
package protocol MessageTransport: Sendable {
  func send(_ parcel: Parcel) -> SendResult
}
