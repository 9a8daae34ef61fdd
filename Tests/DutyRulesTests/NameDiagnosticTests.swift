import DutyRules
import Testing

/// Names and values: R020–R039.
@Suite struct NameDiagnosticTests {
  static let names: [Case] = [
    Case(
      [.replace(people, "乙二,u-jt", "乙二,u-jtt")], .unknownID, at: "\(people):3:9", says: "did you mean `u-jt`?",
      why: "a misspelt unit; the column counts characters"),
    Case(
      [.replace(places, "lane-1,一巷,lane,road-zs", "lane-1,一巷,lane,road-zz")], .unknownID, at: "\(places):5:16",
      says: "`road-zs`", why: "a misspelt parent"),
    Case(
      [.replace(chiefs, "road-zs,p-02", "road-xs,p-02")], .unknownID, at: "\(chiefs):2:1", says: "`road-zs`",
      why: "a misspelt place in a relation"),
    Case(
      [.replace(patrols, "[road-clean, notices]", "[road-clean, notice]")], .unknownID, at: "\(patrols):5:29",
      says: "`notices`", why: "a misspelt standard in a list"),
    Case(
      [.replace(patrols, "kind: road", "kind: raod")], .unknownID, at: "\(patrols):4:17", says: "place kind",
      why: "a misspelt kind"),
    Case(
      [.replace(patrols, "has: compound-unit", "has: authority")], .unknownID, at: "\(patrols):19:32",
      says: "of a sector", why: "a relation of something else"),
    Case(
      [.replace("dutyd.yaml", "Asia/Shanghai", "Asia/Shangai")], .unknownID, at: "dutyd.yaml:2:7", why: "no such zone"),
    Case(
      [.replace(overlay, "limit: inspection", "limit: inspektion")], .unknownID, at: "\(overlay):6:29",
      says: "`inspection`", why: "a limit that no standard has"),
    Case(
      [.replace(street, "inspection: 2", "kye: 2")], .unknownID, at: "\(street):8:91", says: "`key`",
      why: "a limit for a zone that no place has"),
    Case(
      [.replace("tests/roads.yaml", "lead: road-chief", "lead: road-chef")], .unknownID, at: "tests/roads.yaml:4:53",
      says: "`road-chief`", why: "a test of a rule that does not exist"),
    Case(
      [.append(units, "u-jt,又一个,,,\n")], .duplicateID, at: "\(units):8:1", says: "\(units):4:1", why: "a unit twice"),
    Case(
      [.append(places, "dh,又一个,subdistrict,qu,,\n")], .duplicateID, at: "\(places):8:1", says: "\(places):3:1",
      why: "a place twice"),
    Case(
      [.append(people, "u-jt,又一个,u-jt\n")], .duplicateID, at: "\(people):10:1", says: "\(units):4:1",
      why: "a person with a unit's identifier"),
    Case(
      [.append(sectorRules, "  - { rule: territory, lead: u-jt }\n")], .duplicateID,
      at: "responsibility/90-territory.yaml:2:11", says: "\(sectorRules):7:13",
      why: "two rules of one name in two files"),
    Case(
      [.put("campaigns/again.yaml", smallDistrict[overlay] ?? "")], .duplicateID, at: "\(overlay):1:11",
      says: "campaigns/again.yaml:1:11", why: "two campaigns of one name"),
    Case(
      [.replace(plan, "campaign: compounds-2026", "campaign: road-patrol")], .duplicateID, at: "\(plan):1:11",
      says: "\(patrols):2:11", why: "a plan is also a duty, so their names must differ"),
    Case([.append(units, "u x,名,,,\n")], .malformedID, at: "\(units):8:1", why: "a blank in an identifier"),
    Case([.append(places, "a|b,名,road,qu,,\n")], .malformedID, at: "\(places):8:1", why: "a sign of the rule language"),
    Case([.append(units, "office,名,,,\n")], .reservedID, at: "\(units):8:1", why: "a root of role expressions"),
    Case(
      [.append(places, "x-1,名,unit,qu,,\n")], .reservedID, at: "\(places):8:1", why: "a place kind that is a step"),
    Case(
      [.append(posts, "u-jt,member,p-02,,,\n")], .reservedID, at: "\(posts):10:6", why: "a step of role expressions"),
    Case(
      [.replace(units, "u-huanwei", "u-jt")], .wasStillExists, at: "\(units):5:1", says: "\(units):4:1",
      why: "a former name that is still in use"),
    Case(
      [.append(units, "u-y,名,,,,,,u-huanwei\n")], .wasStillExists, at: "\(units):8:1", says: "\(units):5:1",
      why: "two units from one"),
    Case(
      [.replace(patrols, "{ tags: { evidence-file: true } }", "{ tags: { evidence-flie: true } }")], .unknownTag,
      at: "\(patrols):13:26", says: "`evidence-file`", why: "a tag that no standard has"),
    Case(
      [.replace(patrols, "with-standards: { evidence-file: true }", "with-standards: { secter: true }")], .unknownTag,
      at: "\(patrols):12:38", says: "`sector`", why: "a misspelt key of a standard selector reads as a tag"),
    Case(
      [.put("registers/roads.csv", "place,person\nroad-zs,p-02\n")], .ambiguousName, at: "registers/roads.csv:1:1",
      why: "a relation named like a place kind"),
  ]

