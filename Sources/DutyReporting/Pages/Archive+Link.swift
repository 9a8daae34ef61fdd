import DutyLedger
import DutyPages
import DutyPorts

extension PageArchive {
  /// A task for whoever followed the link of a message to its holder.
  ///
  /// - Parameter isReading: whether the link only shows it.
  package func link(_ row: TaskRow, isReading: Bool) throws(StoreError) -> LinkView {
    let task = try tasks([row], part: .holder)[0]
    return LinkView(task: task, person: person(person), standing: isReading ? .reading : try standing(of: row))
  }

  private func standing(of row: TaskRow) throws(StoreError) -> LinkView.Standing {
    if row.state == .dispatched { return .owed }
    var acknowledged = LinkView.Standing.over
    for dated in try store.events(of: row.number, { $0 == .acted }) {
      if case .acted(let acted) = dated.event, acted.action == .acknowledge { acknowledged = .acknowledged(dated.at) }
    }
    return row.state.isOpen ? acknowledged : .over
  }
}
