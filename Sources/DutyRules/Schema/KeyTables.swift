extension MapKind {
  var settingsKeys: [KeySpec] {
    switch self {
    case .evidencePolicy: evidencePolicyKeys
    case .officeHours:
      [
        must("hours", .text("windows, \"08:30-12:00, 14:00-17:30\""), "half-open windows of a day"),
        may("months", .text("months, 6-9"), "the months it holds in; without it, the default"),
      ]
    case .confirmAbove: [may("moved-duties", .number, "a reload that moves more needs the digest of its diff")]
    case .loadLimit:
      [
        may("person", .number, "tasks a week above which a person is flagged"),
        may("unit", .number, "tasks a week above which a unit is flagged"),
      ]
    default:
      [
        must("district", .text("a name"), "the district's name"),
        must("zone", .text("an IANA time zone"), "Asia/Shanghai"),
        must("office", .name(of: "unit"), "the coordination office (创建办)"),
        must("office-hours", .list(.map(.officeHours)), "office hours, by season"),
        must("start", dateShape, "nothing is generated for periods that open earlier"),
        may("horizon", .text("days, 400 days"), "how far ahead the proofs look"),
        may("open-tasks", .choice(["follow", "stay"]), "what a rule edit does to open tasks"),
        may("confirm-above", .map(.confirmAbove), "when a reload needs confirmation"),
        may("load-limit", .map(.loadLimit), "when a load is flagged"),
        may("findings", .map(.findingPolicy), "how problems that are reported are taken in"),
        may("locale", .choice(["zh-Hans", "en"]), "the language of queues and notices"),
      ] + peopleKeys
    }
  }

  var standardKeys: [KeySpec] {
    switch self {
    case .standardsFile: [must("standards", .list(.map(.standard)), "the standards (测评指标)")]
    case .measure:
      [
        may("value", .text("a word"), "what is measured: ratio, count, points"),
        may("at-least", .number, "passes at or above"),
        may("at-most", .number, "passes at or below"),
        may("good", .number, "good at or above; at or below where only `at-most` is set"),
      ]
    default:
      [
        must("standard", .text("an identifier"), "its name in rules and duties"),
        may("name", .text("a name"), "what people call it"),
        must("sector", .name(of: "sector"), "the sector whose authority answers for it"),
        may("points", .number, "points in the evaluation, up to three decimals"),
        may("veto", .flag, "one failure fails the whole evaluation (一票否决)"),
        may("on-finding", .flag, "no duty reaches it; it is worked on findings"),
        may("evidence", .oneOrMany(.text("a word")), "what a report must show"),
        may("tags", .oneOrMany(.text("a word")), "what selectors may ask for"),
        may("of", .map(.subjectSelector), "the subjects it applies to; without it, every place"),
        may("measure", .oneOrMany(.map(.measure)), "the values that decide pass or fail"),
        may("limits", .table(.any([limitShape, .list(.table(limitShape))])), "limits by zone, or `stages`"),
        may("limit", limitShape, "one limit for all"),
        may("report-as", .text("a name"), "what citizens call it: where any standard has one, these alone are offered to them"),
        wasKey,
      ]
    }
  }

  var ruleKeys: [KeySpec] {
    guard self == .rule else { return [must("rules", .list(.map(.rule)), "the rules of this file's rank")] }
    return [
      must("rule", .text("an identifier"), "the rule's name, its identity"), wasKey, basisKey, fromKey, untilKey,
      may("for", .map(.ruleSelector), "what it speaks of; without it, everything"),
      may("lead", roleShape, "the leading unit (牵头单位)"),
      may("leader", roleShape, "the accountable person (责任领导)"),
      may("holder", roleShape, "the person who does it (责任人)"),
      may("verifier", roleShape, "the person who verifies it"),
      may("approver", roleShape, "the person who approves exceptions"),
      may("support", .oneOrMany(roleShape), "supporting units (配合单位)"),
      may("outside", .flag, "leader and holder need no post in the lead unit"),
    ]
  }

  var selectorKeys: [KeySpec] {
    let ids = Shape.oneOrMany(.text("an identifier"))
    switch self {
    case .ruleSelector:
      return [
        may("duty", .oneOrMany(.name(of: "duty")), "only questions about these duties"),
        may("standard", .any([.map(.standardSelector), ids]), "which standards"),
        may("place", .any([.map(.placeSelector), ids]), "which places"),
        may("unit", .any([.map(.unitSelector), ids]), "which units, as subjects"),
      ]
    case .standardSelector:
      return [
        may("sector", .oneOrMany(.name(of: "sector")), "`any`, or these sectors"),
        may("id", .oneOrMany(.name(of: "standard")), "these standards"),
        may("veto", .flag, "veto items or the others"),
        may("on-finding", .flag, "worked on findings or not"),
        may("tags", .table(.flag), "tags that must be there (true) or not (false)"),
      ]
    case .placeSelector: return placeKeys
    case .withinSelector:
      return [
        may("kind", .oneOrMany(.text("a place kind")), "an ancestor of this kind, or the place itself"),
        may("id", .oneOrMany(.name(of: "place")), "an ancestor with this identifier, or the place itself"),
      ]
    case .unitSelector: return unitKeys
    default: return placeKeys + [may("units", .map(.unitSelector), "units as subjects, instead of places")]
    }
  }

  private var placeKeys: [KeySpec] {
    [
      may("id", .oneOrMany(.name(of: "place")), "these places"),
      may("kind", .oneOrMany(.text("a place kind")), "places of this kind"),
      may("zone", .oneOrMany(.text("a zone")), "key or general, inherited from above"),
      may("within", .any([.map(.withinSelector), .oneOrMany(.name(of: "place"))]), "inside of what"),
      may("has", .oneOrMany(.text("a relation")), "places with a row in this relation"),
    ]
  }

  private var unitKeys: [KeySpec] {
    [
      may("id", .oneOrMany(.name(of: "unit")), "these units"),
      may("tier", .oneOrMany(.text("a tier")), "district, subdistrict, community"),
      may("kind", .oneOrMany(.text("a unit kind")), "bureau, office, group"),
      may("has", .oneOrMany(.text("a relation")), "units with a row in this relation or post"),
      may("with-standards", .map(.standardSelector), "authorities of a sector with such standards"),
    ]
  }

  var dutyKeys: [KeySpec] {
    switch self {
    case .dutyQuantity: quantityKeys
    case .cascadeHop: cascadeHopKeys
    case .dutiesFile: [must("duties", .list(.map(.duty)), "the duties (职责任务)")]
    case .dutyZone:
      [
        may("every", cadenceShape, "the cadence in this zone"), may("opens", clockShape, "when it opens"),
        may("due", limitShape, "by when"),
      ]
    default:
      [
        must("duty", .text("an identifier"), "the duty's name, its identity"),
        may("name", .text("a name"), "what people call it"), wasKey,
        must("of", .map(.subjectSelector), "the subjects it is owed for"),
        may("standards", .any([.oneOrMany(.name(of: "standard")), .map(.standardSelector)]), "its checklist"),
        may("sector", .name(of: "sector"), "its sector, where it has no standards"),
        may("grain", .choice(["subject", "sector", "standard"]), "one task per what"),
        must("every", cadenceShape, "how often"),
        may("opens", clockShape, "when its periods open; without it, with the office"),
        may("due", limitShape, "by when; without it, the end of the period"),
        may("off-day", .choice(["previous", "next", "keep", "skip"]), "what an off-day does to it"),
        may("catch-up", .choice(["all", "latest", "none"]), "what happens after downtime"),
        may("zones", .table(.map(.dutyZone)), "other timings by zone"),
        may("evidence", .oneOrMany(.text("a word")), "what a report must show"),
        may("at-least", .table(.number), "least amounts a report must show"),
        may("at-most", .table(.number), "most amounts a report may show: metres from the place"),
        may("quantity", .map(.dutyQuantity), "what is counted towards, and how many"),
        may("parts", .flag, "supporting units close their parts before the whole is verified"),
        may("cascade", .list(.map(.cascadeHop)), "the levels it is handed down by, from the top"),
        may("sign-off", roleShape, "who signs it off before it is checked"),
        may("starts", .choice(["now", "next"]), "with the open period, or the next"), fromKey, untilKey, basisKey,
        may("ask", .text("a sentence"), "what is asked, for the queue"),
      ]
    }
  }
}
