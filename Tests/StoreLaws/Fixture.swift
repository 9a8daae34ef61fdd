import DutyCalendar
import DutyLedger

/// Small events to put laws together from. Instants are seconds after 2026-11-23T00:00:00Z.
enum Fixture {
  static let start: Int64 = 1_795_392_000
  static let past = Instant(seconds: .min)
  static let future = Instant(seconds: .max)

  static func instant(_ second: Int64) -> Instant { Instant(seconds: start + second) }
  static func day(_ days: Int) -> CivilDate { CivilDate(epochDay: Int32(20_780 + days)) }

  static func roles(_ holder: String = "p-0112", lead: String = "u-jiaotong", support: [String] = []) -> TaskRoles {
    TaskRoles(lead: lead, leader: "p-0003", holder: holder, verifier: "p-0900", support: support)
  }

  static func task(
    _ subject: String, duty: String = "road-patrol", grain: String = "", period: String = "2026-11-23", n: Int = 1,
    opens: Int64 = 0, due: Int64 = 3600, ladder: String = "overdue", roles: TaskRoles = roles()
  ) -> TaskRecord {
    TaskRecord(
      key: TaskKey(duty: duty, subject: subject, grain: grain, period: period, n: n), opens: instant(opens),
      due: instant(due), limit: "17:30", roles: roles, assignment: "0123456789abcdef", deadline: "fedcba9876543210",
      ladder: ladder, book: "book-1")
  }

  static func entry(
    _ stream: String, _ period: String = "2026-11-23", n: Int = 1, opens: Int64 = 0,
    _ outcome: EntryOutcome = .generated
  ) -> EntryRecord {
    EntryRecord(
      stream: stream, period: period, n: n, opens: instant(opens), outcome: outcome, reason: "因\(outcome.rawValue)",
      count: 3, digest: "d-\(period)", book: "book-1")
  }

  static func dispatch(_ day: Int = 0, _ revision: Int = 1, _ tasks: [String] = []) -> DispatchRecord {
    DispatchRecord(date: self.day(day), revision: revision, outcome: .daily, tasks: tasks)
  }

  static func rung(_ task: String, _ rung: Int, ladder: String = "overdue") -> RungFired {
    RungFired(task: task, ladder: ladder, rung: rung, nominal: instant(3600), recipients: ["p-0003", "u-office"])
  }

  static func acted(_ task: String, _ action: TaskAction) -> Event {
    .acted(TaskActed(task: task, action: action, by: "p-0112", note: "已到现场"))
  }

  static func move(_ task: TaskRecord, to roles: TaskRoles) -> Event {
    .moved(TaskMove(task: task.number, from: task.roles, to: roles, assignment: "a-new", reason: "规则修改"))
  }

  static func gap(_ id: String, pairs: Int = 12) -> GapRecord {
    GapRecord(
      id: id, role: "lead", topic: "standard:exposed-rubbish", witness: "road-zhongshan", pairs: pairs, from: day(0),
      until: day(30), reason: "no rule names a lead")
  }

  static func designation(_ id: String) -> DesignationRecord {
    DesignationRecord(
      id: id, author: "p-0001", date: day(0), reason: "兜底", duty: "", standard: "exposed-rubbish",
      subjects: ["road-zhongshan"], roles: ["lead": "u-huanwei"], until: nil)
  }

  /// The actions that lead from generated to a state.
  static func way(to state: TaskState) -> [TaskAction] {
    switch state {
    case .generated: []
    case .dispatched: [.dispatch]
    case .acknowledged: [.dispatch, .acknowledge]
    case .reported: [.dispatch, .report]
    case .returned: [.dispatch, .report, .return]
    case .suspended: [.dispatch, .suspend]
    case .closed: [.dispatch, .report, .verify]
    case .voided: [.void]
    }
  }
}
