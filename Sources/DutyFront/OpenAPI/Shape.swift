import DutyLedger

/// JSON schemas, said shortly.
package enum Shape {
  package static let text: JSONValue = ["type": "string"]
  package static let integer: JSONValue = ["type": "integer"]
  package static let flag: JSONValue = ["type": "boolean"]
  package static let anything: JSONValue = ["type": "object"]
  package static let date: JSONValue = ["type": "string", "format": "date"]
  package static let instant: JSONValue = ["type": "string", "format": "date-time"]

  /// - Parameter most: characters.
  package static func text(_ most: Int, least: Int = 0) -> JSONValue {
    ["type": "string", "minLength": .int(Int64(least)), "maxLength": .int(Int64(most))]
  }

  package static func integer(_ range: ClosedRange<Int64>) -> JSONValue {
    ["type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)]
  }

  package static func oneOf(_ words: [String]) -> JSONValue {
    ["type": "string", "enum": .array(words.map { .string($0) })]
  }

  package static func list(_ element: JSONValue, most: Int? = nil) -> JSONValue {
    var fields: [String: JSONValue] = ["type": "array", "items": element]
    if let most { fields["maxItems"] = .int(Int64(most)) }
    return .object(fields)
  }

  package static func orNull(_ schema: JSONValue) -> JSONValue {
    var fields = schema.object ?? [:]
    if let type = fields["type"] { fields["type"] = [type, "null"] }
    return .object(fields)
  }

  /// What a request says: nothing besides these.
  package static func body(_ properties: [String: JSONValue], required: [String] = []) -> JSONValue {
    [
      "type": "object", "properties": .object(properties), "required": .array(required.map { .string($0) }),
      "additionalProperties": false,
    ]
  }

  /// What an answer says: these at least.
  package static func answer(_ properties: [String: JSONValue]) -> JSONValue {
    [
      "type": "object", "properties": .object(properties),
      "required": .array(properties.keys.sorted().map { .string($0) }),
    ]
  }

  /// A page of a list: `next` goes into the parameter `after` of the following request.
  package static func page(_ element: JSONValue) -> JSONValue {
    answer(["items": list(element), "next": orNull(text)])
  }
}
