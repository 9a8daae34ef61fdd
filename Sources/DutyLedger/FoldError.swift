/// Why an event does not fit what came before it.
package enum FoldError: Error, Hashable, Sendable {
  /// A unique key exists already; readable.
  case duplicate(String)
  /// The state does not allow it; says why.
  case refused(String)
}

/// The sentences of ``FoldError``, in one place so that every store says the same.
package enum FoldText {
  package static func entry(_ stream: String, _ period: String, _ n: Int) -> String {
    "the entry of `\(stream)` for \(period)" + (n == 1 ? "" : " no. \(n)")
  }

  package static func task(_ record: TaskRecord) -> String {
    let key = record.key
    let grain = key.grain.isEmpty ? "" : " · \(key.grain)"
    return "the task \(record.number): `\(key.duty)` for `\(key.subject)`\(grain), \(key.period) no. \(key.n)"
  }

  package static func dispatch(_ record: DispatchRecord) -> String {
    "the dispatch of \(record.date), revision \(record.revision)"
  }

  package static func rung(_ rung: RungFired) -> String {
    "rung \(rung.rung) of `\(rung.ladder)` for the task \(rung.task)"
  }

  package static func fact(_ fact: Fact) -> String { "the \(fact.kind.rawValue) `\(fact.id)`" }

  package static func designation(_ id: String) -> String { "the designation `\(id)`, which is in force" }
  package static func unknownTask(_ number: String) -> String { "there is no task \(number)" }
  package static func noGap(_ id: String) -> String { "there is no open gap `\(id)`" }
  package static func noDesignation(_ id: String) -> String { "there is no designation `\(id)` in force" }

  package static func closedTask(_ number: String, _ state: TaskState, _ what: String) -> String {
    "the task \(number) is \(state.rawValue), so it cannot \(what)"
  }

  package static func refusal(_ number: String, _ refusal: TaskRefusal) -> String {
    "task \(number): \(refusal.description)"
  }
}
