extension MapKind {
  var campaignKeys: [KeySpec] {
    switch self {
    case .overlay:
      [
        may("duties", .any([.choice(["all"]), .oneOrMany(.name(of: "duty"))]), "the duties it changes"),
        may("findings", .choice(["any"]), "findings instead of duties"),
        may("every", cadenceShape, "their cadence while it lasts"), may("opens", clockShape, "when they open"),
        may("due", limitShape, "by when"),
        may("cut-period", .choice(["merge", "keep"]), "what becomes of the period it cuts"),
        may("limit", .text("a limit's name"), "the standards' limit that findings get"),
      ]
    case .edges:
      [
        may("open-before", .choice(["tighten", "keep"]), "tasks open at its first day"),
        may("open-after", .choice(["keep-limit"]), "tasks open after its last day"),
      ]
    case .goal:
      [may("quantity", .text("a word"), "what is counted"), may("target", .number, "how many")]
    default:
      [
        must("campaign", .text("an identifier"), "the campaign's name, its identity"),
        may("name", .text("a name"), "what people call it"), wasKey,
        may("window", .text("two dates, 2026-12-01..2026-12-12"), "first and last day of an overlay"),
        may("commander", .name(of: "person"), "who commands it (挂帅领导)"),
        may("lead", .name(of: "unit"), "its lead unit (牵头单位)"),
        may("overlay", .list(.map(.overlay)), "what it changes while it lasts"),
        may("edges", .map(.edges), "what happens at its edges"),
        may("deadline", dateShape, "the date a plan is laid backwards from (倒排工期)"),
        may("from", dateShape, "the first day work may start; without it, the book's start"),
        may("milestones-back", .list(.table(.text("workdays before the deadline"))), "steps, nearest first"),
        may("goal", .map(.goal), "a quantity and its target"),
      ]
    }
  }

  var policyKeys: [KeySpec] {
    switch self {
    case .ladder:
      [
        must("ladder", .text("an identifier"), "the ladder's name"), wasKey,
        may("per", .choice(["case"]), "one climb per case"),
        must("rungs", .list(.map(.rung)), "its rungs, lowest first"),
      ]
    case .rung:
      [
        must("when", .text("overdue 0, overdue 2 workdays"), "how long after the deadline"),
        must("do", .choice(["notice"]), "what it does"),
        must("to", .oneOrMany(roleShape), "who is told"),
      ]
    default:
      [
        must("dispatch", .text("an identifier"), "the policy's name"),
        may("at", clockShape, "when queues go out"),
        may("on", cadenceShape, "on which days"),
        may("coming-up", .text("workdays, 3 workdays"), "how far ahead a queue looks"),
        may("keep", .text("days, 90 days"), "how long queues are kept"),
      ]
    }
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
