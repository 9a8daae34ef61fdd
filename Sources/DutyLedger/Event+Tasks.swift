extension Event {
  /// ``tasks`` one after another, without a list of them.
  package func forEachTask(_ body: (String) -> Void) {
    switch self {
    case .generated(let record): body(record.number)
    case .dispatched(let record): record.tasks.forEach(body)
    case .moved(let move): body(move.task)
    case .rederived(let change): body(change.task)
    case .rung(let rung): body(rung.task)
    case .acted(let acted): body(acted.task)
    case .fact(let fact): fact.tasks.forEach(body)
    case .bookAccepted, .entry, .receipt, .gap, .gapClosed, .designated, .designationWithdrawn, .audited, .process:
      break
    }
  }

  /// The numbers of the tasks whose history it belongs to.
  package var tasks: [String] {
    switch self {
    case .generated(let record): [record.number]
    case .dispatched(let record): record.tasks
    case .moved(let move): [move.task]
    case .rederived(let change): [change.task]
    case .rung(let rung): [rung.task]
    case .acted(let acted): [acted.task]
    case .fact(let fact): fact.tasks
    case .bookAccepted, .entry, .receipt, .gap, .gapClosed, .designated, .designationWithdrawn, .audited, .process: []
    }
  }
}
