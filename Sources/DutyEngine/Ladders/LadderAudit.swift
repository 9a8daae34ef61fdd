import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

extension Engine {
  /// Every rung that was due on a day fired, and fired once (issue §3): what differs, one line each.
  ///
  /// Rungs by deadline are looked for over the open tasks of each deadline; what counts and waits over the cases in
  /// which
  /// work was returned or a document went out, and over the rankings and units' documents of the day.
  func rungDifferences(on day: CivilDate) throws(EngineError) -> [String] {
    let from = min(midnight(of: day), climbs.unaudited ?? midnight(of: day))
    let to = midnight(of: day.adding(days: 1)).adding(seconds: -1)
    var found: [String] = []
    for (instant, rung) in try deadlineRungs(after: from.adding(seconds: -1), upTo: to) {
      let late =
        rung.onlyTells
        ? try untold(rung, nominal: instant) : try firings(rung, nominal: instant).map(\.task.number)
      for task in late { found.append("missing: rung \(rung.number) of \(rung.edition.ladder.id) for \(task)") }
    }
    for number in try climbingCases() {
      guard let record = try caseRecord(number), let edition = try ladders().edition(of: record.task) else { continue }
      let due = edition.ladder.dueRungs(of: record, at: to, in: limitContext, try strikes(of: [record]))
      for rung in due {
        found.append("missing: rung \(rung.number) of \(edition.ladder.id) for \(number)")
      }
    }
    found += try missingUnitRungs(from: from, to: to)
    found += try seriesHoles(year: day.year)
    return Array(Set(found)).sorted()
  }

  /// Open cases whose ladder does more than follow the deadline, in which something happened that it may count.
  private func climbingCases() throws(EngineError) -> [String] {
    let rich = Set(try ladders().editions.filter { $0.countsOrWaits && $0.ladder.scope == .case }.map(\.ladder.id))
    var found: [String] = []
    for ladder in rich.sorted() {
      var filter = TaskFilter.open
      filter.ladder = ladder
      try reading { store throws(StoreError) in
        try store.forEachTask(filter) { row in
          if row.round > 0 || row.rung > 0 || row.record.isVeto { found.append(row.number) }
        }
      }
    }
    return found
  }

  private func missingUnitRungs(from: Instant, to: Instant) throws(EngineError) -> [String] {
    var found: [String] = []
    let published = try reading { store throws(StoreError) in
      try store.records(RankingPublished.self, from: from, before: to.adding(seconds: 1))
    }
    for edition in try ladders().editions where edition.ladder.scope == .unit {
      guard let since = edition.since else { continue }
      var due: [DueUnitRung] = []
      for table in published { due += try placed(edition.ladder, table.record.id) }
      let begin = max(since, from)
      // A count comes up to its number with something that was counted: a unit without any has no rung due.
      for unit in climbs.countedTasks.keys.sorted() where try hasCounted(edition.ladder, unit, from: begin, to: to) {
        due += try dueByCounts(edition.ladder, unit, at: to)
      }
      for rung in due where rung.nominal >= max(since, from) && rung.nominal <= to {
        let id = rung.id(ladder: edition.ladder.id)
        let known = try reading { store throws(StoreError) in try store.fact(.unitRung, id: id) }
        if known == nil { found.append("missing: rung \(id)") }
      }
    }
    return found
  }

  private func isIssued(_ notice: String) throws(EngineError) -> Bool {
    try reading { store throws(StoreError) in try store.fact(.notice, id: notice) } != nil
  }

  /// Series whose numbers have a hole: none may have.
  private func seriesHoles(year: Int) throws(EngineError) -> [String] {
    var found: [String] = []
    for (series, last) in climbs.numbers where last > 0 && series.hasSuffix("/\(year)") {
      // What is in the ledger stays there.
      if climbs.wholeSeries[series] == last { continue }
      if let whole = climbs.wholeSeries[series], whole < last {
        var next = whole + 1
        while next <= last, try isIssued("\(series)/\(next)") { next += 1 }
        climbs.wholeSeries[series] = next - 1
        if next > last { continue }
      }
      let issued = try reading { store throws(StoreError) in
        try store.facts(FactQuery(.notice, topic: "series:" + series))
      }
      if issued.count == last {
        climbs.wholeSeries[series] = last
      } else {
        found.append("differs: series \(series) has \(issued.count) documents up to number \(last)")
      }
    }
    return found
  }
}
