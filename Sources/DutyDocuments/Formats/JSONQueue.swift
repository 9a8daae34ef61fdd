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

  func draw(to outlet: Outlet) {
    var value = headerFields(queue.header, format: "dutyd.queue/1")
    value["recipient"] = .object(recipientFields(queue.recipient))
    value["counts"] = countFields(queue.counts)
    if !queue.gaps.isEmpty { value["gaps"] = .array(queue.gaps.map(gap)) }
    document(value, outlet)
  }

  /// The canonical object of `fields` and `lines`, and a newline. The lines are most of a queue and are written straight
  /// away.
  private func document(_ fields: [String: JSONValue], _ outlet: Outlet) {
    var writer = CanonicalWriter()
    writer.bytes.append(UInt8(ascii: "{"))
    for (index, key) in (Array(fields.keys) + ["lines"]).sorted().enumerated() {
      if index > 0 { writer.bytes.append(UInt8(ascii: ",")) }
      writer.scalar(key)
      writer.bytes.append(UInt8(ascii: ":"))
      if let value = fields[key] { writer.value(value) } else { writeLines(&writer, outlet) }
    }
    writer.bytes.append(UInt8(ascii: "}"))
    writer.bytes.append(UInt8(ascii: "\n"))
    outlet.finish(writer.bytes)
  }

  private func writeLines(_ writer: inout CanonicalWriter, _ outlet: Outlet) {
    writer.array(queue.lines) { line, writer in
      write(line, &writer)
      outlet.settle(&writer.bytes)
    }
  }

  /// The keys stand in their canonical order.
  private func write(_ line: QueueLine, _ writer: inout CanonicalWriter) {
    let task = line.task
    let zone = queue.header.zone
    writer.open()
    writer.field("ask", task.ask)
    writeAmounts(task.atLeast, &writer)
    if let matter = task.matter { writer.field("case", self.matter(matter)) }
    writer.field("caught-up", .bool(task.isCaughtUp))
    writer.field("check", task.checkCode)
    writer.key("checklist")
    writer.append(sheet.memo.value(task.checklist) { checklist(task.checklist) })
    writer.field("due", sheet.memo.rfc3339(task.due, zone))
    writer.field("duty", task.duty)
    writer.field("evidence", task.evidence)
    writer.field("limit", task.limit)
    writer.field("n", task.n)
    writer.field("new", .bool(task.isNew))
    writer.field("number", task.number)
    writer.field("opens", sheet.memo.rfc3339(task.opens, zone))
    writer.field("period", task.period)
    writer.field("provisional", .bool(task.isProvisional))
    writer.field("role", line.role.rawValue)
    if task.round > 0 { writer.field("round", task.round) }
    writer.field("rung", task.rung)
    writer.field("section", line.section.rawValue)
    writer.field("state", task.state.rawValue)
    writer.key("subject")
    write(task.subject, &writer)
    writer.field("title", task.title)
    writer.field("veto", .bool(task.isVeto))
    writer.field("why", sheet.line(line).why)
    writer.close()
  }

  private func writeAmounts(_ amounts: [LeastAmount], _ writer: inout CanonicalWriter) {
    let fields = amounts.map { ($0.name, JSONValue.int(Int64($0.amount))) }
    writer.field("at-least", .object(Dictionary(fields, uniquingKeysWith: { $1 })))
  }

  private func checklist(_ items: [ChecklistItem]) -> [UInt8] {
    var writer = CanonicalWriter()
    writer.array(items) { item, writer in
      writer.open()
      writer.field("name", item.name)
      writer.field("standard", item.standard)
      writer.field("veto", .bool(item.isVeto))
      writer.close()
    }
    return writer.bytes
  }

  private func write(_ subject: QueueSubject, _ writer: inout CanonicalWriter) {
    writer.open()
    writer.field("id", subject.id)
    writer.field("name", subject.name)
    writer.field("path", subject.path)
    writer.close()
  }

  private func matter(_ matter: QueueCase) -> JSONValue {
    var fields: [String: JSONValue] = ["id": .string(matter.id), "text": .string(matter.text)]
    if !matter.source.isEmpty { fields["source"] = .string(matter.source) }
    if matter.stages > 1 { fields["stage"] = .int(Int64(matter.stage)) }
    if !matter.relapseOf.isEmpty { fields["relapse-of"] = .string(matter.relapseOf) }
    if matter.others > 0 { fields["others"] = .int(Int64(matter.others)) }
    return .object(fields)
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
