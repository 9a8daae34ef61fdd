import DutyBook
import DutyCalendar
import DutyDelivery
import DutyEngine
import DutyLedger
import DutyPorts

/// What came of a rehearsal's deeds.
package struct RehearsalCount: Hashable, Sendable {
  package var done = 0
  /// Deeds that the engine refused, by reason with the numbers left out; a scenario asks for nothing that is refused.
  package var refused: [String: Int] = [:]

  package init() {}

  mutating func take(_ reply: ControlReply, _ what: String) {
    let rows = reply.body["rows"]?.array ?? []
    guard reply.status == 200 else { return refuse(what, reply.body["error"]?["message"]?.string ?? "refused") }
    if rows.isEmpty { done += 1 }
    for row in rows {
      if let error = row["error"]?["message"]?.string { refuse(what, error) } else { done += 1 }
    }
  }

  mutating func take(_ result: (done: Int, refused: [String]), _ what: String) {
    done += result.done
    for reason in result.refused { refuse(what, reason) }
  }

  /// A word with a digit, or a task's number, which may have none.
  private static func varies(_ word: Substring) -> Bool {
    let bytes = Array(word.utf8)
    let isNumber = bytes.count >= 11 && bytes[5] == 0x2D && bytes.prefix(5).allSatisfy { (0x41...0x5A).contains($0) }
    return isNumber || bytes.contains { (0x30...0x39).contains($0) }
  }

  private mutating func refuse(_ what: String, _ reason: String) {
    // What differs from task to task, numbers and days, is left out.
    let words = reason.split(separator: " ").map { word in
      guard let last = word.last, Self.varies(word) else { return String(word) }
      return ",;:".contains(last) ? "…\(last)" : "…"
    }
    refused["\(what): \(words.joined(separator: " "))", default: 0] += 1
  }
}

extension Rehearsal {
  /// Does everything that is on the agenda up to an instant; the engine has ticked at it.
  package func act(at now: Instant) throws(EngineError) {
    try following()
    for (at, deeds) in takeDeeds(upTo: now) {
      var acts: [ActRequest] = []
      var evidence: [Fact] = []
      for deed in inOrder(deeds) {
        switch deed {
        case .acknowledge(let number), .report(let number), .look(let number):
          guard let made = try act(deed, on: number, now: max(at, now)) else { continue }
          acts.append(made.act)
          evidence += made.evidence
        case .find(let discovery): find(discovery, at: now)
        case .script(let index): try run(index, at: now)
        case .count(let date): count(date, at: now)
        }
      }
      guard !acts.isEmpty else { continue }
      try engine.rehearse(evidence, at: now)
      note(try engine.rehearse(acts, author: "rehearsal", at: now), "task-act")
    }
    try following()
    try deliver(at: now)
  }

  /// Nothing is sent in a rehearsal: every message that is due reaches its recipient. To be called again where something
  /// was put out after ``act(at:)`` at the same instant.
  package func deliver(at now: Instant) throws(EngineError) {
    while true {
      let due = try engine.takeMessages(at: now)
      if due.isEmpty { return }
      try engine.sent(due.map { SendReport($0, .delivered) }, at: now)
    }
  }

  /// Each deed once, in their order.
  private func inOrder(_ deeds: [Deed]) -> [Deed] {
    if deeds.count < 2 { return deeds }
    let sorted = deeds.map { (order: $0.order, deed: $0) }.sorted { $0.order < $1.order }
    var found: [Deed] = []
    for (_, deed) in sorted where found.last != deed { found.append(deed) }
    return found
  }

  private func following() throws(EngineError) {
    do throws(StoreError) { try follow() } catch { throw .store(error) }
  }

  /// A person's act on a task as it stands; nothing where the task has moved on since it was planned.
  private func act(_ deed: Deed, on number: String, now: Instant) throws(EngineError) -> MadeReport? {
    let known: TaskRow?
    do throws(StoreError) { known = try store.task(number: number) } catch { throw .store(error) }
    guard let row = known, let planned = instant(of: deed, row), planned <= now else { return nil }
    let roles = row.record.roles
    switch deed {
    case .acknowledge:
      return MadeReport(act: ActRequest(number: row.number, action: .acknowledge, by: roles.holder), evidence: [])
    case .report: return try report(of: row, at: now)
    default:
      try prepare(row, at: now)
      let passes = actors.passes(row)
      var act = ActRequest(
        number: number, action: passes ? .verify : .return, by: roles.verifier, note: passes ? "" : "整改不到位，退回重办")
      if passes, row.record.key.work == .rectification { act.closure = .fixed }
      return MadeReport(act: act, evidence: [])
    }
  }

  private func find(_ discovery: Discovery, at now: Instant) {
    let book = engine.current.book
    let office = book.units[book.settings.office].id
    note(
      engine.perform(
        "finding-add",
        [
          "standard": .string(discovery.standard), "place": .string(discovery.place),
          "source": .string(discovery.source), "text": .string(text(of: discovery)),
          "by": .string(engine.somebody(of: office, at: now) ?? ""),
          "found-at": .string(InstantText.text(now)),
        ], author: "rehearsal", at: now), "finding-add")
  }

  private func text(of discovery: Discovery) -> String {
    let name = engine.current.book.standards[discovery.standard]?.name ?? discovery.standard
    return discovery.n == 0 ? "复查发现问题反弹：\(name)" : "\(name)：现场检查发现第 \(discovery.n) 个问题"
  }

  /// How far each quantity is at the end of a day: evenly from what was there on the campaign’s first day to its total.
  private func count(_ date: CivilDate, at now: Instant) {
    for flow in scenario.progress {
      guard let campaign = engine.current.book.campaigns[flow.campaign] else { continue }
      let already = campaign.goals.first { $0.quantity == flow.quantity }?.already ?? 0
      let from = campaign.window.from ?? date
      let days = max(Int(flow.by.epochDay - from.epochDay), 1)
      let gone = min(max(Int(date.epochDay - from.epochDay), 0), days)
      guard date.weekday == .friday || date == flow.by, date <= flow.by else { continue }
      note(
        engine.perform(
          "campaign-progress",
          [
            "campaign": .string(flow.campaign), "what": .string(flow.quantity),
            "total": .int(Int64(already + max(flow.total - already, 0) * gone / days)), "by": .string(reporter(of: campaign, at: now)),
          ], author: "rehearsal", at: now), "campaign-progress")
    }
  }

  private func reporter(of campaign: Campaign, at now: Instant) -> String {
    let book = engine.current.book
    if let commander = campaign.commander { return book.people[commander].id }
    return engine.somebody(of: book.units[book.settings.office].id, at: now) ?? ""
  }
}

extension Deed {
  /// The order within one instant, so that what was planned first makes no difference.
  var order: DeedOrder {
    switch self {
    case .script(let index): DeedOrder(kind: 0, name: "", index: index)
    case .find(let discovery): DeedOrder(kind: 1, name: discovery.standard + "@" + discovery.place, index: discovery.n)
    case .acknowledge(let number): DeedOrder(kind: 2, name: number, index: 0)
    case .report(let number): DeedOrder(kind: 3, name: number, index: 0)
    case .look(let number): DeedOrder(kind: 4, name: number, index: 0)
    case .count(let date): DeedOrder(kind: 5, name: "", index: Int(date.epochDay))
    }
  }
}

struct DeedOrder: Comparable {
  var kind: Int
  var name: String
  var index: Int

  static func < (a: DeedOrder, b: DeedOrder) -> Bool { (a.kind, a.name, a.index) < (b.kind, b.name, b.index) }
}
