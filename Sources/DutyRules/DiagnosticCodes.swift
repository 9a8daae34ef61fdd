/// Every diagnostic a load can give: code, severity, title, remedy.
///
/// The table is the single source: `rules/README.md` lists it and a test compares them. A code is never reused.
package enum DiagnosticCodes: String, Hashable, Sendable, CaseIterable {
  // Files and their encoding.
  case unreadable = "R001"
  case tooLarge = "R002"
  case nulByte = "R003"
  case encoding = "R004"
  case yamlSyntax = "R005"
  case yamlReference = "R006"
  case yamlDepth = "R007"
  case csvSyntax = "R008"
  case notRead = "R009"
  case missingFile = "R010"
  case emptyFile = "R011"
  // Columns and keys.
  case missingColumn = "R012"
  case unknownColumn = "R013"
  case repeatedColumn = "R014"
  case missingKey = "R015"
  case wrongShape = "R016"
  case unknownKey = "R017"
  case missingValue = "R018"
  case repeatedKey = "R019"
  // Names.
  case unknownID = "R020"
  case duplicateID = "R021"
  case malformedID = "R022"
  case reservedID = "R023"
  case wasStillExists = "R024"
  case unknownTag = "R025"
  case ambiguousName = "R026"
  case nameClash = "R027"
  // Values.
  case badDate = "R030"
  case reversedDates = "R031"
  case badValue = "R032"
  case badNumber = "R033"
  case badLimit = "R034"
  case badCadence = "R035"
  case neverElapses = "R036"
  case quotaImpossible = "R037"
  case badClock = "R038"
  case dueBeforeOpening = "R039"
  // Registers.
  case placeCycle = "R040"
  case unitCycle = "R041"
  case overlappingRows = "R042"
  case overlappingHeads = "R043"
  case personAway = "R044"
  case personLeaves = "R045"
  case actingForOneself = "R046"
  case actingAbsent = "R047"
  case repeatedDay = "R048"
  case treeTooDeep = "R049"
  // Role expressions.
  case roleSyntax = "R050"
  case roleUnknown = "R051"
  case roleType = "R052"
  case roleForbidden = "R053"
  // Selectors and rules.
  case emptyList = "R060"
  case matchesNothing = "R061"
  case neverMatches = "R062"
  case shadowed = "R063"
  case noRole = "R064"
  case noRank = "R065"
  // Campaigns, ladders, dispatch, tests.
  case campaignShape = "R070"
  case planImpossible = "R071"
  case milestoneOrder = "R072"
  case actionShape = "R073"
  case postShape = "R074"
  case unsupportedTrigger = "R080"
  case secondDispatch = "R081"
  case emptyTest = "R082"
  case ladderOrder = "R083"
  case ladderScope = "R084"
  case rungIncomplete = "R085"
  case unknownRung = "R086"
  case scenarioName = "R087"
  case scenarioExpectation = "R088"
  case scenarioDay = "R089"
  // Channels.
  case literalSecret = "R100"
  case channelShape = "R101"
  case channelChain = "R102"
  case badTiming = "R103"
  case badAddress = "R104"
  // Templates.
  case templateSyntax = "R140"
  case templateName = "R141"
  case templateForm = "R142"
  // Scores.
  case scoreWeights = "R090"
  case scorePart = "R091"
  case scoreSource = "R092"
  case scoreBonus = "R093"
  case scoreMarks = "R094"
}

extension DiagnosticCodes {
  /// Warnings are listed; everything else is an error.
  package var severity: Severity {
    switch self {
    case .notRead, .emptyFile, .personLeaves, .actingForOneself, .actingAbsent, .matchesNothing, .neverMatches,
      .shadowed, .ambiguousName:
      .warning
    default: .error
    }
  }

  package var title: String { entry.title }
  package var remedy: String { entry.remedy }

  private var entry: (title: String, remedy: String) {
    switch rawValue {
    case ..<"R012": fileEntry
    case ..<"R020": keyEntry
    case ..<"R030": nameEntry
    case ..<"R040": valueEntry
    case ..<"R050": registerEntry
    case "R140"..."R149": templateEntry
    case "R100"..<"R110": channelEntry
    case "R090"..<"R100": scoreEntry
    default: ruleEntry
    }
  }

