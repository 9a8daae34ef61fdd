import DutyBook
import DutyCalendar
import DutyLedger
import Synchronization

/// What must exist: a pure function of the book, the calendar and a span of days (design invariant 1).
///
/// The planner knows no clock and no ledger; what the ledger already has is subtracted by whoever asks.
package final class Planner: Sendable {
  package let assignment: Assignment
  package let book: Book
  package let streams: [Stream]
  /// The subjects of each stream, in register order.
  let subjects: [[Subject]]
  /// For each duty, the overlays of campaigns that re-time it, the strictest first.
  let overlays: [[OverlayUse]]
  /// By duty: whether it stands for the milestones of a campaign's plan.
  let isPlan: [Bool]
  package let formerNames: FormerNames
  let stretches: Stretches
  /// What was decided before, and still stands: it can be forgotten at any time.
  let kept = Mutex(KeptDecisions())

  struct OverlayUse: Sendable {
    var stream: Int?
    var campaign: Ref<Campaign>
    var overlay: Overlay
    var window: DateSpan
  }

  package init(_ assignment: Assignment) {
    self.assignment = assignment
    let book = assignment.book
    self.book = book
    let streams = book.streams()
    self.streams = streams
    subjects = Self.subjects(of: streams, assignment)
    overlays = Self.overlays(of: book, streams)
    isPlan = book.duties.rows.map { book.campaigns[$0.id]?.plan != nil }
    formerNames = FormerNames(book)
    stretches = Stretches(assignment)
  }

  package func streamIndex(_ id: String) -> Int? { streams.firstIndex { $0.id == id } }

  private static func subjects(of streams: [Stream], _ assignment: Assignment) -> [[Subject]] {
    let book = assignment.book
    var byDuty: [Ref<Duty>: [Subject]] = [:]
    for stream in streams where byDuty[stream.duty] == nil {
      byDuty[stream.duty] = assignment.subjects(of: book.duties[stream.duty].of)
    }
    return streams.map { stream in
      let all = byDuty[stream.duty] ?? []
      let zones = book.duties[stream.duty].zones.map(\.zone)
      switch stream.kind {
      case .overlay, .milestones: return all
      case .zone(let zone): return all.filter { assignment.zone(of: $0) == zone }
      case .base:
        if zones.isEmpty { return all }
        return all.filter { subject in assignment.zone(of: subject).map { !zones.contains($0) } ?? true }
      }
    }
  }

  private static func overlays(of book: Book, _ streams: [Stream]) -> [[OverlayUse]] {
    book.duties.refs.map { duty in
      var uses: [OverlayUse] = []
      for campaign in book.campaigns.refs {
        for (number, overlay) in book.campaigns[campaign].overlays.enumerated() where overlay.duties.contains(duty) {
          let stream = streams.firstIndex { $0.duty == duty && $0.kind == .overlay(campaign, number) }
          uses.append(
            OverlayUse(
              stream: stream, campaign: campaign, overlay: overlay, window: book.campaigns[campaign].window))
        }
      }
      return uses.sorted { strictness($0, book, streams) < strictness($1, book, streams) }
    }
  }

  /// Stricter comes first: more openings in four weeks, then the shorter deadline, then the campaign's name.
  private static func strictness(
    _ use: OverlayUse, _ book: Book, _ streams: [Stream]
  ) -> (Int, Int64, String) {
    let name = book.campaigns[use.campaign].id
    guard let index = use.stream, let day = use.window.from ?? use.window.until else { return (0, .max, name) }
    let openings = streams[index].schedule.occurrences(from: day, to: day.adding(days: 27))
    let start = book.settings.zone.instant(LocalTime(day, streams[index].timing.opens))
    let due = streams[index].timing.due.deadline(from: start, period: openings.first?.period, in: book.limitContext)
    return (-openings.count, due.due.seconds - start.seconds, name)
  }

  /// The entries of a stream that open on these days, by opening.
  package func entries(of index: Int, from: CivilDate, to: CivilDate) -> [PlannedEntry] {
    let stream = streams[index]
    if case .milestones(let campaign) = stream.kind {
      return milestones(of: campaign, stream: index).filter { $0.date >= from && $0.date <= to }
    }
    let first = max(from, stream.span.from ?? from)
    let last = min(to, stream.span.until ?? to)
    guard first <= last else { return [] }
    return stream.schedule.occurrences(from: first, to: last).compactMap { occurrence in
      guard occurrence.date >= first, occurrence.date <= last else { return nil }
      var entry = PlannedEntry(
        stream: index, period: occurrence.period, n: occurrence.n, opens: occurrence.opens, date: occurrence.date,
        outcome: .generate, notes: occurrence.notes, milestone: nil)
      switch occurrence.outcome {
      case .opens: entry.outcome = supersession(of: stream, index, on: occurrence.date)
      case .skipped(let why): entry.outcome = .skipped(why)
      case .merged(let period): entry.outcome = .merged("merged with period \(period), which opens at the same time")
      }
      if case .overlay = stream.kind, entry.outcome == .generate { entry.n += taken(entry.period, before: index) }
      return entry
    }
  }

  /// How many occurrences of a period the duty has by its other streams: a campaign's come on top of those, since the
  /// key of a task names the duty and the period, not what timed it.
  private func taken(_ period: Period, before index: Int) -> Int {
    let duty = streams[index].duty
    var most = 0
    for other in streams.indices where streams[other].duty == duty && other != index {
      // Streams of a duty stand base first, then zones, then overlays in the order of the campaigns.
      if case .overlay = streams[other].kind, other > index { continue }
      for entry in entries(of: other, from: period.first.adding(days: -14), to: period.last.adding(days: 14))
      where entry.period.name == period.name && entry.outcome == .generate {
        most = max(most, entry.n)
      }
    }
    return most
  }

  /// Whether a campaign takes a period over that opens on a day.
  func supersession(of stream: Stream, _ index: Int, on date: CivilDate) -> PlannedEntry.Outcome {
    let uses = overlays[stream.duty.index].filter { $0.stream != nil && $0.window.contains(date) }
    guard let strictest = uses.first else { return .generate }
    let name = book.campaigns[strictest.campaign].id
    switch stream.kind {
    case .base, .zone:
      if strictest.overlay.cutPeriod == .keep { return .generate }
      return .merged("campaign \(name) times this duty from \(strictest.window.from?.description ?? "the start")")
    case .overlay:
      if strictest.stream == index { return .generate }
      return .merged("campaign \(name) is stricter on this day")
    case .milestones: return .generate
    }
  }

  /// The milestones of a backward plan (M32): each opens on the workday after the one before it.
  private func milestones(of campaign: Ref<Campaign>, stream: Int) -> [PlannedEntry] {
    let row = book.campaigns[campaign]
    guard let plan = row.plan else { return [] }
    let calendar = book.workCalendar
    let deadline = calendar.previousWorkday(onOrBefore: plan.deadline)
    var opens = row.window.from ?? book.settings.start
    var entries: [PlannedEntry] = []
    for milestone in plan.milestones.sorted(by: { $0.workdaysBack > $1.workdaysBack }) {
      let day =
        milestone.workdaysBack == 0 ? plan.deadline : calendar.adding(workdays: -milestone.workdaysBack, to: deadline)
      entries.append(
        PlannedEntry(
          stream: stream,
          // Met on its day at the latest: one that falls on a day off is due on the workday before it.
          period: Period(
            name: day.description, kind: .day, first: opens, last: calendar.previousWorkday(onOrBefore: day)), n: 1,
          opens: book.settings.zone.instant(LocalTime(opens, streams[stream].timing.opens)), date: opens,
          outcome: .generate, notes: ["laid \(milestone.workdaysBack) workdays back from \(plan.deadline)"],
          milestone: milestone))
      opens = calendar.nextWorkday(onOrAfter: day.adding(days: 1))
    }
    return entries
  }

  /// All entries that open on these days, by opening, then by stream.
  package func entries(from: CivilDate, to: CivilDate) -> [PlannedEntry] {
    var all: [PlannedEntry] = []
    for index in streams.indices { all += entries(of: index, from: from, to: to) }
    return all.sorted { ($0.opens, streams[$0.stream].id, $0.period, $0.n) < ($1.opens, streams[$1.stream].id, $1.period, $1.n) }
  }
}

