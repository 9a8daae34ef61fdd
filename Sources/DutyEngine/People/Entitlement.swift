import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyRights

/// Who may, where no task's own table says so: the one table of rights, which the front doors ask too.
extension Engine {
  /// Why somebody may not do something; `nil` where they may.
  ///
  /// - Parameters:
  ///   - what: what it is, after "may not": `join findings`.
  ///   - resource: whom and which units it concerns.
  /// - Source: ``RightsTable``; whoever acts for somebody on leave has their rights.
  func refusal(
    of action: AccessAction, _ what: String, to person: Ref<Person>, about resource: Resource = .district,
    at now: Instant
  ) -> Unfit? {
    let id = book.people[person].id
    let register = RightsRegister(book, on: date(of: now))
    guard let actor = register.actor(id) else {
      return Unfit(
        403, .personNotThere, [.person: id, .day: date(of: now).description],
        "`\(id)` is not in the register on \(date(of: now))", "name somebody who is there")
    }
    if decide(actor, action, resource, in: book).isAllowed { return nil }
    let whose = whose(action, resource)
    let office = RightsTable.reach(.head, action) == .nothing
    let facts: [RefusalFact: String] = office ? [.unit: officeID] : [:]
    return Unfit(
      403, office ? .notTheOffice : .beyondRights, facts, "`\(id)` may not \(what): that is for \(whose)",
      "name who of them did it with --by; on leave, the acting person")
  }

  /// `the office u-cjb`, `u-dh, by its head, deputy or liaison, or the office u-cjb`.
  private func whose(_ action: AccessAction, _ resource: Resource) -> String {
    var parts: [String] = []
    let posts = [AccessRole.head, .deputy, .liaison].filter { RightsTable.reach($0, action) == .subtree }
    if !posts.isEmpty, !resource.units.isEmpty {
      let names = posts.map(\.rawValue).joined(separator: ", ")
      parts.append("\(resource.units.sorted().joined(separator: ", ")) and the units above (\(names))")
    }
    if RightsTable.reach(.holder, action) == .own, !resource.people.isEmpty {
      parts.append(resource.people.sorted().map { name(person: $0) }.joined(separator: ", "))
    }
    if RightsTable.reach(.office, action) == .everything { parts.append("the office \(officeID)") }
    return parts.joined(separator: ", or ")
  }

  /// The same, by a person's identifier.
  func refusal(
    of action: AccessAction, _ what: String, to id: String, about resource: Resource = .district, at now: Instant
  ) -> Unfit? {
    if let unfit = unknownPerson(id, "--by") { return unfit }
    guard let person = book.people.ref(id) else { return nil }
    return refusal(of: action, what, to: person, about: resource, at: now)
  }
}

extension Unfit {
  /// The same as a refusal of what people do.
  var denied: ActError {
    .denied(Denied(status: status, message: message, help: help, refusal: refusal))
  }
}
