import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

/// What follows from rungs that fire in one transaction: documents and proposals, deductions, flags.
struct Issue {
  let engine: Engine
  private let at: Instant
  private let day: CivilDate
  private let head: String
  private var events: [Event] = []
  private var late: [Late] = []
  /// Given out in this transaction, by `series/year`.
  private var numbers: [String: Int] = [:]
  /// Points taken in this transaction, by ladder, unit and year.
  private var taken: [String: Int] = [:]
  private var flags: Set<String> = []

  /// A document that waits to be put together with others of the same recipients.
  private struct Late {
    var firing: Firing
    var content: NoticeContent
    var told: Told
  }

  init(_ engine: Engine, at: Instant) throws(EngineError) {
    self.engine = engine
    self.at = at
    day = engine.date(of: at)
    head = try engine.reading { store throws(StoreError) in try store.head() }.hash
  }

  // MARK: Cases

  mutating func take(_ firing: Firing, _ told: Told) throws(EngineError) {
    let rung = firing.rung
    let unit = firing.task.record.roles.lead
    guard rung.isDocument else {
      // Most rungs tell and do nothing more.
      if rung.deduction == nil, flagName(rung).isEmpty { return }
      try effects(
        of: rung, ladder: firing.ladder, unit: unit, case: firing.task, reference: firing.reference, notice: "")
      return
    }
    let asked = engine.asked(by: firing.task.record)
    var content = NoticeContent(
      action: rung.action.rawValue, ladder: firing.ladder.id, rung: firing.number, tasks: [firing.task.number],
      unit: unit, recipients: told.recipients,
      by: try engine.resolve(rung.by.map { [$0] } ?? [], asked, on: day).first ?? "",
      milliPoints: rung.deduction?.milliPoints ?? 0, reason: told.note(locale, on: day))
    content.flag = flagName(rung)
    content.flagUntil = rung.flag?.term?.last(from: day)
    if let approve = rung.approve {
      let approver = try engine.resolve([approve], asked, on: day).first ?? engine.officeID
      propose(content, rung, approver)
    } else if at.seconds - firing.nominal.seconds >= 60 {
      late.append(Late(firing: firing, content: content, told: told))
    } else {
      let notice = try put(content, rung)
      try effects(
        of: rung, ladder: firing.ladder, unit: unit, case: firing.task, reference: firing.reference, notice: notice)
    }
  }

  // MARK: Units

  /// A unit's rung with everything that follows from it.
  mutating func take(_ due: DueUnitRung, of ladder: Ladder) throws(EngineError) {
    let rung = ladder.rungs[due.number - 1]
    let asked = engine.asked(of: due.unit)
    let told = try engine.recipients(of: ladder, due.number, asked: asked, on: day)
    let trigger = ladder.text(ofTrigger: due.number)
    let reason = [trigger, told.reason(on: day)].filter { !$0.isEmpty }.joined(separator: "; ")
    let fact = UnitRung(
      ladder: ladder.id, rung: due.number, unit: due.unit, occasion: due.occasion, nominal: due.nominal,
      recipients: told.recipients, reason: reason, counted: due.counted)
    events.append(.fact(Fact(fact)))
    guard rung.isDocument else {
      try effects(of: rung, ladder: ladder, unit: due.unit, case: nil, reference: fact.id, notice: "")
      return
    }
    var content = NoticeContent(
      action: rung.action.rawValue, ladder: ladder.id, rung: due.number, unit: due.unit, occasion: due.occasion,
      recipients: told.recipients, by: try engine.resolve(rung.by.map { [$0] } ?? [], asked, on: day).first ?? "",
      milliPoints: rung.deduction?.milliPoints ?? 0,
      reason: told.note(locale, on: day))
    content.flag = flagName(rung)
    content.flagUntil = rung.flag?.term?.last(from: day)
    if let approve = rung.approve {
      propose(content, rung, try engine.resolve([approve], asked, on: day).first ?? engine.officeID)
    } else {
      let notice = try put(content, rung)
      try effects(of: rung, ladder: ladder, unit: due.unit, case: nil, reference: fact.id, notice: notice)
    }
  }

  // MARK: Documents

  private mutating func propose(_ content: NoticeContent, _ rung: Rung, _ approver: String) {
    events.append(.fact(Fact(NoticeProposal(content: content, series: rung.seriesName, approver: approver))))
  }

  /// Numbers a document and puts it out; returns its identifier.
  @discardableResult
  mutating func put(
    _ content: NoticeContent, _ rung: Rung, approvedBy: String = "", proposal: String = ""
  ) throws(EngineError) -> String {
    var content = content
    content.answerBy = rung.answer?.deadline(from: at, period: nil, in: engine.limitContext).due
    let series = "\(rung.seriesName)/\(day.year)"
    let last: Int
    if let given = numbers[series] { last = given } else { last = try engine.lastNumber(series) }
    numbers[series] = last + 1
    let notice = Notice(
      series: rung.seriesName, year: day.year, number: last + 1, content: content, approvedBy: approvedBy,
      proposal: proposal, head: head)
    events.append(.fact(Fact(notice)))
    for recipient in content.recipients {
      events.append(.fact(Fact(Delivery(document: notice.id, recipient: recipient, way: "queue"))))
    }
    return notice.id
  }

