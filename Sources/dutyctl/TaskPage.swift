import DutyBook
import DutyCalendar
import DutyEngine
import DutyHost
import DutyLedger
import DutyPorts
import DutyRoster

/// A task on the terminal, in words.
struct TaskPage {
  let row: TaskRow
  let zone: Zone
  let names: Names

  func printHead(_ deadline: DeadlineHistory) {
    let record = row.record
    var state = row.state.rawValue
    if row.round > 0 { state += ", round \(row.round + 1)" }
    if row.rung > 0 { state += ", rung \(row.rung) of \(record.ladder)" }
    if let closure = row.closure { state += ", ended as \(closure.rawValue)" }
    var due = "\(zone.rfc3339(record.due)) (\(Self.limit(record.limit, deadline)))"
    if row.promised != record.due { due += ", promised for \(zone.local(row.promised))" }
    Output.table([
      ["task", "\(row.number)  check \(TaskNumber.checkCode(row.number))"], ["state", state],
      ["duty", names.duty(record.key)], ["subject", names.subject(record.key.subject)],
      ["period", record.key.period + (record.key.n > 1 ? " #\(record.key.n)" : "")],
      ["opened", zone.rfc3339(record.opens)], ["due", due],
      ["lead", names.unit(record.roles.lead)], ["leader", names.person(record.roles.leader)],
      ["holder", names.person(record.roles.holder)], ["verifier", names.person(record.roles.verifier)],
      ["support", record.roles.support.map { names.unit($0) }.joined(separator: ", ")],
    ])
  }

  /// The limit that the deadline comes from, and what made another of it.
  static func limit(_ limit: String, _ history: DeadlineHistory) -> String {
    var text = limit
    if !history.campaign.isEmpty {
      text += " by campaign \(history.campaign), which tightens what is open"
      if history.firstLimit != limit { text += "; it was \(history.firstLimit)" }
    } else if !history.openedWithin.isEmpty {
      text += " by campaign \(history.openedWithin), within which it was opened"
    }
    return text + words(history.origin)
  }

  /// What made a deadline other than its limit says, as it stands behind the limit.
  static func words(_ origin: DeadlineHistory.Origin) -> String {
    switch origin {
    case .limit, .rederived(.campaign): ""
    case .rederived(.dispatch): "; counted from the dispatch, it was past before"
    case .rederived(.calendar): "; counted anew, the official calendar or the office hours changed"
    case .rederived(nil): "; derived anew"
    case .acted(.extend): "; extended"
    case .acted(.resume): "; with the time it was suspended"
    case .acted(.return): "; counted anew after it was returned"
    case .acted(.reopen): "; counted anew after it was reopened"
    case .acted(.reissue): "; counted anew when it was reissued"
    case .acted: ""
    }
  }

  /// "Why me": the rule, its clause and the rows it was read from, role by role; or how the deadline was counted.
  func printReceipt(_ receipt: Receipt) {
    switch receipt.kind {
    case .assignment:
      Output.line("why these people (receipt \(receipt.id))")
      for role in [Role.lead, .leader, .holder, .verifier] {
        if let entry = receipt.body["roles"]?[role.rawValue] { Output.line("  \(role.rawValue): " + why(entry)) }
      }
      for entry in receipt.body["support"]?.array ?? [] {
        Output.line("  support \(entry["value"]?.string ?? ""): " + why(entry))
      }
    case .deadline:
      Output.line("why this deadline (receipt \(receipt.id))")
      func text(_ key: String) -> String { receipt.body[key]?.string ?? "" }
      Output.line("  \(text("limit")), \(text("from").isEmpty ? "" : "from \(text("from")), ")due \(text("due"))")
      for line in (receipt.body["lines"]?.array ?? []) + (receipt.body["notes"]?.array ?? []) {
        Output.line("    " + (line.string ?? ""))
      }
    }
  }

  private func why(_ entry: JSONValue) -> String {
    func text(_ key: String) -> String { entry[key]?.string ?? "" }
    var parts = ["rule " + text("rule") + (text("source").isEmpty ? "" : " (\(text("source")))")]
    if !text("basis").isEmpty { parts.append(text("basis")) }
    if !text("expression").isEmpty { parts.append("`\(text("expression"))`") }
    let rows = entry["rows"]?.array?.compactMap(\.string) ?? []
    if !rows.isEmpty { parts.append("row " + rows.joined(separator: ", ")) }
    if !text("acting-for").isEmpty { parts.append("acting for " + names.person(text("acting-for"))) }
    if !text("reason").isEmpty { parts.append(text("reason")) }
    return parts.joined(separator: ", ")
  }

  /// Parts, signature and count, where the task has them.
  func printWork(_ history: [StoredEvent]) throws {
    let facts = history.compactMap { stored -> Fact? in
      if case .fact(let fact)? = try? stored.event() { fact } else { nil }
    }
    let parts = facts.compactMap { $0.record(PartDone.self) }
    for unit in row.record.roles.support {
      let done = parts.last { $0.unit == unit }
      Output.line(
        "part of \(names.unit(unit)): " + (done.map { "closed by \(names.person($0.by)): \($0.note)" } ?? "open"))
    }
    guard let book = names.book, let quantity = book.duties[row.record.key.duty]?.quantity else { return }
    let total = facts.compactMap { $0.record(Progress.self) }.filter { $0.quantity == quantity.name }.last?.total ?? 0
    let pace = quantity.pace(total: total, of: row, in: book, at: row.closedAt ?? SystemClock().now())
    Output.line(
      "\(quantity.name): \(total) of \(quantity.target), \(pace.expected) expected by now"
        + (pace.shortfall > 0 ? ", \(pace.shortfall) short" : "")
        + (pace.neededPerWorkday.map { $0 > 0 ? ", \($0) a workday from here on" : "" } ?? ""))
  }

  func printHistory(_ history: [StoredEvent]) {
    Output.line("history")
    let words = TaskHistory(zone: zone, names: names, number: row.number)
    for stored in history {
      guard let event = try? stored.event() else { continue }
      Output.line("  \(zone.local(stored.at))  " + words.text(event))
    }
  }
}
