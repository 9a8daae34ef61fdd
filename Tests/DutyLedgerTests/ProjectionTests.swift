import DutyCalendar
import DutyLedger
import Testing

/// What the store laws do not reach: that taking back leaves no trace.
@Suite struct ProjectionTests {
  private let at = Instant(seconds: 1_795_390_200)

  private func record(_ subject: String) -> TaskRecord {
    TaskRecord(
      key: TaskKey(duty: "d", subject: subject, period: "p"), opens: at, due: at, limit: "",
      roles: TaskRoles(lead: "u", leader: "l", holder: "h", verifier: "v"), assignment: "a", deadline: "d", book: "b")
  }

  private func entry(_ outcome: EntryOutcome) -> Event {
    .entry(EntryRecord(stream: "s", period: "p", opens: at, outcome: outcome, book: "b"))
  }

  private var before: [Event] {
    [
      .generated(record("x")), entry(.missed), .gap(gap("g", 1)), .designated(designation("d")),
      .audited(AuditRecord(date: CivilDate(epochDay: 1), entries: 1, tasks: 1, differences: [])),
      .rung(RungFired(task: record("x").number, ladder: "o", rung: 1, nominal: at, recipients: [])),
    ]
  }

  private func gap(_ id: String, _ pairs: Int) -> GapRecord {
    GapRecord(
      id: id, role: "lead", topic: "t", witness: "w", pairs: pairs, from: CivilDate(epochDay: 1),
      until: CivilDate(epochDay: 2), reason: "")
  }

  private func designation(_ id: String) -> DesignationRecord {
    DesignationRecord(
      id: id, author: "a", date: CivilDate(epochDay: 1), reason: "", duty: "", standard: "", subjects: [], roles: [:],
      until: nil)
  }

  /// One event of every kind that changes something.
  private var changes: [Event] {
    let number = record("x").number
    return [
      .generated(record("y")), entry(.generated), .gap(gap("g", 2)), .gap(gap("h", 1)),
      .gapClosed(GapClosed(id: "g", reason: "")), .designated(designation("e")),
      .designationWithdrawn(DesignationWithdrawn(id: "d", author: "", reason: "")),
      .dispatched(DispatchRecord(date: CivilDate(epochDay: 1), revision: 1, outcome: .daily, tasks: [number])),
      .rung(RungFired(task: number, ladder: "o", rung: 2, nominal: at, recipients: [])),
      .moved(
        TaskMove(
          task: number, from: record("x").roles, to: TaskRoles(lead: "", leader: "", holder: "", verifier: ""),
          assignment: "", reason: "")),
      .rederived(DeadlineChange(task: number, from: at, to: Instant(seconds: 5), deadline: "", reason: "")),
      .acted(TaskActed(task: number, action: .acknowledge, by: "")),
      .receipt(Receipt(kind: .deadline, body: ["a": 1])),
      .audited(AuditRecord(date: CivilDate(epochDay: 2), entries: 1, tasks: 1, differences: [])),
      .bookAccepted(BookAccepted(digest: "b", previous: nil, reason: "", newStreams: [])),
    ]
  }

  @Test func takingBackLeavesNoTrace() throws {
    var projection = Projection()
    for event in before { try projection.apply(event, at: at) }
    let clean = projection
    let order = projection.openByDeadline().map { projection.tasks.rows[$0].number }
    var journal: [Projection.Undo] = []
    for (index, event) in changes.enumerated() {
      let former = projection
      try projection.apply(event, at: at, journal: &journal)
      #expect(projection != former, "change \(index) changes nothing, so it proves nothing")
      var back = projection
      back.undo(journal)
      #expect(back == clean, "after change \(index)")
      #expect(back.openByDeadline().map { back.tasks.rows[$0].number } == order, "the order after change \(index)")
    }
  }

  @Test func aRefusedEventNotesNothing() throws {
    var projection = Projection()
    for event in before { try projection.apply(event, at: at) }
    let clean = projection
    var journal: [Projection.Undo] = []
    let refused: [Event] = [
      .generated(record("x")), .gapClosed(GapClosed(id: "none", reason: "")), .designated(designation("d")),
      .dispatched(
        DispatchRecord(
          date: CivilDate(epochDay: 1), revision: 1, outcome: .daily, tasks: [record("x").number, "00000-00000"])),
      .rung(RungFired(task: record("x").number, ladder: "o", rung: 1, nominal: at, recipients: [])),
      .acted(TaskActed(task: record("x").number, action: .verify, by: "")),
    ]
    for event in refused {
      #expect(throws: FoldError.self) { try projection.apply(event, at: at, journal: &journal) }
    }
    #expect(journal.isEmpty)
    #expect(projection == clean)
  }

  @Test func openTasksStayInOrder() throws {
    var projection = Projection()
    var records: [TaskRecord] = []
    for number in 0..<200 {
      let task = record("s\(number)").with(RecordChange(due: Instant(seconds: Int64(number * 37 % 101))))
      try projection.apply(.generated(task), at: at)
      records.append(task)
      if number % 7 == 0 { _ = projection.openByDeadline() }
      if number % 11 == 0 {
        try projection.apply(.acted(TaskActed(task: records[number].number, action: .void, by: "")), at: at)
      }
      let open = projection.tasks.rows.filter(\.state.isOpen)
      let wanted = open.sorted { ($0.record.due, $0.number) < ($1.record.due, $1.number) }.map(\.number)
      #expect(projection.openByDeadline().map { projection.tasks.rows[$0].number } == wanted)
    }
  }
}