  static let values: [Case] = [
    Case([.replace("dutyd.yaml", "2026-01-01", "2026-02-30")], .badDate, at: "dutyd.yaml:7:8", why: "no such day"),
    Case(
      [.replace("calendar/2026.csv", "2026-10-10", "10/10/2026")], .badDate, at: "calendar/2026.csv:3:1",
      why: "a date as Excel writes it"),
    Case(
      [.replace(chiefs, "2026-01-01,2026-11-30", "2026-11-30,2026-01-01")], .reversedDates, at: "\(chiefs):2:30",
      why: "until before from"),
    Case(
      [.replace(overlay, "2026-12-01..2026-12-12", "2026-12-12..2026-12-01")], .reversedDates, at: "\(overlay):2:9",
      why: "a window backwards"),
    Case(
      [.replace(patrols, "catch-up: none", "catch-up: never")], .badValue, at: "\(patrols):9:15", says: "one of: all",
      why: "not a policy"),
    Case(
      [.replace("standards/base.csv", "1.5,no,no", "1.5,maybe,no")], .badValue, at: "standards/base.csv:2:32",
      why: "neither yes nor no"),
    Case(
      [.replace(street, "veto: true", "veto: true\n    report-as: \(String(repeating: "长", count: 31))")], .badValue,
      at: "\(street):6:16", says: "31 characters", why: "longer than a line of a phone"),
    Case(
      [.replace(street, "veto: true", "veto: true\n    report-as: \" \"")], .missingValue, at: "\(street):6:16",
      says: "`report-as`", why: "nothing to choose by"),
    Case(
      [
        .replace(street, "veto: true", "veto: true\n    report-as: 违建"),
        .append(street, "  - { standard: x-1, sector: transport, on-finding: true, report-as: 违建 }\n"),
      ], .badValue, at: "\(street):10:70", says: "\(street):6:16", why: "two that citizens cannot tell apart"),
    Case(
      [.append(street, "  - { standard: x-1, sector: transport, on-finding: true, of: { units: {} }, report-as: 台账 }\n")],
      .badValue, at: "\(street):9:89", says: "for units", why: "nobody reports it at a place"),
    Case([.replace("dutyd.yaml", "400 days", "many days")], .badNumber, at: "dutyd.yaml:8:10", why: "not a number"),
    Case(
      [.replace("dutyd.yaml", "400 days", "99999999999999999999 days")], .badNumber, at: "dutyd.yaml:8:10",
      why: "a number that no integer holds"),
    Case(
      [.replace("standards/base.csv", "1.5,no", "1.5555,no")], .badNumber, at: "standards/base.csv:2:28",
      why: "more decimals than are kept"),
    Case([.replace(patrols, "\"17:30\"", "3 workdaze")], .badLimit, at: "\(patrols):8:10", why: "not a limit"),
    Case(
      [.replace(patrols, "every: workday", "every: sometimes")], .badCadence, at: "\(patrols):6:12",
      why: "not a cadence"),
    Case(
      [.replace(patrols, "every: workday", "every: \"*-02-30\"")], .neverElapses, at: "\(patrols):6:12",
      why: "30 February never comes"),
    Case(
      [.replace(patrols, "4 days apart", "40 days apart")], .quotaImpossible, at: "\(patrols):20:12",
      why: "two visits 40 days apart do not fit into a month"),
    Case(
      [.replace(patrols, "opens: \"08:00\"", "opens: 8 o'clock")], .badClock, at: "\(patrols):7:12", why: "not a clock"),
    Case(
      [.replace("dutyd.yaml", "08:30-12:00, 14:00", "12:00-08:30, 14:00")], .badClock, at: "dutyd.yaml:5:14",
      why: "a window backwards"),
    Case(
      [.replace(patrols, "due: \"17:30\"", "due: \"07:30\"")], .dueBeforeOpening, at: "\(patrols):8:10",
      why: "due before it opens"),
    Case(
      [.replace(patrols, "due: \"12:00\"", "due: \"08:00\"")], .dueBeforeOpening, at: "\(patrols):10:38",
      why: "due at the minute it opens, in a zone"),
  ]

  @Test(arguments: names + values) func reports(_ c: Case) { c.check() }
}
