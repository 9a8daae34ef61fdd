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
  ///   - mayRead: the last word on each of them.
  package func notices(of parties: [String]?, mayRead: (NoticeContent) -> Bool) throws(StoreError) -> NoticeListView {
    var found: [Recorded<Notice>] = []
    if let parties {
      for party in parties.prefix(60) {
        for topic in [Self.to(party), Topic.unit(party)] { found += try newest(topic) }
      }
    } else {
      found = try newest(nil)
    }
    var rows: [NoticeView] = []
    var seen: Set<String> = []
    var isCut = false
    for stored in found.sorted(by: { ($0.at, $0.record.id) > ($1.at, $1.record.id) }) {
      guard seen.insert(stored.record.id).inserted, mayRead(stored.record.content) else { continue }
      guard rows.count < Self.mostNotices else {
        isCut = true
        break
      }
      rows.append(try view(of: stored))
    }
    return NoticeListView(rows: rows, seesAll: parties == nil, isCut: isCut)
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

  private func newest(_ topic: String?, _ count: Int = mostNotices + 1) throws(StoreError) -> [Recorded<Notice>] {
    var query = FactQuery(Notice.kind, topic: topic)
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

  private func view(of stored: Recorded<Notice>) throws(StoreError) -> NoticeView {
    let (notice, content) = (stored.record, stored.record.content)
    var about: [String] = content.unit.isEmpty ? [] : [archive.unitName(content.unit)]
    if let first = content.tasks.first, let row = try store.task(number: first) {
      about += [archive.title(row.record.key), archive.subjectName(row.record.key.subject)]
    }
    return NoticeView(
      id: notice.id, about: about.joined(separator: " · "), to: content.recipients.map { names.person($0) }, at: stored.at,
      answerBy: content.answerBy, approvedBy: notice.approvedBy.isEmpty ? "" : names.person(notice.approvedBy),
      standing: try standing(of: notice), tasks: content.tasks)
  }

  /// A document with its text and its answers.
  package func notice(_ stored: Recorded<Notice>) throws(StoreError) -> NoticeView {
    var view = try view(of: stored)
    let id = stored.record.id
    view.text = try archive.noticeText(id, locale: reader.locale.settings)
    let answers = try store.records(NoticeAnswer.self, topic: Topic.notice(id))
    view.answers = answers.map { (at: $0.at, by: person($0.record.by), text: $0.record.text) }
    let content = stored.record.content
    let unit = archive.book.people[person].map { archive.book.units[$0.unit].id } ?? ""
    let isAsked =
      !person.isEmpty
      && (content.recipients.contains(person) || !unit.isEmpty && (content.recipients.contains(unit) || content.unit == unit))
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
