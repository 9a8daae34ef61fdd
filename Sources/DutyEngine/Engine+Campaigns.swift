import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// What a campaign that begins on a day does to tasks that are open already (edges, `open-before: tighten`).
  ///
  /// A task of an overlaid duty gets the campaign's limit, counted from the opening of that day, where that is earlier
  /// than its own deadline; it never gets a later one, and of several campaigns that begin together the earliest. What is
  /// tightened late, after a downtime, counts from then on where the deadline would be past before anybody heard of it.
  func tightening(on day: CivilDate, at now: Instant) throws(EngineError) -> [Event] {
    let offers = tighterDeadlines(on: day, at: now)
    guard !offers.isEmpty else { return [] }
    var changes: [Event] = []
    var receipts: [Receipt] = []
    var given = Set<String>()
    try reading { store throws(StoreError) in
      try store.forEachTask(.open) { row in
        guard let offer = offers[row.record.key.duty], offer.derived.due < row.record.due else { return }
        if given.insert(offer.receipt.id).inserted { receipts.append(offer.receipt) }
        changes.append(
          .rederived(
            DeadlineChange(
              task: row.number, from: row.record.due, to: offer.derived.due, deadline: offer.receipt.id,
              reason: offer.reason, limit: offer.derived.limit.description)))
      }
    }
    return try newReceipts(receipts) + changes
  }

  /// By duty, the earliest deadline that a campaign which begins on a day has for its open tasks.
  private func tighterDeadlines(on day: CivilDate, at now: Instant) -> [String: TighterDeadline] {
    var offers: [String: TighterDeadline] = [:]
    for campaign in book.campaigns.rows where campaign.tightensOpen && campaign.window.from == day {
      let reason = DeadlineChange.Cause.campaign(campaign.id).text
      for overlay in campaign.overlays {
        guard let limit = overlay.due else { continue }
        let opens = overlay.opens ?? WallMinute(minutes: book.settings.officeHours.windows(on: day).first?.lowerBound ?? 0)
        guard let opens else { continue }
        let start = zone.instant(LocalTime(day, opens))
        var derived = limit.deadline(from: start, period: Period.containing(day, .day), in: limitContext)
        if derived.due <= now { derived = limit.deadline(handedOutLate: now, in: limitContext) }
        let receipt = Receipt(kind: .deadline, body: ReceiptText.deadline(derived, notes: [reason], in: book))
        let offer = TighterDeadline(derived: derived, receipt: receipt, reason: reason)
        for duty in overlay.duties.map({ book.duties[$0].id }) {
          if let earlier = offers[duty], earlier.derived.due <= derived.due { continue }
          offers[duty] = offer
        }
      }
    }
    return offers
  }
}

/// What a campaign gives to the open tasks of a duty.
private struct TighterDeadline {
  var derived: DeadlineReceipt
  var receipt: Receipt
  var reason: String
}

extension Book {
  /// The limit, as it is written, to which a campaign that goes on has tightened a duty's tasks that were open before it;
  /// `nil` where none did so to this one.
  func tightened(
    _ duty: Ref<Duty>, to limit: String, opened: CivilDate, on day: CivilDate
  ) -> (limit: Limit, campaign: Ref<Campaign>?)? {
    for ref in campaigns.refs where campaigns[ref].tightensOpen && campaigns[ref].window.contains(day) {
      let campaign = campaigns[ref]
      guard let from = campaign.window.from, opened < from else { continue }
      for overlay in campaign.overlays where overlay.duties.contains(duty) {
        if let due = overlay.due, due.description == limit { return (due, ref) }
      }
    }
    return nil
  }
}
