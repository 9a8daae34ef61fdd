import DutyBook
import DutyCalendar

/// A plan's countdown on a day (倒计时, M32).
package struct Countdown: Hashable, Sendable {
  /// One step and the day it is due.
  package struct Step: Hashable, Sendable {
    package var name: String
    package var day: CivilDate
    /// Workdays after today up to its day; 0 on the day itself, negative after it.
    package var workdays: Int

    package init(name: String, day: CivilDate, workdays: Int) {
      self.name = name
      self.day = day
      self.workdays = workdays
    }
  }

  package var deadline: CivilDate
  /// Calendar days to the deadline; negative after it.
  package var days: Int
  package var workdays: Int
  /// All steps, the first in time first.
  package var steps: [Step]
  /// The first step whose day is not past.
  package var next: Step?

  package init(deadline: CivilDate, days: Int, workdays: Int, steps: [Step], next: Step?) {
    self.deadline = deadline
    self.days = days
    self.workdays = workdays
    self.steps = steps
    self.next = next
  }
}

extension Campaign {
  /// The countdown to a plan's deadline with its steps, or to the last day of an overlay or action; `nil` where the
  /// campaign has no last day.
  package func countdown(on day: CivilDate, in calendar: WorkCalendar) -> Countdown? {
    guard let deadline = plan?.deadline ?? window.until else { return nil }
    func step(_ name: String, _ due: CivilDate) -> Countdown.Step {
      Countdown.Step(name: name, day: due, workdays: calendar.workdays(from: day, to: due))
    }
    let milestones = (plan?.milestones ?? []).sorted { $0.workdaysBack > $1.workdaysBack }
    var steps = milestones.map { step($0.name, plan?.day(of: $0, in: calendar) ?? deadline) }
    steps += measures.sorted { ($0.due, $0.id) < ($1.due, $1.id) }.map { step($0.name, $0.due) }
    steps.sort { $0.day < $1.day }
    return Countdown(
      deadline: deadline, days: Int(deadline.epochDay - day.epochDay),
      workdays: calendar.workdays(from: day, to: deadline), steps: steps, next: steps.first { $0.day >= day })
  }
}

extension WorkCalendar {
  /// Workdays after a day up to another; negative where the other lies before it.
  fileprivate func workdays(from day: CivilDate, to other: CivilDate) -> Int {
    if other > day { return workdays(in: day.adding(days: 1)...other) }
    if other < day { return -workdays(in: other...day.adding(days: -1)) }
    return 0
  }
}
