/// What can be asked for at a door, as rights tell it apart.
package enum AccessAction: String, Hashable, Sendable, CaseIterable {
  case readTask = "read-task"
  case readQueue = "read-queue"
  case readFinding = "read-finding"
  /// Who reported a finding, how they are reached, and the code by which they follow it.
  case readReporter = "read-reporter"
  case readEvidence = "read-evidence"
  case readNotice = "read-notice"
  /// A document that waits for approval: its approvers, and those who read all.
  case readDraft = "read-draft"
  case readScore = "read-score"
  case readReport = "read-report"
  /// What a mock evaluation came to: for whoever may draw one, and those who read all.
  case readMock = "read-mock"
  case readRules = "read-rules"
  case readRegisters = "read-registers"
  case readRanking = "read-ranking"
  case readRoster = "read-roster"
  case readGaps = "read-gaps"
  case readChanges = "read-changes"
  case readStatus = "read-status"
  case readAccess = "read-access"
  case readServices = "read-services"
  case followFinding = "follow-finding"
  case actOnTask = "act-on-task"
  case addEvidence = "add-evidence"
  case fileFinding = "file-finding"
  case importFindings = "import-findings"
  case settleFinding = "settle-finding"
  case startCascade = "start-cascade"
  case summon
  case logContact = "log-contact"
  case decideNotice = "decide-notice"
  case answerNotice = "answer-notice"
  case fileAppeal = "file-appeal"
  case decideAppeal = "decide-appeal"
  case liftFlag = "lift-flag"
  case designate
  case publishRoster = "publish-roster"
  case checkIn = "check-in"
  case spotCheck = "spot-check"
  case addBonus = "add-bonus"
  case recordProgress = "record-progress"
  case drawMock = "draw-mock"
  case subscribe
  case reload
  case manageAccess = "manage-access"

  /// Whether it changes anything but the caller's own subscriptions.
  package var changes: Bool { !rawValue.hasPrefix("read-") && self != .followFinding && self != .subscribe }
}
