import DutyBook
import DutyCalendar
import DutyDigest
import DutyLedger

/// One obligation in the sense of a diff: a duty on a subject, for one grain value.
package struct Obligation: Hashable, Comparable, Sendable {
  package var duty: String
  package var subject: String
  package var grain: String

  package static func < (a: Obligation, b: Obligation) -> Bool {
    (a.duty, a.subject, a.grain) < (b.duty, b.subject, b.grain)
  }

  package var text: String { grain.isEmpty ? "\(duty) on \(subject)" : "\(duty)[\(grain)] on \(subject)" }
}

/// What a change of the rule book does (design invariant 4).
package struct PlanDiff: Sendable {
  package struct Change: Hashable, Sendable {
    package var obligation: Obligation
    package var from: TaskRoles?
    package var to: TaskRoles?
    /// The first day on which the books differ.
    package var since: CivilDate
    package var rule: String
  }

  package struct Load: Hashable, Sendable {
    package var person: String
    /// Tasks in the four weeks from the day of the diff.
    package var before: Int
    package var after: Int
  }

  package var oldDigest: String
  package var newDigest: String
  package var gained: [Change]
  package var lost: [Change]
  package var moved: [Change]
  package var retimed: [(obligation: Obligation, from: String, to: String)]
  package var openMoves: [PlannedMove]
  /// Open tasks that get another deadline, because the calendar or the office hours changed.
  package var redated: [(task: String, from: Instant, to: Instant)] = []
  /// In which instants are told.
  package var zone: Zone
  package var loads: [Load]

  package var isEmpty: Bool {
    gained.isEmpty && lost.isEmpty && moved.isEmpty && retimed.isEmpty && openMoves.isEmpty
      && redated.isEmpty
  }

  /// The digest by which a person confirms exactly this change.
  package var digest: Digest { json.digest }
}

extension PlanDiff {
  /// Compares two books from a day on.
  ///
  /// - Parameters:
  ///   - openTasks: the tasks not yet reported, to see which change hands or get another deadline.
  ///   - starts: from where their limits count, by the receipts of their deadlines.
  ///   - days: how far ahead a difference is looked for.
  package static func between(
    _ old: Planner, _ new: Planner, openTasks: [TaskRow], starts: [String: Instant] = [:], on date: CivilDate,
    days: Int = 60
  ) -> PlanDiff {
    let before = obligations(of: old, renamed: new.formerNames)
    let after = obligations(of: new, renamed: nil)
    var diff = PlanDiff(
      oldDigest: old.book.digest, newDigest: new.book.digest, gained: [], lost: [], moved: [], retimed: [],
      openMoves: [], zone: new.book.settings.zone, loads: [])
    let until = date.adding(days: days)
    for (obligation, question) in after.sorted(by: { $0.key < $1.key }) {
      guard let earlier = before[obligation] else {
        diff.gained.append(change(obligation, nil, (new, question), date))
        continue
      }
      if let change = firstDifference(obligation, (old, earlier), (new, question), from: date, until: until) {
        diff.moved.append(change)
      }
      let timing = (old.timing(of: earlier), new.timing(of: question))
      if timing.0 != timing.1 { diff.retimed.append((obligation, timing.0, timing.1)) }
    }
    for (obligation, question) in before.sorted(by: { $0.key < $1.key }) where after[obligation] == nil {
      diff.lost.append(change(obligation, (old, question), nil, date))
    }
    diff.openMoves = new.moves(of: openTasks, on: date, why: "rule edit").filter { !$0.isRename }
    if let revision = DeadlineRevision(from: old.book, to: new.book) {
      for task in openTasks {
        guard let receipt = revision.deadline(of: task, from: starts[task.record.deadline]) else { continue }
        diff.redated.append((task.number, task.record.due, receipt.due))
      }
      diff.redated.sort { $0.task < $1.task }
    }
    diff.loads = loads(old, new, from: date)
    return diff
  }

  private static func change(
    _ obligation: Obligation, _ old: (Planner, Question)?, _ new: (Planner, Question)?, _ date: CivilDate
  ) -> Change {
    func roles(_ side: (Planner, Question)?) -> TaskRoles? {
      side.map { planner, question in
        let decision = planner.assignment.decide(question, on: date)
        return planner.book.taskRoles(planner.assignment.effective(question, decision, on: date))
      }
    }
    let rule = new.map { leadRule($0.0, $0.1, date) } ?? old.map { leadRule($0.0, $0.1, date) } ?? ""
    return Change(obligation: obligation, from: roles(old), to: roles(new), since: date, rule: rule)
  }

