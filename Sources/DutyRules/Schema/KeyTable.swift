/// The shape of a value in a YAML file.
indirect enum Shape: Sendable {
  /// Free text, or a text with a grammar of its own that is named here for the schema.
  case text(String)
  /// An identifier of what is named: `unit`, `person`, `duty`….
  case name(of: String)
  case choice([String])
  case flag
  case number
  case list(Shape)
  /// One value, or a list of them.
  case oneOrMany(Shape)
  case map(MapKind)
  /// A mapping with free keys.
  case table(Shape)
  case any([Shape])
}

/// One key of a mapping.
struct KeySpec: Sendable {
  var name: String
  var shape: Shape
  var isRequired = false
  /// What it says, for the schema and the reference.
  var note: String
}

/// The mappings a rule directory is made of; each has its table of keys.
enum MapKind: String, CaseIterable {
  case settings, officeHours, confirmAbove, loadLimit, evidencePolicy, findingPolicy
  case standardsFile, standard, measure
  case responsibilityFile, rule, ruleSelector, standardSelector, placeSelector, withinSelector, unitSelector
  case subjectSelector
  case dutiesFile, duty, dutyZone, dutyQuantity, cascadeHop
  case campaign, overlay, edges, goal, actionMeasure, milestone
  case post, postPeople, postServices
  case ladder, rung, rungFlag, ladderSelector
  case dispatch, channel, channelAudience
  case score, scoreClass, scorePart, scoreEach, scoreMarks, scoreRanking, scoreTest, scoreExpectation
  case scenario, behaviour, findingFlow, progressFlow, scriptedDeed, taskWanted, scenarioExpectation
  case testsFile, test, given, expectation, deciding

  /// The mapping at the top of a kind of file.
  init(_ file: YAMLFileKind) {
    self =
      switch file {
      case .standards: .standardsFile
      case .responsibility: .responsibilityFile
      case .duties: .dutiesFile
      case .campaigns: .campaign
      case .ladders: .ladder
      case .dispatch: .dispatch
      case .scoring: .score
      case .tests: .testsFile
      case .scenarios: .scenario
      }
  }

  /// The mapping at the top of a file as it was written: `dispatch/` has a policy and channels.
  init(_ file: YAMLFileKind, top value: YAMLValue) {
    let isChannel = file == .dispatch && value.pairs?.contains { $0.0.string == "channel" } ?? false
    self = isChannel ? .channel : MapKind(file)
  }

  /// A standard selector's further keys are tags.
  var takesTags: Bool { self == .standardSelector }

  /// The keys: the loader refuses any other, the schema lists these.
  var keys: [KeySpec] { MapKind.tables[self] ?? [] }

  /// Every table, made once.
  private static let tables = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.written) })

  private var written: [KeySpec] {
    switch self {
    case .settings, .officeHours, .confirmAbove, .loadLimit, .evidencePolicy: settingsKeys
    case .findingPolicy: findingPolicyKeys
    case .standardsFile, .standard, .measure: standardKeys
    case .responsibilityFile, .rule: ruleKeys
    case .ruleSelector, .standardSelector, .placeSelector, .withinSelector, .unitSelector, .subjectSelector:
      selectorKeys
    case .dutiesFile, .duty, .dutyZone, .dutyQuantity, .cascadeHop: dutyKeys
    case .campaign, .overlay, .edges, .goal, .actionMeasure, .milestone: campaignKeys
    case .post, .postPeople, .postServices: postKeys
    case .ladder, .rung, .rungFlag, .ladderSelector: ladderKeys
    case .dispatch: policyKeys
    case .channel, .channelAudience: channelKeys
    case .score, .scoreClass, .scorePart, .scoreEach, .scoreMarks, .scoreRanking, .scoreTest, .scoreExpectation:
      scoringKeys
    case .scenario, .behaviour, .findingFlow, .progressFlow, .scriptedDeed, .taskWanted, .scenarioExpectation:
      scenarioKeys
    case .testsFile, .test, .given, .expectation, .deciding: testKeys
    }
  }

  func key(_ name: String) -> KeySpec? { keys.first { $0.name == name } }
}

/// A key that must be there.
func must(_ name: String, _ shape: Shape, _ note: String) -> KeySpec {
  KeySpec(name: name, shape: shape, isRequired: true, note: note)
}

/// A key that may be there.
func may(_ name: String, _ shape: Shape, _ note: String) -> KeySpec {
  KeySpec(name: name, shape: shape, note: note)
}

let dateShape = Shape.text("a date, 2026-11-23")
let clockShape = Shape.text("a time of day, \"07:30\"")
let limitShape = Shape.text("a limit: 3 workdays, 4 working-hours, 2 urgent-hours, 5 days, 17:30, day 25, last workday")
let cadenceShape = Shape.text("a cadence: workday, month, on day 25, 2 per month, 4 days apart, Mon *-*-* 08:00")
let roleShape = Shape.text("a role expression: place.road-chief | lead.head")
let wasKey = may("was", .text("an identifier"), "the name before a rename")
let fromKey = may("from", dateShape, "first day, included")
let untilKey = may("until", dateShape, "last day, included")
let basisKey = may("basis", .text("a clause"), "the clause it rests on, shown in receipts")
