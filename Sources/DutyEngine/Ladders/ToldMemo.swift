import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning

/// Whom the rungs of one transaction tell, settled once for all cases that ask the same on its day.
///
/// - Shape: cases ask the same where they have the same people, duty and standard; and the same subject, where some rung
///   asks for the place or the unit itself.
struct ToldMemo {
  private struct Key: Hashable {
    var ladder: String
    /// By whose steps: ladders of one name may differ from book to book.
    var book: String
    var number: Int
    var lead: Ref<Unit>?
    var leader: Ref<Person>?
    var holder: Ref<Person>?
    var duty: Ref<Duty>?
    var standard: Ref<Standard>?
    var sector: Ref<Sector>?
    var subject: Subject?
  }

  private let day: CivilDate
  private var known: [Key: Told] = [:]

  init(on day: CivilDate) {
    self.day = day
  }

  mutating func told(_ firing: Firing, by engine: Engine) throws(EngineError) -> Told {
    let record = firing.task.record
    let asked = engine.asked(by: record)
    let asksSubject = firing.ladder.asksSubject
    let key = Key(
      ladder: firing.ladder.id, book: record.book, number: firing.number, lead: asked.roles.lead,
      leader: asked.roles.leader, holder: asked.roles.holder, duty: asked.question.duty,
      standard: asked.question.standard, sector: asked.question.sector,
      subject: asksSubject ? asked.question.subject : nil)
    if let told = known[key] { return told }
    let told = try engine.recipients(of: firing.ladder, firing.number, asked: asked, on: day)
    known[key] = told
    return told
  }
}

extension Ladder {
  /// Whether whom some rung tells depends on the place or unit that a case is about.
  fileprivate var asksSubject: Bool {
    rungs.contains { rung in
      rung.to.contains { expression in
        expression.alternatives.contains { $0.path.root.isSubject || $0.outside?.root.isSubject == true }
      }
    }
  }
}

extension RoleRoot {
  fileprivate var isSubject: Bool { self == .place || self == .unit }
}
