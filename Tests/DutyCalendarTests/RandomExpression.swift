/// Draws calendar expressions of every form.
///
/// - Shape: repetitions without an end divide their unit evenly when `isTame` (see ``SystemdCrossCheckTests``).
struct RandomExpression {
  var draws: Draws
  var isTame = false

  mutating func text(zones: [String]) -> String {
    var words: [String] = []
    if draws.chance(35) { words.append(weekdays()) }
    if draws.chance(75) { words.append(date()) }
    if draws.chance(80) { words.append(time()) }
    if words.isEmpty { words = [draws.pick(["hourly", "daily", "weekly", "monthly", "quarterly", "semiannually"])] }
    let zone = draws.pick(zones)
    return (words + (zone == "UTC" ? [] : [zone])).joined(separator: " ")
  }

  private mutating func weekdays() -> String {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let first = draws.number(0...6)
    if draws.chance(50) { return names[first] }
    if draws.chance(50) { return names[first] + ".." + names[draws.number(first...6)] }
    return names[first] + "," + draws.pick(names)
  }

  private mutating func date() -> String {
    let year = draws.chance(70) ? "*" : draws.pick(["2026", "2024..2032", "2020..2060/4", "2026,2028"])
    let month = draws.pick(["*", "*", "3", "10,11", "3..4", list(1...12)])
    if draws.chance(20) { return year + "-" + month + "~" + component(1...28) }
    return year + "-" + month + "-" + draws.pick(["*", list(1...31)])
  }

  private mutating func time() -> String {
    let hour = draws.pick(["*", "1", "2", "0..3", "1,2", "23", list(0...23)])
    let minute = draws.pick(["*", "0", "30", "0/15", list(0...59)])
    return hour + ":" + minute + (draws.chance(30) ? ":" + draws.pick(["*", "0/20", list(0...59)]) : "")
  }

  private mutating func list(_ range: ClosedRange<Int>) -> String {
    (0..<draws.pick([1, 1, 2, 3])).map { _ in component(range) }.joined(separator: ",")
  }

  private mutating func component(_ range: ClosedRange<Int>) -> String {
    let start = draws.number(range.lowerBound...range.upperBound - 1)
    switch draws.number(1...10) {
    case 1...5: return "\(start)"
    case 6...7: return "\(start)..\(draws.number(start + 1...range.upperBound))"
    case 8 where !isTame: return "\(start)/\(draws.number(1...max(1, range.upperBound - start)))"
    default: return "\(start)..\(draws.number(start + 1...range.upperBound))/\(draws.number(1...6))"
    }
  }
}
