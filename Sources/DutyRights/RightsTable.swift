/// The one table of rights: every action by every role.
///
/// - Shape: a row of eight letters, in the order of ``AccessRole``: office, inspector, head, deputy, liaison, holder,
///   auditor, citizen; ``Reach`` says what they mean. Whoever stands in several roles has the farthest reach of them,
///   but an auditor changes nothing whatever else they are.
/// - Note: it opens the door. Who may do what to a task is the engine's to say, and it says it again.
package enum RightsTable {
  package static let rows: [AccessAction: String] = [
    .readTask: "essssoe-",
    .readQueue: "essssoe-",
    .readFinding: "essssoe-",
    .readReporter: "e-----e-",
    .readEvidence: "essssoe-",
    .readNotice: "essssoe-",
    .readDraft: "eoooooe-",
    .readScore: "essssoe-",
    .readReport: "e-----e-",
    .readMock: "ee----e-",
    .readRules: "eeeeeee-",
    .readRegisters: "eeeeeee-",
    .readRanking: "eeeeeee-",
    .readRoster: "eeeeeee-",
    .readGaps: "e-----e-",
    .readChanges: "essssoe-",
    .readStatus: "e-----e-",
    .readAccess: "e-----e-",
    .readServices: "eeeeeeee",
    .followFinding: "eeeeeeee",
    .actOnTask: "esssso--",
    .addEvidence: "esssso--",
    .fileFinding: "eeeeee-e",
    .importFindings: "ee------",
    .settleFinding: "e-------",
    .startCascade: "e-sss---",
    .summon: "e-sss---",
    .logContact: "eeeee---",
    .decideNotice: "eooooo--",
    .answerNotice: "esssso--",
    .fileAppeal: "e-ssso--",
    .decideAppeal: "eooooo--",
    .liftFlag: "e-------",
    .designate: "e-------",
    .publishRoster: "e-------",
    .checkIn: "eossso--",
    .spotCheck: "ee------",
    .addBonus: "e-------",
    .recordProgress: "esssso--",
    .drawMock: "ee------",
    .subscribe: "essssoe-",
    .reload: "e-------",
    .manageAccess: "e-------",
  ]

  private static let table: [AccessAction: [AccessRole: Reach]] = rows.mapValues { row in
    Dictionary(uniqueKeysWithValues: zip(AccessRole.allCases, row.map { Reach(rawValue: $0) ?? .nothing }))
  }

  /// How far a role reaches in an action; nowhere where the table does not say.
  package static func reach(_ role: AccessRole, _ action: AccessAction) -> Reach {
    table[action]?[role] ?? .nothing
  }
}
