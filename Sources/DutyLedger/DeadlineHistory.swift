/// What made a task's deadline what it is, read from its history: so that a limit and the deadline beside it agree.
package struct DeadlineHistory: Hashable, Sendable {
  package enum Origin: Hashable, Sendable {
    /// The task's limit, counted when it was generated.
    case limit
    /// A change that nobody asked for; `nil` for one whose cause is not known.
    case rederived(DeadlineChange.Cause?)
    /// Somebody's act: an extension, a return, a resumption, a reissue.
    case acted(TaskAction)
  }

  /// The limit that the task was generated with.
  package var firstLimit = ""
  /// The campaign whose limit the task has since it began; empty for the task's own.
  package var campaign = ""
  /// What set the deadline last.
  package var origin = Origin.limit

  package init(_ events: some Sequence<Event>) {
    for event in events { take(event) }
  }

  private mutating func take(_ event: Event) {
    switch event {
    case .generated(let record): firstLimit = record.limit
    case .rederived(let change):
      origin = .rederived(change.cause)
      if case .campaign(let name)? = change.cause { campaign = name }
    case .acted(let acted) where acted.due != nil:
      origin = .acted(acted.action)
      if acted.action == .reissue, !acted.limit.isEmpty { (campaign, firstLimit) = ("", acted.limit) }
    default: break
    }
  }
}
