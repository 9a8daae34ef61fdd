import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// `summon`: a subdistrict calls departments to a place (街乡吹哨、部门报到, M14): one attendance task each.
  func summon(_ call: OperationCall) throws(ActError) -> JSONValue {
    let by = try someone(call.text("by"), "by", at: call.at)
    let unit = try knownUnit(call.text("unit"), "by-unit")
    let place = try summonedTo(call.text("place"), by: unit)
    guard planner.assignment.belongs(by, to: unit) else {
      throw .denied(
        403, .other, "`\(book.people[by].id)` is not of `\(book.units[unit].id)`", help: "the summons is the unit's own"
      )
    }
    var departments: [Ref<Unit>] = []
    for name in call.texts("departments") {
      let department = try knownUnit(name, "departments")
      guard department != unit else {
        throw .denied(422, .other, "`\(name)` does not summon itself", help: "name the departments that are to come")
      }
      if !departments.contains(department) { departments.append(department) }
    }
    guard !departments.isEmpty else { throw .denied(400, .other, "who is summoned?", help: "give --departments a,b") }
    let text = call.text("text")
    guard !text.isEmpty else { throw .denied(400, .other, "summoned for what?", help: "give --text TEXT") }
    let limit = try limit(call.text("limit")) ?? book.settings.people.summons
    var batch = ActBatch(now: call.at, via: call.author)
    let ids = departments.map { book.units[$0].id }
    let content = JSONValue.array(
      ([book.units[unit].id, call.text("place"), text, InstantText.text(call.at)] + ids).map { .string($0) })
    let id = "S-" + content.digest.hex.prefix(10).uppercased()
    var records: [TaskRecord] = []
    for department in departments {
      let key = TaskKey(
        duty: WorkKind.attendance.rawValue, subject: book.places.ids[place.index], grain: book.units[department].id,
        period: id)
      let roles = planner.unitRoles(department, verifiers: [unit], on: date(of: call.at))
      let made = planner.unitTask(
        key, roles: roles, decision: "summons", basis: "\(book.units[unit].name): \(text)", limit: limit,
        from: call.at, ladder: book.ladder(for: LadderQuestion())?.id ?? "")
      for receipt in made.receipts { _ = try add(receipt, &batch) }
      batch.events.append(.generated(made.record))
      records.append(made.record)
    }
    batch.events.append(
      .fact(
        Fact(
          Summons(
            id: id, by: book.people[by].id, unit: book.units[unit].id, place: book.places.ids[place.index],
            departments: ids, text: text, attendance: records.map(\.number)))))
    try conclude(&batch)
    return [
      "summons": .string(id),
      "tasks": .array(
        records.map {
          [
            "number": .string($0.number), "department": .string($0.key.grain), "holder": .string($0.roles.holder),
            "due": .string(zone.rfc3339($0.due)),
          ]
        }),
    ]
  }

  /// A place in the territory of whoever summons; the coordination office summons anywhere.
  private func summonedTo(_ id: String, by unit: Ref<Unit>) throws(ActError) -> Ref<Place> {
    guard let place = book.places.ref(id) else {
      throw .denied(404, .other, "no place `\(id)` in the register", help: near(id, book.places.ids))
    }
    let isOwn = book.places.lineage(place).contains { book.places.units[$0.index] == unit }
    guard isOwn || unit == book.settings.office else {
      throw .denied(
        422, .other, "`\(id)` is not in the territory of `\(book.units[unit].id)`",
        help: "a unit summons to its own places; ask the office for any other")
    }
    return place
  }

  private func limit(_ text: String) throws(ActError) -> Limit? {
    guard !text.isEmpty else { return nil }
    do throws(LimitError) {
      return try Limit(parsing: text)
    } catch {
      throw .denied(400, .other, error.message, help: error.help)
    }
  }

  /// `contact-add`: a talk with an outside authority (对接, M55); an anomaly is reported upward within its limit.
  func addContact(_ call: OperationCall) throws(ActError) -> JSONValue {
    let by = try someone(call.text("by"), "by", at: call.at)
    let authority = try knownUnit(call.text("authority"), "authority")
    let text = call.text("text")
    guard !text.isEmpty else { throw .denied(400, .other, "what was said?", help: "give --text TEXT") }
    let today = date(of: call.at)
    let authorityID = book.units[authority].id
    var task = ""
    if !call.text("task").isEmpty { task = try knownTask(call.text("task")).number }
    let before = try seek { store throws(StoreError) in
      try store.records(Contact.self, topic: Topic.unit(authorityID))
    }.filter { $0.record.date == today }
    var contact = Contact(
      authority: authorityID, date: today, n: before.count + 1, by: book.people[by].id, text: text,
      isAnomaly: call.arguments["anomaly"]?.bool ?? false, task: task)
    var batch = ActBatch(now: call.at, via: call.author)
    var answer: [String: JSONValue] = ["contact": .string(contact.id)]
    if contact.isAnomaly {
      let lead = book.people[by].unit
      let key = TaskKey(duty: WorkKind.anomaly.rawValue, subject: authorityID, period: contact.id)
      let roles = planner.unitRoles(lead, holder: by, verifiers: [book.settings.office], on: today)
      let made = planner.unitTask(
        key, roles: roles, decision: "anomaly", basis: "\(book.units[authority].name): \(text)",
        limit: book.settings.people.anomaly, from: call.at, ladder: book.ladder(for: LadderQuestion())?.id ?? "")
      for receipt in made.receipts { _ = try add(receipt, &batch) }
      batch.events.append(.generated(made.record))
      contact.upward = made.record.number
      answer["task"] = .string(made.record.number)
      answer["due"] = .string(zone.rfc3339(made.record.due))
    }
    batch.events.append(.fact(Fact(contact)))
    try conclude(&batch)
    return .object(answer)
  }
}