  /// Late documents of the same recipients become one, under the gravest of their actions.
  private mutating func putTogether() throws(EngineError) {
    var order: [[String]] = []
    var groups: [[String]: [Late]] = [:]
    for item in late {
      if groups[item.told.recipients] == nil { order.append(item.told.recipients) }
      groups[item.told.recipients, default: []].append(item)
    }
    late = []
    for recipients in order {
      let group = groups[recipients] ?? []
      guard let gravest = group.max(by: { $0.firing.rung.action.gravity < $1.firing.rung.action.gravity }) else {
        continue
      }
      let notice = try put(joined(group, gravest), gravest.firing.rung)
      for item in group {
        let firing = item.firing
        try effects(
          of: firing.rung, ladder: firing.ladder, unit: firing.task.record.roles.lead, case: firing.task,
          reference: firing.reference, notice: notice)
      }
    }
  }

  private func joined(_ group: [Late], _ gravest: Late) -> NoticeContent {
    guard group.count > 1 else { return gravest.content }
    var content = gravest.content
    let rungs = Set(group.map { "\($0.firing.ladder.id)/\($0.firing.number)" }).sorted()
    if rungs.count > 1 {
      content.ladder = ""
      content.rung = 0
    }
    var tasks: [String] = []
    for item in group where !tasks.contains(item.firing.task.number) { tasks.append(item.firing.task.number) }
    content.tasks = tasks
    if Set(group.map(\.content.unit)).count > 1 { content.unit = "" }
    content.milliPoints = group.reduce(0) { $0 + $1.content.milliPoints }
    let named = group.map { item in
      let (firing, odd) = (item.firing, item.content.reason)
      let ladder = firing.ladder.name.isEmpty ? firing.ladder.id : firing.ladder.name
      return locale == .chinese
        ? "\(firing.task.number)“\(ladder)”第\(firing.number)级" + (odd.isEmpty ? "" : "（\(odd)）")
        : "\(firing.task.number) \(ladder), rung \(firing.number)" + (odd.isEmpty ? "" : " (\(odd))")
    }
    let head = locale == .chinese ? "停机期间到期的事项合并送达：" : "due while the daemon was down, put together: "
    content.reason = head + named.joined(separator: locale == .chinese ? "；" : "; ")
    return content
  }

  private var locale: Settings.Locale { engine.book.settings.locale }

  // MARK: Sanctions

  private func flagName(_ rung: Rung) -> String {
    if let flag = rung.flag { return flag.name }
    return rung.action == .exposure ? EligibilityFlag.exposed : ""
  }

  mutating func effects(
    of rung: Rung, ladder: Ladder, unit: String, case task: TaskRow?, reference: String, notice: String
  ) throws(EngineError) {
    let why = "\(ladder.id): \(ladder.text(ofTrigger: reference))"
    if let deduction = rung.deduction {
      let account = "\(ladder.id)/\(unit)/\(day.year)"
      let before: Int
      if let known = taken[account] {
        before = known
      } else {
        before = try engine.pointsTaken(ladder: ladder.id, unit: unit, year: day.year)
      }
      let cap = ladder.deductionCap
      let points = cap.map { min(deduction.milliPoints, max($0 - before, 0)) } ?? deduction.milliPoints
      taken[account] = before + points
      events.append(
        .fact(
          Fact(
            Deduction(
              id: reference, unit: unit, person: task?.record.roles.holder ?? "", date: day, milliPoints: points,
              askedMilliPoints: deduction.milliPoints, reason: why,
              reference: notice.isEmpty ? task?.number ?? reference : notice))))
    }
    let name = flagName(rung)
    guard !name.isEmpty else { return }
    let flag = EligibilityFlag(
      unit: unit, flag: name, from: day, until: rung.flag?.term?.last(from: day),
      notice: notice.isEmpty ? reference : notice, reason: why)
    let known = try engine.reading { store throws(StoreError) in try store.fact(.flag, id: flag.id) }
    if known == nil, flags.insert(flag.id).inserted { events.append(.fact(Fact(flag))) }
  }

  /// Everything, as events; the numbers count once they are appended.
  mutating func finished() throws(EngineError) -> [Event] {
    try putTogether()
    return events
  }
}

extension Ladder {
  /// The trigger of the rung that a reference names.
  fileprivate func text(ofTrigger reference: String) -> String {
    let parts = reference.split(separator: "/")
    guard parts.count > 1, let number = Int(parts[1]), rungs.indices.contains(number - 1) else { return reference }
    return text(ofTrigger: number)
  }
}

extension Engine {
  var officeID: String { book.units[book.settings.office].id }

  /// The last number given out in a series and year; 0 for none.
  func lastNumber(_ series: String) throws(EngineError) -> Int {
    if let known = climbs.numbers[series] { return known }
    let issued = try reading { store throws(StoreError) in try store.records(Notice.self, topic: "series:" + series) }
    let last = issued.map(\.record.number).max() ?? 0
    climbs.numbers[series] = last
    return last
  }

  /// What a ladder has taken from a unit in a year, corrections included.
  func pointsTaken(ladder: String, unit: String, year: Int) throws(EngineError) -> Int {
    let all = try reading { store throws(StoreError) in try store.records(Deduction.self, topic: Topic.unit(unit)) }
    return all.reduce(0) { sum, stored in
      let deduction = stored.record
      let isOwn = deduction.unit == unit && deduction.date.year == year && deduction.id.hasPrefix(ladder + "/")
      return isOwn ? sum + deduction.milliPoints : sum
    }
  }
}
