import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPorts

extension Archive {
  /// Up to where a document knows its cases: as they stood when it was put forward, and what came of them until it was
  /// issued; a proposal goes on being told what came of them.
  struct CaseSpan {
    /// The document that was put forward, as the cases' histories name it.
    var proposed: String
    var at: Instant
    /// The document that was issued on the strength of a proposal; empty for one that is not approved.
    var issued: String
    /// `nil` where nothing was decided in between.
    var until: Instant?

    /// A numbered notice; ``proposal`` is what it was approved from, if anything.
    init(_ notice: Recorded<Notice>, proposal: Recorded<NoticeProposal>?) {
      proposed = proposal?.record.id ?? notice.record.id
      at = proposal?.at ?? notice.at
      issued = notice.record.id
      until = proposal == nil ? nil : notice.at
    }

    init(_ proposal: Recorded<NoticeProposal>, now: Instant) {
      proposed = proposal.record.id
      at = proposal.at
      issued = ""
      until = max(now, proposal.at)
    }
  }

  /// A case as it stood when its document was put forward, with what became of it since.
  func noticeCase(_ number: String, _ span: CaseSpan) throws(StoreError) -> NoticeCase? {
    let history = try store.events(of: number) { $0 != .receipt && $0 != .delivery && $0 != .evidence }
    let then = prefix(of: history, to: span.proposed, at: span.at)
    guard let row = Self.folded(then) else { return nil }
    let key = row.record.key
    let finding = key.work == .rectification ? try store.finding(key.period)?.record : nil
    let source = finding.map { sourceName($0.source) }
    let isOver = row.state == .reported || row.state == .closed
    var item = NoticeCase(
      task: row.number, finding: finding?.id ?? "", title: title(key), standard: standardName(key.grain),
      place: subjectName(key.subject), path: path(key.subject), foundOn: finding.map { date($0.foundAt) },
      foundBy: source ?? "", deadline: row.record.due, asOf: isOver ? row.reportedAt ?? span.at : span.at,
      what: finding?.text ?? "", failed: row.round, holder: personName(row.record.roles.holder))
    if let until = span.until {
      let later = span.issued.isEmpty ? history[...] : prefix(of: history, to: span.issued, at: until)
      item.since = try became(row, Self.folded(later) ?? row, finding, until)
    }
    return item
  }

  private func became(
    _ then: TaskRow, _ row: TaskRow, _ finding: Finding?, _ until: Instant
  ) throws(StoreError) -> NoticeCase.Since? {
    if let finding {
      let upheld = try store.records(AppealDecision.self).first {
        $0.record.isUpheld && $0.record.against == finding.id && $0.at <= until
      }
      if let upheld { return .struck(date(upheld.at)) }
    }
    guard row.state != then.state else { return row.state.isOpen ? .open : nil }
    switch row.state {
    case .closed: return .closed(date(row.closedAt ?? until))
    case .voided: return .withdrawn(date(row.closedAt ?? until))
    case .reported: return .reported(date(row.reportedAt ?? until))
    default: return .open
    }
  }

  /// The part of a history up to a document; one that it does not name is found by its instant.
  private func prefix(of history: [DatedEvent], to document: String, at instant: Instant) -> ArraySlice<DatedEvent> {
    let named = history.firstIndex { dated in
      guard case .fact(let fact) = dated.event else { return false }
      return fact.id == document && (fact.kind == .notice || fact.kind == .noticeProposal)
    }
    if let named { return history[...named] }
    return history.prefix { $0.at <= instant }
  }

  /// A task as some of its events leave it.
  private static func folded(_ events: ArraySlice<DatedEvent>) -> TaskRow? {
    guard case .generated(let record)? = events.first(where: { if case .generated = $0.event { true } else { false } })?.event
    else { return nil }
    var row = TaskRow(record: record)
    for dated in events {
      switch dated.event {
      case .acted(let acted): try? row.take(acted, at: dated.at)
      case .moved(let move): row.record = row.record.with(RecordChange(roles: move.to))
      case .rederived(let change): row.record = row.record.with(change.change)
      default: break
      }
    }
    return row
  }

  /// Where a finding came from, as the district's documents say it.
  func sourceName(_ id: String) -> String {
    book.settings.locale == .chinese ? book.settings.findings.source(id)?.name ?? id : id
  }
}
