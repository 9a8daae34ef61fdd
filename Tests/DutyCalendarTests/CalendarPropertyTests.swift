import DutyCalendar
import Testing

@Suite struct CalendarPropertyTests {
  static let zones = [
    "UTC", "Asia/Shanghai", "America/New_York", "Europe/Dublin", "Australia/Lord_Howe", "America/Havana",
    "Africa/Casablanca", "Pacific/Apia",
  ]

  @Test func printingAndReadingIsAFixedPoint() throws {
    var random = RandomExpression(draws: Draws(state: 1))
    var read = 0
    for _ in 0..<3000 {
      guard let expression = try? CalendarExpression(parsing: random.text(zones: Self.zones)) else { continue }
      read += 1
      let again = try CalendarExpression(parsing: expression.description)
      #expect(again == expression)
      #expect(again.description == expression.description)
    }
    #expect(read > 2000)
  }

  @Test func noTextTrapsTheReader() {
    var draws = Draws(state: 2)
    let letters = Array("Mon-Fri*/.,:~@0123456789 UTC每")
    for _ in 0..<20_000 {
      let text = String((0..<draws.number(0...14)).map { _ in draws.pick(letters) })
      if let expression = try? CalendarExpression(parsing: text) {
        #expect((try? CalendarExpression(parsing: expression.description)) == expression)
      }
    }
  }

  @Test(arguments: zones)
  func timesAscendAndTheIteratorAgrees(_ name: String) throws {
    let zone = try zone(name)
    var random = RandomExpression(draws: Draws(state: 3))
    for _ in 0..<150 {
      let text = random.text(zones: ["UTC"])
      guard let expression = try? CalendarExpression(parsing: text) else { continue }
      var base = Instant(seconds: Int64(random.draws.number(1_300_000_000...1_900_000_000)))
      var iterator = expression.occurrences(after: base, in: zone)
      for _ in 0..<60 {
        let next = expression.next(after: base, in: zone)
        #expect(iterator.next() == next, "\(text) after \(base.utc) in \(name)")
        guard let next else { break }
        #expect(next > base, "\(text) after \(base.utc) in \(name)")
        base = next
      }
    }
  }

  /// Without clock changes the next time is simply the first second that matches.
  @Test(arguments: ["UTC", "Asia/Shanghai"])
  func agreesWithAWalkOverEveryMinute(_ name: String) async throws {
    let zone = try zone(name)
    var random = RandomExpression(draws: Draws(state: 4))
    var compared = 0
    for _ in 0..<400 {
      guard let expression = try? CalendarExpression(parsing: random.text(zones: ["UTC"])) else { continue }
      let matcher = try NaiveMatcher(expression.description)
      let start = Instant(seconds: Int64(random.draws.number(29_000_000...31_000_000)) * 60)
      let end = start.adding(seconds: 20 * 86_400)
      let expected = matcher.minutes(from: start, to: end, most: 20, zone)
      var found: [Instant] = []
      for instant in expression.occurrences(after: start.adding(seconds: -1), in: zone) {
        if instant >= end || found.count == 20 { break }
        let minute = Instant(seconds: instant.seconds - instant.seconds % 60)
        if minute != found.last { found.append(minute) }
      }
      #expect(found == expected, "\(expression) from \(start.utc) in \(name)")
      compared += expected.count
      // A long walk lets the tests beside it go on.
      await Task.yield()
    }
    #expect(compared > 1000)
  }
}

/// A second reading of the normal form, value by value, without sets or jumps.
private struct NaiveMatcher {
  let weekdays: Set<Int>?
  let units: [(values: Set<Int>?, fromEnd: Bool)]

  init(_ normal: String) throws {
    var words = normal.split(separator: " ").map(String.init)
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    if words.count == 3 {
      var days: Set<Int> = []
      for part in words.removeFirst().split(separator: ",") {
        let ends = part.split(separator: ".").compactMap { names.firstIndex(of: String($0)) }
        let first = try #require(ends.first)
        days.formUnion(first...(try #require(ends.last)))
      }
      weekdays = days
    } else {
      weekdays = nil
    }
    let fromEnd = words[0].contains("~")
    let date = words[0].split { $0 == "-" || $0 == "~" }.map(String.init)
    let clock = words[1].split(separator: ":").map(String.init)
    let most = [2199, 12, 31, 23, 59, 59]
    units = try (date + clock).enumerated().map { index, text in
      (try Self.values(text, most[index], fromEnd: index == 2 && fromEnd), index == 2 && fromEnd)
    }
  }

  /// Days from the end are kept as they are written, 1 for the last.
  private static func values(_ text: String, _ most: Int, fromEnd: Bool) throws -> Set<Int>? {
    if text == "*" { return nil }
    var values: Set<Int> = []
    for part in text.split(separator: ",") {
      let halves = part.split(separator: "/")
      let ends = halves[0].split(separator: ".").compactMap { Int($0) }
      let first = try #require(ends.first)
      let step = halves.count == 2 ? try #require(Int(halves[1])) : 1
      if fromEnd {
        // Repetition goes forward in time, so down to the last day.
        let last = ends.count == 2 ? first : (halves.count == 2 ? 1 : first)
        let start = ends.count == 2 ? ends[1] : first
        values.formUnion(stride(from: start, through: last, by: -step))
      } else {
        let last = ends.count == 2 ? ends[1] : (halves.count == 2 ? most : first)
        values.formUnion(stride(from: first, through: last, by: step))
      }
    }
    return values
  }

  /// The first minutes that match, walking no further than to the last of them.
  func minutes(from: Instant, to: Instant, most: Int, _ zone: Zone) -> [Instant] {
    let walk = stride(from: from.seconds, to: to.seconds, by: 60).lazy.map { Instant(seconds: $0) }
    let matching = walk.filter { minute in
      let local = zone.local(minute)
      let (year, month, day) = local.date.parts
      let length = CivilDate.daysIn(month: month, of: year)
      let second = Int(local.second)
      let shown = [year, month, units[2].fromEnd ? length + 1 - day : day, second / 3600, second / 60 % 60]
      let isDay = weekdays?.contains(local.date.weekday.rawValue - 1) ?? true
      return isDay && zip(units, shown).allSatisfy { $0.values?.contains($1) ?? true }
    }
    return Array(matching.prefix(most))
  }
}
