import DutyBook
import DutyCalendar

/// Posts that people stand at while a campaign lasts (岗位, M21, M22).
extension Loading {
  func posts(_ map: YAMLMap) -> [CampaignPost] {
    var seen: [String: SourcePlace] = [:]
    return reader.items(map, "posts").compactMap { item in
      guard let row = reader.map(item, .post, "a post"), let post = post(row) else { return nil }
      if let earlier = seen.updateValue(post.source, forKey: post.id) {
        duplicate("post", post.id, post.source, earlier: earlier)
      }
      return post
    }
  }

  private func post(_ map: YAMLMap) -> CampaignPost? {
    let idText = reader.text(map, "post")
    let id = idText.flatMap { newID($0) }
    let at = map["at"].flatMap { subjectSelector($0, "post `\(idText?.string ?? "")`", key: "at") }
    let shift = reader.text(map, "shift").flatMap { duration($0, 1...1440) }
    let rest = reader.text(map, "rest").flatMap { duration($0, 0...10_080) }
    let staff = reader.text(map, "staff").flatMap { self.staff($0) }
    let hours = shift.flatMap { self.hours(map, shift: $0) }
    let isOfUnits = if case .units? = at { true } else { false }
    let people = map["people"].flatMap { pool($0, subjectIsUnit: isOfUnits) }
    let services = map["services"].flatMap { self.services($0) }
    let aim = staff.flatMap { self.aim(map, within: $0) }
    guard let id, let idText, let at, let shift, let staff, let hours, let people else { return nil }
    return CampaignPost(
      id: id, name: reader.text(map, "name")?.string ?? id, at: at, hours: hours, staff: staff, aim: aim,
      shiftMinutes: shift, restMinutes: map.has("rest") ? rest ?? 480 : 480, people: people, services: services,
      source: idText.place)
  }

  // MARK: Hours, shifts, staff

  /// `4h`, `90m`, 4小时, 90分钟, in minutes.
  private func duration(_ text: RuleText, _ range: ClosedRange<Int>) -> Int? {
    let word = trimmingBlanks(text.string)
    let digits = word.prefix { $0.isASCII && $0.isNumber }
    let unit = trimmingBlanks(word.dropFirst(digits.count))
    let factor: Int? =
      switch unit {
      case "h", "hour", "hours", "小时": 60
      case "m", "min", "minutes", "分钟": 1
      default: nil
      }
    if let factor, digits.utf8.count <= 5, let count = Int(digits), range.contains(count * factor) {
      return count * factor
    }
    sink.report(
      .badNumber, text.place,
      "`\(shortened(word))` is not a duration from \(range.lowerBound) to \(range.upperBound) minutes",
      help: "write `4h` or `90m`")
    return nil
  }

  /// `3..5`, `3-5` or `3`.
  private func staff(_ text: RuleText) -> ClosedRange<Int>? {
    let word = trimmingBlanks(text.string)
    let parts = word.split(whereSeparator: { $0 == "." || $0 == "-" || $0 == "–" || $0 == " " })
    let numbers = parts.compactMap { $0.utf8.count <= 3 ? Int($0) : nil }
    if numbers.count == parts.count, let least = numbers.first, let most = numbers.last, numbers.count <= 2,
      least >= 1, least <= most
    {
      return least...most
    }
    sink.report(
      .badNumber, text.place, "`\(shortened(word))` is not a number of people",
      help: "write the least and the most, `3..5`, or one number; the least is 1")
    return nil
  }

  private func aim(_ map: YAMLMap, within staff: ClosedRange<Int>) -> Int? {
    guard let text = reader.text(map, "aim"), let aim = whole(text, 1...999) else { return nil }
    if staff.contains(aim) { return aim }
    sink.report(
      .postShape, text.place, "`aim` is \(aim), the staff is \(staff.lowerBound) to \(staff.upperBound)",
      help: "aim within the staff")
    return nil
  }

  private func hours(_ map: YAMLMap, shift: Int) -> PostHours? {
    guard let text = reader.text(map, "hours") else { return nil }
    let isRound = ["round-the-clock", "全天候"].contains(trimmingBlanks(text.string))
    let change = reader.text(map, "change")
    guard isRound else {
      if let change {
        sink.report(
          .postShape, change.place, "`change` is for `round-the-clock`; shifts begin with their window otherwise",
          help: "remove it")
      }
      return windows(text)
    }
    guard 1440 % shift == 0 else {
      sink.report(
        .postShape, map.place(of: "shift"),
        "a shift of \(shift) minutes does not divide the day, which changes round the clock",
        help: "use 4h, 6h, 8h or 12h")
      return nil
    }
    let minute = change.flatMap { clock($0) }?.minutes ?? 0
    return .roundTheClock(change: minute % shift)
  }

  private func windows(_ text: RuleText) -> PostHours? {
    do throws(OfficeHoursError) {
      let hours = try OfficeHours(seasons: [(hours: text.string, months: nil)])
      return .windows(hours.seasons.first?.windows ?? [])
    } catch {
      sink.report(.badClock, text.place, error.message, help: error.help)
      return nil
    }
  }

  // MARK: Who, and what is offered

  private func pool(_ value: YAMLValue, subjectIsUnit: Bool) -> PostPool? {
    guard value.pairs != nil else {
      let pool = PostPool(expressions: poolRoles(reader.texts(value, "`people`"), subjectIsUnit))
      return pool.expressions.isEmpty ? nil : pool
    }
    guard let map = reader.map(value, .postPeople, "`people`") else { return nil }
    if map.entries.isEmpty {
      sink.report(.emptyList, value.place, "`people` says nothing", help: "give `who` or `units`")
      return nil
    }
    let units = map["units"].map { value in
      let selector = unitSelector(value, "`units`")
      selectorUses.append(SelectorUse(subjects: .units(selector), place: value.place, owner: "people of a post"))
      return selector
    }
    return PostPool(expressions: poolRoles(reader.texts(map, "who"), subjectIsUnit), units: units)
  }

  private func poolRoles(_ texts: [RuleText], _ subjectIsUnit: Bool) -> [RoleExpression] {
    texts.compactMap { text in
      guard let expression = role(text, .pool, subjectIsUnit: subjectIsUnit) else { return nil }
      let paths = expression.alternatives.flatMap { [$0.path] + ($0.outside.map { [$0] } ?? []) }
      let asksStandard = paths.contains { path in
        path.root == .standard || path.steps.contains { if case .relationFor = $0 { true } else { false } }
      }
      guard asksStandard else { return expression }
      sink.report(
        .roleForbidden, text.place, "`people` may not refer to `standard`: nobody stands at a post for one",
        help: "begin with `place`, `unit`, `office`, a unit or a person")
      return nil
    }
  }

  private func services(_ value: YAMLValue) -> PostServices? {
    guard value.pairs != nil else {
      guard let text = reader.text(value, "`services`"), let least = whole(text, 1...99) else { return nil }
      return PostServices(least: least, offered: [])
    }
    guard let map = reader.map(value, .postServices, "`services`") else { return nil }
    let offered = reader.texts(map, "offered")
    guard let least = reader.text(map, "least").flatMap({ whole($0, 1...99) }) else { return nil }
    if map.has("offered"), Set(offered.map(\.string)).count < least {
      sink.report(
        .postShape, map.place(of: "offered"),
        "\(Set(offered.map(\.string)).count) services are offered, \(least) are wanted",
        help: "offer at least \(least) different ones (M21)")
    }
    return PostServices(least: least, offered: offered.map(\.string))
  }
}
