import DutyBook

extension MapKind {
  var scenarioKeys: [KeySpec] {
    let share = Shape.text("a percentage, 93 or 93 %")
    let value = Shape.text("a value, or a name such as $photo")
    let argument = Shape.any([value, .list(.any([value, .table(.any([value, .table(value)]))])), .table(.any([value, .table(value)]))])
    let wantedTask = Shape.any([.text("a number, or $finding.task"), .map(.taskWanted)])
    switch self {
    case .behaviour:
      return [
        may("of", .map(.unitSelector), "whose tasks; all units where it is not said"),
        may("acknowledge", share, "of a hundred tasks, acknowledged"),
        may("on-time", share, "reported by the deadline"),
        may("report", share, "reported at all"),
        may("pass", share, "accepted at the first look"),
        may("meet", share, "of a hundred measured values, on the good side of their bound; 100 when left out"),
        may("relapse", share, "of a hundred fixed problems, found again"),
      ]
    case .findingFlow:
      return [
        must("per-month", .number, "findings a month"),
        may("vetoes", .number, "of these, against veto items; none when left out"),
        may("months", .table(.number), "other numbers for some months, by month"),
        may("sources", .table(.number), "shares by source"),
      ]
    case .progressFlow:
      return [
        must("campaign", .name(of: "campaign"), "whose goal"), must("quantity", .text("a word"), "what is counted"),
        must("total", .number, "how many there are then"), must("by", dateShape, "on which day"),
      ]
    case .scriptedDeed:
      return [
        must("at", .text("2026-11-24 09:07"), "when, by the district's clock"),
        must("do", .choice(ScenarioWords.operations), "what is asked of the daemon"),
        may("on", wantedTask, "the task it is about"),
        may("with", .table(argument), "its arguments"),
        may("as", .text("an identifier"), "the name of what it writes, for later deeds: $photo"),
        may("refused", .text("a text"), "it must be refused, and the refusal says this"),
        may("author", .text("a name"), "who asks"),
        may("key", .text("a key"), "the key by which a program would know the request if it came again"),
      ]
    case .taskWanted:
      return [
        may("duty", .text("a duty or kind of work"), "of this duty; rectification, attendance, ruling…"),
        may("subject", .text("an identifier"), "of this place or unit"),
        may("grain", .text("an identifier"), "of this standard, sector or department"),
        may("period", .text("2026-11-24, 2026-W48"), "of this period"), may("n", .number, "the nth"),
        may("lead", .name(of: "unit"), "led by this unit"), may("holder", .name(of: "person"), "held by this person"),
        may("state", .text("dispatched, closed"), "in this state"),
      ]
    case .scenarioExpectation:
      return [
        must("name", .text("a name"), "what it shows; begins with its Mnn"),
        may("events", .choice(ScenarioWords.eventKinds), "the kind of event that is counted"),
        may("where", .table(.text("a value")), "what its fields say, by dotted path"),
        may("on", wantedTask, "only events of this task"),
        may("count", .number, "how many there are"), may("at-least", .number, "how many there are at least"),
        may("report", .choice(ScenarioWords.reports), "the report that is read"),
        may("period", .text("2026-W47, 2026-11"), "its period"), may("unit", .name(of: "unit"), "the unit of the lists"),
        may("says", .oneOrMany(.text("a text")), "what stands in it"),
        may("from", .text("2026-11-24 09:07"), "only from then on"), may("by", .text("2026-11-24 17:30"), "only until then"),
        may("why", .text("a sentence"), "why it should be so"),
      ]
    default:
      return [
        must("scenario", .text("an identifier"), "the scenario's name (推演方案)"),
        may("name", .text("a name"), "what people call it"), wasKey,
        may("seed", .number, "where chance begins; --seed overrides it"),
        may("from", dateShape, "the first day it plays"), may("to", dateShape, "the last day it plays"),
        may("behaviour", .list(.map(.behaviour)), "what people do; the first row that matches the lead unit speaks"),
        may("findings", .map(.findingFlow), "what inspectors and citizens find"),
        may("script", .list(.map(.scriptedDeed)), "what happens at an instant, whatever chance does"),
        may("progress", .list(.map(.progressFlow)), "how quantities of campaigns grow"),
        may("expect", .list(.map(.scenarioExpectation)), "what must have come of it; dutyctl test looks"),
      ]
    }
  }
}
