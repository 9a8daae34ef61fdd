import DutyCalendar
import DutyLedger
import DutyPorts

/// How a finding stands (问题状态).
package enum FindingStanding: String, Hashable, Sendable, CaseIterable {
  /// It waits for the office to tell its standard and place.
  case unclassified
  case open
  case fixed
  case notFound = "not-found"
  case notOurs = "not-ours"
  case joined
  case void

  init(_ closure: Closure) {
    switch closure {
    case .done, .fixed: self = .fixed
    case .notFound: self = .notFound
    case .notOurs: self = .notOurs
    case .joined: self = .joined
    case .void: self = .void
    }
  }

  package var isClosed: Bool { self != .open && self != .unclassified }
}

/// A finding with what became of it.
///
/// - Shape: ``standing`` of a joined finding is that of the one it was joined to, ``main``; ``rows`` are that one's
///   rectifications. What an appeal struck out is void, whatever goes on for others that were joined with it.
package struct FindingCard: Sendable {
  package var finding: Finding
  /// When it was taken in.
  package var at: Instant
  package var main: Finding
  package var rows: [TaskRow]
  package var standing: FindingStanding

  package var isJoined: Bool { main.id != finding.id }
  /// Whose business it is, besides whoever reported it: those whom it names itself, those whom the one it was joined to
  /// names, and those who mend it.
  package var parties: [TaskRoles] { [finding.roles, main.roles].compactMap { $0 } + rows.map(\.record.roles) }
  /// Until when the stage that is open is to be done; `nil` where none is.
  package var due: Instant? { rows.first { $0.state.isOpen }?.record.due }

  /// Of a joined one that had rectifications of its own, those; joining voided what was open of them.
  package var ownRows: [TaskRow] = []

  /// Of a relapse, who had closed it and who had verified that (M36): the former rectification's holder and verifier.
  package var relapseParties: (unit: String, holder: String, verifier: String)?
}

/// Which findings; every part given must hold.
package struct FindingFilter: Hashable, Sendable {
  package var source: String?
  package var standard: String?
  package var place: String?
  /// The unit that answers for its points.
  package var unit: String?
  /// The problem list it came from, by digest.
  package var list: String?
  package var isOpen = false
  package var isRelapse = false
  package var isUnclassified = false
  package var from: Instant?
  package var before: Instant?

  package init() {}

  func takes(_ finding: Finding) -> Bool {
    (source == nil || finding.source == source)
      && (standard == nil || finding.standard == standard)
      && (place == nil || finding.place == place)
      && (unit == nil || finding.roles?.lead == unit)
      && (list == nil || finding.list == list)
      && (!isRelapse || !finding.relapseOf.isEmpty)
      && (!isUnclassified || finding.outcome == .unclassified)
  }
}

extension LedgerStore {
  /// A finding with what became of it; `nil` for an unknown number.
  package func findingCard(_ id: String) throws(StoreError) -> FindingCard? {
    guard let known = try finding(id) else { return nil }
    return try card(known)
  }

  /// The findings that pass, the oldest intake first.
  package func findingCards(_ filter: FindingFilter) throws(StoreError) -> [FindingCard] {
    var cards: [FindingCard] = []
    for first in try records(Finding.self, from: filter.from, before: filter.before) {
      if let card = try findingCard(first, if: filter) { cards.append(card) }
    }
    return cards
  }

  /// The newest findings, the newest first, or those before one of them: a step of reading a long list.
  package func newestFindings(_ count: Int, before id: String?) throws(StoreError) -> [Recorded<Finding>] {
    var query = FactQuery(Finding.kind)
    query.newest = count
    query.beforeID = id
    return try facts(query).reversed().compactMap { stored in
      stored.fact.record(Finding.self).map { Recorded($0, at: stored.at) }
    }
  }

  /// The card of a finding that passes; `nil` for one that does not.
  package func findingCard(
    _ first: Recorded<Finding>, if filter: FindingFilter
  ) throws(StoreError) -> FindingCard? {
    if let from = filter.from, first.at < from { return nil }
    if let before = filter.before, first.at >= before { return nil }
    let known = first.record.outcome == .unclassified ? try finding(first.record.id) ?? first : first
    guard filter.takes(known.record) else { return nil }
    let card = try card(known)
    if filter.isOpen, card.standing.isClosed { return nil }
    if filter.isUnclassified, card.standing != .unclassified { return nil }
    return card
  }

  private func card(_ known: Recorded<Finding>) throws(StoreError) -> FindingCard {
    let main = try mainFinding(of: known.record)
    let rows = try rectifications(of: main)
    let appeal = try record(AppealDecision.self, id: Appeal.id(against: known.record.id))
    let standing: FindingStanding =
      if appeal?.record.isUpheld == true {
        .void
      } else if main.outcome == .unclassified {
        .unclassified
      } else {
        rows.closure.map { FindingStanding($0) } ?? .open
      }
    return FindingCard(
      finding: known.record, at: known.at, main: main, rows: rows, standing: standing,
      ownRows: main.id == known.record.id ? [] : try rectifications(of: known.record),
      relapseParties: try relapseParties(known.record))
  }

  private func relapseParties(
    _ finding: Finding
  ) throws(StoreError) -> (unit: String, holder: String, verifier: String)? {
    guard !finding.relapseOf.isEmpty, let former = try self.finding(finding.relapseOf)?.record,
      let row = try rectifications(of: former).last
    else { return nil }
    let roles = row.record.roles
    return (roles.lead, roles.holder, roles.verifier)
  }
}
