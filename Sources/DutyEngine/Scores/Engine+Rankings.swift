import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPorts

extension Engine {
  /// The league tables of every period that ended with the day before: published once (一月一公示, M27, M50).
  ///
  /// - Shape: a class without a single score has no table; a table that is in the ledger stays as it was published.
  func rankings(endingBefore day: CivilDate, at instant: Instant) throws(EngineError) -> [Event] {
    let last = day.adding(days: -1)
    let due = book.scores.inOrderOfUse.map { ($0, $0.every.containing(last)) }.filter { $0.1.last == last }
    guard !due.isEmpty else { return [] }
    return try reading { store throws(StoreError) in
      let board = try ScoreBoard(store, book, now: instant)
      var events: [Event] = []
      for (score, period) in due {
        let published = try board.ranking(of: score, in: period).published
        guard !published.units.isEmpty, try store.fact(.ranking, id: published.id) == nil else { continue }
        events.append(.fact(Fact(published)))
      }
      return events
    }
  }
}

extension LedgerStore {
  /// The published tables of a score, the oldest first; what ladders count runs in.
  package func rankings(of score: String) throws(StoreError) -> [RankingPeriod] {
    try records(RankingPublished.self, topic: "score:" + score).map { RankingPeriod($0.record) }
      .sorted { $0.period < $1.period }
  }
}
