/// The JSON Schema (2020-12) of all YAML files of a rule directory, for editors.
///
/// - Shape: one schema; `oneOf` selects the kind of file by the key it must have; `$defs` has one entry per mapping.
/// - Source: the same tables of keys by which the loader refuses unknown ones (``MapKind/keys``).
package func jsonSchema() -> String {
  let tops = [MapKind.settings] + YAMLFileKind.allCases.map { MapKind($0) } + [.channel]
  let schema = JSONText.object([
    ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
    ("title", .string("dutyd rule directory")),
    ("oneOf", .array(tops.map { reference($0) })),
    ("$defs", .object(MapKind.allCases.map { ($0.rawValue, definition($0)) })),
  ])
  return schema.printed(indent: 0) + "\n"
}

private func reference(_ kind: MapKind) -> JSONText {
  .object([("$ref", .string("#/$defs/" + kind.rawValue))])
}

private func definition(_ kind: MapKind) -> JSONText {
  let required = kind.keys.filter(\.isRequired).map { JSONText.string($0.name) }
  var members: [(String, JSONText)] = [("type", .string("object"))]
  members.append(("properties", .object(kind.keys.map { ($0.name, property($0)) })))
  if !required.isEmpty { members.append(("required", .array(required))) }
  members.append(("additionalProperties", kind.takesTags ? schema(.flag) : .bool(false)))
  return .object(members)
}

private func property(_ key: KeySpec) -> JSONText {
  guard case .object(let members) = schema(key.shape) else { return .bool(true) }
  let hasDescription = members.contains { $0.0 == "description" }
  return .object([("description", .string(key.note))] + members.filter { !hasDescription || $0.0 != "description" })
}

private func schema(_ shape: Shape) -> JSONText {
  switch shape {
  case .text(let what):
    .object([("description", .string(what)), ("type", types("string", "number", "boolean"))])
  case .name(let what):
    .object([("description", .string("the identifier of a " + what)), ("type", types("string", "number"))])
  case .choice(let words): .object([("enum", .array(words.map { .string($0) }))])
  case .flag: .object([("enum", .array([.bool(true), .bool(false), .string("yes"), .string("no")]))])
  case .number: .object([("type", types("number"))])
  case .list(let item): .object([("type", .string("array")), ("items", schema(item)), ("minItems", .number(1))])
  case .oneOrMany(let item):
    .object([("anyOf", .array([schema(item), schema(.list(item))]))])
  case .map(let kind): reference(kind)
  case .table(let value): .object([("type", .string("object")), ("additionalProperties", schema(value))])
  case .any(let shapes): .object([("anyOf", .array(shapes.map { schema($0) }))])
  }
}

private func types(_ names: String...) -> JSONText {
  .array(names.map { .string($0) })
}

/// A JSON text, printed with its members in the order given.
indirect enum JSONText {
  case string(String)
  case number(Int)
  case bool(Bool)
  case array([JSONText])
  case object([(String, JSONText)])

  func printed(indent: Int) -> String {
    let inner = String(repeating: "  ", count: indent + 1)
    let outer = String(repeating: "  ", count: indent)
    switch self {
    case .string(let text): return JSONText.quoted(text)
    case .number(let value): return String(value)
    case .bool(let value): return value ? "true" : "false"
    case .array(let items):
      return "[" + items.map { $0.printed(indent: indent) }.joined(separator: ", ") + "]"
    case .object(let members):
      let lines = members.map { inner + JSONText.quoted($0.0) + ": " + $0.1.printed(indent: indent + 1) }
      return lines.isEmpty ? "{}" : "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
