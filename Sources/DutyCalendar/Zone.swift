/// Why the bytes of a zone could not be used.
package struct ZoneError: Error, Hashable, CustomStringConvertible {
  package enum Reason: Error, Hashable, Sendable {
    case notTZif
    case cutShort
    case leapSeconds
    case malformed(String)
  }

  package var zone: String
  package var reason: Reason

  package init(zone: String, reason: Reason) {
    self.zone = zone
    self.reason = reason
  }

  package var description: String {
    switch reason {
    case .notTZif: "zone `\(zone)`: not a time zone file (no `TZif` at the start)"
    case .cutShort: "zone `\(zone)`: the time zone file is cut short"
    case .leapSeconds: "zone `\(zone)`: the file counts leap seconds (a `right/` zone); use the plain one"
    case .malformed(let what): "zone `\(zone)`: malformed time zone file: \(what)"
    }
  }
}

/// The clocks of one region: which offset from UTC holds when.
///
/// - Shape: the instants at which the offset changes, the footer rule written out to the year 2600; later instants
///   are folded back by whole Gregorian cycles of 400 years.
/// - Unit: offsets in seconds east of UTC.
/// - Errors: ``ZoneError`` from the initialiser; everything after that is total.
/// - Source: RFC 8536; the bytes come from the caller (`/usr/share/zoneinfo`).
package struct Zone: Sendable, Hashable {
  package let name: String
  /// Transition instants, ascending.
  let starts: [Int64]
  /// `spans[i]` holds before `starts[i]`, the last one after them all.
  let spans: [Span]
  /// Whether no clock change since 1970 skips or repeats a midnight.
  let keepsMidnights: Bool

  struct Span: Hashable, Sendable {
    var offset: Int32
    var isDaylight: Bool
  }

  package init(name: String, tzif: [UInt8]) throws(ZoneError) {
    do throws(ZoneError.Reason) {
      let file = try TZif(tzif)
      var table = Table(first: Span(file.kinds[0]))
      for (instant, type) in zip(file.instants, file.types) { table.add(instant, Span(file.kinds[type])) }
      if !file.footer.isEmpty { table.extend(by: try ZoneRule(file.footer)) }
      self.init(name: name, table)
    } catch {
      throw ZoneError(zone: name, reason: error)
    }
  }

  private init(name: String, _ table: Table) {
    self.name = name
    self.starts = table.starts
    self.spans = table.spans
    self.keepsMidnights = table.keepsMidnights
  }

  package static let utc = Zone(name: "UTC", Table(first: Span(offset: 0, isDaylight: false)))

  package static func == (a: Zone, b: Zone) -> Bool { a.name == b.name && a.starts == b.starts && a.spans == b.spans }

  package func hash(into hasher: inout Hasher) { hasher.combine(name) }

  /// Seconds east of UTC at that instant.
  package func offset(at instant: Instant) -> Int {
    Int(spans[index(at: Self.folded(instant.seconds))].offset)
  }

  package func local(_ instant: Instant) -> LocalTime {
    let (day, second) = floorDivide(instant.seconds + Int64(offset(at: instant)), by: 86_400)
    return LocalTime(CivilDate(epochDay: Int32(clamping: day)), second: Int32(second))
  }

  /// The instant at which the clocks show `local`. A time that the clocks skip is moved forward by what they skip;
  /// of a time that they show twice it is the first.
  package func instant(_ local: LocalTime) -> Instant {
    let wall = Int64(local.date.epochDay) * 86_400 + Int64(local.second)
    let folded = Self.folded(wall)
    let cycles = wall - folded
    let earliest = index(at: folded - 93_600)
    let latest = index(at: folded + 93_600)
    for span in earliest...latest {
      let candidate = folded - Int64(spans[span].offset)
      if span < starts.count, candidate >= starts[span] { continue }
      if span > 0, candidate < starts[span - 1] {
        // Before this span begins, after the previous one ended: a gap.
        return Instant(seconds: folded - Int64(spans[span - 1].offset) + cycles)
      }
      return Instant(seconds: candidate + cycles)
    }
    return Instant(seconds: wall - Int64(spans[latest].offset))
  }

  /// `2026-11-23T07:30:00+08:00`; `Z` in UTC itself.
  package func rfc3339(_ instant: Instant) -> String {
    let exact = offset(at: instant)
    // The format has no seconds of offset; a local mean time is shown by the whole minute.
    let offset = exact - exact % 60
    let (day, second) = floorDivide(instant.seconds + Int64(offset), by: 86_400)
    let clock = Int(second)
    let text =
      CivilDate(epochDay: Int32(clamping: day)).description + "T" + padded(clock / 3600, 2) + ":"
      + padded(clock / 60 % 60, 2) + ":" + padded(clock % 60, 2)
    if offset == 0, isUTC { return text + "Z" }
    let size = abs(offset) / 60
    return text + (offset < 0 ? "-" : "+") + padded(size / 60, 2) + ":" + padded(size % 60, 2)
  }

  private var isUTC: Bool { ["UTC", "Etc/UTC", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu"].contains(name) }

  /// How many transitions lie at or before `seconds`: the index of the span in force.
  func index(at seconds: Int64) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The same moment of the Gregorian cycle before the year 2600.
  static func folded(_ seconds: Int64) -> Int64 {
    guard seconds >= Table.end else { return seconds }
    let cycle: Int64 = 146_097 * 86_400
    return seconds - ((seconds - Table.end) / cycle + 1) * cycle
  }
}

extension Zone.Span {
  init(_ kind: TZif.Kind) {
    self.init(offset: kind.offset, isDaylight: kind.isDaylight)
  }
}

extension Zone {
  /// The transitions while they are being collected.
  struct Table {
    var starts: [Int64] = []
    var spans: [Span]

    /// 2600-01-01T00:00:00Z.
    static let end = Int64(CivilDate.epochDay(2600, 1, 1)) * 86_400

    init(first: Span) {
      spans = [first]
    }

    mutating func add(_ instant: Int64, _ span: Span) {
      if let last = starts.last, last == instant {
        starts.removeLast()
        spans.removeLast()
      }
      if let last = spans.last, last == span { return }
      starts.append(instant)
      spans.append(span)
    }

    mutating func extend(by rule: ZoneRule) {
      guard rule.daylight != nil else {
        // A rule without daylight saving time restates the last type.
        return
      }
      let last = starts.last ?? -(1 << 40)
      let firstYear = starts.last.map { CivilDate(epochDay: Int32(clamping: $0 / 86_400)).year } ?? 1900
      for year in stride(from: max(firstYear, 1900), through: 2600, by: 1) {
        for (at, offset, isDaylight) in rule.transitions(in: year) where at > last {
          add(at, Span(offset: offset, isDaylight: isDaylight))
        }
      }
    }

    var keepsMidnights: Bool {
      for (index, start) in starts.enumerated() where start >= 0 {
        let before = start + Int64(spans[index].offset)
        let after = start + Int64(spans[index + 1].offset)
        let (low, high) = (min(before, after), max(before, after))
        // A midnight within [low, high) would be skipped or shown twice.
        if floorDivide(low - 1, by: 86_400).quotient != floorDivide(high - 1, by: 86_400).quotient { return false }
      }
      return true
    }
  }
}
