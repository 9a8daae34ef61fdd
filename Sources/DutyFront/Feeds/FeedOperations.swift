import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRights

/// `dutyctl feed`: calendars' addresses, over the control socket.
extension AccessOperations {
  /// A person's own calendar, or a unit's; a unit's without a reader is for whoever is given the address.
  func issueFeed(
    _ arguments: JSONValue, _ author: String, _ book: Book, _ now: Instant
  ) throws(StoreError) -> ControlReply {
    func text(_ key: String) -> String { arguments[key]?.string ?? "" }
    let (person, unit) = (text("person"), text("unit"))
    if person.isEmpty, unit.isEmpty {
      return .refused(400, "whose calendar it is to be is not said", help: "give --person or --unit")
    }
    if !person.isEmpty, let refusal = unknown(person, book, now) { return refusal }
    let scope = unit.isEmpty ? FeedScope(person: person) : FeedScope(unit: unit)
    let today = book.settings.zone.local(now).date
    guard scope.isThere(book, on: today) else {
      return .refused(404, "no unit `\(unit)` in the register today", help: "see registers/units.csv")
    }
    if !person.isEmpty {
      guard let actor = RightsRegister(book, on: today).actor(person),
        decide(actor, .subscribe, scope.resource(book), in: book).isAllowed
      else {
        return .refused(
          403, "`\(person)` may not read the queue of `\(unit)`", help: "name somebody of the unit, or of one above it")
      }
    }
    let subject = person.isEmpty ? Actor.servicePrefix + "calendar" : person
    let made = FeedScope.key(for: subject, scope, label: text("label"), by: author, randomness, at: now)
    try access.add(made.key)
    var answer = value(made.key, book, now)
    answer["scope"] = .string(scope.text)
    answer["path"] = .string(made.path)
    return ControlReply(.object(answer))
  }

  func listFeeds(_ arguments: JSONValue, _ book: Book, _ now: Instant) throws(StoreError) -> ControlReply {
    let everything = arguments["all"]?.bool ?? false
    let keys = try access.keys([.feed]).filter { everything || $0.isGood(at: now) }
    return ControlReply(["feeds": .array(keys.map { .object(value($0, book, now)) })])
  }

  func revokeFeed(_ arguments: JSONValue, _ now: Instant) throws(StoreError) -> ControlReply {
    let id = arguments["id"]?.string ?? ""
    guard try access.keys([.feed]).contains(where: { $0.id == id }), try access.revoke(id, at: now) else {
      return .refused(404, "no calendar `\(id)` that is good", help: "see `dutyctl feed list`")
    }
    return ControlReply(["outcome": "revoked", "id": .string(id)])
  }
}
