import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

/// Checks of visits against the known fraud: reports of visits that never were (M30).
extension Engine {
  /// Metres from the place that a check-in may lie where the duty does not say.
  static let defaultMetres = 500

  /// A report that carries a position or a duration: near enough to the place, far enough from the last visit, and not
  /// at a time at which the same person was elsewhere.
  ///
  /// A visit is reported when it ends: it took the minutes before the report.
  func checkVisit(_ request: ActRequest, _ matter: TaskCase) throws(ActError) {
    try checkDistance(request, matter)
    try checkSpacing(matter)
    if let minutes = request.minutes, minutes > 0 { try checkOverlap(request.by, minutes, matter) }
  }

  private func checkDistance(_ request: ActRequest, _ matter: TaskCase) throws(ActError) {
    guard let position = request.position, case .place(let place)? = matter.question?.subject,
      let spot = matter.checklist.position
    else { return }
    let most = matter.terms.mostMetres ?? Self.defaultMetres
    let metres = position.metres(to: spot)
    guard metres <= most else {
      throw .denied(
        422, .tooFar, [.count: String(metres), .most: String(most), .place: book.places.ids[place.index]],
        "\(matter.number): the check-in is \(metres) m from \(book.places.names[place.index]), more than \(most) m",
        help: "report from the place itself")
    }
  }

  /// `4 days apart`: between reports of the same duty on the same subject, periods aside.
  private func checkSpacing(_ matter: TaskCase) throws(ActError) {
    guard let apart = matter.terms.apart else { return }
    var filter = TaskFilter()
    filter.duty = matter.terms.id
    filter.subject = matter.row.record.key.subject
    let others = try seek { store throws(StoreError) in try store.tasks(filter) }
    let today = matter.day
    for other in others where other.number != matter.number {
      guard let reported = other.reportedAt, other.state != .voided else { continue }
      let days = abs(Int(today.epochDay) - Int(date(of: reported).epochDay))
      guard days < apart else { continue }
      let free = date(of: reported).adding(days: apart)
      throw .denied(
        422, .tooSoon,
        [.task: other.number, .day: date(of: reported).description, .least: String(apart), .free: free.description],
        "\(matter.number): the visit of task \(other.number) was on \(date(of: reported)), \(days) days ago; visits "
          + "are \(apart) days apart", help: "go on \(free) or later")
    }
  }

  /// Nobody is at two places at once.
  private func checkOverlap(_ by: String, _ minutes: Int, _ matter: TaskCase) throws(ActError) {
    let begin = matter.now.adding(seconds: -Int64(minutes) * 60)
    var filter = TaskFilter()
    filter.holder = by
    let day = matter.now.adding(seconds: -7 * 86_400)
    var recent: [TaskRow] = []
    try seek { store throws(StoreError) in
      try store.forEachTask(filter) { row in
        if let reported = row.reportedAt, reported > day, row.number != matter.number { recent.append(row) }
      }
    }
    for other in recent {
      for (at, event) in try history(of: other.number) {
        guard case .acted(let acted) = event, acted.action == .report, acted.by == by, let spent = acted.minutes else {
          continue
        }
        let start = at.adding(seconds: -Int64(spent) * 60)
        guard start < matter.now, begin < at else { continue }
        throw .denied(
          422, .elsewhere, [.place: other.record.key.subject, .at: InstantText.text(at), .task: other.number],
          "\(matter.number): `\(by)` was at \(other.record.key.subject) until \(zone.local(at)), as task "
            + "\(other.number) says", help: "report a visit when it ends, with the minutes it took")
      }
    }
  }
}
