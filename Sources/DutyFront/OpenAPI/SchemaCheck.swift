import DutyLedger

/// Holds what a request says against the schema that the OpenAPI document shows: what is documented is the law.
///
/// - Shape: `type`, `enum`, `properties`, `required`, `additionalProperties: false`, `items`, and the bounds of texts,
///   numbers and lists; the schemas of requests use nothing else.
enum SchemaCheck {
  /// What does not fit, in words; `nil` where all does.
  static func fault(_ value: JSONValue, _ schema: JSONValue, at place: String = "") -> String? {
    let here = place.isEmpty ? "the body" : "`\(place)`"
    if let type = schema["type"]?.string, !isOf(type, value) { return "\(here) is not of the type \(type)" }
    if let words = schema["enum"]?.array, !words.contains(value) {
      return "\(here) is none of \(words.compactMap(\.string).joined(separator: ", "))"
    }
    switch value {
    case .string(let text): return fault(text, schema, here)
    case .int(let number):
      if let least = schema["minimum"]?.int, number < least { return "\(here) is less than \(least)" }
      if let most = schema["maximum"]?.int, number > most { return "\(here) is more than \(most)" }
      return nil
    case .array(let elements):
      if let most = schema["maxItems"]?.int, elements.count > most { return "\(here) has more than \(most) elements" }
      guard let items = schema["items"] else { return nil }
      for (index, element) in elements.enumerated() {
        if let fault = fault(element, items, at: "\(place)[\(index)]") { return fault }
      }
      return nil
    case .object(let fields): return fault(fields, schema, place, here)
    case .null, .bool: return nil
    }
  }

  private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
    switch (type, value) {
    case ("string", .string), ("integer", .int), ("boolean", .bool), ("array", .array), ("object", .object): true
    default: false
    }
  }

  private static func fault(_ text: String, _ schema: JSONValue, _ here: String) -> String? {
    let count = text.unicodeScalars.count
    if let least = schema["minLength"]?.int, count < least { return "\(here) is empty, or too short" }
    if let most = schema["maxLength"]?.int, count > most { return "\(here) has more than \(most) characters" }
    return nil
  }

  private static func fault(
    _ fields: [String: JSONValue], _ schema: JSONValue, _ place: String, _ here: String
  ) -> String? {
    for name in schema["required"]?.array?.compactMap(\.string) ?? [] where fields[name] == nil {
      return "\(here) says no `\(name)`"
    }
    let properties = schema["properties"]?.object ?? [:]
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
      if let known = properties[name] {
        if let fault = fault(value, known, at: place.isEmpty ? name : place + "." + name) { return fault }
      } else if let others = schema["additionalProperties"] {
        if others == false { return "\(here) says `\(name)`, which is not known" }
        if let fault = fault(value, others, at: place + "." + name) { return fault }
      }
    }
    return nil
  }

  /// A parameter's text as the value that its schema asks for; `nil` where it is none.
  static func value(_ text: String, _ schema: JSONValue) -> JSONValue? {
    switch schema["type"]?.string {
    case "integer": text.utf8.count <= 18 && text.utf8.allSatisfy { 48...57 ~= $0 } ? Int64(text).map { .int($0) } : nil
    case "boolean": ["true": true, "false": false][text].map { .bool($0) }
    default: .string(text)
    }
  }

  /// Holds the parameters of a query against those of a route; `lang` goes with every one.
  static func check(_ query: QueryItems, _ parameters: [RouteParameter]) throws(Problem) {
    let known = parameters.filter { $0.place == .query }
    var seen = Set<String>()
    for item in query.items where item.name != "lang" {
      guard let parameter = known.first(where: { $0.name == item.name }) else {
        let names = known.map(\.name).joined(separator: ", ")
        throw .badRequest(
          "there is no parameter `\(item.name.prefix(40))`", help: names.isEmpty ? "leave it out" : "one of: \(names)")
      }
      guard seen.insert(item.name).inserted else {
        throw .badRequest("`\(item.name)` is given twice", help: "give it once")
      }
      guard let value = value(item.value, parameter.schema), fault(value, parameter.schema, at: item.name) == nil else {
        throw .badRequest("`\(item.name)` is not what it should be", help: parameter.summary)
      }
    }
    for parameter in known where parameter.isRequired && query[parameter.name] == nil {
      throw .badRequest("`\(parameter.name)` is not given", help: parameter.summary)
    }
  }
}
