import DutyRules
import Foundation
import Testing

/// The JSON Schema is JSON, and says what the loader accepts.
@Suite struct SchemaTests {
  func schema() throws -> [String: Any] {
    let value = try JSONSerialization.jsonObject(with: Data(jsonSchema().utf8))
    return try #require(value as? [String: Any])
  }

  @Test func isJSON() throws {
    let schema = try schema()
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect((schema["oneOf"] as? [Any])?.count == 2 + YAMLFileKind.allCases.count, "settings, every folder, and channels")
  }

  @Test func refersOnlyToWhatItDefines() throws {
    let definitions = try #require(try schema()["$defs"] as? [String: Any])
    let text = jsonSchema()
    for part in text.components(separatedBy: "#/$defs/").dropFirst() {
      let name = String(part.prefix { $0 != "\"" })
      #expect(definitions[name] != nil, "\(name)")
    }
  }

  @Test(arguments: [
    ("duty", "catch-up"), ("rule", "verifier"), ("campaign", "milestones-back"), ("rung", "when"), ("test", "why"),
    ("settings", "office-hours"), ("standard", "limits"), ("placeSelector", "within"),
    ("unitSelector", "with-standards"),
  ])
  func hasTheKey(_ definition: String, _ key: String) throws {
    let definitions = try #require(try schema()["$defs"] as? [String: Any])
    let properties = (definitions[definition] as? [String: Any])?["properties"] as? [String: Any]
    #expect(properties?[key] != nil)
  }

  /// Every word that stands before a colon in the small district's YAML is a key of the schema, a free key aside.
  @Test func knowsTheKeysOfTheSmallDistrict() {
    let free: Set<String> = [
      "key", "minutes", "stop", "fine", "demolish", "inspection", "accepted", "built", "started", "evidence-file",
      "stages",
    ]
    let text = jsonSchema()
    for (path, yaml) in smallDistrict where path.hasSuffix(".yaml") {
      for match in yaml.matches(of: /([a-z][a-z-]*):\s/) where !free.contains(String(match.1)) {
        #expect(text.contains("\"\(match.1)\""), "\(path): \(match.1)")
      }
    }
  }
}
