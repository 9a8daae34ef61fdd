extension MapKind {
  var scenarioKeys: [KeySpec] {
    let share = Shape.text("a percentage, 93 or 93 %")
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
        must("do", .text("an operation: finding-add, designate"), "what is asked of the daemon"),
        may("with", .table(.text("a value")), "its arguments"), may("author", .text("a name"), "who asks"),
      ]
    default:
      return [
        must("scenario", .text("an identifier"), "the scenario's name (推演方案)"),
        may("name", .text("a name"), "what people call it"), wasKey,
        may("seed", .number, "where chance begins; --seed overrides it"),
        must("behaviour", .list(.map(.behaviour)), "what people do; the first row that matches the lead unit speaks"),
        may("findings", .map(.findingFlow), "what inspectors and citizens find"),
        may("script", .list(.map(.scriptedDeed)), "what happens at an instant, whatever chance does"),
        may("progress", .list(.map(.progressFlow)), "how quantities of campaigns grow"),
      ]
    }
  }
}
