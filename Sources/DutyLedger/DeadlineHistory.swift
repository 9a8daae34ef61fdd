import DutyCalendar

/// What made a task's deadline what it is, read from its history: so that a limit and the deadline beside it agree.
package struct DeadlineHistory: Hashable, Sendable {
  package enum Origin: Hashable, Sendable {
    /// The task's limit, counted when it was generated.
    case limit
    /// A change that nobody asked for; `nil` for one whose cause is not known.
    case rederived(DeadlineChange.Cause?)
    /// Somebody's act that gave it another day: an extension, a return, a resumption, a reopening, a reissue.
    case acted(TaskAction)
  }

  /// The limit that the task was generated with.
  package var firstLimit = ""
  /// The campaign whose limit the task has since it began; empty for the task's own.
  package var campaign = ""
  /// The campaign within which the task was opened, whose limit ``firstLimit`` is; empty for the duty's own limit. Its
  /// receipt says it: ``receipt``.
  package var openedWithin = ""
  /// The receipt of ``firstLimit``, by its identifier.
  package private(set) var receipt = ""
  /// What set the deadline last.
  package var origin = Origin.limit
  /// The deadline so far: what leaves it as it is has not set it.
  private var due: Instant?

  /// The campaign whose limit the task has, however it came by it; empty for none.
  package var limitCampaign: String { campaign.isEmpty ? openedWithin : campaign }

  package init(_ events: some Sequence<Event>) {
    for event in events { take(event) }
  }

  private mutating func take(_ event: Event) {
    switch event {
    case .generated(let record): (firstLimit, due, receipt) = (record.limit, record.due, record.deadline)
    case .rederived(let change):
      (origin, due) = (.rederived(change.cause), change.to)
      if case .campaign(let name)? = change.cause { campaign = name }
    case .acted(let acted):
      guard let date = acted.due else { return }
      if acted.action == .reissue, !acted.limit.isEmpty {
        (campaign, firstLimit, origin, receipt) = ("", acted.limit, .limit, acted.deadline)
      }
      if date != due { (origin, due) = (.acted(acted.action), date) }
    default: break
    }
  }
}
