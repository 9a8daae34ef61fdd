import DutyCalendar
import DutyDocuments

/// A place in the tree, what is below it, who answers for it, and where findings were.
package struct PlaceView: Sendable {
  package struct Child: Hashable, Sendable {
    package var id: String
    package var name: String
    package var kind: String
    package var below: Int

    package init(id: String, name: String, kind: String, below: Int) {
      self.id = id
      self.name = name
      self.kind = kind
      self.below = below
    }
  }

  /// Who answers for one duty here, and how often it comes.
  package struct Duty: Hashable, Sendable {
    package var name: String
    package var cadence: String
    package var limit: String
    package var lead: String
    package var holder: String
    package var rule: String
    /// The campaign that times it today, or whose limit it has.
    package var campaign: PageLink?

    package init(name: String, cadence: String, limit: String, lead: String, holder: String, rule: String) {
      self.name = name
      self.cadence = cadence
      self.limit = limit
      self.lead = lead
      self.holder = holder
      self.rule = rule
    }
  }

  package var id: String
  package var name: String
  package var kind: String
  package var zone: String
  package var unit: String
  package var path: [PageLink]
  package var children: [Child]
  package var hasMoreChildren: Bool
  package var duties: [Duty]
  /// Findings of the last days by the places below and by sector.
  package var heat: HeatView

  package init(
    id: String, name: String, kind: String, zone: String = "", unit: String = "", path: [PageLink] = [],
    children: [Child] = [], hasMoreChildren: Bool = false, duties: [Duty] = [], heat: HeatView
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.zone = zone
    self.unit = unit
    self.path = path
    self.children = children
    self.hasMoreChildren = hasMoreChildren
    self.duties = duties
    self.heat = heat
  }

  /// What was found here of late that the reader may see, with how it stands, the newest first.
  package var findings: [FindingView] = []
  /// What is open here that the reader may see, by deadline.
  package var tasks: [PageTask] = []
  /// How many more of each there are than are shown.
  package var moreFindings = 0
  package var moreTasks = 0
  package var moreDuties = 0
}

/// Counts by place and sector.
package struct HeatView: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    package var name: String
    package var href: String
    package var counts: [Int]

    package init(name: String, href: String, counts: [Int]) {
      self.name = name
      self.href = href
      self.counts = counts
    }
  }

  package var sectors: [String]
  package var rows: [Row]
  package var days: Int
  /// Whether the last column sums up what has none of its own.
  package var hasRest: Bool
  /// Whether there are rows with fewer findings that are not shown.
  package var hasMore = false

  package init(sectors: [String], rows: [Row], days: Int = 30, hasRest: Bool = false) {
    self.hasRest = hasRest
    self.sectors = sectors
    self.rows = rows
    self.days = days
  }

  /// 0 for nothing, then quarters of the most.
  static func level(_ count: Int, most: Int) -> Int { count == 0 ? 0 : min(4, (4 * count + most - 1) / most) }
}

package func placePage(_ view: PlaceView, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(view.name, over: say(.tabPlaces), lead: reader.kindName(view.kind), tab: .places)
  if !view.path.isEmpty { page.add(.links(PageLinks(say(.placePath), view.path))) }
  page.add(
    .facts(
      PageFacts(
        nil,
        [
          PageFact(say(.placeID), view.id), PageFact(say(.placeZone), reader.zoneName(view.zone)),
          PageFact(say(.placeUnit), view.unit),
        ])))
  if !view.heat.rows.isEmpty { page.add(.table(heatTable(view.heat, reader))) }
  /// The way to all of a list, from its end.
  func more(_ phrase: Phrase, _ count: Int, _ id: String) -> PageLink? {
    count == 0 ? nil : PageLink(say(phrase, String(count)), "/places/" + encoded(view.id) + "?show=all#" + id)
  }
  if !view.findings.isEmpty {
    var table = reader.table(of: view.findings, PageHeading(say(.placeFindings), id: "findings"))
    table.more = more(.morePieces, view.moreFindings, "findings")
    page.add(.table(table))
  }
  if !view.tasks.isEmpty {
    var table = taskTable(view.tasks, reader)
    table.more = more(.morePieces, view.moreTasks, "tasks")
    page.add(.table(table))
  }
  if !view.duties.isEmpty {
    let hasCampaigns = view.duties.contains { $0.campaign != nil }
    page.add(
      .table(
        PageTable(
          PageHeading(say(.placeDuties), id: "duties"), note: say(.placeDutiesNote),
          columns: [
            .init(say(.duty)), .init(say(.cadence)), .init(say(.holder)), .init(say(.leadUnit)), .init(say(.whyRule)),
          ] + (hasCampaigns ? [.init(say(.placeCampaign))] : []),
          rows: view.duties.map { duty in
            [
              PageCell(duty.name),
              PageCell(
                cadenceText(duty.cadence, reader.words),
                note: duty.limit.isEmpty ? "" : say(.limit) + say(.colon) + limitText(duty.limit, reader.words)),
              PageCell(duty.holder), PageCell(duty.lead),
              PageCell(duty.rule, href: duty.rule.isEmpty ? "" : "/rules/" + encoded(duty.rule)),
            ] + (hasCampaigns ? [duty.campaign.map { PageCell($0.text, href: $0.href) } ?? PageCell("")] : [])
          }, empty: say(.none), more: more(.moreThings, view.moreDuties, "duties"))))
  }
  if !view.children.isEmpty {
    page.add(
      .table(
        PageTable(
          PageHeading(say(.placesBelow), id: "below"),
          note: view.hasMoreChildren ? say(.firstOfNames, String(view.children.count)) : "",
          columns: [.init(say(.placeName)), .init(say(.placeKind)), .init(say(.placeBelow), isNumber: true)],
          rows: view.children.map { child in
            [
              PageCell(child.name, href: "/places/" + encoded(child.id)), PageCell(reader.kindName(child.kind)),
              .number(String(child.below)),
            ]
          }, empty: say(.none), staysTable: true)))
  }
  return page
}

