import DutyBook
import DutyCalendar
import DutyLedger

/// The registers and the rule book as JSON.
package enum BookJSON {
  package static func unit(_ unit: Unit, in book: Book) -> JSONValue {
    [
      "id": .string(unit.id), "name": .string(unit.name),
      "parent": unit.parent.map { .string(book.units[$0].id) } ?? .null, "tier": .string(unit.tier),
      "kind": .string(unit.kind), "from": date(unit.span.from), "until": date(unit.span.until),
    ]
  }

  package static func person(_ person: Person, in book: Book) -> JSONValue {
    [
      "id": .string(person.id), "name": .string(person.name), "unit": .string(book.units[person.unit].id),
      "from": date(person.span.from), "until": date(person.span.until),
    ]
  }

  /// A person's posts on a day: the unit, and the post's name.
  package static func posts(of person: Ref<Person>, on day: CivilDate, in book: Book) -> JSONValue {
    var posts: [JSONValue] = []
    for relation in book.relations where relation.key == .unit {
      for row in relation.rows where row.person == person && row.span.contains(day) {
        posts.append(["unit": .string(book.units[Ref<Unit>(row.key)].id), "post": .string(relation.name)])
      }
    }
    return .array(posts)
  }

  package static func place(_ ref: Ref<Place>, in book: Book) -> JSONValue {
    let place = book.places[ref]
    let at = book.places.coordinates[ref]
    return [
      "id": .string(place.id), "name": .string(place.name), "kind": .string(book.places.name(of: place.kind)),
      "parent": place.parent.map { .string(book.places.ids[$0.index]) } ?? .null,
      "zone": book.places.zone(of: ref).map { .string(book.places.name(of: $0)) } ?? .null,
      "unit": place.unit.map { .string(book.units[$0].id) } ?? .null,
      "lon-micro": at.map { .int(Int64($0.longitude)) } ?? .null,
      "lat-micro": at.map { .int(Int64($0.latitude)) } ?? .null,
    ]
  }

  package static func duty(_ duty: Duty, in book: Book) -> JSONValue {
    [
      "id": .string(duty.id), "name": .string(duty.name), "grain": .string("\(duty.grain)"),
      "cadence": .string(duty.timing.cadence.description), "due": .string(duty.timing.due.description),
      "standards": .array(duty.standards.map { .string(book.standards[$0].id) }),
      "evidence": .array(duty.evidence.map { .string($0) }), "basis": duty.basis.map { .string($0) } ?? .null,
      "ask": .string(duty.ask), "source": .string(duty.source.brief),
    ]
  }

  package static func standard(_ standard: Standard, in book: Book) -> JSONValue {
    [
      "id": .string(standard.id), "name": .string(standard.name), "sector": .string(book.sectors[standard.sector].id),
      "milli-points": .int(Int64(standard.milliPoints)), "veto": .bool(standard.isVeto),
      "on-finding": .bool(standard.isOnFinding), "evidence": .array(standard.evidence.map { .string($0) }),
      "report-as": standard.reportAs.map { .string($0) } ?? .null, "source": .string(standard.source.brief),
    ]
  }

  private static func date(_ date: CivilDate?) -> JSONValue { date.map { .string($0.description) } ?? .null }
}
