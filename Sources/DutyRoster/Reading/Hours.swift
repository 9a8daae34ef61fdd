import DutyBook
import DutyCalendar

/// An interval in which a post is manned by one crew.
struct ShiftTime: Hashable {
  /// The day on which it begins.
  var day: CivilDate
  /// The last day that it touches.
  var lastDay: CivilDate
  var from: Instant
  var to: Instant
}

extension CampaignPost {
  /// Every shift's time within a window, by start.
  ///
  /// A window of hours is cut from its opening into whole shifts; what is left is a shorter one. Round the clock,
  /// shifts follow each other from the first midnight to the last, the first and the last cut where the window is.
  func times(in window: ClosedRange<CivilDate>, zone: Zone) -> [ShiftTime] {
    let first = window.lowerBound
    let days = Int(window.upperBound.epochDay - first.epochDay) + 1
    var times: [ShiftTime] = []
    func add(_ from: Int, _ to: Int) {
      let start = zone.instant(LocalTime(minute: from, after: first))
      let end = zone.instant(LocalTime(minute: to, after: first))
      // An hour that the clocks skip holds no shift.
      guard start < end else { return }
      times.append(
        ShiftTime(
          day: first.adding(days: from / 1440), lastDay: first.adding(days: (to - 1) / 1440), from: start, to: end))
    }
    switch hours {
    case .windows(let windows):
      for day in 0..<days {
        for window in windows {
          for from in stride(from: window.lowerBound, to: window.upperBound, by: max(1, shiftMinutes)) {
            add(day * 1440 + from, day * 1440 + min(from + shiftMinutes, window.upperBound))
          }
        }
      }
    case .roundTheClock(let change):
      let end = days * 1440
      if change > 0 { add(0, min(change, end)) }
      for from in stride(from: change, to: end, by: max(1, shiftMinutes)) { add(from, min(from + shiftMinutes, end)) }
    }
    return times
  }
}

extension LocalTime {
  /// A minute of the wall counted from the midnight that begins a day.
  fileprivate init(minute: Int, after day: CivilDate) {
    self.init(day.adding(days: minute / 1440), second: Int32(minute % 1440) * 60)
  }
}
