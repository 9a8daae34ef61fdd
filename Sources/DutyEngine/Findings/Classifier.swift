import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyRules

/// Tells the standard and the place of a report by what was said (指标、点位核定).
///
/// - Shape: an identifier, else a name that one thing alone has, else, for a place, the nearest one by coordinates
///   within the policy's radius. A name that is only near is suggested, never taken.
/// - Source: M39.
final class Classifier {
  enum Answer<Thing> {
    /// `note` is how, where it was not by identifier or name.
    case found(Thing, note: String)
    /// Why not, with a remedy.
    case unclear(String)
    /// Nothing was said.
    case unsaid
  }

  private let planner: Planner
  private let book: Book
  private let date: CivilDate
  /// Names are gathered when the first is looked for: most reports give identifiers.
  private lazy var standardsByName: [String: [Ref<Standard>]] = Dictionary(grouping: book.standards.refs) {
    Self.plain(book.standards[$0].name)
  }
  private lazy var placesByName: [String: [Ref<Place>]] = {
    var places: [String: [Ref<Place>]] = [:]
    for (index, name) in book.places.names.enumerated() { places[Self.plain(name), default: []].append(Ref(index)) }
    return places
  }()

  /// - Parameter date: the day on which a place must be in the register.
  init(_ planner: Planner, on date: CivilDate) {
    self.planner = planner
    book = planner.book
    self.date = date
  }

  // MARK: Standards

  func standard(_ said: String) -> Answer<Ref<Standard>> {
    let text = Self.plain(said)
    if text.isEmpty { return .unsaid }
    if let ref = book.standards.ref(said) ?? book.standards.ref(text) { return .found(ref, note: "") }
    let named = standardsByName[text] ?? []
    if named.count == 1 { return .found(named[0], note: "") }
    if named.count > 1 {
      let ids = named.map { "`\(book.standards[$0].id)`" }.joined(separator: ", ")
      return .unclear("several standards are called `\(said)`: \(ids); give one of these")
    }
    let names = standardsByName.keys.sorted()
    return .unclear("no standard is called `\(said)`" + suggestion(said, book.standards.rows.map(\.id), names))
  }

  // MARK: Places

  /// - Parameter standard: where it is known, only places that it applies to are meant.
  func place(_ said: String, position: Position?, standard: Ref<Standard>?) -> Answer<Subject> {
    let text = Self.plain(said)
    if text.isEmpty {
      guard let position else { return .unsaid }
      return nearest(to: position, standard: standard, or: "nothing was said of the place")
    }
    if let subject = book.subject(said) ?? book.subject(text) { return check(subject, standard) }
    let named = places(called: text)
    if let one = one(of: named, position: position, standard: standard) { return check(one, standard) }
    if named.count > 1 {
      let ids = named.prefix(4).map { "`\(book.places.ids[$0.index])`" }.joined(separator: ", ")
      return .unclear("\(named.count) places are called `\(said)`: \(ids)…; say what they lie in before the name")
    }
    let why = "no place is called `\(said)`"
    if let position { return nearest(to: position, standard: standard, or: why) }
    // Whoever writes an identifier is shown identifiers: there may be a million of either.
    let ids = isIdentifier(said) ? book.places.ids + book.units.rows.map(\.id) : []
    return .unclear(why + suggestion(said, ids, placesByName.keys.sorted()))
  }

  /// The places of a name, which may begin with the names of what they lie in: `东湖街道中山路`.
  private func places(called text: String) -> [Ref<Place>] {
    if let exact = placesByName[text] { return exact }
    let letters = Array(text.prefix(80))
    for start in 1..<max(letters.count, 1) {
      guard let named = placesByName[String(letters[start...])] else { continue }
      let before = String(letters[..<start])
      let within = named.filter { isPath(before, of: $0) }
      if !within.isEmpty { return within }
    }
    return []
  }

