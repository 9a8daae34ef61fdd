import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPages
import DutyPlanning
import DutyPorts

extension PageArchive {
  static let mostChildren = 200
  /// How many days back the heat map looks, and the most sectors it has columns for.
  static let heatDays = 30
  static let heatSectors = 7
  /// So many findings and tasks of a place are shown at first, and so many where all are asked for.
  static let mostAtPlace = (usual: 20, all: 500)
  /// So many questions of one duty are shown at first.
  static let mostQuestions = 8

  /// A place; the root where none is named; `nil` for an unknown one.
  ///
  /// - Parameters:
  ///   - findings: those of the last ``heatDays`` days.
  ///   - isWhole: whether no duty is left out.
  package func place(
    _ id: String, findings: [(place: String, sector: String, id: String)], isWhole: Bool = false
  ) -> PlaceView? {
    let places = archive.book.places
    let ref = id.isEmpty ? places.topDown.first : places.ref(id)
    guard let ref else { return nil }
    let lineage = Array(places.lineage(ref))
    let children = childrenOf(ref)
    var view = PlaceView(
      id: places.ids[ref.index], name: places.names[ref.index], kind: places.name(of: places.kinds[ref.index]),
      zone: places.zone(of: ref).map { places.name(of: $0) } ?? "",
      unit: planner.assignment.territory(of: .place(ref)).map { archive.book.units[$0].name } ?? "",
      path: lineage.dropFirst().reversed().map { PageLink(places.names[$0.index], "/places/" + encoded(places.ids[$0.index])) },
      heat: heat(ref, children, findings))
    view.children = children.prefix(Self.mostChildren).map { child in
      .init(
        id: places.ids[child.index], name: places.names[child.index], kind: places.name(of: places.kinds[child.index]),
        below: childCounts[child.index])
    }
    view.hasMoreChildren = children.count > Self.mostChildren
    (view.duties, view.moreDuties) = duties(of: ref, isWhole: isWhole)
    return view
  }

  private func childrenOf(_ place: Ref<Place>) -> [Ref<Place>] {
    archive.book.places.topDown.filter { archive.book.places.parents[$0.index] == place }
  }

  /// By place: how many lie directly below it.
  private var childCounts: [Int] {
    var counts = [Int](repeating: 0, count: archive.book.places.count)
    for parent in archive.book.places.parents { if let parent { counts[parent.index] += 1 } }
    return counts
  }

  /// Who answers today for the duties that this place is a subject of, by the timing that holds today, and how many
  /// questions of them are left out.
  private func duties(of place: Ref<Place>, isWhole: Bool) -> (shown: [PlaceView.Duty], more: Int) {
    let book = archive.book
    var duties: [PlaceView.Duty] = []
    var more = 0
    for (index, stream) in planner.streams.enumerated() where planner.contains(.place(place), in: index) {
      let duty = book.duties[stream.duty]
      guard let timing = planner.timing(of: index, on: archive.today) else { continue }
      let questions = planner.assignment.questions(of: stream.duty, on: .place(place))
      let shown = isWhole ? questions.count : min(questions.count, Self.mostQuestions)
      more += questions.count - shown
      for question in questions.prefix(shown) {
        let decision = planner.assignment.decide(question, on: archive.today)
        let roles = planner.assignment.effective(question, decision, on: archive.today)
        let rule = decision.holder.rule >= 0 ? planner.assignment.rules[Int(decision.holder.rule)].id : ""
        let grain = question.standard.map { book.standards[$0].name } ?? question.sector.map { book.sectors[$0].name }
        let name = duty.name.isEmpty ? duty.id : duty.name
        var row = PlaceView.Duty(
          name: grain.flatMap { duty.grain == .subject ? nil : name + " · " + $0 } ?? name,
          cadence: timing.cadence.description, limit: timing.limit.description, lead: book.units[roles.lead].name,
          holder: roles.holder.map { book.people[$0].name } ?? "", rule: rule)
        row.campaign = (timing.campaign ?? timing.limitCampaign).map { link(to: book.campaigns[$0]) }
        duties.append(row)
      }
    }
    return (duties, more)
  }

