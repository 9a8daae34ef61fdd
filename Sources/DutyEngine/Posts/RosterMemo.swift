import DutyBook
import DutyRoster

/// The rosters of a book, made once: a thousand people check in around the same hour, and each asks who stands where.
struct RosterMemo {
  private var book = ""
  private var rosters: [String: Roster] = [:]

  mutating func roster(of campaign: Campaign, in book: Book) -> Roster {
    if self.book != book.digest { (self.book, rosters) = (book.digest, [:]) }
    if let known = rosters[campaign.id] { return known }
    let made = book.roster(of: campaign)
    rosters[campaign.id] = made
    return made
  }
}
