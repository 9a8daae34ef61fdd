import DutyBook
import DutyCalendar

/// `dutyd.yaml`.
extension Loading {
  func loadSettings() {
    guard let file = files(.settings).first else {
      sink.report(.missingFile, SourcePlace("dutyd.yaml"), "the settings of the district are missing")
      return
    }
    guard let decoded = decode(file, limit: ReadLimits.yamlBytes, sink), let value = composeYAML(decoded, sink),
      let map = reader.map(value, .settings, "the file")
    else { return }
    start = reader.text(map, "start").flatMap { date($0) }
    let district = reader.text(map, "district")
    let zone = reader.text(map, "zone").flatMap { self.zone($0) }
    let hours = officeHours(map)
    let office = reader.text(map, "office").flatMap { unit($0) }
    guard let start, let district, let zone, let hours, let office else {
      readOptions(map)
      return
    }
    officeOpens = hours.seasons.first?.windows.first.flatMap { WallMinute(minutes: $0.lowerBound) }
    settings = Settings(
      district: district.string, zone: zone, office: office, officeHours: hours, start: start)
    readOptions(map)
  }

  private func zone(_ text: RuleText) -> Zone? {
    if let zone = zoneNamed(text.string) { return zone }
    sink.report(
      .unknownID, text.place, "unknown time zone `\(shortened(text.string))`",
      help: "write an IANA name: `Asia/Shanghai`")
    return nil
  }

  private func officeHours(_ map: YAMLMap) -> OfficeHours? {
    guard map.has("office-hours") else { return nil }
    var rows: [(hours: String, months: String?)] = []
    var places: [SourcePlace] = []
    for item in reader.items(map, "office-hours") {
      guard let row = reader.map(item, .officeHours, "a row of `office-hours`"), let hours = reader.text(row, "hours")
      else { continue }
      rows.append((hours.string, reader.text(row, "months")?.string))
      places.append(hours.place)
    }
    guard !rows.isEmpty else { return nil }
    do throws(OfficeHoursError) {
      return try OfficeHours(seasons: rows)
    } catch {
      let place = error.row.flatMap { places.indices.contains($0) ? places[$0] : nil } ?? map.place(of: "office-hours")
      sink.report(.badClock, place, error.message, help: error.help)
      return nil
    }
  }

  private func readOptions(_ map: YAMLMap) {
    let horizon = reader.text(map, "horizon").flatMap { whole($0, 1...3660, units: ["days", "day"]) }
    let openTasks: Settings.OpenTasks? = reader.text(map, "open-tasks").flatMap { choice($0, "open-tasks") }
    let locale: Settings.Locale? = reader.text(map, "locale").flatMap { choice($0, "locale") }
    if let horizon { settings?.horizonDays = horizon }
    if let openTasks { settings?.openTasks = openTasks }
    if let locale { settings?.locale = locale }
    if let value = map["confirm-above"], let inner = reader.map(value, .confirmAbove, "`confirm-above`") {
      settings?.confirmAboveMovedDuties = amount(inner, "moved-duties")
    }
    readPeople(map)
    readFindings(map)
    if let value = map["load-limit"], let inner = reader.map(value, .loadLimit, "`load-limit`") {
      settings?.loadLimitPerson = amount(inner, "person")
      settings?.loadLimitUnit = amount(inner, "unit")
    }
  }

  private func amount(_ map: YAMLMap, _ key: String) -> Int? {
    reader.text(map, key).flatMap { whole($0, 0...1_000_000_000) }
  }
}
