import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// How the daemon does, for Prometheus.
///
/// - Shape: counts and instants, no name of anybody. Whoever asks from this machine itself is answered; through a proxy or
///   from another machine it takes a token that may read the status.
package struct MetricsRoutes: RouteGroup {
  private let watch = LedgerWatch()

  package init() {}

  package var routes: [Route] {
    [
      Route(
        .get, "/metrics", "metrics", "How the daemon does, in Prometheus' text format", .anybody,
        answers: [
          RouteAnswer(200, "The figures", type: "text/plain", schema: Shape.text),
          RouteAnswer(403, "Not from elsewhere", type: "application/problem+json", schema: Schemas.reference("Problem")),
        ], run: show)
    ]
  }

  @Sendable
  private func show(_ request: FrontRequest) async throws(Problem) -> Response {
    // Without a proxy's word for it, the address is the peer's own.
    if !["local", "127.0.0.1", "::1"].contains(request.address) {
      try request.require(.readStatus, .district)
    }
    let (watch, now, first) = (watch, request.now, request.parts.firstHead)
    let figures = try await request.reading { store throws(StoreError) in
      try watch.figures(store, at: now, since: first)
    }
    let last = try await request.reading { store throws(StoreError) in try store.lastDispatch() }
    return .text(Self.text(request.view, figures, last, ProcessFigures.read()), type: MetricsText.mediaType)
  }

  static func text(
    _ view: FrontView, _ figures: LedgerWatch.Figures, _ last: StoredDispatch?, _ process: ProcessFigures
  ) -> String {
    var out = MetricsText()
    rules(&out, view)
    loop(&out, view, figures, last)
    tasks(&out, figures)
    out.metric(
      "process_start_time_seconds", .gauge, "When the process started, in seconds since 1970.",
      process.startedAt.map { .decimal($0) } ?? .unknown)
    out.metric(
      "process_resident_memory_bytes", .gauge, "Memory of the process that lies in RAM.",
      process.residentBytes.map { .whole($0) } ?? .unknown)
    out.metric(
      "process_cpu_seconds_total", .counter, "CPU time of the process.",
      process.cpuSeconds.map { .decimal($0) } ?? .unknown)
    return out.text
  }

  private static func rules(_ out: inout MetricsText, _ view: FrontView) {
    out.metric(
      "dutyd_book_info", .gauge, "The rule book in force, by its digest.",
      [(labels: [("digest", view.book.digest), ("district", view.book.settings.district)], value: .whole(1))])
    let reload = view.status.lastReload
    out.metric(
      "dutyd_last_reload_timestamp_seconds", .gauge,
      "When the rules were last read again, in seconds since 1970; 0 for not since the start.",
      .whole(reload?.at.seconds ?? 0))
    out.metric(
      "dutyd_last_reload_success", .gauge, "Whether that was accepted; 1 where there was none.",
      .whole(reload?.isAccepted ?? true ? 1 : 0))
    out.metric(
      "dutyd_rules_refused", .gauge, "Whether the rules on disk are refused, so that an earlier book is in force.",
      .whole(view.status.refused == nil ? 0 : 1))
  }

  private static func loop(
    _ out: inout MetricsText, _ view: FrontView, _ figures: LedgerWatch.Figures, _ last: StoredDispatch?
  ) {
    out.metric(
      "dutyd_failing", .gauge, "Whether the store or the queues cannot be written.",
      .whole(view.status.problem == nil ? 0 : 1))
    out.metric(
      "dutyd_next_wake_timestamp_seconds", .gauge, "The next instant at which something is due, in seconds since 1970.",
      view.status.next.map { .whole($0.at.seconds) } ?? .unknown)
    out.metric(
      "dutyd_ledger_transactions", .gauge, "The number of the ledger's newest transaction.", .whole(view.status.head))
    out.metric(
      "dutyd_dispatch_lateness_seconds", .gauge,
      "How long after its hour the newest daily dispatch was recorded; no sample before the first since the start.",
      figures.dispatch.map { [(labels: [], value: .whole($0.late))] } ?? [])
    out.metric(
      "dutyd_last_dispatch_timestamp_seconds", .gauge,
      "The hour of the newest dispatch, in seconds since 1970; 0 before the first.", .whole(last?.at.seconds ?? 0))
    out.metric(
      "dutyd_dispatches_total", .counter, "Daily dispatches seen since the start.", .whole(Int64(figures.dispatches)))
  }

  private static func tasks(_ out: inout MetricsText, _ figures: LedgerWatch.Figures) {
    var open: [(labels: [(String, String)], value: MetricsText.Value)] = []
    for state in TaskState.allCases where state.isOpen {
      for age in 0...LedgerWatch.ages.count {
        let count = figures.open.filter { $0.state == state && $0.age == age }.reduce(0) { $0 + $1.count }
        open.append((labels: [("state", state.rawValue), ("age", ageName(age))], value: .whole(Int64(count))))
      }
    }
    out.metric("dutyd_open_tasks", .gauge, "Open tasks by state and by days since they opened.", open)
    out.metric(
      "dutyd_overdue_tasks", .gauge, "Open tasks whose deadline has passed, by state.",
      TaskState.allCases.filter(\.isOpen).map { state in
        let count = figures.open.filter { $0.state == state && $0.isOverdue }.reduce(0) { $0 + $1.count }
        return (labels: [("state", state.rawValue)], value: .whole(Int64(count)))
      })
    out.metric(
      "dutyd_rungs_fired_total", .counter, "Rungs that have fired, by ladder and rung.",
      figures.rungs.map { ([("ladder", $0.ladder), ("rung", String($0.rung))], .whole(Int64($0.count))) })
    // What is not there yet is 0: a rate over it is then a rate, and not nothing.
    let outcomes = ["delivered", "failed", "passed-on", "undelivered"]
    out.metric(
      "dutyd_delivery_attempts_total", .counter, "Messages that were tried to be delivered since the start, by outcome.",
      outcomes.map { ([("outcome", $0)], .whole(Int64(figures.deliveries[$0] ?? 0))) })
    let failures = figures.deliveries.filter { $0.key != "delivered" }.values.reduce(0, +)
    out.metric(
      "dutyd_delivery_failures_total", .counter, "Attempts at delivery that failed since the start.",
      .whole(Int64(failures)))
  }

  /// `under 1d`, `1d to 3d`, `over 30d`.
  private static func ageName(_ age: Int) -> String {
    let bounds = LedgerWatch.ages
    if age == 0 { return "under \(bounds[0])d" }
    return age == bounds.count ? "over \(bounds[age - 1])d" : "\(bounds[age - 1])d to \(bounds[age])d"
  }
}
