import DutyCalendar
import DutyDocuments

/// A league table of one period, with the movement since the one before.
///
/// - Unit: scores in thousandths of a point; ``Row/before`` is the rank of the period before, `nil` for a new one.
package struct LeagueView: Sendable {
  package struct Row: Hashable, Sendable {
    package var unit: String
    package var rank: Int
    package var before: Int?
    package var milliScore: Int
    /// How many periods running it is among the last three, this one included.
    package var bottomRunning: Int
    package var isOwn: Bool
    package var unitID = ""
    /// How its score came about, for those who may read that.
    package var href = ""

    package init(unit: String, rank: Int, before: Int?, milliScore: Int, bottomRunning: Int = 0, isOwn: Bool = false) {
      self.unit = unit
      self.rank = rank
      self.before = before
      self.milliScore = milliScore
      self.bottomRunning = bottomRunning
      self.isOwn = isOwn
    }
  }

  package var leagues: [PageLink]
  package var name: String
  package var period: String
  package var isProvisional: Bool
  /// Whether there is no table of the period that was asked for.
  package var isUnknown = false
  package var rows: [Row]
  package var periods: [PageLink]

  package init(
    leagues: [PageLink], name: String, period: String, isProvisional: Bool = false, rows: [Row], periods: [PageLink] = []
  ) {
    self.leagues = leagues
    self.name = name
    self.period = period
    self.isProvisional = isProvisional
    self.rows = rows
    self.periods = periods
  }
}

package func leaguePage(_ view: LeagueView, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(view.name.isEmpty ? say(.tabLeague) : view.name, over: say(.leagueOver), lead: view.period, tab: .league)
  if view.leagues.count > 1 { page.add(.links(PageLinks(say(.leagues), view.leagues))) }
  if !view.periods.isEmpty { page.add(.links(PageLinks(say(.periods), view.periods))) }
  if view.isUnknown {
    page.add(.notice(PageNotice(.bad, say(.leagueUnknown, view.period))))
    return page
  }
  if view.isProvisional { page.add(.notice(PageNotice(.plain, say(.leagueProvisional)))) }
  page.add(
    .table(
      PageTable(
        PageHeading(say(.leagueTable), id: "table"), note: view.rows.isEmpty ? "" : say(.leagueNote),
        columns: [
          .init(say(.unit)), .init(say(.rank), isNumber: true), .init(say(.movement), isNumber: true),
          .init(say(.score), isNumber: true), .init(say(.rankBefore), isNumber: true),
        ],
        rows: view.rows.map { row in
          var badges: [PageBadge] = []
          if row.isOwn { badges.append(PageBadge(say(.ownUnit), .good)) }
          if row.bottomRunning > 0 { badges.append(PageBadge(say(.bottomRunning, String(row.bottomRunning)), .bad)) }
          return [
            PageCell(row.unit, href: row.href, badges: badges), .number(String(row.rank)), .number(movement(row, say)),
            .number(scoreText(row.milliScore)), .number(row.before.map { String($0) } ?? "–"),
          ]
        }, empty: say(.leagueNone), staysTable: true)))
  return page
}

/// `↑2`, `↓1`, `—`; `新` for one that was not there before. The sign says it, not a colour.
private func movement(_ row: LeagueView.Row, _ say: PageWords) -> String {
  guard let before = row.before else { return say(.newHere) }
  if before == row.rank { return "—" }
  return before > row.rank ? say(.upBy, String(before - row.rank)) : say(.downBy, String(row.rank - before))
}
