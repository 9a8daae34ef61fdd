import DutyBook
import DutyCalendar

/// `dispatch/*.yaml` with a `channel`: how messages reach people.
extension Loading {
  func loadChannels(_ maps: [YAMLMap]) {
    var chains: [(id: String, then: RuleText)] = []
    func texts(_ key: String) -> Set<String> { Set(maps.compactMap { $0[key]?.text?.string }) }
    let named = texts("channel")
    let bodies = texts("template")
    let fallbacks = texts("then")
    for map in maps {
      guard let channel = readChannel(map, fallbacks) else { continue }
      if let then = reader.text(map, "then") { chains.append((channel.id, then)) }
      if let earlier = channels.add(channel) {
        duplicate("channel", channel.id, channel.source, earlier: earlier.source)
      }
    }
    checkChains(chains, named)
    for file in files(.template) where file.path.hasPrefix("dispatch/") && !bodies.contains(String(file.name)) {
      sink.report(
        .notRead, SourcePlace(file.path), "no channel names this template",
        help: "name it in a channel: `template: \(file.name)`")
    }
  }

  /// Where links lead: both keys or none.
  func links(_ map: YAMLMap) -> LinkPolicy? {
    let base = reader.text(map, "links")
    let secret = reader.text(map, "links-secret").flatMap { credential($0, "links-secret") }
    switch (base, map.has("links-secret")) {
    case (nil, true):
      sink.report(
        .missingKey, map.place(of: "links-secret"), "`links-secret` without `links`",
        help: "add `links:` with the address of the pages")
      return nil
    case (let base?, false):
      sink.report(
        .missingKey, base.place, "`links` without `links-secret`",
        help: "add `links-secret:` with the name of the credential that signs the tokens")
      return nil
    case (let base?, true):
      guard let secret, let url = url(base) else { return nil }
      return LinkPolicy(base: url.hasSuffix("/") ? String(url.dropLast()) : url, secret: secret)
    case (nil, false): return nil
    }
  }

  private func readChannel(_ map: YAMLMap, _ fallbacks: Set<String>) -> Channel? {
    let idText = reader.text(map, "channel")
    let id = idText.flatMap { newID($0, reserved: ["office"]) }
    let kind: Channel.Kind? = reader.text(map, "kind").flatMap { choice($0, "kind") }
    guard let idText, let id, let kind else { return nil }
    var channel = Channel(id: id, kind: kind, source: idText.place)
    channel.was = reader.text(map, "was")?.string
    channel.url = reader.text(map, "url").flatMap { url($0) } ?? ""
    channel.from = reader.text(map, "from").flatMap { mailAddress($0) } ?? ""
    channel.to = reader.text(map, "to").flatMap { mailAddress($0) } ?? ""
    channel.addresses = addresses(map, kind)
    channel.command = reader.texts(map, "command").map(\.string)
    channel.input = reader.text(map, "input").flatMap { choice($0, "input") } ?? .json
    channel.secret = reader.text(map, "secret").flatMap { credential($0, "secret") } ?? ""
    channel.token = reader.text(map, "token").flatMap { credential($0, "token") } ?? ""
    channel.template = bodyTemplate(map)
    // One that others fall back on and that says nothing of its own gets only what falls back.
    if map.has("for") || !fallbacks.contains(id) { channel.audience = audience(map, "channel `\(id)`") }
    let urgent: [MessageKind] = reader.texts(map, "urgent").compactMap { choice($0, "urgent") }
    if !urgent.isEmpty { channel.urgent = Set(urgent) }
    channel.quiet = reader.text(map, "quiet").flatMap { quietHours($0) }
    channel.throttle = reader.text(map, "throttle").flatMap { throttle($0) }
    channel.then = reader.text(map, "then")?.string
    if let retries = reader.text(map, "retry").flatMap({ retries($0) }) { channel.retrySeconds = retries }
    if let timeout = reader.text(map, "timeout").flatMap({ whole($0, 1...120, units: ["seconds", "second"]) }) {
      channel.timeoutSeconds = timeout
    }
    checkShape(channel, map)
    return channel
  }

  // MARK: Who gets what

  private func audience(_ map: YAMLMap, _ owner: String) -> Channel.Audience? {
    guard let value = map["for"] else { return Channel.Audience() }
    guard let inner = reader.map(value, .channelAudience, "`for`") else { return nil }
    if inner.entries.isEmpty {
      sink.report(.emptyList, value.place, "`for` says nothing", help: "give a condition, or remove it")
    }
    func units(_ key: String) -> UnitSelector? {
      guard let value = inner[key] else { return nil }
      let selector = unitSelector(value, "`\(key)`")
      selectorUses.append(SelectorUse(subjects: .units(selector), place: value.place, owner: owner))
      return selector
    }
    let known = Set(signatures.filter { $0.key == .unit }.map(\.name))
    let posts = reader.texts(inner, "post")
    for post in posts where !known.contains(post.string) { unknown(post, "relation of a unit", in: known.sorted()) }
    return Channel.Audience(
      messages: Set(reader.texts(inner, "messages").compactMap { choice($0, "messages") }), units: units("unit"),
      people: reader.texts(inner, "person").compactMap { person($0) }, posts: posts.map(\.string),
      peopleOf: units("people-of"))
  }

