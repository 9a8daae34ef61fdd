/// A limit's canonical text in the reader's words: `3 workdays` becomes 3 个工作日.
///
/// What is not recognised, a wall time for one, stays as it is.
package func limitText(_ limit: String, _ words: Words) -> String {
  switch limit {
  case "last workday": return words(.lastWorkday)
  case "end of period": return words(.endOfPeriod)
  default: break
  }
  let parts = limit.split(separator: " ").map(String.init)
  if parts.count >= 2, parts[0] == "day" {
    if parts.count == 2 { return words(.dayOfPeriod, parts[1]) }
    return Array(parts[2...]) == ["of", "next", "month"] ? words(.dayOfNext, parts[1]) : limit
  }
  if parts.count == 3, parts[1].hasPrefix("day"), parts[2] == "exact" { return words(.exactDays, parts[0]) }
  guard parts.count == 2, let term = unitTerm(parts[1]) else { return limit }
  return words(term, parts[0])
}

private func unitTerm(_ unit: String) -> Term? {
  switch unit {
  case "workdays": .workdays
  case "workday": .workday
  case "working-hours": .workingHours
  case "working-hour": .workingHour
  case "working-minutes": .workingMinutes
  case "urgent-hours": .urgentHours
  case "urgent-hour": .urgentHour
  case "urgent-minutes": .urgentMinutes
  case "days": .limitDays
  case "day": .limitDay
  default: nil
  }
}
