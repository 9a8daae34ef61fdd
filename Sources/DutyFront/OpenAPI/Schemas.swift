import DutyLedger
import DutyPorts

/// The shapes that several routes share, for the OpenAPI document.
package enum Schemas {
  package static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

  package static let taskNumber = RouteParameter("number", in: .path, "The task's number, such as K7Q2M-9XD4P")
  package static let ifMatch = RouteParameter(
    "If-Match", in: .header, "The `ETag` that the task was read with: somebody else's change in between is refused, 412"
  )
  package static let idempotencyKey = RouteParameter(
    "Idempotency-Key", in: .header, "A key of your own: sent again, the request is answered as before and done once",
    schema: ["type": "string", "minLength": 1, "maxLength": 128, "pattern": "^[!-~]+$"])
  package static let after = RouteParameter(
    "after", in: .query,
    "Where the page begins: `next` of the page before, as it is; what no page of this list said is answered 400")
  package static let limit = RouteParameter(
    "limit", in: .query, "At most so many, 1 to 500", schema: Shape.integer(1...500))

  static func query(_ name: String, _ summary: String, _ schema: JSONValue = Shape.text) -> RouteParameter {
    RouteParameter(name, in: .query, summary, schema: schema)
  }

  static func id(_ summary: String, _ name: String = "id") -> RouteParameter {
    RouteParameter(name, in: .path, summary)
  }

  /// What refers to these by name.
  static let components: JSONValue = [
    "Problem": [
      "type": "object", "required": ["type", "title", "status", "code", "detail", "help"],
      "properties": [
        "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
        "code": ["type": "string", "description": "Stable: what a program may ask for"],
        "detail": ["type": "string"], "help": ["type": "string", "description": "What to do about it"],
        "instance": ["type": "string"],
        "reason": [
          "type": "object", "required": ["code"], "additionalProperties": ["type": "string"],
          "description": "What the engine refused: a stable code, and what it names by kind",
          "properties": ["code": ["type": "string"]],
        ],
      ],
    ],
    "Task": task([:]),
    "TaskWhole": task([
      "receipts": ["type": "array", "items": ["type": "object"]],
      "history": [
        "type": "array",
        "items": Shape.answer(["at": Shape.instant, "kind": Shape.text, "body": ["type": ["object", "null"]]]),
      ],
    ]),
    "Finding": Shape.answer([
      "id": Shape.text, "source": Shape.text, "standard": Shape.text, "place": Shape.text, "text": Shape.text,
      "found-at": Shape.instant, "taken-at": Shape.instant, "outcome": Shape.text, "standing": Shape.text,
      "task": Shape.text, "due": Shape.orNull(Shape.instant), "joined-to": Shape.text, "relapse-of": Shape.text,
      "tasks": Shape.list(Shape.anything),
    ]),
    "Notice": Shape.answer([
      "id": Shape.text, "at": Shape.instant, "action": Shape.text, "unit": Shape.text,
      "recipients": Shape.list(Shape.text), "withdrawn": Shape.flag,
    ]),
    "Evidence": Shape.answer([
      "id": Shape.text, "name": Shape.text, "shows": Shape.text, "type": Shape.text, "size": Shape.integer,
      "task": Shape.text, "by": Shape.text, "at": Shape.instant,
    ]),
    "Approval": Shape.answer([
      "id": Shape.text, "task": Shape.text, "action": Shape.text, "by": Shape.text, "at": Shape.instant,
      "approvers": Shape.list(Shape.text), "outcome": Shape.oneOf(ApprovalWish.Outcome.allCases.map(\.rawValue)),
      "reason": Shape.text,
    ]),
    "Unit": Shape.answer([
      "id": Shape.text, "name": Shape.text, "parent": Shape.orNull(Shape.text), "tier": Shape.text, "kind": Shape.text,
    ]),
    "Person": Shape.answer(["id": Shape.text, "name": Shape.text, "unit": Shape.text]),
    "Place": Shape.answer([
      "id": Shape.text, "name": Shape.text, "kind": Shape.text, "parent": Shape.orNull(Shape.text),
    ]),
  ]

  private static func task(_ more: [String: JSONValue]) -> JSONValue {
    let own: [String: JSONValue] = [
      "number": Shape.text, "state": Shape.text, "rung": Shape.integer, "duty": Shape.text, "subject": Shape.text,
      "grain": Shape.text, "period": Shape.text, "n": Shape.integer, "opens": Shape.instant, "due": Shape.instant,
      "limit": Shape.text, "lead": Shape.text, "leader": Shape.text, "holder": Shape.text, "verifier": Shape.text,
      "support": Shape.list(Shape.text), "veto": Shape.flag, "caught-up": Shape.flag, "round": Shape.integer,
      "promised": Shape.instant, "on-time": Shape.orNull(Shape.flag), "reported": Shape.orNull(Shape.instant),
      "closed": Shape.orNull(Shape.instant), "closure": Shape.orNull(Shape.text),
    ]
    return Shape.answer(own.merging(more) { $1 })
  }
}
