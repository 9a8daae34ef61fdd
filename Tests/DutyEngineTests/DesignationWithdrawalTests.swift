import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts
import DutyTestKit
import Testing

/// A district in which nobody verifies but whom the office names.
private let open = District.small.without("responsibility/95-checks.yaml")

/// What a withdrawal brings back, who may be named at all, and what the approver decides.
@Suite struct DesignationWithdrawalTests {
  private func designate(
    _ bench: Bench, _ roles: [String: JSONValue], _ more: [String: JSONValue] = [:]
  ) throws -> (id: String, notes: [String]) {
    let fields = roles.merging(more) { $1 }
      .merging(["duty": "road-patrol", "subjects": ["road-zs"], "reason": "试"]) { old, _ in old }
    let answer = bench.engine.perform("designate", .object(fields), author: "p-cjb", at: bench.now)
    let id = try #require(answer.body["id"]?.string, "\(answer.body.canonicalText)")
    return (id, (answer.body["notes"]?.array ?? []).compactMap(\.string))
  }

  private func withdraw(_ bench: Bench, _ id: String) -> ControlReply {
    bench.engine.perform("designation-withdraw", ["id": .string(id), "reason": "试"], author: "p-cjb", at: bench.now)
  }

  /// Nobody verifies their own work by an older designation that speaks again (design invariant 7).
  @Test(arguments: [("verifier", "holder"), ("holder", "verifier")])
  func aVerifierWhoIsTheHolderByNowDoesNotComeBack(_ covered: String, _ other: String) throws {
    let bench = try Bench(open, at: moment("2026-11-23 09:00"))
    let old = try designate(bench, [covered: "p-a1"]).id
    let cover = try designate(bench, [covered: "p-a2"]).id
    let now = try designate(bench, [other: "p-a1"]).id
    let head = try bench.store.head()
    let refused = withdraw(bench, cover)
    #expect(refused.status == 422 && refused.body["error"]?["reason"]?["code"]?.string == "uncovers-own-verifier")
    #expect(refused.body["error"]?["reason"]?["word"] == .string(old), "\(refused.body.canonicalText)")
    let message = refused.body["error"]?["message"]?.string ?? ""
    for word in [old, now, cover, "p-a1", "road-zs"] { #expect(message.contains(word), "\(word): \(message)") }
    #expect(try bench.store.head() == head)
    #expect(withdraw(bench, old).status == 200, "what is outranked goes first")
    #expect(withdraw(bench, cover).status == 200, "then nothing stands against it")
  }

  /// What speaks again is said, and where whom it names may not be that by now: the rules have made them the holder.
  @Test func whatSpeaksAgainIsSaid() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    let old = try designate(bench, ["verifier": "p-a1"]).id
    let cover = try designate(bench, ["verifier": "p-b1"]).id
    let rules = District.small.replacing("registers/road-chiefs.csv", "road-zs,p-jt3,u-jt", "road-zs,p-a1,team-1")
    bench.shelf.put(rules)
    guard case .accepted = try bench.engine.reload(confirm: nil, at: bench.now) else {
      Issue.record("the road has another chief: \(String(describing: bench.engine.degraded))")
      return
    }
    let reply = withdraw(bench, cover)
    let notes = (reply.body["notes"]?.array ?? []).compactMap(\.string)
    #expect(reply.status == 200 && notes.count == 2, "\(reply.body.canonicalText)")
    #expect(notes.first?.contains("`\(old)`") == true && notes.first?.contains("speaks again: verifier `p-a1`") == true)
    #expect(notes.last?.contains("is the holder of duty:road-patrol on `road-zs`") == true, "\(notes)")
    #expect(try bench.tasks().first { $0.record.key.subject == "road-zs" }?.record.roles.verifier != "p-a1")
    #expect(withdraw(bench, old).body["notes"] == [], "nothing is behind it")
  }

