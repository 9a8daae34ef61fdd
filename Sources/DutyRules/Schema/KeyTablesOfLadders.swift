import DutyBook

extension MapKind {
  var ladderKeys: [KeySpec] {
    switch self {
    case .ladderSelector:
      [
        may("findings", .choice(["any", "none"]), "tasks that a finding opened, or all others"),
        may("duty", .oneOrMany(.name(of: "duty")), "tasks of these duties"),
        may("standard", .any([.oneOrMany(.name(of: "standard")), .map(.standardSelector)]), "about these standards"),
        may("source", .oneOrMany(.choice(Loading.findingSources)), "findings that came from there"),
      ]
    case .rung:
      [
        may("name", .text("an identifier"), "what later rungs call it; else its action's word"),
        must(
          "when",
          .text(
            "before 2 working-hours, overdue 0, overdue 2 workdays, unacknowledged 4 working-hours, failed-notices 2, "
              + "vetoes 1, relapses 1, interview unanswered 3 workdays, bottom 3 twice running, top 3 three running"),
          "when it is due"),
        must("do", .choice(RungAction.allCases.map(\.rawValue)), "what it does"),
        may("to", .oneOrMany(roleShape), "who is told"),
        may("by", roleShape, "who carries it out or signs"),
        may("answer", limitShape, "by when an answer is wanted"),
        may("approve", roleShape, "who has to approve it first"),
        may("dossier", .flag, "whether the history of the case goes with it (案卷)"),
        may(
          "flag", .any([.text("a word"), .map(.rungFlag)]),
          "what a unit is barred from or loses: civil-award, or { flag: civil-award, name: 文明奖 }"),
        may("for", .text("a term: 6 months, 1 year, 90 days"), "how long the flag stands; without it, until lifted"),
        may("deduct", .number, "points it takes off the unit's score"),
        may("cap", .number, "the most points that this ladder takes from a unit in a calendar year"),
        may("series", .text("a word"), "the series in which its documents are numbered; else its action's word"),
        may("template", .text("a template's name"), "the wording of its document"),
        may("demand", .text("a sentence"), "what it demands"), basisKey,
      ]
    case .rungFlag:
      [
        must("flag", .text("an identifier"), "the flag's word"),
        may("name", .text("a name"), "what people call it; once is enough for all ladders"),
      ]
    default:
      [
        must("ladder", .text("an identifier"), "the ladder's name"), wasKey,
        may("name", .text("a name"), "what people call it"),
        may("per", .choice(Ladder.Scope.allCases.map(\.rawValue)), "one climb per case, or a unit's climb"),
        may("for", .map(.ladderSelector), "which tasks climb it; without it, those no other ladder takes"),
        may("ranking", .name(of: "score"), "the score whose ranking it reads"),
        may("ties", .choice(["in", "out"]), "whether who ties at the cut is in"),
        may("smallest-class", .number, "a class of fewer units has no bottom and no top"),
        may("at-least", .number, "points below which no unit is among the top ones"),
        may("within", .text("days, 90 days"), "over how long counts are taken"),
        may("stops", .oneOrMany(.choice(Ladder.Stop.allCases.map(\.rawValue))), "what ends or holds the climb"),
        may("pauses", .choice(["suspended", "never"]), "whether a suspended case climbs"),
        may("resumes", .choice(Ladder.Resumption.allCases.map(\.rawValue)), "whether suspended time counts"),
        must("rungs", .list(.map(.rung)), "its rungs, lowest first"),
      ]
    }
  }
}