  private static func leadRule(_ planner: Planner, _ question: Question, _ date: CivilDate) -> String {
    let decision = planner.assignment.decide(question, on: date)
    let result = decision.holder.rule >= 0 ? decision.holder : decision.lead
    guard result.rule >= 0 else { return "office" }
    let rule = planner.assignment.rules[Int(result.rule)]
    return "\(rule.id) (\(rule.source.brief))"
  }

  /// The first day on which the two books name different ones; stretches without a change are asked once.
  private static func firstDifference(
    _ obligation: Obligation, _ old: (Planner, Question), _ new: (Planner, Question), from: CivilDate,
    until: CivilDate
  ) -> Change? {
    var day = from
    while day <= until {
      let before = old.0.assignment.decide(old.1, on: day)
      let after = new.0.assignment.decide(new.1, on: day)
      let was = old.0.book.taskRoles(old.0.assignment.effective(old.1, before, on: day))
      let becomes = new.0.book.taskRoles(new.0.assignment.effective(new.1, after, on: day))
      if new.0.formerNames.roles(was) != becomes {
        return Change(
          obligation: obligation, from: was, to: becomes, since: day, rule: leadRule(new.0, new.1, day))
      }
      day = max(day, min(before.stableThrough, after.stableThrough)).adding(days: 1)
    }
    return nil
  }

  /// - Parameter renamed: the names under which the other book knows these duties and subjects.
  private static func obligations(of planner: Planner, renamed: FormerNames?) -> [Obligation: Question] {
    let book = planner.book
    var all: [Obligation: Question] = [:]
    for duty in book.duties.refs {
      let row = book.duties[duty]
      for subject in planner.assignment.subjects(of: row.of) {
        let id = book.id(of: subject)
        for question in planner.assignment.questions(of: duty, on: subject) {
          let grain: String =
            switch row.grain {
            case .subject: ""
            case .sector: question.sector.map { book.sectors[$0].id } ?? ""
            case .standard: question.standard.map { book.standards[$0].id } ?? ""
            }
          let obligation = Obligation(
            duty: renamed?.duty(row.id) ?? row.id, subject: renamed?.subject(id) ?? id,
            grain: renamed?.topic(grain) ?? grain)
          all[obligation] = question
        }
      }
    }
    return all
  }

  private static func loads(_ old: Planner, _ new: Planner, from date: CivilDate) -> [Load] {
    var before: [String: Int] = [:]
    for (person, count) in old.summary(from: date, to: date.adding(days: 27)).holders {
      before[new.formerNames.person(person), default: 0] += count
    }
    let after = new.summary(from: date, to: date.adding(days: 27)).holders
    return Set(before.keys).union(after.keys).sorted().compactMap { person in
      let (was, becomes) = (before[person] ?? 0, after[person] ?? 0)
      return was == becomes ? nil : Load(person: person, before: was, after: becomes)
    }
  }
}

extension PlanDiff {
  /// The diff as canonical JSON; its digest is what confirms a reload.
  package var json: JSONValue {
    func roles(_ roles: TaskRoles?) -> JSONValue {
      guard let roles else { return .null }
      return .object([
        "lead": .string(roles.lead), "leader": .string(roles.leader), "holder": .string(roles.holder),
        "verifier": .string(roles.verifier), "support": .array(roles.support.map { .string($0) }),
      ])
    }
    func rows(_ changes: [Change]) -> JSONValue {
      .array(
        changes.map {
          .object([
            "duty": .string($0.obligation.duty), "subject": .string($0.obligation.subject),
            "grain": .string($0.obligation.grain), "from": roles($0.from), "to": roles($0.to),
            "since": .string($0.since.description), "rule": .string($0.rule),
          ])
        })
    }
    var fields: [String: JSONValue] = [
      "old": .string(oldDigest), "new": .string(newDigest), "gained": rows(gained), "lost": rows(lost),
      "moved": rows(moved),
      "retimed": .array(
        retimed.map {
          .object([
            "duty": .string($0.obligation.duty), "subject": .string($0.obligation.subject),
            "from": .string($0.from), "to": .string($0.to),
          ])
        }),
      "open-tasks": .array(
        openMoves.map {
          .object(["task": .string($0.task), "from": roles($0.from), "to": roles($0.to)])
        }),
      "load": .array(
        loads.map {
          .object(["person": .string($0.person), "before": .int(Int64($0.before)), "after": .int(Int64($0.after))])
        }),
    ]
    if !redated.isEmpty {
      fields["deadlines"] = .array(
        redated.map { task in
          ["task": .string(task.task), "from": .string(zone.rfc3339(task.from)), "to": .string(zone.rfc3339(task.to))]
        })
    }
    return .object(fields)
  }
}
