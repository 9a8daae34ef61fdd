import DutyBook
import DutyCalendar
import DutyLedger
import DutyPages
import DutyPorts
import DutyRoster

extension PageArchive {
  static let mostWishes = 60

  /// What waits for the reader, for others where the reader sees those too, and what the reader asked for.
  ///
  /// - Parameters:
  ///   - open: what waits for anybody, the newest first.
  ///   - recent: what was decided of late too.
  ///   - seesAll: the office and auditors.
  package func approvals(open: [ApprovalWish], recent: [ApprovalWish], seesAll: Bool) throws(StoreError)
    -> ApprovalsView
  {
    func isMine(_ wish: ApprovalWish) -> Bool { wish.by == person }
    func isForMe(_ wish: ApprovalWish) -> Bool { wish.approvers.contains(person) && !isMine(wish) }
    let waiting = open.filter(isForMe)
    let others = seesAll ? open.filter { !isForMe($0) && !isMine($0) } : []
    let mine = recent.filter(isMine)
    let most = Self.mostWishes
    return ApprovalsView(
      waiting: try items(waiting), others: try items(others), mine: try items(mine),
      hasMore: waiting.count > most || others.count > most || mine.count > most)
  }

  private func items(_ wishes: [ApprovalWish]) throws(StoreError) -> [WishItem] {
    var items: [WishItem] = []
    for wish in wishes.prefix(Self.mostWishes) {
      if let item = try approval(wish) { items.append(item) }
    }
    return items
  }

  /// One wish with its task; `nil` for one whose task or action is not known.
  package func approval(_ wish: ApprovalWish) throws(StoreError) -> WishItem? {
    guard let action = wish.wish["action"]?.string.flatMap({ TaskAction(rawValue: $0) }),
      let row = try store.task(number: wish.task), let task = try tasks([row]).first
    else { return nil }
    func said(_ key: String) -> String { wish.wish[key]?.string ?? "" }
    let until = said("until").isEmpty ? said("limit") : said("until")
    return WishItem(
      id: wish.id, action: action, task: task, by: person(wish.by), at: wish.at, note: said("note"), until: until,
      lead: archive.unitName(said("lead")), holder: said("holder").isEmpty ? "" : person(said("holder")),
      approvers: wish.approvers.map { person($0) }, outcome: .init(rawValue: wish.outcome.rawValue) ?? .open,
      decidedBy: person(wish.decidedBy), reason: wish.reason,
      mayDecide: wish.outcome == .open && wish.approvers.contains(person) && wish.by != person,
      mayWithdraw: wish.outcome == .open && wish.by == person)
  }

  /// The reader's own shifts of yesterday's night, today and tomorrow, with when they came and left (M56).
  ///
  /// - Parameter roster: makes the roster of a campaign for some days, which takes a while.
  package func checkIn(
    roster: (Campaign, ClosedRange<CivilDate>) -> Roster
  ) throws(StoreError) -> CheckInView? {
    guard let known = archive.book.people[person] else { return nil }
    let today = archive.today
    var shifts: [CheckInView.Shift] = []
    let records = try store.records(CheckIn.self, topic: Topic.person(person), from: now.adding(seconds: -172_800))
      .map(\.record)
    for campaign in archive.book.campaigns.rows where campaign.window.contains(today) && !campaign.posts.isEmpty {
      let first = max(campaign.window.from ?? today, today.adding(days: -1))
      let made = roster(campaign, first...today.adding(days: 1))
      for shift in made.shifts where shift.people.contains(person) && now <= shift.to {
        let own = records.filter {
          $0.post == shift.post && $0.place == shift.place && shift.from.adding(seconds: -3600) <= $0.at
            && $0.at <= shift.to
        }
        shifts.append(
          .init(
            campaign: campaign.id, post: shift.post, postName: shift.postName, place: shift.place,
            placeName: shift.placeName, from: shift.from, to: shift.to, came: own.first { !$0.isLeaving }?.at,
            left: own.last { $0.isLeaving }?.at))
      }
    }
    return CheckInView(name: known.name, shifts: shifts.sorted { ($0.from, $0.key) < ($1.from, $1.key) })
  }
}
