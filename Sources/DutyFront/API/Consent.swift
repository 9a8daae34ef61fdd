import DutyLedger
import DutyPorts
import DutyRights
import HTTPTypes
import HummingbirdCore

/// One asks, another consents, and each speaks for themselves: what the API and the pages do about it.
enum Consent {
  /// Whether a wish is the caller's to see.
  static func sees(_ actor: Actor, _ wish: ApprovalWish) -> Bool {
    actor.has(.office) || actor.has(.auditor) || wish.by == actor.id || wish.approvers.contains(actor.id)
  }

  /// The wish that a request's path names.
  static func wish(_ request: FrontRequest) async throws(Problem) -> ApprovalWish {
    let (access, id, now) = (request.parts.access, request.parameter("id"), request.now)
    let found: ApprovalWish? = try await request.reading { store throws(StoreError) in
      guard let wish = try access.wish(id) else { return nil }
      return try access.settled([wish], over: store, at: now).first
    }
    guard let found, sees(request.actor, found) else {
      throw .notFound("nothing of yours waits as `\(id.prefix(40))`", help: "see what waits for you")
    }
    return found
  }

  /// An open wish that the caller may decide.
  static func open(_ request: FrontRequest) async throws(Problem) -> ApprovalWish {
    let person = try request.person()
    let wish = try await wish(request)
    try check(wish)
    guard wish.by != person else {
      var problem = Problem(
        403, "own-wish", "one asks, another approves", help: "that is for \(wish.approvers.joined(separator: ", "))")
      problem.refusal = Refusal(.asksAndApproves)
      throw problem
    }
    return wish
  }

  /// Refuses what is no open wish any more.
  private static func check(_ wish: ApprovalWish) throws(Problem) {
    switch wish.outcome {
    case .open: return
    case .withdrawn, .lapsed:
      var problem = Problem(
        409, "lapsed", wish.outcome == .withdrawn ? "whoever asked has withdrawn it" : "it has lapsed: \(wish.reason)",
        help: "ask again, if it is still wanted")
      problem.refusal = Refusal(.wishLapsed)
      throw problem
    case .approved, .rejected:
      var problem = Problem(
        409, "decided", "it was \(wish.outcome.rawValue) by `\(wish.decidedBy)` already", help: "see what became of it")
      problem.refusal = Refusal(.decidedAlready, [.person: wish.decidedBy])
      throw problem
    }
  }

  /// Whoever asked wants it no longer.
  static func withdraw(_ request: FrontRequest) async throws(Problem) -> ApprovalWish {
    let person = try request.person()
    var wish = try await wish(request)
    try check(wish)
    guard wish.by == person else {
      var problem = Problem(
        403, "not-yours", "whoever asked withdraws", help: "reject it, if it is yours to approve")
      problem.refusal = Refusal(.notTheAsker, [.person: wish.by])
      throw problem
    }
    try await decide(wish, .withdrawn, "", request)
    (wish.outcome, wish.decidedBy, wish.decidedAt) = (.withdrawn, person, request.now)
    return wish
  }

  /// Ends what a deed took the ground from.
  static func sweep(_ number: String, _ request: FrontRequest) async throws(Problem) {
    let (access, now) = (request.parts.access, request.now)
    _ = try await request.reading { store throws(StoreError) in
      try access.settled(try access.wishes(of: number), over: store, at: now)
    }
  }

  /// Consents: it is done at once, in the name of whoever asked.
  static func approve(_ wish: ApprovalWish, _ request: FrontRequest) async throws(Problem) -> Response {
    let row = try await request.task(wish.task)
    var said = wish.row
    said["by"] = .string(wish.by)
    said["approved-by"] = .string(try request.person())
    let response = try await TaskActing.act(said, row, request, sweeps: false)
    try await decide(wish, .approved, "", request)
    try await sweep(wish.task, request)
    return response
  }

  static func reject(
    _ wish: ApprovalWish, _ reason: String, _ request: FrontRequest
  ) async throws(Problem) -> ApprovalWish {
    let person = try request.person()
    guard wish.approvers.contains(person) else {
      var problem = Problem(
        403, "not-yours", "this is not yours to decide", help: "that is for \(wish.approvers.joined(separator: ", "))")
      problem.refusal = Refusal(
        .mayNotReject, [.person: person, .people: wish.approvers.joined(separator: " ")])
      throw problem
    }
    try await decide(wish, .rejected, reason, request)
    var wish = wish
    (wish.outcome, wish.decidedBy, wish.decidedAt, wish.reason) = (.rejected, person, request.now, reason)
    return wish
  }

  private static func decide(
    _ wish: ApprovalWish, _ outcome: ApprovalWish.Outcome, _ reason: String, _ request: FrontRequest
  ) async throws(Problem) {
    let (access, person, now) = (request.parts.access, try request.person(), request.now)
    _ = try await request.parts.reading { () throws(StoreError) in
      try access.decide(wish.id, outcome, by: person, reason: reason, at: now)
    }
  }

  /// Who would have to consent before the caller does something to a task; `nil` where nobody has to.
  static func needed(
    for action: TaskAction, _ wish: [String: JSONValue], _ row: TaskRow, _ request: FrontRequest
  ) async throws(Problem) -> [String]? {
    guard action.rule.needsApproval, action != .return else { return nil }
    let by = try request.person()
    var question = wish.filter { ["until", "limit"].contains($0.key) }
    question.merge(["number": .string(row.number), "action": .string(action.rawValue), "by": .string(by)]) { $1 }
    let asked = try await request.perform("task-ask", .object(question))
    return asked["alone"]?.bool == true ? nil : asked["approvers"]?.array?.compactMap(\.string) ?? []
  }

  /// Puts a wish where those who may approve it find it; an earlier one of the same kind is replaced by it.
  static func wait(
    _ wish: [String: JSONValue], for approvers: [String], _ row: TaskRow, _ request: FrontRequest
  ) async throws(Problem) -> ApprovalWish {
    guard !approvers.isEmpty else {
      var problem = Problem(422, "no-approver", "nobody can approve it", help: "name an `approver` in the rules")
      problem.refusal = Refusal(.nobodyApproves)
      throw problem
    }
    let (access, randomness, now) = (request.parts.access, request.parts.randomness, request.now)
    let record = ApprovalWish(
      id: "w-" + Secrets.identifier(.token, randomness).dropFirst(2), task: row.number,
      wish: ApprovalWish.asking(wish, of: row.record.roles.holder),
      by: try request.person(), at: now, approvers: approvers)
    try await request.parts.reading { () throws(StoreError) in
      let why = ApprovalWish.Lapse.replaced.rawValue
      for earlier in try access.wishes(of: record.task) {
        guard earlier.by == record.by, earlier.action == record.action else { continue }
        _ = try access.decide(earlier.id, .lapsed, by: "", reason: why, at: now)
      }
      try access.add(record)
    }
    return record
  }
}
