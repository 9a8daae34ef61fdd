import DutyCalendar
import Foundation
import Testing

/// Holds random expressions against the `systemd-analyze` of this machine, where there is one.
///
/// Three things of systemd 252 are not followed, and not drawn here: a repetition without an end that overruns its unit
/// at the end of a larger one (it loses the first matches of the next: `*-*-4/13` loses 4 January), lists after `~` (it
/// allows three days fewer for each further entry), and a range of one second (refused, though one minute is not).
@Suite struct SystemdCrossCheckTests {
  static let analyze = "/usr/bin/systemd-analyze"
  static let isPresent = FileManager.default.isExecutableFile(atPath: analyze)

  @Test(.enabled(if: isPresent, "systemd-analyze is not installed"))
  func agreesOnRandomExpressions() throws {
    var random = RandomExpression(draws: Draws(state: 5), isTame: true)
    var compared = 0
    while compared < 60 {
      let text = random.text(zones: [
        "UTC", "Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Europe/Berlin",
      ])
      guard let expression = try? CalendarExpression(parsing: text) else { continue }
      let zone = try zone(expression.zoneName ?? "UTC")
      // Around the days on which clocks change.
      let day = random.draws.pick([1_772_928_000, 1_793_491_200, 1_774_742_400, 1_791_072_000, 1_775_347_200])
      let start = Instant(seconds: Int64(day + random.draws.number(-86_400...86_400)))
      var expected = try ask(text, start)
      #expect(expected.first == expression.description, "\(text)")
      expected.removeFirst()
      let found = expression.occurrences(after: start, in: zone).prefix(5).map(utcText)
      #expect(found == expected, "\(text) after \(start.utc)")
      compared += 1
    }
  }

  /// The normal form and up to five times in UTC.
  private func ask(_ text: String, _ start: Instant) throws -> [String] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.analyze)
    process.arguments = ["calendar", "--base-time=@\(start.seconds)", "--iterations=5", text]
    process.environment = ["TZ": "UTC", "PATH": "/usr/bin:/bin", "LC_ALL": "C"]
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var normal = text
    var times: [String] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstRange(of: ": ") else { continue }
      let key = line[..<colon.lowerBound].trimmingCharacters(in: .whitespaces)
      let value = String(line[colon.upperBound...])
      if key == "Normalized form" { normal = value }
      guard key == "Next elapse" || key.hasPrefix("Iter."), value != "never" else { continue }
      // `Mon 2026-11-23 08:00:00 UTC`
      times.append(String(value.dropFirst(4).dropLast(4)))
    }
    return [normal] + times
  }
}
