import DutyCalendar
import DutyDispatch
import DutyLedger

/// A queue for programs: codes, identifiers and RFC 3339 times; only `why` and the names are for people.
///
/// - Shape: canonical JSON (sorted keys) and a newline; `format` names the shape and its version.
struct JSONQueue {
  private let queue: Queue
  private let sheet: SheetText

  init(_ queue: Queue, _ words: Words) {
    self.queue = queue
    sheet = SheetText(queue.header, words)
  }

  func bytes() -> [UInt8] {
    var value = headerFields(queue.header, format: "dutyd.queue/1")
    value["recipient"] = .object(recipientFields(queue.recipient))
    value["counts"] = countFields(queue.counts)
    value["lines"] = .array(queue.lines.map(line))
    if !queue.gaps.isEmpty { value["gaps"] = .array(queue.gaps.map(gap)) }
    return JSONValue.object(value).canonical + [10]
  }

  private func line(_ line: QueueLine) -> JSONValue {
    let task = line.task
    let zone = queue.header.zone
    return .object([
      "section": .string(line.section.rawValue), "role": .string(line.role.rawValue),
      "number": .string(task.number), "check": .string(task.checkCode), "duty": .string(task.duty),
      "title": .string(task.title), "period": .string(task.period), "n": .int(Int64(task.n)),
      "subject": subject(task.subject), "ask": .string(task.ask),
      "checklist": .array(task.checklist.map(item)), "evidence": texts(task.evidence),
      "at-least": .object(
        Dictionary(task.atLeast.map { ($0.name, .int(Int64($0.amount))) }, uniquingKeysWith: { $1 })),
      "opens": .string(zone.rfc3339(task.opens)), "due": .string(zone.rfc3339(task.due)),
      "limit": .string(task.limit), "state": .string(task.state.rawValue), "rung": .int(Int64(task.rung)),
      "veto": .bool(task.isVeto), "new": .bool(task.isNew), "caught-up": .bool(task.isCaughtUp),
      "provisional": .bool(task.isProvisional), "why": .string(sheet.line(line).why),
    ])
  }

  private func item(_ item: ChecklistItem) -> JSONValue {
    .object(["standard": .string(item.standard), "name": .string(item.name), "veto": .bool(item.isVeto)])
  }

  private func subject(_ subject: QueueSubject) -> JSONValue {
    .object(["id": .string(subject.id), "name": .string(subject.name), "path": texts(subject.path)])
  }

  private func gap(_ gap: QueueGap) -> JSONValue {
    .object([
      "id": .string(gap.id), "role": .string(gap.role), "topic": .string(gap.topic),
      "title": .string(gap.topicName), "witness": subject(gap.witness), "pairs": .int(Int64(gap.pairs)),
      "from": gap.span.from.map { .string($0.description) } ?? .null,
      "until": gap.span.until.map { .string($0.description) } ?? .null, "reason": .string(gap.reason),
    ])
  }
}

/// The index for programs: everyone with their counts.
struct JSONIndex {
  private let set: QueueSet

  init(_ set: QueueSet, _ words: Words) {
    self.set = set
  }

  func bytes() -> [UInt8] {
    let names = FileNames(set)
    var value = headerFields(set.header, format: "dutyd.queue-index/1")
    value["totals"] = countFields(set.totals)
    value["recipients"] = .array(
      set.queues.enumerated().map { position, queue in
        var fields = recipientFields(queue.recipient)
        fields["counts"] = countFields(queue.counts)
        fields["listed"] = .int(Int64(queue.lines.count))
        fields["file"] = .string(names[position])
        return .object(fields)
      })
    return JSONValue.object(value).canonical + [10]
  }
}

private func headerFields(_ header: QueueHeader, format: String) -> [String: JSONValue] {
  [
    "format": .string(format), "district": .string(header.district), "zone": .string(header.zone.name),
    "date": .string(header.date.description), "revision": .int(Int64(header.revision)),
    "at": .string(header.zone.rfc3339(header.at)), "preview": .bool(header.isPreview),
    "provisional": .bool(header.isProvisional), "book": .string(header.book), "notices": texts(header.notices),
    "next-dispatch": header.nextDispatch.map { .string(header.zone.rfc3339($0)) } ?? .null,
  ]
}

private func recipientFields(_ recipient: Recipient) -> [String: JSONValue] {
  switch recipient {
  case .unit(let id, let name):
    ["kind": "unit", "id": .string(id), "name": .string(name)]
  case .person(let id, let name, let unit, let unitName, let posts):
    [
      "kind": "person", "id": .string(id), "name": .string(name), "unit": .string(unit),
      "unit-name": .string(unitName), "posts": texts(posts),
    ]
  }
}

private func countFields(_ counts: QueueCounts) -> JSONValue {
  .object(
    Dictionary(
      QueueSection.allCases.map { ($0.rawValue, .int(Int64(counts[$0]))) }, uniquingKeysWith: { $1 }))
}

private func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
