import DutyBook
import DutyCalendar
import DutyDocuments
import DutyLedger
import DutyPages
import DutyPorts

extension PageArchive {
  /// At most so many documents stand in one list.
  static let mostNotices = 60

  /// The documents to some people and units, or about those units, the newest first.
  ///
  /// - Parameters:
  ///   - parties: people and units; `nil` for all documents.
  ///   - after: only those that come after this one; `nil` for the newest.
  ///   - mayRead: the last word on each of them.
  package func notices(
    of parties: [String]?, after: String? = nil, mayRead: (NoticeContent) -> Bool
  ) throws(StoreError) -> NoticeListView {
    var last: Recorded<Notice>?
    if let after { last = try store.record(Notice.self, id: after) }
    let isAfter = { [last] (stored: Recorded<Notice>) -> Bool in last.map { Self.isOlder(stored, $0) } ?? true }
    var found: [Recorded<Notice>] = []
    for topic in parties.map({ $0.prefix(60).flatMap { [Self.to($0), Topic.unit($0)] } }) ?? [nil] {
      found += try newest(topic, upTo: last?.at, where: isAfter)
    }
    var rows: [NoticeView] = []
    var seen: Set<String> = []
    var next: String?
    let amended = try store.amendedNotices()
    for stored in found.sorted(by: { Self.isOlder($1, $0) }) {
      guard seen.insert(stored.record.id).inserted, mayRead(stored.record.content) else { continue }
      guard rows.count < Self.mostNotices else {
        next = rows.last?.id
        break
      }
      rows.append(try view(of: stored, gone: amended[stored.record.id] ?? []))
    }
    return NoticeListView(rows: rows, seesAll: parties == nil, after: next, isLater: last != nil)
  }

  /// More documents than one list shows, of those recorded at an instant or before it; fewer where there are no more.
  private func newest(
    _ topic: String?, upTo instant: Instant?, where isMeant: (Recorded<Notice>) -> Bool
  ) throws(StoreError) -> [Recorded<Notice>] {
    var count = Self.mostNotices + 1
    while true {
      let read = try newest(topic, count, before: instant?.adding(seconds: 1))
      if read.count < count { return read.filter(isMeant) }
      // Of those that were recorded with the oldest of them some may be missing.
      let whole = read.filter { stored in read.first.map { stored.at > $0.at } ?? false }.filter(isMeant)
      if whole.count > Self.mostNotices { return whole }
      count *= 2
    }
  }

  /// The order of the list: by instant, then as they were numbered.
  private static func isOlder(_ a: Recorded<Notice>, _ b: Recorded<Notice>) -> Bool {
    (a.at, a.record.year, a.record.number, a.record.series) < (b.at, b.record.year, b.record.number, b.record.series)
  }

  /// How many documents wait for an answer of some people and units.
  package func unanswered(by parties: [String]) throws(StoreError) -> Int {
    var open: Set<String> = []
    for party in parties {
      for stored in try newest(Self.to(party), 30) where stored.record.content.answerBy != nil {
        let standing = try standing(of: stored.record)
        if standing == .open || standing == .late { open.insert(stored.record.id) }
      }
    }
    return open.count
  }

  private static func to(_ party: String) -> String { "to:" + party }

  private func newest(
    _ topic: String?, _ count: Int, before instant: Instant? = nil
  ) throws(StoreError) -> [Recorded<Notice>] {
    var query = FactQuery(Notice.kind, topic: topic)
    query.before = instant
    query.newest = count
    return try store.facts(query).compactMap { stored in
      stored.fact.record(Notice.self).map { Recorded($0, at: stored.at) }
    }
  }

  private func standing(of notice: Notice) throws(StoreError) -> NoticeView.Standing {
    if try store.fact(.noticeWithdrawal, id: notice.id) != nil { return .withdrawn }
    if try !store.facts(FactQuery(.noticeAnswer, topic: Topic.notice(notice.id))).isEmpty { return .answered }
    guard let by = notice.content.answerBy else { return .unanswerable }
    return now > by ? .late : .open
  }

  /// - Parameter gone: the tasks that it no longer speaks of.
  func view(of stored: Recorded<Notice>, gone: Set<String> = []) throws(StoreError) -> NoticeView {
    let (notice, content) = (stored.record, stored.record.content)
    var about: [String] = content.unit.isEmpty ? [] : [archive.unitName(content.unit)]
    let first = content.tasks.first { !gone.contains($0) } ?? content.tasks.first
    if let first, let row = try store.task(number: first) {
      about += [archive.title(row.record.key), archive.subjectName(row.record.key.subject)]
    }
    var view = NoticeView(
      id: notice.id, about: about.joined(separator: " · "), to: content.recipients.map { names.person($0) }, at: stored.at,
      answerBy: content.answerBy, approvedBy: notice.approvedBy.isEmpty ? "" : names.person(notice.approvedBy),
      standing: try standing(of: notice), tasks: content.tasks)
    view.gone = gone
    return view
  }

  /// How a document was withdrawn: when, who decided it, why, and on which appeal.
  private func withdrawal(
    of id: String
  ) throws(StoreError) -> (at: Instant, by: String, reason: String, appeal: PageLink)? {
    guard let withdrawal = try store.record(NoticeWithdrawal.self, id: id) else { return nil }
    let decision = try store.record(AppealDecision.self, id: withdrawal.record.appeal)?.record
    let appeal = PageLink(reader.appealText, decision.map { appealHref($0.against) } ?? "")
    return (
      withdrawal.at, decision.map { person($0.by) } ?? "", decision?.reason ?? withdrawal.record.reason, appeal
    )
  }

  /// A document with its text and its answers.
  package func notice(_ stored: Recorded<Notice>) throws(StoreError) -> NoticeView {
    let id = stored.record.id
    var view = try view(of: stored, gone: try store.amendedNotices()[id] ?? [])
    view.withdrawal = try withdrawal(of: id)
    view.document = try archive.noticeFragment(id, locale: reader.locale.settings)
    let answers = try store.records(NoticeAnswer.self, topic: Topic.notice(id))
    view.answers = answers.map { (at: $0.at, by: person($0.record.by), text: $0.record.text) }
    let content = stored.record.content
    let unit = archive.book.people[person].map { archive.book.units[$0.unit].id } ?? ""
    let isAsked =
      !person.isEmpty
      && (content.recipients.contains(person) || !unit.isEmpty && (content.recipients.contains(unit) || content.unit == unit))
    view.isContested = try isContested(id)
    view.mayAnswer = isAsked && view.standing != .withdrawn && !answers.contains { $0.record.by == person }
    return view
  }

  /// The documents that a number may mean, as a search names them.
  package func notices(numbered text: String, mayRead: (NoticeContent) -> Bool) throws(StoreError) -> [SearchView.Hit] {
    var hits: [SearchView.Hit] = []
    for id in reader.noticeIDs(text) {
      guard let stored = try store.record(Notice.self, id: id), mayRead(stored.record.content) else { continue }
      let view = try view(of: stored)
      hits.append(SearchView.Hit(reader.numberedText(view.id), view.href, about: view.about))
    }
    return hits
  }
}