extension Assignment {
  /// Every subject a selector takes in, in register order.
  package func subjects(of selector: SubjectSelector) -> [Subject] {
    switch selector {
    case .units:
      return book.units.refs.map { .unit($0) }.filter { matches(selector, $0) }
    case .places(let places):
      if !places.ids.isEmpty { return places.ids.sorted().map { .place($0) }.filter { matches(selector, $0) } }
      // A class is asked once for all its places.
      let taken = (0..<classes.count).map {
        classes.matches(places, place: Int(classes.representative[$0]), book: book)
      }
      return classes.classOf.indices.filter { taken[Int(classes.classOf[$0])] }.map { .place(Ref($0)) }
    }
  }
}

extension Planner {
  /// Whether a stream's tasks are on this subject.
  package func contains(_ subject: String, in stream: Int) -> Bool {
    book.subject(subject).map { contains($0, in: stream) } ?? false
  }

  package func contains(_ subject: Subject, in stream: Int) -> Bool {
    let duty = streams[stream].duty
    guard assignment.matches(book.duties.rows[duty.index].of, subject) else { return false }
    let zone = assignment.zone(of: subject)
    switch streams[stream].kind {
    case .overlay, .milestones: return true
    case .zone(let own): return zone == own
    case .base: return !book.duties.rows[duty.index].zones.contains { $0.zone == zone }
    }
  }
}
