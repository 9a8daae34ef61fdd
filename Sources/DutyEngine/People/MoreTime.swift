import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// More time: until a moment or the close of a day, or a length of time after the present deadline.
  func extend(
    _ request: ActRequest, _ matter: TaskCase, _ acted: inout TaskActed, _ batch: inout ActBatch
  ) throws(ActError) -> [String] {
    let old = matter.row.record.due
    guard request.until.isEmpty != request.limit.isEmpty else {
      throw .denied(
        400, .untilMissing, "\(matter.number): extended until when?", help: "give --until DATE, or --for \"2 workdays\""
      )
    }
    let due: Instant
    if let limit = try givenLimit(request) {
      let derived = limit.deadline(from: max(old, batch.now), period: nil, in: limitContext)
      due = derived.due
      acted.deadline = try deadlineReceipt(
        derived, notes: ["extended by \(request.by), approved by \(acted.approvedBy ?? "")"], &batch)
    } else {
      due = try moment(request.until)
      acted.deadline = try add(said(due, "extended by \(request.by)", acted.approvedBy ?? ""), &batch)
    }
    guard due > old, due > batch.now else {
      throw .denied(
        422, .notLater, [.at: InstantText.text(due), .due: InstantText.text(old)],
        "\(matter.number): \(zone.local(due)) is not later than the deadline \(zone.local(old)) and today",
        help: "give a later one")
    }
    acted.due = due
    return ["due \(zone.local(due)) in place of \(zone.local(old))"]
  }

  /// A deadline that somebody named.
  private func said(_ due: Instant, _ what: String, _ approvedBy: String) -> Receipt {
    Receipt(
      kind: .deadline,
      body: [
        "due": .string(zone.rfc3339(due)), "limit": "named", "lines": [],
        "notes": [.string(what), .string("approved by \(approvedBy)")],
      ])
  }

  /// `2026-11-25` is the close of business of that day.
  func moment(_ text: String) throws(ActError) -> Instant {
    if let day = CivilDate(text) {
      let minute = book.settings.officeHours.closing(on: day)
      return zone.instant(
        minute == 1440 ? LocalTime(day.adding(days: 1)) : LocalTime(day, second: Int32(minute) * 60))
    }
    guard let instant = parseInstant(text, in: zone) else {
      throw .denied(
        400, .wrongTime, [.word: text], "`\(text)` is not a time", help: "write 2026-11-25 or \"2026-11-25 17:30\"")
    }
    return instant
  }

  /// The time that the task was suspended is added to its deadline: working time, or hours round the clock where the
  /// limit runs so.
  func resume(
    _ matter: TaskCase, _ acted: inout TaskActed, _ batch: inout ActBatch
  ) throws(ActError) -> [String] {
    guard let since = matter.acts.last(where: { $0.acted.action == .suspend })?.at else { return [] }
    let record = matter.row.record
    let seconds: Int64
    let limit: Limit
    if case .urgentHours? = try? Limit(parsing: record.limit) {
      seconds = batch.now.seconds - since.seconds
      limit = .urgentHours(minutes: Int((seconds + 59) / 60))
    } else {
      seconds = WorkingTime.seconds(from: since, to: batch.now, in: limitContext)
      limit = .workingHours(minutes: Int((seconds + 59) / 60))
    }
    guard seconds > 0 else { return ["no working time passed: due \(zone.local(record.due)) as before"] }
    let derived = limit.deadline(from: record.due, period: nil, in: limitContext)
    acted.due = derived.due
    acted.deadline = try deadlineReceipt(
      derived, notes: ["suspended from \(zone.local(since)) to \(zone.local(batch.now)): \(limit) given back"], &batch)
    return ["\(limit) given back: due \(zone.local(derived.due))"]
  }
}

/// Time that offices are open.
package enum WorkingTime {
  /// Seconds of office hours of workdays between two instants; 0 where the second is not later.
  package static func seconds(from: Instant, to: Instant, in context: LimitContext) -> Int64 {
    guard from < to else { return 0 }
    var sum: Int64 = 0
    var day = context.zone.local(from).date
    let last = context.zone.local(to).date
    while day <= last {
      if context.calendar.isWorkday(day) {
        for window in context.hours.windows(on: day) {
          let opens = instant(day, window.lowerBound, context)
          let closes = instant(day, window.upperBound, context)
          sum += max(0, min(closes, to).seconds - max(opens, from).seconds)
        }
      }
      day = day.adding(days: 1)
    }
    return sum
  }

  private static func instant(_ day: CivilDate, _ minute: Int, _ context: LimitContext) -> Instant {
    context.zone.instant(minute == 1440 ? LocalTime(day.adding(days: 1)) : LocalTime(day, second: Int32(minute) * 60))
  }
}
