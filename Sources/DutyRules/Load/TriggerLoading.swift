import DutyBook
import DutyCalendar

/// `when:` of a rung.
extension Loading {
  /// Reads a trigger; `earlier` are the rungs below, which `… unanswered` may name.
  func trigger(_ text: RuleText, after earlier: [Rung]) -> RungTrigger? {
    let words = text.split(where: { $0 == " " })
    guard let first = words.first else { return unknownTrigger(text) }
    let rest = rest(of: words.dropFirst())
    switch first.string {
    case "overdue" where rest?.string == "0": return .overdue(nil)
    case "overdue": return elapsed(rest, text).map { .overdue($0) }
    case "before": return elapsed(rest, text).map { .before($0) }
    case "unacknowledged": return elapsed(rest, text).map { .unacknowledged($0) }
    case "failed-notices": return count(rest, text).map { .failedNotices($0) }
    case "vetoes": return count(rest, text).map { .vetoes($0) }
    case "relapses": return count(rest, text).map { .relapses($0) }
    case "bottom": return running(words, text).map { .bottom(places: $0.places, running: $0.running) }
    case "top": return running(words, text).map { .top(places: $0.places, running: $0.running) }
    default:
      guard words.count > 2, words[1].string == "unanswered" else { return unknownTrigger(text) }
      let limit = elapsed(self.rest(of: words.dropFirst(2)), text)
      guard let number = rung(named: first, among: earlier), let limit else { return nil }
      return .unanswered(rung: number, limit)
    }
  }

  private func unknownTrigger(_ text: RuleText) -> RungTrigger? {
    let known = ["overdue", "before", "unacknowledged", "failed-notices", "vetoes", "relapses", "bottom", "top"]
    let word = text.string.split(separator: " ").first.map(String.init) ?? ""
    sink.report(
      .unsupportedTrigger, text.place, "`\(shortened(text.string))` is not a trigger",
      help: nearest.help(word, in: known)
        ?? "write `overdue 0`, `overdue 2 workdays`, `before 2 working-hours`, `failed-notices 2`, "
        + "`interview unanswered 3 workdays` or `bottom 3 twice running`")
    return nil
  }

  /// The words as one text, at the place of the first.
  private func rest(of words: ArraySlice<RuleText>) -> RuleText? {
    guard var rest = words.first else { return nil }
    rest.string = words.map(\.string).joined(separator: " ")
    return rest
  }

  private func elapsed(_ rest: RuleText?, _ whole: RuleText) -> Limit? {
    guard let rest else {
      _ = unknownTrigger(whole)
      return nil
    }
    guard let limit = self.limit(RuleText(string: rest.string, place: whole.place, offset: nil)) else { return nil }
    return elapsed(limit, whole.place)
  }

  private func count(_ rest: RuleText?, _ whole: RuleText) -> Int? {
    guard let rest else {
      _ = unknownTrigger(whole)
      return nil
    }
    return self.whole(rest, 1...1000)
  }

  /// `bottom 3 twice running`, `bottom 3 three running`, `top 5 4 times running`, `bottom 3` for once.
  private func running(_ words: [RuleText], _ text: RuleText) -> (places: Int, running: Int)? {
    let numbers = [
      "once": 1, "twice": 2, "two": 2, "three": 3, "thrice": 3, "four": 4, "five": 5, "six": 6,
    ]
    guard words.count > 1, let places = whole(words[1], 1...10_000) else {
      if words.count < 2 { _ = unknownTrigger(text) }
      return nil
    }
    let rest = words.dropFirst(2).map(\.string)
    if rest.isEmpty { return (places, 1) }
    let isWellFormed = rest.last == "running" && (rest.count == 2 || rest.count == 3 && rest[1] == "times")
    let times = rest.first.flatMap { numbers[$0] ?? Int($0) }
    guard isWellFormed || rest == ["once"], let times, (1...120).contains(times) else {
      sink.report(
        .unsupportedTrigger, text.place, "`\(shortened(text.string))` does not say how often running",
        help: "write `\(words[0].string) \(places) twice running` or `\(words[0].string) \(places) 3 times running`")
      return nil
    }
    return (places, times)
  }

  /// The number of the nearest rung below that has this name, or this action.
  private func rung(named text: RuleText, among earlier: [Rung]) -> Int? {
    let found =
      earlier.lastIndex { $0.name == text.string }
      ?? earlier.lastIndex { $0.action.rawValue == text.string }
    if let found { return found + 1 }
    let known = earlier.map { $0.name ?? $0.action.rawValue }
    sink.report(
      .unknownRung, text.place, "no rung below is called `\(shortened(text.string))`",
      help: nearest.help(text.string, in: known)
        ?? (known.isEmpty ? "it must stand below this one" : "rungs below: \(known.joined(separator: ", "))"))
    return nil
  }
}
