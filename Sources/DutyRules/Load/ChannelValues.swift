import DutyBook
import DutyCalendar

/// The values of channels that have a grammar of their own; what looks like a secret is refused wherever it stands.
extension Loading {
  /// The name of a credential, as `LoadCredential=` gives it.
  func credential(_ text: RuleText, _ key: String) -> String? {
    let word = trimmingBlanks(text.string)
    if looksSecret(word) {
      reportSecret(text, "`\(key)` is a secret, not the name of one")
      return nil
    }
    guard isIdentifier(word), word.utf8.count <= 200 else {
      sink.report(
        .malformedID, text.place, "`\(shortened(word))` is not the name of a credential",
        help: "use letters, digits, `-` and `_`")
      return nil
    }
    return word
  }

  /// An address of the web without blanks; secrets in it are refused.
  func url(_ text: RuleText) -> String? {
    let word = trimmingBlanks(text.string)
    let schemes = ["https://", "http://"]
    guard let scheme = schemes.first(where: { word.hasPrefix($0) }) else {
      sink.report(
        .badAddress, text.place, "`\(shortened(word))` is no URL", help: "write it as `https://chat.example.org/hook`")
      return nil
    }
    let rest = word.dropFirst(scheme.utf8.count)
    let host = rest.prefix { !"/?#".contains($0) }
    if host.contains("@") {
      reportSecret(text, "the URL names a user")
      return nil
    }
    guard !host.isEmpty, word.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }) else {
      sink.report(
        .badAddress, text.place, "`\(shortened(word))` is no URL",
        help: "a URL has a host and neither blanks nor letters beyond ASCII")
      return nil
    }
    if hasSecret(rest) {
      reportSecret(text, "the URL has a secret in it")
      return nil
    }
    return word
  }

  /// `key=…`, `access_token=…`, or a long word of a path: what chat services make of a robot's address.
  private func hasSecret(_ rest: Substring) -> Bool {
    if let query = rest.split(separator: "?", maxSplits: 1).dropFirst().first {
      for pair in query.split(separator: "&") {
        let parts = pair.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, !parts[1].contains("{{") else { continue }
        let name = parts[0].lowercased()
        if ["key", "token", "secret", "sign", "password"].contains(where: { name.hasSuffix($0) }) { return true }
        if looksSecret(String(parts[1])) { return true }
      }
    }
    let path = rest.split(separator: "?", maxSplits: 1)[0].split(separator: "/").dropFirst()
    return path.contains { looksSecret(String($0)) }
  }

  /// Long and of many kinds of characters, or marked as a secret by who issues such.
  private func looksSecret(_ word: String) -> Bool {
    if word.hasPrefix("whsec_") { return true }
    guard word.utf8.count >= 20, !word.contains("{{") else { return false }
    let isCoded = word.utf8.allSatisfy { byte in
      switch byte {
      case 48...57, 65...90, 97...122, 43, 45, 47, 61, 95: true
      default: false
      }
    }
    let digits = word.utf8.filter { (48...57).contains($0) }.count
    return isCoded && digits * 8 >= word.utf8.count
  }

  private func reportSecret(_ text: RuleText, _ message: String) {
    sink.report(
      .literalSecret, text.place, message,
      help: "put it into a credential of the service (`LoadCredential=NAME:/etc/dutyd/credentials/NAME`) and write NAME"
    )
  }

  /// `name@host`, where the name may be `{{recipient}}`.
  func mailAddress(_ text: RuleText) -> String? {
    let word = trimmingBlanks(text.string)
    let parts = word.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7F && !"<>,;:\"()[]\\".contains(Character($0))
    }
    if parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, isPlain { return word }
    sink.report(
      .badAddress, text.place, "`\(shortened(word))` is no address", help: "write it as `name@example.org`")
    return nil
  }

  // MARK: Times

  /// `22:00-07:00`.
  func quietHours(_ text: RuleText) -> Channel.QuietHours? {
    let parts = text.string.split(separator: "-").map { trimmingBlanks(String($0)) }
    if parts.count == 2, let from = WallMinute(parts[0]), let until = WallMinute(parts[1]), from != until,
      from.minutes < 1440
    {
      return Channel.QuietHours(from: from, until: until)
    }
    sink.report(
      .badTiming, text.place, "`\(shortened(text.string))` are no quiet hours", help: "write them as `22:00-07:00`")
    return nil
  }

  /// `20 per minute`, `5 per hour`, `40 per day`; `per recipient` may follow.
  func throttle(_ text: RuleText) -> Channel.Throttle? {
    let words = text.string.split(separator: " ").map(String.init)
    let lengths = ["minute": 60, "hour": 3600, "day": 86_400]
    let isWhole = words.count == 3 || words.count == 5 && words[3...] == ["per", "recipient"]
    if isWhole, words[1] == "per", let count = Int(words[0]), (1...100_000).contains(count),
      let seconds = lengths[words[2]]
    {
      return Channel.Throttle(count: count, seconds: seconds)
    }
    sink.report(
      .badTiming, text.place, "`\(shortened(text.string))` is no throttle",
      help: "write it as `20 per minute`; minute, hour or day, for each recipient")
    return nil
  }

  /// `1m, 5m, 30m, 2h`.
  func retries(_ text: RuleText) -> [Int]? {
    var found: [Int] = []
    for part in text.string.split(separator: ",") {
      let word = trimmingBlanks(String(part))
      let scale = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
      guard let unit = word.last, let factor = scale[String(unit)], let count = Int(word.dropLast()), count > 0,
        count <= 86_400 * 30 / factor
      else {
        sink.report(
          .badTiming, text.place, "`\(shortened(word))` is no time to wait", help: "write `30s`, `5m`, `2h` or `1d`")
        return nil
      }
      found.append(count * factor)
    }
    if !found.isEmpty, found.count <= 32 { return found }
    sink.report(
      .badTiming, text.place, "`retry` has \(found.isEmpty ? "no times" : "more than 32 times")",
      help: "write it as `1m, 5m, 30m, 2h`")
    return nil
  }
}
