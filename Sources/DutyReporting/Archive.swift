import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPlanning
import DutyPorts

/// What reports and notices say, looked up in a ledger and the book in force, as of one instant.
///
/// - Shape: reads only; the same ledger, book and instant give the same documents.
/// - Errors: those of the store.
package struct Archive {
  package let store: any LedgerStore
  package let planner: Planner
  package let now: Instant
  package let book: Book
  let zone: Zone

  package init(_ store: any LedgerStore, _ planner: Planner, now: Instant) {
    self.store = store
    self.planner = planner
    self.now = now
    book = planner.book
    zone = planner.book.settings.zone
  }

  package var day: CivilDate { today }
  var today: CivilDate { zone.local(now).date }
  func date(_ instant: Instant) -> CivilDate { zone.local(instant).date }
  func midnight(_ date: CivilDate) -> Instant { zone.instant(LocalTime(date)) }

  // MARK: Names

  func unitName(_ id: String) -> String { book.units[id]?.name ?? id }
  func personName(_ id: String) -> String { book.people[id]?.name ?? id }

  /// A unit or a person.
  func partyName(_ id: String) -> String { book.units[id]?.name ?? book.people[id]?.name ?? id }

  func subjectName(_ id: String) -> String { book.subject(id).map { book.name(of: $0) } ?? id }
  func standardName(_ id: String) -> String { book.standards[id]?.name ?? id }

  func ladderName(_ id: String) -> String { book.ladders[id].map { $0.name.isEmpty ? id : $0.name } ?? id }

  /// What a task is about, in a few words: its standard, else its duty.
  func title(_ key: TaskKey) -> String {
    if let standard = book.standards[key.grain] { return standard.name }
    let name = book.duties[key.duty]?.name ?? book.campaigns[key.duty]?.name ?? ""
    let duty = name.isEmpty ? key.duty : name
    return key.grain.isEmpty ? duty : duty + "·" + (book.name(ofGrain: key.grain, duty: key.duty) ?? key.grain)
  }

  /// The places above a place, nearest first, without the district.
  func path(_ id: String) -> [String] {
    guard let place = book.places.ref(id) else { return [] }
    return book.places.lineage(place).dropFirst().dropLast().map { book.places.names[$0.index] }
  }

  /// Whether a duty's tasks are documents that a head signs off (M18).
  func isDocument(_ key: TaskKey) -> Bool { book.duties[key.duty]?.signOff != nil }
}

extension NoticeForm {
  /// The form of a document by its rung's series and action.
  package init(series: String, action: String, rung: Int) {
    if let form = NoticeForm(rawValue: series) {
      self = form
      return
    }
    self =
      switch action {
      case "reminder": .reminder
      case "bulletin": .bulletin
      case "interview": .interview
      case "referral": .referral
      case "commendation": .commendation
      case "exposure": .exposure
      case "deduct": .deduction
      case "suspend": .suspension
      case "revoke": .revocation
      case "order": rung <= 1 ? .firstOrder : rung == 2 ? .secondOrder : .thirdOrder
      default: .rectification
      }
  }

  init(_ notice: Notice) {
    self.init(series: notice.series, action: notice.content.action, rung: notice.content.rung)
  }
}
