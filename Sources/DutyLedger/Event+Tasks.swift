extension Event {
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
