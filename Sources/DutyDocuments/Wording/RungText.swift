import DutyBook
import DutyCalendar

/// Why a ladder took points or an eligibility, in the reader's words: “三道令”第 2 级（逾期 2 个工作日）.
///
/// - Parameter reason: as the ledger has it, the ladder and its trigger: `three-orders: overdue 2 workdays`. What a person
///   wrote, and what the book's ladders no longer say, stays as it is.
package func rungText(_ reason: String, in book: Book, _ words: Words) -> String {
  guard let colon = reason.firstRange(of: ": "), let ladder = book.ladders[String(reason[..<colon.lowerBound])],
    let index = ladder.rungs.indices.first(where: { ladder.text(ofTrigger: $0 + 1) == reason[colon.upperBound...] })
  else { return reason }
  let name = ladder.name.isEmpty ? ladder.id : ladder.name
  return words(.rungOfLadder, name, String(index + 1), triggerText(ladder.rungs[index].trigger, words))
}

/// When a rung is due, in words.
func triggerText(_ trigger: RungTrigger, _ words: Words) -> String {
  func said(_ limit: Limit) -> String { limitText(limit.description, words) }
  switch trigger {
  case .before(let limit): return words(.triggerBefore, said(limit))
  case .overdue(nil): return words(.triggerOverdue)
  case .overdue(let limit?): return words(.triggerOverdueBy, said(limit))
  case .unacknowledged(let limit): return words(.triggerUnacknowledged, said(limit))
  case .unanswered(_, let limit): return words(.triggerUnanswered, said(limit))
  case .failedNotices(let count): return words(.triggerFailed, String(count))
  case .vetoes(let count): return words(.triggerVetoes, String(count))
  case .relapses(let count): return words(.triggerRelapses, String(count))
  case .bottom(let places, let running): return words(.triggerBottom, String(places), String(running))
  case .top(let places, let running): return words(.triggerTop, String(places), String(running))
  }
}
