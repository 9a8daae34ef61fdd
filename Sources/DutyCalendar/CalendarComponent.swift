/// One element of a list in a calendar expression: `5`, `5..9`, `5/2` or `5..9/2`.
///
/// - Shape: without ``stop`` a repetition runs to the end of its unit; ``step`` 0 means no repetition.
/// - Source: systemd.time(7), "Calendar Events".
struct CalendarComponent: Hashable, Sendable, Comparable {
  var start: Int
  var stop: Int?
  var step: Int

  /// A range cut to whole steps; one that holds a single value becomes that value.
  var normalized: CalendarComponent {
    var component = self
    guard let stop else { return component }
    if stop > start, step > 0 { component.stop = stop - (stop - start) % step }
    if let stop = component.stop, stop == start || (stop > start && step > 0 && start + step > stop) {
      component.stop = nil
      component.step = 0
    }
    return component
  }

  static func < (a: CalendarComponent, b: CalendarComponent) -> Bool {
    (a.start, a.stop ?? -1, a.step) < (b.start, b.stop ?? -1, b.step)
  }

  /// The values in `range`.
  func forEachValue(in range: ClosedRange<Int>, _ body: (Int) -> Void) {
    var value = start
    let last = min(stop ?? (step > 0 ? range.upperBound : start), range.upperBound)
    while value <= last {
      if value >= range.lowerBound { body(value) }
      guard step > 0 else { return }
      value += step
    }
  }

  func text(width: Int) -> String {
    var text = padded(start, width)
    if let stop { text += ".." + padded(stop, width) }
    if step > 0, !(stop != nil && step == 1) { text += "/\(step)" }
    return text
  }
}

/// What one unit of a calendar expression may be: anything, or a sorted list of components.
struct CalendarChain: Hashable, Sendable {
  /// `nil` for `*`.
  var components: [CalendarComponent]?

  static let any = CalendarChain(components: nil)

  static func only(_ value: Int) -> CalendarChain {
    CalendarChain(components: [CalendarComponent(start: value, stop: nil, step: 0)])
  }

  init(components: [CalendarComponent]?) {
    guard let components else {
      self.components = nil
      return
    }
    var sorted: [CalendarComponent] = []
    for component in components.sorted() where component != sorted.last { sorted.append(component) }
    self.components = sorted
  }

  /// A set of bits, one per value of `range`, bit 0 for value 0.
  func bits(in range: ClosedRange<Int>) -> UInt64 {
    var bits: UInt64 = 0
    guard let components else {
      for value in range { bits |= 1 << UInt64(value) }
      return bits
    }
    for component in components { component.forEachValue(in: range) { bits |= 1 << UInt64($0) } }
    return bits
  }

  func text(width: Int) -> String {
    components.map { $0.map { $0.text(width: width) }.joined(separator: ",") } ?? "*"
  }
}
