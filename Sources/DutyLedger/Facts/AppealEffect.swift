/// What an upheld appeal changes, one thing (M46).
///
/// - Shape: a decision keeps each as a line, ``text``; reading a line gives the effect back.
package enum AppealEffect: Hashable, Sendable {
  /// A rung that would not have fired, by reference: `rectification/2/K7Q2M-9XD4P`.
  case rung(String)
  /// A document that would not have gone out.
  case withdrawn(notice: String)
  /// A document that stands for what is left of its cases, without some tasks.
  case amended(notice: String, tasks: [String])
  case lifted(flag: String)
  /// Points that are given back, by the deduction that they correct; in thousandths.
  case givenBack(deduction: String, milli: Int)
  /// Points that are taken after all, because the cap had kept them.
  case takenAfterAll(deduction: String, milli: Int)
  /// Where a unit would stand in a table that was published.
  case rank(score: String, period: String, unit: String, now: Int, published: Int)
  case voided(task: String)
  /// The findings for which the work goes on.
  case goesOn(findings: [String])

  /// As a decision keeps it: `notice bulletin/2026/1 is withdrawn`.
  package var text: String {
    switch self {
    case .rung(let rung): "rung \(rung) would not have fired"
    case .withdrawn(let notice): "notice \(notice) is withdrawn"
    case .amended(let notice, let tasks): "notice \(notice) no longer speaks of \(tasks.joined(separator: ", "))"
    case .lifted(let flag): "flag \(flag) is lifted"
    case .givenBack(let deduction, let milli): "deduction \(deduction): \(milliText(milli)) points are given back"
    case .takenAfterAll(let deduction, let milli):
      "deduction \(deduction): \(milliText(milli)) points more, which the cap had kept"
    case .rank(let score, let period, let unit, let now, let published):
      "\(score) \(period): \(unit) would be \(now), was published as \(published)"
    case .voided(let task): "task \(task) is voided"
    case .goesOn(let findings): "what it asks for goes on for \(findings.joined(separator: ", "))"
    }
  }

  /// The effect that a line of a decision says; `nil` for a line of another kind.
  package init?(_ line: String) {
    func between(_ before: String, _ after: String) -> String? {
      guard line.hasPrefix(before), line.hasSuffix(after), line.count > before.count + after.count else { return nil }
      return String(line.dropFirst(before.count).dropLast(after.count))
    }
    func halves(_ text: String, _ middle: String) -> (String, String)? {
      guard let cut = text.firstRange(of: middle) else { return nil }
      return (String(text[..<cut.lowerBound]), String(text[cut.upperBound...]))
    }
    func list(_ text: String) -> [String] { text.split(separator: ", ").map(String.init) }
    if let rung = between("rung ", " would not have fired") {
      self = .rung(rung)
    } else if let notice = between("notice ", " is withdrawn") {
      self = .withdrawn(notice: notice)
    } else if let said = between("notice ", ""), let (notice, tasks) = halves(said, " no longer speaks of ") {
      self = .amended(notice: notice, tasks: list(tasks))
    } else if let flag = between("flag ", " is lifted") {
      self = .lifted(flag: flag)
    } else if let task = between("task ", " is voided") {
      self = .voided(task: task)
    } else if let findings = between("what it asks for goes on for ", "") {
      self = .goesOn(findings: list(findings))
    } else if let said = between("deduction ", " points are given back"), let (name, points) = halves(said, ": "),
      let milli = milliPoints(points)
    {
      self = .givenBack(deduction: name, milli: milli)
    } else if let said = between("deduction ", " points more, which the cap had kept"),
      let (name, points) = halves(said, ": "), let milli = milliPoints(points)
    {
      self = .takenAfterAll(deduction: name, milli: milli)
    } else if let (table, standing) = halves(line, ": "), let (score, period) = halves(table, " "),
      let (unit, places) = halves(standing, " would be "), let (now, published) = halves(places, ", was published as "),
      let now = Int(now), let published = Int(published)
    {
      self = .rank(score: score, period: period, unit: unit, now: now, published: published)
    } else {
      return nil
    }
  }
}

extension AppealDecision {
  /// What it changed, as far as its lines are understood.
  package var effects: [AppealEffect] { changes.compactMap { AppealEffect($0) } }

  /// The tasks that a notice no longer speaks of since; empty for none.
  package func gone(from notice: String) -> [String] {
    var gone: [String] = []
    for case .amended(notice, let tasks) in effects { gone += tasks }
    return gone
  }
}

/// `0.5`, `12`: thousandths as a decimal.
package func milliText(_ milli: Int) -> String {
  let whole = "\(milli < 0 ? "-" : "")\(milli.magnitude / 1000)"
  var rest = String(milli.magnitude % 1000)
  if rest == "0" { return whole }
  rest = String(repeating: "0", count: 3 - rest.count) + rest
  while rest.hasSuffix("0") { rest.removeLast() }
  return whole + "." + rest
}

/// ``milliText(_:)`` read back; `nil` for anything else.
func milliPoints(_ text: String) -> Int? {
  let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
  guard let whole = Int(parts[0]), parts.count == 1 || (1...3).contains(parts[1].count) else { return nil }
  guard parts.count > 1 else { return whole * 1000 }
  guard let rest = Int(parts[1] + String(repeating: "0", count: 3 - parts[1].count)), rest > 0 else { return nil }
  return whole * 1000 + (text.hasPrefix("-") ? -rest : rest)
}
