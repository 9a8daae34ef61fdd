import DutyCalendar
import DutyDocuments

/// What the last change of the rule book did to the plan: who got what from whom, and how much work that is.
///
/// - Shape: names, not identifiers; the lists are the largest first and cut, with how many there are in all.
package struct PlanChange: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable { case moved, gained, lost, retimed }

  /// One duty that went the same way on several subjects.
  package struct Group: Hashable, Sendable {
    package var kind: Kind
    package var duty: String
    /// Who had it and who has it: the holder with the lead unit, or two timings; empty for nobody.
    package var from: String
    package var to: String
    /// On how many places or units.
    package var count: Int
    /// The first of them.
    package var subjects: [String]
    package var since: CivilDate
    package var rule: String

    package init(
      kind: Kind, duty: String, from: String, to: String, count: Int, subjects: [String], since: CivilDate, rule: String
    ) {
      self.kind = kind
      self.duty = duty
      self.from = from
      self.to = to
      self.count = count
      self.subjects = subjects
      self.since = since
      self.rule = rule
    }
  }

  /// How many tasks somebody has in the four weeks from the day of the change.
  package struct Load: Hashable, Sendable {
    package var name: String
    package var before: Int
    package var after: Int

    package init(name: String, before: Int, after: Int) {
      self.name = name
      self.before = before
      self.after = after
    }
  }

  package var counts: [Kind: Int]
  package var groups: [Group]
  package var groupCount: Int
  package var loads: [Load]
  package var loadCount: Int

  package init(
    counts: [Kind: Int] = [:], groups: [Group] = [], groupCount: Int = 0, loads: [Load] = [], loadCount: Int = 0
  ) {
    self.counts = counts
    self.groups = groups
    self.groupCount = groupCount
    self.loads = loads
    self.loadCount = loadCount
  }

  package var isEmpty: Bool { groups.isEmpty && loads.isEmpty }
}

/// The change as the rule book's page shows it.
func planBlocks(_ change: PlanChange, note: String, _ heading: PageHeading, _ reader: PageReader) -> [PageBlock] {
  let say = reader.say
  guard !change.isEmpty else { return [.text(PageText(heading, [note, say(.planNone)]))] }
  let sums = PlanChange.Kind.allCases.compactMap { kind in
    change.counts[kind].flatMap { $0 > 0 ? say(kind.sum, String($0)) : nil }
  }
  var notes = [note, say.list(sums) + say(.sentenceEnd)]
  if change.groups.count < change.groupCount { notes.append(cut(change.groups.count, change.groupCount, reader)) }
  let groups = PageTable(
    heading, note: notes.joined(separator: " "),
    columns: [
      .init(say(.planDuty)), .init(say(.planFrom)), .init(say(.planTo)), .init(say(.planCount), isNumber: true),
      .init(say(.planSince)),
    ],
    rows: change.groups.map { group in
      let more = group.count > group.subjects.count ? say(.planMore) : ""
      return [
        PageCell(group.duty, note: say.list(group.subjects) + more, badges: [PageBadge(say(group.kind.name), group.kind.tone)]),
        PageCell(said(group.from, group.kind, reader)), PageCell(said(group.to, group.kind, reader)),
        .number(String(group.count)), PageCell(group.since.description, note: group.rule),
      ]
    }, empty: say(.planNone))
  var blocks: [PageBlock] = [.table(groups)]
  if !change.loads.isEmpty {
    blocks.append(
      .table(
        PageTable(
          PageHeading(say(.planLoads), id: "loads"),
          note: change.loads.count < change.loadCount ? cut(change.loads.count, change.loadCount, reader) : "",
          columns: [
            .init(say(.name)), .init(say(.planBefore), isNumber: true), .init(say(.planAfter), isNumber: true),
            .init(say(.planDelta), isNumber: true),
          ],
          rows: change.loads.map { load in
            let delta = load.after - load.before
            return [
              PageCell(load.name), .number(String(load.before)), .number(String(load.after)),
              .number((delta > 0 ? "+" : "") + String(delta)),
            ]
          }, empty: "", staysTable: true)))
  }
  return blocks
}

/// Who, or when: a timing is said as the places' pages say it.
private func said(_ text: String, _ kind: PlanChange.Kind, _ reader: PageReader) -> String {
  if text.isEmpty { return reader.say(.none) }
  guard kind == .retimed else { return text }
  let parts = text.split(separator: ", due ", maxSplits: 1).map(String.init)
  let halves = (parts.first ?? "").split(separator: " at ", maxSplits: 1).map(String.init)
  guard parts.count == 2, halves.count == 2 else { return text }
  return reader.say(.planTiming, cadenceText(halves[0], reader.words), halves[1], limitText(parts[1], reader.words))
}

private func cut(_ shown: Int, _ all: Int, _ reader: PageReader) -> String {
  reader.say(.spanOf, "1", String(shown), String(all))
}

extension PlanChange.Kind {
  fileprivate var name: Phrase {
    switch self {
    case .moved: .planMoved
    case .gained: .planGained
    case .lost: .planLost
    case .retimed: .planRetimed
    }
  }

  fileprivate var sum: Phrase {
    switch self {
    case .moved: .planMovedSum
    case .gained: .planGainedSum
    case .lost: .planLostSum
    case .retimed: .planRetimedSum
    }
  }

  fileprivate var tone: PageBadge.Tone {
    switch self {
    case .moved, .retimed: .warning
    case .gained: .good
    case .lost: .bad
    }
  }
}

extension Phrase {
  static let planNone = Phrase("任务安排没有变化。", "Nobody's duties changed.")
  static let sentenceEnd = Phrase("。", ".")
  static let planDuty = Phrase("职责", "Duty")
  static let planFrom = Phrase("原来", "Before")
  static let planTo = Phrase("现在", "Now")
  static let planCount = Phrase("点位或单位数", "Places or units")
  static let planSince = Phrase("起始日", "From")
  static let planMore = Phrase("等", " and more")
  static let planMoved = Phrase("换人", "moved")
  static let planGained = Phrase("新增", "new")
  static let planLost = Phrase("取消", "dropped")
  static let planRetimed = Phrase("改时间", "other times")
  static let planMovedSum = Phrase("{0} 项换人", "{0} moved")
  static let planGainedSum = Phrase("新增 {0} 项", "{0} new")
  static let planLostSum = Phrase("取消 {0} 项", "{0} dropped")
  static let planRetimedSum = Phrase("{0} 项改时间", "{0} at other times")
  static let planLoads = Phrase("改动后四周的任务量", "Tasks in the four weeks after it")
  static let planBefore = Phrase("原来", "Before")
  static let planAfter = Phrase("现在", "Now")
  static let planDelta = Phrase("增减", "Change")
  static let planTiming = Phrase("{0} {1} 起，时限 {2}", "{0} at {1}, {2}")
  static let planFiles = Phrase("改动的文件：{0}", "Files: {0}")
}
