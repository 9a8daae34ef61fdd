import DutyLedger
import DutyPorts

extension OperationCall {
  /// The refusal of a text that is longer than its kind may be; `nil` where none is.
  var tooLong: ControlReply? {
    for (field, most) in TextLimit.fields.sorted(by: { $0.key < $1.key }) {
      let length = TextLimit.length(of: text(field))
      guard length > most else { continue }
      return .error(
        400, .textTooLong, [.count: String(length), .most: String(most)],
        "the \(field) has \(length) characters, \(most) at most",
        help: "say it in fewer words, or add a file that says the rest")
    }
    return nil
  }
}
