import DutyBook
import DutyCalendar

/// How long after a deadline a rung fires; no limit is at once.
private struct RungDelay {
  var limit: Limit?
}

/// `ladders/*.yaml` and `dispatch/*.yaml`.
extension Loading {
  func loadLadders() {
    for (_, map) in documents(.ladders) {
      let idText = reader.text(map, "ladder")
      let id = idText.flatMap { newID($0) }
      _ = reader.text(map, "per").flatMap { oneOf(["case"], $0, "per") }
      let rungs = reader.items(map, "rungs").compactMap { item in
        reader.map(item, .rung, "a rung").flatMap { rung($0) }
      }
      guard let id, let idText else { continue }
      let ladder = Ladder(id: id, was: reader.text(map, "was")?.string, rungs: rungs, source: idText.place)
      if let earlier = ladders.add(ladder) { duplicate("ladder", id, ladder.source, earlier: earlier.source) }
    }
  }

  private func rung(_ map: YAMLMap) -> Rung? {
    let when = reader.text(map, "when")
    let action = reader.text(map, "do").flatMap { oneOf(["notice"], $0, "do") }
    let to = reader.texts(map, "to").compactMap { role($0, .recipient) }
    guard let when, let action, let after = trigger(when) else { return nil }
    return Rung(after: after.limit, action: action, to: to, source: map.place)
  }

  /// `overdue 0`, or `overdue` and a limit.
  private func trigger(_ text: RuleText) -> RungDelay? {
    let words = text.string.split(separator: " ")
    guard words.first == "overdue", words.count > 1 else {
      sink.report(
        .unsupportedTrigger, text.place, "`\(shortened(text.string))` is not a trigger",
        help: "write `overdue 0` or `overdue 2 workdays`")
      return nil
    }
    let rest = words.dropFirst().joined(separator: " ")
    if rest == "0" { return RungDelay(limit: nil) }
    guard let limit = self.limit(RuleText(string: rest, place: text.place, offset: nil)) else { return nil }
    switch limit {
    case .workdays, .workingHours, .urgentHours, .days: return RungDelay(limit: limit)
    default:
      sink.report(
        .unsupportedTrigger, text.place, "`\(rest)` cannot be counted from a deadline",
        help: "write a number of workdays, working-hours, urgent-hours or days")
      return nil
    }
  }

  func loadDispatch() {
    for (_, map) in documents(.dispatch) {
      let at = reader.text(map, "at").flatMap { clock($0) }
      let on = reader.text(map, "on").flatMap { cadence($0) }
      let coming = reader.text(map, "coming-up").flatMap { whole($0, 0...100, units: ["workdays", "workday"]) }
      let keep = reader.text(map, "keep").flatMap { whole($0, 1...36_600, units: ["days", "day"]) }
      let place = reader.text(map, "dispatch")?.place ?? map.place
      if let earlier = dispatch {
        sink.report(
          .secondDispatch, place, "there is a dispatch policy already", help: "keep one file",
          related: [.init(earlier.source, "the other one")])
        continue
      }
      dispatch = policy(at: at, on: on, coming: coming, keep: keep, place)
    }
    if dispatch == nil {
      dispatch = policy(at: nil, on: nil, coming: nil, keep: nil, SourcePlace("dispatch/daily.yaml"))
    }
  }

  /// What is not said: 07:30 on workdays, three workdays ahead, ninety days kept.
  private func policy(
    at: WallMinute?, on: Cadence?, coming: Int?, keep: Int?, _ place: SourcePlace
  ) -> DispatchPolicy? {
    guard let minute = at ?? WallMinute(minutes: 450), let cadence = on ?? (try? Cadence(parsing: "workday")) else {
      return nil
    }
    return DispatchPolicy(
      cadence: cadence, at: minute, comingUpWorkdays: coming ?? 3, keepDays: keep ?? 90, source: place)
  }
}
