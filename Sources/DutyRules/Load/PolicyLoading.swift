import DutyBook
import DutyCalendar

/// `dispatch/*.yaml`.
extension Loading {
  func loadDispatch() {
    let maps = documents(.dispatch).map(\.map)
    defer { loadChannels(maps.filter { $0.kind == .channel }) }
    for map in maps where map.kind == .dispatch {
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
      dispatch?.links = links(map)
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
