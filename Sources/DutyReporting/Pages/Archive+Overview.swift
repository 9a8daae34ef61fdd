import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyOversight
import DutyPages
import DutyPlanning
import DutyPorts
import DutyRoster

extension PageArchive {
  // MARK: The league

  /// A league table: a period that was published, else the present one as of now.
  ///
  /// - Parameters:
  ///   - id: which score; the first for an unknown one.
  ///   - period: as it is called; a table of nothing for one that was not published.
  ///   - live: gives the table of the period that is not over, which has to be counted.
  package func league(
    _ id: String, period wanted: String, ownUnit: String, live: (Score, Period) throws(StoreError) -> RankingPeriod
  ) throws(StoreError) -> LeagueView {
    let scores = archive.book.scores.rows
    // One's own class first, and of those the one that comes most often.
    let own = archive.book.units.ref(ownUnit)
    let usual = scores.filter { score in own.map { archive.book.units(of: score.of, on: archive.today).contains($0) } ?? false }
      .min { $0.every.kind.order < $1.every.kind.order } ?? scores.min { $0.every.kind.order < $1.every.kind.order }
    guard let score = scores.first(where: { $0.id == id }) ?? usual else {
      return LeagueView(leagues: [], name: "", period: "", rows: [])
    }
    let published = try store.rankings(of: score.id)
    let current = Period.containing(archive.today, score.every.kind)
    let shown: RankingPeriod
    let isProvisional: Bool
    let isUnknown = !wanted.isEmpty && wanted != current.name && !published.contains { $0.period == wanted }
    if isUnknown {
      (shown, isProvisional) = (RankingPeriod(score: score.id, period: wanted, unitClass: "", rows: []), false)
    } else if let known = published.first(where: { $0.period == wanted }) ?? (wanted == current.name ? nil : published.last) {
      (shown, isProvisional) = (known, false)
    } else {
      (shown, isProvisional) = (try live(score, current), true)
    }
    let before = published.last { $0.period < shown.period }
    let past = published.filter { $0.period < shown.period } + [shown]
    let rows = shown.rows.map { row in
      var entry = LeagueView.Row(
        unit: archive.unitName(row.unit), rank: row.rank,
        before: before?.row(row.unit)?.rank ?? row.movement.map { row.rank + $0 }, milliScore: row.milliScore,
        bottomRunning: archive.bottomRun(row.unit, past, of: score), isOwn: row.unit == ownUnit)
      entry.unitID = row.unit
      entry.href = "/league/\(encoded(score.id))/\(encoded(row.unit))?period=\(encoded(shown.period))"
      return entry
    }
    var periods = published.suffix(6).map { past in
      PageLink(periodName(past.period), path(score.id, past.period), isHere: past.period == shown.period)
    }
    if shown.period != current.name || isProvisional || isUnknown {
      periods.append(
        PageLink(periodName(current.name), path(score.id, current.name), isHere: shown.period == current.name))
    }
    var view = LeagueView(
      leagues: scores.map { PageLink($0.name, "/league/" + encoded($0.id), isHere: $0.id == score.id) }, name: score.name,
      period: periodName(shown.period), isProvisional: isProvisional, rows: rows, periods: periods)
    view.isUnknown = isUnknown
    return view
  }

  private func path(_ score: String, _ period: String) -> String { "/league/\(encoded(score))?period=\(encoded(period))" }

  /// `2026-11` as 2026年11月.
  func periodName(_ name: String) -> String {
    guard let period = Period(named: name) else { return name }
    return reader.periodText(period)
  }

  // MARK: Campaigns

  /// Campaigns that go on or come within the half year, those that end first.
  package func campaigns() throws(StoreError) -> [CampaignView] {
    let horizon = archive.today.adding(days: 183)
    let rows = archive.book.campaigns.rows.filter { campaign in
      campaign.window.until.map { $0 >= archive.today } ?? true && campaign.window.from.map { $0 <= horizon } ?? true
    }
    var views: [CampaignView] = []
    for campaign in rows { views.append(try view(of: campaign)) }
    return views.sorted { ($0.until?.epochDay ?? .max, $0.id) < ($1.until?.epochDay ?? .max, $1.id) }
  }