  private func addresses(_ map: YAMLMap, _ kind: Channel.Kind) -> [String: String] {
    var found: [String: String] = [:]
    for (key, value) in reader.pairs(map, "addresses") {
      if units.ref(key.string) == nil, people.ref(key.string) == nil {
        unknown(key, "person", in: people.rows.map(\.id) + units.rows.map(\.id))
      }
      guard let text = reader.text(value, "`\(key.string)`") else { continue }
      found[key.string] = kind == .mail ? mailAddress(text) : text.string
    }
    return found
  }

  // MARK: Fallbacks

  private func checkChains(_ chains: [(id: String, then: RuleText)], _ named: Set<String>) {
    var next: [String: String] = [:]
    for chain in chains {
      if channels[chain.then.string] == nil {
        // One that could not be read is not reported as unknown on top of that.
        if !named.contains(chain.then.string) {
          unknown(chain.then, "channel", in: channels.rows.map(\.id) + ["office"])
        }
        continue
      }
      next[chain.id] = chain.then.string
    }
    for chain in chains {
      var seen = [chain.id]
      while let last = seen.last, let following = next[last] {
        if following == chain.id {
          sink.report(
            .channelChain, chain.then.place,
            "`\(chain.id)` falls back on itself: \((seen + [following]).joined(separator: " → "))",
            help: "let the last of them have no `then`: what it cannot deliver is the office's")
          break
        }
        if seen.contains(following) { break }
        seen.append(following)
      }
    }
  }

  // MARK: Shape

  /// The keys that a kind has to have, and those that only some kinds have.
  private func checkShape(_ channel: Channel, _ map: YAMLMap) {
    let needs: [String]
    let takes: Set<String>
    switch channel.kind {
    case .files: (needs, takes) = ([], [])
    case .webhook: (needs, takes) = (["url"], ["url", "secret", "token", "addresses"])
    case .robot: (needs, takes) = (["url", "template"], ["url", "template", "secret", "token", "addresses"])
    case .mail: (needs, takes) = (["from", "command"], ["from", "to", "addresses", "command"])
    case .program: (needs, takes) = (["command"], ["command", "input", "addresses"])
    }
    let kind = channel.kind.rawValue
    for key in needs where !map.has(key) {
      sink.report(
        .channelShape, channel.source, "a channel of the kind `\(kind)` has no `\(key)`", help: "add `\(key):`")
    }
    if channel.kind == .mail, !map.has("to"), !map.has("addresses") {
      sink.report(
        .channelShape, channel.source, "a channel of the kind `mail` has no address",
        help: "add `to: \"{{recipient}}@example.org\"` or `addresses:`")
    }
    let special: Set<String> = [
      "url", "template", "from", "to", "addresses", "command", "input", "secret", "token",
    ]
    for key in special.subtracting(takes).sorted() where map.has(key) {
      sink.report(
        .channelShape, map.place(of: key), "a channel of the kind `\(kind)` has no use for `\(key)`", help: "remove it")
    }
    if let program = reader.texts(map, "command").first, !program.string.hasPrefix("/") {
      sink.report(
        .channelShape, program.place, "`\(shortened(program.string))` is no absolute path",
        help: "write it out, as in `/usr/bin/msmtp`; no shell looks for it")
    }
    let hasPlace = channel.url.contains("{{token}}")
    if hasPlace != map.has("token"), channel.kind == .webhook || channel.kind == .robot {
      sink.report(
        .channelShape, hasPlace ? map.place(of: "url") : map.place(of: "token"),
        hasPlace ? "the URL has a `{{token}}` and the channel no `token`" : "the URL has no place for the `token`",
        help: "`token:` names a credential, `{{token}}` in the URL says where it goes")
    }
  }

  // MARK: Bodies

  private func bodyTemplate(_ map: YAMLMap) -> Channel.BodyTemplate {
    guard let name = reader.text(map, "template") else { return .none }
    switch name.string {
    case "wecom": return .wecom
    case "dingtalk": return .dingtalk
    case "feishu": return .feishu
    default: break
    }
    guard let file = files(.template).first(where: { $0.path == "dispatch/" + name.string }) else {
      let known =
        ["wecom", "dingtalk", "feishu"]
        + files(.template).filter { $0.path.hasPrefix("dispatch/") }.map { String($0.name) }
      sink.report(
        .templateName, name.place, "there is no body `\(shortened(name.string))`",
        help: nearest.help(name.string, in: known) ?? "one of: \(known.joined(separator: ", "))")
      return .none
    }
    guard let text = templateText(file) else { return .none }
    check(text, Channel.templateVariables, of: "a message", in: file.path)
    return .own(name: name.string, text: text)
  }
}
