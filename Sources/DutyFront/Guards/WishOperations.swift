import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts

/// What the machine's own people ask of requests that wait for an approval, over the control socket.
extension AccessOperations {
  /// `approval-list`: what waits, or with `all` what was decided too; of one task, or asked by one person.
  func listWishes(_ arguments: JSONValue, _ book: Book, _ now: Instant) throws(StoreError) -> ControlReply {
    func text(_ key: String) -> String { arguments[key]?.string ?? "" }
    let isOpen = arguments["all"]?.bool != true
    let found = try access.wishes(isOpen: isOpen, before: nil, limit: 1000)
    let wishes = try access.settled(found, over: store, at: now).filter { !isOpen || $0.outcome == .open }
    let shown = wishes.filter { wish in
      (text("task").isEmpty || wish.task == text("task").uppercased()) && (text("by").isEmpty || wish.by == text("by"))
    }
    // Nothing waits of somebody; of nobody nothing can.
    if shown.isEmpty {
      if !text("by").isEmpty, book.people[text("by")] == nil, let refusal = unknown(text("by"), book, now) {
        return refusal
      }
      if !text("task").isEmpty, try store.task(number: text("task").uppercased()) == nil {
        return .refused(404, "no task `\(text("task").prefix(40))`", help: "see `dutyctl task list --all`")
      }
    }
    return ControlReply(["items": .array(shown.map { ApprovalRoutes.value($0, book.settings.zone) })])
  }

  /// `approval-withdraw`: whoever asked wants it no longer.
  func withdrawWish(_ arguments: JSONValue, _ book: Book, _ now: Instant) throws(StoreError) -> ControlReply {
    let (id, by) = (arguments["id"]?.string ?? "", arguments["by"]?.string ?? "")
    let known: ApprovalWish?
    if let wish = try access.wish(id) {
      known = try access.settled([wish], over: store, at: now).first
    } else {
      known = nil
    }
    guard var wish = known else {
      return .refused(404, "nothing waits as `\(id.prefix(40))`", help: "see `dutyctl approval list`")
    }
    guard wish.outcome == .open else {
      let why = wish.outcome == .lapsed ? " (\(wish.reason))" : ""
      return .refused(
        409, "`\(id)` is \(wish.outcome.rawValue) already\(why)", help: "see `dutyctl approval list --all`")
    }
    guard wish.by == by else {
      return .refused(403, "`\(by)` did not ask for it", help: "whoever asked withdraws: --by \(wish.by)")
    }
    _ = try access.decide(id, .withdrawn, by: by, reason: "", at: now)
    (wish.outcome, wish.decidedBy, wish.decidedAt) = (.withdrawn, by, now)
    return ControlReply(ApprovalRoutes.value(wish, book.settings.zone))
  }
}
