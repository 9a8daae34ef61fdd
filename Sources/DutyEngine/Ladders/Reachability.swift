import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// A rung whose own recipients are nobody on some workdays: it would climb to the next, and this says so beforehand.
package struct UnreachedRung: Hashable, Sendable {
  package var ladder: String
  /// From 1.
  package var rung: Int
  package var source: SourcePlace
  /// What its `to` says.
  package var expression: String
  /// The unit that leads the first such case, and its subject.
  package var lead: String
  package var subject: String
  package var from: CivilDate
  package var until: CivilDate
  /// How many kinds of cases it stands for.
  package var cases: Int

  /// As `check` prints it.
  package var line: String {
    let days = from == until ? "on \(from)" : "from \(from) to \(until)"
    let stands = cases == 1 ? "" : "; stands for \(cases) kinds of cases"
    return "\(source): unreachable[P005]: rung \(rung) of `\(ladder)` reaches nobody by `\(expression)` for \(lead), "
      + "e.g. on \(subject), \(days)\(stands)\n"
      + "  help: fill the post, name who acts in registers/absences.csv, or add an alternative: "
      + "`\(expression) | lead.head`"
  }
}

/// A look at every rung on every workday of some days ahead (issue §3).
///
/// Cases are looked at by what a rung asks of them: who leads, where it asks for the lead; which place, where it asks
/// for
/// the place. Registers are looked at on the days on which something turns; in between nothing can change.
package struct Reachability {
  private let planner: Planner
  private let days: [(first: CivilDate, last: CivilDate)]
  private var cases: [String: [Asked]] = [:]

  private struct Asked {
    var question: Question
    var roles: EffectiveRoles
  }

  /// What a rung's expressions ask of a case.
  private struct Key: Hashable {
    var lead: Ref<Unit>?
    var leader: Ref<Person>?
    var holder: Ref<Person>?
    var subject: Subject?
    var topic: Int32?
  }

  package init(_ planner: Planner, from: CivilDate, days count: Int = 30) {
    self.planner = planner
    let calendar = planner.book.workCalendar
    let last = from.adding(days: count - 1)
    var starts = planner.turningDays(from: from.adding(days: 1), to: last).sorted()
    starts.insert(from, at: 0)
    var stretches: [(first: CivilDate, last: CivilDate)] = []
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].adding(days: -1) : last
      let first = calendar.nextWorkday(onOrAfter: start)
      if first <= end { stretches.append((first, calendar.previousWorkday(onOrBefore: end))) }
    }
    days = stretches
    gather(from)
  }

  /// One case of every task that the duties generate, and one of every unit that leads standards on findings.
  private mutating func gather(_ from: CivilDate) {
    let book = planner.book
    for (index, stream) in planner.streams.enumerated() {
      let entries = planner.entries(of: index, from: from, to: from.adding(days: 60))
      guard let entry = entries.first(where: { $0.outcome == .generate }) else { continue }
      for task in planner.tasks(of: entry) {
        guard let ladder = book.ladder(ofDuty: stream.duty, grain: task.key.grain)?.id else { continue }
        cases[ladder, default: []].append(Asked(question: task.question, roles: task.roles))
      }
    }
    let standards = book.standards.refs.filter { book.standards[$0].isOnFinding }
    guard !standards.isEmpty else { return }
    let table = planner.assignment.leadTable(of: standards, on: from)
    for (position, standard) in standards.enumerated() {
      let question = LadderQuestion(standards: [standard], isFinding: true)
      guard let ladder = book.ladder(for: question)?.id else { continue }
      var seen: Set<Ref<Unit>> = []
      for place in book.places.ids.indices {
        guard let lead = table[Ref(place), position], seen.insert(lead).inserted else { continue }
        let roles = EffectiveRoles(
          lead: lead, leader: nil, holder: nil, verifier: nil, approver: nil, support: [], fromOffice: [])
        cases[ladder, default: []].append(
          Asked(question: Question(standard: standard, subject: .place(Ref(place))), roles: roles))
      }
    }
  }

  /// Everything that reaches nobody, by ladder and rung.
  package func unreached() -> [UnreachedRung] {
    var found: [UnreachedRung] = []
    for ladder in planner.book.ladders.rows {
      let asked = ladder.scope == .unit ? units : cases[ladder.id] ?? []
      for number in ladder.rungs.indices.map({ $0 + 1 }) where !ladder.rungs[number - 1].to.isEmpty {
        if let finding = look(ladder, number, asked) { found.append(finding) }
      }
    }
    return found
  }

  /// Every unit that leads something, as a ladder of units asks.
  private var units: [Asked] {
    let leads = Set(cases.values.flatMap { $0.map(\.roles.lead) }).sorted()
    return leads.map { lead in
      Asked(
        question: Question(subject: .unit(lead)),
        roles: EffectiveRoles(
          lead: lead, leader: nil, holder: nil, verifier: nil, approver: nil, support: [], fromOffice: []))
    }
  }

  private func look(_ ladder: Ladder, _ number: Int, _ asked: [Asked]) -> UnreachedRung? {
    let rung = ladder.rungs[number - 1]
    let roots = Set(rung.to.flatMap { $0.alternatives.map(\.path.root) })
    // Who holds a task on a finding is not known before there is one.
    let asksPeople = roots.contains(.leader) || roots.contains(.holder)
    var seen: Set<Key> = []
    var first: UnreachedRung?
    for item in asked {
      if asksPeople, item.roles.leader == nil, ladder.scope == .case { continue }
      guard seen.insert(key(item, roots)).inserted else { continue }
      var witness: (from: CivilDate, until: CivilDate)?
      for stretch in days where !reaches(rung, item, on: stretch.first) {
        witness = (witness?.from ?? stretch.first, stretch.last)
      }
      guard let witness else { continue }
      if first == nil {
        first = UnreachedRung(
          ladder: ladder.id, rung: number, source: rung.source, expression: rung.to.map(\.text).joined(separator: ", "),
          lead: planner.book.units[item.roles.lead].id, subject: planner.book.id(of: item.question.subject),
          from: witness.from, until: witness.until, cases: 0)
      }
      first?.cases += 1
    }
    return first
  }

  private func reaches(_ rung: Rung, _ item: Asked, on day: CivilDate) -> Bool {
    rung.to.contains {
      !planner.assignment.recipients($0, of: item.question, roles: item.roles, on: day).isEmpty
    }
  }

  private func key(_ item: Asked, _ roots: Set<RoleRoot>) -> Key {
    Key(
      lead: roots.contains(.lead) ? item.roles.lead : nil, leader: roots.contains(.leader) ? item.roles.leader : nil,
      holder: roots.contains(.holder) ? item.roles.holder : nil,
      subject: roots.contains(.place) || roots.contains(.unit) ? item.question.subject : nil,
      topic: roots.contains(.standard) ? item.question.standard?.raw ?? -1 : nil)
  }
}

extension Engine {
  /// Says in the journal which rungs would reach nobody, when the registers turn in the days that come into view.
  func tellUnreached(on day: CivilDate) {
    guard journal.isRead else { return }
    let last = day.adding(days: 29)
    guard !planner.turningDays(from: last, to: last).isEmpty || !planner.turningDays(from: day, to: day).isEmpty else {
      return
    }
    for finding in Reachability(planner, from: day).unreached() {
      journal.write(
        JournalMessage(
          .gap, .warning,
          "rung \(finding.rung) of \(finding.ladder) would reach nobody for \(finding.lead) from \(finding.from)",
          ["DUTY_LADDER": finding.ladder, "DUTY_RUNG": String(finding.rung), "DUTY_UNIT": finding.lead]))
    }
  }
}
