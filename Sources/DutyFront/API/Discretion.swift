import DutyEngine
import DutyLedger
import DutyRights

/// Who reported something is not told to whom it was reported of: the office and auditors know, and who wrote it down.
///
/// - Source: M35; what reporters may follow needs no name.
enum Discretion {
  /// Whether somebody reads who reported a finding.
  static func reads(_ finding: Finding, _ request: FrontRequest) -> Bool {
    request.may(.readReporter, .district) || request.actor.isPerson && finding.filer == request.actor.id
  }

  /// A finding as JSON, or the body of its event, without who reported it.
  static func anonymous(_ value: JSONValue) -> JSONValue {
    guard var fields = value.object else { return value }
    for key in ["reporter", "contact"] where fields[key] != nil { fields[key] = "" }
    return .object(fields)
  }

  /// A task as JSON: its history carries the findings that it mends, as they were written down.
  static func anonymous(task: JSONValue) -> JSONValue {
    guard var fields = task.object, let history = fields["history"]?.array else { return task }
    fields["history"] = .array(
      history.map { event in
        guard var line = event.object, let body = line["body"] else { return event }
        let kind = line["kind"]?.string.flatMap { EventKind(rawValue: $0) }
        guard kind == Finding.kind || kind == FindingAnswered.kind else { return event }
        line["body"] = anonymous(body)
        return .object(line)
      })
    return .object(fields)
  }
}
