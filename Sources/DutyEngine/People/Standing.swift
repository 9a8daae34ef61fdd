import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning

/// Who stands where around a task: what the engine decides by, and what a page shows buttons by.
extension Planner {
  /// Who may approve what is asked for a task: whom the rules name, else the head of the unit above the lead and the head
  /// of the office; never its holder (M34).
  package func approvers(of record: TaskRecord, on day: CivilDate) -> [Ref<Person>] {
    let book = assignment.book
    let holder = book.people.ref(record.roles.holder)
    if let question = question(of: record.key), let named = assignment.decide(question, on: day).approver.usable,
      Ref(named) != holder
    {
      return [Ref(named)]
    }
    let above = book.units.ref(record.roles.lead).flatMap { book.units[$0].parent }
    var found: [Ref<Person>] = []
    for unit in [above, book.settings.office].compactMap({ $0 }) {
      guard let head = assignment.postHolder("head", of: unit, on: day), head != holder, !found.contains(head) else {
        continue
      }
      found.append(head)
    }
    return found
  }

  /// The person who stands at one place of a task on a day; `nil` for nobody, and for a place that several have.
  func personStanding(as actor: TaskActor, in record: TaskRecord, on day: CivilDate) -> Ref<Person>? {
    let book = assignment.book
    return switch actor {
    case .holder: book.people.ref(record.roles.holder)
    case .leader: book.people.ref(record.roles.leader)
    case .verifier: book.people.ref(record.roles.verifier)
    case .leadHead: book.units.ref(record.roles.lead).flatMap { assignment.postHolder("head", of: $0, on: day) }
    case .approver, .office, .daemon: nil
    }
  }

  func stands(_ person: Ref<Person>, as actor: TaskActor, in record: TaskRecord, on day: CivilDate) -> Bool {
    let office = assignment.book.settings.office
    return switch actor {
    case .approver: approvers(of: record, on: day).contains(person)
    case .office: assignment.belongs(person, to: office)
    case .verifier where record.roles.verifier.isEmpty: assignment.belongs(person, to: office)
    default: personStanding(as: actor, in: record, on: day) == person
    }
  }

  /// Whether the tables of states and of actions let a person do something to a task as it stands, or ask for it; what
  /// the action needs besides is the engine's to say.
  package func mayWish(_ action: TaskAction, _ person: Ref<Person>, _ row: TaskRow, on day: CivilDate) -> Bool {
    guard case .success = action.next(from: row.state) else { return false }
    return action.rule.actors.contains { stands(person, as: $0, in: row.record, on: day) }
  }
}
