extension MapKind {
  var policyKeys: [KeySpec] {
    [
      must("dispatch", .text("an identifier"), "the policy's name"),
      may("at", clockShape, "when queues go out"),
      may("on", cadenceShape, "on which days"),
      may("coming-up", .text("workdays, 3 workdays"), "how far ahead a queue looks"),
      may("keep", .text("days, 90 days"), "how long queues are kept"),
      may("links", .text("a URL, https://duty.example.org"), "where links in messages lead"),
      may("links-secret", .text("the name of a credential"), "what signs the links' tokens"),
    ]
  }

  var testKeys: [KeySpec] {
    let roleName = Shape.text("an identifier, or nobody")
    switch self {
    case .testsFile: return [must("tests", .list(.map(.test)), "assertions about the rules (规则测试)")]
    case .given:
      return [
        may("standard", .name(of: "standard"), "a finding of this standard"),
        may("duty", .name(of: "duty"), "a task of this duty"),
        must("subject", .name(of: "place or unit"), "for this place or unit"),
        must("at", .text("2026-11-23 09:00"), "at this time"),
      ]
    case .expectation:
      return [
        may("lead", roleName, "the lead unit"), may("leader", roleName, "the leader"),
        may("holder", roleName, "the holder"), may("verifier", roleName, "the verifier"),
        may("approver", roleName, "the approver"),
        may("support", .oneOrMany(.name(of: "unit")), "the supporting units"),
        may("limit", limitShape, "the limit in force"), may("due", .text("2026-11-23 15:00"), "the deadline"),
        may("queue", .oneOrMany(.text("an identifier")), "whose queues it stands in"),
        may("cadence", cadenceShape, "the cadence in force"), may("opens", .flag, "whether a period opens that day"),
        may("rule", .map(.deciding), "which rule decided a role"),
      ]
    case .deciding:
      let rule = Shape.name(of: "rule")
      return [
        may("lead", rule, "the rule that gave the lead"), may("leader", rule, "the rule that gave the leader"),
        may("holder", rule, "the rule that gave the holder"),
        may("verifier", rule, "the rule that gave the verifier"),
        may("approver", rule, "the rule that gave the approver"),
      ]
    default:
      return [
        must("test", .text("a name"), "the test's name; begins with its Mnn"),
        must("given", .map(.given), "the question"), must("then", .map(.expectation), "the answers"),
        may("why", .text("a sentence"), "why it should be so"),
      ]
    }
  }
}