  private func view(of campaign: Campaign) throws(StoreError) -> CampaignView {
    let book = archive.book
    var view = CampaignView(
      id: campaign.id, name: campaign.name.isEmpty ? campaign.id : campaign.name, from: campaign.window.from,
      until: campaign.window.until ?? campaign.plan?.deadline,
      commander: campaign.commander.map { book.people[$0].name } ?? "",
      lead: campaign.lead.map { book.units[$0].name } ?? "")
    if let countdown = campaign.countdown(on: archive.today, in: book.workCalendar) {
      view.daysLeft = countdown.days
      view.workdaysLeft = countdown.workdays
      view.steps = countdown.steps.map { .init(name: $0.name, day: $0.day, workdays: $0.workdays) }
    }
    let reported = try store.records(Progress.self, topic: Topic.campaign(campaign.id)).map(\.record)
    view.goals = campaign.goals.map { goal in
      let done = reported.last { $0.quantity == goal.quantity }?.total
      let pace = goal.pace(done: done, from: campaign.window.from ?? archive.today, on: archive.today, in: book.workCalendar)
      return .init(name: goal.name, target: pace.target, done: pace.done, expected: pace.expected, by: goal.by)
    }
    return view
  }

  static let mostShifts = 60

  /// One campaign with its roster of today, of its first day where it has not begun; `nil` for an unknown one.
  ///
  /// - Parameter roster: makes the roster, which takes a while.
  package func campaign(_ id: String, roster: (Campaign) -> Roster) throws(StoreError) -> CampaignView? {
    guard let campaign = archive.book.campaigns[id] else { return nil }
    var view = try view(of: campaign)
    guard !campaign.posts.isEmpty, let first = campaign.window.from, let last = campaign.window.until else { return view }
    let day = min(max(archive.today, first), last)
    let whole = roster(campaign)
    let shown = whole.showing(day...day)
    let gaps = Dictionary(shown.gaps.map { ($0.shift, $0.missing) }, uniquingKeysWith: { $1 })
    // What is short comes first: that is what somebody has to do something about.
    let shifts = shown.shifts.sorted { a, b in
      (gaps[a] == nil ? 1 : 0, a.from, a.placeName) < (gaps[b] == nil ? 1 : 0, b.from, b.placeName)
    }
    view.rosterDay = day
    view.shiftCount = shifts.count
    view.gapCount = shown.gaps.count
    view.shifts = shifts.prefix(Self.mostShifts).map { shift in
      .init(
        post: shift.postName.isEmpty ? shift.post : shift.postName, place: shift.placeName, from: shift.from, to: shift.to,
        people: shift.people.map { person($0) }, missing: gaps[shift] ?? shift.missing)
    }
    return view
  }

  // MARK: Search

  static let mostHits = 20

  /// Tasks and findings by number, places, units and people by name or identifier.
  ///
  /// - Parameters:
  ///   - mayRead: whether a task or finding may be shown to the reader.
  package func search(_ text: String, task: TaskRow?, finding: String?, notices: [SearchView.Hit], readsRegisters: Bool)
    throws(StoreError) -> SearchView
  {
    var view = SearchView(text: text)
    guard !text.isEmpty else { return view }
    if let task {
      let described = try tasks([task])[0]
      view.add(.foundTasks, [.init(described.title + " · " + described.subject, described.href, about: described.number)])
    }
    if let finding, let card = try store.findingCard(finding) {
      view.add(.foundFindings, [.init(card.finding.text, "/findings/" + finding, about: finding)])
    }
    view.add(.foundNotices, notices)
    guard readsRegisters else { return view }
    addPlaces(text, &view)
    let book = archive.book
    let units = book.units.rows.lazy.filter { $0.name.contains(text) || $0.id == text }.prefix(Self.mostHits + 1)
    view.add(
      .foundUnits, units.prefix(Self.mostHits).map { .init($0.name, "/queue?unit=" + encoded($0.id), about: $0.id) },
      hasMore: units.count > Self.mostHits)
    let people = book.people.rows.lazy.filter { $0.name.contains(text) || $0.id == text }.prefix(Self.mostHits + 1)
    view.add(
      .foundPeople,
      people.prefix(Self.mostHits).map { known in
        .init(known.name, "/queue?person=" + encoded(known.id), about: book.units[known.unit].name + " · " + known.id)
      }, hasMore: people.count > Self.mostHits)
    return view
  }

  private func addPlaces(_ text: String, _ view: inout SearchView) {
    let places = archive.book.places
    var hits: [SearchView.Hit] = []
    for index in 0..<places.count where places.names[index].contains(text) || places.ids[index] == text {
      let path = archive.path(places.ids[index]).reversed().joined(separator: " › ")
      hits.append(.init(places.names[index], "/places/" + encoded(places.ids[index]), about: path))
      if hits.count > Self.mostHits { break }
    }
    view.add(.foundPlaces, Array(hits.prefix(Self.mostHits)), hasMore: hits.count > Self.mostHits)
  }
}

extension PeriodKind {
  /// The shorter the earlier.
  fileprivate var order: Int { PeriodKind.allCases.firstIndex(of: self) ?? 0 }
}
