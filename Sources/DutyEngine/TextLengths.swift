import DutyLedger
import DutyPorts

/// A text that is longer than its kind may be.
struct LongText {
  var field: String
  /// Characters.
  var length: Int
  var most: Int

  var facts: [RefusalFact: String] { [.count: String(length), .most: String(most)] }
  var message: String { "the \(field) has \(length) characters, \(most) at most" }
  var help: String { "say it in fewer words, or add a file that says the rest" }
}

extension JSONValue {
  /// The first field of an object whose text is too long; `nil` where none is.
  var longText: LongText? {
    guard let fields = object else { return nil }
    for (field, most) in TextLimit.fields.sorted(by: { $0.key < $1.key }) {
      let length = TextLimit.length(of: fields[field]?.string ?? "")
      if length > most { return LongText(field: field, length: length, most: most) }
    }
    return nil
  }
}

extension OperationCall {
  /// The refusal of a text that is too long; `nil` where none is. A row of a list is refused by itself.
  var tooLong: ControlReply? {
    arguments.longText.map { .error(400, .textTooLong, $0.facts, $0.message, help: $0.help) }
  }
}
