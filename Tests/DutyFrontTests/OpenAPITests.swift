import DutyTestKit
import DutyStore
import DutyPorts
import DutyCalendar
import DutyLedger
import Foundation
import HTTPTypes
import Testing

@testable import DutyFront

/// The document and the routes, both ways.
@Suite struct OpenAPITests {
  @Test("every documented operation answers, and every route that programs use is documented")
  func bothWays() async throws {
    let door = try Door()
    let document = await door.ask(.get, "/openapi.json").json
    #expect(document["openapi"] == "3.1.0")
    var documented = Set<String>()
    for (path, methods) in document["paths"]?.object ?? [:] {
      for (method, operation) in methods.object ?? [:] {
        let name = operation["operationId"]?.string ?? ""
        #expect(documented.insert("\(method.uppercased()) \(path)").inserted)
        let route = door.router.routes.first { $0.path == path && $0.method.rawValue.lowercased() == method }
        #expect(route?.name == name)
        // The router takes it: no 404 of the doors themselves, no 405.
        let filled = path.replacing(#/\{\w+\}/#, with: "x")
        let reply = await door.ask(HTTPRequest.Method(method.uppercased()) ?? .get, filled)
        #expect(reply.code != "no-such-path", "\(method) \(path)")
        #expect(reply.status != 405, "\(method) \(path)")
        #expect(operation["responses"]?[String(reply.status)] != nil, "\(method) \(path) answers \(reply.status)")
      }
    }
    let api = door.router.routes.filter { $0.path.hasPrefix("/api/") || $0.style == .api }
    #expect(Set(api.map { "\($0.method.rawValue) \($0.path)" }) == documented)
    #expect(Set(door.router.routes.map(\.name)).count == door.router.routes.count, "names are unique")
  }

  @Test("every endpoint has an example in deploy/README.md")
  func examples() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let readme = folder.appendingPathComponent("../../deploy/README.md").standardizedFileURL
    let text = try String(contentsOf: readme, encoding: .utf8)
    let used = Set(
      text.matches(of: #/\$S(/[^\s"';?]*)/#).map { match in
        match.1.split(separator: "/").map(String.init)
      })
    #expect(used.count >= 75)
    for route in FrontGroups.all.flatMap(\.routes) where route.isDocumented {
      let parts = route.path.split(separator: "/").map(String.init)
      let isShown = used.contains { example in
        example.count == parts.count && zip(parts, example).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
      }
      #expect(isShown, "\(route.method) \(route.path) has no example")
    }
  }

  @Test("every reference leads somewhere, every path parameter is described")
  func references() async throws {
    let document = OpenAPIDocument.value(FrontGroups.all.flatMap(\.routes), version: "1")
    let known = Set((document["components"]?["schemas"]?.object ?? [:]).keys)
    func walk(_ value: JSONValue) {
      switch value {
      case .object(let fields):
        if let reference = fields["$ref"]?.string {
          #expect(known.contains(String(reference.split(separator: "/").last ?? "")), "\(reference)")
        }
        fields.values.forEach(walk)
      case .array(let elements): elements.forEach(walk)
      default: break
      }
    }
    walk(document)
    for route in FrontGroups.all.flatMap(\.routes) {
      let inPath = route.path.matches(of: #/\{(\w+)\}/#).map(\.1)
      let described = route.parameters.filter { $0.place == .path }.map(\.name)
      #expect(inPath.map(String.init).sorted() == described.sorted(), "\(route.path)")
    }
  }

  @Test("what may be said at length is as long as the engine takes it")
  func textLimits() throws {
    var seen: Set<String> = []
    for route in FrontGroups.all.flatMap(\.routes) {
      guard let properties = route.body?.types["application/json"]?["properties"]?.object else { continue }
      for (field, most) in TextLimit.fields {
        guard let shape = properties[field] else { continue }
        #expect(shape["maxLength"]?.int == Int64(most), "\(route.name) \(field)")
        seen.insert(field)
      }
    }
    #expect(seen == Set(TextLimit.fields.keys), "each kind was met")
  }

  @Test(
    "what a schema says is held against what is sent",
    arguments: [
      (["a": "x"], nil), (["a": ""], "too short"), (["a": "xxxx"], "more than 3"), ([:], "says no `a`"),
      (["a": 1], "not of the type string"), (["a": "x", "z": 1], "`z`, which is not known"),
      (["a": "x", "n": 9], "more than 5"), (["a": "x", "n": 0], "less than 1"),
      (["a": "x", "l": [1, 2, 3]], "more than 2"),
      (["a": "x", "l": ["y"]], "`l[0]`"), (["a": "x", "w": "blue"], "none of red"),
      (["a": "x", "f": "true"], "boolean"),
    ] as [(JSONValue, String?)])
  func schemaCheck(_ value: JSONValue, _ expected: String?) {
    let schema = Shape.body(
      [
        "a": Shape.text(3, least: 1), "n": Shape.integer(1...5), "l": Shape.list(Shape.integer, most: 2),
        "w": Shape.oneOf(["red"]), "f": Shape.flag,
      ], required: ["a"])
    let fault = SchemaCheck.fault(value, schema)
    if let expected { #expect(fault?.contains(expected) == true, "\(fault ?? "nil")") } else { #expect(fault == nil) }
  }
}
