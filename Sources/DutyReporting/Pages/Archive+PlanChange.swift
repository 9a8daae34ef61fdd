import DutyBook
import DutyCalendar
import DutyLedger
import DutyPages
import DutyPlanning
import DutyPorts
import DutyRules

extension PageArchive {
  static let mostPlanGroups = 40
  static let mostPlanLoads = 20

  /// What the last change of the rule book did to the plan, as of the day on which it came into force; `nil` where there
  /// was no book before, or it no longer loads.
  ///
  /// Both books are compiled anew from the files that the ledger keeps, with the designations of today: it takes as long
  /// as a reload.
  package func planChange() throws(StoreError) -> PlanChange? {
    let books = try store.books()
    guard books.count >= 2, let last = books.last, last.accepted.digest == archive.book.digest,
      let old = try planner(of: books[books.count - 2].accepted.digest)
    else { return nil }
    let day = archive.book.settings.zone.local(last.since).date
    return say(PlanDiff.between(old, planner, openTasks: [], on: day), since: day)
  }

  private func planner(of digest: String) throws(StoreError) -> Planner? {
    guard let files = try store.bookFiles(digest: digest) else { return nil }
    let zone = archive.book.settings.zone
    let loader = RuleLoader(zones: { $0 == zone.name ? zone : nil })
    let loaded = loader.load(RuleSources(files: files.map { RuleFile(path: $0.path, bytes: $0.bytes) }))
    guard let book = loaded.book, !loaded.hasErrors else { return nil }
    let designations = try store.designations()
    let taken = Set(DesignatedRules.takenOver(designations, by: book).map(\.id))
    let designated = DesignatedRules(designations.filter { !taken.contains($0.id) }, in: book)
    return Planner(Assignment(book: book, designations: designated.rules))
  }

  /// What went the same way stands together, what there is most of first.
  private func say(_ diff: PlanDiff, since day: CivilDate) -> PlanChange {
    struct Way: Hashable {
      var kind: PlanChange.Kind
      var duty: String
      var from: String
      var to: String
      var since: CivilDate
      var rule: String
    }
    var subjects: [Way: [String]] = [:]
    func add(_ kind: PlanChange.Kind, _ change: PlanDiff.Change) {
      let way = Way(
        kind: kind, duty: name(of: change.obligation), from: name(change.from), to: name(change.to), since: change.since,
        rule: change.rule)
      subjects[way, default: []].append(change.obligation.subject)
    }
    for change in diff.moved { add(.moved, change) }
    for change in diff.gained { add(.gained, change) }
    for change in diff.lost { add(.lost, change) }
    for change in diff.retimed {
      let way = Way(
        kind: .retimed, duty: name(of: change.obligation), from: change.from, to: change.to, since: day, rule: "")
      subjects[way, default: []].append(change.obligation.subject)
    }
    let ordered = subjects.sorted { a, b in
      a.value.count == b.value.count
        ? (a.key.duty, a.key.from, a.key.to, a.key.kind.rawValue) < (b.key.duty, b.key.from, b.key.to, b.key.kind.rawValue)
        : a.value.count > b.value.count
    }
    let loads = diff.loads.sorted { a, b in
      let (x, y) = (abs(a.after - a.before), abs(b.after - b.before))
      return x == y ? a.person < b.person : x > y
    }
    return PlanChange(
      counts: [
        .moved: diff.moved.count, .gained: diff.gained.count, .lost: diff.lost.count, .retimed: diff.retimed.count,
      ],
      groups: ordered.prefix(Self.mostPlanGroups).map { way, subjects in
        .init(
          kind: way.kind, duty: way.duty, from: way.from, to: way.to, count: subjects.count,
          subjects: subjects.prefix(3).map { archive.subjectName($0) }, since: way.since, rule: way.rule)
      }, groupCount: ordered.count,
      loads: loads.prefix(Self.mostPlanLoads).map { .init(name: person($0.person), before: $0.before, after: $0.after) },
      loadCount: loads.count)
  }

  private func name(of obligation: Obligation) -> String {
    let duty = archive.book.duties[obligation.duty].map { $0.name.isEmpty ? $0.id : $0.name } ?? obligation.duty
    let grain = archive.book.name(ofGrain: obligation.grain, duty: obligation.duty)
    return grain.map { duty + " · " + $0 } ?? duty
  }

  /// `李强（云河区交通运输局）`; empty for nobody.
  private func name(_ roles: TaskRoles?) -> String {
    guard let roles else { return "" }
    let unit = archive.unitName(roles.lead)
    return roles.holder.isEmpty ? unit : person(roles.holder) + " · " + unit
  }
}
