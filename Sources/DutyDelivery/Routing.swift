import DutyBook
import DutyCalendar

/// Which channels want which messages, under one book on one day.
///
/// - Shape: a recipient is a unit or a person of the register; others no channel knows.
package struct Routing {
  private let book: Book
  private let channels: [Channel]
  private let matches: (UnitSelector, Ref<Unit>) -> Bool
  private let day: CivilDate
  /// Who holds a post in any unit on the day; filled where a channel asks for posts.
  private let holders: [String: Set<Ref<Person>>]

  /// - Parameter matches: whether a selector means a unit.
  package init(_ book: Book, on day: CivilDate, matches: @escaping (UnitSelector, Ref<Unit>) -> Bool) {
    self.book = book
    self.day = day
    self.matches = matches
    channels = book.channels.rows.filter { $0.audience != nil }
    let asked = Set(channels.flatMap { $0.audience?.posts ?? [] })
    var holders: [String: Set<Ref<Person>>] = [:]
    for relation in book.relations where relation.key == .unit && asked.contains(relation.name) {
      for row in relation.rows where row.span.contains(day) {
        if let person = row.person { holders[relation.name, default: []].insert(person) }
      }
    }
    self.holders = holders
  }

  /// Whether any channel wants messages of a kind: where none does, nobody needs to know the recipients.
  package static func wants(_ kind: MessageKind, _ book: Book) -> Bool {
    book.channels.rows.contains { $0.audience?.wants(kind) ?? false }
  }

  /// The recipients of each channel, sorted; channels without any are left out.
  package func routes(_ kind: MessageKind, to recipients: some Sequence<String>) -> [String: [String]] {
    let sorted = Set(recipients).sorted()
    var routes: [String: [String]] = [:]
    for channel in channels {
      guard let audience = channel.audience, audience.wants(kind) else { continue }
      let wanted = sorted.filter { takes(audience, $0) }
      if !wanted.isEmpty { routes[channel.id] = wanted }
    }
    return routes
  }

  private func takes(_ audience: Channel.Audience, _ id: String) -> Bool {
    if let unit = book.units.ref(id) {
      return audience.isForAnybody || audience.units.map { matches($0, unit) } ?? false
    }
    guard let person = book.people.ref(id) else { return false }
    if audience.isForAnybody || audience.people.contains(person) { return true }
    if audience.posts.contains(where: { holders[$0]?.contains(person) ?? false }) { return true }
    return audience.peopleOf.map { matches($0, book.people[person].unit) } ?? false
  }
}
