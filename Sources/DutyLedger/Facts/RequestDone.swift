import DutyCalendar

/// A request with a key of its own was done: it stands in the transaction of what it did, so that the same request, sent
/// again after a crash between the act and its answer, finds the act done.
///
/// - Shape: ``id`` is a hash of who asked and the key, with the day; ``request`` a hash of what was asked.
package struct RequestDone: FactRecord {
  package static var kind: EventKind { .requestDone }
  package var id: String
  package var request: String
  package var operation: String
  /// The numbers of the tasks that it changed or opened.
  package var touched: [String]
  /// The facts that it recorded, `finding/F-1A2B3C4D5E`.
  package var recorded: [String]

  package init(id: String, request: String, operation: String, touched: [String] = [], recorded: [String] = []) {
    self.id = id
    self.request = request
    self.operation = operation
    self.touched = touched
    self.recorded = recorded
  }

  /// What a transaction of these events did.
  package init(_ mark: RequestMark, _ operation: String, events: [Event]) {
    self.init(id: mark.id, request: mark.request, operation: operation)
    for event in events {
      event.forEachTask { if !touched.contains($0) { touched.append($0) } }
      if case .fact(let fact) = event { recorded.append(fact.kind.rawValue + "/" + fact.id) }
    }
    // A list of a thousand findings is told by its first ones.
    (touched, recorded) = (Array(touched.prefix(100)), Array(recorded.prefix(100)))
  }

  package func write(_ fields: inout FactWriter) {
    fields.text("id", id)
    fields.text("request", request)
    fields.text("operation", operation)
    fields.texts("touched", touched)
    fields.texts("recorded", recorded)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    id = try fields.text("id")
    request = try fields.text("request")
    operation = try fields.text("operation", or: "")
    touched = try fields.texts("touched", or: [])
    recorded = try fields.texts("recorded", or: [])
  }
}

/// What a request is known by when it comes again.
package struct RequestMark: Hashable, Sendable {
  package var id: String
  package var request: String

  package init(id: String, request: String) {
    self.id = id
    self.request = request
  }
}