  /// Whether a text is made of names of what a place lies in, from above downwards.
  private func isPath(_ text: String, of place: Ref<Place>) -> Bool {
    var rest = Substring(text)
    for above in book.places.lineage(place).dropFirst().reversed() {
      let name = Self.plain(book.places.names[above.index])
      if !name.isEmpty, rest.hasPrefix(name) { rest = rest.dropFirst(name.count) }
    }
    return rest.isEmpty
  }

  /// The one place among several of a name that can be meant.
  private func one(of named: [Ref<Place>], position: Position?, standard: Ref<Standard>?) -> Subject? {
    if named.count == 1 { return .place(named[0]) }
    let possible = named.filter { isPossible(.place($0), standard) }
    if possible.count == 1 { return .place(possible[0]) }
    guard let position, let near = nearestPlace(to: position, among: possible) else { return nil }
    return near.metres <= book.settings.findings.nearMetres ? .place(near.place) : nil
  }

  private func nearest(to position: Position, standard: Ref<Standard>?, or why: String) -> Answer<Subject> {
    let radius = book.settings.findings.nearMetres
    let possible = book.places.coordinates.keys.filter { isPossible(.place($0), standard) }
    guard let near = nearestPlace(to: position, among: Array(possible)) else {
      return .unclear(why + ", and no place that it could be has coordinates; fill `lon` and `lat` of places.csv")
    }
    let name = book.places.names[near.place.index]
    if near.metres > radius {
      return .unclear(why + ", and the nearest, \(name), is \(near.metres) m away (`near: \(radius) m`)")
    }
    return .found(.place(near.place), note: "by coordinates: \(name), \(near.metres) m away")
  }

  /// Of places equally far, the first in the register.
  private func nearestPlace(to position: Position, among places: [Ref<Place>]) -> (place: Ref<Place>, metres: Int)? {
    places.compactMap { place in book.places.position(of: place).map { (place, $0.metres(to: position)) } }
      .min { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  private func check(_ subject: Subject, _ standard: Ref<Standard>?) -> Answer<Subject> {
    guard planner.isThere(subject, on: date) else {
      return .unclear("`\(book.id(of: subject))` is not in the register on \(date)")
    }
    guard let standard, !isPossible(subject, standard) else { return .found(subject, note: "") }
    let name = book.standards[standard].name
    return .unclear("standard `\(book.standards[standard].id)` (\(name)) does not apply to `\(book.id(of: subject))`")
  }

  private func isPossible(_ subject: Subject, _ standard: Ref<Standard>?) -> Bool {
    guard planner.isThere(subject, on: date) else { return false }
    guard let standard else { return true }
    guard let selector = book.standards[standard].appliesTo else { return true }
    return planner.assignment.matches(selector, subject)
  }

  // MARK: Names

  /// A name as it is compared: without blanks and the signs that people put between the parts of an address.
  static func plain(_ text: String) -> String {
    String(text.filter { !$0.isWhitespace && !"·›>/／-—、，,".contains($0) }).lowercased()
  }

  /// `road-zhongshan`, as against 中山路.
  private func isIdentifier(_ text: String) -> Bool { text.contains("-") && text.allSatisfy(\.isASCII) }

  /// The nearest identifier or name, else a name that contains what was said or is contained in it.
  private func suggestion(_ said: String, _ ids: [String], _ names: [String]) -> String {
    let text = Self.plain(said)
    if let near = nearestName(to: said, among: ids) ?? nearestName(to: text, among: names) {
      return "; did you mean `\(near)`?"
    }
    let close = names.filter { $0.count > 1 && text.count > 1 && ($0.contains(text) || text.contains($0)) }
    guard let best = close.min(by: { ($0.count, $0) < ($1.count, $1) }) else { return "" }
    return "; did you mean `\(best)`?"
  }
}

extension Planner {
  /// Whether a subject is in the register on a day.
  func isThere(_ subject: Subject, on date: CivilDate) -> Bool {
    switch subject {
    case .place(let place): book.places.spans[place.index].contains(date)
    case .unit(let unit): book.units[unit].span.contains(date)
    }
  }
}