  func link(to campaign: Campaign) -> PageLink {
    PageLink(campaign.name.isEmpty ? campaign.id : campaign.name, "/campaigns/" + encoded(campaign.id))
  }

  /// The open tasks of a place itself that the reader may see, by deadline, and how many of them are left out.
  ///
  /// - Shape: as queues have it, what is not dispatched yet is nobody's to see.
  package func tasks(
    at place: String, isWhole: Bool, mayRead: (TaskRow) -> Bool
  ) throws(StoreError) -> (shown: [PageTask], more: Int) {
    var filter = TaskFilter.open
    filter.states?.remove(.generated)
    filter.subject = place
    let rows = try store.tasks(filter).filter(mayRead)
    let shown = Array(rows.prefix(isWhole ? Self.mostAtPlace.all : Self.mostAtPlace.usual))
    return (try tasks(shown), rows.count - shown.count)
  }

  /// Of some findings those at a place itself, as they stand now, the newest first, and how many are left out; what the
  /// reader may not see is not there.
  package func findings(
    at place: String, of findings: [(place: String, sector: String, id: String)], isWhole: Bool = false,
    mayRead: (FindingCard) -> Bool
  ) throws(StoreError) -> (shown: [FindingView], more: Int) {
    let most = isWhole ? Self.mostAtPlace.all : Self.mostAtPlace.usual
    var views: [FindingView] = []
    var more = 0
    for spot in findings.reversed() where spot.place == place {
      guard let card = try store.findingCard(spot.id) else { continue }
      guard mayRead(card) else { continue }
      if views.count < most { views.append(try view(of: card, code: "")) } else { more += 1 }
    }
    return (views, more)
  }

  // MARK: The heat map

  /// The findings of the last days, where they were and of which sector.
  package func recentFindings() throws(StoreError) -> [(place: String, sector: String, id: String)] {
    var spots: [(place: String, sector: String, id: String)] = []
    for recorded in try store.records(Finding.self, from: now.adding(seconds: -Int64(Self.heatDays) * 86_400)) {
      guard let standard = archive.book.standards[recorded.record.standard] else { continue }
      spots.append((recorded.record.place, archive.book.sectors[standard.sector].id, recorded.record.id))
    }
    return spots
  }

  private func heat(
    _ root: Ref<Place>, _ children: [Ref<Place>], _ findings: [(place: String, sector: String, id: String)]
  ) -> HeatView {
    let places = archive.book.places
    let columns = Dictionary(uniqueKeysWithValues: children.enumerated().map { ($1, $0) })
    var sectors: [String: Int] = [:]
    var cells: [Int: [String: Int]] = [:]
    for finding in findings {
      guard let place = places.ref(finding.place),
        let row = places.lineage(place).lazy.compactMap({ columns[$0] }).first
      else { continue }
      sectors[finding.sector, default: 0] += 1
      cells[row, default: [:]][finding.sector, default: 0] += 1
    }
    let ordered = sectors.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let shown = Array(ordered.prefix(Self.heatSectors))
    let hasRest = ordered.count > shown.count
    let rows = cells.sorted { a, b in
      let (x, y) = (a.value.values.reduce(0, +), b.value.values.reduce(0, +))
      return x == y ? a.key < b.key : x > y
    }.prefix(24).map { row, counts in
      let rest = counts.filter { !shown.contains($0.key) }.values.reduce(0, +)
      let id = places.ids[children[row].index]
      return HeatView.Row(
        name: places.names[children[row].index], href: "/places/" + encoded(id),
        counts: shown.map { counts[$0] ?? 0 } + (hasRest ? [rest] : []))
    }
    let names = shown.map { archive.book.sectors[$0]?.name ?? $0 }
    var heat = HeatView(
      sectors: names + (hasRest ? [reader.say.othersText] : []), rows: Array(rows), days: Self.heatDays, hasRest: hasRest)
    heat.hasMore = cells.count > rows.count
    return heat
  }
}
