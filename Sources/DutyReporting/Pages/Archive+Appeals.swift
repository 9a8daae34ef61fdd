import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPages
import DutyPorts

extension PageArchive {
  /// What an identifier names that can be contested, with its appeal; `nil` where nothing is called so.
  package func appeal(against id: String) throws(StoreError) -> AppealView? {
    guard var view = try contested(id) else { return nil }
    let appeals = try store.records(Appeal.self, topic: "against:" + id)
    guard let filed = appeals.first else { return view }
    view.filed = AppealView.Filed(by: person(filed.record.by), at: filed.at, reason: filed.record.reason)
    view.filer = filed.record.by
    if let decision = try store.record(AppealDecision.self, id: filed.record.id) {
      view.decided = AppealView.Decided(
        isUpheld: decision.record.isUpheld, by: person(decision.record.by), at: decision.at,
        reason: decision.record.reason, changes: try changes(of: decision.record))
    }
    return view
  }

  /// What a decision changed, in the reader's words.
  private func changes(of decision: AppealDecision) throws(StoreError) -> [AppealView.Change] {
    var units: [String: String] = [:]
    for effect in decision.effects {
      switch effect {
      case .givenBack(let name, _), .takenAfterAll(let name, _):
        units[name] = try store.record(Deduction.self, id: name).map { archive.unitName($0.record.unit) }
      default: break
      }
    }
    let words = EffectWords(reader, names) { [units] in units[$0] ?? "" }
    return decision.changes.map { words.change($0) }
  }

  private func contested(_ id: String) throws(StoreError) -> AppealView? {
    if let card = try store.findingCard(id) {
      let finding = card.finding
      return AppealView(
        against: id, title: reader.findingName(id),
        about: [finding.text, archive.subjectName(finding.placeText)].filter { !$0.isEmpty }.joined(separator: " · "),
        page: "/findings/" + encoded(id))
    }
    if let notice = try store.record(Notice.self, id: id) {
      let row = try view(of: notice)
      var view = AppealView(against: id, title: "", about: row.about, page: row.href)
      view.isWithdrawn = row.standing == .withdrawn
      return view
    }
    if let deduction = try store.record(Deduction.self, id: id)?.record {
      return AppealView(
        against: id, title: reader.deductionName,
        about: [archive.unitName(deduction.unit), deduction.date.description, why(deduction.reason)]
          .filter { !$0.isEmpty }.joined(separator: " · "), page: "")
    }
    if let flag = try store.record(EligibilityFlag.self, id: id)?.record {
      return AppealView(
        against: id, title: reader.flagName,
        about: [
          archive.unitName(flag.unit), reader.called(names.flag(flag.flag)), flag.from.description, why(flag.reason),
        ]
          .filter { !$0.isEmpty }.joined(separator: " · "), page: "")
    }
    return nil
  }

  private func why(_ reason: String) -> String { reader.rungReason(reason, archive.book) }

  /// Whether there is an appeal against something.
  package func isContested(_ id: String) throws(StoreError) -> Bool {
    try !store.facts(FactQuery(Appeal.kind, topic: "against:" + id)).isEmpty
  }

  /// Appeals that nobody has decided, who has waited longest first.
  func openAppeals() throws(StoreError) -> [Recorded<Appeal>] {
    let decided = Set(try store.records(AppealDecision.self).map(\.record.appeal))
    return try store.records(Appeal.self).filter { !decided.contains($0.record.id) }
  }
}
