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
    let (due, derived) = try extended(matter.row, until: request.until, limit: request.limit, at: batch.now)
    if let derived {
      acted.deadline = try deadlineReceipt(
        derived, notes: ["extended by \(request.by), approved by \(acted.approvedBy ?? "")"], &batch)
    } else {
      acted.deadline = try add(said(due, "extended by \(request.by)", acted.approvedBy ?? ""), &batch)
    }
    acted.due = due
    return ["due \(zone.local(due)) in place of \(zone.local(old))"]
  }

  /// The deadline that an extension asks for, with its derivation where it was given as a length of time.
  ///
  /// - Errors: one that is not later than the present one, or later than ``latestExtension(of:at:)``.
  func extended(
    _ row: TaskRow, until: String, limit text: String, at now: Instant
  ) throws(ActError) -> (due: Instant, derived: DeadlineReceipt?) {
    guard until.isEmpty != text.isEmpty else {
      throw .denied(
        400, .untilMissing, "\(row.number): extended until when?", help: "give --until DATE, or --for \"2 workdays\"")
    }
    let old = row.record.due
    let derived = try givenLimit(text)?.deadline(from: max(old, now), period: nil, in: limitContext)
    let due: Instant
    if let derived { due = derived.due } else { due = try moment(until) }
    guard due > old, due > now else {
      throw .denied(
        422, .notLater, [.at: InstantText.text(due), .due: InstantText.text(old)],
        "\(row.number): \(zone.local(due)) is not later than the deadline \(zone.local(old)) and today",
        help: "give a later one")
    }
    let latest = latestExtension(of: row, at: now)
    guard due <= latest else {
      throw .denied(
        422, .tooLate, [.at: InstantText.text(due), .due: InstantText.text(latest)],
        "\(row.number): \(zone.local(due)) is too far off: an extension reaches to \(zone.local(latest)) at the latest",
        help: "give an earlier one; what takes longer is voided and planned anew")
    }
    return (due, derived)
  }

  /// The latest deadline that an extension may set: a year from the present one, or from now where that is past.
  func latestExtension(of row: TaskRow, at now: Instant) -> Instant {
    let local = zone.local(max(row.record.due, now))
    let (year, month, day) = (local.date.year + 1, local.date.month, local.date.day)
    // The 29th of February has no anniversary but the day before.
    let date = CivilDate(year: year, month: month, day: day) ?? local.date.adding(days: 365)
    return midnight(of: date.adding(days: 1)).adding(seconds: -1)
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
