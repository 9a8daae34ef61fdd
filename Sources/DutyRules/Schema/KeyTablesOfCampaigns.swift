extension MapKind {
  var campaignKeys: [KeySpec] {
    switch self {
    case .overlay: overlayKeys
    case .edges:
      [
        may("open-before", .choice(["tighten", "keep"]), "tasks open at its first day"),
        may("open-after", .choice(["keep-limit"]), "tasks open after its last day"),
      ]
    case .goal:
      [
        may("quantity", .text("a word"), "what is counted"), may("target", .number, "how many"),
        may("name", .text("a name"), "what people call it"),
        may("already", .number, "how many were there when it began"),
        may("by", dateShape, "by when; without it, the end of the plan or window"),
      ]
    case .actionMeasure:
      [
        must("measure", .text("an identifier"), "the measure's name"),
        may("name", .text("a sentence"), "what is to be done"),
        must("unit", .name(of: "unit"), "the unit that does it"),
        must("due", dateShape, "by when"),
      ]
    case .milestone:
      [
        must("milestone", .text("a word"), "the step's word"),
        may("name", .text("a name"), "what people call it"),
        must("back", .text("workdays before the deadline"), "how far back it lies"),
      ]
    default: topKeys
    }
  }

  private var topKeys: [KeySpec] {
    [
      must("campaign", .text("an identifier"), "the campaign's name, its identity"),
      may("name", .text("a name"), "what people call it"), wasKey,
      may("window", .text("two dates, 2026-12-01..2026-12-12"), "its first and last day"),
      may("commander", .name(of: "person"), "who commands it (挂帅领导)"),
      may("lead", .name(of: "unit"), "its lead unit (牵头单位)"),
      may("overlay", .list(.map(.overlay)), "what it changes while it lasts"),
      may("edges", .map(.edges), "what happens at its edges"),
      may("posts", .list(.map(.post)), "where people stand while it lasts (岗位)"),
      may("measures", .list(.map(.actionMeasure)), "what a special action does (措施)"),
      may("goals", .list(.map(.goal)), "what it is to reach (目标)"),
      may("deadline", dateShape, "the date a plan is laid backwards from (倒排工期)"),
      may("from", dateShape, "the first day work may start; without it, the book's start"),
      may(
        "milestones-back", .list(.any([.map(.milestone), .table(.text("workdays before the deadline"))])),
        "steps, nearest first"),
      may("goal", .map(.goal), "a quantity and its target"),
    ]
  }

  private var overlayKeys: [KeySpec] {
    [
      may("duties", .any([.choice(["all"]), .oneOrMany(.name(of: "duty"))]), "the duties it changes"),
      may("findings", .choice(["any"]), "findings instead of duties"),
      may("every", cadenceShape, "their cadence while it lasts"), may("opens", clockShape, "when they open"),
      may("due", limitShape, "by when"),
      may("cut-period", .choice(["merge", "keep"]), "what becomes of the period it cuts"),
      may("limit", .text("a limit's name"), "the standards' limit that findings get"),
    ]
  }

  var postKeys: [KeySpec] {
    let duration = Shape.text("a duration: 4h, 90m")
    switch self {
    case .postPeople:
      return [
        may("who", .oneOrMany(roleShape), "role expressions; everybody whom they name"),
        may("units", .any([.map(.unitSelector), .oneOrMany(.name(of: "unit"))]), "all people of these units"),
      ]
    case .postServices:
      return [
        must("least", .number, "how many services there must be"),
        may("offered", .oneOrMany(.text("a name")), "the services"),
      ]
    default:
      return [
        must("post", .text("an identifier"), "the post's name (岗位)"),
        may("name", .text("a name"), "what people call it"),
        must("at", .map(.subjectSelector), "the places, or `units`, that have this post"),
        must("hours", .text("\"07:00-09:00, 17:00-19:00\" or round-the-clock"), "when it is manned"),
        may("change", clockShape, "round the clock: when shifts change; without it, at midnight"),
        must("staff", .text("a number of people: 3..5, or 2"), "least and most people of a shift"),
        may("aim", .number, "how many the roster aims at; without it, the least"),
        must("shift", duration, "how long a shift is"),
        may("rest", duration, "least time between two shifts of a person; without it, 8h"),
        must("people", .any([.oneOrMany(roleShape), .map(.postPeople)]), "who may stand there"),
        may("services", .any([.number, .map(.postServices)]), "what a volunteer station offers (志愿服务项目)"),
      ]
    }
  }
}
