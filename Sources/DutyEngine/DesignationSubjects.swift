import DutyBook
import DutyLedger
import DutyPlanning

/// What a designation may be about: only what somebody is ever asked to do.
extension Engine {
  /// Refuses a designation that names a subject of which it could decide nothing (M11).
  func neverAsked(_ record: DesignationRecord) -> Unfit? {
    var reach = DesignationReach(planner.assignment)
    switch reach.idleness(of: record) {
    case nil, .unknown: return nil
    case .standardNotAsked:
      return Unfit(
        422, .standardNotAsked, [.duty: record.duty, .standard: record.standard],
        "the duty `\(record.duty)` has no task for the standard `\(record.standard)` alone",
        "leave out --standard, or --duty: a rectification goes by its standard")
    case .subjects(let idle):
      // One that is not known was refused before.
      return idle.first.map { notASubject($0, record) }
    }
  }

  private func notASubject(_ subject: String, _ record: DesignationRecord) -> Unfit {
    let isUnit = book.places.ref(subject) == nil
    if isUnit, record.subjects.contains(where: { book.places.ref($0) != nil }) {
      return Unfit(
        422, .placesAndUnits, [.unit: subject], "the unit `\(subject)` stands beside places, and none is decided for it",
        "designate for places and for units apart")
    }
    let below = isUnit ? "" : ", nor is anything below it"
    if let duty = book.duties[record.duty] {
      return Unfit(
        422, .notASubject, [.place: subject, .duty: duty.id],
        "`\(subject)` is no subject of the duty `\(duty.id)`\(below)",
        "name one that is, or a place above one: see its `of`, \(duty.source.brief)")
    }
    let source = book.standards[record.standard].map { ", \($0.source.brief)" } ?? ""
    return Unfit(
      422, .standardNotThere, [.place: subject, .standard: record.standard],
      "the standard `\(record.standard)` does not apply to `\(subject)`\(isUnit ? "" : ", nor to anything below it")",
      "name what it applies to, or a place above that: see its `of` or `kinds`\(source)")
  }
}
