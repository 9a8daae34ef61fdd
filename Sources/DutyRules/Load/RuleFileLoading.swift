import DutyBook

/// `responsibility/NN-name.yaml`.
extension Loading {
  func loadRules() {
    for (file, map) in documents(.responsibility) {
      let rank = self.rank(of: file)
      for item in reader.items(map, "rules") {
        guard let row = reader.map(item, .rule, "a rule"), let rule = readRule(row, rank ?? 0), rank != nil else {
          continue
        }
        if let earlier = rules.add(rule) { duplicate("rule", rule.id, rule.source, earlier: earlier.source) }
      }
    }
  }

  /// The number a file's name begins with.
  private func rank(of file: RuleFile) -> Int? {
    let digits = file.name.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, digits.count <= 6, let rank = Int(digits) { return rank }
    sink.report(
      .noRank, SourcePlace(file.path), "the file's name does not begin with a rank",
      help: "name it `20-\(file.name)`: a lower number outranks a higher one")
    return nil
  }

  private func readRule(_ map: YAMLMap, _ rank: Int) -> Rule? {
    let idText = reader.text(map, "rule")
    let id = idText.flatMap { newID($0) }
    let selector = map["for"].flatMap { ruleSelector($0, idText?.string ?? "") } ?? RuleSelector()
    let subjectIsUnit = selector.unit != nil
    var roles: [Role: RoleExpression] = [:]
    for role in Role.allCases {
      guard let text = reader.text(map, role.rawValue) else { continue }
      roles[role] = self.role(text, .role(role), subjectIsUnit: subjectIsUnit)
    }
    let support = reader.texts(map, "support").compactMap { role($0, .support, subjectIsUnit: subjectIsUnit) }
    let span = self.span(from: reader.text(map, "from"), until: reader.text(map, "until"))
    let isOutside = reader.text(map, "outside").flatMap { flag($0) } ?? false
    if !map.has("support"), !Role.allCases.contains(where: { map.has($0.rawValue) }) {
      sink.report(
        .noRole, map.place, "the rule gives no role",
        help: "add `lead`, `leader`, `holder`, `verifier`, `approver` or `support`")
    }
    guard let id, let idText else { return nil }
    return Rule(
      id: id, was: reader.text(map, "was")?.string, rank: rank, basis: reader.text(map, "basis")?.string, span: span,
      selector: selector, roles: roles, support: support, isOutside: isOutside, source: idText.place)
  }

  private func ruleSelector(_ value: YAMLValue, _ rule: String) -> RuleSelector? {
    guard let map = reader.map(value, .ruleSelector, "`for`") else { return nil }
    var selector = RuleSelector()
    if map.has("duty") { selector.duties = reader.texts(map, "duty").compactMap { duty($0) } }
    selector.standard = map["standard"].map { standardSelector($0, "`standard`") }
    selector.place = map["place"].map { placeSelector($0, "`place`") }
    selector.unit = map["unit"].map { unitSelector($0, "`unit`") }
    if let place = map["place"], let subjects = selector.place {
      selectorUses.append(SelectorUse(subjects: .places(subjects), place: place.place, owner: "rule `\(rule)`"))
    }
    if let unit = map["unit"], let subjects = selector.unit {
      selectorUses.append(SelectorUse(subjects: .units(subjects), place: unit.place, owner: "rule `\(rule)`"))
    }
    if selector.place != nil, selector.unit != nil {
      sink.report(
        .neverMatches, value.place, "no subject is both a place and a unit", help: "keep one of `place` and `unit`")
    }
    return selector
  }
}
