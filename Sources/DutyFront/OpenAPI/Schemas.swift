import DutyLedger

/// The shapes that several routes share, for the OpenAPI document.
package enum Schemas {
  package static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

  package static let taskNumber = RouteParameter("number", in: .path, "The task's number, such as K7Q2M-9XD4P")
}
