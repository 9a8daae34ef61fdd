/// A cadence's canonical text in the reader's words: `workday` becomes 每个工作日.
///
/// What is not recognised, a calendar expression for one, stays as it is.
package func cadenceText(_ cadence: String, _ words: Words) -> String {
  if let term = baseCadence(cadence) { return words(term) }
  let parts = cadence.split(separator: ",", maxSplits: 1).map { String($0.drop { $0 == " " }) }
  guard parts.count == 2, let detail = cadenceDetail(parts[1], words) else {
    return quota(cadence, words) ?? cadence
  }
  if let term = baseCadence(parts[0]) { return words(term) + words(.listSeparator) + detail }
  return quota(parts[0], words).map { $0 + words(.listSeparator) + detail } ?? cadence
}

private func baseCadence(_ text: String) -> Term? {
  switch text {
  case "day": .everyDay
  case "workday": .everyWorkday
  case "week": .everyWeek
  case "2 weeks": .everyTwoWeeks
  case "half-month": .everyHalfMonth
  case "month": .everyMonth
  case "2 months": .everyTwoMonths
  case "quarter": .everyQuarter
  case "half-year": .everyHalfYear
  case "year": .everyYear
  default: nil
  }
}

/// `on day 25`, `on last workday`, `4 days apart`.
private func cadenceDetail(_ text: String, _ words: Words) -> String? {
  let parts = text.split(separator: " ").map(String.init)
  if text == "on last workday" { return words(.onLastWorkday) }
  if parts.count == 3, parts[0] == "on", parts[1] == "day" { return words(.onDay, parts[2]) }
  if parts.count == 3, parts[1].hasPrefix("day"), parts[2] == "apart" { return words(.daysApart, parts[0]) }
  return nil
}

/// `2 per month`.
private func quota(_ text: String, _ words: Words) -> String? {
  let parts = text.split(separator: " ").map(String.init)
  guard parts.count == 3, parts[1] == "per", let term = baseCadence(parts[2]) else { return nil }
  return words(.timesPer, words(term), parts[0])
}
