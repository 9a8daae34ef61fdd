import DutyCalendar

/// What a message is about: the word that `for: { messages: … }` uses.
package enum MessageKind: String, Hashable, Sendable, CaseIterable {
  /// The queues of a day's dispatch.
  case queue
  /// A revision of the day's queues at once (当场下单).
  case immediate
  /// A numbered document.
  case notice
  /// A rung of a ladder that tells and issues no document.
  case rung
  /// A report of a period.
  case report
}

/// A way by which messages reach people, from `dispatch/*.yaml`.
///
/// - Shape: ``then`` is resolved against ``Book/channels``; no chain of them is a circle. Secrets are never here:
///   ``secret`` and ``token`` are names of credentials that the service manager hands over.
/// - Source: issue 4 §3.
package struct Channel: Named, Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Files below `outbox/` of the state directory.
    case files
    /// An HTTP POST, signed as Standard Webhooks are.
    case webhook
    /// A chat robot's webhook: WeCom (企业微信), DingTalk (钉钉), Feishu (飞书).
    case robot
    /// A sendmail-compatible program.
    case mail
    /// Any program, on its standard input.
    case program
  }

  /// What a program is given.
  package enum Input: String, Hashable, Sendable, CaseIterable { case json, text }

  package var id: String
  package var was: String?
  package var kind: Kind
  /// Where a webhook or a robot listens; `{{recipient}}` and `{{token}}` are filled in.
  package var url: String
  /// A robot's body.
  package var template: BodyTemplate
  /// A mail's sender and its recipients' address; `{{recipient}}` is filled in.
  package var from: String
  package var to: String
  /// Addresses of those who have one of their own, by unit or person.
  package var addresses: [String: String]
  /// The program with its arguments; no shell reads it.
  package var command: [String]
  package var input: Input
  /// The credential that signs.
  package var secret: String
  /// The credential that stands in the URL for `{{token}}`.
  package var token: String
  /// `nil`: only what falls back to it.
  package var audience: Audience?
  package var quiet: QuietHours?
  /// What quiet hours do not hold.
  package var urgent: Set<MessageKind>
  package var throttle: Throttle?
  /// The channel that gets what this one cannot deliver; `nil` is the office.
  package var then: String?
  /// Seconds from each failure to the next attempt; after the last of them it gives up.
  package var retrySeconds: [Int]
  package var timeoutSeconds: Int
  package var source: SourcePlace

  package init(id: String, kind: Kind, source: SourcePlace) {
    self.id = id
    self.kind = kind
    self.source = source
    url = ""
    template = .none
    from = ""
    to = ""
    addresses = [:]
    command = []
    input = .json
    secret = ""
    token = ""
    urgent = [.immediate]
    retrySeconds = Channel.usualRetries
    timeoutSeconds = 15
  }

  /// A minute, five minutes, half an hour, two hours.
  package static let usualRetries = [60, 300, 1800, 7200]
}

extension Channel {
  /// How a robot's body is written.
  package enum BodyTemplate: Hashable, Sendable {
    case none
    case wecom, dingtalk, feishu
    /// The text of a Mustache file in `dispatch/`.
    case own(name: String, text: String)
  }

  /// Which messages to whom; every part given must hold.
  package struct Audience: Hashable, Sendable {
    /// Empty: all.
    package var messages: Set<MessageKind>
    /// These units; `nil` with other recipients given: no unit.
    package var units: UnitSelector?
    package var people: [Ref<Person>]
    /// Whoever holds one of these posts in a unit.
    package var posts: [String]
    /// Everybody who belongs to these units.
    package var peopleOf: UnitSelector?

    package init(
      messages: Set<MessageKind> = [], units: UnitSelector? = nil, people: [Ref<Person>] = [], posts: [String] = [],
      peopleOf: UnitSelector? = nil
    ) {
      self.messages = messages
      self.units = units
      self.people = people
      self.posts = posts
      self.peopleOf = peopleOf
    }

    /// Whether it names no recipient, which means all.
    package var isForAnybody: Bool { units == nil && people.isEmpty && posts.isEmpty && peopleOf == nil }

    package func wants(_ kind: MessageKind) -> Bool { messages.isEmpty || messages.contains(kind) }
  }

  /// At most so many messages to one recipient in a stretch of time; more become one digest.
  package struct Throttle: Hashable, Sendable {
    package var count: Int
    package var seconds: Int

    package init(count: Int, seconds: Int) {
      self.count = count
      self.seconds = seconds
    }
  }

  /// A window of the day, by the district's clock, in which nothing goes out that can wait; it may cross midnight.
  package struct QuietHours: Hashable, Sendable {
    package var from: WallMinute
    package var until: WallMinute

    package init(from: WallMinute, until: WallMinute) {
      self.from = from
      self.until = until
    }

    /// The first instant at or after `instant` that is not quiet.
    package func end(at instant: Instant, in zone: Zone) -> Instant {
      let local = zone.local(instant)
      let (begin, end) = (Int(from.minutes) * 60, Int(until.minutes) * 60)
      let second = Int(local.second)
      let isQuiet = begin <= end ? (begin..<end).contains(second) : second >= begin || second < end
      guard isQuiet else { return instant }
      let day = begin > end && second >= begin ? local.date.adding(days: 1) : local.date
      return zone.instant(LocalTime(day, until))
    }
  }
}

/// Where links in messages lead, and the credential that makes their tokens.
package struct LinkPolicy: Hashable, Sendable {
  /// Without a slash at its end.
  package var base: String
  package var secret: String

  package init(base: String, secret: String) {
    self.base = base
    self.secret = secret
  }
}
