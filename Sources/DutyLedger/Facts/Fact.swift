import DutyCalendar

/// An event that stands on its own and is never taken back: a finding, a notice, a check-in.
///
/// - Shape: ``id`` is unique within ``kind``, by the store; under each of ``topics`` it is found again; it belongs to the
///   history of each of ``tasks``. ``body`` is the record's fields, from which all three derive.
/// - Errors: a second fact of the same kind and identifier is refused as a duplicate.
package struct Fact: Hashable, Sendable {
  package let kind: EventKind
  package let id: String
  package let topics: [String]
  package let tasks: [String]
  package let body: JSONValue
  /// What ``body`` says, so that nobody reads it out again.
  private let said: any FactRecord

  package init<Record: FactRecord>(_ record: Record) {
    var writer = FactWriter()
    record.write(&writer)
    kind = Record.kind
    id = record.id
    tasks = record.tasks
    var topics = record.tasks.map { Topic.task($0) }
    for topic in record.topics where !topics.contains(topic) { topics.append(topic) }
    self.topics = topics
    body = .object(writer.fields)
    said = record
  }

  /// The record that it is; `nil` for another kind.
  package func record<Record: FactRecord>(_ type: Record.Type) -> Record? {
    kind == Record.kind ? said as? Record : nil
  }

  package static func == (a: Fact, b: Fact) -> Bool { a.kind == b.kind && a.id == b.id && a.body == b.body }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(id)
  }
}

/// What a kind of fact says. Every type is listed in ``FactKinds``.
package protocol FactRecord: Hashable, Sendable {
  static var kind: EventKind { get }
  /// Unique within the kind; derives from what is said, never from chance.
  var id: String { get }
  /// Where it is looked for, besides its tasks: `unit:u-huanwei`, `at:exposed-rubbish@road-zhongshan`.
  var topics: [String] { get }
  /// The numbers of the tasks whose history it belongs to.
  var tasks: [String] { get }
  func write(_ fields: inout FactWriter)
  init(_ fields: inout FieldReader) throws(CodecError)
}

extension FactRecord {
  package var topics: [String] { [] }
  package var tasks: [String] { [] }
}

/// The topics under which facts are found.
package enum Topic {
  package static func task(_ number: String) -> String { "task:" + number }
  package static func unit(_ id: String) -> String { "unit:" + id }
  package static func person(_ id: String) -> String { "person:" + id }
  package static func finding(_ id: String) -> String { "finding:" + id }
  package static func notice(_ id: String) -> String { "notice:" + id }
  package static func campaign(_ id: String) -> String { "campaign:" + id }
  /// A standard at a place: where findings are joined and relapses counted.
  package static func spot(standard: String, place: String) -> String { "at:\(standard)@\(place)" }
}

/// Collects the fields of a fact; a field that has its usual value (empty, zero, false) is left out.
package struct FactWriter {
  package private(set) var fields: [String: JSONValue]

  package init() { fields = Dictionary(minimumCapacity: 12) }

  package mutating func text(_ name: String, _ text: String) {
    if !text.isEmpty { fields[name] = .string(text) }
  }

  package mutating func texts(_ name: String, _ texts: [String]) {
    if !texts.isEmpty { fields[name] = .array(texts.map { .string($0) }) }
  }

  package mutating func integer(_ name: String, _ number: Int) {
    if number != 0 { fields[name] = .int(Int64(number)) }
  }

  package mutating func integer(_ name: String, _ number: Int?) {
    if let number { fields[name] = .int(Int64(number)) }
  }

  package mutating func flag(_ name: String, _ isSet: Bool) {
    if isSet { fields[name] = true }
  }

  package mutating func instant(_ name: String, _ instant: Instant?) {
    guard let instant else { return }
    fields[name] = InstantText.value(instant)
  }

  package mutating func date(_ name: String, _ date: CivilDate?) {
    if let date { fields[name] = .string(date.description) }
  }

  package mutating func integers(_ name: String, _ numbers: [String: Int]) {
    if !numbers.isEmpty { fields[name] = .object(numbers.mapValues { .int(Int64($0)) }) }
  }

  package mutating func value(_ name: String, _ value: JSONValue) {
    if value != .null { fields[name] = value }
  }

  package mutating func roles(_ name: String, _ roles: TaskRoles?) {
    guard let roles else { return }
    var inner = FactWriter()
    inner.fields["holder"] = .string(roles.holder)
    inner.fields["lead"] = .string(roles.lead)
    inner.fields["leader"] = .string(roles.leader)
    inner.texts("support", roles.support)
    inner.fields["verifier"] = .string(roles.verifier)
    fields[name] = .object(inner.fields)
  }

  package mutating func position(_ position: Position?) {
    guard let position else { return }
    fields["lat"] = .int(Int64(position.latitudeMicro))
    fields["lon"] = .int(Int64(position.longitudeMicro))
  }
}

/// A point on the map, in millionths of a degree (WGS 84).
package struct Position: Hashable, Sendable {
  package var latitudeMicro: Int
  package var longitudeMicro: Int

  package init(latitudeMicro: Int, longitudeMicro: Int) {
    self.latitudeMicro = latitudeMicro
    self.longitudeMicro = longitudeMicro
  }
}

extension InstantText {
  /// As a value of a fact's field.
  package static func value(_ instant: Instant) -> JSONValue {
    let text = text(instant)
    return text.utf8.count == 20 ? .string(text) : .int(instant.seconds)
  }
}
