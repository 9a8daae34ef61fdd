import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// What a campaign that begins on a day does to tasks that are open already (edges, `open-before: tighten`).
  ///
  /// A task of an overlaid duty gets the campaign's limit, counted from the opening of that day, where that is earlier
  /// than its own deadline; it never gets a later one. What is tightened late, after a downtime, counts from then on where
  /// the deadline would be past before anybody heard of it.
  func tightening(on day: CivilDate, at now: Instant) throws(EngineError) -> [Event] {
    let campaigns = book.campaigns.rows.filter { $0.tightensOpen && $0.window.from == day }
    guard !campaigns.isEmpty else { return [] }
    let open = try reading { store throws(StoreError) in try store.tasks(.open) }
    var events: [Event] = []
    var receipts = Set<String>()
    for campaign in campaigns {
      for overlay in campaign.overlays {
        guard let limit = overlay.due else { continue }
        let duties = Set(overlay.duties.map { book.duties[$0].id })
        let opens = overlay.opens ?? WallMinute(minutes: book.settings.officeHours.windows(on: day).first?.lowerBound ?? 0)
        guard let opens else { continue }
        let start = zone.instant(LocalTime(day, opens))
        var derived = limit.deadline(from: start, period: Period.containing(day, .day), in: limitContext)
        if derived.due <= now { derived = limit.deadline(handedOutLate: now, in: limitContext) }
        let why = DeadlineChange.Cause.campaign(campaign.id).text
        let receipt = Receipt(kind: .deadline, body: ReceiptText.deadline(derived, notes: [why], in: book))
        for task in open where duties.contains(task.record.key.duty) && derived.due < task.record.due {
          if receipts.insert(receipt.id).inserted { events.append(.receipt(receipt)) }
          events.append(
            .rederived(
              DeadlineChange(
                task: task.number, from: task.record.due, to: derived.due, deadline: receipt.id, reason: why,
                limit: limit.description)))
        }
      }
    }
    return events
  }
}

extension Book {
  /// The limit to which a campaign that goes on has tightened a duty's tasks that were open before it; `nil` for none.
  func tightened(_ duty: Ref<Duty>, opened: CivilDate, on day: CivilDate) -> Limit? {
    for campaign in campaigns.rows where campaign.tightensOpen && campaign.window.contains(day) {
      guard let from = campaign.window.from, opened < from else { continue }
      for overlay in campaign.overlays where overlay.duties.contains(duty) {
        if let due = overlay.due { return due }
      }
    }
    return nil
  }
}