/// What is open at a place, one task a row.
private func taskTable(_ tasks: [PageTask], _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.placeTasks), id: "tasks"),
    columns: [.init(say(.placeTask)), .init(say(.due)), .init(say(.holder)), .init(say(.leadUnit)), .init(say(.state))],
    rows: tasks.map { task in
      let late = reader.lateness(task)
      return [
        PageCell(task.title, href: task.href, note: task.number),
        PageCell(reader.moments.short(task.due), badges: late.isEmpty ? [] : [PageBadge(late, .bad)]),
        PageCell(task.holder), PageCell(task.lead), PageCell("", badges: reader.marks(task)),
      ]
    }, empty: say(.none))
}

/// The heat map: the number stands in each cell, the shade only helps.
private func heatTable(_ heat: HeatView, _ reader: PageReader) -> PageTable {
  let say = reader.say
  // What is summed up from several sectors would outshine them all.
  let shaded = heat.hasRest ? heat.sectors.count - 1 : heat.sectors.count
  let most = max(1, heat.rows.flatMap { $0.counts.prefix(shaded) }.max() ?? 1)
  return PageTable(
    PageHeading(say(.heatTitle, String(heat.days)), id: "heat"),
    note: say(.heatNote) + (heat.hasMore ? say(.heatCut, String(heat.rows.count)) : ""),
    columns: [.init(say(.place))] + heat.sectors.map { .init($0, isNumber: true) } + [.init(say(.total), isNumber: true)],
    rows: heat.rows.map { row in
      [PageCell(row.name, href: row.href)]
        + row.counts.enumerated().map { column, count in
          PageCell(
            count == 0 ? "·" : String(count), isNumber: true,
            heat: column < shaded ? HeatView.level(count, most: most) : nil)
        } + [.number(String(row.counts.reduce(0, +)))]
    }, empty: say(.none), staysTable: true)
}

extension PageReader {
  /// A kind of place as people call it; a rule book may have kinds of its own.
  func kindName(_ kind: String) -> String {
    Self.kinds[kind].map { say($0) } ?? kind
  }

  func zoneName(_ zone: String) -> String {
    switch zone {
    case "key": say(.zoneKey)
    case "general": say(.zoneGeneral)
    default: zone
    }
  }

  private static let kinds: [String: Phrase] = [
    "district": Phrase("城区", "district"), "subdistrict": Phrase("街道", "subdistrict"), "town": Phrase("乡镇", "town"),
    "community": Phrase("社区", "community"), "village": Phrase("村", "village"), "grid": Phrase("网格", "grid"),
    "area": Phrase("片区", "area"), "road": Phrase("道路", "road"), "road-section": Phrase("路段", "road section"),
    "section": Phrase("路段", "section"), "lane": Phrase("背街小巷", "lane"), "compound": Phrase("小区", "compound"),
    "building": Phrase("楼栋", "building"), "market": Phrase("市场", "market"),
    "shop": Phrase("店铺", "shop"), "shopfront": Phrase("门店", "shopfront"), "junction": Phrase("路口", "junction"),
    "site": Phrase("点位", "site"),
    "site-bank": Phrase("银行网点", "bank"),
    "site-bus": Phrase("公交站点", "bus stop"),
    "site-government": Phrase("政务大厅", "government hall"),
    "site-hospital": Phrase("医院", "hospital"),
    "site-hotel": Phrase("宾馆", "hotel"),
    "site-library": Phrase("图书馆", "library"),
    "site-mall": Phrase("商场", "mall"),
    "site-park": Phrase("公园", "park"),
    "site-scenic": Phrase("景区", "scenic spot"),
    "site-school": Phrase("学校", "school"),
    "site-square": Phrase("广场", "square"),
    "site-station": Phrase("车站", "station"),
  ]
}
