import DutyCalendar
import Foundation

/// How far a long rehearsal has come: one line on the terminal, written over day by day.
///
/// - Shape: nothing where standard error is no terminal, and for spans that are over in a moment.
struct ProgressLine {
  private let days: ClosedRange<CivilDate>
  private let isShown: Bool
  private var seen: CivilDate?
  private static let fewestDays = 14

  init(_ days: ClosedRange<CivilDate>, isTerminal: Bool = isatty(STDERR_FILENO) != 0) {
    self.days = days
    isShown = isTerminal && Self.length(days) >= Self.fewestDays
  }

  private static func length(_ days: ClosedRange<CivilDate>) -> Int {
    Int(days.upperBound.epochDay - days.lowerBound.epochDay) + 1
  }

  /// What is to be written when a day is reached; `nil` for one that is shown already, or where nothing is.
  mutating func text(at day: CivilDate) -> String? {
    guard isShown, day != seen, days.contains(day) else { return nil }
    seen = day
    let (done, all) = (Int(day.epochDay - days.lowerBound.epochDay), Self.length(days))
    return "\r\(day)  \(done) of \(all) days, \(done * 100 / all) %"
  }

  /// What takes the line away again; `nil` where there is none.
  mutating func end() -> String? {
    guard seen != nil else { return nil }
    seen = nil
    return "\r" + String(repeating: " ", count: 48) + "\r"
  }

  mutating func reach(_ day: CivilDate) { write(text(at: day)) }
  mutating func clear() { write(end()) }

  private func write(_ text: String?) {
    guard let text else { return }
    FileHandle.standardError.write(Data(text.utf8))
  }
}
