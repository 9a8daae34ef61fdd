import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyRights

/// Handing a matter down from level to level (立即就办、当天传达到网格, M33).
extension Engine {
  /// `cascade-start`: opens the first level's tasks below a place, or below a unit's territory.
  func startCascade(_ call: OperationCall) throws(ActError) -> JSONValue {
    let by = try someone(call.text("by"), "by", at: call.at)
    let dutyName = call.text("duty")
    let known = book.duties.rows.filter { !$0.cascade.isEmpty }.map(\.id)
    guard let duty = book.duties[dutyName] else {
      throw .denied(404, .other, "no duty `\(dutyName)`", help: near(dutyName, known))
    }
    guard !duty.cascade.isEmpty else {
      throw .denied(
        422, .other, "`\(dutyName)` is not handed down",
        help: known.isEmpty ? "give a duty a `cascade`" : "one of: \(known.joined(separator: ", "))")
    }
    let text = call.text("text")
    guard !text.isEmpty else { throw .denied(400, .other, "what is handed down?", help: "give --text TEXT") }
    let roots = try roots(call.text("from"))
    let about = Resource(place: call.text("from"), in: book)
    if let unfit = refusal(of: .startCascade, "hand a matter down from there", to: by, about: about, at: call.at) {
      throw unfit.denied
    }
    let content = JSONValue.array(
      [dutyName, call.text("from"), text, book.people[by].id, InstantText.text(call.at)].map { .string($0) })
    let id = "C-" + content.digest.hex.prefix(10).uppercased()
    var batch = ActBatch(now: call.at, via: call.author)
    let children = try hop(duty, 0, below: roots, cascade: id, &batch)
    guard !children.isEmpty else {
      throw .denied(
        422, .other, "nothing lies below `\(call.text("from"))` to hand it to", help: "name a place further up")
    }
    let fact = CascadeStarted(
      cascade: id, duty: dutyName, text: text, by: book.people[by].id, parent: "", hop: children[0].hop,
      children: children.map(\.number))
    batch.events.append(.fact(Fact(fact)))
    try conclude(&batch)
    return ["cascade": .string(id), "tasks": .array(children.map { .string($0.number) })]
  }

  /// The places below which a cascade begins: the place itself, or those that are a unit's own.
  private func roots(_ from: String) throws(ActError) -> [Ref<Place>] {
    if let place = book.places.ref(from) { return [place] }
    guard let unit = book.units.ref(from) else {
      throw .denied(
        404, .other, "no place or unit `\(from)`", help: near(from, book.places.ids + book.units.rows.map(\.id)))
    }
    let own = (0..<book.places.count).map { Ref<Place>($0) }.filter { book.places.units[$0.index] == unit }
    guard !own.isEmpty else {
      throw .denied(
        422, .other, "`\(from)` has no territory", help: "name a place: `dutyctl cascade start DUTY --from PLACE`")
    }
    return own
  }

  /// The tasks of one level; a level that has no place here is passed over.
  private func hop(
    _ duty: Duty, _ first: Int, below roots: [Ref<Place>], cascade: String, _ batch: inout ActBatch
  ) throws(ActError) -> [(number: String, hop: Int)] {
    for hop in first..<duty.cascade.count {
      let level = duty.cascade[hop]
      var children: [(String, Int)] = []
      for place in places(of: level.kind, below: roots, on: date(of: batch.now)) {
        let key = TaskKey(duty: duty.id, subject: book.places.ids[place.index], period: cascade)
        let known = try seek { store throws(StoreError) in try store.task(key: key) }
        if known != nil { continue }
        let ladder = book.duties.ref(duty.id).flatMap { book.ladder(ofDuty: $0)?.id } ?? ""
        let now = batch.now
        let made = planner.caseTask(
          key, limit: level.due, from: now, ladder: ladder,
          notes: ["level \(hop + 1) of \(duty.cascade.count): \(book.places.name(of: level.kind))"])
        guard let made else { continue }
        for receipt in made.receipts { _ = try add(receipt, &batch) }
        batch.events.append(.generated(made.record))
        children.append((made.record.number, hop))
      }
      if !children.isEmpty { return children }
    }
    return []
  }

  /// Places of a kind at or below others, in register order.
  private func places(
    of kind: Ref<PlaceKind>, below roots: [Ref<Place>], on day: CivilDate
  ) -> [Ref<Place>] {
    let tops = Set(roots)
    return (0..<book.places.count).map { Ref<Place>($0) }.filter { place in
      book.places.kinds[place.index] == kind && book.places.spans[place.index].contains(day)
        && book.places.lineage(place).contains { tops.contains($0) }
    }
  }

  /// Whoever takes a level up hands it on: its first acknowledgement or report opens the tasks below.
  func openNextHop(of row: TaskRow, by: String, _ batch: inout ActBatch) throws(ActError) -> [String] {
    let key = row.record.key
    guard let ref = book.duties.ref(key.duty), !book.duties[ref].cascade.isEmpty,
      let place = book.places.ref(key.subject)
    else { return [] }
    let duty = book.duties[ref]
    let id = "\(key.period)/\(row.number)"
    if batch.acts[row.number, default: []].dropLast().contains(where: {
      [.acknowledge, .report].contains($0.acted.action)
    }) {
      return []
    }
    let handed = try seek { store throws(StoreError) in try store.record(CascadeStarted.self, id: id) }
    guard handed == nil else { return [] }
    let start = try seek { store throws(StoreError) in try store.record(CascadeStarted.self, id: key.period) }
    let own = duty.cascade.firstIndex { $0.kind == book.places.kinds[place.index] }
    guard let start, let own, own + 1 < duty.cascade.count else { return [] }
    let children = try hop(duty, own + 1, below: [place], cascade: key.period, &batch)
    guard !children.isEmpty else { return [] }
    batch.events.append(
      .fact(
        Fact(
          CascadeStarted(
            cascade: key.period, duty: duty.id, text: start.record.text, by: by, parent: row.number,
            hop: children[0].hop, children: children.map(\.number)))))
    return ["handed on: \(children.count) tasks opened below"]
  }
}
