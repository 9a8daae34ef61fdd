import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPages
import DutyPorts

extension PageArchive {
  /// What the form for a finding offers: the standards that findings are made against, by name.
  ///
  /// - Parameter isStaff: whether the source may be chosen; a citizen's is a citizen's.
  package func findingForm(isStaff: Bool) -> FindingFormView {
    let all = archive.book.standards
    // Citizens choose from what is named for them; staff know the evaluation's own names.
    let offered = isStaff ? nil : all.offered
    let kinds = (offered ?? all.rows.filter(\.isOnFinding)).map {
      PageOption($0.id, offered == nil ? $0.name : $0.reportAs ?? $0.name)
    }
    let sources = archive.book.settings.findings.sources.filter { $0.id != FindingSource.selfCheck }.map {
      PageOption($0.id, $0.name, isChosen: $0.id == "patrol")
    }
    return FindingFormView(
      kinds: kinds, sources: isStaff ? sources : [], mostBytes: archive.book.settings.people.evidence.maxBytes)
  }

  /// A finding with what became of it; `nil` for an unknown number.
  ///
  /// - Parameters:
  ///   - code: what proves to anybody that they may follow it.
  ///   - isStaff: whether tasks and the reporter are told too.
  ///   - maySee: whether this reader may look at what was shown for a task with these people.
  package func finding(
    _ number: String, code: String, isStaff: Bool, mayClassify: Bool, maySee: (TaskRoles) -> Bool
  ) throws(StoreError) -> FindingView? {
    guard let card = try store.findingCard(number) else { return nil }
    var view = try self.view(of: card, code: code)
    view.answers = try store.letters(to: card.finding.id).map { (at: $0.at, text: $0.record.text) }
    view.hasReporter = card.finding.hasReporter(in: archive.book)
    let photos = try photos(of: card)
    view.hasPhoto = !photos.isEmpty
    guard isStaff else { return view }
    for photo in photos {
      guard let row = try store.task(number: photo.record.task), maySee(row.record.roles) else { continue }
      view.photos.append(shown(photo.record, at: photo.at))
    }
    view.reporter = [card.finding.reporter, card.finding.contact].filter { !$0.isEmpty }.joined(separator: " · ")
    view.filer = card.finding.filer ?? ""
    view.tasks = try tasks(card.rows)
    view.ownTasks = try tasks(card.ownRows)
    view.mayClassify = mayClassify && card.standing == .unclassified
    return view
  }

  /// The pictures that came with it: they lie with its task, or with the one by which it was classified.
  private func photos(of card: FindingCard) throws(StoreError) -> [Recorded<Evidence>] {
    var numbers = [card.finding.task] + card.rows.prefix(1).map(\.number)
    if let intake = try store.record(Finding.self, id: card.finding.id) { numbers.append(intake.record.task) }
    var found: [Recorded<Evidence>] = []
    for number in numbers where !number.isEmpty {
      for shown in try store.records(Evidence.self, topic: Topic.task(number))
      where shown.record.shows == Evidence.asFound && !found.contains(where: { $0.record.id == shown.record.id }) {
        found.append(shown)
      }
    }
    return found
  }

  func view(of card: FindingCard, code: String) throws(StoreError) -> FindingView {
    let finding = card.finding
    // What was joined to something else keeps what it was itself about.
    let own = finding.outcome == .unclassified ? card.main : finding
    let standard = archive.book.standards[own.standard]
    let lead = card.rows.last?.record.roles.lead ?? card.main.roles?.lead ?? archive.book.units[archive.book.settings.office].id
    let due = card.standing.isClosed ? nil : card.rows.last { $0.state.isOpen }?.record.due
    return FindingView(
      number: finding.id, code: code, standing: card.standing.rawValue, text: finding.text,
      place: archive.subjectName(own.place.isEmpty ? finding.placeText : own.place), placeID: own.place,
      kind: standard?.name ?? "", source: archive.book.settings.findings.source(finding.source)?.name ?? finding.source,
      unit: archive.unitName(lead), foundAt: finding.foundAt, due: due, isVeto: standard?.isVeto ?? false,
      isRelapse: !finding.relapseOf.isEmpty)
  }

  static let mostFindings = 60

  /// The findings that a reader may see, the newest first.
  ///
  /// - Parameters:
  ///   - units: those that name one of these; `nil` for all.
  ///   - after: the last finding of the page before, and how many the first of this one is of all.
  ///   - mayRead: the last word on each of them.
  package func findings(
    of units: [String]?, isOpenOnly: Bool, after: String? = nil, first: Int = 1,
    mayRead: (FindingCard) -> Bool
  ) throws(StoreError) -> FindingListView {
    // Ninety days back: a list, not an archive.
    let from = now.adding(seconds: -90 * 86_400)
    var rest = try newest(of: units, from: from, before: after)
    var rows: [FindingView] = []
    var hasMore = false
    reading: while !rest.isEmpty {
      for recorded in rest {
        guard recorded.at >= from else { break reading }
        guard let card = try store.findingCard(recorded.record.id) else { continue }
        if isOpenOnly, card.standing.isClosed { continue }
        guard mayRead(card) else { continue }
        guard rows.count < Self.mostFindings else {
          hasMore = true
          break reading
        }
        rows.append(try view(of: card, code: ""))
      }
      // The district's are read step by step: a month has thousands, and a page shows sixty.
      guard units == nil, rest.count == Self.findingStep, let last = rest.last else { break }
      rest = try store.newestFindings(Self.findingStep, before: last.record.id)
    }
    let path = isOpenOnly ? "/findings" : "/findings?show=all"
    var span = PageSpan(first: first, count: rows.count, start: after == nil ? "" : path)
    if hasMore, let last = rows.last {
      span.next = path + (isOpenOnly ? "?" : "&") + "after=" + last.number + "&from=" + String(first + rows.count)
    }
    return FindingListView(rows: rows, isOpenOnly: isOpenOnly, span: span)
  }

  private static let findingStep = 200

  /// Findings before one of them, the newest first: all those of some units, or the first step of everybody's.
  private func newest(
    of units: [String]?, from: Instant, before id: String?
  ) throws(StoreError) -> [Recorded<Finding>] {
    guard let units else { return try store.newestFindings(Self.findingStep, before: id) }
    var found: [Recorded<Finding>] = []
    for unit in units.prefix(60) { found += try store.records(Finding.self, topic: Topic.unit(unit), from: from) }
    // One that names two of the units is one finding.
    var seen: Set<String> = []
    found.removeAll { !seen.insert($0.record.id).inserted }
    found.sort { ($0.at, $0.record.id) < ($1.at, $1.record.id) }
    if let id, let last = try store.record(Finding.self, id: id) {
      found.removeAll { ($0.at, $0.record.id) >= (last.at, last.record.id) }
    }
    return found.reversed()
  }
}