  private var fileEntry: (title: String, remedy: String) {
    switch self {
    case .unreadable: ("a file cannot be read", "check its permissions and that it is a plain file")
    case .tooLarge: ("a file or a line is too long", "split it; YAML 8 MiB a file, CSV 512 MiB a file and 1 MiB a row")
    case .nulByte: ("a file contains a zero byte", "save it as text")
    case .encoding: ("the encoding is not UTF-8 or GB18030", "save it as UTF-8 (Excel: “CSV UTF-8”)")
    case .yamlSyntax: ("a YAML file cannot be parsed", "correct the line; quote values with `: ` or a leading `*`")
    case .yamlReference:
      ("a YAML anchor, alias or tag", "write the value out; quote a value that begins with `*` or `&`")
    case .yamlDepth: ("YAML is nested too deeply", "no rule file needs more than 64 levels")
    case .csvSyntax: ("a CSV row cannot be read", "close the quote; give as many cells as there are columns")
    case .notRead: ("a file is not read", "move it to a known folder or rename it")
    case .missingFile: ("a file that must exist is missing", "add it")
    default: ("a file has no content", "add rows or remove it")
    }
  }

  private var keyEntry: (title: String, remedy: String) {
    switch self {
    case .missingColumn: ("a column is missing", "add it to the header")
    case .unknownColumn: ("a column is not known", "correct its name or remove it")
    case .repeatedColumn: ("a column is named twice", "remove one")
    case .missingKey: ("a key is missing", "add it")
    case .wrongShape: ("a value has the wrong shape", "write a value, a list or a mapping, as the message says")
    case .unknownKey: ("a key is not known", "correct it; the nearest known key is named")
    case .missingValue: ("a value is empty", "fill it in")
    default: ("a key is written twice in one mapping", "keep one")
    }
  }

  private var nameEntry: (title: String, remedy: String) {
    switch self {
    case .unknownID: ("a name is not in the book", "correct it; the nearest known name is given")
    case .duplicateID: ("a name is given twice", "rename one; the other place is shown")
    case .malformedID: ("an identifier is malformed", "use letters or digits of any script, `-` and `_`")
    case .reservedID: ("a name is a word of the rule language", "choose another name")
    case .wasStillExists: ("`was` names something that still exists", "remove the old row or the `was`")
    case .unknownTag: ("a tag that no standard has", "correct it, or tag a standard")
    case .nameClash:
      (
        "a flag, a class, an honour or a milestone has two names, two of them have one, or one's name is another's word",
        "name it once; give each its own"
      )
    default: ("one word names two things", "rename the relation or the place kind")
    }
  }

  private var valueEntry: (title: String, remedy: String) {
    switch self {
    case .badDate: ("a date does not exist", "write `2026-11-23`")
    case .reversedDates: ("dates are reversed", "`until` is the last day and not before `from`")
    case .badValue: ("a value is not one of those allowed", "use one of the words in the help")
    case .badNumber: ("a number is malformed or out of range", "write digits within the range in the message")
    case .badLimit: ("a limit cannot be read", "write `3 workdays`, `4 working-hours`, `17:30`, `day 25`…")
    case .badCadence: ("a cadence cannot be read", "write `workday`, `month, on day 25`, `2 per month, 4 days apart`…")
    case .neverElapses: ("a calendar expression never comes", "choose days that exist")
    case .quotaImpossible: ("a quota does not fit its period", "lower the count or the days apart")
    case .badClock: ("a time of day cannot be read", "write `07:30`, quoted")
    default: ("a task would be due before it opens", "move `due` after `opens`")
    }
  }

  private var registerEntry: (title: String, remedy: String) {
    switch self {
    case .placeCycle: ("places contain each other", "break the circle of parents")
    case .unitCycle: ("units contain each other", "break the circle of parents")
    case .overlappingRows: ("two rows of a relation overlap in time", "end one before the other begins")
    case .overlappingHeads: ("a unit has two heads at a time", "end one before the other begins")
    case .personAway:
      ("a row names someone or something not in the register at that time", "name another or correct the dates")
    case .personLeaves: ("a row runs beyond someone's time in the register", "end the row and name a successor")
    case .actingForOneself: ("an absent person acts for themselves", "name another")
    case .actingAbsent: ("the acting person is absent too", "name another")
    case .repeatedDay: ("a day is in the official calendar twice", "keep one row")
    default: ("a tree is too deep", "no tree may have more than 64 levels")
    }
  }