  /// A rule of the files that takes a designation over does not bring back an older one, which would outrank it.
  @Test(arguments: [
    (["subjects": ["road-zs"]], "p-jt2", true, "the same road"), (["subjects": ["dh"]], "p-jt2", true, "a place above"),
    (["subjects": ["road-hp"]], "p-jt2", false, "another road"), (["subjects": ["dh"]], "p-jt1", false, "the same person"),
    (["subjects": ["road-zs"], "until": "2026-11-23"], "p-jt2", true, "until the evening"),
  ] as [([String: JSONValue], String, Bool, String)])
  func aRuleThatTakesOverUncoversNothing(
    _ older: [String: JSONValue], _ person: String, _ isRefused: Bool, _ why: String
  ) throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    let old = try designate(bench, ["holder": .string(person)], older).id
    let new = try designate(bench, ["holder": "p-jt1"]).id
    let record = try #require(try bench.store.designations().first { $0.id == new })
    let exported = DesignatedRules.export(record, in: bench.engine.current.book)
    bench.shelf.put(District.small.putting("responsibility/01-designated.yaml", exported.rule))
    func holder() throws -> String? {
      try bench.tasks().first { $0.record.key.subject == "road-zs" }?.record.roles.holder
    }
    #expect(try holder() == "p-jt1")
    let outcome = try bench.engine.reload(confirm: nil, at: bench.now)
    if isRefused {
      guard case .refused(let refusal) = outcome else {
        Issue.record("\(why): \(old) speaks again, and outranks the rule: \(try holder() ?? "nobody")")
        return
      }
      #expect(refusal.codes == ["D001"])
      for word in ["responsibility/01-designated.yaml", old, new, "holder"] {
        #expect(refusal.lines.first?.contains(word) == true, "\(refusal.lines)")
      }
      #expect(try bench.store.designations().map(\.id) == [old, new], "nothing is changed")
      #expect(withdraw(bench, old).status == 200)
      #expect(try holder() == "p-jt1", "it decided nothing")
      guard case .accepted = try bench.engine.reload(confirm: nil, at: bench.now) else {
        Issue.record("\(why): nothing stands behind it any more")
        return
      }
    } else {
      guard case .accepted = outcome else {
        Issue.record("\(why): \(String(describing: bench.engine.degraded))")
        return
      }
    }
    #expect(try holder() == "p-jt1", "\(why)")
    #expect(try !bench.store.designations().contains { $0.id == new }, "the rule says it now")
  }

  /// Why stands in the ledger: a blank is no reason.
  @Test(arguments: ["", "   ", "\t\n", "\u{3000}"])
  func aBlankIsNoReason(_ reason: String) throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    let made = bench.engine.perform(
      "designate", ["duty": "road-patrol", "subjects": ["road-zs"], "holder": "p-jt2", "reason": .string(reason)],
      author: "p-cjb", at: bench.now)
    #expect(made.status == 400 && made.body["error"]?["reason"]?["code"]?.string == "reason-missing")
    let id = try designate(bench, ["holder": "p-jt2"]).id
    let withdrawn = bench.engine.perform(
      "designation-withdraw", ["id": .string(id), "reason": .string(reason)], author: "p-cjb", at: bench.now)
    #expect(withdrawn.status == 400 && withdrawn.body["error"]?["reason"]?["code"]?.string == "reason-missing")
    #expect(try bench.store.designations().map(\.id) == [id])
  }

  /// Of three of the same the oldest does not come back when the newest goes: the one between speaks.
  @Test func onlyTheNextOneSpeaksAgain() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    let first = try designate(bench, ["holder": "p-jt2"]).id
    let second = try designate(bench, ["holder": "p-jt1"]).id
    let third = try designate(bench, ["holder": "p-jt2"], ["reason": "再试"]).id
    let notes = (withdraw(bench, third).body["notes"]?.array ?? []).compactMap(\.string)
    #expect(notes.count == 1 && notes[0].contains("`\(second)`") && notes[0].contains("speaks again"), "\(notes)")
    #expect(!notes.contains { $0.contains("`\(first)`") })
  }

  /// Whom a designation names may be of another unit, and it says so; whom a rule names may not.
  @Test func aHolderOfElsewhereIsSaid() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    let outside = try designate(bench, ["holder": "p-hw2"]).notes
    #expect(outside.count == 1 && outside[0].contains("`p-hw2` has no post in the lead unit `u-jt`"), "\(outside)")
    let inside = try designate(bench, ["holder": "p-jt2"]).notes
    #expect(inside.count == 1 && inside[0].hasPrefix("it outranks"), "nobody of elsewhere any more: \(inside)")
    let fields: JSONValue = ["lead": "u-xh", "duty": "road-patrol", "subjects": ["road-hp"], "reason": "试"]
    let refused = bench.engine.perform("designate", fields, author: "p-cjb", at: bench.now)
    #expect(refused.status == 422)
    let error = refused.body["error"]
    let message = error?["message"]?.string ?? ""
    #expect(message.contains("no post in the lead unit `u-xh`, and no designation names them"), "\(message)")
    #expect(error?["help"]?.string?.contains("--holder") == true, "\(refused.body.canonicalText)")
    let both = try designate(bench, ["lead": "u-xh", "holder": "p-hw3"], ["subjects": ["road-hp"]])
    #expect(both.notes.count == 1 && both.notes[0].contains("`u-xh`"), "\(both.notes)")
  }

  /// A designated approver voids alone, and nobody without their consent; of what is not designated the rules say who.
  @Test func theDesignatedApproverDecidesWhatIsVoided() throws {
    let bench = try Bench(.small, at: moment("2026-11-23 09:00"))
    _ = try designate(bench, ["approver": "p-b2"])
    let task = try #require(try bench.tasks().first { $0.record.key.subject == "road-zs" })
    let other = try #require(try bench.tasks().first { $0.record.key.subject == "road-hp" })
    for (by, approver, isDone, why) in [
      ("p-cjb", "", false, "the office alone"), ("p-cjb", "p-cjb", false, "who would have approved before"),
      ("p-jt3", "p-qu", false, "the head above"), ("p-b2", "", true, "whom the designation names"),
    ] {
      let acted = try bench.act(task, .void, by, ["approved-by": .string(approver), "note": "路已封闭"])
      #expect(acted.isDone == isDone, "\(why): \(acted)")
    }
    #expect(try !bench.act(other, .void, "p-b2", ["note": "路已封闭"]).isDone, "of another road they decide nothing")
    let withConsent = try bench.act(other, .void, "p-hw3", ["approved-by": "p-qu", "note": "路已封闭"])
    #expect(withConsent.isDone, "\(withConsent)")
  }
}