  private var scoreEntry: (title: String, remedy: String) {
    switch self {
    case .scoreWeights: ("a score's weights are negative or do not sum to 100", "correct the weights of its parts")
    case .scorePart: ("a part of a score says too much or too little", "give one of `value`, `min`, `max` and `from`")
    case .scoreSource: ("a score cannot take in that one's results", "take in a score of a shorter period, in no circle")
    case .scoreBonus: ("a bonus is not capped, or the bonuses exceed 6 points", "give each a `cap`; all sum to 6 at most")
    default: ("the marks of a score contradict each other", "`good` lies above `pass`, `floor` not above `cap`")
    }
  }

  private var channelEntry: (title: String, remedy: String) {
    switch self {
    case .literalSecret: ("a secret stands in the rule files", "name a credential; the service manager hands it over")
    case .channelShape: ("a channel lacks what its kind needs, or has what it has no use for", "add or remove the key")
    case .channelChain: ("channels fall back on each other in a circle", "let the last one have no `then`")
    case .badTiming: ("quiet hours, a throttle or retries cannot be read", "write `22:00-07:00`, `20 per minute`, `1m, 5m, 2h`")
    default: ("an address cannot be read", "write `https://host/path`, or `name@host` for a mail")
    }
  }

  private var templateEntry: (title: String, remedy: String) {
    switch self {
    case .templateSyntax:
      ("a template's tag cannot be read", "write `{{name}}`, `{{#name}}…{{/name}}`, `{{^name}}…{{/name}}`")
    case .templateName:
      ("a template uses a name that its documents do not have", "correct it; the nearest name is given")
    default: ("a template file is for no document", "name it `FORM.mustache`, `FORM.VARIANT.LANGUAGE.mustache`")
    }
  }

  private var ruleEntry: (title: String, remedy: String) {
    switch self {
    case .roleSyntax: ("a role expression cannot be read", "write `lead.head | office.head`")
    case .roleUnknown:
      ("a role expression names something unknown", "use a root, relation, post or place kind that exists")
    case .roleType:
      ("a role expression ends in the wrong thing", "end in a unit for lead and support, in a person otherwise")
    case .roleForbidden: ("a role may not refer to this one", "lead is settled first, then leader and holder")
    case .emptyList: ("a list is empty", "name something or leave the key out")
    case .matchesNothing: ("a selector matches nothing", "correct it or remove what it belongs to")
    case .neverMatches: ("a rule can never match", "its parts exclude each other; correct one")
    case .shadowed: ("a rule never decides", "the rule named decides first; give it another rank or remove it")
    case .noRole: ("a rule gives no role", "add `lead`, `leader`, `holder`, `verifier`, `approver` or `support`")
    case .noRank: ("a file of rules has no rank", "begin its name with a number: `20-patrol.yaml`")
    case .campaignShape:
      (
        "a campaign is neither an overlay nor a plan nor an action",
        "give `window` with `overlay` or `posts`, `deadline` and `milestones-back`, or `measures` and `goals`"
      )
    case .planImpossible:
      ("a plan laid backwards begins too early", "move the deadline, shorten the steps or start earlier")
    case .milestoneOrder: ("milestones are out of order", "begin with the one nearest the deadline")
    case .actionShape:
      ("an action has not one commander, one lead unit, measures and goals", "name exactly one of the first two")
    case .postShape: ("a post cannot be manned as it is written", "make hours, shift, staff and services agree")
    case .unsupportedTrigger: ("a rung's trigger cannot be read", "write `overdue 0`, `failed-notices 2`, `bottom 3 twice running`…")
    case .ladderOrder: ("rungs are out of order", "put what is due earlier lower, and a referral last")
    case .ladderScope:
      ("a rung does not fit whom its ladder is for", "cases have deadlines, units have counts and rankings")
    case .rungIncomplete: ("a rung lacks what its action needs", "add the key that the message names")
    case .unknownRung: ("`unanswered` names no rung below", "name a rung or an action that stands lower")
    case .scenarioName: ("a scenario uses a name that no earlier deed gives", "give the deed an `as`, or correct the name")
    case .scenarioExpectation:
      ("an expectation counts nothing, or two things", "give `events` with `count` or `at-least`, or `report` with `says`")
    case .scenarioDay: ("a deed lies outside the days of its scenario", "move the deed, or `from` and `to`")
    case .secondDispatch: ("there are two dispatch policies", "keep one file")
    default: ("a rule test asserts nothing", "add an expectation under `then`")
    }
  }
}
